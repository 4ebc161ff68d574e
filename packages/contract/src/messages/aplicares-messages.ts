// What Aplicares was seen to say beside the texts that all services share.
import { rows } from './rows.ts';

export const APLICARES = rows(['aplicares'], 'docs/facts/aplicares-icare-apotek.md §2', [
  {
    id: 'aplicares.exists',
    pattern: 'data tersebut sudah ada',
    only: 'write',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'C',
    endpoints: ['aplicares.bed.create'],
  },
  {
    id: 'aplicares.absent',
    pattern: 'data tidak ada di database',
    outcome: 'predecessor',
    actor: 'sistem',
    confidence: 'C',
    endpoints: ['aplicares.bed.update'],
  },
  {
    // The wanted state is reached; that a deletion gets the same words as an update is a guess.
    id: 'aplicares.already-absent',
    pattern: 'data tidak ada di database',
    outcome: 'already',
    actor: 'sistem',
    confidence: 'U',
    endpoints: ['aplicares.bed.delete'],
  },
]);

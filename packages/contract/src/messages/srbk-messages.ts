// What SRBK was seen to say beside the texts of SISRUTE and PCare, which it shares. Codes are not known.
import { rows } from './rows.ts';

export const SRBK = rows(['srbk'], 'docs/facts/pcare.md §11', [
  {
    id: 'srbk.region',
    pattern: 'kode(propinsi|kabupaten).{0,80}?harus \\d digit',
    outcome: 'rejected',
    actor: 'pengembang',
    confidence: 'C',
  },
  {
    id: 'srbk.no-candidate',
    pattern: 'data faskes rujukan di sisrute tidak ditemukan',
    only: 'read',
    outcome: 'empty',
    actor: 'dokter',
    explanationId: 'sisrute.no-candidate',
    confidence: 'C',
  },
]);

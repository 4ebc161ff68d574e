// Pieces that the Apotek Online endpoints share: service defaults, medicine groups, dates with a time
// (docs/facts/aplicares-icare-apotek.md §4).
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';

export const apotekEndpoints = endpointsOf({
  service: 'apotek',
  facts: 'aplicares-icare-apotek',
  confidence: 'A',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['200'],
  // 201 is refusal and "no data" alike and no list of its texts is public (§4.6), so it stays a refusal.
  readEmpty: ['200'],
});

/** 1 PRB, 2 chronic not yet stable, 3 chemotherapy: JENIS_OBAT_APOTEK. */
export const kdJnsObat = z.enum(['1', '2', '3']);
/** In queries `0` means all groups. */
export const kdJnsObatOrAll = z.enum(['0', '1', '2', '3']);
/** `YYYY-MM-DD HH:mm:ss` in WIB. */
export const dateTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
  .describe('WIB, yyyy-MM-dd HH:mm:ss');
/** A hospital's SEP or a pharmacy's own number (NOSJP): 19 characters. */
export const sepNumber = z.string().length(19);
/** The pharmacy's own prescription number: at most five digits, not twice within a claim month. */
export const noResep = z.string().regex(/^\d{1,5}$/);

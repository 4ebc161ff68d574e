// Small schema pieces shared by all endpoint records: tolerant scalars, list shapes, identifiers and dates as BPJS
// writes them. Objects are always loose: a key we do not know is kept, never dropped.
import { z } from 'zod';

/** Text; a number is taken as its decimal text because BPJS mixes both. */
export const text = z.union([z.string(), z.number().transform(String)]);
/** Text that BPJS may leave out or send as null. */
export const maybeText = text.nullish();
const NUMERIC = /^\s*-?\d+([.,]\d+)?\s*$/;
/** Number; a numeric string is accepted (servers and older clients send both), a decimal comma too. */
export const num = z.union([
  z.number(),
  z
    .string()
    .regex(NUMERIC)
    .transform((value) => Number(value.trim().replace(',', '.'))),
]);
export const maybeNum = num.nullish();
/** Boolean; the texts true/false and 1/0 are accepted. */
export const bool = z.union([
  z.boolean(),
  z
    .enum(['true', 'false', 'True', 'False', '1', '0'])
    .transform((value) => value === '1' || value.toLowerCase() === 'true'),
  z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1),
]);
export const maybeBool = bool.nullish();

/** Calendar date of VClaim and Antrean, docs/facts/vclaim.md §3. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .describe('date, yyyy-MM-dd');
/** Calendar date of PCare (day first), docs/facts/pcare.md §3. */
export const dmyDate = z
  .string()
  .regex(/^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-\d{4}$/)
  .describe('date, dd-MM-yyyy');
export const cardNumber = z
  .string()
  .regex(/^\d{13}$/)
  .describe('13 digits');
export const nikNumber = z
  .string()
  .regex(/^\d{16}$/)
  .describe('16 digits');
/** A path segment that BPJS chose: any visible text, no separators. */
export const segment = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^/\\?#]+$/);
/** Search words go percent-encoded, so blanks and slashes are allowed. */
export const searchWord = z.string().min(1).max(100);
export const month2 = z
  .string()
  .regex(/^(0[1-9]|1[0-2])$/)
  .describe('month, 01 to 12');
export const year4 = z
  .string()
  .regex(/^\d{4}$/)
  .describe('year, four digits');
export const clockRange = z
  .string()
  .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/)
  .describe('hours, HH:mm-HH:mm');
/** Row offset and page size, docs/facts/pcare.md §3. */
export const page = {
  start: z
    .string()
    .regex(/^\d{1,7}$/)
    .describe('rows to skip'),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .describe('rows in this page'),
};

export const noParams = z.strictObject({});

/** `{kode, nama}` pairs; codes can carry trailing blanks (docs/facts/vclaim.md §3), so they are trimmed. */
const trimmed = text.transform((value) => value.trim());
export const kodeNama = z.looseObject({ kode: trimmed.nullish(), nama: maybeText });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asRows(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined || value === '') return [];
  return isRecord(value) ? [value] : value;
}

/**
 * Accepts a bare array and `{list:[…]}` and always yields `{list}` (docs/facts/antrean-rs.md §1, shape trap). A null
 * response is not a list: whether it means "nothing" is decided by the endpoint's `empty` codes.
 */
export function listOf<T extends z.ZodType>(row: T) {
  return z.preprocess(
    (value) => {
      if (Array.isArray(value)) return { list: value };
      if (isRecord(value) && 'list' in value) return { ...value, list: asRows(value['list']) };
      return value;
    },
    z.looseObject({ count: num.nullish(), list: z.array(row) }),
  );
}

/** A list under its own key, where one row may arrive without its array (docs/facts/vclaim.md §4.2). */
export function rowsOf<T extends z.ZodType>(row: T) {
  return z.preprocess(asRows, z.array(row));
}

/** Writes that answer metadata only: whatever stands in `response` carries nothing. */
export const noResponse = z.unknown().transform(() => null);

/** Writes that answer one bare string, usually the number concerned. */
export const bareText = z.union([text, z.null()]);

// Pieces that several PCare endpoints share: service defaults, coded pairs, the `{field, message}` result of writes.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { maybeBool, maybeText, text } from '../shapes.ts';
import type { Paging } from '../types.ts';

export const pcareEndpoints = endpointsOf({
  service: 'pcare',
  facts: 'pcare',
  confidence: 'B',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['201', '200'],
  // "Nothing found" was seen as 200 with an empty response, 204 and 404 (docs/facts/pcare.md §11 [U]).
  readEmpty: ['200', '204', '404'],
});

/** Offset from 0; pages of 500 are known to work, docs/facts/pcare.md §3. */
export const PAGING: Paging = { first: 0, size: 500 };
export const FIRST_PAGE = { start: String(PAGING.first), limit: String(PAGING.size) };

/** What a write created: the name of the number and the number itself, docs/facts/pcare.md §4.9. */
export const created = z.looseObject({ field: text, message: text });
export type Created = z.output<typeof created>;
/**
 * One object or an array of them is always read as an array; docs/facts/pcare.md §4.5 knows both for a visit. An answer
 * without any number is not a success to rely on, so at least one is required.
 */
export const createdList = z.preprocess((value) => {
  if (value === null || value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}, z.array(created).min(1));

/** The number that a write created, or undefined when the answer does not name it. */
export function createdNumber(rows: readonly Created[], field: string): string | undefined {
  const named = rows.find((row) => row.field.toLowerCase() === field.toLowerCase());
  return (named ?? rows.at(-1))?.message;
}

export const provider = z.looseObject({ kdProvider: maybeText, nmProvider: maybeText });
export const poli = z.looseObject({ kdPoli: maybeText, nmPoli: maybeText, poliSakit: maybeBool });
export const diagnosa = z.looseObject({ kdDiag: maybeText, nmDiag: maybeText, nonSpesialis: maybeBool });
/** Inner objects arrive as null, as objects of nulls or as empty strings (docs/facts/pcare.md §4.9). */
export function inner<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? null : value), schema.nullish());
}

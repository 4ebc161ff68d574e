// HTTP as modules see it: the app type, the error body, and the helpers for schemas. Building the app is `create-app.ts`.
import { z } from 'zod';

export type { RouteConfig, TitianApp } from './types.ts';

/** The only error body of the API. */
export const errorBody = z
  .strictObject({
    error: z.strictObject({
      code: z.string(),
      message: z.string(),
      meaning: z.string(),
      nextStep: z.string(),
      field: z.string().optional(),
      value: z.string().optional(),
      reference: z.string(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;

/** Spread into `schema.response` of every route. */
export const errorResponses = { '4xx': errorBody, '5xx': errorBody } as const;

/** Path parameter of our own ids; anything else is not found rather than malformed, so that ids reveal nothing. */
export const idParam = z.object({ id: z.uuid() });

/** Page size limit of every list (security goal S16). */
export const MAX_PAGE = 200;
export const USUAL_PAGE = 50;
export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(USUAL_PAGE),
  cursor: z.string().max(200).optional(),
});

/**
 * Code of a poli or unit in an address. Addresses are kept by browsers, proxies and logs, so that no name, card, NIK or phone may fit
 * into one: what a person types is asked by POST (tests/security/addresses.test.ts holds every GET to it).
 */
export const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,9}$/);

/** A search by POST: what a person typed stands in the body, beside the usual page. */
export const searchBody = z.strictObject({
  query: z.string().trim().min(1).max(120),
  /** Absent = `USUAL_PAGE`. */
  limit: z.int().min(1).max(MAX_PAGE).optional(),
  cursor: z.string().max(200).optional(),
});

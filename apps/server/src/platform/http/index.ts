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
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().max(200).optional(),
});

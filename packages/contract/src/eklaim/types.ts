// What one method of the E-Klaim web service is, as data. E-Klaim stands in the hospital and belongs to the ministry, so it has no
// cons-id, no service of its own on BPJS's hosts and one address for everything; the method's name travels in the body.
import type { z } from 'zod';
import type { Confidence, WriteClass } from '../types.ts';

/** Path of the web service on the hospital's E-Klaim machine, docs/facts/eklaim.md §1. */
export const EKLAIM_PATH = '/E-Klaim/ws.php';

/** `metadata` without the method's name, and `data`; both go into the body as they are. */
export interface EklaimBody {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface EklaimMethod<Q = unknown, R = unknown> {
  /** `eklaim.<group>.<name>`. */
  readonly id: string;
  readonly service: 'eklaim';
  readonly group: string;
  readonly method: 'POST';
  readonly path: typeof EKLAIM_PATH;
  /** The word in `metadata.method`. */
  readonly call: string;
  /** Members of `metadata` that make this method what it is, e.g. stage and grouper. */
  readonly fixed: Readonly<Record<string, string | number>>;
  readonly request: z.ZodType<Q>;
  /** The answer without its `metadata`: where the payload stands differs from method to method. */
  readonly response: z.ZodType<R>;
  readonly encryption: 'eklaim';
  readonly writeClass: WriteClass;
  readonly confidence: Confidence;
  readonly source: string;
  readonly purpose: string;
  /** Total limit of one call; a method that waits for the data centre takes longer, docs/facts/eklaim.md §1. */
  readonly timeoutMs: number;
  readonly example: { readonly request: Q; readonly response: R };
}

export type EklaimRequestOf<E> = E extends EklaimMethod<infer Q, unknown> ? Q : never;
export type EklaimResponseOf<E> = E extends EklaimMethod<unknown, infer R> ? R : never;

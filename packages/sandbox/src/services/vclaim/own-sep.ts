// The live SEP of the calling facility that a body names, and the wrapped object of a body: how every write about a SEP begins.

import { objectAt, type JsonObject } from '../../json.ts';
import type { Call } from '../../kernel.ts';
import type { Sep } from './state.ts';

/** Undefined for unknown, foreign and deleted ones alike: BPJS says the same of all three. */
export function ownSep(call: Call, nomorSep: string): Sep | undefined {
  const sep = call.world.sep.find(nomorSep);
  return sep?.deleted === null && sep.kodePpk === call.facility.kodePpk ? sep : undefined;
}

/** `{"request":{"<wrapper>":{…}}}`, docs/facts/vclaim.md §4. */
export const wrapped = (call: Pick<Call, 'body'>, wrapper: string): JsonObject =>
  objectAt(objectAt(call.body, 'request'), wrapper);

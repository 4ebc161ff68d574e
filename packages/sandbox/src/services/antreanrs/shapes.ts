// The two list shapes and the empty answer of Antrean RS.

import type { Json } from '../../json.ts';
import type { Call, Reply } from '../../kernel.ts';

/** Live servers answer a bare array where the catalogue shows {list} [B], docs/facts/antrean-rs.md §1. */
export function asList(call: Call, rows: readonly Json[]): Json {
  return call.switches.antreanListShape === 'bare' ? rows : { list: rows };
}

export function noContent(call: Call): Reply {
  return { code: call.switches.noContentCode, message: 'No Content' };
}

export function listOrEmpty(call: Call, rows: readonly Json[]): Reply {
  return rows.length === 0 ? noContent(call) : { code: 200, message: 'OK', response: asList(call, rows) };
}

// Statements that repeat are prepared once per connection: with row-level security, parsing and planning cost more than
// running them. A statement gets its name the second time it is seen; texts that never repeat stay unnamed. Not a cache of
// results.
import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** One name is one plan in every connection. The server has some 300 statements; texts built per call must not pile up. */
const NAMES_MAX = 600;
const SEEN_MAX = 2_000;

const names = new Map<string, string>();
const seen = new Set<string>();

/** @example await client.query(prepared('SELECT 1 FROM visits WHERE facility_id = $1 AND id = $2', [facilityId, id])) */
export function prepared(text: string, values: readonly unknown[] | undefined): QueryConfig {
  const name = nameOf(text);
  return { text, ...(name === undefined ? {} : { name }), ...(values === undefined ? {} : { values: [...values] }) };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMES_MAX) return known;
  if (!seen.has(text)) {
    if (seen.size >= SEEN_MAX) seen.clear();
    seen.add(text);
    return undefined;
  }
  const name = `t_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  seen.delete(text);
  return name;
}

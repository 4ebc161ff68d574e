// The files in which the server keeps what BPJS answers without values (apps/server/src/modules/gateway/capture.ts): reading, counting,
// and putting together what is sent away. Knows of a record only what it lists; what a record means is the client's.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { member } from '../run/json-http.ts';

export const UNFAMILIAR_FILE = 'unfamiliar.jsonl';
export const RECORD_FILE = 'record.jsonl';
export const UNTIL_FILE = 'until';

export interface Summary {
  readonly count: number;
  readonly endpointId: string;
  readonly outcome: string;
  /** What did not fit, or the first keys of the answer. */
  readonly shape: string;
}

const SHAPE_CHARS = 100;

/** Whole lines only: the last one may still be on its way. */
export function linesOf(file: string, fromByte = 0): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file).subarray(fromByte).toString('utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

/** Answers that no schema knows, the most frequent first. */
export function summarise(lines: readonly string[]): Summary[] {
  const found = new Map<string, { count: number; summary: Omit<Summary, 'count'> }>();
  for (const line of lines) {
    const record: unknown = JSON.parse(line);
    const summary = {
      endpointId: textAt(record, 'endpointId'),
      outcome: textAt(record, 'outcome'),
      shape: shapeOf(record),
    };
    const key = JSON.stringify(summary);
    const known = found.get(key) ?? { count: 0, summary };
    found.set(key, { ...known, count: known.count + 1 });
  }
  return [...found.values()]
    .map(({ count, summary }) => ({ count, ...summary }))
    .toSorted((a, b) => b.count - a.count || a.endpointId.localeCompare(b.endpointId));
}

function shapeOf(record: unknown): string {
  const listed = [member(record, 'issues'), member(record, 'unknownKeys')].flatMap((list: unknown) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  const text =
    listed.length > 0 ? listed.join(', ') : JSON.stringify(member(record, 'answer') ?? member(record, 'text'));
  return text.length > SHAPE_CHARS ? `${text.slice(0, SHAPE_CHARS)}…` : text;
}

function textAt(record: unknown, name: string): string {
  const value = member(record, name);
  return typeof value === 'string' ? value : '';
}

/** What goes away: every different record once. */
export function collect(folder: string, recordFrom: number): string[] {
  const lines = [...linesOf(join(folder, UNFAMILIAR_FILE)), ...linesOf(join(folder, RECORD_FILE), recordFrom)];
  return [...new Set(lines)];
}

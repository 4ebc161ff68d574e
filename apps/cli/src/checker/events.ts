// Reads the events file for the offline checker. It shares no code with the player of the file nor with the server: a
// misreading in one of them must not be able to hide in the other. It judges nothing; see `due.ts` and `judge.ts`.
import { parse } from 'csv-parse/sync';

/** What happened in the facility, as the file says. `atMs` is an instant (epoch milliseconds). */
export interface FileEvent {
  readonly line: number;
  readonly eventId: string;
  readonly atMs: number;
  readonly ppk: string;
  readonly visitRef: string;
  readonly type: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface EventsFile {
  readonly events: readonly FileEvent[];
  /** Lines that cannot be read, with the reason: the player skips them too. */
  readonly unreadable: readonly { line: number; reason: string }[];
}

/** Indonesia has three zones and no daylight saving time, so fixed offsets are exact. */
const ZONE_OFFSET_HOURS: Readonly<Record<string, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};
const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(Z|[+-]\d{2}:\d{2})$/;
const NAIVE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)$/;

/** @returns the instant, or null when the text is not a time. */
export function instantOf(text: string, zone: string): number | null {
  if (WITH_OFFSET.test(text)) return finite(Date.parse(text));
  const naive = NAIVE.exec(text);
  const offset = ZONE_OFFSET_HOURS[zone || 'Asia/Jakarta'];
  if (naive === null || offset === undefined) return null;
  const utc = finite(Date.parse(`${naive[1]}T${naive[2]}Z`));
  return utc === null ? null : utc - offset * 3_600_000;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Reads the whole file. Required columns: `event_id, occurred_at, facility, visit_ref, type` (docs/api/events-file.md).
 * A repeated `event_id` counts once: the first line stands. `mapping` gives the file's own names of our columns.
 */
export function readEvents(csv: string, mapping: Readonly<Record<string, string>> = {}): EventsFile {
  const ours = new Map(Object.entries(mapping).map(([name, theirs]) => [theirs, name]));
  const rows: unknown = parse(csv, {
    columns: (header: string[]) => header.map((name) => ours.get(name) ?? name),
    delimiter: [',', ';'],
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    trim: true,
  });
  const events: FileEvent[] = [];
  const unreadable: { line: number; reason: string }[] = [];
  const seen = new Set<string>();
  for (const row of Array.isArray(rows) ? rows : []) {
    const { line, columns } = rowOf(row);
    const atMs = instantOf(columns['occurred_at'] ?? '', columns['zona'] ?? '');
    const needed =
      columns['type'] === 'visit.registered'
        ? ['nama', 'norm', 'kode_poli']
        : columns['type'] === 'visit.cancelled'
          ? ['alasan']
          : [];
    const missing = ['event_id', 'facility', 'visit_ref', 'type', ...needed].filter((name) => !columns[name]);
    if (missing.length > 0) unreadable.push({ line, reason: `missing ${missing.join(', ')}` });
    else if (atMs === null)
      unreadable.push({ line, reason: `occurred_at "${columns['occurred_at'] ?? ''}" is not a time` });
    else if (!seen.has(columns['event_id'] ?? '')) {
      seen.add(columns['event_id'] ?? '');
      events.push({
        line,
        eventId: columns['event_id'] ?? '',
        atMs,
        ppk: columns['facility'] ?? '',
        visitRef: columns['visit_ref'] ?? '',
        type: columns['type'] ?? '',
        columns,
      });
    }
  }
  return { events, unreadable };
}

function rowOf(row: unknown): { line: number; columns: Record<string, string> } {
  const columns: Record<string, string> = {};
  let line = 0;
  if (typeof row === 'object' && row !== null && 'record' in row && 'info' in row) {
    const { record, info } = row;
    if (typeof record === 'object' && record !== null) {
      for (const [name, value] of Object.entries(record)) if (typeof value === 'string') columns[name] = value;
    }
    if (typeof info === 'object' && info !== null && 'lines' in info && typeof info.lines === 'number')
      line = info.lines;
  }
  return { line, columns };
}

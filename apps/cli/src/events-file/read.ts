// Reads an events file for the player: every good line becomes an event, every bad one a report that names line, column,
// value and remedy. A bad line never stops the good ones. It sends nothing.
import { parse } from 'csv-parse/sync';
import { COLUMNS, dataOf, EVENT_TYPES, REQUIRED_BY_TYPE, type Cells, type Column, type EventType } from './columns.ts';

export interface PlayEvent {
  readonly line: number;
  readonly ppk: string;
  /** When it happened, as an instant: the player sends it then. */
  readonly atMs: number;
  readonly cells: Cells;
  /** Body of `POST /api/v1/events`. */
  readonly body: {
    sourceEventId: string;
    type: EventType;
    occurredAt: string;
    visitRef: string;
    data: Record<string, unknown>;
  };
}

export interface BadLine {
  readonly line: number;
  readonly column: Column | null;
  readonly value: string;
  /** Plain Indonesian: what is wrong and what to write instead. */
  readonly remedy: string;
}

export interface ReadFile {
  readonly events: readonly PlayEvent[];
  readonly bad: readonly BadLine[];
}

/** A day at a large hospital has some 15,000 events; ten times that is still a file and not a mistake. */
const MAX_LINES = 200_000;
const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
};
const NAIVE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;
const ABSOLUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * @param text the file, comma or semicolon separated, UTF-8
 * @param mapping our column name → the name used in this file, for files of another system
 */
export function readEventsFile(text: string, mapping: Readonly<Partial<Record<Column, string>>> = {}): ReadFile {
  const events: PlayEvent[] = [];
  const bad: BadLine[] = [];
  const seen = new Map<string, number>();
  for (const { line, record } of records(text)) {
    const read = lineOf(line, cellsOf(record, mapping));
    if ('remedy' in read) {
      bad.push(read);
      continue;
    }
    const id = `${read.ppk} ${read.body.sourceEventId}`;
    const first = seen.get(id);
    if (first !== undefined)
      bad.push({
        line,
        column: 'event_id',
        value: read.body.sourceEventId,
        remedy: `Sudah dipakai di baris ${first}. Beri nomor lain atau hapus baris ini.`,
      });
    else {
      seen.set(id, line);
      events.push(read);
    }
  }
  return { events: events.sort((a, b) => a.atMs - b.atMs || a.line - b.line), bad };
}

function* records(text: string): Generator<{ line: number; record: Readonly<Record<string, unknown>> }> {
  const firstLine = text.slice(0, text.indexOf('\n'));
  const delimiter = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  const rows: unknown = parse(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    info: true,
    delimiter,
    to: MAX_LINES,
  });
  if (!Array.isArray(rows)) return;
  for (const row of rows) {
    const record: unknown = row?.record;
    const line: unknown = row?.info?.lines;
    if (typeof record === 'object' && record !== null)
      yield { line: typeof line === 'number' ? line : 0, record: { ...record } };
  }
}

function cellsOf(record: Readonly<Record<string, unknown>>, mapping: Readonly<Partial<Record<Column, string>>>): Cells {
  const cells: Partial<Record<Column, string>> = {};
  for (const column of COLUMNS) {
    const value = record[mapping[column] ?? column];
    if (typeof value === 'string' && value !== '') cells[column] = value;
  }
  return cells;
}

function lineOf(line: number, cells: Cells): PlayEvent | BadLine {
  const wrong = (column: Column, remedy: string): BadLine => ({ line, column, value: cells[column] ?? '', remedy });
  const type = EVENT_TYPES.find((known) => known === cells.type);
  if (cells.event_id === undefined) return wrong('event_id', 'Isi nomor kejadian yang unik.');
  if (cells.visit_ref === undefined) return wrong('visit_ref', 'Isi nomor kunjungan dari sistem asal.');
  if (cells.facility === undefined) return wrong('facility', 'Isi kode PPK fasilitas, 8 karakter.');
  if (type === undefined) return wrong('type', `Pakai salah satu dari: ${EVENT_TYPES.join(', ')}.`);
  const atMs = instantOf(cells.occurred_at ?? '', cells.zona);
  if (atMs === null)
    return wrong('occurred_at', 'Tulis seperti 2026-11-23T08:05:10+07:00, atau 2026-11-23 08:05:10 dengan kolom zona.');
  const missing = REQUIRED_BY_TYPE[type]?.find((column) => cells[column] === undefined);
  if (missing !== undefined) return wrong(missing, `Kolom ini wajib untuk ${type}.`);
  try {
    const data = dataOf(type, cells);
    return {
      line,
      ppk: cells.facility,
      atMs,
      cells,
      body: {
        sourceEventId: cells.event_id,
        type,
        occurredAt: cells.occurred_at ?? '',
        visitRef: cells.visit_ref,
        data,
      },
    };
  } catch (error) {
    if (error instanceof SyntaxError) return wrong('data', 'Isi kolom ini dengan JSON yang benar.');
    throw error;
  }
}

function instantOf(text: string, zone: string | undefined): number | null {
  const naive = NAIVE.exec(text);
  const offset = ZONES[zone ?? 'Asia/Jakarta'];
  const whole =
    naive !== null && offset !== undefined ? `${naive[1]}T${naive[2]}${offset}` : ABSOLUTE.test(text) ? text : null;
  const atMs = whole === null ? NaN : Date.parse(whole);
  return Number.isFinite(atMs) ? atMs : null;
}

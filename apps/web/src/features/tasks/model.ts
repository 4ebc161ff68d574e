// A row of the Task ID desk as the eye reads it: which dot, which bar between two dots, which one word for the whole row. Pure; it decides
// nothing about sending, the server's rules do.
import type { TaskCell, TaskRow } from '../../api/types.ts';

export type Dot = 'measured' | 'corrected' | 'missing' | 'refused' | 'awaited' | 'none';
export type BarTone = 'calm' | 'slow' | 'late' | 'plain';
export type RowState = 'cancelled' | 'refused' | 'differs' | 'missing' | 'complete' | 'waiting' | 'open';

export interface Bar {
  readonly from: TaskCell['task'];
  readonly to: TaskCell['task'];
  readonly minutes: number;
  readonly tone: BarTone;
}

export const LINE_TASKS = [1, 2, 3, 4, 5, 6, 7] as const;

// Outpatient wait ≤ 60 minutes [B]; medicine ≤ 30 minutes, compounded ≤ 60 [B]: docs/facts/task-id.md §9. A standard for the other
// intervals is not published, so their bars stay plain.
const POLI_WAIT_MINUTES = 60;
const MEDICINE_MINUTES = 30;
const COMPOUNDED_MINUTES = 60;
const SLOW_SHARE = 2 / 3;
const MINUTE_MS = 60_000;

const REFUSED = new Set(['ditolak', 'perlu-perbaikan', 'kedaluwarsa']);
const ON_THE_WAY = new Set(['menunggu-pendahulu', 'siap', 'dikirim', 'belum-pasti', 'tercatat']);

export function cellOf(row: TaskRow, task: number): TaskCell | undefined {
  return row.tasks.find((cell) => cell.task === task);
}

export function dotOf(row: TaskRow, cell: TaskCell | undefined): Dot {
  if (!cell) return 'none';
  if (REFUSED.has(cell.status)) return 'refused';
  if (cell.correctedAt !== null) return 'corrected';
  if (cell.effectiveAt !== null || cell.observedAt !== null) return 'measured';
  if (!cell.expected) return 'none';
  return isPassed(row, cell) ? 'missing' : 'awaited';
}

/** A click is missing once something later of the same visit was recorded; before that it has simply not happened yet. */
function isPassed(row: TaskRow, cell: TaskCell): boolean {
  return row.tasks.some((other) => other.task > cell.task && other.task !== 99 && other.effectiveAt !== null);
}

export function barsOf(row: TaskRow): Bar[] {
  const timed = LINE_TASKS.map((task) => cellOf(row, task)).filter(
    (cell) => cell !== undefined && cell.effectiveAt !== null,
  );
  const bars: Bar[] = [];
  for (const [index, cell] of timed.entries()) {
    const next = timed[index + 1];
    if (!cell || !next || cell.effectiveAt === null || next.effectiveAt === null) continue;
    const minutes = (Date.parse(next.effectiveAt) - Date.parse(cell.effectiveAt)) / MINUTE_MS;
    bars.push({ from: cell.task, to: next.task, minutes, tone: toneOf(cell.task, next.task, minutes, row.resep) });
  }
  return bars;
}

function toneOf(from: number, to: number, minutes: number, resep: TaskRow['resep']): BarTone {
  const standard = standardFor(from, to, resep);
  if (standard === null) return 'plain';
  if (minutes > standard) return 'late';
  return minutes > standard * SLOW_SHARE ? 'slow' : 'calm';
}

function standardFor(from: number, to: number, resep: TaskRow['resep']): number | null {
  if (from === 3 && to === 4) return POLI_WAIT_MINUTES;
  if (from >= 5 && to >= 6) return resep === 'racikan' ? COMPOUNDED_MINUTES : MEDICINE_MINUTES;
  return null;
}

export function rowState(row: TaskRow): RowState {
  const cancelled = cellOf(row, 99);
  if (cancelled && cancelled.effectiveAt !== null) return 'cancelled';
  if (row.tasks.some((cell) => REFUSED.has(cell.status)) || REFUSED.has(row.booking)) return 'refused';
  if (row.differs) return 'differs';
  if (row.tasks.some((cell) => dotOf(row, cell) === 'missing')) return 'missing';
  if (row.complete) return 'complete';
  return row.tasks.some((cell) => ON_THE_WAY.has(cell.status)) ? 'waiting' : 'open';
}

export interface Point {
  readonly task: TaskCell['task'];
  readonly share: number;
}

/** Both time lines on one scale: ours above, BPJS's below. Null when there is nothing to draw. */
export function scaledLines(row: TaskRow): { ours: Point[]; bpjs: Point[]; from: string; to: string } | null {
  const instants = row.tasks.flatMap((cell) => [cell.effectiveAt, cell.bpjsAt]).filter((value) => value !== null);
  if (instants.length < 2) return null;
  const times = instants.map((value) => Date.parse(value));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  if (span <= 0) return null;
  const points = (pick: (cell: TaskCell) => string | null): Point[] =>
    row.tasks.flatMap((cell) => {
      const value = pick(cell);
      return value === null ? [] : [{ task: cell.task, share: (Date.parse(value) - first) / span }];
    });
  return {
    ours: points((cell) => cell.effectiveAt),
    bpjs: points((cell) => cell.bpjsAt),
    from: new Date(first).toISOString(),
    to: new Date(first + span).toISOString(),
  };
}

// Promises of the Task ID rows: a click that was missed looks different from one that has not happened, nothing is drawn that was not observed.
import { describe, expect, test } from 'vitest';
import type { TaskCell, TaskRow } from '../../api/types.ts';
import { barsOf, cellOf, dotOf, rowState, scaledLines } from './model.ts';

const at = (clock: string) => `2026-11-21T${clock}:00.000Z`;
const cell = (task: TaskCell['task'], change: Partial<TaskCell> = {}): TaskCell => ({
  task,
  expected: task !== 99,
  observedAt: null,
  correctedAt: null,
  effectiveAt: null,
  bpjsAt: null,
  status: 'belum',
  reason: null,
  nextStep: null,
  provenance: null,
  messageId: null,
  ...change,
});
const seen = (task: TaskCell['task'], clock: string, change: Partial<TaskCell> = {}) =>
  cell(task, { observedAt: at(clock), effectiveAt: at(clock), status: 'diterima', ...change });
const row = (tasks: TaskCell[], change: Partial<TaskRow> = {}): TaskRow => ({
  visitId: 'v',
  kodeBooking: 'b',
  nomorAntrean: 'A-1',
  nama: 'Contoh',
  norm: '1',
  poli: { kode: 'INT', nama: 'Penyakit Dalam' },
  pasienBaru: false,
  resep: 'non-racikan',
  serviceDate: '2026-11-21',
  deadlineDate: '2026-11-28',
  tasks,
  booking: 'diterima',
  complete: false,
  differs: false,
  ...change,
});

describe('a dot', () => {
  test('is missing only once something later was recorded', () => {
    const early = row([seen(3, '01:00'), cell(4), cell(5)]);
    expect(dotOf(early, cellOf(early, 4))).toBe('awaited');
    const late = row([seen(3, '01:00'), cell(4), seen(5, '02:00')]);
    expect(dotOf(late, cellOf(late, 4))).toBe('missing');
    expect(rowState(late)).toBe('missing');
  });

  test('says corrected, refused and not expected', () => {
    const visit = row([
      cell(1, { expected: false, status: 'tidak-perlu' }),
      seen(3, '01:00', { correctedAt: at('01:05') }),
      seen(4, '01:00', { status: 'perlu-perbaikan' }),
    ]);
    expect(dotOf(visit, cellOf(visit, 1))).toBe('none');
    expect(dotOf(visit, cellOf(visit, 3))).toBe('corrected');
    expect(dotOf(visit, cellOf(visit, 4))).toBe('refused');
    expect(rowState(visit)).toBe('refused');
  });
});

describe('a bar', () => {
  test('spans two observed times and compares only where a standard is published', () => {
    const bars = barsOf(row([seen(3, '01:00'), seen(4, '02:10'), seen(5, '02:20'), seen(6, '02:45')]));
    expect(bars).toEqual([
      { from: 3, to: 4, minutes: 70, tone: 'late' },
      { from: 4, to: 5, minutes: 10, tone: 'plain' },
      { from: 5, to: 6, minutes: 25, tone: 'slow' },
    ]);
  });

  test('is never drawn to a time that was not observed', () => {
    expect(barsOf(row([seen(3, '01:00'), cell(4)]))).toEqual([]);
  });
});

test('a cancelled visit is cancelled, whatever else it holds', () => {
  expect(rowState(row([seen(3, '01:00'), seen(99, '01:20')]))).toBe('cancelled');
});

test('both time lines share one scale', () => {
  const lines = scaledLines(
    row([seen(3, '01:00', { bpjsAt: at('01:00') }), seen(4, '03:00', { bpjsAt: at('02:00') })]),
  );
  expect(lines?.ours.map((point) => point.share)).toEqual([0, 1]);
  expect(lines?.bpjs.map((point) => point.share)).toEqual([0, 0.5]);
  expect(scaledLines(row([seen(3, '01:00')]))).toBeNull();
});

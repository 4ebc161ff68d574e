// One promise per rule of docs/facts/task-id.md §4 and the order of checks of §5.

import { describe, expect, test } from 'vitest';
import { DAY_MS, wibInstant } from '../../wib.ts';
import { judgeTask, type TaskBooking } from './rules.ts';

const DAY = '2026-11-23';
const at = (time: string): number => wibInstant(DAY, time);
const NOW = at('12:00');

function booking(times: Readonly<Record<number, string>>, extra: Partial<TaskBooking> = {}): TaskBooking {
  const tasks = Object.entries(times).map(([taskid, time]) => ({ taskid: Number(taskid), waktu: at(time) }));
  return { tanggalperiksa: DAY, pasienbaru: false, cancelled: false, tasks, ...extra };
}
const verdict = (given: TaskBooking, taskid: number, waktu: number, nowMs = NOW): string => {
  const result = judgeTask(given, { taskid, waktu }, nowMs);
  return result.kind === 'store' ? 'store' : result.message;
};

describe('updatewaktu', () => {
  test('an existing patient starts at task 3, a new one at task 1', () => {
    expect(verdict(booking({}), 3, at('08:00'))).toBe('store');
    expect(verdict(booking({}, { pasienbaru: true }), 1, at('08:00'))).toBe('store');
    expect(verdict(booking({}, { pasienbaru: true }), 3, at('08:00'))).toBe('TaskId=2 belum ada');
  });

  test('a task without its predecessor is refused, in either wording', () => {
    expect(verdict(booking({ 3: '08:00' }), 5, at('09:00'))).toBe('TaskId=4 belum ada');
    const other = judgeTask(booking({ 3: '08:00' }), { taskid: 5, waktu: at('09:00') }, NOW, {
      deadlineDays: 7,
      predecessorWording: 'sent',
    });
    expect(other).toMatchObject({ message: 'TaskId=5 tidak valid / TaskId sebelumnya belum terkirim' });
  });

  test('task 1 sent for an existing patient makes task 2 due', () => {
    expect(verdict(booking({ 1: '07:50' }), 3, at('08:00'))).toBe('Task=1 ada. TaskId=2 belum ada');
  });

  test('a stored task is never corrected: 208 comes before every other look at it', () => {
    expect(judgeTask(booking({ 3: '08:00', 4: '09:00' }), { taskid: 3, waktu: at('10:00') }, NOW)).toMatchObject({
      kind: 'already',
      message: 'TaskId=3 sudah ada',
    });
  });

  test('times strictly increase by at least a second', () => {
    expect(verdict(booking({ 3: '08:00' }), 4, at('08:00'))).toBe(
      'Waktu (2026-11-23 08:00:00 WIB) tidak boleh kurang atau sama dengan waktu sebelumnya (2026-11-23 08:00:00 WIB)',
    );
    expect(verdict(booking({ 3: '08:00' }), 4, at('08:00') + 999)).toContain('tidak boleh kurang');
    expect(verdict(booking({ 3: '08:00' }), 4, at('08:00') + 1000)).toBe('store');
  });

  test('an earlier task never follows a later one, whatever its time', () => {
    expect(verdict(booking({ 3: '08:00' }), 1, at('08:30'))).toBe('TaskId terakhir 3');
    expect(verdict(booking({ 3: '08:00' }), 1, at('07:00'))).toBe(
      'TaskId=3 (2026-11-23 08:00:00 WIB) lebih besar dari pada TaskId=1 (2026-11-23 07:00:00 WIB)',
    );
  });

  test('the WIB date of the time is the service date: 01:30 in Jayapura is yesterday', () => {
    const jayapura = Date.parse('2026-11-23T01:30:00+09:00');
    expect(verdict(booking({}), 3, jayapura)).toBe(
      'Waktu tidak valid (2026-11-22 23:30:00 WIB). Tanggal pelayanan untuk Kode Booking tersebut adalah (2026-11-23)',
    );
  });

  test('H+7 is the last day, H+8 is too late', () => {
    expect(verdict(booking({}), 3, at('08:00'), NOW + 7 * DAY_MS)).toBe('store');
    expect(verdict(booking({}), 3, at('08:00'), NOW + 8 * DAY_MS)).toBe(
      'Gagal. Tanggal kirim TaskId maksimal H+7 dari tanggal pelayanan.',
    );
  });

  test('nothing follows 99, whether it was sent or came by batal', () => {
    expect(verdict(booking({ 99: '08:00' }), 3, at('09:00'))).toBe('TaskId terakhir 99');
    expect(verdict(booking({ 3: '08:00' }, { cancelled: true }), 4, at('09:00'))).toBe('TaskId terakhir 99');
  });

  test('99 is stored up to task 3 and refused once the patient is being served', () => {
    expect(verdict(booking({ 3: '08:00' }), 99, at('09:00'))).toBe('store');
    expect(verdict(booking({ 3: '08:00', 4: '08:30' }), 99, at('09:00'))).toBe('TaskId terakhir 4');
    expect(verdict(booking({ 3: '08:00', 4: '08:30', 5: '08:50' }), 99, at('09:00'))).toBe('TaskId terakhir 5');
  });

  test('a visit without medicine ends at task 5', () => {
    const done = booking({ 3: '08:00', 4: '08:30' });
    const ended = { ...done, tasks: [...done.tasks, { taskid: 5, waktu: at('08:50'), jenisresep: 'Tidak ada' }] };
    expect(verdict(ended, 6, at('09:00'))).toBe('TaskId terakhir 5');
  });

  test('a visit with medicine goes on to 7 and ends there', () => {
    const served = booking({ 3: '08:00', 4: '08:30', 5: '08:50', 6: '09:00' });
    expect(verdict(served, 7, at('09:10'))).toBe('store');
    expect(verdict(booking({ 3: '08:00', 4: '08:30', 5: '08:50', 6: '09:00', 7: '09:10' }), 99, at('09:20'))).toBe(
      'TaskId terakhir 7',
    );
  });
});

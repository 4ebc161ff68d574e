// The cases of docs/facts/task-id.md §10, one by one; rules.property.test.ts tries every order.
import { describe, expect, test } from 'vitest';
import {
  daysLeft,
  deadlineOf,
  decideTasks,
  differences,
  isSendableNow,
  missingTasks,
  sendOrder,
  wibDate,
  type TaskId,
  type TaskRecord,
  type TimelineFacts,
} from './rules.ts';

const DAY = '2026-11-21';
const NOON = new Date(`${DAY}T05:00:00Z`);
const at = (time: string, day = DAY) => new Date(`${day}T${time}+07:00`);
const facts = (over: Partial<TimelineFacts> = {}): TimelineFacts => ({
  pasienBaru: false,
  resep: null,
  serviceDate: DAY,
  ...over,
});
const seen = (task: TaskId, time: string, held: string | null = null): TaskRecord => ({
  task,
  at: at(time),
  bpjsAt: held === null ? null : at(held),
});
const decide = (records: readonly TaskRecord[], over: Partial<TimelineFacts> = {}, now = NOON) =>
  decideTasks(facts(over), records, now);

describe('what may leave', () => {
  test('an existing patient starts with 3, a new one with 1', () => {
    expect(sendOrder(decide([seen(3, '08:00:00'), seen(4, '08:30:00')]))).toEqual([3, 4]);
    const day = [seen(1, '08:00:00'), seen(2, '08:05:00'), seen(3, '08:10:00')];
    expect(sendOrder(decide(day, { pasienBaru: true }))).toEqual([1, 2, 3]);
  });

  test('4 before 3 waits for 3, and so does everything behind it', () => {
    const decisions = decide([seen(4, '08:30:00'), seen(5, '08:40:00')]);
    expect(decisions.get(4)).toEqual({ kind: 'waiting-predecessor', missing: 3 });
    expect(decisions.get(5)).toEqual({ kind: 'waiting-predecessor', missing: 3 });
  });

  test('a predecessor on its way is enough for the lane, but not for the wire', () => {
    const decisions = decide([seen(3, '08:00:00'), seen(4, '08:30:00')]);
    expect(decisions.get(4)).toEqual({ kind: 'sendable', after: 3 });
    expect(isSendableNow(decisions, 4)).toBe(false);
    expect(isSendableNow(decide([seen(3, '08:00:00', '08:00:00'), seen(4, '08:30:00')]), 4)).toBe(true);
  });

  test('a task BPJS holds is not sent again, whatever our record says', () => {
    expect(decide([seen(3, '08:00:00', '08:00:00')]).get(3)).toEqual({ kind: 'held', same: true });
    expect(decide([seen(3, '08:00:00', '08:04:00')]).get(3)).toEqual({ kind: 'held', same: false });
  });

  test('the successor must beat the time BPJS holds, not the one we wish it held', () => {
    const decisions = decide([seen(3, '08:00:00', '08:45:00'), seen(4, '08:30:00')]);
    expect(decisions.get(4)).toEqual({ kind: 'needs-fix', code: 'not-increasing', against: 3 });
  });
});

describe('what needs a person', () => {
  test('a tie, also one of less than a second', () => {
    expect(decide([seen(3, '08:00:00'), seen(4, '08:00:00')]).get(4)).toEqual({
      kind: 'needs-fix',
      code: 'tie',
      against: 3,
    });
    const close: TaskRecord = { task: 4, at: new Date(at('08:00:00').getTime() + 999), bpjsAt: null };
    expect(decide([seen(3, '08:00:00'), close]).get(4)).toMatchObject({ code: 'tie' });
    const apart: TaskRecord = { task: 4, at: new Date(at('08:00:00').getTime() + 1000), bpjsAt: null };
    expect(decide([seen(3, '08:00:00'), apart]).get(4)).toMatchObject({ kind: 'sendable' });
  });

  test('a WIT event at 01:30 falls on the day before in WIB', () => {
    const early: TaskRecord = { task: 3, at: new Date(`${DAY}T01:30:00+09:00`), bpjsAt: null };
    expect(wibDate(new Date(`${DAY}T01:30:00+09:00`))).toBe('2026-11-20');
    expect(decide([early]).get(3)).toMatchObject({ kind: 'needs-fix', code: 'wrong-service-date' });
  });

  test('medicine for a visit that the doctor closed without a prescription', () => {
    const day = [seen(3, '08:00:00'), seen(4, '08:30:00'), seen(5, '08:40:00'), seen(6, '08:50:00')];
    expect(decide(day, { resep: 'tidak-ada' }).get(6)).toMatchObject({ kind: 'needs-fix', code: 'no-prescription' });
  });

  test('a sentinel date is no time', () => {
    expect(decide([{ task: 3, at: new Date(Number.NaN), bpjsAt: null }]).get(3)).toMatchObject({
      code: 'invalid-time',
    });
  });
});

describe('what is over', () => {
  test('H+7 is the last day, H+8 is too late', () => {
    const lastMoment = new Date('2026-11-28T16:59:59Z');
    expect(deadlineOf(DAY).getTime()).toBeGreaterThan(lastMoment.getTime());
    expect(decide([seen(3, '08:00:00')], {}, lastMoment).get(3)).toMatchObject({ kind: 'sendable' });
    expect(decide([seen(3, '08:00:00')], {}, new Date('2026-11-28T17:00:00Z')).get(3)).toEqual({
      kind: 'final',
      reason: 'too-late',
    });
    expect(daysLeft(DAY, NOON)).toBe(7);
    expect(daysLeft(DAY, new Date('2026-11-28T17:00:00Z'))).toBe(-1);
  });

  test('tasks 1 and 2 of an existing patient are kept and never sent', () => {
    const decisions = decide([seen(1, '07:50:00'), seen(3, '08:00:00')]);
    expect(decisions.get(1)).toEqual({ kind: 'final', reason: 'not-for-existing-patient' });
    expect(decisions.get(3)).toEqual({ kind: 'sendable', after: null });
  });

  test('once BPJS holds task 1 of an existing patient it demands 2', () => {
    const decisions = decide([{ task: 1, at: null, bpjsAt: at('07:50:00') }, seen(3, '08:00:00')]);
    expect(decisions.get(1)).toEqual({ kind: 'held', same: null });
    expect(decisions.get(3)).toEqual({ kind: 'waiting-predecessor', missing: 2 });
  });

  test('99 before 3, after 3, after 4 and after 5', () => {
    expect(decide([seen(99, '08:00:00')]).get(99)).toEqual({ kind: 'sendable', after: null });
    expect(decide([seen(3, '08:00:00'), seen(99, '08:20:00')]).get(99)).toEqual({ kind: 'sendable', after: 3 });
    expect(decide([seen(3, '08:00:00'), seen(4, '08:10:00'), seen(99, '08:20:00')]).get(99)).toEqual({
      kind: 'final',
      reason: 'already-served',
    });
    expect(decide([seen(5, '08:10:00', '08:10:00'), seen(99, '08:20:00')]).get(99)).toEqual({
      kind: 'final',
      reason: 'already-served',
    });
  });

  test('a task after the cancellation stays here, one before it still goes', () => {
    const decisions = decide([seen(3, '08:00:00'), seen(99, '08:20:00'), seen(4, '08:30:00')]);
    expect(sendOrder(decisions)).toEqual([3, 99]);
    expect(decisions.get(4)).toEqual({ kind: 'final', reason: 'cancelled' });
  });

  test('a cancellation on the day before cannot be a task', () => {
    const early: TaskRecord = { task: 99, at: at('15:00:00', '2026-11-20'), bpjsAt: null };
    expect(decide([early]).get(99)).toEqual({ kind: 'final', reason: 'cancelled-other-day' });
  });
});

describe('what the desk sees', () => {
  test('a forgotten click is missing, medicine is missing only when the doctor ordered some', () => {
    const day = [seen(4, '08:30:00'), seen(5, '08:40:00')];
    expect(missingTasks(facts(), day)).toEqual([3]);
    expect(missingTasks(facts({ resep: 'racikan' }), day)).toEqual([3, 6, 7]);
    expect(missingTasks(facts(), [seen(99, '08:00:00')])).toEqual([]);
  });

  test('both sides are put next to each other to the second', () => {
    const half: TaskRecord = { task: 3, at: new Date(at('08:00:00').getTime() + 400), bpjsAt: at('08:00:00') };
    expect(
      differences([
        half,
        seen(4, '08:30:00', '08:31:00'),
        seen(5, '08:40:00'),
        { task: 6, at: null, bpjsAt: at('08:50:00') },
      ]),
    ).toEqual([
      { task: 4, kind: 'different-time', ours: at('08:30:00'), bpjs: at('08:31:00') },
      { task: 5, kind: 'missing-at-bpjs', ours: at('08:40:00'), bpjs: null },
      { task: 6, kind: 'only-at-bpjs', ours: null, bpjs: at('08:50:00') },
    ]);
  });
});

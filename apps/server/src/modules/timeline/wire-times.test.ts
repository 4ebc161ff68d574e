import { describe, expect, test } from 'vitest';
import { heldTasks, readListedTime } from './wire-times.ts';

describe('times as getlisttask writes them', () => {
  test('are WIB, day first', () => {
    expect(readListedTime('15-01-2026 08:05:10 WIB')?.toISOString()).toBe('2026-01-15T01:05:10.000Z');
  });

  test.each([null, undefined, '', '2026-01-15 08:05:10 WIB', '00-00-0000 00:00:00 WIB', '31-13-2026 08:00:00 WIB'])(
    '%j is no time',
    (text) => {
      expect(readListedTime(text)).toBeNull();
    },
  );

  test('of several rows for a task the one that reached BPJS first counts', () => {
    const rows = [
      { taskid: 3, wakturs: '15-01-2026 08:09:00 WIB', waktu: '15-01-2026 09:00:00 WIB' },
      { taskid: 3, wakturs: '15-01-2026 08:05:10 WIB', waktu: '15-01-2026 08:05:12 WIB' },
      { taskid: 42, wakturs: '15-01-2026 08:05:10 WIB', waktu: null },
    ];
    expect(heldTasks(rows)).toEqual([
      { task: 3, at: new Date('2026-01-15T01:05:10Z'), receivedAt: new Date('2026-01-15T01:05:12Z') },
    ]);
  });
});

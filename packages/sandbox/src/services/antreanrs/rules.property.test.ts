// Whatever is sent in whatever order, what the payer stores obeys the rules of docs/facts/task-id.md §4 and §5.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wibDate, wibInstant } from '../../wib.ts';
import { judgeTask, TASK_IDS, type TaskBooking } from './rules.ts';

const DAY = '2026-11-23';
const START = wibInstant(DAY, '00:00');
const NOW = wibInstant(DAY, '23:00');

const task = fc.record({
  taskid: fc.constantFrom(...TASK_IDS),
  // A day and two hours to either side, coarse enough that ties happen.
  waktu: fc.integer({ min: -120, max: 26 * 60 }).map((minutes) => START + minutes * 60_000),
  jenisresep: fc.constantFrom('Tidak ada', 'Racikan', ''),
});

test('stored times strictly increase, lie on the service date, skip no predecessor and end at the end', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(task, { maxLength: 25 }), (pasienbaru, sent) => {
      let booking: TaskBooking = { tanggalperiksa: DAY, pasienbaru, cancelled: false, tasks: [] };
      for (const one of sent) {
        if (judgeTask(booking, one, NOW).kind === 'store') booking = { ...booking, tasks: [...booking.tasks, one] };
      }
      const stored = booking.tasks.toSorted((a, b) => a.taskid - b.taskid);
      const ids = stored.map(({ taskid }) => taskid);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [place, { waktu }] of stored.entries()) {
        expect(wibDate(waktu)).toBe(DAY);
        if (place > 0) expect(waktu).toBeGreaterThan(stored[place - 1]?.waktu ?? 0);
      }
      for (const id of ids) {
        if (id === 99 || id === 1 || (id === 3 && !pasienbaru && !ids.includes(2))) continue;
        expect(ids).toContain(id - 1);
      }
      if (ids.includes(99)) expect(ids.some((id) => id >= 4 && id <= 7)).toBe(false);
      if (stored.some(({ taskid, jenisresep }) => taskid <= 5 && jenisresep === 'Tidak ada'))
        expect(ids).not.toContain(6);
    }),
  );
});

test('asking again for a stored task is always 208 and never changes anything', () => {
  fc.assert(
    fc.property(fc.array(task, { maxLength: 12 }), fc.integer({ min: START, max: NOW }), (sent, waktu) => {
      let booking: TaskBooking = { tanggalperiksa: DAY, pasienbaru: false, cancelled: false, tasks: [] };
      for (const one of sent) {
        if (judgeTask(booking, one, NOW).kind === 'store') booking = { ...booking, tasks: [...booking.tasks, one] };
      }
      for (const { taskid } of booking.tasks) expect(judgeTask(booking, { taskid, waktu }, NOW).kind).toBe('already');
    }),
  );
});

import { expect, it } from 'vitest';
import { riskUntil, risksOf } from './health-risk.ts';

const NOW = new Date('2026-11-23T14:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(NOW.getTime() + ms);
/** 24.00 WIB of the business day. */
const DAY_END = new Date('2026-11-23T17:00:00Z');

it('Task IDs are at risk from a day before H+7 ends, and past it they are late', () => {
  const due = (ms: number, count: number) => ({
    service: 'antreanrs',
    kind: 'antreanrs.updatewaktu',
    deadlineAt: at(ms),
    count,
  });
  expect(risksOf([due(25 * HOUR, 5)], NOW)).toEqual([]);
  const [risk] = risksOf([due(23 * HOUR, 5), due(-HOUR, 2)], NOW);
  expect(risk).toMatchObject({ risk: 'h7', count: 7, late: 2, soonestAt: at(-HOUR) });
});

it('a letter is at risk in the last four hours of its own day, seven days before its message gives up', () => {
  const letter = {
    service: 'vclaim',
    kind: 'vclaim.sep.insert',
    deadlineAt: new Date(DAY_END.getTime() + 7 * DAY),
    count: 1,
  };
  expect(risksOf([letter], NOW)).toMatchObject([{ risk: 'sep-hari-ini', count: 1, late: 0, soonestAt: DAY_END }]);
  expect(risksOf([letter], new Date(DAY_END.getTime() - 5 * HOUR))).toEqual([]);
  expect(risksOf([letter], new Date(DAY_END.getTime() + HOUR))).toMatchObject([{ late: 1 }]);
  // A discharge date has no day of its own to miss.
  expect(risksOf([{ ...letter, kind: 'vclaim.sep.update-discharge' }], NOW)).toEqual([]);
});

it('whatever is a risk by any rule is asked for', () => {
  expect(riskUntil(NOW).getTime()).toBeGreaterThanOrEqual(NOW.getTime() + 7 * DAY + 4 * HOUR);
});

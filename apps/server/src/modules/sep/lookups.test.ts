import { expect, test } from 'vitest';
import { facilityId } from '../../platform/ids.ts';
import { createLookups } from './lookups.ts';

const FACILITY = facilityId('00000000-0000-7000-8000-000000000001');
const away = () => Object.assign(new Error('away'), { code: 'BPJS_UNREACHABLE' });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('while BPJS is away one at a time asks, and the first success lets all the others follow', async () => {
  let isAway = true;
  const asked: string[] = [];
  const found: string[] = [];
  const retries: (() => void)[] = [];
  const lookups = createLookups({
    look: (_facility, visitId) => {
      asked.push(visitId);
      return isAway ? Promise.reject(away()) : Promise.resolve();
    },
    found: (_facility, visitId) => found.push(visitId),
    trouble: (error) => {
      throw error;
    },
    later: (work) => retries.push(work),
  });
  lookups.want(FACILITY, 'first');
  await settled();
  for (const visit of ['a', 'b', 'c', 'd', 'e', 'f']) lookups.want(FACILITY, visit);
  await settled();
  expect(found).toEqual([]);
  expect(asked.length).toBeLessThan(8);
  isAway = false;
  for (const retry of retries.splice(0)) retry();
  for (let turn = 0; turn < 20; turn += 1) await settled();
  expect(found.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'first']);
});

test('the same visit is asked about once at a time', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let calls = 0;
  const lookups = createLookups({
    look: () => {
      calls += 1;
      return promise;
    },
    found: () => undefined,
    trouble: () => undefined,
    later: () => undefined,
  });
  lookups.want(FACILITY, 'one');
  lookups.want(FACILITY, 'one');
  resolve();
  await settled();
  expect(calls).toBe(1);
});

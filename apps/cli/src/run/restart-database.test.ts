// A PostgreSQL that cannot start for a while is not given up.
import { expect, test } from 'vitest';
import { restartDatabase } from './restart-database.ts';

test('it is started again until it works, with pauses that grow to ten seconds', async () => {
  const pauses: number[] = [];
  let tries = 0;
  const isBack = await restartDatabase({
    restart: async () => {
      tries += 1;
      if (tries < 9) throw new Error('No space left on device');
    },
    isStopping: () => false,
    onFailure: (_error, nextInMs) => pauses.push(nextInMs),
    pause: async () => undefined,
  });
  expect(isBack).toBe(true);
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});

test('nobody starts it again once Titian stops', async () => {
  let isStopping = false;
  const isBack = await restartDatabase({
    restart: async () => {
      isStopping = true;
      throw new Error('This cluster was stopped.');
    },
    isStopping: () => isStopping,
    onFailure: () => expect.unreachable(),
    pause: async () => undefined,
  });
  expect(isBack).toBe(false);
});

// When a service is started again, and when the supervisor gives up.
import { expect, test } from 'vitest';
import type { Service, ServiceExit } from './service.ts';
import { MOST_RESTARTS, supervise } from './supervise.ts';

/** A service that ends when the test says so. */
function service(): { service: Service; end: () => void; wasStopped: () => boolean } {
  const exited = Promise.withResolvers<ServiceExit>();
  let isStopped = false;
  return {
    service: {
      name: 'server',
      ready: {},
      pid: 1,
      exited: exited.promise,
      stop: async () => {
        isStopped = true;
        exited.resolve({ code: 0, signal: null });
      },
      kill: () => exited.resolve({ code: null, signal: 'SIGKILL' }),
      send: () => undefined,
    },
    end: () => exited.resolve({ code: 1, signal: null }),
    wasStopped: () => isStopped,
  };
}

test('a service that ends by itself is started again, and the new one is stopped in its place', async () => {
  const [first, second] = [service(), service()];
  const back = Promise.withResolvers<Service>();
  const supervisor = supervise(first.service, {
    start: async () => second.service,
    onEnd: () => undefined,
    onBack: back.resolve,
    onGiveUp: back.reject,
  });
  first.end();
  expect(await back.promise).toBe(second.service);
  await supervisor.stop();
  expect(second.wasStopped()).toBe(true);
});

test('a service that keeps ending within five minutes is given up with its count', async () => {
  const givenUp = Promise.withResolvers<unknown>();
  let starts = 0;
  const first = service();
  supervise(first.service, {
    start: async () => {
      starts += 1;
      const next = service();
      next.end();
      return next.service;
    },
    onEnd: () => undefined,
    onBack: () => undefined,
    onGiveUp: givenUp.resolve,
    pause: async () => undefined,
  });
  first.end();
  expect(String(await givenUp.promise)).toContain(`${MOST_RESTARTS + 1} times`);
  expect(starts).toBe(MOST_RESTARTS);
});

test('ends that lie further apart than five minutes are forgiven', async () => {
  let now = 0;
  let starts = 0;
  const enough = Promise.withResolvers<void>();
  const first = service();
  supervise(first.service, {
    start: async () => {
      starts += 1;
      now += 301_000;
      if (starts === MOST_RESTARTS * 2) enough.resolve();
      const next = service();
      if (starts < MOST_RESTARTS * 2) next.end();
      return next.service;
    },
    onEnd: () => undefined,
    onBack: () => undefined,
    onGiveUp: enough.reject,
    pause: async () => undefined,
    monotonicMs: () => now,
  });
  first.end();
  await enough.promise;
});

// A server that stops: what has begun is answered, then the connection ends, however long its caller would keep it.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestPlatform, type TestPlatform } from '../testing.ts';
import { createApp } from './create-app.ts';

const PROMPT_MS = 5_000;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

it('answers the request that was running when it was asked to stop, and waits for no caller to hang up', async () => {
  const arrived = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const app = await createApp({
    platform,
    modules: [
      {
        name: 'slow',
        routes: (api) => {
          const schema = { response: { 200: z.object({ done: z.boolean() }) } };
          api.get('/slow', { config: { access: 'public' }, schema }, async () => {
            arrived.resolve();
            await mayAnswer.promise;
            return { done: true };
          });
        },
      },
    ],
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    request(`${url}/api/v1/slow`, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
  await arrived.promise;
  const silent = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  await once(silent, 'connect');
  const from = performance.now();
  const closed = app.close();
  mayAnswer.resolve();
  expect(await answered).toBe(200);
  await closed;
  expect(performance.now() - from).toBeLessThan(PROMPT_MS);
  agent.destroy();
  silent.destroy();
}, 90_000);

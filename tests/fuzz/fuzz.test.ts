// A hundred thousand hostile answers with every change, in a process whose memory is too small for anything unbounded, and some of them over a
// real socket. Ten million on demand: `node --conditions=titian-source tests/fuzz/main.ts --runs 10000000 --seed <any>`.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBpjsClient, isBpjsError } from '@titian/client';
import { describe, expect, it } from 'vitest';
import { CREDENTIALS, startServer } from '../../packages/client/test/server.ts';
import { hostileAnswer } from './answers.ts';
import { classify, classOf } from './property.ts';
import { PLAINTEXT_LIMIT, SIGNATURE } from './wrappings.ts';

const RUNS = 100_000;
const SEED = 1;
const OVER_A_SOCKET = 400;
/** A hundred times what one answer may take; the garbage of all of them together would not fit. */
const HEAP_MB = 128;

describe('hostile answers', () => {
  it(`${RUNS} of them: one class each, no success by chance, no damage taken for an answer, memory bounded`, async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const flags = [
      '--conditions=titian-source',
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${HEAP_MB}`,
    ];
    // A broken property ends the process with the seed and the input on stderr, which the failure then shows.
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...flags,
      main,
      '--runs',
      String(RUNS),
      '--seed',
      String(SEED),
      '--json',
    ]);
    const result = JSON.parse(stdout);
    expect(result.runs).toBe(RUNS);
    // Half of them reach what lies behind the cipher, and every class is met.
    expect(result.openedShare).toBeGreaterThan(0.48);
    expect(result.openedShare).toBeLessThan(0.6);
    expect(Object.keys(result.classes)).toEqual(
      expect.arrayContaining(['ok', 'already', 'empty', 'BPJS_REJECTED', 'BPJS_UNCERTAIN', 'BPJS_UNFAMILIAR']),
    );
    expect(result.classes.ok).toBeGreaterThan(RUNS / 20);
  }, 120_000);

  it('the same number makes the same answer', () => {
    for (const place of [0, 7, 8, 4711]) expect(hostileAnswer(SEED, place)).toEqual(hostileAnswer(SEED, place));
    expect(hostileAnswer(SEED, 8)).not.toEqual(hostileAnswer(SEED + 1, 8));
  });

  it(`${OVER_A_SOCKET} of them over a socket: the client says what the reader says, and never anything untyped`, async () => {
    let current = hostileAnswer(SEED, 0);
    const server = await startServer((_, response) => {
      response.writeHead(current.status, current.headers);
      response.end(current.bytes);
    });
    const client = createBpjsClient({
      credentials: { ...CREDENTIALS, kodePpk: '9999R001' },
      environment: 'development',
      baseUrls: Object.fromEntries(
        [
          'vclaim',
          'antreanrs',
          'pcare',
          'antreanfktp',
          'aplicares',
          'icare',
          'apotek',
          'erekammedis',
          'sisrute',
          'srbk',
        ].map((service) => [service, server.origin]),
      ),
      clock: { now: () => new Date(Number(SIGNATURE.timestamp) * 1000) },
      settings: { allowBaseUrl: [server.origin] },
      limits: { plaintextUnits: PLAINTEXT_LIMIT },
    });
    for (let place = 0; place < OVER_A_SOCKET; place += 1) {
      current = hostileAnswer(SEED, place);
      // HTTP carries no body under these two.
      if (current.status === 204 || current.status === 304) continue;
      const { params, request } = current.endpoint.example;
      const told = await client.call(current.endpoint, { params, body: request ?? undefined }).then(
        ({ kind }) => kind,
        (error: unknown) => (isBpjsError(error) ? error.code : `untyped: ${String(error)}`),
      );
      expect(told, `--seed ${SEED} --only ${place}`).toBe(classOf(classify(current)));
    }
    await client.close();
    await server.close();
  });
});

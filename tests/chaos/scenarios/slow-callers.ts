// F5: hundreds of callers send their headers or bodies byte by byte or nothing at all, or keep a finished connection. Healthy saves keep answering
// within a second (p99), and nobody keeps a connection longer than headers 10 s, body 30 s, idle 60 s allow.
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Played, Scenario, Stage } from '../stage.ts';

const CALLERS_PER_BLOW = 500;
const FOR_MS = 66_000;
const BETWEEN_CALLERS_MS = 20;
const HEALTHY_P99_MS = 1_000;
/** Node looks at its connections every two seconds. */
const LOOK_MS = 3_000;

/** What each kind of caller says at once, what it goes on saying byte by byte, and how long it is borne. */
const KINDS = {
  silent: { first: '', byte: '', withinMs: 10_000 },
  headers: { first: 'POST /api/v1/events HTTP/1.1\r\nhost: x\r\n', byte: 'a', withinMs: 10_000 },
  body: {
    first:
      'POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"a":"',
    byte: 'a',
    withinMs: 30_000,
  },
  idle: { first: 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n', byte: '', withinMs: 60_000 },
} as const;
type Kind = keyof typeof KINDS;
const NAMES: readonly Kind[] = ['silent', 'headers', 'body', 'idle'];

export const slowCallers: Scenario = { nodes: 1, blows: 1, visitsPerBlow: 500, perSecond: 20, play };

async function play({ house, load, under, say }: Stage): Promise<Played> {
  const [node] = house.nodes;
  const port = Number(new URL(node?.url ?? 'http://x:0').port);
  const healthy: number[] = [];
  const held: Record<Kind, number> = { silent: 0, headers: 0, body: 0, idle: 0 };
  const count = under.kills * CALLERS_PER_BLOW;
  await delay(3_000);
  load.onAnswer = ({ ms }) => healthy.push(ms);
  const callers = Array.from({ length: count }, async (_, number) => {
    const kind = NAMES[number % NAMES.length] ?? 'silent';
    // One after the other: a burst would only measure the queue of the kernel.
    await delay(number * BETWEEN_CALLERS_MS);
    held[kind] = Math.max(held[kind], await callSlowly(port, kind));
  });
  say(`${count} slow callers`);
  await Promise.all(callers);
  load.onAnswer = null;
  const sorted = healthy.toSorted((a, b) => a - b);
  const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
  const broken = NAMES.filter((kind) => held[kind] > KINDS[kind].withinMs + LOOK_MS).map(
    (kind) => `a caller (${kind}) was borne for ${(held[kind] / 1000).toFixed(1)} s`,
  );
  if (p99 > HEALTHY_P99_MS) broken.push(`healthy saves: p99 ${p99} ms`);
  const seconds = Object.fromEntries(NAMES.map((kind) => [kind, Number((held[kind] / 1000).toFixed(1))]));
  return {
    figures: { slowCallers: count, healthySaves: healthy.length, healthyP99Ms: p99, heldSeconds: seconds },
    broken,
  };
}

/** How long the server bore it. */
async function callSlowly(port: number, kind: Kind): Promise<number> {
  const { first, byte } = KINDS[kind];
  const socket = connect({ host: '127.0.0.1', port });
  const from = performance.now();
  const closed = new Promise<void>((resolve) => {
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
  socket.resume();
  socket.write(first);
  const drip = byte === '' ? undefined : setInterval(() => socket.writable && socket.write(byte), 1_000);
  await Promise.race([closed, delay(FOR_MS)]);
  clearInterval(drip);
  socket.destroy();
  return performance.now() - from;
}

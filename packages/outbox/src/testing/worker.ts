// A node in a process of its own, for tests that kill or freeze processes. Talks to the peer of the test over HTTP; speaks to nobody else.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { createOutbox } from '../engine/outbox.ts';
import type { Handler, Outcome, OutboxMessage, ReadBack } from '../types.ts';
import { openDatabase } from './database.ts';
import { QUICK, seeded, TestClock } from './scene.ts';

const [connectionString = '', peerSocket = '', name = 'worker'] = process.argv.slice(2);

interface AskCtx {
  readonly message: OutboxMessage;
  readonly signal: AbortSignal;
  readonly mayBegin?: () => boolean;
}

function ask(path: string, { message, signal, mayBegin }: AskCtx): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: peerSocket, path, method: 'POST', signal }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body })).on('error', reject);
    });
    call.on('error', reject);
    const body = JSON.stringify({
      facilityId: message.facilityId,
      laneId: message.laneId,
      seq: message.seq,
      messageId: message.messageId,
      node: name,
    });
    const begin = (): void => {
      if (mayBegin?.() === false) call.destroy();
      else call.end(body);
    };
    // The question and the first byte in one breath, as the client's transport does it.
    call.once('socket', (socket) => (socket.connecting ? socket.once('connect', begin) : begin()));
  });
}

const handler: Handler = {
  prepare: async ({ message }) => ({ kind: 'send', body: Buffer.from(message.messageId), call: null }),
  async send(_call, ctx): Promise<Outcome> {
    try {
      const answer = await ask('/send', ctx);
      return answer.status === 200
        ? { kind: 'delivered', result: null }
        : { kind: 'unknown', reason: `status-${answer.status}` };
    } catch {
      return { kind: 'unknown', reason: 'connection' }; // Whatever broke, the request may have arrived.
    }
  },
  async readBack(_attempt, ctx): Promise<ReadBack> {
    try {
      const answer = await ask('/read', ctx);
      return answer.body === 'present' ? { kind: 'present', same: true, result: null } : { kind: 'absent' };
    } catch {
      return { kind: 'unclear', reason: 'connection' };
    }
  },
  settle: async () => undefined,
};

const database = openDatabase(connectionString, async () => undefined, 6);
const outbox = createOutbox({
  pools: database,
  clock: new TestClock(),
  random: seeded(randomBytes(4).readUInt32BE()),
  handlers: () => handler,
  settings: QUICK,
});
outbox.events.on('trouble', () => undefined);
await outbox.start();
process.send?.('ready');
process.once('disconnect', () => process.exit(0));

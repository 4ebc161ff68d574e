// The one in the middle does to a connection what it says: a chaos run whose black hole lets bytes through would prove nothing.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { BLACK_HOLE, openTcpProxy, PASS, type TcpProxy } from './tcp-proxy.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function echo(prefix: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => socket.write(`${prefix}${chunk.toString()}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function through(
  proxy: TcpProxy,
): Promise<{ socket: Socket; heard: () => string; hear: (length: number) => Promise<string> }> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  closers.push(() => void socket.destroy());
  await once(socket, 'connect');
  return {
    socket,
    heard: () => text,
    hear: async (length) => {
      while (text.length < length) await once(socket, 'data');
      return text;
    },
  };
}

async function proxyTo(port: number): Promise<TcpProxy> {
  const proxy = await openTcpProxy({ host: '127.0.0.1', port });
  closers.push(() => proxy.close());
  return proxy;
}

test('a black hole answers nothing and closes nothing; what was written arrives when it ends', async () => {
  const [cut, other] = [await proxyTo(await echo('a:')), await proxyTo(await echo('a:'))];
  const [mine, witness] = [await through(cut), await through(other)];
  mine.socket.write('1');
  expect(await mine.hear(3)).toBe('a:1');
  cut.set(BLACK_HOLE);
  mine.socket.write('2');
  // Ten exchanges of somebody else: time enough for ours.
  for (let round = 1; round <= 10; round += 1) {
    witness.socket.write('x');
    await witness.hear(round * 3);
  }
  expect(mine.heard()).toBe('a:1');
  expect(mine.socket.readyState).toBe('open');
  cut.set(PASS);
  expect(await mine.hear(6)).toBe('a:1a:2');
});

test('a stalled answer ends in its middle; new connections go to the new target; a reset cuts all', async () => {
  const proxy = await proxyTo(await echo('old:'));
  const mine = await through(proxy);
  proxy.set({ kind: 'stall', afterBytes: 2 });
  mine.socket.write('1');
  expect(await mine.hear(2)).toBe('ol');
  proxy.set(PASS);
  expect(await mine.hear(5)).toBe('old:1');
  proxy.retarget({ host: '127.0.0.1', port: await echo('new:') });
  const next = await through(proxy);
  next.socket.write('2');
  expect(await next.hear(5)).toBe('new:2');
  const gone = new Promise((resolve) => mine.socket.once('close', resolve));
  proxy.reset();
  await gone;
});

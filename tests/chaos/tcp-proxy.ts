// A TCP connection with somebody in the middle: passes bytes on, holds them back (a black hole: nothing is answered, nothing is closed, and what
// was written arrives when it ends, as a network that retransmits would deliver it), drips them, or cuts. Knows no protocol.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Mode =
  | { readonly kind: 'pass' }
  /** Both directions stand still, also for new connections. */
  | { readonly kind: 'black-hole' }
  /** From the target to the caller only. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number; readonly where?: string }
  /** So many bytes of what the target says in a connection, then nothing, and nobody closes. */
  | { readonly kind: 'stall'; readonly afterBytes: number; readonly where?: string };

/** `where`: only connections whose first bytes hold this text, such as the path of a service. */
export const PASS: Mode = { kind: 'pass' };
export const BLACK_HOLE: Mode = { kind: 'black-hole' };

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface TcpProxy {
  readonly port: number;
  readonly open: number;
  /** Connections of a slow answer that their caller gave up: how long after its last byte. Emptied by `set`. */
  readonly givenUpMs: readonly number[];
  set(mode: Mode): void;
  /** New connections go there; what stands already stays. */
  retarget(target: Target): void;
  /** Cuts every connection that stands with a reset. */
  reset(): void;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

interface Link {
  first: string;
  answered: number;
  lastAskedMs: number;
}

export async function openTcpProxy(first: Target): Promise<TcpProxy> {
  let target = first;
  let mode: Mode = PASS;
  let changed = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  let givenUpMs: number[] = [];
  let setAtMs = 0;

  const mayPass = async (): Promise<void> => {
    while (mode.kind === 'black-hole') await changed.promise;
  };
  /** Until the mode changes: a stalled connection must not stall for ever. */
  const untilChange = async (): Promise<void> => {
    await changed.promise;
  };
  const write = async (to: Socket, bytes: Uint8Array): Promise<void> => {
    if (!to.destroyed && !to.write(bytes)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
  };
  const answerSlowly = async (to: Socket, chunk: Uint8Array, link: Link): Promise<void> => {
    for (const byte of chunk) {
      while (mode.kind === 'stall' && link.answered >= mode.afterBytes && !to.destroyed)
        await Promise.race([untilChange(), once(to, 'close')]);
      await mayPass();
      if (to.destroyed) return;
      await write(to, Uint8Array.of(byte));
      link.answered += 1;
      if (mode.kind === 'drip') await delay(1_000 / mode.bytesPerSecond);
    }
  };
  const isSlow = (link: Link): boolean =>
    (mode.kind === 'drip' || mode.kind === 'stall') && (mode.where === undefined || link.first.includes(mode.where));
  const pump = async (from: Socket, to: Socket, link: Link, isAnswer: boolean): Promise<void> => {
    try {
      for await (const chunk of from) {
        await mayPass();
        if (isAnswer && isSlow(link)) await answerSlowly(to, chunk, link);
        else await write(to, chunk);
        if (isAnswer) continue;
        // A connection may carry one question after the other: each begins its answer anew.
        if (link.first === '' || link.answered > 0) link.first = Buffer.from(chunk).toString('latin1').slice(0, 200);
        link.answered = 0;
        link.lastAskedMs = performance.now();
      }
      await mayPass();
      to.end();
    } catch {
      // One side broke off; behind a black hole the other side does not hear of it either.
      await mayPass();
      to.destroy();
    }
  };
  const join = async (caller: Socket): Promise<void> => {
    sockets.add(caller);
    caller.on('close', () => sockets.delete(caller));
    caller.on('error', () => undefined);
    await mayPass();
    const called = connect({ ...target, allowHalfOpen: true });
    sockets.add(called);
    called.on('close', () => sockets.delete(called));
    called.on('error', () => undefined);
    const link: Link = { first: '', answered: 0, lastAskedMs: performance.now() };
    caller.on('close', () => {
      // A question from before the mode may have been answered: only its connection is left.
      if (isSlow(link) && link.first !== '' && link.lastAskedMs >= setAtMs)
        givenUpMs.push(performance.now() - link.lastAskedMs);
    });
    await Promise.all([pump(caller, called, link, false), pump(called, caller, link, true)]);
  };

  const server = createServer({ allowHalfOpen: true }, (caller) => void join(caller));
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get open() {
      return sockets.size / 2;
    },
    get givenUpMs() {
      return givenUpMs;
    },
    set: (next) => {
      mode = next;
      setAtMs = performance.now();
      givenUpMs = [];
      changed.resolve();
      changed = Promise.withResolvers();
    },
    retarget: (next) => {
      target = next;
    },
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

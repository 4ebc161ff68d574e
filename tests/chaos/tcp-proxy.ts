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
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  /** So many bytes of what the target says in a connection, then nothing, and nobody closes. */
  | { readonly kind: 'stall'; readonly afterBytes: number };

export const PASS: Mode = { kind: 'pass' };
export const BLACK_HOLE: Mode = { kind: 'black-hole' };

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface TcpProxy {
  readonly port: number;
  readonly open: number;
  set(mode: Mode): void;
  /** New connections go there; what stands already stays. */
  retarget(target: Target): void;
  /** Cuts every connection that stands with a reset. */
  reset(): void;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

export async function openTcpProxy(first: Target): Promise<TcpProxy> {
  let target = first;
  let mode: Mode = PASS;
  let changed = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();

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
  const answerSlowly = async (to: Socket, chunk: Uint8Array, sent: number): Promise<void> => {
    for (const [place, byte] of chunk.entries()) {
      while (mode.kind === 'stall' && sent + place >= mode.afterBytes && !to.destroyed)
        await Promise.race([untilChange(), once(to, 'close')]);
      await mayPass();
      if (to.destroyed) return;
      await write(to, Uint8Array.of(byte));
      if (mode.kind === 'drip') await delay(1_000 / mode.bytesPerSecond);
    }
  };
  const isSlow = (): boolean => mode.kind === 'drip' || mode.kind === 'stall';
  const pump = async (from: Socket, to: Socket, isAnswer: boolean): Promise<void> => {
    let sent = 0;
    try {
      for await (const chunk of from) {
        await mayPass();
        if (isAnswer && isSlow()) await answerSlowly(to, chunk, sent);
        else await write(to, chunk);
        sent += chunk.length;
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
    await Promise.all([pump(caller, called, false), pump(called, caller, true)]);
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
    set: (next) => {
      mode = next;
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

// The keeper: a small process of its own between Titian and PostgreSQL. It starts the postmaster, tells how it ended, and, when
// Titian dies in whatever way (the channel between them closes, kill -9 included), stops it and goes too. It stands in its own
// process group, so Ctrl-C in the terminal reaches neither it nor PostgreSQL. It decides nothing else: retries and readiness are the caller's.
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

export interface StartOrder {
  readonly type: 'start';
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid: number | null;
  readonly gid: number;
}
export interface StopOrder {
  readonly type: 'stop';
  readonly mode: StopMode;
}
/** smart: waits for clients to leave; fast: ends their sessions; immediate: like a crash, recovery at the next start. */
export type StopMode = 'smart' | 'fast' | 'immediate';
export type KeeperOrder = StartOrder | StopOrder | { readonly type: 'leave' };
export type KeeperReport =
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly type: 'failed'; readonly message: string };

const STOP_SIGNALS = { smart: 'SIGTERM', fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
/** A fast stop writes a checkpoint, which a slow disk may need this long for; then it is stopped like a crash, which loses nothing either. */
const FAST_STOP_MS = 60_000;
const IMMEDIATE_STOP_MS = 10_000;

function keep(filesToRemove: readonly string[]): void {
  let postmaster: ChildProcess | null = null;
  let isLeaving = false;

  const leave = (): void => {
    for (const path of filesToRemove) rmSync(path, { recursive: true, force: true });
    process.exit(0);
  };
  const report = (message: KeeperReport): void => {
    // Nobody hears it when Titian is gone; that is handled where the channel closes.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const start = (order: StartOrder): void => {
    const child = spawn(order.program, order.args, {
      cwd: order.cwd,
      env: order.env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
      ...(order.uid === null ? {} : { uid: order.uid, gid: order.gid }),
    });
    postmaster = child;
    child.on('error', (error) => report({ type: 'failed', message: error.message }));
    child.on('spawn', () => report({ type: 'started', pid: child.pid ?? 0 }));
    child.on('exit', (code, signal) => {
      if (postmaster === child) postmaster = null;
      report({ type: 'exit', code, signal });
      if (isLeaving) leave();
    });
  };
  const stop = (mode: StopMode): void => {
    postmaster?.kill(STOP_SIGNALS[mode]);
  };
  const stopAndLeave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    if (postmaster === null) leave();
    stop('fast');
    setTimeout(() => stop('immediate'), FAST_STOP_MS).unref();
    setTimeout(() => postmaster?.kill('SIGKILL'), FAST_STOP_MS + IMMEDIATE_STOP_MS).unref();
  };

  process.on('message', (message) => {
    const order = message as KeeperOrder; // The channel has one other end: cluster.ts, of the same version.
    if (order.type === 'start') start(order);
    else if (order.type === 'stop') stop(order.mode);
    else stopAndLeave();
  });
  process.on('disconnect', stopAndLeave);
  // A terminal or a service manager signals everyone at once; the keeper goes when Titian has gone, because Titian drains first.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
  // PostgreSQL's log goes through our own output; when Titian is gone nobody reads it.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

keep(process.argv.slice(2));

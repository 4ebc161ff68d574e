// One child process of Titian (server, sandbox): started in a group of its own so that Ctrl-C reaches only the CLI, which stops its
// children in order; logs go to a file; a child whose CLI died goes by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { type WriteStream, createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../command.ts';

export interface ServiceOptions {
  /** Names the log file and the service in messages. */
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logs: string;
  /** Answered with 200 by a service that is ready; not needed when it sends `{type:'ready'}` over the channel. */
  readonly healthUrl: string;
  readonly readyTimeoutMs?: number;
  /** Gives the start up: the child is ended. */
  readonly signal?: AbortSignal;
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Service {
  readonly name: string;
  /** What the child said in its `{type:'ready', …}` message; empty when it only answered its health address. */
  readonly ready: Readonly<Record<string, unknown>>;
  readonly pid: number;
  readonly exited: Promise<ServiceExit>;
  /** Asks it to finish (SIGTERM), and ends it when it does not within the time. */
  stop(timeoutMs?: number): Promise<void>;
  kill(): void;
  /** Over the channel between parent and child. */
  send(message: Readonly<Record<string, unknown>>): void;
}

const READY_TIMEOUT_MS = 120_000;
/** In-flight calls to BPJS end within their time limit; the server then gives its leases back. */
const STOP_TIMEOUT_MS = 20_000;
const HEALTH_TIMEOUT_MS = 2_000;
const LOG_LIMIT_BYTES = 10_000_000;
const REMEMBERED_LINES = 25;

export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, script } = options;
  if (!existsSync(script)) throw new CommandError(`${script} is missing: this checkout cannot start its ${name}.`);
  const log = openLog(options.logs, name);
  const companion = fileURLToPath(new URL('./leave-with-parent.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--conditions=titian-source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      companion,
      script,
      ...(options.args ?? []),
    ],
    { detached: true, env: options.environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      lines.push(line);
      if (lines.length > REMEMBERED_LINES) lines.shift();
    });
  }
  const exited = new Promise<ServiceExit>((resolve) => {
    child.on('error', () => resolve({ code: null, signal: null }));
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  void exited.then(() => log.end());
  const stop = async (timeoutMs = STOP_TIMEOUT_MS): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    await exited;
    clearTimeout(timer);
  };
  const giveUp = (): void => void child.kill('SIGTERM');
  options.signal?.addEventListener('abort', giveUp);
  const ready = await waitForReady(child, exited, options);
  options.signal?.removeEventListener('abort', giveUp);
  if (ready !== null)
    return {
      name,
      ready,
      pid: child.pid ?? 0,
      exited,
      stop,
      kill: () => void child.kill('SIGKILL'),
      // A child that has just died hears nothing; that is no error of the sender.
      send: (message) => void (child.connected && child.send({ ...message }, () => undefined)),
    };
  await stop(2_000);
  const last = lines.map((line) => `  ${line}`).join('\n');
  throw new CommandError(
    `The ${name} did not start. Its last words (more in ${join(options.logs, `${name}.log`)}):\n${last || '  (none)'}`,
  );
}

function openLog(folder: string, name: string): WriteStream {
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

/** Whichever comes first: the ready message, a healthy answer, the end of the child, the end of patience. null: not ready. */
async function waitForReady(
  child: ChildProcess,
  exited: Promise<ServiceExit>,
  { healthUrl, readyTimeoutMs = READY_TIMEOUT_MS }: ServiceOptions,
): Promise<Readonly<Record<string, unknown>> | null> {
  const isOver = new AbortController();
  const message = new Promise<Record<string, unknown>>((resolve) => {
    child.on('message', (heard) => {
      if (typeof heard === 'object' && heard !== null && 'type' in heard && heard.type === 'ready')
        resolve({ ...heard });
    });
  });
  const patience = AbortSignal.timeout(readyTimeoutMs);
  const healthy = (async (): Promise<Record<string, unknown> | null> => {
    while (!patience.aborted && !isOver.signal.aborted) {
      // A child that also sends its message gets the time of one more round to do so: the message says more.
      if (await answersOk(healthUrl)) return await Promise.race([message, delay(1_000, {}, { ref: false })]);
      await delay(100);
    }
    return null;
  })();
  const first = await Promise.race([message, healthy, exited.then(() => null)]);
  isOver.abort();
  return first;
}

/** For plain HTTP. A server that speaks HTTPS says over its channel that it is ready. */
export async function answersOk(url: string): Promise<boolean> {
  if (!url.startsWith('http:')) return false;
  return await new Promise((resolve) => {
    const asked = get(url, { timeout: HEALTH_TIMEOUT_MS, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
  });
}

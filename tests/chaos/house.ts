// The house of a chaos run: sandbox, PostgreSQL and several nodes as processes of their own, what may stand between them, and the blows that a
// node can be dealt. A node that was struck comes back by itself, as under any supervisor.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connectionString } from '@titian/embedded-postgres';
import { connectHis, type His } from '../../apps/cli/src/demo/his.ts';
import { openInstance, type Instance, type InstanceNode } from '../../apps/cli/src/demo/instance.ts';
import { sandboxControl, type SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { member } from '../../apps/cli/src/run/json-http.ts';
import { CHAOS_NOW } from './day.ts';
import { hisOfMany } from './his-of-many.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface HouseOptions {
  /** The role of each node; `all` where nothing else is wanted. */
  readonly roles: readonly ('all' | 'api' | 'worker')[];
  readonly character: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Proxies between every node and … */
  readonly between?: { readonly database?: boolean; readonly payer?: boolean };
  readonly postgresSettings?: Readonly<Record<string, string | number | boolean>>;
  /** The first start dies at this migration; the next one has to go on from there. */
  readonly diesInMigration?: number;
}

export interface ChaosNode {
  readonly name: string;
  readonly url: string;
  readonly servesPeople: boolean;
  readonly databaseProxy: TcpProxy | null;
  readonly payerProxy: TcpProxy | null;
  readonly pid: number;
  /** How often it ended although nobody struck it. */
  readonly unasked: number;
  /** Resolves when it serves again after a blow. */
  ready(): Promise<void>;
  /** kill -9; it starts again by itself. */
  kill(): Promise<void>;
  /** True when it died at that place in the given time. */
  dieAt(failpoint: string, visit: number, withinMs: number): Promise<boolean>;
  /** SIGSTOP, and SIGCONT after so long. Resolves when it stands; `ready()` when it goes on. */
  freeze(forMs: number): void;
  /** True when it froze at that place in the given time. It wakes after `forMs`. */
  freezeAt(failpoint: string, visit: number, withinMs: number, forMs: number): Promise<boolean>;
  /** SIGTERM; answers how long it took to end and with what. It starts again by itself. */
  terminate(): Promise<{ seconds: number; code: number | null; signal: string | null }>;
}

export interface House {
  readonly instance: Instance;
  readonly control: SandboxControl;
  readonly his: His;
  readonly nodes: readonly ChaosNode[];
  /** True when the first start died in the middle of the migrations. */
  readonly diedInMigration: boolean;
  close(): Promise<void>;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const WARM_UP = "await import('./src/app.ts')";
/** A start fails when the database is struck meanwhile: whoever supervises tries again. */
const MOST_STARTS = 8;
const LOOPBACK = '127.0.0.1';
/** A place that nothing ever reaches. */
const DISARM = { type: 'failpoint', failpoint: 'nowhere:kill:1' };

export async function openHouse(options: HouseOptions): Promise<House> {
  // Compiled once for all starts: a killed process never writes its cache, and each start would cost half a second more.
  const compileCache = mkdtempSync(join(tmpdir(), 'titian-chaos-'));
  const compiling = promisify(execFile)(
    process.execPath,
    ['--conditions=titian-source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', WARM_UP],
    { cwd: join(root, 'apps', 'server'), env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compileCache } },
  );
  const databaseProxies: TcpProxy[] = [];
  const payerProxies: TcpProxy[] = [];
  const { between = {}, diesInMigration } = options;
  let diedInMigration = false;
  const instance = await openInstance({
    context: { root, environment: process.env },
    businessClock: `${new Date(CHAOS_NOW).toISOString()}@${Math.round(performance.timeOrigin + performance.now())}*1`,
    sandboxArgs: ['--character', options.character, '--seed', '1'],
    serverEnvironment: { ...options.environment, NODE_COMPILE_CACHE: compileCache },
    nodes: options.roles.map((role) => ({ TITIAN_ROLE: role })),
    postgres: {
      ...(between.database === true ? { listen: 'tcp' as const } : {}),
      ...(options.postgresSettings === undefined ? {} : { settings: options.postgresSettings }),
    },
    between: {
      ...(between.database === true
        ? {
            database: async (_node, { config }) => {
              const proxy = await openTcpProxy({ host: config.host, port: config.port });
              databaseProxies.push(proxy);
              return connectionString({ ...config, host: LOOPBACK, port: proxy.port });
            },
          }
        : {}),
      ...(between.payer === true
        ? {
            payer: async (_node, url) => {
              const proxy = await openTcpProxy({ host: LOOPBACK, port: Number(new URL(url).port) });
              payerProxies.push(proxy);
              return `http://${LOOPBACK}:${proxy.port}`;
            },
          }
        : {}),
    },
    ...(diesInMigration === undefined
      ? {}
      : {
          beforeNodes: async (start) => {
            diedInMigration = await start({ TITIAN_FAILPOINT: `during-migration-step:kill:${diesInMigration}` }).then(
              () => false,
              () => true,
            );
          },
        }),
  });
  const close = async (): Promise<void> => {
    await instance.close();
    for (const proxy of [...databaseProxies, ...payerProxies]) await proxy.close();
    rmSync(compileCache, { recursive: true, force: true });
  };
  try {
    await compiling;
    let isClosing = false;
    const nodes = instance.nodes.map((node, place) =>
      chaosNode(node, {
        name: `node ${place + 1}`,
        servesPeople: options.roles[place] !== 'worker',
        databaseProxy: databaseProxies[place] ?? null,
        payerProxy: payerProxies[place] ?? null,
        isClosing: () => isClosing,
      }),
    );
    const signIn = signIns(instance);
    const all = await Promise.all(
      nodes.filter((node) => node.servesPeople).map((node) => connectHis(node.url, signIn)),
    );
    return {
      instance,
      control: sandboxControl(instance.sandboxUrl),
      his: hisOfMany(all),
      nodes,
      diedInMigration,
      close: async () => {
        isClosing = true;
        for (const proxy of [...databaseProxies, ...payerProxies]) proxy.set({ kind: 'pass' });
        await Promise.allSettled(nodes.map((node) => node.ready()));
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type NodeFacts = Pick<ChaosNode, 'name' | 'servesPeople' | 'databaseProxy' | 'payerProxy'> & { isClosing(): boolean };

function chaosNode(node: InstanceNode, { isClosing, ...facts }: NodeFacts): ChaosNode {
  let back: Promise<void> = Promise.resolve();
  let isStruck = false;
  let unasked = 0;
  const watch = (): void => {
    const { exited } = node.service();
    isStruck = false;
    void exited.then(() => {
      if (isStruck || isClosing()) return;
      unasked += 1;
      comeBack(exited);
    });
  };
  const startAgain = async (): Promise<void> => {
    for (let tries = 1; !isClosing(); tries += 1) {
      try {
        await node.restart();
        watch();
        return;
      } catch (error) {
        if (tries >= MOST_STARTS) throw error;
      }
    }
  };
  const comeBack = (after: Promise<unknown>): void => {
    back = after.then(startAgain);
    // Heard by whoever asks next whether it is ready.
    back.catch(() => undefined);
  };
  const wakeLater = (pid: number, forMs: number): void => {
    back = delay(forMs).then(() => void signal(pid, 'SIGCONT'));
  };
  const kill = async (): Promise<void> => {
    const { exited } = node.service();
    isStruck = true;
    node.service().kill();
    await exited;
    comeBack(exited);
  };
  watch();
  return {
    ...facts,
    url: node.url,
    get unasked() {
      return unasked;
    },
    get pid() {
      return node.service().pid;
    },
    ready: () => back,
    kill,
    dieAt: async (failpoint, visit, withinMs) => {
      const service = node.service();
      isStruck = true;
      service.send({ type: 'failpoint', failpoint: `${failpoint}:kill:${visit}` });
      const exit = await Promise.race([service.exited, delay(withinMs, null)]);
      if (exit === null) {
        service.send(DISARM);
        return false;
      }
      comeBack(service.exited);
      return exit.signal === 'SIGKILL';
    },
    freeze: (forMs) => {
      const { pid } = node.service();
      signal(pid, 'SIGSTOP');
      wakeLater(pid, forMs);
    },
    freezeAt: async (failpoint, visit, withinMs, forMs) => {
      const service = node.service();
      service.send({ type: 'failpoint', failpoint: `${failpoint}:freeze:${visit}` });
      for (const until = performance.now() + withinMs; performance.now() < until; await delay(20)) {
        if (!isStopped(service.pid)) continue;
        wakeLater(service.pid, forMs);
        return true;
      }
      service.send(DISARM);
      return false;
    },
    terminate: async () => {
      const service = node.service();
      const from = performance.now();
      isStruck = true;
      signal(service.pid, 'SIGTERM');
      const { code, signal: ended } = await service.exited;
      comeBack(service.exited);
      return { seconds: (performance.now() - from) / 1000, code, signal: ended };
    },
  };
}

/** A process that has ended meanwhile needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Linux only: elsewhere nobody is ever seen to stand, and the blow is dealt from outside. */
function isStopped(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('T') === true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** PostgreSQL ends by a signal to its postmaster and is started again: fast (sessions are ended), immediate (as a crash), or kill -9. */
export async function restartPostgres(instance: Instance, how: 'fast' | 'immediate' | 'kill'): Promise<void> {
  const { postgres } = instance;
  const ended = once(postgres, 'exit');
  if (how === 'kill') postgres.kill9();
  else if (postgres.pid !== null) signal(postgres.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  await ended;
  await postgres.restart();
}

function signIns(instance: Instance): { username: string; password: string }[] {
  const said = instance.server().ready['demoSignIns'];
  const found = (Array.isArray(said) ? said : []).find((entry: unknown) => member(entry, 'username') === 'it.rs');
  const password = member(found, 'password');
  return typeof password === 'string' ? [{ username: 'it.rs', password }] : [];
}

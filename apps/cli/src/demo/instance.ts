// A private Titian for a demo or a crash run: its own temporary state folder, database, sandbox and server as child
// processes on free ports, gone when it is closed. Nothing of a real installation is touched.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, type StartOptions, startPostgres } from '@titian/embedded-postgres';
import { type CommandContext, CommandError } from '../command.ts';
import { openHome, type Home } from '../run/home.ts';
import { preferPort } from '../run/ports.ts';
import { startService, type Service } from '../run/service.ts';

const LOOPBACK = '127.0.0.1';

type Environment = Readonly<Record<string, string>>;

export interface InstanceOptions {
  readonly context: CommandContext;
  /** `<ISO base>@<real ms>*<speed>` for server and sandbox alike; absent = real time. */
  readonly businessClock?: string;
  readonly sandboxArgs?: readonly string[];
  readonly serverEnvironment?: Environment;
  /** One entry per node with what is its own in its environment; default: one node. */
  readonly nodes?: readonly Environment[];
  readonly postgres?: Pick<StartOptions, 'listen' | 'settings'>;
  /** What stands between a node and those it speaks to: answers the address the node is given instead. */
  readonly between?: {
    readonly database?: (node: number, postgres: EmbeddedPostgres) => Promise<string>;
    readonly payer?: (node: number, url: string) => Promise<string>;
  };
  /** Before the nodes start: a server whose start is part of what is tried. */
  readonly beforeNodes?: (start: (environment: Environment) => Promise<void>) => Promise<void>;
}

export interface InstanceNode {
  readonly url: string;
  service(): Service;
  /** Starts it anew after it ended. */
  restart(): Promise<void>;
}

export interface Instance {
  readonly home: Home;
  /** Of the first node. */
  readonly serverUrl: string;
  readonly sandboxUrl: string;
  /** JSON lines; the checker's evidence. */
  readonly ledgerFile: string;
  readonly postgres: EmbeddedPostgres;
  readonly nodes: readonly InstanceNode[];
  /** The first node. */
  server(): Service;
  close(): Promise<void>;
}

export async function openInstance({
  context,
  businessClock,
  sandboxArgs = [],
  serverEnvironment = {},
  nodes: nodeEnvironments = [{}],
  postgres: postgresOptions = {},
  between = {},
  beforeNodes,
}: InstanceOptions): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), 'titian-demo-'));
  // PostgreSQL runs as another user under root and must be able to pass through; what is secret inside is closed by itself.
  chmodSync(folder, 0o711);
  const home = openHome(context.root, { TITIAN_HOME: folder });
  const closers: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let closing: Promise<void> | null = null;
  const closeAll = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  // An interrupt and the normal end may both ask: they wait for the same closing.
  const close = (): Promise<void> => (closing ??= closeAll());
  try {
    const postgres = await startPostgres({ dataDir: home.postgres, onLog: () => undefined, ...postgresOptions });
    closers.push(async () => {
      await postgres.stop();
      rmSync(postgres.folder, { recursive: true, force: true });
    });
    const clock = businessClock === undefined ? {} : { TITIAN_BUSINESS_CLOCK: businessClock };
    const { PATH, TZ } = context.environment;
    const sandboxPort = await preferPort(0, LOOPBACK);
    const sandboxUrl = `http://${LOOPBACK}:${sandboxPort}`;
    const sandbox = await startService({
      name: 'sandbox',
      script: join(context.root, 'packages', 'sandbox', 'src', 'main.ts'),
      args: ['--data', home.sandbox, '--port', String(sandboxPort), ...sandboxArgs],
      environment: { PATH, TZ, ...clock },
      logs: home.logs,
      healthUrl: `${sandboxUrl}/_sandbox/state`,
    });
    closers.push(() => sandbox.stop());
    const openNode = async (
      number: number,
      own: Environment,
    ): Promise<InstanceNode & { start(more?: Environment): Promise<void> }> => {
      const port = await preferPort(0, LOOPBACK);
      const url = `http://${LOOPBACK}:${port}`;
      const environment = {
        PATH,
        TZ,
        DATABASE_URL: (await between.database?.(number, postgres)) ?? postgres.connectionString,
        PORT: String(port),
        TITIAN_HOST: LOOPBACK,
        TITIAN_KEY_FILE: home.keyFile,
        TITIAN_SANDBOX_URL: (await between.payer?.(number, sandboxUrl)) ?? sandboxUrl,
        TITIAN_DEMO: '1',
        ...clock,
        ...serverEnvironment,
        ...own,
      };
      let service: Service | null = null;
      closers.push(() => service?.stop());
      const start = async (more: Environment = {}): Promise<void> => {
        service = await startService({
          name: number === 0 ? 'server' : `server-${number + 1}`,
          script: join(context.root, 'apps', 'server', 'src', 'main.ts'),
          environment: { ...environment, ...more },
          logs: home.logs,
          healthUrl: `${url}/healthz`,
        });
      };
      return {
        url,
        service: () => {
          if (service === null) throw new CommandError(`Node ${number + 1} has not been started.`);
          return service;
        },
        start,
        restart: () => start(),
      };
    };
    const nodes = [];
    for (const [number, own] of nodeEnvironments.entries()) nodes.push(await openNode(number, own));
    const [first] = nodes;
    if (first === undefined) throw new CommandError('An instance has at least one node.');
    await beforeNodes?.((more) => first.start(more));
    // The first one brings the database up to date; the others need not wait for each other.
    await first.start();
    await Promise.all(nodes.slice(1).map((node) => node.start()));
    return {
      home,
      serverUrl: first.url,
      sandboxUrl,
      ledgerFile: join(home.sandbox, 'ledger.jsonl'),
      postgres,
      nodes,
      server: () => first.service(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

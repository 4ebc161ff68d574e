// A private Titian for a demo or a crash run: its own temporary state folder, database, sandbox and server as child
// processes on free ports, gone when it is closed. Nothing of a real installation is touched.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@titian/embedded-postgres';
import type { CommandContext } from '../command.ts';
import { openHome, type Home } from '../run/home.ts';
import { preferPort } from '../run/ports.ts';
import { startService, type Service } from '../run/service.ts';

const LOOPBACK = '127.0.0.1';

export interface InstanceOptions {
  readonly context: CommandContext;
  /** `<ISO base>@<real ms>*<speed>` for server and sandbox alike; absent = real time. */
  readonly businessClock?: string;
  readonly sandboxArgs?: readonly string[];
  readonly serverEnvironment?: Readonly<Record<string, string>>;
}

export interface Instance {
  readonly home: Home;
  readonly serverUrl: string;
  readonly sandboxUrl: string;
  /** JSON lines; the checker's evidence. */
  readonly ledgerFile: string;
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>;
  server(): Service;
  /** Starts the server anew after it was killed. */
  restartServer(): Promise<void>;
  /** A further node beside the server, on a port of its own and the same database; stopped with the instance. */
  startNode(): Promise<Service>;
  close(): Promise<void>;
}

export async function openInstance({
  context,
  businessClock,
  sandboxArgs = [],
  serverEnvironment = {},
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
    const postgres = await startPostgres({ dataDir: home.postgres, onLog: () => undefined });
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
    const port = await preferPort(0, LOOPBACK);
    const serverUrl = `http://${LOOPBACK}:${port}`;
    const startServer = (name = 'server', ownPort = port): Promise<Service> =>
      startService({
        name,
        script: join(context.root, 'apps', 'server', 'src', 'main.ts'),
        environment: {
          PATH,
          TZ,
          DATABASE_URL: postgres.connectionString,
          PORT: String(ownPort),
          TITIAN_HOST: LOOPBACK,
          TITIAN_KEY_FILE: home.keyFile,
          TITIAN_SANDBOX_URL: sandboxUrl,
          TITIAN_DEMO: '1',
          ...clock,
          ...serverEnvironment,
        },
        logs: home.logs,
        healthUrl: `http://${LOOPBACK}:${ownPort}/healthz`,
      });
    let server = await startServer();
    closers.push(() => server.stop());
    return {
      home,
      serverUrl,
      sandboxUrl,
      ledgerFile: join(home.sandbox, 'ledger.jsonl'),
      postgres,
      server: () => server,
      restartServer: async () => {
        server = await startServer();
      },
      startNode: async () => {
        const node = await startServer('node', await preferPort(0, LOOPBACK));
        closers.push(() => node.stop());
        return node;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

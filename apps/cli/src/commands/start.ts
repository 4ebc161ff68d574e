// `npm start`: one command from a fresh clone to a running Titian: database, web app, sandbox and demo (unless --production), server.
// It only starts, watches and stops; everything that has to do with BPJS or patients happens in the children.
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, startPostgres } from '@titian/embedded-postgres';
import { type Command, type CommandContext, CommandError } from '../command.ts';
import { publishDatabase } from '../run/database.ts';
import { type Home, lockHome, openHome } from '../run/home.ts';
import { preferPort, requirePort } from '../run/ports.ts';
import { restartDatabase } from '../run/restart-database.ts';
import { type Service, startService } from '../run/service.ts';
import { type Part, Stoppers, stopWish } from '../run/stopping.ts';
import { supervise } from '../run/supervise.ts';
import { ensureWebApp } from '../run/web-build.ts';
import { describeSignIns } from '../run/sign-ins.ts';

const DEFAULT_PORT = 3000;
const DEFAULT_HOST = '127.0.0.1';
const LOOPBACK = '127.0.0.1';

export const command: Command = {
  summary: 'starts Titian: database, sandbox with demo facilities, server and web app',
  help: `Options:
  --production   no demo facilities, no sandbox; see docs/operations
  --port N       port of API and web (or PORT; default ${DEFAULT_PORT})

Environment: PORT, TITIAN_HOST, TITIAN_HOME (default .titian in the checkout), DATABASE_URL (a PostgreSQL of your own, 15 to 18),
TITIAN_SANDBOX_PORT, and everything in .env.example.`,
  async run(args, context) {
    const isProduction = args.includes('--production');
    const unknown = args.filter(
      (arg, index) => !['--production', '--port'].includes(arg) && args[index - 1] !== '--port',
    );
    if (unknown.length > 0) {
      console.error(`Unknown option ${unknown.join(' ')}.\n\n${command.help}`);
      return 2;
    }
    const portText = args[args.indexOf('--port') + 1];
    const port = args.includes('--port') ? portText : (context.environment['PORT'] ?? String(DEFAULT_PORT));
    if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      console.error(`"${port ?? ''}" is not a port number.`);
      return 2;
    }
    return await start({ context, isProduction, port: Number(port) });
  },
};

interface StartPlan {
  readonly context: CommandContext;
  readonly isProduction: boolean;
  readonly port: number;
}

async function start(plan: StartPlan): Promise<number> {
  const stoppers = new Stoppers();
  const abort = new AbortController();
  // A second Ctrl-C: nobody waits any longer. The children and the keeper of PostgreSQL see this process go and follow.
  const wish = stopWish(() => process.exit(130));
  void wish.then(() => abort.abort());
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined); // Heard below, or too late to matter.
  let exitCode = 0;
  try {
    await startAll(plan, stoppers, abort.signal, failed.reject);
    await Promise.race([wish, failed.promise]);
    console.log('\nTitian berhenti … / stopping …');
  } catch (error) {
    if (!abort.signal.aborted) {
      exitCode = 1;
      explain(error);
    }
  }
  await stoppers.stopAll((name, error) => {
    exitCode = 1;
    console.error(`The ${name} did not stop well: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (exitCode === 0) console.log('Titian sudah berhenti; data aman. / Stopped; your data is safe.');
  return exitCode;
}

function explain(error: unknown): void {
  if (error instanceof CommandError) console.error(`\n${error.message}`);
  else if (error instanceof EmbeddedPostgresError) console.error(`\n${error.message}\n${error.remedy}`);
  else console.error(error);
}

async function startAll(
  plan: StartPlan,
  stoppers: Stoppers,
  signal: AbortSignal,
  giveUp: (error: unknown) => void,
): Promise<void> {
  const { context, isProduction } = plan;
  const { root, environment } = context;
  const host = environment['TITIAN_HOST'] ?? DEFAULT_HOST;
  const home = openHome(root, environment);
  const port = plan.port === 0 ? await preferPort(0, host) : plan.port;
  const reachable = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
  const scheme = ['self-made', 'files'].includes(environment['TITIAN_TLS'] ?? 'off') ? 'https' : 'http';
  const address = `${scheme}://${reachable}:${port}`;
  const releaseLock = lockHome(home, address);
  stoppers.add('lock', releaseLock);
  await requirePort(port, host);
  const hadKey = existsSync(home.keyFile);

  const parts = [
    database(home, environment, stoppers, giveUp),
    ensureWebApp(root, () => console.log('Membangun aplikasi web … / building the web app …'), signal),
    isProduction ? Promise.resolve(null) : sandbox({ home, context, port, stoppers, signal, giveUp }),
  ] as const;
  // All of them settle before one's failure is heard: what the others have started meanwhile can then be stopped.
  await Promise.allSettled(parts);
  const [databaseUrl, webDir, sandboxUrl] = await Promise.all(parts);
  signal.throwIfAborted();
  const serverEnvironment: NodeJS.ProcessEnv = {
    ...environment,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    TITIAN_HOST: host,
    TITIAN_WEB_DIR: webDir,
    TITIAN_TLS_DIR: environment['TITIAN_TLS_DIR'] ?? home.tls,
    TITIAN_CAPTURE_DIR: home.capture,
    ...(environment['TITIAN_MASTER_KEY'] === undefined ? { TITIAN_KEY_FILE: home.keyFile } : {}),
    ...(sandboxUrl === null ? {} : { TITIAN_SANDBOX_URL: sandboxUrl, TITIAN_DEMO: '1' }),
  };
  const startServer = (): Promise<Service> =>
    startService({
      name: 'server',
      script: join(root, 'apps', 'server', 'src', 'main.ts'),
      environment: serverEnvironment,
      logs: home.logs,
      healthUrl: `${address}/healthz`,
      signal,
    });
  const server = await watched('server', startServer, stoppers, giveUp);
  announce({ server, address, sandboxUrl, home, isNewKey: !hadKey && existsSync(home.keyFile) });
}

async function database(
  home: Home,
  environment: CommandContext['environment'],
  stoppers: Stoppers,
  giveUp: (error: unknown) => void,
): Promise<string> {
  const given = environment['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const log = createWriteStream(join(home.logs, 'postgres.log'), { flags: 'a', mode: 0o600 });
  const onLog = (line: string): void => {
    log.write(`${line}\n`);
    // Lines of the launcher's own story are for the person; PostgreSQL's begin with a time.
    if (!/^\d{4}-\d\d-\d\d /.test(line)) console.log(line);
  };
  const postgres = await startPostgres({ dataDir: home.postgres, onLog });
  const withdraw = publishDatabase(home, postgres.connectionString);
  let isStopping = false;
  stoppers.add('PostgreSQL', async () => {
    isStopping = true;
    withdraw();
    await postgres.stop();
    log.end();
  });
  postgres.on('exit', ({ code, signal: killer }) => {
    console.error(`PostgreSQL ended unexpectedly (${killer ?? `code ${code}`}); it is started again.`);
    void restartDatabase({
      restart: () => postgres.restart(),
      isStopping: () => isStopping,
      onFailure: (error, nextInMs) =>
        console.error(
          `PostgreSQL cannot start yet; next try in ${nextInMs / 1000} s. ${error instanceof Error ? error.message : ''}`,
        ),
    }).then((isBack) => {
      if (isBack) console.log('PostgreSQL runs again; nothing that was committed is lost.');
    }, giveUp);
  });
  return postgres.connectionString;
}

interface SandboxPlan {
  readonly home: Home;
  readonly context: CommandContext;
  readonly port: number;
  readonly stoppers: Stoppers;
  readonly signal: AbortSignal;
  readonly giveUp: (error: unknown) => void;
}

async function sandbox({ home, context, port, stoppers, signal, giveUp }: SandboxPlan): Promise<string> {
  const wanted = Number(context.environment['TITIAN_SANDBOX_PORT'] ?? port + 1);
  const sandboxPort = await preferPort(wanted <= 65_535 ? wanted : 0, LOOPBACK);
  const url = `http://${LOOPBACK}:${sandboxPort}`;
  const { PATH, TZ, TITIAN_BUSINESS_CLOCK } = context.environment;
  const clock = TITIAN_BUSINESS_CLOCK === undefined ? [] : ['--business-clock', TITIAN_BUSINESS_CLOCK];
  const startSandbox = (): Promise<Service> =>
    startService({
      name: 'sandbox',
      script: join(context.root, 'packages', 'sandbox', 'src', 'main.ts'),
      args: ['--data', home.sandbox, '--port', String(sandboxPort), ...clock],
      // The sandbox is another house: it gets no database, no key and no setting of ours.
      environment: { PATH, TZ },
      logs: home.logs,
      healthUrl: `${url}/_sandbox/healthz`,
      signal,
    });
  await watched('sandbox', startSandbox, stoppers, giveUp);
  return url;
}

async function watched(
  name: Part,
  startIt: () => Promise<Service>,
  stoppers: Stoppers,
  giveUp: (error: unknown) => void,
): Promise<Service> {
  const service = await startIt();
  const supervisor = supervise(service, {
    start: startIt,
    onEnd: ({ code, signal }) =>
      console.error(`The ${service.name} ended unexpectedly (${signal ?? `code ${code}`}); it is started again.`),
    onBack: () => console.log(`The ${service.name} runs again.`),
    onGiveUp: giveUp,
  });
  stoppers.add(name, () => supervisor.stop());
  return service;
}

interface Announcement {
  readonly server: Service;
  readonly address: string;
  readonly sandboxUrl: string | null;
  readonly home: Home;
  readonly isNewKey: boolean;
}

function announce({ server, address, sandboxUrl, home, isNewKey }: Announcement): void {
  const url = typeof server.ready['url'] === 'string' ? server.ready['url'] : address;
  console.log(`\nTitian siap / is ready:   ${url}`);
  if (sandboxUrl !== null)
    console.log(`BPJS sandbox:            ${sandboxUrl}   (bukan BPJS yang sesungguhnya / not the real BPJS)`);
  const signIns = describeSignIns(server.ready['demoSignIns']);
  if (signIns.length > 0) console.log(`\nMasuk / sign in (demo):\n${signIns.join('\n')}`);
  const firstAdministrator = server.ready['firstAdministratorCode'];
  if (typeof firstAdministrator === 'string') {
    console.log(
      `\nKode sekali pakai untuk administrator pertama / one-time code for the first administrator:  ${firstAdministrator}`,
    );
  }
  if (isNewKey) {
    console.log(
      `\nPENTING: kunci induk baru ada di ${home.keyFile}. Cadangan basis data tanpa kunci ini tidak ada gunanya; simpan salinannya di tempat lain.` +
        '\nIMPORTANT: a new master key was made there. A backup of the database without it is worthless; keep a copy elsewhere.',
    );
  }
  console.log(`\nLog: ${home.logs}   Berhenti / stop: Ctrl-C`);
}

// Starts one PostgreSQL cluster in a folder, keeps it tied to this process, and stops it. The caller gets a handle; what runs between
// is the keeper (keeper.ts). Not a client: it never opens a database connection itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Binaries, BUNDLED_MAJOR, findBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { DATABASE, SUPERUSER, ensureCluster, programEnvironment } from './initialise.ts';
import type { KeeperOrder, KeeperReport, StopMode } from './keeper.ts';
import {
  clearStalePostmaster,
  ownerFile,
  readPostmasterFile,
  recordKeeper,
  releaseOwnership,
  takeOwnership,
} from './ownership.ts';
import { type Place, findPlace, makeSocketFolder } from './placement.ts';
import { isErrorWithCode, signal } from './processes.ts';
import { type Settings, commandLineSettings } from './settings.ts';
import { waitUntil } from './waiting.ts';

export interface StartOptions {
  /** The folder that holds the cluster; made when absent. */
  readonly dataDir: string;
  /** Default: the bundled major version. */
  readonly major?: number;
  /** One line of PostgreSQL's log or of the launcher's own story. */
  readonly onLog?: (line: string) => void;
  readonly settings?: Settings;
  /** Password of the superuser; default: made at the first start and kept in `superuser.secret` in the data folder. */
  readonly password?: string;
  /** A Unix socket in a private folder, or loopback TCP where there are no Unix sockets (Windows; not tested there). */
  readonly listen?: 'socket' | 'tcp';
  /** Only for tests: no flush to disk at all. A power cut destroys such a cluster. */
  readonly throwAway?: boolean;
  readonly startTimeoutMs?: number;
  /** Only for tests: the folder goes when the cluster ends, also when its owner was killed. */
  readonly removeAtEnd?: boolean;
}

export interface ConnectionConfig {
  /** The folder of the socket, or the loopback address. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Emits `exit` (PostgresExit) when PostgreSQL ends without `stop()`: the caller may `restart()`. */
export class EmbeddedPostgres extends EventEmitter<{ exit: [PostgresExit] }> {
  readonly config: ConnectionConfig;
  readonly connectionString: string;
  /** Where the data really lies (see placement.ts). */
  readonly folder: string;
  readonly isNew: boolean;
  readonly #cluster: RunningCluster;

  constructor(cluster: RunningCluster) {
    super();
    this.#cluster = cluster;
    this.config = cluster.config;
    this.connectionString = connectionString(cluster.config);
    this.folder = cluster.place.folder;
    this.isNew = cluster.isNew;
    cluster.onUnexpectedExit = (exit) => this.emit('exit', exit);
  }

  /** The postmaster's pid; null while it is not running. */
  get pid(): number | null {
    return this.#cluster.pid;
  }

  /** Starts PostgreSQL again after an unexpected end; the connection string stays the same. */
  async restart(): Promise<void> {
    await this.#cluster.start();
  }

  /** Stops PostgreSQL and its keeper. Safe to call twice. */
  async stop(mode: StopMode = 'fast'): Promise<void> {
    await this.#cluster.stop(mode);
  }

  /** For crash tests: the postmaster dies as by `kill -9`. */
  kill9(): void {
    if (this.#cluster.pid !== null) signal(this.#cluster.pid, 'SIGKILL');
  }
}

export function connectionString({ host, port, user, password, database }: ConnectionConfig): string {
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return host.startsWith('/')
    ? `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
    : `postgresql://${login}@${host}:${port}/${database}`;
}

/**
 * Starts the cluster in `dataDir`, making it on the first start.
 *
 * @example
 * const postgres = await startPostgres({ dataDir: '.titian/postgres', onLog: (line) => console.log(line) });
 * postgres.on('exit', () => postgres.restart());
 * // … new pg.Pool({ connectionString: postgres.connectionString })
 * await postgres.stop();
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const onLog = options.onLog ?? (() => undefined);
  const major = options.major ?? BUNDLED_MAJOR;
  const place = await findPlace(options.dataDir, onLog);
  const binaries = await findBinaries(major, place.user, onLog);
  await takeOwnership(place.folder, onLog);
  try {
    const password = options.password ?? (await ownPassword(options.dataDir));
    const { isNew } = await ensureCluster({
      place,
      binaries,
      major,
      password,
      isThrowAway: options.throwAway === true,
    });
    await clearStalePostmaster(place.pgData, onLog);
    const cluster = new RunningCluster({
      place,
      binaries,
      options,
      onLog,
      isNew,
      ...(await address(options, place, password)),
    });
    try {
      await cluster.start();
    } catch (error) {
      await cluster.stop('immediate');
      throw error;
    }
    return new EmbeddedPostgres(cluster);
  } catch (error) {
    releaseOwnership(place.folder);
    throw error;
  }
}

async function ownPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'superuser.secret');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error;
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return password;
}

async function address(
  options: StartOptions,
  place: Place,
  password: string,
): Promise<{ config: ConnectionConfig; socketFolder: string | null }> {
  const login = { user: SUPERUSER, password, database: DATABASE };
  const listen = options.listen ?? (process.platform === 'win32' ? 'tcp' : 'socket');
  if (listen === 'tcp') return { config: { host: '127.0.0.1', port: await freePort(), ...login }, socketFolder: null };
  const socketFolder = await makeSocketFolder(place);
  return { config: { host: socketFolder, port: 5432, ...login }, socketFolder };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() =>
        typeof bound === 'object' && bound !== null ? resolve(bound.port) : reject(new Error('no free port')),
      );
    });
  });
}

interface ClusterParts {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly options: StartOptions;
  readonly onLog: (line: string) => void;
  readonly isNew: boolean;
  readonly config: ConnectionConfig;
  readonly socketFolder: string | null;
}

const START_TIMEOUT_MS = 60_000;
/** After kill -9 the old backends hold their memory block until they notice that their postmaster is gone: a moment, not more. */
const BLOCK_IN_USE = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;
const BLOCK_IN_USE_MS = 15_000;
const LAST_LINES = 12;

/** The live side of one cluster: the keeper process and what it reports. */
class RunningCluster {
  readonly place: Place;
  readonly config: ConnectionConfig;
  readonly isNew: boolean;
  pid: number | null = null;
  onUnexpectedExit: (exit: PostgresExit) => void = () => undefined;
  readonly #parts: ClusterParts;
  #keeper: ChildProcess | null = null;
  #isStopping = false;
  #isStarting = false;
  #lastExit: PostgresExit | null = null;
  #lastLines: string[] = [];

  constructor(parts: ClusterParts) {
    this.#parts = parts;
    this.place = parts.place;
    this.config = parts.config;
    this.isNew = parts.isNew;
  }

  async start(): Promise<void> {
    if (this.#isStopping)
      throw new EmbeddedPostgresError('START_FAILED', 'This cluster was stopped.', 'Start a new one.');
    if (this.pid !== null || this.#isStarting) return;
    this.#isStarting = true;
    try {
      const giveUpAt = performance.now() + BLOCK_IN_USE_MS;
      while (!(await this.#startOnce())) {
        if (!this.#lastLines.some((line) => BLOCK_IN_USE.test(line)) || performance.now() > giveUpAt)
          throw this.#startFailed();
        await delay(200);
      }
    } finally {
      this.#isStarting = false;
    }
  }

  /** One try; false when PostgreSQL ended before it took connections. */
  async #startOnce(): Promise<boolean> {
    const keeper = this.#keeper ?? this.#startKeeper();
    const { place, binaries, options, socketFolder, config } = this.#parts;
    this.#lastExit = null;
    this.#lastLines = [];
    const order: KeeperOrder = {
      type: 'start',
      program: binaries.postgres,
      args: [
        '-D',
        place.pgData,
        ...commandLineSettings(
          options.settings ?? {},
          listenSettings(config, socketFolder),
          options.throwAway === true,
        ),
      ],
      cwd: place.pgData,
      env: programEnvironment(),
      uid: place.user.uid,
      gid: place.user.gid,
    };
    keeper.send(order);
    const isSettled = (): boolean => {
      const file = readPostmasterFile(place.pgData);
      return (
        this.#lastExit !== null ||
        this.#keeper === null ||
        (this.pid !== null && file?.pid === this.pid && file.isReady)
      );
    };
    if (!(await waitUntil(isSettled, { timeoutMs: options.startTimeoutMs ?? START_TIMEOUT_MS })))
      throw this.#startFailed();
    return this.#lastExit === null && this.#keeper !== null;
  }

  #startKeeper(): ChildProcess {
    const { place, socketFolder, onLog, options } = this.#parts;
    const script = fileURLToPath(new URL(`./keeper${extname(import.meta.url)}`, import.meta.url));
    const files = [
      ownerFile(place.folder),
      ...(socketFolder === null ? [] : [socketFolder]),
      ...(options.removeAtEnd === true ? [place.folder, options.dataDir] : []),
    ];
    const keeper = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...files], {
      detached: true,
      cwd: '/',
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#keeper = keeper;
    if (keeper.pid !== undefined) recordKeeper(place.folder, keeper.pid, socketFolder);
    keeper.on('message', (message) => this.#hear(message as KeeperReport)); // The other end is keeper.ts of the same version.
    keeper.on('error', (error) => onLog(`The keeper of PostgreSQL could not start: ${error.message}`));
    keeper.on('exit', () => this.#keeperGone());
    for (const stream of [keeper.stdout, keeper.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.#logged(line));
    }
    return keeper;
  }

  #logged(line: string): void {
    this.#lastLines = [...this.#lastLines, line].slice(-LAST_LINES);
    this.#parts.onLog(line);
  }

  #hear(report: KeeperReport): void {
    if (report.type === 'started') this.pid = report.pid;
    else if (report.type === 'failed') {
      this.#logged(report.message);
      this.#ended({ code: null, signal: null });
    } else this.#ended({ code: report.code, signal: report.signal });
  }

  #ended(exit: PostgresExit): void {
    this.pid = null;
    this.#lastExit = exit;
    if (!this.#isStopping && !this.#isStarting) this.onUnexpectedExit(exit);
  }

  /** Somebody killed the keeper: its PostgreSQL would run on without a guard, so it is stopped and reported like any other end. */
  #keeperGone(): void {
    this.#keeper = null;
    const orphan = this.pid;
    if (orphan === null) return;
    signal(orphan, 'SIGQUIT');
    this.#ended({ code: null, signal: 'SIGQUIT' });
  }

  #startFailed(): EmbeddedPostgresError {
    const said = this.#lastLines
      .map((line) => line.replace(/^.*?\b(FATAL|LOG|HINT|ERROR|PANIC): {2}/, ''))
      .slice(-4)
      .join(' / ');
    return new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL did not start in ${this.place.folder}. It said: ${said || '(nothing)'}`,
      'Read the lines above; `npm run titian -- doctor` checks disk space, permissions and versions.',
    );
  }

  async stop(mode: StopMode): Promise<void> {
    this.#isStopping = true;
    const keeper = this.#keeper;
    if (keeper !== null) {
      const gone = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
      if (keeper.connected) {
        if (this.pid !== null && mode !== 'fast') {
          keeper.send({ type: 'stop', mode } satisfies KeeperOrder);
          await waitUntil(() => this.pid === null, {
            timeoutMs: this.#parts.options.startTimeoutMs ?? START_TIMEOUT_MS,
          });
        }
        if (keeper.connected) keeper.send({ type: 'leave' } satisfies KeeperOrder);
      }
      await gone;
    }
    if (this.#parts.socketFolder !== null) await rm(this.#parts.socketFolder, { recursive: true, force: true });
    releaseOwnership(this.place.folder);
  }
}

function listenSettings({ host, port }: ConnectionConfig, socketFolder: string | null): Settings {
  return socketFolder === null
    ? { listen_addresses: host, port, unix_socket_directories: '' }
    : { listen_addresses: '', port, unix_socket_directories: socketFolder, unix_socket_permissions: '0700' };
}

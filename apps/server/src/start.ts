// One server process from configuration to ready, and back. main.ts gives it the environment and the signals; tests may start
// it in their own process.
import type { Logger } from 'pino';
import { createHouse } from './app.ts';
import { DEMO_SIGN_INS, seedDemo, type DemoSignIn, type SandboxFacilities } from './demo-seed.ts';
import { issueSetupCode } from './modules/staff/index.ts';
import { markRestored } from './platform/backup/index.ts';
import { systemClock, systemRandom } from './platform/clock.ts';
import { describeProblems, type Config, type ConfigProblem } from './platform/config/index.ts';
import { createPlatform } from './platform/create-platform.ts';
import { loadOrCreateKeyFile, parseMasterKey, type LoadedKey } from './platform/crypto/index.ts';
import { roleConnections } from './platform/db/connections.ts';
import { migrate } from './platform/db/migrate.ts';
import { isSealedByAnother, judgeServer, readServerFacts } from './platform/db/preflight.ts';
import { createPrimaryGuard } from './platform/db/primary.ts';
import { connectOwner } from './platform/db/wait.ts';
import { createFailpoints, type Failpoint } from './platform/failpoints.ts';
import { createNotifier } from './platform/events/notify.ts';
import { createHousekeeping } from './platform/housekeeping.ts';
import { healthDetail } from './platform/http/health.ts';
import { serveMetrics } from './platform/http/metrics-server.ts';
import { findCertificate } from './platform/http/certificate.ts';
import { createLogger } from './platform/logging.ts';
import type { ModuleDefinition, Platform } from './platform/module.ts';

export interface Started {
  readonly url: string;
  readonly demoSignIns: readonly DemoSignIn[];
  readonly firstAdministratorCode: string | null;
  readonly isNewKey: boolean;
  /** Demo only: the process ends or freezes itself at a named place. */
  armFailpoint(failpoint: Failpoint): void;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: Config;
  /** Asks the sandbox which facilities it knows; demo only. */
  readonly readSandbox: (url: string) => Promise<SandboxFacilities>;
  readonly logger?: Logger;
}

/** The database is not fit to keep what people entrust to it. */
export class UnfitDatabase extends Error {
  constructor(problems: readonly ConfigProblem[]) {
    super(describeProblems(problems));
    this.name = 'UnfitDatabase';
  }
}

export async function start({
  config,
  readSandbox,
  logger = createLogger(config.logLevel),
}: StartOptions): Promise<Started> {
  const clock = systemClock(config.businessClock);
  const random = systemRandom();
  const { key: master, created: isNewKey } = loadMasterKey(config);
  const databaseUrl = config.databaseUrl.reveal();
  const failpoints = config.isDemo ? createFailpoints(config.failpoint) : null;
  const failpoint = failpoints?.hook;
  await requireFitDatabase(databaseUrl, master.id, clock);
  const { applied } = await migrate({ databaseUrl, master, random, clock, failpoint });
  if (applied.length > 0) logger.info({ migrations: applied.length }, 'database brought up to date');

  const restoredFrom = await markRestored(databaseUrl);
  if (restoredFrom !== null)
    logger.warn(
      { takenAt: restoredFrom.toISOString() },
      'restored from a backup: nothing is sent to BPJS until it was compared and released',
    );

  const connections = roleConnections(databaseUrl, master);
  const guard = createPrimaryGuard();
  const notifier = createNotifier({ connection: connections.app, nodeId: random.uuidv7(), logger, guard });
  const platform = createPlatform({
    config,
    clock,
    random,
    master,
    logger,
    connections,
    outgoing: notifier.outgoing,
    failpoint,
    guard,
  });
  await notifier.start(platform.events);
  const { app, modules } = await createHouse(platform, await findCertificate(config.tls, clock));
  const firstAdministratorCode = await prepare(platform, modules, readSandbox);

  const housekeeping = createHousekeeping(platform);
  housekeeping.start();
  const workers =
    config.role === 'worker' || config.role === 'all' ? modules.flatMap((module) => module.worker ?? []) : [];
  for (const worker of workers) await worker.start();
  const everywhere = modules.flatMap((module) => module.everywhere ?? []);
  for (const work of everywhere) await work.start();
  const metrics =
    config.metricsPort === null
      ? null
      : await serveMetrics(platform.metrics, config.metricsPort, () => healthDetail(platform));
  // Workers answer /healthz too: whoever watches the process asks the same question of every role.
  const url = await app.listen({ port: config.port, host: config.host });
  logger.info({ role: config.role, port: config.port }, 'ready');

  return {
    url: reachable(url),
    demoSignIns: config.isDemo ? DEMO_SIGN_INS : [],
    firstAdministratorCode,
    isNewKey,
    armFailpoint: (chosen) => failpoints?.arm(chosen),
    stop: async () => {
      housekeeping.stop();
      // Side by side: a caller who takes long must not use up the time in which calls to BPJS may end.
      await Promise.all([app.close(), stopInTurn([...workers, ...everywhere])]);
      await metrics?.close();
      await notifier.stop();
      await platform.db.close();
    },
  };
}

async function stopInTurn(workers: readonly { stop(): Promise<void> }[]): Promise<void> {
  for (const worker of workers.toReversed()) await worker.stop();
}

async function prepare(
  platform: Platform,
  modules: readonly ModuleDefinition[],
  readSandbox: StartOptions['readSandbox'],
): Promise<string | null> {
  const { config } = platform;
  if (!config.isDemo) return await issueSetupCode(platform);
  const sandbox = config.sandboxUrl === null ? [] : await readSandbox(config.sandboxUrl);
  await seedDemo(platform, modules, sandbox);
  return null;
}

function loadMasterKey(config: Config): LoadedKey {
  if (config.masterKey !== null) return { key: parseMasterKey(config.masterKey.reveal()), created: false };
  return loadOrCreateKeyFile(config.keyFile ?? '', systemRandom());
}

/** Before anything is written: roles and passwords included, which hang on the master key. */
async function requireFitDatabase(databaseUrl: string, masterId: string, clock: Platform['clock']): Promise<void> {
  const owner = await connectOwner(databaseUrl, clock);
  try {
    const facts = await readServerFacts(owner);
    const problems = [
      ...(facts ? judgeServer(facts) : []),
      ...((await isSealedByAnother(owner, masterId)) ? [OTHER_MASTER_KEY] : []),
    ];
    if (problems.length > 0) throw new UnfitDatabase(problems);
  } finally {
    await owner.end();
  }
}

const OTHER_MASTER_KEY: ConfigProblem = {
  key: 'TITIAN_KEY_FILE',
  id: 'Basis data ini disegel dengan kunci induk lain. Kembalikan berkas kunci yang semula; tanpa itu isinya tidak terbaca.',
  en: 'This database was sealed with another master key. Restore the original key file; without it the content cannot be read.',
};

/** People type localhost, not 0.0.0.0. */
function reachable(url: string): string {
  return url.replace('://0.0.0.0', '://127.0.0.1').replace('://[::]', '://127.0.0.1');
}

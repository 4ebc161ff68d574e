// The process: reads the environment, starts the server, tells its parent when it is ready, and stops cleanly when asked by a
// signal or when the parent is gone. The only reader of the environment.
import { describeProblems, parseConfig } from './platform/config/index.ts';
import { sandboxFacilities, type SandboxFacilities } from './demo-seed.ts';
import { failpointOf } from './platform/failpoints.ts';
import { describeError } from './platform/logging.ts';
import { start, UnfitDatabase, type Started } from './start.ts';

const EXIT_CONFIG = 78;
const EXIT_FAILED = 1;
/** Longer than the outbox's own drain limit; after that whatever hangs is cut off. */
const STOP_TIMEOUT_MS = 35_000;
const SANDBOX_TIMEOUT_MS = 10_000;

async function main(): Promise<void> {
  const parsed = parseConfig(process.env);
  if (!parsed.ok) {
    console.error(describeProblems(parsed.problems));
    process.exitCode = EXIT_CONFIG;
    process.disconnect?.();
    return;
  }
  const started = await start({ config: parsed.config, readSandbox });
  stopOnRequest(started);
  process.on('message', (heard) => {
    const failpoint = failpointOf(heard);
    if (failpoint !== null) started.armFailpoint(failpoint);
  });
  announce(started);
}

async function readSandbox(url: string): Promise<SandboxFacilities> {
  const response = await fetch(new URL('/_sandbox/facilities', url), {
    signal: AbortSignal.timeout(SANDBOX_TIMEOUT_MS),
  });
  return sandboxFacilities.parse(await response.json());
}

function announce({ url, demoSignIns, firstAdministratorCode, isNewKey }: Started): void {
  if (process.send) {
    process.send({ type: 'ready', url, demoSignIns, firstAdministratorCode });
    return;
  }
  console.log(`Titian siap / is ready: ${url}`);
  for (const signIn of demoSignIns)
    console.log(`  ${signIn.username}  ${signIn.password}  ${signIn.role}, ${signIn.facility}`);
  if (firstAdministratorCode !== null)
    console.log(`Kode administrator pertama / first administrator code: ${firstAdministratorCode}`);
  if (isNewKey) {
    console.log(
      'Kunci induk baru dibuat. Cadangan tanpa kunci ini tidak ada gunanya. / A new master key was made; a backup without it is worthless.',
    );
  }
}

function stopOnRequest(started: Started): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(EXIT_FAILED), STOP_TIMEOUT_MS).unref();
    await started.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('disconnect', () => void stop());
}

function giveUp(error: unknown): void {
  if (error instanceof UnfitDatabase) console.error(error.message);
  // No message of a foreign error: it might quote a value.
  else console.error(JSON.stringify({ level: 'fatal', error: describeError(error) }));
  process.exit(error instanceof UnfitDatabase ? EXIT_CONFIG : EXIT_FAILED);
}

process.on('unhandledRejection', giveUp);
process.on('uncaughtException', giveUp);
await main();

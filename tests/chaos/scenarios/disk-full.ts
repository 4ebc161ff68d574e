// E4: the disk that holds the WAL is full. PostgreSQL goes down and cannot come back; no save is answered as stored meanwhile, nobody has to touch
// Titian, and everything works again within a minute of the space. Needs root on Linux, who may mount a small file system.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedPostgres } from '@titian/embedded-postgres';
import { spread, untilAccepted, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

const SIZE_MB = 192;
const FULL_FOR_MS = 12_000;
const HEALS_WITHIN_MS = 60_000;

export const diskFull: Scenario = {
  nodes: 2,
  blows: 2,
  visitsPerBlow: 300,
  house: { postgresSettings: { max_wal_size: '64MB', min_wal_size: '32MB' } },
  obstacle,
  play,
};

function obstacle(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'titian-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return null;
  } catch {
    return 'disk-full cannot run here: it mounts a small file system, which this user or this machine does not allow.';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(stage: Stage): Promise<Played> {
  const { house, load, under, say } = stage;
  const { postgres } = house.instance;
  const ballast = await moveWal(stage, postgres);
  const heals: number[] = [];
  const broken: string[] = [];
  let acceptedWhileDown = 0;
  for (let blow = 1; blow <= under.kills; blow += 1) {
    await untilTheBlow(stage);
    const supervisor = keepRunning(postgres);
    fill(ballast);
    const down = await Promise.race([once(postgres, 'exit').then(() => true), delay(FULL_FOR_MS * 3, false)]);
    say(
      `full disk ${blow}/${under.kills}: PostgreSQL ${down ? 'went down' : 'still runs'} after ${load.history.length} accepted`,
    );
    if (!down) broken.push(`full disk ${blow}: it never mattered`);
    const before = load.history.length;
    await delay(FULL_FOR_MS);
    acceptedWhileDown += load.history.length - before;
    rmSync(ballast);
    const healed = await untilAccepted(load, performance.now(), HEALS_WITHIN_MS);
    if (healed === null) broken.push(`full disk ${blow}: no save was accepted within a minute of the space`);
    heals.push(healed ?? HEALS_WITHIN_MS);
    say(`saving works ${healed?.toFixed(0)} ms after the space`);
    supervisor.stop();
  }
  return { figures: { fullDisks: under.kills, healsSeconds: spread(heals).worst, acceptedWhileDown }, broken };
}

/** The WAL on a small file system of its own; answers the path of the ballast that fills it. */
async function moveWal({ defer }: Stage, postgres: EmbeddedPostgres): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'titian-wal-'));
  chmodSync(folder, 0o711);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder]);
  defer(() => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const ended = once(postgres, 'exit');
  if (postgres.pid !== null) process.kill(postgres.pid, 'SIGINT');
  await ended;
  const own = join(postgres.folder, 'data', 'pg_wal');
  const { uid, gid } = statSync(own);
  const small = join(folder, 'pg_wal');
  cpSync(own, small, { recursive: true });
  execFileSync('chown', ['-R', `${uid}:${gid}`, small]);
  chmodSync(small, 0o700);
  rmSync(own, { recursive: true });
  symlinkSync(small, own);
  mkdirSync(join(folder, 'ballast'));
  chownSync(folder, uid, gid);
  await postgres.restart();
  return join(folder, 'ballast', 'full');
}

const CHUNK = Buffer.alloc(1024 * 1024);

function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, CHUNK, { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** As `npm start` does: a PostgreSQL that ended is started again, here until it works. */
function keepRunning(postgres: EmbeddedPostgres): { stop(): void } {
  let isOver = false;
  const again = async (): Promise<void> => {
    while (!isOver) {
      try {
        await postgres.restart();
        return;
      } catch {
        await delay(1_000);
      }
    }
  };
  const onExit = (): void => void again();
  postgres.on('exit', onExit);
  return {
    stop: () => {
      isOver = true;
      postgres.off('exit', onExit);
    },
  };
}

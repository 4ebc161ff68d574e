// What a running server does to itself: partitions ahead, raw bytes past their days, expired sessions, old idempotency rows. Small statements, each for
// one facility where the table belongs to one; several nodes doing it at once only do it twice.
import pg from 'pg';
import { facilityId } from './ids.ts';
import { ensurePartitions } from './db/partitions.ts';
import { createIdempotencyStore } from './http/idempotency-store.ts';
import type { Platform } from './module.ts';

const EVERY_MS = 3_600_000;
/** The promise is 72 hours; a form left open over a long weekend still gets its first answer. */
const IDEMPOTENCY_DAYS = 7;
/** Raw bytes of exchanges with BPJS: long enough to settle a quarrel about an answer, short because they name patients. */
const EXCHANGE_DAYS = 90;
const DAY_MS = 86_400_000;

export interface Housekeeping {
  runOnce(): Promise<void>;
  start(): void;
  stop(): void;
}

export function createHousekeeping(platform: Platform): Housekeeping {
  const { db, auth, clock, config, logger, sealer } = platform;
  const store = createIdempotencyStore(db, sealer);
  let timer: NodeJS.Timeout | undefined;

  const runOnce = async () => {
    await makePartitions();
    await auth.prune();
    const olderThan = new Date(clock.realNow().getTime() - IDEMPOTENCY_DAYS * DAY_MS);
    const rows = await db.directory.query<{ facility_id: string }>(
      'SELECT DISTINCT facility_id FROM titian.memberships',
    );
    for (const row of rows) await store.prune(facilityId(row.facility_id), olderThan);
  };

  const makePartitions = async () => {
    const owner = new pg.Pool({
      connectionString: config.databaseUrl.reveal(),
      max: 1,
      options: '-c search_path=titian',
    });
    owner.on('error', () => undefined);
    try {
      await ensurePartitions(owner, clock);
      await owner.query("SELECT titian.drop_month_partitions('bpjs_exchanges', $1::date)", [
        new Date(clock.realNow().getTime() - EXCHANGE_DAYS * DAY_MS).toISOString().slice(0, 10),
      ]);
    } finally {
      await owner.end();
    }
  };

  const runQuietly = async () => {
    try {
      await runOnce();
    } catch (error) {
      logger.warn({ task: 'housekeeping', error }, 'housekeeping will try again in an hour');
    }
  };

  return {
    runOnce,
    start: () => {
      timer = setInterval(() => void runQuietly(), EVERY_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}

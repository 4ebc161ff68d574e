// The ground on which the delivery benches stand: a PostgreSQL that flushes to disk, the outbox's schema, pools of its roles, ids and
// clocks, and the cost of what was run in statements and CPU. Everything synthetic.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { startThrowAway } from '@titian/embedded-postgres/testing';
import { OUTBOX_SQL, type OutboxClock, type OutboxRandom } from '@titian/outbox';
import pg from 'pg';

export interface Ground {
  readonly connectionString: string;
  readonly owner: pg.Pool;
  readonly app: pg.Pool;
  readonly overview: pg.Pool;
  /** CPU of all server processes so far; null where there is no /proc. */
  serverCpuMs(): number | null;
  close(): Promise<void>;
}

export const CLOCK: OutboxClock = {
  now: () => new Date(performance.timeOrigin + performance.now()),
  monotonicMs: () => performance.now(),
};

export function uuidv7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.floor(performance.timeOrigin + performance.now()), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const RANDOM: OutboxRandom = { next: () => randomBytes(4).readUInt32BE() / 2 ** 32, uuidv7 };

const ROLES = ['titian_app', 'titian_overview', 'titian_directory'];

export async function createGround(): Promise<Ground> {
  const { postgres, remove } = await startThrowAway({
    durable: true,
    settings: { shared_buffers: '512MB', max_wal_size: '4GB', checkpoint_timeout: '15min', max_connections: 200 },
  });
  const { connectionString } = postgres;
  const owner = new pg.Pool({ connectionString, max: 32 });
  for (const role of ROLES) await owner.query(`CREATE ROLE ${role} LOGIN`);
  for (const name of readdirSync(OUTBOX_SQL)
    .filter((file) => file.endsWith('.sql'))
    .toSorted())
    await owner.query(readFileSync(new URL(name, OUTBOX_SQL), 'utf8'));
  const as = (role: string, max: number): pg.Pool => new pg.Pool({ connectionString, max, options: `-c role=${role}` });
  const app = as('titian_app', 24);
  const overview = as('titian_overview', 2);
  return {
    connectionString,
    owner,
    app,
    overview,
    serverCpuMs: () => (postgres.pid === null ? null : cpuOfFamily(postgres.pid)),
    async close() {
      for (const pool of [owner, app, overview]) {
        pool.on('error', () => undefined);
        await pool.end();
      }
      await remove();
    },
  };
}

const TICKS_PER_MS = 100 / 1_000;

/** Server processes come and go; those that ended are counted in their parent's waited-for time. */
function cpuOfFamily(postmaster: number): number | null {
  try {
    const pids = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(/\s+/);
    const ticks = (pid: string | number, fields: readonly number[]): number => {
      const after = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return fields.reduce((sum, field) => sum + Number(after[field - 3]), 0);
    };
    return (
      (ticks(postmaster, [14, 15, 16, 17]) + pids.reduce((sum, pid) => sum + ticks(pid, [14, 15]), 0)) / TICKS_PER_MS
    );
  } catch {
    return null; // A backend ended between listing and reading, or there is no /proc here: the figure is left out.
  }
}

let statements = 0;
const { query } = pg.Client.prototype;
/** Counts every statement that this process sends, by whichever library. */
export function countStatements(): void {
  pg.Client.prototype.query = new Proxy(query, {
    apply(target, self, given) {
      statements += 1;
      return Reflect.apply(target, self, given);
    },
  });
}
export const statementsSoFar = (): number => statements;

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

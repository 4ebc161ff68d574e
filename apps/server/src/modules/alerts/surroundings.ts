// What is known of the machines below the bridge: room on the disk of the database, the newest backup, the end of the certificate. Where
// something cannot be seen from here it stays unknown and is not judged. Whoever makes backups writes the fact `backup`.
import { X509Certificate } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { listFacts, putFact, type FactRow } from '../gateway/index.ts';
import type { Surroundings } from './rules.ts';

/** Older words about a disk say nothing about now. */
const FRESH_MS = 10 * 60_000;
const LOOK_EVERY_MS = 30_000;
/** The engine's own default (outbox settings). */
const SETTLE_WINDOW_MS = 120_000;

export interface SurroundingsReader {
  /** Looks at what this process can see and writes it down for the others. */
  look(): Promise<void>;
  read(): Promise<Surroundings>;
}

export function createSurroundings(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Pick<Config, 'databaseUrl' | 'tls' | 'delivery'>;
}): SurroundingsReader {
  const { db, clock, config } = deps;
  let folder: Promise<string | null> | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return {
    look: async () => {
      if (clock.monotonicMs() - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = clock.monotonicMs();
      folder ??= dataFolder(config.databaseUrl.reveal()).catch(() => null);
      const path = await folder;
      if (path === null) return;
      const room = await statfs(path).catch(() => null);
      if (room === null) return;
      const value = { freeBytes: room.bavail * room.bsize, totalBytes: room.blocks * room.bsize };
      await putFact(db.directory, { name: 'disk', source: 'database', value }, clock.realNow());
    },
    read: async () => {
      const facts = await listFacts(db.directory);
      return {
        disk: tightest(facts, clock.realNow()),
        lastBackupAt: newestBackup(facts, clock),
        certificateEndsAt: certificateEnd(config),
        settleWindowMs: config.delivery.settleWindowMs ?? SETTLE_WINDOW_MS,
      };
    },
  };
}

/** Null when the database is on another machine, or keeps its folder to itself. */
async function dataFolder(connectionString: string): Promise<string | null> {
  const { hostname } = new URL(connectionString);
  if (!['127.0.0.1', 'localhost', '[::1]', ''].includes(hostname)) return null;
  const owner = new pg.Client({ connectionString });
  try {
    await owner.connect();
    const { rows } = await owner.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory ?? null;
  } finally {
    await owner.end();
  }
}

/** Several disks may be told of; the fullest decides. */
function tightest(facts: readonly FactRow[], now: Date): Surroundings['disk'] {
  const known = facts
    .filter((fact) => fact.name === 'disk' && now.getTime() - fact.updatedAt.getTime() < FRESH_MS)
    .flatMap((fact) => {
      const freeBytes = numberIn(fact.value, 'freeBytes');
      const totalBytes = numberIn(fact.value, 'totalBytes');
      return freeBytes === null || totalBytes === null ? [] : [{ freeBytes, totalBytes }];
    });
  return known.toSorted((a, b) => a.freeBytes - b.freeBytes)[0] ?? null;
}

function newestBackup(facts: readonly FactRow[], clock: Clock): Date | null {
  const times = facts.flatMap((fact) => {
    const at = fact.name === 'backup' ? textIn(fact.value, 'lastBackupAt') : null;
    return at === null || Number.isNaN(Date.parse(at)) ? [] : [Date.parse(at)];
  });
  return times.length === 0 ? null : clock.businessOf(new Date(Math.max(...times)));
}

function certificateEnd({ tls }: Pick<Config, 'tls'>): Date | null {
  // A self-made one is renewed at start by itself.
  return tls.mode === 'files' ? new Date(new X509Certificate(tls.cert).validTo) : null;
}

function fieldIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
const numberIn = (value: unknown, name: string): number | null => {
  const found = fieldIn(value, name);
  return typeof found === 'number' ? found : null;
};
const textIn = (value: unknown, name: string): string | null => {
  const found = fieldIn(value, name);
  return typeof found === 'string' ? found : null;
};

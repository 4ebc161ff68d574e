// Three questions of whoever watches the process, in one word each and public, so they tell nothing else. `/livez`: does it answer at all?
// `/healthz`: can it serve (the database answers)? `/readyz`: may requests be sent here (schema complete, not stopping)? The detail is for
// the inner port only (metrics-server.ts).
import { z } from 'zod';
import { migrationNames } from '../db/migrate.ts';
import type { Platform } from '../module.ts';
import type { TitianApp } from './types.ts';

const CHECK_TIMEOUT_MS = 2_000;

const health = z.object({ status: z.enum(['ok', 'degraded']), database: z.enum(['up', 'down']), role: z.string() });
const word = z.object({ status: z.enum(['ok', 'not-ready', 'stopping']) });

export function installHealth(app: TitianApp, platform: Platform): void {
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.get(
    '/healthz',
    { config: { access: 'public' }, schema: { response: { 200: health, 503: health }, hide: true } },
    async (_request, reply) => {
      const up = await isUp(platform);
      const status = up ? ('ok' as const) : ('degraded' as const);
      return reply
        .header('cache-control', 'no-store')
        .code(up ? 200 : 503)
        .send({ status, database: up ? 'up' : 'down', role: platform.config.role });
    },
  );
  app.get(
    '/livez',
    { config: { access: 'public' }, schema: { response: { 200: word }, hide: true } },
    async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    { config: { access: 'public' }, schema: { response: { 200: word, 503: word }, hide: true } },
    async (_request, reply) => {
      const isReady = !isStopping && (await missingMigrations(platform))?.length === 0;
      const status = isStopping ? ('stopping' as const) : isReady ? ('ok' as const) : ('not-ready' as const);
      return reply
        .header('cache-control', 'no-store')
        .code(isReady ? 200 : 503)
        .send({ status });
    },
  );
}

/** For the inner port: what stands behind the three words. */
export async function healthDetail(platform: Platform): Promise<object> {
  const startedMs = platform.clock.monotonicMs();
  const up = await isUp(platform);
  const tookMs = Math.round(platform.clock.monotonicMs() - startedMs);
  const size = await ask<{ size: string }>(platform, 'SELECT pg_database_size(current_database()) AS size');
  const { app, overview, directory } = platform.db.pools();
  return {
    role: platform.config.role,
    uptimeSeconds: Math.round(process.uptime()),
    database: {
      up,
      tookMs,
      migrations: { known: (await migrationNames()).length, missing: await missingMigrations(platform) },
      sizeBytes: size === null ? null : Number(size.size),
      connections: { app, overview, directory },
    },
  };
}

async function ask<R>(platform: Platform, text: string): Promise<R | null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), CHECK_TIMEOUT_MS).unref();
  });
  const query = platform.db.directory.query<R>(text).then(
    (rows) => rows[0] ?? null,
    () => null,
  );
  return await Promise.race([query, late]);
}

async function isUp(platform: Platform): Promise<boolean> {
  return (await ask(platform, 'SELECT 1 AS one')) !== null;
}

/** What this version needs and a database that was restored under it may lack; null when it does not answer. */
async function missingMigrations(platform: Platform): Promise<readonly string[] | null> {
  const row = await ask<{ names: string[] }>(
    platform,
    'SELECT array(SELECT name FROM titian.schema_migrations) AS names',
  );
  if (row === null) return null;
  const applied = new Set(row.names);
  return (await migrationNames()).filter((name) => !applied.has(name));
}

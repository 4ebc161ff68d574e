// `GET /healthz`: whether this process can serve, in one word and two facts; public, so it tells nothing else.
import { z } from 'zod';
import type { Platform } from '../module.ts';
import type { TitianApp } from './types.ts';

const CHECK_TIMEOUT_MS = 2_000;

const health = z.object({ status: z.enum(['ok', 'degraded']), database: z.enum(['up', 'down']), role: z.string() });

export function installHealth(app: TitianApp, platform: Platform): void {
  app.get(
    '/healthz',
    { config: { access: 'public' }, schema: { response: { 200: health, 503: health }, hide: true } },
    async (_request, reply) => {
      const isUp = await canQuery(platform);
      const status = isUp ? ('ok' as const) : ('degraded' as const);
      return reply
        .header('cache-control', 'no-store')
        .code(isUp ? 200 : 503)
        .send({ status, database: isUp ? 'up' : 'down', role: platform.config.role });
    },
  );
}

async function canQuery(platform: Platform): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), CHECK_TIMEOUT_MS).unref();
  });
  const query = platform.db.directory.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return await Promise.race([query, late]);
}

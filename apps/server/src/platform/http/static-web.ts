// The built web app on the same port: hashed assets cached for good, the page itself never, unknown addresses get the page
// (its router decides). Not for the API, whose unknown addresses are JSON errors.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { TitianApp } from './types.ts';

const YEAR_SECONDS = 31_536_000;
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

export interface WebApp {
  readonly dir: string;
  /** CSP sources for the scripts that stand in the page itself (colour scheme before first paint). */
  readonly scriptHashes: readonly string[];
}

export function findWebApp(dir: string | null): WebApp | null {
  if (dir === null) return null;
  const page = join(resolve(dir), 'index.html');
  if (!existsSync(page)) return null;
  const scripts = [...readFileSync(page, 'utf8').matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '');
  return {
    dir: resolve(dir),
    scriptHashes: scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
  };
}

export async function installWebApp(app: TitianApp, web: WebApp): Promise<void> {
  await app.register(fastifyStatic, {
    root: web.dir,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes(join(web.dir, 'assets'));
      reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}

/** Whether an unknown address should get the page rather than an error: a person's navigation, not a script or an image. */
export function wantsPage(method: string, url: string, accept: string | undefined): boolean {
  return method === 'GET' && !url.startsWith('/api') && (accept ?? '').includes('text/html');
}

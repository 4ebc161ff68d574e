// Builds the web app when its sources are not those of the last build. Not for development: `vite` serves that by itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../command.ts';

/** What the built app is made of. The lock file stands for every library. */
const SOURCES = ['apps/web', 'packages/api-client/src', 'package-lock.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', '.vite']);
const STAMP = '.titian-stamp';

/** Answers the folder of the built app. */
export async function ensureWebApp(root: string, onBuild: () => void, signal: AbortSignal): Promise<string> {
  const dist = join(root, 'apps', 'web', 'dist');
  const stamp = hashOf(root, SOURCES);
  const stampFile = join(dist, STAMP);
  if (existsSync(join(dist, 'index.html')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return dist;
  onBuild();
  await build(root, signal);
  writeFileSync(stampFile, stamp);
  return dist;
}

/** The same for the same names and contents, wherever the checkout lies. */
export function hashOf(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const absolute = join(root, path);
    if (!existsSync(absolute)) return;
    const entries = listFolder(absolute);
    if (entries === null) hash.update(path).update('\0').update(readFileSync(absolute)).update('\0');
    else for (const name of entries) add(`${path}/${name}`);
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** null: not a folder. */
function listFolder(path: string): string[] | null {
  try {
    return readdirSync(path)
      .filter((name) => !NOT_SOURCES.has(name))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null;
    throw error;
  }
}

async function build(root: string, signal: AbortSignal): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, ['--conditions=titian-source', vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps', 'web'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: dirname(process.execPath), NODE_ENV: 'production', NO_COLOR: '1' },
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-8_000)));
  }
  const code = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  if (code !== 0 && !signal.aborted) throw new CommandError(`The web app could not be built:\n${output.trim()}`);
}

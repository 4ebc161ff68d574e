// Builds the web app when its sources are not those of the last build. Not for development: `vite` serves that by itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  // Built beside its place and moved there complete: a start that is broken off, or two at once, never leave or serve half an app.
  const fresh = join(root, 'node_modules', `.titian-web-${process.pid}`);
  await build(root, fresh, signal);
  writeFileSync(join(fresh, STAMP), stamp);
  moveInto(fresh, dist);
  return dist;
}

function moveInto(fresh: string, dist: string): void {
  rmSync(dist, { recursive: true, force: true });
  try {
    renameSync(fresh, dist);
  } catch (error) {
    // Another start of the same sources was a moment faster; its app is as good.
    if (!(error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code))))
      throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
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

async function build(root: string, outDir: string, signal: AbortSignal): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(
    process.execPath,
    ['--conditions=titian-source', vite, 'build', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir'],
    {
      cwd: join(root, 'apps', 'web'),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: dirname(process.execPath), NODE_ENV: 'production', NO_COLOR: '1' },
      signal,
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-8_000)));
  }
  const code = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  if (code === 0 && existsSync(join(outDir, 'index.html'))) return;
  rmSync(outDir, { recursive: true, force: true });
  signal.throwIfAborted();
  throw new CommandError(`The web app could not be built:\n${output.trim()}`);
}

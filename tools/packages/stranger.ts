// A stranger's project: an empty folder into which npm installs our tarballs and the libraries that they name, with a TypeScript of its own
// rules. Needs no registry: the libraries are those of this repository.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../tidy/sources.ts';

const run = promisify(execFile);

/** As strict as TypeScript gets, and our declarations are read to the last line. */
const RULES = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  module: 'nodenext',
  target: 'es2022',
  types: ['node'],
  outDir: 'out',
};

/** Types are a stranger's own choice; what a Node project always has lies beside the packages. */
const TYPES = ['@types/node', 'undici-types'];

export interface Stranger {
  readonly folder: string;
  /** Names of everything that npm installed beside the client. */
  readonly dependencies: readonly string[];
  write(file: string, text: string): void;
  /** Compiles all files; what the compiler complains about, or nothing. */
  compile(): Promise<string>;
  /** Runs a compiled file; its output. */
  run(program: string, file: string): Promise<string>;
}

export function createStranger(tarballs: readonly string[], libraries: readonly string[]): Stranger {
  const folder = mkdtempSync(join(tmpdir(), 'titian-stranger-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: RULES, include: ['*.ts', '*.cts'] }));
  const ours = libraries.map((name) => join(ROOT, 'node_modules', name));
  const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, ...tarballs, ...ours], { cwd: folder });
  const installed: { packages: Record<string, unknown> } = JSON.parse(
    readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'),
  );
  mkdirSync(join(folder, 'node_modules/@types'));
  for (const name of TYPES) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  return {
    folder,
    dependencies: Object.keys(installed.packages)
      .filter((path) => path.startsWith('node_modules/'))
      .map((path) => path.slice('node_modules/'.length))
      .filter((name) => name !== '@titian/client'),
    write: (file, text) => writeFileSync(join(folder, file), text),
    compile: async () => {
      try {
        await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: folder });
        return '';
      } catch (error) {
        // What a failed compiler says stands on its standard output.
        if (error instanceof Error && 'stdout' in error) return String(error.stdout);
        throw error;
      }
    },
    run: async (program, file) => {
      const { stdout } = await run(program, [join('out', file)], {
        cwd: folder,
        env: { PATH: process.env['PATH'] },
      });
      return stdout.trim();
    },
  };
}

/** Version of a program on this machine, or undefined when it is not there. */
export function versionOf(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

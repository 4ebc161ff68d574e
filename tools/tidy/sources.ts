// The files that the tidy tests look at: everything git tracks or would track, read once. Not for judging them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Larger files are data; scanning them costs more than it finds. */
const LARGEST_BYTES = 2_000_000;
const BINARY = /\.(png|jpe?g|gif|ico|woff2?|ttf|pdf|xlsx|zip|mp3|wav)$/;
const CODE = /\.(ts|tsx|mts|mjs|js)$/;

export interface SourceImport {
  readonly from: string;
  readonly isTypeOnly: boolean;
  readonly line: number;
}

export interface CodeFile {
  readonly path: string;
  readonly text: string;
  /** The text with comments and the insides of strings blanked out, same length and lines. */
  readonly code: string;
  readonly imports: readonly SourceImport[];
}

let paths: readonly string[] | null = null;

export function allPaths(): readonly string[] {
  paths ??= execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile());
  return paths;
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function textPaths(): readonly string[] {
  return allPaths().filter((path) => !BINARY.test(path) && statSync(join(ROOT, path)).size <= LARGEST_BYTES);
}

export function isGenerated(path: string): boolean {
  return /(^|\/)(generated|dist)\//.test(path) || path.endsWith('.d.ts');
}

let codeFiles: readonly CodeFile[] | null = null;

/** Every hand-written TypeScript or JavaScript file. */
export function allCode(): readonly CodeFile[] {
  codeFiles ??= allPaths()
    .filter((path) => CODE.test(path) && !isGenerated(path))
    .map((path) => parse(path, readText(path)));
  return codeFiles;
}

/** Exported for its own test. */
export function parse(path: string, text: string): CodeFile {
  const { module, comments, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  const imports: SourceImport[] = [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => ({
      from: moduleRequest.value,
      isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
      line: lineAt(text, start),
    })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ from: moduleRequest.value, isTypeOnly: isType, line: lineAt(text, start) }],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest, start }) => {
      const literal = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
      return literal?.[2] === undefined ? [] : [{ from: literal[2], isTypeOnly: false, line: lineAt(text, start) }];
    }),
  ];
  return { path, text, code: blank(text, comments), imports };
}

function blank(text: string, comments: readonly { start: number; end: number }[]): string {
  let code = text;
  for (const { start, end } of comments)
    code = code.slice(0, start) + code.slice(start, end).replaceAll(/[^\n]/g, ' ') + code.slice(end);
  return code.replaceAll(
    /(['"])(?:\\.|(?!\1)[^\\\n])*\1/g,
    (quoted) => quoted[0] + ' '.repeat(quoted.length - 2) + quoted[0],
  );
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** `path:line` of every match, for messages that an editor can open. */
export function findAll(path: string, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))].map(
    (match) => `${path}:${lineAt(text, match.index)} ${match[0].trim().slice(0, 60)}`,
  );
}

// The files of the console, read once from the folder beside the package's code. Nothing of them comes from elsewhere, and nothing else is
// ever served: the list is the folder as it was at the start.

import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** From `src/control` as from `dist/control` two folders up. */
const FOLDER = new URL('../../console/', import.meta.url);
let files: ReadonlyMap<string, Asset> | null = null;

/** `/` and `/console/…`; undefined for everything else. */
export function assetAt(path: string): Asset | undefined {
  files ??= readFolder();
  return files.get(path === '/' || path === '/index.html' ? '/console/index.html' : path);
}

function readFolder(): ReadonlyMap<string, Asset> {
  const names = readdirSync(fileURLToPath(FOLDER)).filter((name) => TYPES[extname(name)] !== undefined);
  return new Map(
    names.map((name) => [
      `/console/${name}`,
      { type: TYPES[extname(name)] ?? '', content: readFileSync(new URL(name, FOLDER)) },
    ]),
  );
}

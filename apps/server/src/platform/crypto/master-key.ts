// The master key: read from a file or handed in, generated on first start, never in the database. Everything else that is
// secret at rest hangs below it: data keys are wrapped by it, role passwords and directory keys derived from it.
import { createHash, hkdfSync } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeSync, fsyncSync, closeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';
import type { Random } from '../clock.ts';
import type { NamedKey } from './envelope.ts';

const KEY_BYTES = 32;
const FILE_PREFIX = 'titian-master-1:';

export interface MasterKey {
  /** Not secret: a digest, so that the database can say under which master key it was wrapped. */
  readonly id: string;
  readonly wrapping: NamedKey;
  /** A key or password for one purpose; a leak of one says nothing about the others. */
  derive(purpose: string, size?: number): Buffer;
}

export function masterKey(secret: Buffer): MasterKey {
  if (secret.length !== KEY_BYTES) throw keyError('the master key must be 32 bytes');
  const derive = (purpose: string, size = KEY_BYTES) =>
    Buffer.from(hkdfSync('sha256', secret, 'titian', purpose, size));
  const digest = createHash('sha256').update('titian-key-id').update(derive('key id')).digest('hex');
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`;
  return { id, derive, wrapping: { id, key: derive('wrap data keys') } };
}

/** Reads the text form: prefix and base64, as the file holds it, or bare base64 from the environment. */
export function parseMasterKey(text: string): MasterKey {
  const body = text.trim().replace(FILE_PREFIX, '');
  return masterKey(Buffer.from(body, 'base64'));
}

export interface LoadedKey {
  readonly key: MasterKey;
  readonly created: boolean;
}

/** Reads the key file, or makes it when it is absent. Two processes starting at once agree: creation is exclusive. */
export function loadOrCreateKeyFile(path: string, random: Pick<Random, 'bytes'>): LoadedKey {
  const existing = readIfPresent(path);
  if (existing !== null) return { key: parseMasterKey(existing), created: false };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const text = `${FILE_PREFIX}${random.bytes(KEY_BYTES).toString('base64')}\n`;
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    return { key: parseMasterKey(text), created: true };
  } catch (cause) {
    const winner = isCode(cause, 'EEXIST') ? readIfPresent(path) : null;
    if (winner === null) throw keyError('the master key file cannot be written', cause);
    return { key: parseMasterKey(winner), created: false };
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return null;
    throw keyError('the master key file cannot be read', cause);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function keyError(message: string, cause?: unknown): AppError {
  return new AppError('CONFIG_MASTER_KEY', { message, advice: 'fix', http: 500, cause });
}

// The backup file: a readable header, then compressed lines in chunks of AES-256-GCM under a key that hangs below the master key. Each chunk
// is bound to its place and to the header, and the last one says so: a file that was cut, mixed or altered does not open. The master key is
// never in it; without the key the file is worthless (docs/adr/0012-the-backup-file.md).
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { MasterKey } from '../crypto/index.ts';

const MAGIC = Buffer.from('TITIANB1');
const FORMAT = 1;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const SALT_BYTES = 32;
/** Memory per chunk; a backup of any size passes through a few of these. */
const CHUNK_BYTES = 1 << 20;
const HEADER_MAX_BYTES = 64_000;
/** Room for the authentication tag and the length of a chunk. */
const SEALED_MAX_BYTES = CHUNK_BYTES + TAG_BYTES + 1;

const header = z.object({
  format: z.literal(FORMAT),
  takenAt: z.iso.datetime(),
  /** Digest, no secret: says which key opens it. */
  masterKeyId: z.string(),
  salt: z.string(),
});
export type BackupHeader = z.infer<typeof header>;

export function newHeader(master: MasterKey, takenAt: Date): BackupHeader {
  return {
    format: FORMAT,
    takenAt: takenAt.toISOString(),
    masterKeyId: master.id,
    salt: randomBytes(SALT_BYTES).toString('base64'),
  };
}

export interface BackupWriter {
  /** Lines in; the bytes of the file out. */
  readonly head: Buffer;
  readonly compress: Transform;
  readonly encrypt: Transform;
}

export function backupWriter(master: MasterKey, about: BackupHeader): BackupWriter {
  const text = Buffer.from(JSON.stringify(about));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return {
    head: Buffer.concat([MAGIC, length, text]),
    compress: createGzip({ level: 6 }),
    encrypt: encryptor(keyOf(master, about), text),
  };
}

function encryptor(key: Buffer, aad: Buffer): Transform {
  let waiting = Buffer.alloc(0);
  let index = 0;
  const seal = (plain: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index));
    cipher.setAAD(Buffer.concat([aad, placeOf(index, isLast)]));
    index += 1;
    const body = Buffer.concat([
      Buffer.from([isLast ? 1 : 0]),
      cipher.update(plain),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, body]);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length > CHUNK_BYTES) {
        this.push(seal(waiting.subarray(0, CHUNK_BYTES), false));
        waiting = waiting.subarray(CHUNK_BYTES);
      }
      done();
    },
    flush(done) {
      this.push(seal(waiting, true));
      done();
    },
  });
}

export interface OpenedBackup {
  readonly about: BackupHeader;
  readonly lines: AsyncIterable<string>;
}

/** Reads the header at once and opens the rest as its lines are asked for; throws `BACKUP_…` on anything that is not as it was written. */
export async function openBackup(master: MasterKey, source: Readable): Promise<OpenedBackup> {
  const bytes = new ByteReader(source);
  const magic = await bytes.take(MAGIC.length);
  if (magic === null || !magic.equals(MAGIC)) throw backupError('BACKUP_FORMAT', 'this is no backup of Titian');
  const size = await bytes.take(4);
  const length = size?.readUInt32BE() ?? 0;
  if (length === 0 || length > HEADER_MAX_BYTES) throw backupError('BACKUP_FORMAT', 'the header is damaged');
  const text = await bytes.take(length);
  const about = header.safeParse(text === null ? null : parsed(text));
  if (text === null || !about.success) throw backupError('BACKUP_FORMAT', 'the header is damaged or newer');
  if (about.data.masterKeyId !== master.id)
    throw backupError('BACKUP_KEY', 'this backup belongs to another master key');
  const key = keyOf(master, about.data);
  // Whoever reads the lines hears of a failure of either part.
  const plain = pipeline(Readable.from(decrypted(bytes, key, text)), createGunzip(), () => undefined);
  return { about: about.data, lines: linesOf(plain) };
}

async function* decrypted(bytes: ByteReader, key: Buffer, aad: Buffer): AsyncGenerator<Buffer> {
  for (let index = 0; ; index += 1) {
    const size = await bytes.take(4);
    if (size === null) throw backupError('BACKUP_CUT', 'the file ends before its last part');
    const length = size.readUInt32BE();
    if (length < TAG_BYTES + 1 || length > SEALED_MAX_BYTES)
      throw backupError('BACKUP_DAMAGED', 'a part has an impossible length');
    const body = await bytes.take(length);
    if (body === null) throw backupError('BACKUP_CUT', 'the file ends inside a part');
    const isLast = body[0] === 1;
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index));
    decipher.setAAD(Buffer.concat([aad, placeOf(index, isLast)]));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    try {
      yield Buffer.concat([decipher.update(body.subarray(1, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw backupError('BACKUP_DAMAGED', 'a part was altered', cause);
    }
    if (isLast) return;
  }
}

async function* linesOf(source: Readable): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of source) {
    // A gunzip stream without an encoding gives buffers.
    rest += decoder.decode(chunk as Buffer, { stream: true });
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

/** Exact numbers of bytes from a stream. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #kept = Buffer.alloc(0);

  constructor(source: Readable) {
    this.#source = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>; // A stream without an encoding gives buffers.
  }

  async take(size: number): Promise<Buffer | null> {
    while (this.#kept.length < size) {
      const next = await this.#source.next();
      if (next.done === true) return null;
      this.#kept = Buffer.concat([this.#kept, next.value]);
    }
    const taken = this.#kept.subarray(0, size);
    this.#kept = this.#kept.subarray(size);
    return taken;
  }
}

/** One key per file: the salt makes the counting nonce safe. */
function keyOf(master: MasterKey, { salt }: BackupHeader): Buffer {
  return master.derive(`backup file ${salt}`);
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(index, NONCE_BYTES - 6, 6);
  return nonce;
}

function placeOf(index: number, isLast: boolean): Buffer {
  return Buffer.from(`|${index}|${isLast ? 'last' : 'more'}`);
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    // Judged by the schema like any other wrong header.
    return null;
  }
}

export function backupError(code: string, message: string, cause?: unknown): AppError {
  return new AppError(code, { message, advice: 'fix', http: 500, ...(cause === undefined ? {} : { cause }) });
}

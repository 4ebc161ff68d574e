// An append-only file of JSON lines that is on disk before anybody is told: lines that arrive while one fsync runs share the
// next (group commit), so that hundreds of writes a second pass on one disk. Not a database: reading means reading it all.

import { closeSync, existsSync, fdatasync, ftruncateSync, openSync, readFileSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { parseJson, type Json } from '../json.ts';

const syncFile = promisify(fdatasync);

function writeAll(descriptor: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(text, 'utf8');
    const step = (offset: number): void => {
      if (offset >= bytes.length) return resolve();
      write(descriptor, bytes, offset, bytes.length - offset, null, (error, written) => {
        if (error === null) step(offset + written);
        else reject(error);
      });
    };
    step(0);
  });
}

export interface Journal {
  /** Resolves when the line is on disk. */
  append(line: Json): Promise<void>;
  /** Resolves when everything appended so far is on disk: a read must not show what a crash could take back. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const memoryJournal: Journal = {
  append: () => Promise.resolve(),
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export function openJournal(file: string): { journal: Journal; lines: Json[] } {
  const lines = existsSync(file) ? readLines(file) : [];
  const descriptor = openSync(file, 'a');
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  const flush = async (before: Promise<void>): Promise<void> => {
    await before;
    const batch = waiting.join('');
    waiting = [];
    // From here on lines join the following batch.
    next = null;
    await writeAll(descriptor, batch);
    await syncFile(descriptor);
  };
  const settled = (): Promise<void> => next ?? last;
  return {
    lines,
    journal: {
      append: (line) => {
        waiting.push(`${JSON.stringify(line)}\n`);
        if (next === null) {
          next = flush(last);
          last = next;
        }
        return next;
      },
      settled,
      close: async () => {
        await settled();
        closeSync(descriptor);
      },
    },
  };
}

/** Reads all whole lines and cuts a torn last one: its answer was never sent, so the effect never was. */
function readLines(file: string): Json[] {
  const content = readFileSync(file);
  const wholeBytes = content.lastIndexOf(0x0a) + 1;
  if (wholeBytes < content.length) {
    const descriptor = openSync(file, 'r+');
    ftruncateSync(descriptor, wholeBytes);
    closeSync(descriptor);
  }
  const lines: Json[] = [];
  for (const text of content.subarray(0, wholeBytes).toString('utf8').split('\n')) {
    if (text === '') continue;
    const parsed = parseJson(text);
    if (!parsed.ok) throw new Error(`${file}: a line in the middle is not JSON; the file was edited or the disk lies`);
    lines.push(parsed.value);
  }
  return lines;
}

// Field feedback: what BPJS really answers, written without values into a folder of this machine, for `titian capture` to hand on. Answers
// that no schema knows are always kept; everything else only while somebody asked for a record. Never a reason for a call to fail.
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUnfamiliar, mayBeUnfamiliar, redactExchange, type ResponseSeen } from '@titian/client';

/** Names inside the folder; apps/cli/src/commands/capture.ts knows the same. */
const UNFAMILIAR_FILE = 'unfamiliar.jsonl';
const RECORD_FILE = 'record.jsonl';
const UNTIL_FILE = 'until';
/** Each file stops growing here: thousands of records, and never a full disk. */
const FILE_LIMIT_BYTES = 10 * 1024 * 1024;
/** One shape says all after a few times; the rest would only push others out. */
const SAME_LIMIT = 20;
const SHAPES_LIMIT = 2_000;
/** How soon a wish for a record is noticed. */
const LOOK_EVERY_MS = 1_000;

export interface Capture {
  readonly onResponse: (seen: ResponseSeen) => void;
  /** What was noted so far is on disk. */
  settled(): Promise<void>;
}

export interface CaptureDeps {
  readonly folder: string;
  readonly now: () => Date;
  readonly onTrouble: (error: unknown) => void;
}

export function createCapture({ folder, now, onTrouble }: CaptureDeps): Capture {
  const seenShapes = new Map<string, number>();
  let untilMs = 0;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let queue: Promise<void> = Promise.resolve();

  async function note(seen: ResponseSeen): Promise<void> {
    const nowMs = now().getTime();
    if (nowMs - lookedAtMs >= LOOK_EVERY_MS) {
      lookedAtMs = nowMs;
      untilMs = await readUntil(join(folder, UNTIL_FILE));
    }
    // Nearly every answer ends here, unopened.
    if (nowMs >= untilMs && !mayBeUnfamiliar(seen.verdict)) return;
    const record = redactExchange(seen);
    const line = `${JSON.stringify(record)}\n`;
    if (nowMs < untilMs) await append(folder, RECORD_FILE, line);
    if (!isUnfamiliar(record)) return;
    const shape = JSON.stringify([record.endpointId, record.outcome, record.answer, record.text]);
    const times = (seenShapes.get(shape) ?? 0) + 1;
    if (times > SAME_LIMIT || (times === 1 && seenShapes.size >= SHAPES_LIMIT)) return;
    seenShapes.set(shape, times);
    await append(folder, UNFAMILIAR_FILE, line);
  }

  return {
    onResponse: (seen) => {
      queue = queue.then(() => note(seen)).catch(onTrouble);
    },
    settled: () => queue,
  };
}

async function append(folder: string, name: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size + line.length <= FILE_LIMIT_BYTES) await appendFile(file, line, { mode: 0o600 });
}

/** Epoch milliseconds until which everything is recorded; 0 when nobody asked. */
async function readUntil(file: string): Promise<number> {
  try {
    const until = Number((await readFile(file, 'utf8')).trim());
    return Number.isFinite(until) ? until : 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

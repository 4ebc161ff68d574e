// `npm run titian -- capture`: a record of what BPJS really answers, without values, as one file that may be sent to the makers of Titian. The
// server writes while it is asked to; this command asks, waits and puts the file together (docs/adr/0010-a-record-without-values.md).
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { collect, linesOf, RECORD_FILE, summarise, UNFAMILIAR_FILE, UNTIL_FILE } from '../capture/records.ts';
import type { Command } from '../command.ts';
import { openHome } from '../run/home.ts';
import { stopWish } from '../run/stopping.ts';

const DEFAULT_MINUTES = 10;
const LONGEST_MINUTES = 7 * 24 * 60;
const MINUTE_MS = 60_000;
const DEFAULT_FILE = 'titian-capture.jsonl';

export const command: Command = {
  summary: 'records what BPJS answers, without values, for the makers of Titian',
  help: `Options:
  --minutes N   how long to record (default ${DEFAULT_MINUTES}, at most a week; 0 = only what is kept already). Ctrl-C ends it early
  --out FILE    where the record goes (default ${DEFAULT_FILE})
  --list        lists the answers that no schema knows: how often, which call, what shape. Sends and writes nothing

Titian must run from the same state folder (TITIAN_HOME). The file holds keys, types, forms, codes and words of catalogues; no
card, NIK, name, number or secret. It is plain text: look at it before you send it.`,
  async run(args, { root, environment }) {
    const options = readOptions(args);
    if (options === null) {
      console.error(command.help);
      return 2;
    }
    const folder = openHome(root, environment).capture;
    if (options.isList) {
      list(folder);
      return 0;
    }
    const before = sizeOf(join(folder, RECORD_FILE));
    if (options.minutes > 0) await record(folder, options.minutes);
    const lines = collect(folder, before);
    if (lines.length === 0) {
      console.error('Nothing was recorded: no call to BPJS happened, or Titian does not run from this state folder.');
      return 1;
    }
    const out = resolve(options.out);
    writeFileSync(out, `${lines.join('\n')}\n`);
    console.log(`${lines.length} different records in ${out}. No values are in it; look before you send it.`);
    return 0;
  },
};

interface Options {
  readonly minutes: number;
  readonly out: string;
  readonly isList: boolean;
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
        out: { type: 'string', default: DEFAULT_FILE },
        list: { type: 'boolean', default: false },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes >= 0 && minutes <= LONGEST_MINUTES)) return null;
    return { minutes, out: values.out, isList: values.list };
  } catch (error) {
    // An option that does not exist.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

async function record(folder: string, minutes: number): Promise<void> {
  const file = join(folder, UNTIL_FILE);
  writeFileSync(file, String(Math.ceil(performance.timeOrigin + performance.now() + minutes * MINUTE_MS)));
  console.log(`Merekam ${minutes} menit … / recording for ${minutes} minutes … (Ctrl-C: selesai / done)`);
  const ended = new AbortController();
  // The second wish to stop comes when the first was not enough.
  void stopWish(() => process.exit(130)).then(() => ended.abort());
  try {
    await wait(minutes * MINUTE_MS, undefined, { signal: ended.signal });
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    rmSync(file, { force: true });
  }
}

function list(folder: string): void {
  const rows = summarise(linesOf(join(folder, UNFAMILIAR_FILE)));
  if (rows.length === 0) console.log('No answer that the catalogue does not know.');
  for (const { count, endpointId, outcome, shape } of rows)
    console.log(`${String(count).padStart(4)} × ${endpointId.padEnd(36)} ${outcome.padEnd(16)} ${shape}`);
}

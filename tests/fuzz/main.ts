// The fuzz run: so many hostile answers through the real reader, in one process, with the memory watched. Ends with exit code 1 and the one
// line that repeats the input when a property is broken.
// `node --conditions=titian-source tests/fuzz/main.ts --runs 10000000 --seed 7 [--only 12345] [--json]`
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hostileAnswer } from './answers.ts';
import { check } from './property.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed))
  throw new Error('--runs and --seed are whole numbers');

const THOROUGH_EVERY = 16;
const MEMORY_EVERY = 500;
const COLLECT_EVERY = 20_000;
const TURN_EVERY = 100;
/** What objects may take at most, garbage included; buffers wait longer for their collection and say nothing. */
const HEAP_GROWTH_LIMIT_MB = 128;
/** What may be left of all answers once they are forgotten. */
const RETAINED_LIMIT_MB = 16;

const counts = new Map<string, number>();
let opened = 0;
setFlagsFromString('--expose-gc');
// The flag came after the global object was made; a new context has the function.
const collect = runInNewContext('gc') as () => void;

const MEGABYTE = 1_048_576;
const heapMb = (): number => process.memoryUsage().heapUsed / MEGABYTE;
async function retainedMb(): Promise<number> {
  collect();
  // Memory outside the heap is given back a turn after the object that held it.
  await nextTurn();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MEGABYTE;
}

function once(seed: number, place: number): void {
  const hostile = hostileAnswer(seed, place);
  try {
    const name = check(hostile, values.only !== undefined || place % THOROUGH_EVERY === 0);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (hostile.opens) opened += 1;
  } catch (error) {
    const { endpoint, status, headers, bytes } = hostile;
    console.error(`--seed ${seed} --only ${place}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(
      JSON.stringify({ endpoint: endpoint.id, status, headers, body: Buffer.from(bytes).toString('base64') }),
    );
    process.exit(1);
  }
}

// Everything is compiled and cached after the first inputs, which belong to another seed and are not counted.
for (let place = 0; place < 200; place += 1) once(seed + 1, place);
counts.clear();
opened = 0;
const baselineMb = await retainedMb();
let peakMb = baselineMb;
let keptMb = baselineMb;

const startedAt = performance.now();
const [first, last] = values.only === undefined ? [0, runs] : [Number(values.only), Number(values.only) + 1];
for (let place = first; place < last; place += 1) {
  once(seed, place);
  if (place % MEMORY_EVERY === 0) peakMb = Math.max(peakMb, heapMb());
  // As between two answers of a real process, what was put off to the next turn may happen.
  if (place % TURN_EVERY === 0) await nextTurn();
  if (place % COLLECT_EVERY === 0) keptMb = Math.max(keptMb, await retainedMb());
}
const seconds = (performance.now() - startedAt) / 1000;
const total = last - first;
const result = {
  runs: total,
  seed,
  perSecond: Math.round(total / seconds),
  seconds: Math.round(seconds * 10) / 10,
  openedShare: Math.round((opened / total) * 1000) / 1000,
  heapGrowthMb: Math.round(peakMb - baselineMb),
  retainedMb: Math.round((Math.max(keptMb, await retainedMb()) - baselineMb) * 10) / 10,
  classes: Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))),
};
console.log(values.json ? JSON.stringify(result) : result);
if (result.heapGrowthMb > HEAP_GROWTH_LIMIT_MB || result.retainedMb > RETAINED_LIMIT_MB) {
  console.error(`memory: ${result.heapGrowthMb} MB of heap, ${result.retainedMb} MB never given back`);
  process.exitCode = 1;
}

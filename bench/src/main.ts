// `npm run bench -- NAME [--json] [--scale 0.1] [--speed 60]`: runs one scenario of the list below, prints a table and keeps the figures in
// bench/results/. Exit code 1 when a claim does not hold.
import { parseArgs } from 'node:util';
import { keep, table, type Bench } from './result.ts';

/** Loaded on demand: a bench must not pay for another one's imports. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  bogor: async () => (await import('./bogor.ts')).run,
  backlog: async () => (await import('./backlog.ts')).run,
  envelope: async () => (await import('./envelope.ts')).run,
  oktober: async () => (await import('./oktober.ts')).run,
  'group-day': async () => (await import('./group-day.ts')).run,
  'rs-day': async () => (await import('./rs-day.ts')).run,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    speed: { type: 'string' },
  },
});
const name = positionals[0] ?? '';
const load = BENCHES[name];
const scale = Number(values.scale);
const speed = values.speed === undefined ? null : Number(values.speed);
if (load === undefined || !(scale > 0) || (speed !== null && !(speed > 0))) {
  console.error(`usage: npm run bench -- <${Object.keys(BENCHES).join(' | ')}> [--json] [--scale 0.1] [--speed 60]`);
  process.exitCode = 2;
} else {
  const bench = await load();
  const result = await bench({
    scale,
    ...(speed === null ? {} : { speed }),
    log: values.json ? () => undefined : (line) => console.log(line),
  });
  const file = keep(result);
  console.log(
    values.json
      ? JSON.stringify({ name: result.name, ratios: result.ratios, figures: result.figures, holds: result.holds })
      : `${table(result)}\n  kept in ${file}`,
  );
  if (Object.values(result.holds).includes(false)) process.exitCode = 1;
}

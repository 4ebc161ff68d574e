// Writes the demo morning that ships with the command line: `node --conditions=titian-source tools/demo-day/generate.ts`.
// A test regenerates it and compares, so the file and this program cannot drift apart.
import { writeFileSync } from 'node:fs';
import { toCsv } from './csv.ts';
import { morning } from './morning.ts';

/** A Monday; the business clock of the demo is set to it. */
export const DEMO = { seed: 20261123, date: '2026-11-23', visits: 300 } as const;

if (import.meta.main) {
  writeFileSync(new URL('../../apps/cli/data/pagi-rumah-sakit.csv', import.meta.url), toCsv(morning(DEMO)));
}

// What every bench hands back and how it is printed and kept. Benches compare things measured in one run; they never judge a
// machine by an absolute time.
import { mkdirSync, writeFileSync } from 'node:fs';

export interface BenchResult {
  readonly name: string;
  /** Ratios measured in the same run, the only figures to compare between machines. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Absolute figures with their unit in the name (`claimP99Ms`), for reading, not for comparing machines. */
  readonly figures: Readonly<Record<string, number>>;
  /** The claims of docs/operations/reliability.md that this run upholds or not. */
  readonly holds: Readonly<Record<string, boolean>>;
  /** How "ideal" was computed, printed with its inputs. */
  readonly formulas?: Readonly<Record<string, string>>;
}

export interface BenchOptions {
  /** 1 = the size of the scenario; a smaller number scales it down for a quick look. */
  readonly scale: number;
  /** Business seconds per real second, for benches that play a day; absent = the scenario's own. */
  readonly speed?: number;
  /** Progress for a person; silent when the output is JSON. */
  readonly log: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

/** Writes bench/results/<name>.json and answers its path. */
export function keep(result: BenchResult): string {
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${result.name}.json`, folder);
  writeFileSync(
    file,
    `${JSON.stringify({ ratios: result.ratios, figures: result.figures, holds: result.holds }, null, 2)}\n`,
  );
  return file.pathname;
}

export function table(result: BenchResult): string {
  const rows = [
    ...Object.entries(result.ratios).map(([name, value]) => [name, `${round(value)} ×`]),
    ...Object.entries(result.figures).map(([name, value]) => [name, String(round(value))]),
    ...Object.entries(result.holds).map(([name, value]) => [name, value ? 'holds' : 'DOES NOT HOLD']),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const formulas = Object.entries(result.formulas ?? {}).map(([name, text]) => `  ${name}: ${text}`);
  return [result.name, ...rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`), ...formulas].join(
    '\n',
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Median and spread of repeated measurements. @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('no measurement');
  return middle;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

// Reads the sandbox ledger (JSON lines) for the offline checker: what BPJS really holds, in the order in which it took effect.
// `refused` lines are not effects; they tell in BPJS's own words why a due effect is absent.
export interface LedgerLine {
  readonly seq: number;
  readonly service: string;
  readonly endpoint: string;
  readonly ppk: string;
  readonly effect: string;
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** @throws Error naming the line when a line is not JSON or lacks a field: a checker must not skip evidence. */
export function readLedger(text: string): LedgerLine[] {
  const lines: LedgerLine[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    lines.push(lineOf(line, index + 1));
  });
  return lines.sort((a, b) => a.seq - b.seq);
}

function lineOf(line: string, number: number): LedgerLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`ledger line ${number} is not JSON`, { cause });
  }
  if (typeof value !== 'object' || value === null) throw new Error(`ledger line ${number} is not an object`);
  const field = (name: string): string => textOf(Reflect.get(value, name));
  const seq: unknown = Reflect.get(value, 'seq');
  const data: unknown = Reflect.get(value, 'data');
  if (typeof seq !== 'number' || field('effect') === '') throw new Error(`ledger line ${number} lacks seq or effect`);
  return {
    seq,
    service: field('service'),
    endpoint: field('endpoint'),
    ppk: field('ppk'),
    effect: field('effect'),
    key: field('key'),
    data: isRecord(data) ? data : {},
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a wire value: BPJS and its clients write the same field now as number, now as string. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** A field of a ledger line's data by any of its wire spellings, compared without regard to case. */
export function dataText(line: LedgerLine, ...names: string[]): string {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(line.data))
    if (wanted.has(name.toLowerCase()) && textOf(value) !== '') return textOf(value);
  return '';
}

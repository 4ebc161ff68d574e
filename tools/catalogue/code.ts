// The example of a call as a reader would type it, what it comes to in a fresh sandbox, and the codes that its fields allow. Everything is read
// from the records.
import { inspect } from 'node:util';
import type { CatalogueEntry } from './rows.ts';
import { EXPECTED } from './expected.ts';

const WIDTH = 120;

function literal(value: unknown): string {
  return inspect(value, { depth: null, breakLength: WIDTH, maxArrayLength: null, maxStringLength: null });
}

/** `ok after vclaim.sep.pengajuan`: tests/examples plays exactly this. */
function outcomeOf(id: string): string {
  const expected = EXPECTED[id];
  if (typeof expected === 'object') return `${expected.gives} after ${expected.after}`;
  return expected ?? '';
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function callOf({ service, clientMethod, example }: CatalogueEntry): string {
  if (service === 'eklaim') return `await claims.call(${clientMethod}, ${literal(example.request)});`;
  const input = {
    ...(isBlank(example.params) ? {} : { params: example.params }),
    ...(example.request === null ? {} : { body: example.request }),
  };
  return `await bpjs.call(${clientMethod}, ${literal(input)});`;
}

/** One block of runnable lines; each says first what it comes to. */
export function examplesOf(entries: readonly CatalogueEntry[]): string {
  const calls = entries.map((entry) => `// ${outcomeOf(entry.id)}\n${callOf(entry)}`);
  return `\`\`\`ts\n${calls.join('\n')}\n\`\`\`\n`;
}

/** Part of a JSON Schema that is read here. */
interface Shape {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly description?: string;
}

function allowed(shape: Shape): unknown[] {
  if (shape.enum !== undefined) return [...shape.enum];
  if (shape.const !== undefined) return [shape.const];
  return (shape.anyOf ?? []).flatMap(allowed);
}

/** The form or the unit that the schema names, of a field that may be missing too. */
function described({ description, anyOf = [] }: Shape): string | undefined {
  return description ?? anyOf.map(described).find((one) => one !== undefined);
}

function fieldsOf(shape: Shape, path: string): string[] {
  const codes = [...new Set(allowed(shape).map(String))];
  const says = codes.length === 0 ? described(shape) : codes.join(' · ');
  const own = says === undefined || path === '' ? [] : [`\`${path}\` ${says}`];
  const members = Object.entries(shape.properties ?? {}).flatMap(([name, member]) =>
    fieldsOf(member, path === '' ? name : `${path}.${name}`),
  );
  const rows = shape.items === undefined ? [] : fieldsOf(shape.items, `${path}[]`);
  return [
    ...own,
    ...members,
    ...rows,
    ...(shape.anyOf ?? []).flatMap((one) => (one.properties ? fieldsOf(one, path) : [])),
  ];
}

/** Fields with listed codes, a fixed form or a unit, and which. */
export function fieldRulesOf({ inputs }: CatalogueEntry): string[] {
  const fields = inputs.flatMap((schema) =>
    fieldsOf(schema.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as Shape, ''),
  );
  return [...new Set(fields)];
}

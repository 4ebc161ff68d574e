// The fictitious twin of a JSON value: same keys, same types, same form of every text and number, and none of the values. What a schema
// lists as its own constants (codes of a table) stays, because it is public. Not encryption: nothing leads back.
import type { Endpoint } from '@titian/contract';

/** Deeper answers do not occur; what lies below becomes null. */
const DEPTH_LIMIT = 64;
/** Rows of a list share a shape: the first of each shape are kept, up to so many. */
const ROWS_KEPT = 5;
const ROWS_LOOKED_AT = 200;
const KEYS_LIMIT = 200;
/** Digits of a number or card tell the format, more of them tell nothing. */
const DIGITS_LIMIT = 24;

/** A schema of the catalogue; the library that makes it is the catalogue's own affair. */
export type Schema = Endpoint['response'];

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly out?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

/** Every schema that may stand at this place, wrappers taken away. */
function unwrapped(schemas: readonly Schema[]): readonly Definition[] {
  return schemas.flatMap((schema): readonly Definition[] => {
    const definition: Definition = schema._zod.def;
    if (definition.innerType !== undefined) return unwrapped([definition.innerType]);
    if (definition.options !== undefined) return unwrapped(definition.options);
    if (definition.type === 'pipe')
      return unwrapped([definition.in, definition.out].filter((part): part is Schema => part !== undefined));
    return [definition];
  });
}

function isConstant(schemas: readonly Schema[], value: unknown): boolean {
  return unwrapped(schemas).some(
    ({ values = [], entries = {} }) => values.includes(value) || Object.values(entries).includes(value),
  );
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Schemas of a member, whatever the letter case of its key. */
function below(schemas: readonly Schema[], key: string): readonly Schema[] {
  return unwrapped(schemas).flatMap(({ shape = {} }) =>
    Object.entries(shape).flatMap(([name, schema]) => (name.toLowerCase() === key.toLowerCase() ? [schema] : [])),
  );
}

/** Names of fields are words of a program; whatever else stands as a key could be somebody's number or name. */
export function keyTwin(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/.test(key) && !/\d{4}/.test(key) ? key : `kunci_${textTwin(key)}`;
}

export function twin(value: unknown, schemas: readonly Schema[] = [], depth = 0): unknown {
  if (value === null || value === undefined || depth > DEPTH_LIMIT) return null;
  if (isConstant(schemas, value)) return value;
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') return numberTwin(value);
  if (typeof value === 'string') return textTwin(value);
  if (Array.isArray(value)) {
    const elements = unwrapped(schemas).flatMap(({ element }) => (element === undefined ? [] : [element]));
    return rowsTwin(value.slice(0, ROWS_LOOKED_AT).map((row) => twin(row, elements, depth + 1)));
  }
  if (!isMembers(value)) return null;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, KEYS_LIMIT)
      .map(([key, member]) => [keyTwin(key), twin(member, below(schemas, key), depth + 1)]),
  );
}

/** One row of each shape; how many there were is not told. */
function rowsTwin(rows: readonly unknown[]): unknown[] {
  const seen = new Map(rows.map((row) => [JSON.stringify(row), row]));
  return [...seen.values()].slice(0, ROWS_KEPT);
}

/** As many digits, the same sign, a fraction when there was one. */
export function numberTwin(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const size = Math.abs(value);
  const digits = Math.min(DIGITS_LIMIT, Math.floor(Math.log10(Math.max(1, size))));
  const whole = 10 ** digits;
  return Math.sign(value) * (Number.isInteger(value) ? whole : whole + 0.5);
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\d$/, '2000-01-02'],
  [/^\d\d-\d\d-\d{4}$/, '02-01-2000'],
  [/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$/, '2000-01-02 03:04:05'],
  [/^\d\d:\d\d:\d\d$/, '03:04:05'],
  [/^\d\d:\d\d$/, '03:04'],
  [/^\d\d:\d\d ?- ?\d\d:\d\d$/, '03:04-05:06'],
];

/**
 * A text of the same form: dates become one date, digits zeros, letters x; words and their number only by class, because the lengths of
 * the words of a name can name its owner.
 * @example textTwin('9999R0010126V000001') // '0000X0000000X000000'
 */
export function textTwin(text: string): string {
  if (text === '') return '';
  const form = FORMS.find(([pattern]) => pattern.test(text.trim()));
  if (form !== undefined) return form[1];
  if (/^[\dA-Za-z./_-]+$/.test(text) && /\d/.test(text))
    return text.slice(0, DIGITS_LIMIT).replaceAll(/\d/g, '0').replaceAll(/[A-Z]/g, 'X').replaceAll(/[a-z]/g, 'x');
  // A code of a table, rarely anything else.
  if (/^[A-Za-z]{1,3}$/.test(text)) return 'X'.repeat(text.length);
  const words = text.trim().split(/\s+/);
  const count = words.length <= 2 ? words.length : words.length <= 5 ? 3 : 6;
  return Array.from({ length: count }, () => (/[a-z]/.test(text) ? 'Xxxx' : 'XXXX')).join(' ');
}

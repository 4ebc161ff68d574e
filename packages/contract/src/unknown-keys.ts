// Finds keys of an answer that its schema does not name. They are kept in the data; the list tells whoever watches the
// catalogue that BPJS has grown a field.
import type { z } from 'zod';

/** Enough to notice a change; a full listing of a strange answer would only cost memory. */
const UNKNOWN_KEYS_LIMIT = 50;
/** Rows of a list share one shape, so the first ones tell. */
const ROWS_LOOKED_AT = 20;

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function walk(schema: z.ZodType, value: unknown, path: string, found: Set<string>): void {
  if (found.size >= UNKNOWN_KEYS_LIMIT || value === null || typeof value !== 'object') return;
  const definition = definitionOf(schema);
  if (definition.innerType !== undefined) return walk(definition.innerType, value, path, found);
  if (definition.type === 'pipe') {
    // A preprocess stands first and its target second; a transform the other way round.
    const { in: source, out: target } = definition;
    const next = source !== undefined && definitionOf(source).type === 'transform' ? target : source;
    if (next !== undefined) walk(next, value, path, found);
    return;
  }
  if (definition.type === 'union') {
    const fitting = definition.options?.find((option) => option.safeParse(value).success);
    if (fitting !== undefined) walk(fitting, value, path, found);
    return;
  }
  if (definition.type === 'array' && Array.isArray(value) && definition.element !== undefined) {
    for (const row of value.slice(0, ROWS_LOOKED_AT)) walk(definition.element, row, `${path}[]`, found);
    return;
  }
  if (definition.type === 'object' && definition.shape !== undefined && isRecord(value)) {
    for (const [key, member] of Object.entries(value)) {
      const known = Object.hasOwn(definition.shape, key) ? definition.shape[key] : undefined;
      const memberPath = path === '' ? key : `${path}.${key}`;
      if (known !== undefined) walk(known, member, memberPath, found);
      else if (found.size < UNKNOWN_KEYS_LIMIT) found.add(memberPath);
    }
  }
}

/** Paths of keys that the schema does not name; `value` is what the schema returned. */
export function unknownKeysOf(schema: z.ZodType, value: unknown): string[] {
  const found = new Set<string>();
  walk(schema, value, '', found);
  return [...found];
}

// Reading JSON that somebody else wrote: numbers sent as strings, missing keys and wrong shapes become plain values here.
// Not for judging them: whether an empty text is allowed is a rule of the service that asked.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member object, or an empty one: callers then find every field missing, which is what the refusal has to say. */
export function objectAt(source: unknown, key: string): JsonObject {
  const value = isObject(source) ? source[key] : undefined;
  return isObject(value) ? value : {};
}

/** A scalar as text; BPJS clients are known to send numbers as strings and strings as numbers. */
export function textAt(source: unknown, key: string): string {
  const value = isObject(source) ? source[key] : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** A number, also from a numeric string; NaN when it is neither. */
export function numberAt(source: unknown, key: string): number {
  const value = isObject(source) ? source[key] : undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value.trim()))
    return Number(value.trim().replace(',', '.'));
  return Number.NaN;
}

/** True when the key is there with something other than null. */
export function hasValue(source: unknown, key: string): boolean {
  return isObject(source) && source[key] !== undefined && source[key] !== null;
}

export function listAt(source: unknown, key: string): readonly Json[] {
  const value = isObject(source) ? source[key] : undefined;
  return Array.isArray(value) ? value : [];
}

export function parseJson(text: string): { readonly ok: true; readonly value: Json } | { readonly ok: false } {
  try {
    // JSON.parse answers `any`; every value it can produce is a Json.
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}

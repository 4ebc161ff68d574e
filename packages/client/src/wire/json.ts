// JSON from the other side: bounded nesting, no keys that reach an object's prototype. Size is bounded by the callers.

/** Real answers nest about eight levels; 64 leaves room and keeps recursive readers safe. */
export const JSON_DEPTH_LIMIT = 64;

export type JsonProblem = 'not-json' | 'too-deep';
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: JsonProblem };

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACE = 125;
const CLOSE_BRACKET = 93;

/** Where the text that begins after `from` ends: at the next quote that no backslash takes away. */
function endOfText(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** Deepest nesting, counted before parsing so that a hostile text costs one pass over it. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = endOfText(text, index + 1);
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}

const DANGEROUS_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MAY_BE_DANGEROUS = /__proto__|constructor|prototype|\\u/;

function dropDangerousKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const row of value) dropDangerousKeys(row);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (DANGEROUS_KEYS.has(key)) Reflect.deleteProperty(value, key);
    else dropDangerousKeys(member);
  }
}

export function parseJson(text: string): JsonResult {
  if (nestsDeeperThan(text, JSON_DEPTH_LIMIT)) return { ok: false, problem: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problem: 'not-json' };
    throw error;
  }
  if (MAY_BE_DANGEROUS.test(text)) dropDangerousKeys(value);
  return { ok: true, value };
}

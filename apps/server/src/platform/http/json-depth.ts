// A limit for nesting: deep JSON costs stack in whatever walks it next (security goal S24).

const MAX_DEPTH = 32;

export function isJsonTooDeep(value: unknown, limit = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((part) => isJsonTooDeep(part, limit - 1));
}

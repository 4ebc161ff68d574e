// Path templates: which parameters they name and how values are put in. The only place that encodes a path segment.

const PLACEHOLDER = /\{([A-Za-z0-9]+)\}/g;

/** Names in braces, in order. */
export function pathParameters(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** Fills a template; every value is percent-encoded, so it can never leave its segment. */
export function fillPath(template: string, params: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = params[name];
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new TypeError(`Path parameter "${name}" is missing.`);
    const text = String(value);
    // "." and ".." survive percent-encoding and would be resolved away by URL parsers.
    if (text === '.' || text === '..') throw new TypeError(`Path parameter "${name}" is not a plain value.`);
    return encodeURIComponent(text);
  });
}

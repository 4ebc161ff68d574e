// Matches request paths against endpoint templates the way the payer's web server does: letter case ignored, double and
// trailing slashes tolerated [B], docs/facts/vclaim.md §1. Not for the control API.

export interface PathPattern {
  readonly method: string;
  readonly path: string;
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  parameter: { readonly name: string; readonly node: Node<T> } | null;
  readonly targets: Map<string, { readonly target: T; readonly names: readonly string[] }>;
}

export type Match<T> =
  | { readonly kind: 'found'; readonly target: T; readonly params: Record<string, string> }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'none' };

export interface Router<T> {
  match(method: string, path: string): Match<T>;
}

/** Path values longer than this are no identifier of BPJS; the cap keeps a hostile path from costing anything. */
const MAX_SEGMENTS = 24;

const emptyNode = <T>(): Node<T> => ({ literals: new Map(), parameter: null, targets: new Map() });

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

export function createRouter<T>(routes: readonly (PathPattern & { readonly target: T })[]): Router<T> {
  const root = emptyNode<T>();
  for (const route of routes) insert(root, route);
  return {
    match: (method, path) => {
      const segments = segmentsOf(path);
      if (segments.length > MAX_SEGMENTS) return { kind: 'none' };
      return walk(root, segments, [], method.toUpperCase());
    },
  };
}

function insert<T>(root: Node<T>, route: PathPattern & { readonly target: T }): void {
  let node = root;
  const names: string[] = [];
  for (const segment of segmentsOf(route.path)) {
    const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
    if (parameter === undefined) {
      const literal = segment.toLowerCase();
      const next = node.literals.get(literal) ?? emptyNode<T>();
      node.literals.set(literal, next);
      node = next;
    } else {
      names.push(parameter);
      node.parameter ??= { name: parameter, node: emptyNode<T>() };
      node = node.parameter.node;
    }
  }
  node.targets.set(route.method.toUpperCase(), { target: route.target, names });
}

function walk<T>(node: Node<T>, rest: readonly string[], values: readonly string[], method: string): Match<T> {
  const [segment, ...after] = rest;
  if (segment === undefined) {
    const hit = node.targets.get(method);
    if (hit === undefined) return node.targets.size > 0 ? { kind: 'wrong-method' } : { kind: 'none' };
    const params: Record<string, string> = {};
    for (const [index, name] of hit.names.entries()) params[name] = decode(values[index] ?? '');
    return { kind: 'found', target: hit.target, params };
  }
  let missed: Match<T> = { kind: 'none' };
  const literal = node.literals.get(segment.toLowerCase());
  if (literal !== undefined) {
    const found = walk(literal, after, values, method);
    if (found.kind === 'found') return found;
    missed = found;
  }
  if (node.parameter !== null) {
    const found = walk(node.parameter.node, after, [...values, segment], method);
    if (found.kind !== 'none') return found;
  }
  return missed;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    // A malformed percent sign is taken literally, as the payer's web server does.
    if (error instanceof URIError) return value;
    throw error;
  }
}

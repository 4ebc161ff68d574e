// How VClaim's routes are written down: ids and groups are replaced by the contract's when it knows the path (../../routes.ts).

import type { Route } from '../../kernel.ts';

export const route = (name: string, method: Route['method'], path: string, handle: Route['handle']): Route => ({
  service: 'vclaim',
  id: `vclaim.${name}`,
  group: name.split('.')[0] ?? '',
  method,
  path,
  kind: method === 'GET' ? 'read' : 'write',
  handle,
});

export const read = (name: string, path: string, handle: Route['handle']): Route => route(name, 'GET', path, handle);

// The scope of a request: made first, entered again after the body was read, because the parser's callbacks leave it.
import type { FastifyRequest } from 'fastify';
import { runInScope, type RequestScope } from '../request-scope.ts';
import type { TitianApp } from './types.ts';

const scopes = new WeakMap<FastifyRequest, RequestScope>();

export function scopeOf(request: FastifyRequest): RequestScope {
  const known = scopes.get(request);
  if (known) return known;
  const scope: RequestScope = { reference: request.id, source: request.ip, idempotency: null, auditCount: 0 };
  scopes.set(request, scope);
  return scope;
}

export function installScope(app: TitianApp): void {
  app.addHook('onRequest', (request, _reply, done) => runInScope(scopeOf(request), done));
  app.addHook('preValidation', (request, _reply, done) => runInScope(scopeOf(request), done));
}

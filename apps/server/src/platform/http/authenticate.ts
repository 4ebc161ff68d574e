// From the request's cookie or bearer token to its actor, then the origin rule, then the route's permission; in that order,
// before the body is read.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { can, type Actor } from '../actor.ts';
import type { Auth, Session } from '../auth/index.ts';
import { bug, forbidden, unauthenticated } from '../errors.ts';
import { isSameOrigin } from './csrf.ts';
import type { TitianApp } from './types.ts';

const BEARER = /^Bearer ([\w-]{10,200})$/;

export interface AuthenticateOptions {
  readonly auth: Auth;
  readonly publicUrl: string | null;
}

export function cookieName(isHttps: boolean): string {
  // `__Host-` is refused by browsers on plain http, where the demo and an unprepared LAN still run.
  return isHttps ? '__Host-titian' : 'titian_session';
}

export function isHttps(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  const secure = isHttps(request);
  reply.setCookie(cookieName(secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const secure = isHttps(request);
  reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

interface Identity {
  actor: Actor | null;
  session: Session | null;
}

const identities = new WeakMap<FastifyRequest, Identity>();

export function sessionOf(request: FastifyRequest): Session {
  const session = identities.get(request)?.session;
  if (!session) throw unauthenticated();
  return session;
}

export function installAuthentication(app: TitianApp, options: AuthenticateOptions): void {
  app.decorateRequest('actorOrNull', {
    getter() {
      return identities.get(this)?.actor ?? null;
    },
  });
  app.decorateRequest('actor', {
    getter() {
      const actor = identities.get(this)?.actor;
      if (!actor) throw bug('a public route asked for its actor');
      return actor;
    },
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined) return;
    requireSameOrigin(request, options.publicUrl);
    if (access === 'public') return;
    const identity = await identify(request, options.auth);
    if (!identity.actor) throw unauthenticated();
    identities.set(request, identity);
    if (!can(identity.actor, access)) throw forbidden();
  });
}

/** Looks again whether the caller is still welcome; for connections that stay open. */
export async function isStillWelcome(request: FastifyRequest, auth: Auth): Promise<boolean> {
  return (await identify(request, auth)).actor !== null;
}

async function identify(request: FastifyRequest, auth: Auth): Promise<Identity> {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    return { actor: token === undefined ? null : await auth.actorOfKey(token), session: null };
  }
  const token = request.cookies[cookieName(isHttps(request))];
  const session = token === undefined ? null : await auth.sessions.find(token);
  return { actor: session?.actor ?? null, session };
}

function requireSameOrigin(request: FastifyRequest, publicUrl: string | null): void {
  const secFetchSite = request.headers['sec-fetch-site'];
  const isAllowed = isSameOrigin({
    method: request.method,
    usesBearer: request.headers.authorization !== undefined,
    hasCookie: request.cookies[cookieName(isHttps(request))] !== undefined,
    origin: request.headers.origin,
    secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
    ownOrigin: publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin,
  });
  if (!isAllowed) throw forbidden('AUTH_ORIGIN', 'request does not come from our own pages');
}

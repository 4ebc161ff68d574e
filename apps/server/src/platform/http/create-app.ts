// Builds the HTTP server: headers, limits, sign-in, origin rule, permissions, idempotency, errors, logs, document, web app.
// The order of hooks is the order of defence. Modules only add routes.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { notFound } from '../errors.ts';
import type { ModuleDefinition, Platform } from '../module.ts';
import { installAuthentication } from './authenticate.ts';
import { answerFor, recognise } from './error-answer.ts';
import { installHealth } from './health.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { installIdempotency } from './idempotency.ts';
import { errorResponses } from './index.ts';
import { installMetrics } from './metrics.ts';
import { API_PREFIX, installOpenApi } from './openapi.ts';
import { installScope, scopeOf } from './scope.ts';
import { findWebApp, installWebApp, wantsPage } from './static-web.ts';
import { installStream } from './stream.ts';
import type { TitianApp } from './types.ts';
import { isAppError } from '../errors.ts';
import { isJsonTooDeep } from './json-depth.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Whoever sends a header or a body byte by byte holds a connection, never for longer than this; Node looks every so often. */
const SLOW_CALLERS = { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
const IDLE_TIMEOUT_MS = 55_000;
const CLOSE_IDLE_EVERY_MS = 50;
const MAX_PARAM_LENGTH = 200;
/** Per source and minute, all routes together: a runaway script, not a busy HIS (300 visits a minute need a tenth of it). */
const RATE_PER_MINUTE = 60_000;
const REFERENCE_BYTES = 9;
const YEAR_SECONDS = 31_536_000;

export interface AppOptions {
  readonly platform: Platform;
  readonly modules: readonly ModuleDefinition[];
  readonly https?: { readonly cert: string; readonly key: string };
}

export async function createApp({ platform, modules, https }: AppOptions): Promise<TitianApp> {
  const { config } = platform;
  const app = newFastify(platform, https);
  const closeIdle = closeWhatIsIdle(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');

  guardRoutes(app);
  installErrors(app, platform);
  installScope(app);
  const web = findWebApp(config.webDir);
  await app.register(helmet, securityHeaders(transportOf(platform), web?.scriptHashes ?? []));
  await app.register(cookie);
  await app.register(rateLimit, { global: true, max: RATE_PER_MINUTE, timeWindow: '1 minute', cache: 10_000 });
  await installOpenApi(app);
  installAuthentication(app, { auth: platform.auth, publicUrl: config.publicUrl });
  installBodyRules(app);
  installIdempotency(app, {
    store: createIdempotencyStore(platform.db, platform.sealer),
    clock: platform.clock,
    random: platform.random,
  });
  installRequestLog(app, platform);
  installMetrics(app, platform.metrics);
  installHealth(app, platform);

  await app.register(
    (api: TitianApp, _options, done) => {
      const streams = installStream(api, platform);
      app.addHook('preClose', (closed) => {
        streams.closeAll();
        closeIdle();
        closed();
      });
      for (const module of modules) module.routes?.(api);
      done();
    },
    { prefix: API_PREFIX },
  );
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.send(app.swagger()),
  );
  if (web) await installWebApp(app, web);
  app.setNotFoundHandler((request, reply) => {
    if (web && wantsPage(request.method, request.url, request.headers.accept)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', web.dir);
    }
    throw notFound('route');
  });
  return app;
}

function newFastify(platform: Platform, https: AppOptions['https']): TitianApp {
  const { config } = platform;
  const loggerInstance: FastifyBaseLogger = platform.logger;
  const options = {
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    genReqId: () => randomBytes(REFERENCE_BYTES).toString('base64url'),
    requestIdHeader: false as const,
    onProtoPoisoning: 'error' as const,
    onConstructorPoisoning: 'error' as const,
    exposeHeadRoutes: false,
  };
  if (https === undefined) return Fastify({ ...options, http: SLOW_CALLERS }).withTypeProvider<ZodTypeProvider>();
  const secure = Fastify({
    ...options,
    https: { ...https, ...SLOW_CALLERS, minVersion: 'TLSv1.2' as const },
  }).withTypeProvider<ZodTypeProvider>();
  // The same app on another kind of socket: routes and hooks never touch the server's own type.
  return secure;
}

/**
 * Node ends the connections that are idle when a server closes, and then waits for the others as long as a caller keeps them, which may be
 * longer than a stopping process is given: each is ended when its answer has left, and one that never asked anything at once.
 */
function closeWhatIsIdle({ server }: TitianApp): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const timer = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
    server.once('close', () => clearInterval(timer));
  };
}

/** A route says who may call it and gets the common error shapes; one that does not say so stops the start. */
function guardRoutes(app: TitianApp): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(API_PREFIX)) return;
    if (route.config?.access === undefined)
      throw new TypeError(`route ${String(route.method)} ${route.url} declares no access`);
    route.schema = { ...route.schema, response: { ...errorResponses, ...asRecord(route.schema?.response) } };
    if (route.config.ratePerMinute !== undefined) {
      Object.assign(route.config, { rateLimit: { max: route.config.ratePerMinute, timeWindow: '1 minute' } });
    }
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  // Fastify leaves `response` untyped; it is an object of schemas or absent.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function installErrors(app: TitianApp, platform: Platform): void {
  app.setErrorHandler((error, request, reply) => {
    const answer = answerFor(error, request.id);
    if (answer.status >= 500) {
      const known = isAppError(error) ? error : recognise(error);
      platform.logger.error(
        { reference: request.id, code: known.code, route: request.routeOptions.url ?? 'none', err: error },
        'request failed',
      );
    }
    if (answer.retryAfterSeconds !== null) reply.header('retry-after', answer.retryAfterSeconds);
    return reply.code(answer.status).send(answer.body);
  });
}

function installBodyRules(app: TitianApp): void {
  app.addHook('preValidation', (request, _reply, done) => {
    done(isJsonTooDeep(request.body) ? answerableError() : undefined);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    reply.header('x-request-id', request.id);
    done(null, payload);
  });
}

function answerableError(): Error {
  return Object.assign(new Error('json nested too deeply'), { code: 'FST_ERR_CTP_INVALID_JSON_BODY', statusCode: 400 });
}

function installRequestLog(app: TitianApp, platform: Platform): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { config, url } = request.routeOptions;
    const actor = request.actorOrNull;
    platform.logger.info(
      {
        reference: request.id,
        method: request.method,
        route: url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(actor ? { actorKind: actor.kind, facilityId: actor.facilityId } : {}),
      },
      'request',
    );
    const isReplay = reply.getHeader('idempotency-replayed') !== undefined;
    if (config.audit !== undefined && reply.statusCode < 300 && !isReplay && scopeOf(request).auditCount === 0) {
      platform.logger.error(
        { reference: request.id, route: url ?? 'none', code: 'BUG_AUDIT_MISSING' },
        'route recorded no audit event',
      );
    }
    done();
  });
}

/** HSTS only where the certificate is meant to stay: a self-made one on `localhost` would lock a browser out of every demo. */
function transportOf({ config }: Platform): { readonly isHttps: boolean; readonly isPinned: boolean } {
  const isPinned = config.tls.mode === 'files' || (config.publicUrl ?? '').startsWith('https:');
  return { isPinned, isHttps: isPinned || config.tls.mode === 'self-made' };
}

function securityHeaders({ isHttps, isPinned }: ReturnType<typeof transportOf>, scriptHashes: readonly string[]) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...scriptHashes],
        // Mantine sets sizes by style attributes and one style element; scripts stay without any inline leave.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isPinned ? { maxAge: YEAR_SECONDS } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    xFrameOptions: { action: 'deny' as const },
  };
}

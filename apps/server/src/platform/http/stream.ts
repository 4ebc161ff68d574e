// Server-sent events: what changed in the caller's own facility, never the content. Clients refetch, always on reconnect,
// so a lost event costs nothing. A revoked session or key ends its stream within seconds.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Auth } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import type { ChangeEvent, Events } from '../events/index.ts';
import { isStillWelcome } from './authenticate.ts';
import type { TitianApp } from './types.ts';

/** Proxies cut silent connections after a minute. */
const HEARTBEAT_MS = 20_000;
/** Security goal S8: a stolen cookie is dead within five seconds of its revocation. */
const RECHECK_MS = 5_000;
const MAX_STREAMS_PER_ACTOR = 12;
const MAX_STREAMS = 2_000;
/** One screen needs to hear of one change once; a burst is sent together. */
const COALESCE_MS = 100;
/** A reader that takes nothing for this much is gone in all but name. */
const MAX_BUFFERED_BYTES = 256 * 1024;

export interface Streams {
  closeAll(): void;
}

export function installStream(app: TitianApp, deps: { readonly events: Events; readonly auth: Auth }): Streams {
  const open = new Map<FastifyReply, string>();
  const finish = (reply: FastifyReply) => {
    open.delete(reply);
    reply.raw.end();
  };

  app.get(
    '/stream',
    {
      config: { access: 'stream' },
      schema: {
        summary: 'What changed, as server-sent events',
        tags: ['stream'],
        produces: ['text/event-stream'],
        response: { 200: z.string().describe('events `change` with {topic, subjectId}') },
      },
    },
    (request, reply) => {
      const actor = request.actor;
      const sameActor = [...open.values()].filter((id) => id === actor.id).length;
      if (open.size >= MAX_STREAMS || sameActor >= MAX_STREAMS_PER_ACTOR) {
        throw new AppError('LIMIT_STREAMS', {
          message: 'too many streams',
          http: 429,
          advice: 'later',
          retryAfterMs: 30_000,
        });
      }
      reply.hijack();
      open.set(reply, actor.id);
      begin(reply);
      const pending = new Map<string, ChangeEvent>();
      const flush = () => {
        for (const event of pending.values()) write(reply, `data: ${JSON.stringify(event)}\n\n`);
        pending.clear();
      };
      const unsubscribe = deps.events.subscribe(actor.facilityId, (event) => {
        if (pending.size === 0) setTimeout(flush, COALESCE_MS).unref();
        pending.set(`${event.topic}|${event.subjectId}`, { topic: event.topic, subjectId: event.subjectId });
      });
      const heartbeat = setInterval(() => write(reply, ': \n\n'), HEARTBEAT_MS);
      const recheck = setInterval(() => void endIfUnwelcome(request, reply, deps.auth, finish), RECHECK_MS);
      reply.raw.on('close', () => {
        clearInterval(heartbeat);
        clearInterval(recheck);
        unsubscribe();
        open.delete(reply);
      });
    },
  );

  return {
    closeAll: () => {
      for (const reply of open.keys()) finish(reply);
    },
  };
}

function begin(reply: FastifyReply): void {
  // `hijack` bypasses Fastify's headers: those set by the hooks so far are carried over by hand.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.setHeader('content-type', 'text/event-stream; charset=utf-8');
  reply.raw.setHeader('cache-control', 'no-store');
  reply.raw.setHeader('x-accel-buffering', 'no');
  reply.raw.writeHead(200);
  reply.raw.write('retry: 3000\n\n');
}

function write(reply: FastifyReply, text: string): void {
  if (reply.raw.writableLength > MAX_BUFFERED_BYTES) reply.raw.destroy();
  else reply.raw.write(text);
}

async function endIfUnwelcome(
  request: FastifyRequest,
  reply: FastifyReply,
  auth: Auth,
  finish: (reply: FastifyReply) => void,
): Promise<void> {
  try {
    if (!(await isStillWelcome(request, auth))) finish(reply);
  } catch (error) {
    // While the database is away nobody can be judged; the stream says nothing personal, so it may stay until it is back.
    request.log.warn({ error }, 'stream could not be checked');
  }
}

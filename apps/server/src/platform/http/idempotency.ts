// Every unsafe route at most once per Idempotency-Key: same request → first answer, other request → 422, side by side → one
// works and the others wait for its answer. Only answers that changed something are kept; a refusal leaves the key free, so
// that a corrected form may be sent again.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Random } from '../clock.ts';
import type { Actor } from '../actor.ts';
import { AppError, bug } from '../errors.ts';
import { isUuid, type FacilityId } from '../ids.ts';
import { isSafeMethod } from './csrf.ts';
import { recognise } from './error-answer.ts';
import { scopeOf } from './scope.ts';
import type { ClaimResult, IdempotencyStore, KeyClaim } from './idempotency-store.ts';
import type { TitianApp } from './types.ts';

/** Longer than any route may take (Fastify's request timeout is 30 s), short enough to retry after a crash. */
const LEASE_MS = 30_000;
const WAIT_MS = 35_000;
const POLL_MS = 150;

interface Held {
  readonly facilityId: FacilityId;
  readonly key: string;
  isAnswered: boolean;
  /** Lets those who wait in this process look again. */
  readonly done: () => void;
}

export interface IdempotencyDeps {
  readonly store: IdempotencyStore;
  readonly clock: Clock;
  readonly random: Random;
}

export function installIdempotency(app: TitianApp, { store, clock, random }: IdempotencyDeps): void {
  const running = new Map<string, Promise<void>>();
  const held = new WeakMap<FastifyRequest, Held>();

  app.decorateRequest('idempotencyKey', {
    getter() {
      return held.get(this)?.key ?? null;
    },
  });
  app.decorateRequest('repeatableId', {
    getter() {
      return (purpose: string) => {
        const hold = held.get(this);
        return hold ? nameBasedUuid(`${hold.facilityId}|${hold.key}|${purpose}`) : random.uuidv7();
      };
    },
  });
  app.decorateRequest('keepAnswer', {
    getter() {
      throw bug('keepAnswer outside an idempotent route');
    },
  });

  const claimOrWait = async (claim: KeyClaim, safeToRepeat: boolean): Promise<ClaimResult> => {
    const local = `${claim.facilityId}|${claim.key}`;
    const deadline = clock.monotonicMs() + WAIT_MS;
    for (;;) {
      const neighbour = running.get(local);
      if (neighbour) await neighbour;
      const result = await store.claim(claim);
      if (result.kind !== 'running') return result;
      const isExpired = result.leaseUntil.getTime() <= clock.realNow().getTime();
      if (safeToRepeat || isExpired) {
        if (result.hasEffect && !safeToRepeat) throw answerLost();
        if (await store.takeOver(claim, result.leaseUntil)) return { kind: 'mine' };
      }
      if (clock.monotonicMs() > deadline) throw stillRunning();
      if (!running.has(local)) await pause(POLL_MS);
    }
  };

  const begin = async (request: FastifyRequest, reply: FastifyReply) => {
    const { config } = request.routeOptions;
    const claim = claimOf(request, request.actor, clock.realNow());
    const result = await claimOrWait(claim, config.safeToRepeat === true);
    switch (result.kind) {
      case 'answered':
        if (config.hasSecretAnswer === true) throw answerLost();
        reply.header('idempotency-replayed', 'true').code(result.answer.status);
        if (result.answer.payload !== '') reply.type('application/json; charset=utf-8');
        return reply.send(result.answer.payload === '' ? undefined : result.answer.payload);
      case 'other-request':
        throw new AppError('INPUT_KEY_REUSED', { message: 'idempotency key belongs to another request', http: 422 });
      case 'running':
        throw stillRunning();
      case 'mine':
        return hold(request, reply, claim);
    }
  };

  const hold = (request: FastifyRequest, reply: FastifyReply, claim: KeyClaim): undefined => {
    const local = `${claim.facilityId}|${claim.key}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    const mine: Held = {
      facilityId: claim.facilityId,
      key: claim.key,
      isAnswered: false,
      done: () => {
        if (running.get(local) === promise) running.delete(local);
        resolve();
      },
    };
    running.set(local, promise);
    held.set(request, mine);
    scopeOf(request).idempotency = { facilityId: claim.facilityId, key: claim.key, marked: false };
    Object.defineProperty(request, 'keepAnswer', {
      value: async (tx: Parameters<IdempotencyStore['answerIn']>[0], body: unknown, status = 200) => {
        // Fastify asks for an index signature here; the route's schema checks the body all the same.
        const payload = reply.serializeInput(body as Record<string, unknown>, String(status));
        await store.answerIn(tx, claim.key, { status, payload: String(payload) });
        const mark = scopeOf(request).idempotency;
        if (mark) mark.answeredIn = tx;
        tx.afterCommit(() => {
          mine.isAnswered = true;
        });
      },
    });
    return undefined;
  };

  app.addHook('preHandler', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.access === undefined || isSafeMethod(request.method)) return;
    if (config.idempotent === false || config.access === 'public') return;
    await begin(request, reply);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const mine = held.get(request);
    if (mine && !mine.isAnswered) {
      const scope = scopeOf(request);
      const hasEffect = scope.idempotency?.marked ?? false;
      // Storing the answer is no effect of the use case.
      scope.idempotency = null;
      const isKept = reply.statusCode < 400 || hasEffect;
      await keepOrRelease(request, async () => {
        if (!isKept) {
          await store.release(mine.facilityId, mine.key);
          return;
        }
        await store.answer(mine.facilityId, mine.key, {
          status: reply.statusCode,
          payload: request.routeOptions.config.hasSecretAnswer === true ? '' : textOf(payload),
        });
        mine.isAnswered = true;
      });
    }
    return payload;
  });

  app.addHook('onResponse', (request, _reply, done) => {
    held.get(request)?.done();
    done();
  });
}

/**
 * With the database away neither works, and the answer stands all the same: what is committed is committed, what failed has failed. The key
 * comes free when its lease ends, and whoever repeats it then hears that the work was done, or does it.
 */
async function keepOrRelease(request: FastifyRequest, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code, advice } = recognise(error);
    if (advice !== 'later') throw error;
    request.log.warn({ reference: request.id, code }, 'the answer of a request could not be kept for its repetition');
  }
}

function claimOf(request: FastifyRequest, actor: Actor, now: Date): KeyClaim {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !isUuid(key.toLowerCase())) {
    throw new AppError('INPUT_IDEMPOTENCY_KEY', {
      message: 'missing or malformed idempotency key',
      http: 400,
      field: 'Idempotency-Key',
    });
  }
  return {
    facilityId: actor.facilityId,
    key: key.toLowerCase(),
    actorId: actor.id,
    request: JSON.stringify([request.method, request.url, request.body ?? null]),
    now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
  };
}

/** A name-based id in version 8 form (RFC 9562): the same request always names the same row. */
function nameBasedUuid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function textOf(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  if (payload === undefined || payload === null) return '';
  if (Buffer.isBuffer(payload)) return payload.toString('utf8');
  throw bug('an idempotent route answered with a stream');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function answerLost(): AppError {
  return new AppError('INPUT_ANSWER_LOST', { message: 'done earlier, answer lost', effect: 'applied', http: 409 });
}

function stillRunning(): AppError {
  return new AppError('INPUT_STILL_RUNNING', {
    message: 'the same request is still running',
    http: 409,
    advice: 'later',
    retryAfterMs: 2_000,
  });
}

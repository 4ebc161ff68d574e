// Takes one leased lane through one message: read back what is unclear, check deadline and predecessors, prepare, commit the attempt,
// send, and hand the decision to the writer. Never writes itself. Foreground and background go through here alike.
import type { Handler, Outcome, OutboxClock, OutboxRandom, Prepared, ReadBack } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { Lease, OutboxStore, Settlement } from '../store/store.ts';
import { isFinal, SATISFIES } from '../state-machine.ts';
import { errorName, isTransient } from '../store/session.ts';
import {
  decideOutcome,
  decideReadBack,
  EXPIRED,
  giveBack,
  isExpired,
  settleWindowMs,
  type DecideContext,
} from './decide.ts';
import type { Held, HeldLeases } from './held.ts';
import type { OutboxTimers } from './timers.ts';
import type { Writer } from './writer.ts';

export interface CallSignal {
  /** The peer answered (whatever it said), did not answer, or asked for fewer calls. */
  readonly result: 'answered' | 'failed' | 'throttled';
  readonly latencyMs: number;
  readonly holdMs?: number;
  readonly pauseReason?: string;
}

/** The way to the peer through its channel. */
export interface PeerDoor {
  /** The last call through it failed: the peer may be away. */
  readonly isDoubtful: boolean;
  /** False: the channel was closed meanwhile, nothing may be sent. Whoever was let in must leave. */
  enter(): Promise<boolean>;
  leave(): void;
  /** Told about every call. */
  learn(about: CallSignal): void;
}

export interface RunnerOptions {
  readonly store: OutboxStore;
  readonly writer: Writer;
  readonly held: HeldLeases;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly random: OutboxRandom;
  readonly timers: OutboxTimers;
  readonly handlerOf: (kind: string) => Handler | undefined;
  readonly failpoint: FailpointHook | undefined;
  readonly onError: (error: unknown, where: string) => void;
}

const HUNG = Symbol('hung');
const PREDECESSOR_FIRST_MS = 500;
const PREDECESSOR_CAP_MS = 30_000;

export class Runner {
  readonly #o: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#o = options;
  }

  /** The decision for this lease, or 'lost' when the lane is no longer ours. */
  async attempt(held: Held, door: PeerDoor): Promise<Settlement | 'lost'> {
    const { lease } = held;
    const { settings } = this.#o;
    if (lease.deaths >= settings.maxProcessDeaths)
      return this.#decide(lease, { kind: 'parked', reason: 'process-deaths', effect: 'unknown' }, 'engine');
    const handler = this.#o.handlerOf(lease.message.kind);
    // An older node may not know a newer node's kinds: it leaves them to that one.
    if (handler === undefined) return this.#decide(lease, { kind: 'later', reason: 'no-handler' }, 'engine', true);
    if (lease.openAttempt !== null && settings.plantedBug !== 'skip-lease-check')
      return this.#readBack(held, handler, door);
    if (isExpired(lease, this.#o.clock.now())) return this.#decide(lease, EXPIRED, 'engine');
    const waiting = await this.#predecessors(lease);
    if (waiting !== null) return waiting;
    if (door.isDoubtful && handler.isReadable === false && handler.knock !== undefined) {
      const away = await this.#knock(held, handler.knock.bind(handler), door);
      if (away !== null) return away;
    }
    await this.#o.failpoint?.('after-claim-before-intent', { facilityId: lease.facilityId, laneId: lease.laneId });
    const prepared = await this.#prepare(held, handler);
    if ('lease' in prepared) return prepared;
    return prepared.kind === 'send'
      ? this.#send(held, handler, prepared, door)
      : this.#decide(lease, asOutcome(prepared), 'engine');
  }

  /** Something outside the handlers failed: the database (come back later) or the engine itself (a bug: stop this lane, keep the evidence). */
  afterError(lease: Lease, error: unknown): Settlement {
    this.#o.onError(error, 'run');
    if (isTransient(error)) return giveBack(lease, this.#o.settings.backoffFirstMs);
    return this.#decide(lease, { kind: 'parked', reason: `engine:${errorName(error)}`, effect: 'unknown' }, 'engine');
  }

  #context(): DecideContext {
    return { settings: this.#o.settings, random: this.#o.random, now: this.#o.clock.now() };
  }

  #decide(lease: Lease, outcome: Outcome, via: 'answer' | 'engine', keepOpen = false): Settlement {
    const settlement = decideOutcome(lease, lease.openAttempt?.attemptId ?? null, outcome, this.#context(), via);
    if (!keepOpen || lease.openAttempt === null) return settlement;
    return { ...giveBack(lease, settlement.delayMs), failures: settlement.failures };
  }

  async #predecessors(lease: Lease): Promise<Settlement | null> {
    const { after } = lease.message;
    if (after.length === 0) return null;
    const states = await this.#o.store.dependencies(
      lease.facilityId,
      after.map((entry) => entry.messageId),
    );
    const waitedMs = lease.waitedMs;
    let restMs: number | null = null;
    for (const entry of after) {
      const state = states.get(entry.messageId);
      if (state !== undefined && (SATISFIES.has(state) || (entry.maxWaitMs !== undefined && isFinal(state)))) continue;
      if (entry.maxWaitMs !== undefined && waitedMs >= entry.maxWaitMs) continue;
      const rest = entry.maxWaitMs === undefined ? PREDECESSOR_CAP_MS : entry.maxWaitMs - waitedMs;
      restMs = restMs === null ? rest : Math.min(restMs, rest);
    }
    if (restMs === null) return null;
    // Settling the predecessor wakes this lane; the delay is only for the case that the wake-up was missed.
    const failures = lease.failures + 1;
    const delayMs = Math.max(
      5,
      Math.min(restMs, PREDECESSOR_FIRST_MS * 2 ** Math.min(failures, 6), PREDECESSOR_CAP_MS),
    );
    return {
      ...this.#decide(lease, { kind: 'waiting', reason: 'predecessor', retryInMs: delayMs }, 'engine'),
      delayMs,
      failures,
      record: null,
    };
  }

  async #prepare(held: Held, handler: Handler): Promise<Prepared | Settlement> {
    const { lease } = held;
    try {
      const prepared = await this.#bounded(held, (signal) =>
        handler.prepare({
          facilityId: lease.facilityId,
          message: lease.message,
          attemptNumber: lease.attempts + 1,
          signal,
        }),
      );
      return prepared === HUNG ? this.#afterHang(lease, { kind: 'later', reason: 'prepare-hung' }) : prepared;
    } catch (error) {
      this.#o.onError(error, 'prepare');
      return this.#decide(
        lease,
        isTransient(error)
          ? { kind: 'later', reason: errorName(error) }
          : { kind: 'parked', reason: `prepare:${errorName(error)}`, effect: 'none' },
        'engine',
      );
    }
  }

  async #send(
    held: Held,
    handler: Handler,
    prepared: Extract<Prepared, { kind: 'send' }>,
    door: PeerDoor,
  ): Promise<Settlement | 'lost'> {
    const { lease } = held;
    const about = { facilityId: lease.facilityId, laneId: lease.laneId };
    const attemptId = this.#o.random.uuidv7();
    const begun = await this.#o.writer.begin({ lease, attemptId, body: prepared.body });
    if (begun === 'lost') return 'lost';
    if (begun === 'unwritable')
      return this.#decide(lease, { kind: 'parked', reason: 'begin:unwritable', effect: 'none' }, 'engine');
    const open: Lease = { ...lease, attempts: begun.number, openAttempt: { attemptId, startedAt: begun.startedAt } };
    await this.#o.failpoint?.('after-intent-before-first-byte', about);
    if (!(await door.enter())) return notSent(lease, attemptId);
    try {
      // The attempt is on record but nothing has left: without a provable lease it must stay that way.
      if (held.abort.signal.aborted || !this.#o.held.mayBegin(lease)) return 'lost';
      const startedAt = this.#o.clock.monotonicMs();
      const outcome = await this.#sendBounded(held, handler, open, prepared.call, attemptId);
      await this.#o.failpoint?.('after-send-before-result', about);
      const latencyMs = this.#o.clock.monotonicMs() - startedAt;
      if (outcome === HUNG) {
        door.learn({ result: 'failed', latencyMs });
        return this.#afterHang(open, { kind: 'unknown', reason: 'send-hung' }, attemptId);
      }
      door.learn(callSignal(outcome, latencyMs, this.#o.settings.holdCapMs));
      const settlement = decideOutcome(open, attemptId, outcome, this.#context());
      // Nothing can be learned before the window is over: coming earlier would only take a turn, and the probe of an outage with it.
      return settlement.messageState === 'unknown' && handler.isReadable === false
        ? { ...settlement, delayMs: settleWindowMs(open, this.#o.settings) }
        : settlement;
    } finally {
      door.leave();
    }
  }

  async #sendBounded(
    held: Held,
    handler: Handler,
    lease: Lease,
    call: unknown,
    attemptId: string,
  ): Promise<Outcome | typeof HUNG> {
    try {
      return await this.#bounded(held, (signal) =>
        handler.send(call, {
          facilityId: lease.facilityId,
          message: lease.message,
          signal,
          mayBegin: () => !signal.aborted && this.#o.held.mayBegin(held.lease),
          fence: lease.fence,
          attemptId,
        }),
      );
    } catch (error) {
      this.#o.onError(error, 'send');
      // A handler returns what happened; an exception is a bug, and whether something left the house is not known.
      return { kind: 'parked', reason: `send:${errorName(error)}`, effect: 'unknown' };
    }
  }

  /** Finds out whether the peer is there without sending: null = it is. Otherwise the lane goes back as it was. */
  async #knock(held: Held, knock: NonNullable<Handler['knock']>, door: PeerDoor): Promise<Settlement | null> {
    const { lease } = held;
    const { facilityId, message } = lease;
    if (!(await door.enter())) return giveBack(lease, 0);
    const startedAt = this.#o.clock.monotonicMs();
    try {
      const isThere = await this.#bounded(held, (signal) => knock({ facilityId, message, signal }));
      const latencyMs = this.#o.clock.monotonicMs() - startedAt;
      door.learn({ result: isThere === true ? 'answered' : 'failed', latencyMs });
      if (isThere === true) return null;
    } catch (error) {
      this.#o.onError(error, 'knock');
      door.learn({ result: 'failed', latencyMs: this.#o.clock.monotonicMs() - startedAt });
    } finally {
      door.leave();
    }
    return giveBack(lease, this.#o.settings.backoffFirstMs);
  }

  async #readBack(held: Held, handler: Handler, door: PeerDoor): Promise<Settlement | 'lost'> {
    const { lease } = held;
    const attempt = await this.#o.store.readAttempt(lease);
    if (attempt === null)
      return this.#decide(lease, { kind: 'parked', reason: 'attempt-missing', effect: 'unknown' }, 'engine');
    await this.#o.failpoint?.('during-read-back', { facilityId: lease.facilityId, laneId: lease.laneId });
    // Nothing is asked: the channel must not learn from it that the peer is there.
    if (handler.isReadable === false) return this.#afterReading(lease, await this.#readBounded(held, handler, attempt));
    if (!(await door.enter())) return giveBack(lease, 0);
    try {
      if (held.abort.signal.aborted || !this.#o.held.mayBegin(lease)) return 'lost';
      const startedAt = this.#o.clock.monotonicMs();
      const read = await this.#readBounded(held, handler, attempt);
      if (read !== 'parked')
        door.learn({
          result: read.kind === 'unclear' ? 'failed' : 'answered',
          latencyMs: this.#o.clock.monotonicMs() - startedAt,
        });
      return this.#afterReading(lease, read);
    } finally {
      door.leave();
    }
  }

  #afterReading(lease: Lease, read: ReadBack | 'parked'): Settlement {
    if (read === 'parked')
      return this.#decide(lease, { kind: 'parked', reason: 'read-back-failed', effect: 'unknown' }, 'engine');
    const settlement = decideReadBack(lease, read, this.#context());
    return read.kind === 'unclear' && read.reason === 'read-back-hung'
      ? { ...settlement, deaths: lease.deaths + 1 }
      : settlement;
  }

  async #readBounded(
    held: Held,
    handler: Handler,
    attempt: Parameters<Handler['readBack']>[0],
  ): Promise<ReadBack | 'parked'> {
    const { facilityId, message } = held.lease;
    try {
      const read = await this.#bounded(held, (signal) => handler.readBack(attempt, { facilityId, message, signal }));
      return read === HUNG ? { kind: 'unclear', reason: 'read-back-hung' } : read;
    } catch (error) {
      this.#o.onError(error, 'read-back');
      return isTransient(error) ? { kind: 'unclear', reason: errorName(error) } : 'parked';
    }
  }

  #afterHang(lease: Lease, outcome: Outcome, attemptId: string | null = null): Settlement {
    return { ...decideOutcome(lease, attemptId, outcome, this.#context()), deaths: lease.deaths + 1 };
  }

  /** Runs a handler with a time limit: its signal aborts at the limit, and a little later it counts as hung. */
  #bounded<T>(held: Held, call: (signal: AbortSignal) => Promise<T>): Promise<T | typeof HUNG> {
    const { settings, timers } = this.#o;
    return new Promise((resolve, reject) => {
      const cancel: (() => void)[] = [];
      const done = (finish: () => void): void => {
        for (const stop of cancel) stop();
        finish();
      };
      const giveUp = (): void => {
        cancel.push(timers.set(() => done(() => resolve(HUNG)), settings.hangGraceMs));
      };
      const own = new AbortController();
      const onAbort = (): void => {
        own.abort(held.abort.signal.reason);
        giveUp();
      };
      held.abort.signal.addEventListener('abort', onAbort, { once: true });
      cancel.push(() => held.abort.signal.removeEventListener('abort', onAbort));
      cancel.push(
        timers.set(() => {
          own.abort(new Error('time limit'));
          giveUp();
        }, settings.attemptTimeoutMs),
      );
      if (held.abort.signal.aborted) onAbort();
      call(own.signal).then(
        (value) => done(() => resolve(value)),
        (error: unknown) => done(() => reject(error)),
      );
    });
  }
}

/** The channel closed between the attempt's commit and its turn: on record, not sent, nothing unclear. */
const notSent = (lease: Lease, attemptId: string): Settlement => ({
  ...giveBack(lease, 0),
  attemptId,
  keepAttempt: false,
  record: { kind: 'not-sent', via: 'engine' },
});

function asOutcome(prepared: Exclude<Prepared, { kind: 'send' }>): Outcome {
  switch (prepared.kind) {
    case 'waiting':
      return { kind: 'waiting', reason: prepared.reason, retryInMs: prepared.retryInMs };
    case 'refused':
      return { kind: 'refused', code: prepared.code, message: prepared.reason };
    case 'already':
      return { kind: 'already', result: prepared.result };
    case 'skip':
      return { kind: 'skipped', reason: prepared.reason };
  }
}

/** What the channel learns from an outcome: whether the peer is there, not whether it agreed. */
export function callSignal(outcome: Outcome, latencyMs: number, holdCapMs: number): CallSignal {
  switch (outcome.kind) {
    case 'later':
      return outcome.retryAfterMs === undefined
        ? { result: 'failed', latencyMs }
        : { result: 'throttled', latencyMs, holdMs: Math.min(holdCapMs, outcome.retryAfterMs) };
    case 'unknown':
      return { result: 'failed', latencyMs };
    case 'pause-channel':
      return { result: 'answered', latencyMs, pauseReason: outcome.reason };
    case 'delivered':
    case 'already':
    case 'refused':
    case 'waiting':
    case 'parked':
    case 'skipped':
      return { result: 'answered', latencyMs };
  }
}

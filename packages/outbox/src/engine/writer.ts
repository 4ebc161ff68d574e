// Writes attempts and settlements in batches and knows what to do when that fails: repeat when the database is away, drop what is no
// longer ours, take a batch apart to find the one that cannot be written, and park that one.
import type { OutboxRandom } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import type { Begin, Begun, OutboxStore, Settled, Settlement } from '../store/store.ts';
import { errorName, isConnectionLoss, isTransient } from '../store/session.ts';
import { LeaseLost } from '../store/settle-inside.ts';
import type { Handler, Queryable } from '../types.ts';
import { backoffMs } from './backoff.ts';
import { Batcher } from './batcher.ts';
import { sleep, type OutboxTimers } from './timers.ts';

/** lost: the lane is no longer ours, or the database does not take it now. unwritable: what the handler prepared is no body. */
export type BeginResult = Begun | 'lost' | 'unwritable';

/** Wrong data (SQLSTATE class 22) or wrong types: the same again would fail again. */
const isUnwritable = (error: unknown): boolean => error instanceof TypeError || errorName(error).startsWith('22');

export interface WriterOptions {
  readonly store: OutboxStore;
  readonly settings: OutboxSettings;
  readonly random: OutboxRandom;
  readonly timers: OutboxTimers;
  readonly handlerOf: (kind: string) => Handler | undefined;
  readonly onError: (error: unknown, where: string) => void;
  readonly monotonicMs: () => number;
}

const RETRY_FIRST_MS = 50;
const RETRY_CAP_MS = 1_000;
/** Longer than any restart of a database; after it the lanes come back through their leases and are read back. */
const GIVE_UP_MS = 10 * 60_000;

export class Writer {
  readonly #options: WriterOptions;
  readonly #begins: Batcher<Begin, BeginResult>;
  readonly #settles: Batcher<Settlement, Settled | 'lost'>;
  isClosed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
    const {
      timers,
      settings: { maxBatch },
    } = options;
    this.#begins = new Batcher((facilityId, items) => this.#beginMany(facilityId, items), timers, maxBatch, 2);
    this.#settles = new Batcher((facilityId, items) => this.#settleMany(facilityId, items), timers, maxBatch, 2);
  }

  begin(item: Begin): Promise<BeginResult> {
    return this.#begins.add(item.lease.facilityId, item);
  }

  settle(item: Settlement): Promise<Settled | 'lost'> {
    return this.#settles.add(item.lease.facilityId, item);
  }

  async #beginMany(facilityId: string, items: readonly Begin[]): Promise<BeginResult[]> {
    const until = Math.max(...items.map((item) => item.lease.leaseUntilMs));
    for (let tries = 1; ; tries += 1) {
      try {
        const begun = await this.#options.store.begin(facilityId, items);
        return items.map((item) => begun.get(item.lease.laneId) ?? 'lost');
      } catch (error) {
        this.#options.onError(error, 'begin');
        if (isUnwritable(error)) {
          // One body that cannot be written must not hold up the others of its batch.
          if (items.length === 1) return ['unwritable'];
          const apart: BeginResult[] = [];
          for (const item of items) apart.push(...(await this.#beginMany(facilityId, [item])));
          return apart;
        }
        // The same attempt ids again: a commit whose answer was lost is recognised. Past the lease nothing may be sent anyway.
        if (!isTransient(error) || this.#options.monotonicMs() >= until || this.isClosed)
          return items.map(() => 'lost');
        await this.#pause(tries);
      }
    }
  }

  async #settleMany(facilityId: string, items: readonly Settlement[]): Promise<(Settled | 'lost')[]> {
    const results = new Map<string, Settled | 'lost'>();
    const startedAt = this.#options.monotonicMs();
    let rest = [...items];
    for (let tries = 1; rest.length > 0; tries += 1) {
      try {
        const settled = await this.#options.store.settle(facilityId, rest, this.#tell);
        for (const item of rest) results.set(item.lease.laneId, settled.get(item.lease.laneId) ?? 'lost');
        rest = [];
      } catch (error) {
        rest = await this.#afterFailure(facilityId, rest, error, results, tries);
        if (this.isClosed || this.#options.monotonicMs() - startedAt > GIVE_UP_MS) rest = [];
      }
    }
    return items.map((item) => results.get(item.lease.laneId) ?? 'lost');
  }

  /** What is still to be written after a failed try. */
  async #afterFailure(
    facilityId: string,
    rest: Settlement[],
    error: unknown,
    results: Map<string, Settled | 'lost'>,
    tries: number,
  ): Promise<Settlement[]> {
    if (error instanceof LeaseLost) return rest.filter((item) => !error.laneIds.has(item.lease.laneId));
    this.#options.onError(error, 'settle');
    if (rest.length > 1 && !isConnectionLoss(error)) {
      for (const item of rest)
        results.set(item.lease.laneId, (await this.#settleMany(facilityId, [item]))[0] ?? 'lost');
      return [];
    }
    if (isTransient(error)) {
      await this.#pause(tries);
      return rest;
    }
    // One deterministic error: parked with its name. The attempt stays open when something was sent, so a resend reads back first.
    return rest.flatMap((item) =>
      item.outcome === null
        ? []
        : [
            {
              ...item,
              messageState: 'parked' as const,
              advance: false,
              holdState: 'parked' as const,
              code: null,
              reason: `settle:${errorName(error)}`,
              keepAttempt: item.attemptId !== null,
              outcome: null,
              record: { kind: 'parked', via: 'engine' as const },
            },
          ],
    );
  }

  readonly #tell = async (tx: Queryable, item: Settlement): Promise<void> => {
    const handler = this.#options.handlerOf(item.lease.message.kind);
    if (handler !== undefined && item.outcome !== null) await handler.settle(tx, item.lease.message, item.outcome);
  };

  #pause(tries: number): Promise<void> {
    return sleep(this.#options.timers, backoffMs(tries, RETRY_FIRST_MS, RETRY_CAP_MS, this.#options.random));
  }
}

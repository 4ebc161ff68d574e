// The leases this node holds: renewed while their calls run, and their signals aborted when a lease can no longer be proved. A node that
// was frozen finds its local deadline passed and does nothing more with the lane.
import type { OutboxSettings } from '../settings.ts';
import type { Lease, OutboxStore } from '../store/store.ts';
import type { FailpointHook } from '../failpoints.ts';

export interface Held {
  lease: Lease;
  readonly abort: AbortController;
}

/** The last part of a lease in which nothing new is begun: covers the time between the check and the first byte. */
const GUARD_PART = 0.1;

export class HeldLeases {
  readonly #held = new Set<Held>();
  readonly #store: OutboxStore;
  readonly #settings: OutboxSettings;
  readonly #monotonicMs: () => number;
  readonly #failpoint: FailpointHook | undefined;

  constructor(
    store: OutboxStore,
    settings: OutboxSettings,
    monotonicMs: () => number,
    failpoint: FailpointHook | undefined,
  ) {
    this.#store = store;
    this.#settings = settings;
    this.#monotonicMs = monotonicMs;
    this.#failpoint = failpoint;
  }

  get size(): number {
    return this.#held.size;
  }

  add(held: Held): void {
    this.#held.add(held);
  }

  remove(held: Held): void {
    this.#held.delete(held);
  }

  abortAll(reason: string): void {
    for (const held of this.#held) held.abort.abort(new Error(reason));
  }

  mayBegin(lease: Lease): boolean {
    if (this.#settings.plantedBug === 'skip-lease-check') return true;
    return this.#monotonicMs() < lease.leaseUntilMs - this.#settings.leaseMs * GUARD_PART;
  }

  /** Run about three times per lease. */
  async renew(onError: (error: unknown, where: string) => void): Promise<void> {
    const now = this.#monotonicMs();
    // A lease that may already have ended is not renewed but given up: somebody else may have looked at the lane meanwhile.
    const due = Map.groupBy(
      [...this.#held].filter(
        ({ lease }) => lease.leaseUntilMs > now && lease.leaseUntilMs - now < this.#settings.leaseMs * 0.7,
      ),
      (held) => held.lease.facilityId,
    );
    for (const [facilityId, group] of due) {
      const until = this.#monotonicMs() + this.#settings.leaseMs;
      try {
        await this.#failpoint?.('during-lease-renewal', { facilityId });
        const leases = group.map((held) => held.lease);
        const kept = await this.#store.renew(facilityId, leases);
        for (const lease of leases) if (kept.has(lease.laneId)) lease.leaseUntilMs = until;
      } catch (error) {
        onError(error, 'renew');
      }
    }
    if (this.#settings.plantedBug === 'skip-lease-check') return;
    const after = this.#monotonicMs();
    for (const held of this.#held) if (held.lease.leaseUntilMs <= after) held.abort.abort(new Error('lease-lost'));
  }
}

// Who is alive, and which part of every share is ours. A newcomer waits until the others have seen it and made room.
import type { ChannelShare, OutboxSettings } from '../settings.ts';
import type { OutboxStore } from '../store/store.ts';
import { partOf } from '../channel/share.ts';
import { Pace } from '../channel/pace.ts';

interface National {
  part: ChannelShare;
  inFlight: number;
  readonly pace: Pace;
}

export class Shares {
  #nodes: readonly string[] = [];
  #budgets = new Map<string, ChannelShare>();
  #takesPartFromMs = Number.POSITIVE_INFINITY;
  readonly #national = new Map<string, National>();
  readonly #store: OutboxStore;
  readonly #settings: OutboxSettings;
  readonly #nodeId: string;
  readonly #monotonicMs: () => number;

  constructor(store: OutboxStore, settings: OutboxSettings, nodeId: string, monotonicMs: () => number) {
    this.#store = store;
    this.#settings = settings;
    this.#nodeId = nodeId;
    this.#monotonicMs = monotonicMs;
  }

  get nodes(): readonly string[] {
    return this.#nodes;
  }

  async refresh(): Promise<void> {
    this.#nodes = await this.#store.heartbeat();
    this.#budgets = await this.#store.budgets();
    if (this.#takesPartFromMs === Number.POSITIVE_INFINITY) {
      const wait = this.#nodes.length > 1 ? this.#settings.heartbeatMs * 1.5 : 0;
      this.#takesPartFromMs = this.#monotonicMs() + wait;
    }
    for (const [name, national] of this.#national) this.#fit(name, national);
  }

  /** Our part of one facility's share of a channel. */
  part(facilityId: string, channel: string): ChannelShare {
    const share = this.#settings.share(facilityId, channel);
    if (this.#monotonicMs() < this.#takesPartFromMs) return { concurrency: 0, ratePerSecond: share.ratePerSecond };
    return partOf(share, `${facilityId} ${channel}`, this.#nodeId, this.#nodes);
  }

  hasNational(channel: string): boolean {
    return this.#budgets.has(channel);
  }

  nationalFree(channel: string): number {
    const national = this.#of(channel);
    return national === null
      ? Number.POSITIVE_INFINITY
      : Math.max(
          0,
          Math.min(national.part.concurrency - national.inFlight, national.pace.available(this.#monotonicMs())),
        );
  }

  begin(channel: string): void {
    const national = this.#of(channel);
    if (national === null) return;
    national.inFlight += 1;
    national.pace.take(this.#monotonicMs());
  }

  end(channel: string, unused = false): void {
    const national = this.#national.get(channel);
    if (national === undefined) return;
    national.inFlight = Math.max(0, national.inFlight - 1);
    if (unused) national.pace.giveBack(1);
  }

  #of(channel: string): National | null {
    const known = this.#national.get(channel);
    if (known !== undefined) return this.#budgets.has(channel) ? known : null;
    if (!this.#budgets.has(channel)) return null;
    const fresh: National = { part: { concurrency: 0, ratePerSecond: null }, inFlight: 0, pace: new Pace(null) };
    this.#fit(channel, fresh);
    this.#national.set(channel, fresh);
    return fresh;
  }

  #fit(channel: string, national: National): void {
    const budget = this.#budgets.get(channel);
    if (budget === undefined) return;
    national.part = partOf(budget, `national ${channel}`, this.#nodeId, this.#nodes);
    national.pace.setRate(national.part.ratePerSecond);
  }
}

// The loop of a node: learns where work waits, claims it into free places, starts it, and keeps channels, breakers and probes in step
// with the other nodes. Everything that can fail here fails into the next round.
import type { OutboxSettings } from '../settings.ts';
import type { OutboxClock } from '../types.ts';
import type { Lease, OutboxStore, ReadyGroup } from '../store/store.ts';
import { Channel } from '../channel/channel.ts';
import { RANGES, ages, rangesOf } from '../channel/ranges.ts';
import type { Dealer, Grant } from './dealer.ts';
import type { Events } from './events.ts';
import type { Shares } from './shares.ts';
import type { OutboxTimers } from './timers.ts';

export interface DispatcherOptions {
  readonly store: OutboxStore;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly timers: OutboxTimers;
  readonly dealer: Dealer;
  readonly shares: Shares;
  readonly events: Events;
  /** Takes over a lease and its reserved place. */
  readonly start: (channel: Channel, lease: Lease, isProbe: boolean) => void;
  /** A lease that takes no place: only its deadline is told. */
  readonly startExpired: (lease: Lease) => void;
}

/** The right to probe is kept by the database, whose clock started a moment later than ours. */
const PROBE_MARGIN_MS = 100;
/** Between two probes more than the interval: the call leaves some milliseconds after its right to, not always as many. */
const PROBE_SPACING_MS = 50;
const FILL_DELAY_MS = 1;
const TROUBLE_PAUSE_MS = 250;
const EXPIRED_BATCH = 50;
const EXPIRY_SWEEP_MS = 30_000;
/** Channels that have had nothing to do are forgotten, so that memory does not grow with every facility ever seen. */
const MAX_CHANNELS = 50_000;

export class Dispatcher {
  readonly channels = new Map<string, Channel>();
  readonly #o: DispatcherOptions;
  #isRunning = false;
  #isFilling = false;
  #isFillScheduled = false;
  #isTicking: Promise<void> | null = null;
  #cancelTick: (() => void) | null = null;
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  #troubleUntilMs = 0;
  #cursor: ReadyGroup | null = null;

  constructor(options: DispatcherOptions) {
    this.#o = options;
  }

  start(): void {
    this.#isRunning = true;
    this.tickSoon(0);
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTick?.();
    await this.#isTicking;
  }

  channel(facilityId: string, name: string): Channel {
    const key = `${facilityId} ${name}`;
    const known = this.channels.get(key);
    if (known !== undefined) return known;
    const fresh = new Channel(facilityId, name, this.#o.settings);
    this.#fit(fresh);
    if (this.channels.size >= MAX_CHANNELS) this.#forgetIdle();
    this.channels.set(key, fresh);
    return fresh;
  }

  refit(): void {
    for (const channel of this.channels.values()) this.#fit(channel);
    this.fillSoon();
  }

  /** Somebody says that lanes of this class may be ready now. */
  wake(facilityId: string, name: string, messageClass: number): void {
    const channel = this.channel(facilityId, name);
    for (const range of rangesOf(messageClass, 0, this.#o.settings.lateAfterMs)) mark(channel, range);
    this.fillSoon();
  }

  tickSoon(inMs: number): void {
    if (!this.#isRunning) return;
    this.#cancelTick?.();
    this.#cancelTick = this.#o.timers.set(() => {
      // One round at a time; the next one is set when it ends, also when it failed.
      if (this.#isTicking !== null) return;
      this.#isTicking = this.#tick().finally(() => {
        this.#isTicking = null;
        this.tickSoon(this.#cursor === null ? this.#o.settings.pollMs : 0);
      });
    }, inMs);
  }

  fillSoon(): void {
    if (this.#isFillScheduled || !this.#isRunning) return;
    this.#isFillScheduled = true;
    // Answers come in groups; one claim for all of them instead of one each.
    this.#o.timers.set(() => {
      this.#isFillScheduled = false;
      void this.#fill();
    }, FILL_DELAY_MS);
  }

  async #tick(): Promise<void> {
    try {
      await this.#readChannels();
      await this.#readOverview();
      await this.#probe();
      await this.#sweepExpired();
    } catch (error) {
      this.#trouble(error, 'tick');
    }
    this.fillSoon();
  }

  async #readOverview(): Promise<void> {
    const { overviewLimit, lateAfterMs, pollMs, plantedBug, leaseMs } = this.#o.settings;
    const found = await this.#o.store.overview(this.#cursor, overviewLimit);
    // Planted bug for the checker: lanes that somebody holds look free.
    const groups =
      plantedBug === 'skip-lease-check'
        ? found.map((group) => ({ ...group, dueInMs: group.dueInMs - 2 * leaseMs }))
        : found;
    this.#cursor = groups.length < overviewLimit ? null : (groups.at(-1) ?? null);
    for (const group of groups) {
      if (group.dueInMs > pollMs) continue;
      const announce = (): void => {
        const channel = this.channel(group.facilityId, group.channel);
        for (const range of rangesOf(group.class, -group.dueInMs, lateAfterMs)) mark(channel, range);
      };
      if (group.dueInMs <= 0) announce();
      else
        this.#o.timers.set(() => {
          announce();
          this.fillSoon();
        }, group.dueInMs + 1);
    }
  }

  /** What other nodes and people decided about channels. */
  async #readChannels(): Promise<void> {
    const readAt = this.#o.clock.monotonicMs();
    const exceptional = new Map(
      (await this.#o.store.channels()).map((entry) => [`${entry.facilityId} ${entry.channel}`, entry]),
    );
    for (const entry of exceptional.values()) this.channel(entry.facilityId, entry.channel);
    for (const [key, channel] of this.channels) {
      if (channel.changedAtMs >= readAt) continue;
      const entry = exceptional.get(key);
      if (channel.isPaused && entry?.paused !== true) channel.restart();
      channel.setPaused(entry?.paused === true);
      if (entry?.open === true) {
        if (!channel.breaker.isOpen) channel.turnAway();
        channel.breaker.open(readAt, entry.probeInMs ?? 0);
      } else if (channel.breaker.isOpen) {
        channel.breaker.close();
        channel.restart();
      }
    }
  }

  async #probe(): Promise<void> {
    for (const channel of this.channels.values()) {
      const nowMs = this.#o.clock.monotonicMs();
      if (!this.#isRunning || channel.isPaused || channel.part === 0 || !channel.breaker.isProbeDue(nowMs)) continue;
      const bands = channel.waitingBands(this.#o.settings.isBulkAllowed(channel.facilityId, this.#o.clock.now()));
      const ranges = RANGES.flatMap(({ band }, index) =>
        channel.ready[index] === true && bands.has(band) ? [index] : [],
      );
      if (ranges.length === 0) continue;
      const apartMs = this.#o.settings.breaker.probeIntervalMs + PROBE_SPACING_MS;
      if (!(await this.#o.store.takeProbe(channel.facilityId, channel.name, apartMs))) continue;
      channel.breaker.postponeProbe(nowMs);
      this.probeWhenDue(channel);
      // A range is only said to be ready: after a long outage everything is old and the fresh ones are empty. The right to probe comes once
      // per interval and must not be spent on an empty one.
      for (const range of ranges) {
        this.#o.dealer.reserve(channel, nowMs);
        if ((await this.#claim({ channel, range, count: 1 }, true)) > 0) break;
      }
    }
  }

  /** Sharper than the poll: an outage ends for the people who wait, not for our timer. */
  probeWhenDue(channel: Channel): void {
    const inMs = channel.breaker.probeInMs(this.#o.clock.monotonicMs()) + PROBE_MARGIN_MS;
    this.#o.timers.set(() => {
      this.#probe().catch((error: unknown) => this.#trouble(error, 'probe'));
    }, inMs);
  }

  async #sweepExpired(): Promise<void> {
    const nowMs = this.#o.clock.monotonicMs();
    if (nowMs - this.#sweptAtMs < EXPIRY_SWEEP_MS) return;
    this.#sweptAtMs = nowMs;
    for (const channel of this.channels.values()) {
      if (!channel.isPaused && !channel.breaker.isOpen) continue;
      const classes = new Set(RANGES.filter((_, index) => channel.ready[index] === true).map((range) => range.class));
      for (const messageClass of classes) {
        const leases = await this.#o.store.claimExpired(
          channel.facilityId,
          channel.name,
          messageClass,
          this.#o.clock.now(),
          EXPIRED_BATCH,
        );
        for (const lease of leases) this.#o.startExpired(lease);
      }
    }
  }

  async #fill(): Promise<void> {
    if (this.#isFilling || !this.#isRunning) return;
    const pause = this.#troubleUntilMs - this.#o.clock.monotonicMs();
    if (pause > 0) {
      this.#o.timers.set(() => this.fillSoon(), pause);
      return;
    }
    this.#isFilling = true;
    try {
      for (
        let grants = this.#o.dealer.deal(this.channels.values());
        grants.length > 0 && this.#isRunning;
        grants = this.#o.dealer.deal(this.channels.values())
      ) {
        await Promise.all(grants.map((grant) => this.#claim(grant)));
        if (this.#o.clock.monotonicMs() < this.#troubleUntilMs) break;
      }
    } finally {
      this.#isFilling = false;
    }
    this.#fillWhenPaced();
  }

  /** Channels that are only held by their pace are asked again when it allows. */
  #fillWhenPaced(): void {
    const nowMs = this.#o.clock.monotonicMs();
    let soonest = Number.POSITIVE_INFINITY;
    for (const channel of this.channels.values()) {
      if (!channel.ready.includes(true)) continue;
      const wait = channel.freeInMs(nowMs);
      if (wait !== null && wait > 0) soonest = Math.min(soonest, wait);
    }
    if (soonest < this.#o.settings.pollMs) this.#o.timers.set(() => this.fillSoon(), Math.ceil(soonest));
  }

  /** How many lanes it brought. */
  async #claim(grant: Grant, isProbe = false): Promise<number> {
    const { channel, count } = grant;
    const range = RANGES[grant.range];
    if (range === undefined) return 0;
    const wakes = channel.wakes[grant.range];
    const { minAgeMs, maxAgeMs } = ages(range, this.#o.settings.lateAfterMs);
    let leases: Lease[] = [];
    try {
      leases = await this.#o.store.claim({
        facilityId: channel.facilityId,
        channel: channel.name,
        class: range.class,
        limit: count,
        maxAgeMs,
        // Planted bug, as in readOverview.
        minAgeMs: this.#o.settings.plantedBug === 'skip-lease-check' ? -2 * this.#o.settings.leaseMs : minAgeMs,
      });
      if (leases.length < count && channel.wakes[grant.range] === wakes) channel.ready[grant.range] = false;
    } catch (error) {
      this.#trouble(error, 'claim');
    }
    this.#o.dealer.giveBack(channel, count - leases.length);
    for (const lease of leases) this.#o.start(channel, lease, isProbe);
    return leases.length;
  }

  #fit(channel: Channel): void {
    const part = this.#o.shares.part(channel.facilityId, channel.name);
    channel.setShare(part.concurrency, part.ratePerSecond);
    channel.hasCommonBudget = this.#o.shares.hasNational(channel.name);
  }

  #trouble(error: unknown, where: string): void {
    this.#troubleUntilMs = this.#o.clock.monotonicMs() + TROUBLE_PAUSE_MS;
    this.#o.events.emit('trouble', { where, error });
  }

  #forgetIdle(): void {
    for (const [key, channel] of this.channels) {
      if (channel.inFlight === 0 && !channel.isPaused && !channel.breaker.isOpen && !channel.ready.includes(true))
        this.channels.delete(key);
    }
  }
}

function mark(channel: Channel, range: number): void {
  channel.ready[range] = true;
  channel.wakes[range] = (channel.wakes[range] ?? 0) + 1;
}

// One working node: puts dispatcher, runner, writer and leases together and follows each lane from claim to release.
import type { ClientConfig } from 'pg';
import type { Handler, OutboxClock, OutboxRandom } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import type { FailpointHook } from '../failpoints.ts';
import type { Lease, OutboxStore, Settled, Settlement } from '../store/store.ts';
import type { Channel } from '../channel/channel.ts';
import { giveBack } from './decide.ts';
import { Dealer } from './dealer.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Events } from './events.ts';
import { HeldLeases, type Held } from './held.ts';
import { Runner, type CallSignal, type PeerDoor } from './runner.ts';
import { Shares } from './shares.ts';
import { sleep, type OutboxTimers } from './timers.ts';
import { Listener, type Hint, type Notifier } from './wake.ts';
import { Writer } from './writer.ts';

export interface NodeOptions {
  readonly nodeId: string;
  readonly store: OutboxStore;
  readonly settings: OutboxSettings;
  readonly clock: OutboxClock;
  readonly random: OutboxRandom;
  readonly timers: OutboxTimers;
  readonly events: Events;
  readonly notifier: Notifier;
  readonly handlerOf: (kind: string) => Handler | undefined;
  readonly failpoint: FailpointHook | undefined;
  /** Absent where there is nothing to listen on (simulation). */
  readonly listen: ClientConfig | null;
}

const ABORTED_GRACE_MS = 3_000;
/** Suspects (a process died while it held them) run one at a time and on trial (sql/trial.ts), so that no innocent neighbour is blamed again. */
const SUSPECT_RETRY_MS = 300;

export class OutboxNode {
  readonly shares: Shares;
  readonly dispatcher: Dispatcher;
  readonly #o: NodeOptions;
  readonly #dealer: Dealer;
  readonly #writer: Writer;
  readonly #held: HeldLeases;
  readonly #runner: Runner;
  readonly #listener: Listener | null;
  readonly #runs = new Set<Promise<void>>();
  readonly #cancel = new Set<() => void>();
  #hasSuspect = false;
  /** How late our own timers are: a busy process must not be taken for a slow peer. */
  #lagMs = 0;
  #isStopping = false;

  constructor(options: NodeOptions) {
    this.#o = options;
    const { store, settings, clock, timers, events, failpoint } = options;
    const monotonicMs = (): number => clock.monotonicMs();
    this.shares = new Shares(store, settings, options.nodeId, monotonicMs);
    this.#dealer = new Dealer(settings, clock, this.shares);
    this.#writer = new Writer({ ...options, onError: this.#onError, monotonicMs });
    this.#held = new HeldLeases(store, settings, monotonicMs, failpoint);
    this.#runner = new Runner({ ...options, writer: this.#writer, held: this.#held, onError: this.#onError });
    this.dispatcher = new Dispatcher({
      store,
      settings,
      clock,
      timers,
      events,
      dealer: this.#dealer,
      shares: this.shares,
      start: (channel, lease, isProbe) => this.#track(this.#follow(channel, lease, isProbe)),
      startExpired: (lease) => this.#track(this.#tellExpired(lease)),
    });
    this.#listener = options.listen === null ? null : new Listener(options.listen, timers, this.#onWake, this.#onError);
  }

  get inFlight(): number {
    return this.#dealer.inFlight;
  }

  async start(): Promise<void> {
    await this.#refreshShares();
    this.#repeat(this.#o.settings.heartbeatMs, () => this.#refreshShares());
    this.#repeat(Math.ceil(this.#o.settings.leaseMs / 3), () => this.#held.renew(this.#onError));
    this.#measureLag();
    this.dispatcher.start();
    await this.#listener?.start();
  }

  /** Claims nothing more, lets calls finish, aborts what is left, and says goodbye. At most stopTimeoutMs plus a short grace. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.dispatcher.stop();
    await this.#listener?.stop();
    for (const channel of this.dispatcher.channels.values()) channel.close();
    await this.#drained(this.#o.settings.stopTimeoutMs);
    if (this.#runs.size > 0) {
      this.#held.abortAll('node stops');
      await this.#drained(ABORTED_GRACE_MS);
    }
    this.#writer.isClosed = true;
    for (const cancel of this.#cancel) cancel();
    await this.#o.store.leave().catch((error: unknown) => this.#onError(error, 'leave'));
  }

  async #drained(limitMs: number): Promise<void> {
    let cancel = (): void => undefined;
    const limit = new Promise<void>((resolve) => {
      cancel = this.#o.timers.set(resolve, limitMs);
    });
    await Promise.race([limit, this.#allRuns()]);
    cancel();
  }

  async #allRuns(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.#runs);
  }

  readonly #onError = (error: unknown, where: string): void => {
    this.#o.events.emit('trouble', { where, error });
  };

  readonly #onWake = (hints: readonly Hint[] | 'everything'): void => {
    if (hints === 'everything') {
      this.dispatcher.tickSoon(0);
      return;
    }
    for (const hint of hints) this.dispatcher.wake(hint.facilityId, hint.channel, hint.class);
  };

  async #refreshShares(): Promise<void> {
    try {
      await this.shares.refresh();
      this.dispatcher.refit();
    } catch (error) {
      this.#onError(error, 'heartbeat');
    }
  }

  #measureLag(): void {
    const expectedAtMs = this.#o.clock.monotonicMs() + this.#o.settings.lagProbeMs;
    const cancel = this.#o.timers.set(() => {
      this.#cancel.delete(cancel);
      const lateMs = Math.max(0, this.#o.clock.monotonicMs() - expectedAtMs);
      this.#lagMs = this.#lagMs * 0.7 + lateMs * 0.3;
      if (!this.#isStopping) this.#measureLag();
    }, this.#o.settings.lagProbeMs);
    this.#cancel.add(cancel);
  }

  #repeat(everyMs: number, work: () => Promise<void>): void {
    const next = (): void => {
      const cancel = this.#o.timers.set(() => {
        this.#cancel.delete(cancel);
        void work().finally(next);
      }, everyMs);
      this.#cancel.add(cancel);
    };
    next();
  }

  #track(run: Promise<void>): void {
    const tracked = run
      .catch((error: unknown) => this.#onError(error, 'run'))
      .finally(() => this.#runs.delete(tracked));
    this.#runs.add(tracked);
  }

  /** From a claimed lane to its release: one message after the other as long as the lane may go on. */
  async #follow(channel: Channel, first: Lease, isProbe: boolean): Promise<void> {
    const held: Held = { lease: first, abort: new AbortController() };
    this.#held.add(held);
    try {
      for (let lease: Lease | null = first; lease !== null;) {
        held.lease = lease;
        lease = await this.#step(channel, held, isProbe && lease === first);
      }
    } finally {
      this.#held.remove(held);
      this.#dealer.release(channel);
      this.dispatcher.fillSoon();
    }
  }

  async #step(channel: Channel, held: Held, isProbe: boolean): Promise<Lease | null> {
    const isSuspect = held.lease.deaths > 0;
    if (isSuspect && this.#hasSuspect)
      return this.#settle(channel, { ...giveBack(held.lease, SUSPECT_RETRY_MS), chain: false });
    this.#hasSuspect ||= isSuspect;
    try {
      const startedAt = this.#o.clock.monotonicMs();
      const door = this.#door(channel, isProbe);
      const settlement = await this.#attempt(held, door, isSuspect).catch((error: unknown) =>
        this.#runner.afterError(held.lease, error),
      );
      if (settlement === 'lost') return null;
      await this.#o.failpoint?.('before-result-commit', {
        facilityId: held.lease.facilityId,
        laneId: held.lease.laneId,
      });
      const next = await this.#settle(channel, settlement);
      if (door.callMs > 0)
        channel.learnCycle(this.#o.clock.monotonicMs() - startedAt - door.waitMs - door.callMs, door.callMs);
      return next;
    } finally {
      if (isSuspect) this.#hasSuspect = false;
    }
  }

  async #attempt(held: Held, door: PeerDoor, isSuspect: boolean): Promise<Settlement | 'lost'> {
    const { lease } = held;
    const isTried = isSuspect && lease.deaths < this.#o.settings.maxProcessDeaths;
    if (isTried && !(await this.#o.store.putOnTrial(lease))) return 'lost';
    return this.#runner.attempt(held, door);
  }

  /** One step's way to the peer, and how much of its time it spent there and waiting for it. */
  #door(channel: Channel, isProbe: boolean): PeerDoor & { readonly waitMs: number; readonly callMs: number } {
    const { clock } = this.#o;
    const door = {
      isDoubtful: isProbe || (channel.lastFailureAtMs ?? -Infinity) > (channel.lastAnswerAtMs ?? -Infinity),
      waitMs: 0,
      callMs: 0,
      enter: async (): Promise<boolean> => {
        const from = clock.monotonicMs();
        const isAdmitted = await channel.enter(isProbe);
        door.waitMs += clock.monotonicMs() - from;
        return isAdmitted;
      },
      leave: (): void => channel.leave(),
      learn: (about: CallSignal): void => {
        door.callMs += about.latencyMs;
        this.#learn(channel, about);
      },
    };
    return door;
  }

  async #settle(channel: Channel, settlement: Settlement): Promise<Lease | null> {
    const mayContinue =
      !this.#isStopping && settlement.advance && this.#dealer.mayContinue(channel, channelClass(settlement));
    const settled = await this.#writer.settle({ ...settlement, chain: mayContinue });
    if (settled === 'lost') return null;
    await this.#o.failpoint?.('after-result-commit-before-lane-release', {
      facilityId: channel.facilityId,
      laneId: settlement.lease.laneId,
    });
    this.#announce(settlement, settled);
    if (settled.next !== null) this.#dealer.continued(channel, settled.class);
    return settled.next;
  }

  #announce(settlement: Settlement, settled: Settled): void {
    const { lease } = settlement;
    for (const woken of settled.woken) this.#wakeAll({ facilityId: lease.facilityId, ...woken });
    if (settled.dueInMs !== null && settled.next === null)
      this.#wakeWhenDue(
        { facilityId: lease.facilityId, channel: settled.channel, class: settled.class },
        settled.dueInMs,
      );
    if (settlement.record === null) return;
    this.#o.events.emit('settled', {
      facilityId: lease.facilityId,
      laneId: lease.laneId,
      messageId: lease.message.messageId,
      subjectId: lease.message.subjectId,
      kind: lease.message.kind,
      state: settlement.messageState,
      outcome: settlement.outcome?.kind ?? null,
      laneState: settled.laneState,
    });
  }

  #wakeAll(hint: Hint): void {
    this.dispatcher.wake(hint.facilityId, hint.channel, hint.class);
    this.#o.notifier.add(hint);
  }

  /** Soon-due lanes get a timer of their own; the rest is found by polling. */
  #wakeWhenDue(hint: Hint, dueInMs: number): void {
    const wake = (): void => this.dispatcher.wake(hint.facilityId, hint.channel, hint.class);
    if (dueInMs <= 0) wake();
    else if (dueInMs < this.#o.settings.pollMs) this.#o.timers.set(wake, Math.ceil(dueInMs) + 1);
  }

  async #tellExpired(lease: Lease): Promise<void> {
    const held: Held = { lease, abort: new AbortController() };
    this.#held.add(held);
    try {
      const settlement = await this.#runner.attempt(held, CLOSED_DOOR);
      if (settlement === 'lost') return;
      const settled = await this.#writer.settle({ ...settlement, chain: false });
      if (settled !== 'lost') this.#announce(settlement, settled);
    } finally {
      this.#held.remove(held);
    }
  }

  #learn(channel: Channel, about: CallSignal): void {
    const nowMs = this.#o.clock.monotonicMs();
    if (about.holdMs !== undefined) channel.hold(nowMs + about.holdMs);
    const latencyMs = Math.max(about.latencyMs - this.#lagMs, about.latencyMs / 2);
    if (about.result === 'answered') {
      if (channel.onAnswer(nowMs, latencyMs)) this.#breaker(channel, 'closed');
    } else if (channel.onTrouble(nowMs, latencyMs, about.result)) {
      this.#breaker(channel, 'open');
    }
    if (about.pauseReason !== undefined && !channel.isPaused)
      void this.pause(channel.facilityId, channel.name, 'engine', about.pauseReason);
  }

  #breaker(channel: Channel, state: 'open' | 'closed'): void {
    const { store, clock, events } = this.#o;
    events.emit('breaker', { facilityId: channel.facilityId, channel: channel.name, state });
    void this.#share(channel, () =>
      state === 'open'
        ? store.openBreaker(channel.facilityId, channel.name, channel.breaker.probeInMs(clock.monotonicMs()))
        : store.closeBreaker(channel.facilityId, channel.name),
    );
    if (state === 'closed') this.dispatcher.fillSoon();
    else this.dispatcher.probeWhenDue(channel);
  }

  async pause(facilityId: string, name: string, by: string, reason: string): Promise<void> {
    const channel = this.dispatcher.channel(facilityId, name);
    channel.setPaused(true);
    channel.pauseReason = reason;
    this.#o.events.emit('paused', { facilityId, channel: name, reason });
    await this.#share(channel, () => this.#o.store.pauseChannel(facilityId, name, by, reason));
  }

  async resume(facilityId: string, name: string, by: string, reason: string): Promise<void> {
    const channel = this.dispatcher.channel(facilityId, name);
    await this.#share(channel, () => this.#o.store.resumeChannel(facilityId, name, by, reason));
    channel.setPaused(false);
    channel.pauseReason = null;
    channel.breaker.close();
    channel.restart();
    this.#o.events.emit('resumed', { facilityId, channel: name });
    this.dispatcher.tickSoon(0);
  }

  /** Writes a change of a channel for the other nodes; until it is written, older knowledge read from the database is not applied. */
  async #share(channel: Channel, write: () => Promise<void>): Promise<void> {
    channel.changedAtMs = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 20; tries += 1) {
      try {
        await write();
        break;
      } catch (error) {
        this.#onError(error, 'channel');
        await sleep(this.#o.timers, 250);
      }
    }
    channel.changedAtMs = this.#o.clock.monotonicMs();
  }

  /** A call that is no message (a search, a reference) uses a place of the channel too. */
  async withPlace<T>(
    facilityId: string,
    name: string,
    call: () => Promise<{ value: T; about: CallSignal }>,
  ): Promise<T | null> {
    const channel = this.dispatcher.channel(facilityId, name);
    const nowMs = this.#o.clock.monotonicMs();
    if (channel.free(nowMs) < 1 || this.shares.nationalFree(name) < 1) return null;
    this.#dealer.reserve(channel, nowMs);
    try {
      if (!(await channel.enter(false))) return null;
      try {
        const { value, about } = await call();
        this.#learn(channel, about);
        return value;
      } finally {
        channel.leave();
      }
    } finally {
      this.#dealer.release(channel);
      this.dispatcher.fillSoon();
    }
  }
}

/** Nothing is sent when only a deadline is told. */
const CLOSED_DOOR: PeerDoor = {
  isDoubtful: false,
  enter: () => Promise.resolve(false),
  leave: () => undefined,
  learn: () => undefined,
};

const channelClass = (settlement: Settlement): number => settlement.lease.message.class;

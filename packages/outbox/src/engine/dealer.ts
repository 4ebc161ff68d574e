// Deals free places to waiting work: first the facility with the fewest calls in flight, inside it by rank of the ranges. Reserves the
// places it deals; whoever claims gives back what was not used. Pure apart from the clock.
import type { OutboxSettings } from '../settings.ts';
import type { OutboxClock } from '../types.ts';
import type { Channel } from '../channel/channel.ts';
import { RANGES, type Band } from '../channel/ranges.ts';
import type { Shares } from './shares.ts';

export interface Grant {
  readonly channel: Channel;
  readonly range: number;
  count: number;
}

export class Dealer {
  #served = 0;
  inFlight = 0;
  /** Channel names (or '' for the whole node) where work was left waiting for want of a common place → fewest in flight among those. */
  #contended = new Map<string, number>();
  readonly #settings: OutboxSettings;
  readonly #clock: OutboxClock;
  readonly #shares: Shares;

  constructor(settings: OutboxSettings, clock: OutboxClock, shares: Shares) {
    this.#settings = settings;
    this.#clock = clock;
    this.#shares = shares;
  }

  deal(channels: Iterable<Channel>): Grant[] {
    const nowMs = this.#clock.monotonicMs();
    const now = this.#clock.now();
    const grants = new Map<string, Grant>();
    const waiting = new Map<Channel, Set<Band>>();
    for (const channel of channels) {
      if (!channel.ready.includes(true)) continue;
      const bands = channel.beginningBands(this.#settings.isBulkAllowed(channel.facilityId, now), nowMs);
      if (bands.size > 0 && channel.free(nowMs) >= 1) waiting.set(channel, bands);
    }
    this.#contended = new Map();
    while (waiting.size > 0) {
      const channel = this.#next(waiting.keys());
      if (!this.#hasCommonPlace(channel)) {
        waiting.delete(channel);
        continue;
      }
      const isGranted = this.#grant(channel, waiting.get(channel) ?? new Set(), grants, nowMs);
      if (!isGranted || channel.free(nowMs) < 1 || channel.isSpaced(nowMs)) waiting.delete(channel);
    }
    return [...grants.values()];
  }

  #next(channels: Iterable<Channel>): Channel {
    let best: Channel | null = null;
    for (const channel of channels) {
      if (
        best === null ||
        channel.inFlight < best.inFlight ||
        (channel.inFlight === best.inFlight && channel.lastServedAt < best.lastServedAt)
      )
        best = channel;
    }
    if (best === null) throw new Error('dealt to nobody');
    return best;
  }

  #hasCommonPlace(channel: Channel): boolean {
    const scarce =
      this.inFlight >= this.#settings.maxInFlight
        ? ''
        : this.#shares.nationalFree(channel.name) < 1
          ? channel.name
          : null;
    if (scarce === null) return true;
    this.#contended.set(scarce, Math.min(this.#contended.get(scarce) ?? Number.POSITIVE_INFINITY, channel.inFlight));
    return false;
  }

  #grant(channel: Channel, bands: Set<Band>, grants: Map<string, Grant>, nowMs: number): boolean {
    const band = channel.turns.peek(bands);
    const range = RANGES.findIndex((candidate, index) => candidate.band === band && channel.ready[index] === true);
    if (band === null || range < 0) return false;
    // Whoever waits collects credit, also when only others may begin now.
    channel.turns.take(band, channel.waitingBands(this.#settings.isBulkAllowed(channel.facilityId, this.#clock.now())));
    this.reserve(channel, nowMs);
    const key = `${channel.facilityId} ${channel.name} ${range}`;
    const grant = grants.get(key) ?? { channel, range, count: 0 };
    grant.count += 1;
    grants.set(key, grant);
    return true;
  }

  reserve(channel: Channel, nowMs: number): void {
    channel.begin(nowMs);
    this.#shares.begin(channel.name);
    this.inFlight += 1;
    this.#served += 1;
    channel.lastServedAt = this.#served;
  }

  release(channel: Channel): void {
    channel.inFlight -= 1;
    this.#shares.end(channel.name);
    this.inFlight -= 1;
  }

  giveBack(channel: Channel, count: number): void {
    channel.giveBack(count);
    for (let index = 0; index < count; index += 1) this.#shares.end(channel.name, true);
    this.inFlight -= count;
  }

  /** May a lane go on with its next message in the place it holds? Not when somebody with less is waiting for it. */
  mayContinue(channel: Channel, messageClass: number): boolean {
    const nowMs = this.#clock.monotonicMs();
    if (
      channel.isPaused ||
      channel.breaker.isOpen ||
      channel.inFlight > channel.places ||
      channel.pace.available(nowMs) < 1
    )
      return false;
    for (const scarce of ['', channel.name])
      if ((this.#contended.get(scarce) ?? Number.POSITIVE_INFINITY) < channel.inFlight) return false;
    const bands = channel.waitingBands(this.#settings.isBulkAllowed(channel.facilityId, this.#clock.now()));
    const own: Band =
      messageClass === 0 ? 'person' : messageClass === 1 ? 'today' : messageClass === 2 ? 'late' : 'bulk';
    if (own !== 'person' && channel.isSpaced(nowMs)) return false;
    if (own === 'bulk' && !this.#settings.isBulkAllowed(channel.facilityId, this.#clock.now())) return false;
    bands.add(own);
    return channel.turns.peek(bands) === own;
  }

  /** The lane did go on: its next call counts like any other. */
  continued(channel: Channel, messageClass: number): void {
    const own: Band =
      messageClass === 0 ? 'person' : messageClass === 1 ? 'today' : messageClass === 2 ? 'late' : 'bulk';
    const bands = channel.waitingBands(true);
    bands.add(own);
    channel.turns.take(own, bands);
    channel.pace.take(this.#clock.monotonicMs());
  }
}

// Measures what arrives: requests per channel and second, in flight now and at most, and a log of requests with their lane, so
// that a checker can prove "never more than one in flight per lane" and "every resend was preceded by a read".

import type { Json } from '../json.ts';

export interface TrafficEntry {
  readonly id: number;
  readonly at: string;
  readonly atMs: number;
  endMs: number | null;
  readonly service: string;
  readonly group: string;
  readonly endpoint: string;
  readonly method: string;
  readonly path: string;
  readonly kind: 'read' | 'write' | 'unknown';
  ppk: string;
  key: string;
  /** Requests of the same facility, service and key in flight when this one arrived, itself included. */
  inFlightForKey: number;
  status: number;
  code: string;
  message: string;
  fault: string | null;
  /** Ledger numbers of the effects this request had. */
  effects: readonly number[];
  /** Decrypted bodies of the last requests; masked before they are shown. */
  request?: Json | undefined;
  response?: Json | undefined;
}

export interface ChannelStats {
  requests: number;
  inFlight: number;
  maxInFlight: number;
  faults: number;
  /** Requests per real second: epoch second → count. */
  perSecond: Record<string, number>;
}

/** Seconds of histogram kept per channel: a four-hour outage and some. */
const HISTOGRAM_SECONDS = 6 * 3600;
/** Requests whose bodies are kept for the page. */
const BODIES_KEPT = 200;

export class Meter {
  readonly #log: TrafficEntry[] = [];
  readonly #channels = new Map<string, ChannelStats & { seconds: Map<number, number> }>();
  readonly #scopes = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #writes = new Map<string, number>();
  readonly #hits = new Map<string, { moment: number; count: number }>();
  readonly #limit: number;
  readonly #onDone: (entry: TrafficEntry) => void;
  #nextId = 1;
  #maxPerKey = 0;

  constructor(options: { readonly limit: number; readonly onDone?: (entry: TrafficEntry) => void }) {
    this.#limit = options.limit;
    this.#onDone = options.onDone ?? (() => undefined);
  }

  begin(
    entry: Omit<
      TrafficEntry,
      'id' | 'at' | 'endMs' | 'inFlightForKey' | 'status' | 'code' | 'message' | 'fault' | 'effects'
    >,
  ): TrafficEntry {
    const full: TrafficEntry = {
      id: this.#nextId,
      at: new Date(entry.atMs).toISOString(),
      endMs: null,
      inFlightForKey: 0,
      status: 0,
      code: '',
      message: '',
      fault: null,
      effects: [],
      ...entry,
    };
    this.#nextId += 1;
    this.#log.push(full);
    if (this.#log.length > this.#limit) this.#log.splice(0, Math.ceil(this.#limit / 10));
    const faded = this.#log.at(-1 - BODIES_KEPT);
    if (faded !== undefined) {
      faded.request = undefined;
      faded.response = undefined;
    }
    this.#enter(full);
    return full;
  }

  /** Called once the body is read: only then the lane is known. */
  identify(entry: TrafficEntry, ppk: string, key: string): void {
    entry.ppk = ppk;
    entry.key = key;
    if (key === '' || entry.endMs !== null) return;
    const lane = laneOf(entry);
    const inFlight = (this.#keys.get(lane) ?? 0) + 1;
    this.#keys.set(lane, inFlight);
    entry.inFlightForKey = inFlight;
    if (entry.kind === 'write') this.#writes.set(lane, (this.#writes.get(lane) ?? 0) + 1);
    // Reads may share a key (two screens look at one card); a lane is broken when a write is not alone.
    const alone = inFlight === 1 || !this.#writes.has(lane);
    this.#maxPerKey = Math.max(this.#maxPerKey, alone ? 1 : inFlight);
  }

  end(entry: TrafficEntry, atMs: number): void {
    if (entry.endMs !== null) return;
    entry.endMs = atMs;
    const channel = this.#channel(entry);
    channel.inFlight -= 1;
    if (entry.fault !== null) channel.faults += 1;
    if (entry.inFlightForKey === 0) return;
    decrement(this.#keys, laneOf(entry));
    if (entry.kind === 'write') decrement(this.#writes, laneOf(entry));
  }

  /** The payer has done with the request, whether the caller waited for it or not. */
  record(entry: TrafficEntry): void {
    this.#onDone(entry);
  }

  /** In flight inside a mood scope, for its channel limit. */
  enterScope(scope: string): number {
    const inFlight = (this.#scopes.get(scope) ?? 0) + 1;
    this.#scopes.set(scope, inFlight);
    return inFlight;
  }
  leaveScope(scope: string): void {
    decrement(this.#scopes, scope);
  }
  /** How often something was counted in this moment (a second, a minute), this time included. */
  hit(what: string, moment: number): number {
    const known = this.#hits.get(what);
    const count = known?.moment === moment ? known.count + 1 : 1;
    this.#hits.set(what, { moment, count });
    return count;
  }

  /** `historySeconds` limits the histogram to the newest seconds; the page needs none of it. */
  stats(historySeconds = HISTOGRAM_SECONDS): {
    channels: Record<string, ChannelStats>;
    maxInFlightPerKey: number;
    total: number;
  } {
    const channels: Record<string, ChannelStats> = {};
    for (const [name, { seconds, ...channel }] of this.#channels) {
      channels[name] = {
        ...channel,
        perSecond: Object.fromEntries([...seconds].slice(seconds.size - Math.min(seconds.size, historySeconds))),
      };
    }
    return { channels, maxInFlightPerKey: this.#maxPerKey, total: this.#nextId - 1 };
  }

  after(id: number, limit: number): readonly TrafficEntry[] {
    const first = this.#log[0]?.id ?? 1;
    const from = Math.max(0, id - first + 1);
    return this.#log.slice(from, from + limit);
  }
  find(id: number): TrafficEntry | undefined {
    return this.#log[id - (this.#log[0]?.id ?? 1)];
  }
  last(count: number): readonly TrafficEntry[] {
    return this.#log.slice(-count);
  }

  reset(): void {
    this.#log.length = 0;
    this.#maxPerKey = 0;
    for (const channel of this.#channels.values()) {
      Object.assign(channel, { requests: 0, maxInFlight: channel.inFlight, faults: 0 });
      channel.seconds.clear();
    }
  }

  #enter(entry: TrafficEntry): void {
    const channel = this.#channel(entry);
    channel.requests += 1;
    channel.inFlight += 1;
    channel.maxInFlight = Math.max(channel.maxInFlight, channel.inFlight);
    const second = Math.floor(entry.atMs / 1000);
    channel.seconds.set(second, (channel.seconds.get(second) ?? 0) + 1);
    if (channel.seconds.size > HISTOGRAM_SECONDS) {
      const oldest = channel.seconds.keys().next().value;
      if (oldest !== undefined) channel.seconds.delete(oldest);
    }
  }

  #channel({ service, group }: TrafficEntry): ChannelStats & { seconds: Map<number, number> } {
    const name = `${service}.${group}`;
    const known = this.#channels.get(name);
    if (known !== undefined) return known;
    const created = {
      requests: 0,
      inFlight: 0,
      maxInFlight: 0,
      faults: 0,
      perSecond: {},
      seconds: new Map<number, number>(),
    };
    this.#channels.set(name, created);
    return created;
  }
}

const laneOf = (entry: TrafficEntry): string => `${entry.ppk} ${entry.service} ${entry.key}`;

function decrement(map: Map<string, number>, key: string): void {
  const left = (map.get(key) ?? 1) - 1;
  if (left <= 0) map.delete(key);
  else map.set(key, left);
}

// The ready index of outbox_lanes in memory: per facility, channel and class the lanes that may be claimed, in the order of their time.
// One binary search where a scan over all lanes would make long backlogs slow to simulate.
import type { ReadyGroup } from '../../store/store.ts';

export interface Indexed {
  readonly facilityId: string;
  readonly channel: string;
  readonly class: number;
  readonly nextAtMs: number | null;
  /** Among lanes of the same instant; the database promises no order there, a simulation needs one. */
  readonly born: number;
}

interface Group<T> {
  readonly facilityId: string;
  readonly channel: string;
  readonly class: number;
  readonly lanes: T[];
}

export class LaneIndex<T extends Indexed> {
  readonly #groups = new Map<string, Group<T>>();
  /** In the order of the index. */
  readonly #sorted: Group<T>[] = [];

  insert(lane: T): void {
    if (lane.nextAtMs === null) return;
    const { lanes } = this.#group(lane.facilityId, lane.channel, lane.class);
    lanes.splice(firstFrom(lanes, lane.nextAtMs, lane.born), 0, lane);
  }

  remove(lane: T): void {
    if (lane.nextAtMs === null) return;
    const { lanes } = this.#group(lane.facilityId, lane.channel, lane.class);
    const place = firstFrom(lanes, lane.nextAtMs, lane.born);
    if (lanes[place] !== lane) throw new Error('a lane was moved behind the back of its index');
    lanes.splice(place, 1);
  }

  /** Up to `limit` lanes due in (fromMs, untilMs], oldest first. */
  range(group: Omit<ReadyGroup, 'dueInMs'>, fromMs: number, untilMs: number, limit: number): T[] {
    const { lanes } = this.#group(group.facilityId, group.channel, group.class);
    const first = firstFrom(lanes, fromMs, Number.POSITIVE_INFINITY);
    const found: T[] = [];
    for (let place = first; place < lanes.length && found.length < limit; place += 1) {
      const lane = lanes[place];
      if (lane === undefined || (lane.nextAtMs ?? 0) > untilMs) break;
      found.push(lane);
    }
    return found;
  }

  /** The first lane of every group behind `after`. */
  heads(after: Omit<ReadyGroup, 'dueInMs'> | null, nowMs: number, limit: number): ReadyGroup[] {
    const found: ReadyGroup[] = [];
    for (const group of this.#sorted) {
      const [first] = group.lanes;
      if (first === undefined || (after !== null && compare(group, after) <= 0)) continue;
      if (found.length >= limit) break;
      const { facilityId, channel, class: messageClass } = group;
      found.push({ facilityId, channel, class: messageClass, dueInMs: (first.nextAtMs ?? 0) - nowMs });
    }
    return found;
  }

  #group(facilityId: string, channel: string, messageClass: number): Group<T> {
    const key = `${facilityId} ${channel} ${messageClass}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group: Group<T> = { facilityId, channel, class: messageClass, lanes: [] };
    this.#groups.set(key, group);
    const place = this.#sorted.findIndex((other) => compare(other, group) > 0);
    this.#sorted.splice(place < 0 ? this.#sorted.length : place, 0, group);
    return group;
  }
}

type Place = Omit<ReadyGroup, 'dueInMs'>;
function compare(a: Place, b: Place): number {
  if (a.facilityId !== b.facilityId) return a.facilityId < b.facilityId ? -1 : 1;
  if (a.channel !== b.channel) return a.channel < b.channel ? -1 : 1;
  return a.class - b.class;
}

/** The first place whose lane is at (atMs, born) or later. */
function firstFrom(lanes: readonly Indexed[], atMs: number, born: number): number {
  let low = 0;
  let high = lanes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const lane = lanes[middle];
    const at = lane?.nextAtMs ?? 0;
    if (at < atMs || (at === atMs && (lane?.born ?? 0) < born)) low = middle + 1;
    else high = middle;
  }
  return low;
}

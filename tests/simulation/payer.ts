// BPJS as the simulated facilities meet it: a ledger of effects that nobody else can touch. Documented, it keeps the first of what is
// write-once, wants the booking before a Task ID and refuses what was refused to be right; dumb, it applies everything as often as it comes.
import type { OutboxMessage } from '@titian/outbox';
import type { VirtualTime } from '@titian/outbox/testing';
import type { SimKind } from './kinds.ts';
import type { Form } from './meaning.ts';

export type Character = 'documented' | 'dumb';

export interface Effect {
  readonly messageId: string;
  readonly facilityId: string;
  readonly laneId: string;
  readonly seq: number;
  readonly content: string;
  readonly atMs: number;
  /** Reads show it from then on. */
  readonly visibleAtMs: number;
  /** Put there by another program than ours. */
  readonly isForeign: boolean;
}

/** One request on the wire, as its sender wrote it. */
export interface Request {
  readonly kind: SimKind;
  readonly message: OutboxMessage;
  readonly content: string;
}

export class Payer {
  readonly ledger: Effect[] = [];
  readonly character: Character;
  /** What a person must mend before it is taken. */
  readonly objections = new Map<string, string>();
  readonly #byMessage = new Map<string, Effect[]>();
  readonly #lastOfLane = new Map<string, number>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime, character: Character) {
    this.#time = time;
    this.character = character;
  }

  effectsOf(messageId: string): readonly Effect[] {
    return this.#byMessage.get(messageId) ?? [];
  }

  /** What another program reported before us. */
  holdForeign(facilityId: string, laneId: string, messageId: string, content: string): void {
    this.#write({ messageId, facilityId, laneId, seq: 0, content, ...this.#at(0), isForeign: true });
  }

  /** The request has arrived: what BPJS does with it, and what it says. Applied now. */
  take({ kind, message, content }: Request, lagMs: number): Form {
    const { messageId, facilityId, laneId, seq } = message;
    if (this.objections.get(messageId) === content) return 'rejected';
    if (this.character === 'documented') {
      if (kind.isWriteOnce && this.effectsOf(messageId).length > 0) return 'already';
      if (kind.isTask && !this.#hasBooking(message)) return 'predecessor';
      // Times must increase: what comes behind a later one is refused.
      if (kind.isTask && (this.#lastOfLane.get(`${facilityId} ${laneId}`) ?? 0) > seq) return 'rejected';
    }
    this.#write({ messageId, facilityId, laneId, seq, content, ...this.#at(lagMs), isForeign: false });
    return 'ok';
  }

  /** What a read shows at this instant; a fresh replica shows what a stale one does not yet. */
  shows(messageId: string, isFresh: boolean): Effect | null {
    const { nowMs } = this.#time;
    return this.effectsOf(messageId).find(({ visibleAtMs }) => isFresh || visibleAtMs <= nowMs) ?? null;
  }

  #hasBooking(message: OutboxMessage): boolean {
    const booking = bookingOf(message);
    return booking === null || this.effectsOf(booking).length > 0;
  }

  #at(lagMs: number): { atMs: number; visibleAtMs: number } {
    return { atMs: this.#time.nowMs, visibleAtMs: this.#time.nowMs + lagMs };
  }

  #write(effect: Effect): void {
    this.ledger.push(effect);
    const lane = `${effect.facilityId} ${effect.laneId}`;
    this.#lastOfLane.set(lane, Math.max(this.#lastOfLane.get(lane) ?? 0, effect.seq));
    const own = this.#byMessage.get(effect.messageId);
    if (own === undefined) this.#byMessage.set(effect.messageId, [effect]);
    else own.push(effect);
  }
}

/** Tasks carry the message of their booking in their intent. */
function bookingOf({ intent }: OutboxMessage): string | null {
  return typeof intent === 'object' && intent !== null && 'booking' in intent && typeof intent.booking === 'string'
    ? intent.booking
    : null;
}

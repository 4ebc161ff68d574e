// The people of the simulated facilities: they look at what waits for them, mend what was refused, look at BPJS for what nobody can read
// back, cancel what has become pointless, and press "resume" when the credentials are right again.
import { type MessageState, OutboxError, UNREADABLE } from '@titian/outbox';
import type { Machine, MemoryDatabase, MemoryHand, Row, VirtualTime } from '@titian/outbox/testing';
import type { Climate } from './climate.ts';
import type { Dice } from './dice.ts';
import type { Judge } from './judge.ts';
import { kindOf } from './kinds.ts';
import type { Payer } from './payer.ts';

export interface DeskOptions {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly database: MemoryDatabase;
  readonly hand: MemoryHand;
  readonly payer: Payer;
  readonly judge: Judge;
  readonly climate: Climate;
  readonly bugs: Set<string>;
  /** A machine that answers, for what goes through the engine. */
  readonly machine: () => Machine | undefined;
  readonly newDeadline: () => Date;
}

const LOOKS_EVERY_MS = 12_000;
/** What nobody can read back is looked up at BPJS by a person, when even the latest application has happened. */
const SURE_AFTER_MS = 130_000;
const NEEDS_A_PERSON: ReadonlySet<MessageState> = new Set(['refused', 'parked']);
const SATISFIES: ReadonlySet<MessageState> = new Set(['delivered', 'already', 'skipped']);

export class Desk {
  readonly #o: DeskOptions;
  readonly #seenAt = new Map<string, number>();

  constructor(options: DeskOptions) {
    this.#o = options;
  }

  open(): void {
    this.#o.time.after(LOOKS_EVERY_MS, () => this.#look());
  }

  #look(): void {
    const { time, dice, database } = this.#o;
    for (const { row } of database.messages.values()) {
      if (NEEDS_A_PERSON.has(row.state)) {
        const seenAt = this.#seenAt.get(row.message.messageId);
        if (seenAt === undefined) this.#seenAt.set(row.message.messageId, time.nowMs);
        else if (dice.chance(0.5)) this.#treat(row, seenAt);
      } else if ((row.state === 'waiting' || row.state === 'queued') && this.#isPointless(row)) this.#cancel(row);
    }
    this.#resume();
    time.after(LOOKS_EVERY_MS, () => this.#look());
  }

  #treat(row: Row, seenAtMs: number): void {
    const { messageId } = row.message;
    if (row.state === 'parked' && row.reason === UNREADABLE) {
      if (this.#o.time.nowMs - seenAtMs > SURE_AFTER_MS) this.#lookAtBpjs(row);
      return;
    }
    if (row.state === 'refused') this.#mend(row);
    else if (this.#o.bugs.delete(messageId)) this.#resend(row);
    else this.#resend(row);
    this.#seenAt.delete(messageId);
  }

  /** Another content where BPJS objected, more time where it was over; sometimes it is given up. */
  #mend(row: Row): void {
    const { dice, judge } = this.#o;
    const { messageId, kind } = row.message;
    const mayGiveUp = kind !== 'booking' && kind !== 'task';
    if (mayGiveUp && dice.chance(0.2)) {
      this.#cancel(row);
      return;
    }
    if (row.code !== 'expired') judge.holds(messageId, `${messageId.slice(0, 8)} mended`);
    this.#resend(row, row.code === 'expired' || this.#isOver(row) ? this.#o.newDeadline() : undefined);
  }

  #isOver = ({ deadlineAt }: Row): boolean => {
    const machine = this.#o.machine();
    return deadlineAt !== null && machine !== undefined && deadlineAt <= machine.process.now();
  };

  #lookAtBpjs(row: Row): void {
    const { payer, judge, hand, database } = this.#o;
    const { facilityId, messageId, laneId } = row.message;
    const [effect] = payer.effectsOf(messageId);
    if (effect === undefined) {
      judge.note(`${facilityId} ${laneId}`, `a person saw that BPJS does not have ${messageId.slice(0, 8)}`);
      judge.allowedByHand(messageId);
      this.#resend(row, this.#isOver(row) ? this.#o.newDeadline() : undefined);
    } else if (this.#try(() => hand.confirm(facilityId, messageId))) {
      database.business.push({ text: 'delivered', values: [messageId, null] });
      judge.note(`${facilityId} ${laneId}`, `a person confirmed ${messageId.slice(0, 8)}`);
    }
  }

  #resend(row: Row, newDeadlineAt?: Date): void {
    const { hand, judge } = this.#o;
    const { facilityId, messageId, laneId, channel, class: messageClass } = row.message;
    const deadlineAt = newDeadlineAt ?? (this.#isOver(row) ? this.#o.newDeadline() : undefined);
    if (!this.#try(() => hand.resend(facilityId, messageId, deadlineAt))) return;
    if (!kindOf(row.message.kind).isReadable || row.message.onRefused === 'continue') judge.byHand.add(messageId);
    judge.note(`${facilityId} ${laneId}`, `a person sent ${messageId.slice(0, 8)} again`);
    this.#o.machine()?.node.dispatcher.wake(facilityId, channel, messageClass);
  }

  #cancel(row: Row): void {
    const { hand, judge } = this.#o;
    const { facilityId, messageId, laneId } = row.message;
    if (this.#try(() => hand.cancel(facilityId, messageId)))
      judge.note(`${facilityId} ${laneId}`, `a person cancelled ${messageId.slice(0, 8)}`);
  }

  /** Its hard predecessor will never be there. */
  #isPointless({ message }: Row): boolean {
    return message.after.some(({ messageId, maxWaitMs }) => {
      const state = this.#o.database.row(message.facilityId, messageId)?.state;
      return maxWaitMs === undefined && state === 'cancelled' && !SATISFIES.has(state);
    });
  }

  /** The engine may say no: somebody else is at it, or it is not the moment. Then the person looks again later. */
  #try(press: () => unknown): boolean {
    try {
      press();
      return true;
    } catch (error) {
      if (error instanceof OutboxError) return false;
      throw error;
    }
  }

  #resume(): void {
    const { database, climate, machine } = this.#o;
    for (const { facilityId, channel, isPaused } of database.channels.values())
      if (isPaused && !climate.isRevoked(channel))
        void machine()?.node.resume(facilityId, channel, 'a person', 'the credentials are right again');
  }
}

// What happens on one day: who comes when to which facility, which messages follow, and what goes wrong with them on its own account
// (refused until mended, put there by somebody else, due soon, cancelled, a bug of ours). From the seed alone.
import type { After, Json, NewMessage } from '@titian/outbox';
import { uuid } from '@titian/outbox/testing';
import type { Dice } from './dice.ts';
import { BOOKING, BULK, CONTROL, PHARMACY, QUEUE, REGISTRATION, SEP, SERVICE, type SimKind, TASK } from './kinds.ts';

export interface Planned {
  readonly atMs: number;
  readonly facilityId: string;
  readonly messages: readonly NewMessage[];
}

export interface Plan {
  readonly planned: readonly Planned[];
  readonly facilities: readonly string[];
  readonly visits: number;
  /** Message → the content that BPJS refuses. */
  readonly objections: ReadonlyMap<string, string>;
  /** Message → what another program put there first. */
  readonly foreign: ReadonlyMap<string, string>;
  /** Message → how often nobody is at home for it alone. */
  readonly stubborn: ReadonlyMap<string, number>;
  /** Messages whose preparation throws until somebody mends the record. */
  readonly bugs: ReadonlySet<string>;
  /** Messages that are no longer needed when their turn comes. */
  readonly needless: ReadonlySet<string>;
}

export const HOSPITAL = uuid('simulation', 'hospital');
export const CLINIC = uuid('simulation', 'clinic');
export const SMALL_CLINIC = uuid('simulation', 'small clinic');

/** Of the visits of a day: a hospital's, a clinic's, and a small clinic's whose channels have a rate. */
const PARTS = [
  { facilityId: HOSPITAL, part: 0.5 },
  { facilityId: CLINIC, part: 0.3 },
  { facilityId: SMALL_CLINIC, part: 0.2 },
] as const;
/** Engine's minutes in which the people of a day come; the business clock runs through their whole day meanwhile. */
export const COMING_MS = 14 * 60_000;
const STUBBORN_TIMES = 7;

export const firstContent = (messageId: string): string => `${messageId.slice(0, 8)} v1`;

export class PlanMaker {
  readonly #dice: Dice;
  readonly #businessMs: (engineMs: number) => number;
  readonly #planned: Planned[] = [];
  readonly #objections = new Map<string, string>();
  readonly #foreign = new Map<string, string>();
  readonly #stubborn = new Map<string, number>();
  readonly #bugs = new Set<string>();
  readonly #needless = new Set<string>();
  #count = 0;

  constructor(dice: Dice, businessMs: (engineMs: number) => number) {
    this.#dice = dice;
    this.#businessMs = businessMs;
  }

  make(visits: number): Plan {
    for (const { facilityId, part } of PARTS)
      for (let visit = 0; visit < visits * part; visit += 1) {
        // A fifth comes in the peak.
        const atMs = this.#dice.chance(0.2) ? this.#dice.between(0.2, 0.28) : this.#dice.next();
        if (facilityId === HOSPITAL) this.#hospitalVisit(atMs * COMING_MS * 0.8);
        else this.#clinicVisit(facilityId, atMs * COMING_MS);
      }
    for (let row = 0; row < visits / 5; row += 1) this.#bulkRow();
    return {
      planned: this.#planned,
      facilities: PARTS.map(({ facilityId }) => facilityId),
      visits,
      objections: this.#objections,
      foreign: this.#foreign,
      stubborn: this.#stubborn,
      bugs: this.#bugs,
      needless: this.#needless,
    };
  }

  /** Booking and SEP at the counter, then one Task ID after the other, a control letter and the pharmacy for some. */
  #hospitalVisit(fromMs: number): void {
    const visit = `h${(this.#count += 1)}`;
    const queue = uuid('lane', visit, 'antrean');
    const booking = this.#message(BOOKING, visit, queue);
    const soft = [{ laneId: queue, messageId: booking.messageId, maxWaitMs: 2_000 }];
    const letters = uuid('lane', visit, 'vclaim');
    const sep = this.#message(SEP, visit, letters, { after: soft });
    this.#add(fromMs, HOSPITAL, [booking, sep]);
    const tasks = 4 + this.#dice.below(3);
    let atMs = fromMs;
    for (let task = 1; task <= tasks; task += 1) {
      const isTogether = task <= 2 && this.#dice.chance(0.7);
      atMs += isTogether ? 0 : this.#dice.between(5_000, 60_000);
      this.#add(atMs, HOSPITAL, [this.#message(TASK, visit, queue, { intent: { task, booking: booking.messageId } })]);
    }
    if (this.#dice.chance(0.4)) {
      const after = [{ laneId: letters, messageId: sep.messageId }];
      this.#add(atMs, HOSPITAL, [this.#message(CONTROL, visit, uuid('lane', visit, 'control'), { after })]);
    }
    if (this.#dice.chance(0.5))
      this.#add(atMs, HOSPITAL, [this.#message(PHARMACY, visit, uuid('lane', visit, 'pharmacy'))]);
  }

  /** The queue first, PCare behind it for a while only; the service entry behind its registration. */
  #clinicVisit(facilityId: string, fromMs: number): void {
    const visit = `c${(this.#count += 1)}`;
    const queueLane = uuid('lane', visit, 'fktp');
    const queue = this.#message(QUEUE, visit, queueLane);
    const soft = [{ laneId: queueLane, messageId: queue.messageId, maxWaitMs: 20_000 }];
    const pcare = uuid('lane', visit, 'pcare');
    const registration = this.#message(REGISTRATION, visit, pcare, { after: soft });
    this.#add(fromMs, facilityId, [queue, registration]);
    const hard = [{ laneId: pcare, messageId: registration.messageId }];
    const isOwnLane = this.#dice.chance(0.3);
    const lane = isOwnLane ? uuid('lane', visit, 'service') : pcare;
    const service = this.#message(SERVICE, visit, lane, isOwnLane ? { after: hard } : {});
    this.#add(fromMs + this.#dice.between(5_000, 90_000), facilityId, [service]);
    if (this.#dice.chance(0.5))
      this.#add(fromMs + this.#dice.between(20_000, 120_000), facilityId, [
        this.#message(QUEUE, visit, queueLane, { intent: { step: 'called' } }),
      ]);
  }

  #bulkRow(): void {
    const row = `b${(this.#count += 1)}`;
    this.#add(this.#dice.next() * COMING_MS, this.#dice.pick([HOSPITAL, CLINIC]), [
      this.#message(BULK, row, uuid('lane', row)),
    ]);
  }

  #add(atMs: number, facilityId: string, messages: readonly NewMessage[]): void {
    this.#planned.push({ atMs, facilityId, messages: messages.map((message) => this.#withDeadline(message, atMs)) });
  }

  /** Most have days; a few are due so soon that an outage can take their time away. */
  #withDeadline(message: NewMessage, atMs: number): NewMessage {
    const restMs = this.#dice.chance(0.02) ? this.#dice.between(60_000, 300_000) : 7 * 24 * 60_000;
    return { ...message, deadlineAt: new Date(this.#businessMs(atMs + restMs)) };
  }

  #message(
    kind: SimKind,
    visit: string,
    laneId: string,
    more: { readonly after?: readonly After[]; readonly intent?: Json } = {},
  ): NewMessage {
    const messageId = uuid('message', (this.#count += 1));
    this.#fate(kind, messageId);
    return {
      messageId,
      laneId,
      subjectId: uuid('subject', visit),
      service: kind.channel,
      kind: kind.name,
      channel: kind.channel,
      class: kind.class === 1 && this.#dice.chance(0.05) ? 2 : kind.class,
      intent: more.intent ?? {},
      deadlineAt: null,
      onRefused: kind.onRefused,
      dangerous: kind.dangerous,
      ...(more.after === undefined ? {} : { after: more.after }),
    };
  }

  #fate(kind: SimKind, messageId: string): void {
    const dice = this.#dice.next();
    if (dice < 0.02) this.#objections.set(messageId, firstContent(messageId));
    else if (dice < 0.04 && kind.isWriteOnce && kind.isReadable)
      this.#foreign.set(messageId, this.#dice.chance(0.5) ? 'somebody else' : firstContent(messageId));
    else if (dice < 0.05) this.#stubborn.set(messageId, STUBBORN_TIMES);
    else if (dice < 0.053) this.#bugs.add(messageId);
    else if (dice < 0.058 && !kind.isTask && kind !== BOOKING) this.#needless.add(messageId);
  }
}

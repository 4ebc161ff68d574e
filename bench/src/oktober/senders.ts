// Three ways to send the same day of referrals: (a) programs as they are today, (b) installs of Titian that know nothing of each other,
// (c) one Titian for all. (b) and (c) decide with the channels of the shipped engine; what is written here is only who asks them when.
import { resolveSettings } from '@titian/outbox';
import { Channel, seeded } from '@titian/outbox/testing';
import { STABLE, type Ending, type Payer } from './payer.ts';
import { READ_WORK, type Day } from './day.ts';

export interface Sent {
  readonly facility: number;
  readonly atMs: number;
  /** The payer holds it, whether or not the sender knows. */
  applied: number;
  isDelivered: boolean;
  deliveredAtMs: number;
}

export interface Sender {
  accept(sent: Sent): void;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
const SETTLE_WINDOW_MS = 120_000;

interface Pending {
  readonly sent: Sent;
  notBeforeMs: number;
  failures: number;
  /** It may have arrived: until then nothing is sent but a question. */
  unknownSinceMs: number | null;
}

/** One exchange on the wire with all that can happen to it. */
class Wire {
  readonly #payer: Payer;
  readonly #day: Day;
  readonly #random: () => number;

  constructor(payer: Payer, day: Day, random: () => number) {
    this.#payer = payer;
    this.#day = day;
    this.#random = random;
  }

  /** `lost` = the answer, or the request, never came over a bad network; in both cases nobody knows. */
  write(sent: Sent, onEnd: (ending: Ending | 'lost') => void): void {
    this.#exchange(sent.facility, 1, (ending) => {
      // A failure strikes before or after the effect.
      if (ending === 'answered' || (ending !== 'refused' && this.#random() < 0.5)) sent.applied += 1;
      onEnd(ending);
    });
  }

  read(facility: number, onEnd: (ending: Ending | 'lost') => void): void {
    this.#exchange(facility, READ_WORK, onEnd);
  }

  #exchange(facility: number, work: number, onEnd: (ending: Ending | 'lost') => void): void {
    this.#payer.call({
      netMs: this.#day.netMs(facility),
      workMs: this.#day.workMs() * work,
      onEnd: (ending) => onEnd(ending === 'answered' && this.#random() < this.#day.lost(facility) ? 'lost' : ending),
    });
  }
}

const TRIES_A_PRESS = 5;
const PRESSES = 3;
const PRESSED_AGAIN_MS = 300_000;
const TIMEOUT_MS = 10_000;

/**
 * (a) Sends when the button is pressed, waits ten seconds, tries five times at once; the person presses again after five minutes, and after
 * the third time writes it on paper.
 */
export class Naive implements Sender {
  readonly #payer: Payer;
  readonly #wire: Wire;

  constructor(payer: Payer, day: Day, seed: number) {
    this.#payer = payer;
    this.#wire = new Wire(payer, day, seeded(seed).next);
  }

  accept(sent: Sent): void {
    this.#try(sent, 1);
  }

  #try(sent: Sent, attempt: number): void {
    let isOver = false;
    const over = (isGood: boolean): void => {
      if (isOver) return;
      isOver = true;
      if (isGood) deliver(sent, this.#payer.nowMs);
      else if (attempt % TRIES_A_PRESS !== 0) this.#try(sent, attempt + 1);
      else if (attempt < TRIES_A_PRESS * PRESSES)
        this.#payer.at(this.#payer.nowMs + PRESSED_AGAIN_MS, () => this.#try(sent, attempt + 1));
    };
    // The payer goes on with what nobody waits for any more.
    this.#payer.at(this.#payer.nowMs + TIMEOUT_MS, () => over(false));
    this.#wire.write(sent, (ending) => over(ending === 'answered'));
  }
}

function deliver(sent: Sent, nowMs: number): void {
  if (sent.isDelivered) return;
  sent.isDelivered = true;
  sent.deliveredAtMs = nowMs;
}

/** One facility: its waiting referrals, and the shipped channel that says when one may begin. */
class Install {
  readonly channel: Channel;
  readonly waiting: Pending[] = [];
  /** Asked again at this instant. */
  askAtMs = Number.POSITIVE_INFINITY;

  constructor(facility: number, isHub: boolean) {
    this.channel = new Channel(`facility ${facility}`, 'pcare.rujukan', SETTINGS);
    this.channel.setShare(SHARE.concurrency, SHARE.ratePerSecond);
    this.channel.hasCommonBudget = isHub;
  }
}

const SETTINGS = resolveSettings();
const SHARE = SETTINGS.share('', '');

/** (b) and, with a common budget, (c). */
export class Titian implements Sender {
  readonly #payer: Payer;
  readonly #wire: Wire;
  readonly #random: () => number;
  readonly #installs: readonly Install[];
  /** Calls that all together may have in flight; null = they know nothing of each other. */
  readonly #budget: number | null;
  #inFlight = 0;
  /** Of the hub: who waits for a common place, in the order of being served (the dealer's rule, kept as a queue). */
  readonly #queue = new Set<Install>();

  constructor(payer: Payer, day: Day, seed: number, facilities: number, isHub: boolean) {
    this.#payer = payer;
    this.#random = seeded(seed).next;
    this.#wire = new Wire(payer, day, seeded(seed + 1).next);
    this.#budget = isHub ? STABLE : null;
    this.#installs = Array.from({ length: facilities }, (_, facility) => new Install(facility, isHub));
  }

  accept(sent: Sent): void {
    const install = this.#installs[sent.facility];
    if (install === undefined) throw new RangeError(`no facility ${sent.facility}`);
    install.waiting.push({ sent, notBeforeMs: 0, failures: 0, unknownSinceMs: null });
    this.#ask(install);
  }

  #ask(install: Install): void {
    while (this.#begin(install));
  }

  /** True when a call began and another might. */
  #begin(install: Install): boolean {
    const { nowMs } = this.#payer;
    const { channel } = install;
    const index = install.waiting.findIndex((pending) => pending.notBeforeMs <= nowMs);
    if (index < 0) return this.#later(install, Math.min(...install.waiting.map((pending) => pending.notBeforeMs)));
    const isProbe = channel.breaker.isOpen;
    if (isProbe && !channel.breaker.isProbeDue(nowMs))
      return this.#later(install, nowMs + channel.breaker.probeInMs(nowMs));
    if (!isProbe && channel.isSpaced(nowMs))
      return channel.inFlight > 0 ? false : this.#later(install, nowMs + channel.spacing.waitMs(nowMs));
    if (!isProbe && channel.free(nowMs) < 1) return false;
    if (this.#budget !== null && this.#inFlight >= this.#budget) {
      this.#queue.add(install);
      return false;
    }
    const [pending] = install.waiting.splice(index, 1);
    if (pending === undefined) return false;
    if (isProbe) channel.breaker.postponeProbe(nowMs);
    this.#send(install, pending);
    return true;
  }

  #later(install: Install, atMs: number): false {
    const isSooner = atMs < install.askAtMs || install.askAtMs <= this.#payer.nowMs;
    if (Number.isFinite(atMs) && isSooner) {
      install.askAtMs = Math.max(atMs, this.#payer.nowMs + 1);
      this.#payer.at(install.askAtMs, () => this.#ask(install));
    }
    return false;
  }

  #send(install: Install, pending: Pending): void {
    const { channel } = install;
    const beganMs = this.#payer.nowMs;
    channel.begin(beganMs);
    channel.calling += 1;
    this.#inFlight += 1;
    const onEnd = (ending: Ending | 'lost', isRead: boolean): void => {
      const { nowMs } = this.#payer;
      channel.calling -= 1;
      channel.inFlight -= 1;
      this.#inFlight -= 1;
      if (ending === 'answered') channel.onAnswer(nowMs, nowMs - beganMs);
      else channel.onTrouble(nowMs, nowMs - beganMs, 'failed');
      this.#settle(install, pending, ending, isRead);
      this.#ask(install);
      this.#next();
    };
    if (pending.unknownSinceMs === null) this.#wire.write(pending.sent, (ending) => onEnd(ending, false));
    else this.#wire.read(pending.sent.facility, (ending) => onEnd(ending, true));
  }

  #settle(install: Install, pending: Pending, ending: Ending | 'lost', isRead: boolean): void {
    const { nowMs } = this.#payer;
    if (ending === 'answered' && (!isRead || pending.sent.applied > 0)) {
      deliver(pending.sent, nowMs);
      return;
    }
    if (ending === 'answered') {
      // "Absent" is believed when it is old enough.
      const since = pending.unknownSinceMs ?? nowMs;
      pending.failures = 0;
      if (nowMs - since >= SETTLE_WINDOW_MS) pending.unknownSinceMs = null;
      else pending.notBeforeMs = since + SETTLE_WINDOW_MS;
    } else {
      if (ending !== 'refused' && !isRead) pending.unknownSinceMs = nowMs;
      const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** pending.failures);
      pending.failures += 1;
      pending.notBeforeMs = nowMs + backoffMs * (0.5 + this.#random() / 2);
    }
    install.waiting.unshift(pending);
  }

  /** The hub's free place goes to whoever has waited longest for one; its next referral stands behind everybody else. */
  #next(): void {
    while (this.#budget !== null && this.#inFlight < this.#budget) {
      const [install] = this.#queue;
      if (install === undefined) return;
      this.#queue.delete(install);
      // Whoever cannot begin for a reason of its own is asked again when that reason ends.
      if (this.#begin(install) && install.waiting.length > 0) this.#queue.add(install);
    }
  }
}

// A call as the shipped handler makes it, phase by phase, on the process's own time, while the request goes its way on BPJS's time: what has
// left the house is applied whether or not its sender lives to hear of it. Every way it can go wrong comes from the seed.
import type { Handler, Outcome, OutboxMessage, ReadBack } from '@titian/outbox';
import type { Machine, VirtualTime } from '@titian/outbox/testing';
import type { Dice } from './dice.ts';
import type { Failpoint } from './failpoints.ts';
import type { Judge } from './judge.ts';
import { kindOf, type SimKind } from './kinds.ts';
import { type Form, type Heard, meaningOf } from './meaning.ts';
import type { Payer } from './payer.ts';
import type { Climate } from './climate.ts';

export interface WireOptions {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly payer: Payer;
  readonly judge: Judge;
  readonly climate: Climate;
  readonly stubborn: Map<string, number>;
  readonly bugs: Set<string>;
  readonly needless: ReadonlySet<string>;
  /** What the house holds of a message at this instant. */
  readonly contentOf: (messageId: string) => string;
  readonly reach: (machine: Machine, at: Failpoint) => void | Promise<void>;
}

type SendCtx = Parameters<Handler['send']>[1];

const TIMEOUT_MS = 20_000;
/** A request may be applied so late and its effect shown so late after that, together never beyond the settle window. */
const LATEST_MS = 118_000;
const STALEST_MS = 60_000;
const LIES: readonly Form[] = ['html', 'empty', 'truncated', 'wrong-key', 'server-error'];

/** What becomes of one request, decided when its first byte leaves. */
interface Fate {
  readonly arrives: 'never' | 'in-time' | 'late';
  readonly travelMs: number;
  readonly appliesInMs: number;
  readonly lagMs: number;
  /** What the sender hears instead of the truth; null = the truth. */
  readonly instead: Heard | null;
  readonly hearsInMs: number;
}

export class Wire {
  /** Calls that came back to their machine. */
  readonly concluded = new Map<Machine, number>();
  readonly #o: WireOptions;

  constructor(options: WireOptions) {
    this.#o = options;
  }

  handler(machine: Machine, name: string): Handler {
    const kind = kindOf(name);
    return {
      isReadable: kind.isReadable,
      knock: () => this.#counted(machine, this.#knock(machine, kind)),
      prepare: async ({ message }) => {
        const { bugs, needless, contentOf } = this.#o;
        if (bugs.has(message.messageId)) throw new TypeError('a record that nobody thought of');
        if (needless.has(message.messageId)) return { kind: 'skip', reason: 'no-longer-needed' };
        const content = contentOf(message.messageId);
        return { kind: 'send', body: Buffer.from(content), call: content };
      },
      send: (call, ctx) => this.#counted(machine, this.#send(machine, kind, String(call), ctx)),
      readBack: async (attempt, { message }) => {
        if (!kind.isReadable) return { kind: 'unreadable' };
        return this.#counted(machine, this.#read(machine, kind, message, Buffer.from(attempt.sealedBody).toString()));
      },
      settle: async (tx, message, outcome) => {
        const same = outcome.kind === 'already' ? outcome.same !== false : null;
        await tx.query({ text: outcome.kind, values: [message.messageId, same] });
      },
    };
  }

  async #counted<T>(machine: Machine, call: Promise<T>): Promise<T> {
    const value = await call;
    this.concluded.set(machine, (this.concluded.get(machine) ?? 0) + 1);
    return value;
  }

  #wait(machine: Machine, ms: number): Promise<void> {
    return new Promise((resolve) => {
      machine.process.set(resolve, ms);
    });
  }

  async #send(machine: Machine, kind: SimKind, content: string, ctx: SendCtx): Promise<Outcome> {
    const { judge } = this.#o;
    const { message } = ctx;
    await this.#wait(machine, this.#o.dice.between(2, 15));
    const refused = this.#refusedAtTheDoor(kind, message.messageId);
    if (refused !== null) return plain(kind, { kind: 'failure', reason: refused, sent: false });
    if (!ctx.mayBegin()) return plain(kind, { kind: 'failure', reason: 'aborted', sent: false });
    const call = judge.writeBegins(machine, kind, message, content);
    try {
      const heard = await this.#exchange(machine, kind, content, ctx);
      const verdict = meaningOf(kind.endpointId, heard);
      await this.#o.reach(machine, 'after-decrypt-before-classify');
      if (verdict.kind === 'delivered') return { kind: 'delivered', result: content };
      if (verdict.kind !== 'check-already' && verdict.kind !== 'check-unfamiliar') {
        if (heard.kind === 'reply' && verdict.kind !== 'unknown') judge.saidNo(message.messageId);
        return verdict;
      }
      return await this.#checked(machine, kind, verdict, { message, content });
    } finally {
      judge.callEnds(call);
    }
  }

  /** As gateway/handler.ts: what may be there already is looked up before anybody believes it. */
  async #checked(
    machine: Machine,
    kind: SimKind,
    verdict: { readonly kind: 'check-already' | 'check-unfamiliar'; readonly code: string },
    { message, content }: { readonly message: OutboxMessage; readonly content: string },
  ): Promise<Outcome> {
    const isAlready = verdict.kind === 'check-already';
    if (!kind.isReadable)
      return isAlready ? { kind: 'already', same: true, result: content } : { kind: 'unknown', reason: verdict.code };
    const found = await this.#read(machine, kind, message, content);
    if (found.kind === 'present') return { kind: 'already', same: found.same, result: found.result };
    if (isAlready) return { kind: 'unknown', reason: 'already-but-not-shown' };
    return { kind: 'parked', reason: 'unfamiliar-answer', effect: 'unknown' };
  }

  #refusedAtTheDoor(kind: SimKind, messageId: string): 'refused' | 'connect-timeout' | null {
    const { climate, dice, stubborn } = this.#o;
    const times = stubborn.get(messageId) ?? 0;
    if (times > 0) {
      stubborn.set(messageId, times - 1);
      return 'refused';
    }
    if (climate.isDown(kind.channel)) return dice.chance(0.9) ? 'refused' : null;
    return dice.chance(climate.rates.refuse) ? dice.pick(['refused', 'connect-timeout'] as const) : null;
  }

  async #exchange(machine: Machine, kind: SimKind, content: string, ctx: SendCtx): Promise<Heard> {
    const { message, signal } = ctx;
    const fate = this.#fate(kind);
    const heard = new Promise<Heard>((resolve) => {
      this.#travel(machine, { kind, message, content }, fate, resolve);
      if (fate.instead !== null) {
        const { instead } = fate;
        machine.process.set(() => resolve(instead), fate.hearsInMs);
      }
      signal.addEventListener('abort', () => resolve({ kind: 'failure', reason: 'aborted', sent: true }), {
        once: true,
      });
    });
    await this.#o.reach(machine, 'after-last-byte-before-headers');
    const said = await heard;
    await this.#o.reach(machine, 'after-headers-before-body');
    await this.#o.reach(machine, 'after-body-before-decrypt');
    return said;
  }

  /** The request on BPJS's own time. */
  #travel(
    machine: Machine,
    request: { readonly kind: SimKind; readonly message: OutboxMessage; readonly content: string },
    fate: Fate,
    answer: (heard: Heard) => void,
  ): void {
    const { time, payer, judge } = this.#o;
    const { facilityId, laneId, seq } = request.message;
    const lane = `${facilityId} ${laneId}`;
    time.after(fate.arrives === 'late' ? fate.appliesInMs : fate.travelMs, () => {
      judge.requestIsOver(lane, request.message.messageId);
      if (fate.arrives === 'never') return;
      const form = payer.take(request, fate.lagMs);
      judge.isAnswered(lane, seq, form);
      if (fate.instead === null) machine.process.set(() => answer({ kind: 'reply', form }), fate.hearsInMs);
    });
  }

  #fate(kind: SimKind): Fate {
    const { dice, climate } = this.#o;
    const travelMs = dice.between(5, 60);
    const { rates } = climate;
    const lagMs = dice.chance(rates.stale) ? dice.between(0, STALEST_MS) : 0;
    const usual = { travelMs, appliesInMs: travelMs, lagMs, hearsInMs: dice.between(20, climate.slownessMs) } as const;
    const lost = (instead: Heard): Fate => ({ ...usual, arrives: 'never', instead });
    const failure = (reason: 'reset' | 'timeout'): Heard => ({ kind: 'failure', reason, sent: true });
    if (climate.isRevoked(kind.channel)) return lost({ kind: 'reply', form: 'credential' });
    if (climate.isThrottling(kind.channel) && dice.chance(0.7)) return lost({ kind: 'reply', form: 'throttled' });
    if (climate.isDown(kind.channel))
      return dice.chance(0.5) ? lost(failure('reset')) : { ...lost(failure('timeout')), hearsInMs: TIMEOUT_MS };
    let at = dice.next();
    const falls = (rate: number): boolean => (at -= rate) < 0;
    if (falls(rates.reset)) return lost(failure('reset'));
    if (falls(rates.badGateway)) return lost({ kind: 'reply', form: 'bad-gateway' });
    if (falls(rates.throttle)) return lost({ kind: 'reply', form: 'throttled' });
    if (falls(rates.unfamiliar)) return lost({ kind: 'reply', form: 'unfamiliar' });
    if (falls(rates.resetAfter)) return { ...usual, arrives: 'in-time', instead: failure('reset') };
    if (falls(rates.stall)) return { ...usual, arrives: 'in-time', instead: failure('timeout'), hearsInMs: TIMEOUT_MS };
    if (falls(rates.lie)) return { ...usual, arrives: 'in-time', instead: { kind: 'reply', form: dice.pick(LIES) } };
    if (falls(rates.late)) {
      const appliesInMs = dice.between(100, LATEST_MS);
      return {
        ...usual,
        arrives: 'late',
        appliesInMs,
        lagMs: Math.min(lagMs, LATEST_MS - appliesInMs),
        instead: failure(dice.pick(['reset', 'timeout'])),
        hearsInMs: dice.between(100, TIMEOUT_MS),
      };
    }
    return { ...usual, arrives: 'in-time', instead: null };
  }

  async #read(machine: Machine, kind: SimKind, message: OutboxMessage, content: string): Promise<ReadBack> {
    const { dice, climate, payer, judge, time } = this.#o;
    await this.#wait(machine, dice.between(10, 80));
    if (climate.isDown(kind.channel) || climate.isThrottling(kind.channel) || dice.chance(climate.rates.read))
      return { kind: 'unclear', reason: 'unreachable' };
    const shown = payer.shows(message.messageId, dice.chance(0.5));
    const lookedAtMs = time.nowMs;
    await this.#wait(machine, dice.between(10, 80));
    if (shown !== null) return { kind: 'present', same: shown.content === content, result: shown.content };
    judge.readSaidAbsent(`${message.facilityId} ${message.laneId}`, message.messageId, lookedAtMs);
    return { kind: 'absent' };
  }

  async #knock(machine: Machine, kind: SimKind): Promise<boolean> {
    const { dice, climate } = this.#o;
    await this.#wait(machine, dice.between(10, 100));
    return !climate.isDown(kind.channel) && !dice.chance(climate.rates.refuse);
  }
}

/** What needs no looking up. */
function plain(kind: SimKind, heard: Heard): Outcome {
  const verdict = meaningOf(kind.endpointId, heard);
  return verdict.kind === 'later' ? verdict : { kind: 'unknown', reason: 'no-verdict' };
}

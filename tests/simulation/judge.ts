// Watches the wire from outside the engine and says at once what must never be seen there: a second request that no read has allowed, two
// requests of one lane, more calls than the share, bulk by day, late work passed over, a content that the house no longer holds. Knows
// nothing of the engine's decisions; what is left at the end of the day is judged in verdict.ts.
import type { OutboxMessage } from '@titian/outbox';
import type { Machine, MemoryDatabase, VirtualTime } from '@titian/outbox/testing';
import type { SimKind } from './kinds.ts';

export const FINDINGS = [
  'lost',
  'duplicated',
  'outOfOrder',
  'wrong',
  'unexplainedParked',
  'blindResends',
  'overlaps',
  'shareExceeded',
  'bulkOutsideWindow',
  'lateStarved',
  'toldWrong',
  'disagreements',
] as const;
export type What = (typeof FINDINGS)[number];

export interface Finding {
  readonly what: What;
  readonly atMs: number;
  readonly lane: string;
  readonly messageId: string;
  readonly text: string;
}

export interface JudgeOptions {
  readonly time: VirtualTime;
  readonly database: MemoryDatabase;
  readonly settleWindowMs: number;
  readonly lateAfterMs: number;
  readonly shareOf: (facilityId: string, channel: string) => number;
  readonly budgetOf: (channel: string) => number;
  /** BPJS has an effect of this message. */
  readonly isHeld: (messageId: string) => boolean;
  readonly isNight: (businessMs: number) => boolean;
  /** Business milliseconds per millisecond of the engine. */
  readonly factor: number;
}

export interface OpenCall {
  readonly machine: Machine;
  readonly group: string;
  readonly channel: string;
  isCounted: boolean;
}

/** After nodes came, went or stood still their parts of a share settle anew; calls from before may still run. */
const UNSETTLED_MS = 45_000;
/** Late work gets every fifth turn on each node. */
const PASSED_BY_LIMIT = 60;
const LATE_DUE_MS = 3_000;
/** Between building a body and its first byte: at most a lease, and a moment. */
const PREPARED_BEFORE_MS = 40_000;
/** Claimed inside the window, begun a moment after it. */
const WINDOW_SLACK_MS = 15_000;

/** The first digits of an id only count the ids of its machine. */
export const nameOf = ({ nodeId }: Machine): string => `node ${nodeId.slice(9, 13)}`;

export class Judge {
  readonly findings: Finding[] = [];
  readonly trace: { readonly atMs: number; readonly lane: string; readonly text: string }[] = [];
  /** Messages that a person sent again: they may come behind later ones of their lane. */
  readonly byHand = new Set<string>();
  readonly #o: JudgeOptions;
  readonly #versions = new Map<string, { content: string; untilMs: number }[]>();
  readonly #sentAt = new Map<string, number>();
  readonly #sent = new Map<string, string>();
  readonly #absentAt = new Map<string, number>();
  readonly #requests = new Map<string, string[]>();
  readonly #calls = new Set<OpenCall>();
  readonly #inFlight = new Map<string, number>();
  readonly #passedBy = new Map<string, { laneId: string; count: number }>();
  #disturbedAtMs = 0;

  constructor(options: JudgeOptions) {
    this.#o = options;
  }

  note(lane: string, text: string): void {
    this.trace.push({ atMs: this.#o.time.nowMs, lane, text });
  }

  find(what: What, lane: string, messageId: string, text: string): void {
    this.findings.push({ what, atMs: this.#o.time.nowMs, lane, messageId, text });
    this.note(lane, `JUDGE ${what}: ${text}`);
  }

  /** From now on this is what the house holds. */
  holds(messageId: string, content: string): void {
    const versions = this.#versions.get(messageId) ?? [];
    const last = versions.at(-1);
    if (last !== undefined) last.untilMs = this.#o.time.nowMs;
    versions.push({ content, untilMs: Number.POSITIVE_INFINITY });
    this.#versions.set(messageId, versions);
  }

  contentOf = (messageId: string): string => this.#versions.get(messageId)?.at(-1)?.content ?? 'nothing';

  hasHeld = (messageId: string, content: string): boolean =>
    this.#versions.get(messageId)?.some((version) => version.content === content) === true;
  lastSent = (messageId: string): string | undefined => this.#sent.get(messageId);

  /** A machine was killed, frozen, cut off or born: whose calls count is open for a while. */
  disturbed(machine: Machine, text: string): void {
    this.#disturbedAtMs = this.#o.time.nowMs;
    this.note('', `${nameOf(machine)} ${text}`);
  }

  /** The process stands still or is gone: its calls are the wire's, no longer its own. */
  forgetCallsOf(machine: Machine): void {
    for (const call of this.#calls) if (call.machine === machine) this.#uncount(call);
  }

  writeBegins(machine: Machine, kind: SimKind, message: OutboxMessage, content: string): OpenCall {
    const { facilityId, laneId, messageId, channel } = message;
    const lane = `${facilityId} ${laneId}`;
    this.note(lane, `${nameOf(machine)} sends ${message.seq} ${kind.name} “${content}”`);
    this.#judgeContent(lane, messageId, content);
    this.#judgeResend(lane, messageId);
    this.#judgeOverlap(lane, messageId);
    const call: OpenCall = { machine, group: `${facilityId} ${channel}`, channel, isCounted: true };
    this.#calls.add(call);
    this.#judgeShare(call, lane, messageId, facilityId);
    if (kind.class === 3) this.#judgeWindow(machine, lane, messageId);
    this.#judgeLate(facilityId, laneId, channel);
    this.#sentAt.set(messageId, this.#o.time.nowMs);
    this.#sent.set(messageId, content);
    return call;
  }

  /** What is still on the wire of a message that BPJS holds already (from another program) can do nothing any more. */
  #judgeOverlap(lane: string, messageId: string): void {
    const under = this.#requests.get(lane) ?? [];
    const before = under.filter((other) => !this.#o.isHeld(other)).length;
    if (before > 0) this.find('overlaps', lane, messageId, `${before + 1} requests of one lane under way`);
    this.#requests.set(lane, [...under, messageId]);
  }

  #judgeContent(lane: string, messageId: string, content: string): void {
    const { nowMs } = this.#o.time;
    const isHeld = this.#versions
      .get(messageId)
      ?.some((version) => version.content === content && version.untilMs >= nowMs - PREPARED_BEFORE_MS);
    if (isHeld !== true) this.find('wrong', lane, messageId, `sent “${content}”, held “${this.contentOf(messageId)}”`);
  }

  /** A second request needs a read that said "absent" a whole window after the first. */
  #judgeResend(lane: string, messageId: string): void {
    const sentAt = this.#sentAt.get(messageId);
    if (sentAt === undefined) return;
    const absentAt = this.#absentAt.get(messageId) ?? Number.NEGATIVE_INFINITY;
    if (absentAt < sentAt) this.find('blindResends', lane, messageId, 'sent again, and no read said "absent"');
    else if (absentAt - sentAt < this.#o.settleWindowMs)
      this.find('blindResends', lane, messageId, `sent again; "absent" was read only ${absentAt - sentAt} ms after`);
  }

  #judgeShare(call: OpenCall, lane: string, messageId: string, facilityId: string): void {
    const count = this.#count(call.group, 1);
    const inChannel = this.#count(`* ${call.channel}`, 1);
    if (this.#o.time.nowMs - this.#disturbedAtMs < UNSETTLED_MS) return;
    const share = this.#o.shareOf(facilityId, call.channel);
    if (count > share) this.find('shareExceeded', lane, messageId, `${count} calls, the share is ${share}`);
    const budget = this.#o.budgetOf(call.channel);
    if (inChannel > budget) this.find('shareExceeded', lane, messageId, `${inChannel} calls, the budget is ${budget}`);
  }

  #judgeWindow({ process }: Machine, lane: string, messageId: string): void {
    const now = process.now().getTime();
    const before = now - WINDOW_SLACK_MS * this.#o.factor;
    if (this.#o.isNight(now) || this.#o.isNight(before) || this.#steppedAt.has(process)) return;
    this.find('bulkOutsideWindow', lane, messageId, `at ${process.now().toISOString()}`);
  }

  /** Machines whose wall clock was moved: what they take for night is theirs. */
  readonly #steppedAt = new Set<Machine['process']>();
  clockStepped({ process }: Machine): void {
    this.#steppedAt.add(process);
  }

  #judgeLate(facilityId: string, laneId: string, channel: string): void {
    const { database, time } = this.#o;
    const group = `${facilityId} ${channel}`;
    const late = { facilityId, channel, class: 2 };
    const [oldest] = database.index.range(late, Number.NEGATIVE_INFINITY, time.nowMs - LATE_DUE_MS, 1);
    const lane = database.lane(facilityId, laneId);
    // What has waited longest among today's work counts as late too, and goes first there.
    const isLate = lane !== undefined && (lane.class === 2 || lane.headCreatedAtMs < time.nowMs - this.#o.lateAfterMs);
    if (oldest === undefined || isLate) {
      this.#passedBy.delete(group);
      return;
    }
    const passed = this.#passedBy.get(group);
    if (passed?.laneId !== oldest.laneId) this.#passedBy.set(group, { laneId: oldest.laneId, count: 1 });
    else if ((passed.count += 1) === PASSED_BY_LIMIT)
      this.find('lateStarved', `${facilityId} ${oldest.laneId}`, '', `${passed.count} others went before it`);
  }

  #count(key: string, by: number): number {
    const count = (this.#inFlight.get(key) ?? 0) + by;
    this.#inFlight.set(key, count);
    return count;
  }

  #uncount(call: OpenCall): void {
    if (!call.isCounted) return;
    call.isCounted = false;
    this.#count(call.group, -1);
    this.#count(`* ${call.channel}`, -1);
  }

  callEnds(call: OpenCall): void {
    this.#uncount(call);
    this.#calls.delete(call);
  }

  /** The request has been applied or dropped: nothing of it is on the wire any more. */
  requestIsOver(lane: string, messageId: string): void {
    const under = this.#requests.get(lane) ?? [];
    under.splice(under.indexOf(messageId), 1);
  }

  isAnswered(lane: string, seq: number, form: string): void {
    this.note(lane, `BPJS takes ${seq}: ${form}`);
  }

  /** BPJS said that it did nothing, and we heard it: sending again is no risk. */
  saidNo(messageId: string): void {
    this.#sentAt.delete(messageId);
  }

  readSaidAbsent(lane: string, messageId: string, lookedAtMs: number): void {
    this.#absentAt.set(messageId, lookedAtMs);
    this.note(lane, 'BPJS shows nothing');
  }

  /** A person has looked at BPJS itself and says: send it. */
  allowedByHand(messageId: string): void {
    this.byHand.add(messageId);
    this.#sentAt.delete(messageId);
  }
}

/**
 * What may be told to BPJS about a visit's Task IDs, decided from facts alone: no clock, no database, no wire types.
 * It never makes a time up and never drops one: a time that may not go out keeps its place and gets a reason.
 * It does not send and does not store; service.ts and bpjs.ts do.
 */

export const TASK_IDS = [1, 2, 3, 4, 5, 6, 7, 99] as const;
export type TaskId = (typeof TASK_IDS)[number];

export const RESEP = ['tidak-ada', 'racikan', 'non-racikan'] as const;
export type Resep = (typeof RESEP)[number];

export interface TimelineFacts {
  readonly pasienBaru: boolean;
  /** Unknown until the doctor closes the visit. */
  readonly resep: Resep | null;
  /** `tanggalperiksa` of the booking, YYYY-MM-DD; BPJS reads it as a WIB calendar day. */
  readonly serviceDate: string;
}

export interface TaskRecord {
  readonly task: TaskId;
  /** Our record: the observed instant, or the last correction of a named person. Null when only BPJS has a time. */
  readonly at: Date | null;
  /** What BPJS holds for this task as far as we know. Null when it holds nothing. */
  readonly bpjsAt: Date | null;
}

export interface TimelinePolicy {
  /** BPJS fact: refused later than H+7 [C], so the number is a setting. docs/facts/task-id.md §4.7 */
  readonly deadlineDays: number;
  /** BPJS fact: strictly later; messages print seconds and the unit of comparison is unknown [D]. docs/facts/task-id.md §4.3 */
  readonly minGapMs: number;
}

export const DEFAULT_POLICY: TimelinePolicy = { deadlineDays: 7, minGapMs: 1000 };

/** Why a time waits for a person. */
export type FixCode = 'tie' | 'not-increasing' | 'wrong-service-date' | 'no-prescription' | 'invalid-time';
/** Why a time is kept here and will not be sent any more. */
export type FinalReason =
  | 'cancelled'
  | 'already-served'
  | 'cancelled-other-day'
  | 'too-late'
  | 'overtaken'
  | 'not-for-existing-patient';

export type TaskDecision =
  | { readonly kind: 'absent' }
  | { readonly kind: 'held'; readonly same: boolean | null }
  | { readonly kind: 'sendable'; readonly after: TaskId | null }
  | { readonly kind: 'waiting-predecessor'; readonly missing: TaskId }
  | { readonly kind: 'needs-fix'; readonly code: FixCode; readonly against: TaskId | null }
  | { readonly kind: 'final'; readonly reason: FinalReason };

export type TaskDecisions = ReadonlyMap<TaskId, TaskDecision>;

const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Tasks 1 to 3 happen before the patient is called in; BPJS accepts a cancellation only until then. */
const FIRST_TASK_OF_SERVICE = 4;

/** Calendar day of an instant in WIB, the only zone BPJS reckons with. */
export function wibDate(instant: Date): string {
  return new Date(instant.getTime() + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

/** The same as a number of days, for comparing. */
function wibDay(instant: Date): number {
  return Math.floor((instant.getTime() + WIB_OFFSET_MS) / DAY_MS);
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** Last instant at which BPJS takes a task of that service date: the end of H+7 in WIB. */
export function deadlineOf(serviceDate: string, policy: TimelinePolicy = DEFAULT_POLICY): Date {
  return new Date(Date.parse(`${serviceDate}T00:00:00Z`) - WIB_OFFSET_MS + (policy.deadlineDays + 1) * DAY_MS - 1);
}

/** Whole days until the deadline day; negative when it is over. */
export function daysLeft(serviceDate: string, now: Date, policy: TimelinePolicy = DEFAULT_POLICY): number {
  return policy.deadlineDays - (wibDay(now) - dayOf(serviceDate));
}

/** Tasks BPJS expects of this visit, in order. Medicine unknown counts as possible. */
export function expectedTasks(facts: TimelineFacts, holdsTask1 = false): readonly TaskId[] {
  // BPJS fact: once task 1 is stored BPJS demands 2 before 3, also for an existing patient [C]. docs/facts/task-id.md §2
  const first: readonly TaskId[] = facts.pasienBaru || holdsTask1 ? [1, 2, 3] : [3];
  return facts.resep === 'tidak-ada' ? [...first, 4, 5] : [...first, 4, 5, 6, 7];
}

/** Tasks still without any time although the visit is over: what a unit forgot to click. */
export function missingTasks(facts: TimelineFacts, records: readonly TaskRecord[]): readonly TaskId[] {
  const known = new Set(
    records.filter((record) => record.at !== null || record.bpjsAt !== null).map((record) => record.task),
  );
  if (known.has(99)) return [];
  const expected = facts.resep === null ? expectedTasks({ ...facts, resep: 'tidak-ada' }) : expectedTasks(facts);
  return expected.filter((task) => !known.has(task));
}

/** Same second: `getlisttask` answers whole seconds, so finer differences cannot be seen. docs/facts/antrean-rs.md §2.7 */
export function isSameTime(ours: Date, theirs: Date): boolean {
  return Math.floor(ours.getTime() / 1000) === Math.floor(theirs.getTime() / 1000);
}

/**
 * Decides for every task of a visit what may happen to it now. `sendable` with `after` means: in the same lane behind that task.
 *
 * @example
 * decideTasks({ pasienBaru: false, resep: null, serviceDate: '2026-11-21' }, [], new Date('2026-11-21T02:00:00Z')).get(3)
 * // { kind: 'absent' }
 */
export function decideTasks(
  facts: TimelineFacts,
  records: readonly TaskRecord[],
  now: Date,
  policy: TimelinePolicy = DEFAULT_POLICY,
): TaskDecisions {
  const byTask = new Map(records.map((record) => [record.task, record]));
  const holds = (task: TaskId): boolean => byTask.get(task)?.bpjsAt != null;
  const sequence = expectedTasks(facts, holds(1));
  const cancelledAt = cancellationInstant(records);
  const serviceDay = dayOf(facts.serviceDate);
  const isPastDeadline = wibDay(now) > serviceDay + policy.deadlineDays;
  const decisions = new Map<TaskId, TaskDecision>();

  const decideOwn = (task: TaskId, at: Date): TaskDecision => {
    const position = sequence.indexOf(task);
    if (position < 0)
      return task <= 2
        ? { kind: 'final', reason: 'not-for-existing-patient' }
        : { kind: 'needs-fix', code: 'no-prescription', against: 5 };
    if (Number.isNaN(at.getTime())) return { kind: 'needs-fix', code: 'invalid-time', against: null };
    if (holds(99) || (cancelledAt !== null && at.getTime() >= cancelledAt.getTime()))
      return { kind: 'final', reason: 'cancelled' };
    if (sequence.slice(position + 1).some(holds)) return { kind: 'final', reason: 'overtaken' };
    if (isPastDeadline) return { kind: 'final', reason: 'too-late' };
    // BPJS fact: the WIB calendar day of the time must be the booking's day [B]. docs/facts/task-id.md §4.4
    if (wibDay(at) !== serviceDay) return { kind: 'needs-fix', code: 'wrong-service-date', against: null };
    const predecessor = sequence[position - 1];
    return predecessor === undefined ? { kind: 'sendable', after: null } : afterPredecessor(at, predecessor);
  };

  const afterPredecessor = (at: Date, predecessor: TaskId): TaskDecision => {
    const before = decisions.get(predecessor) ?? { kind: 'absent' };
    switch (before.kind) {
      case 'absent':
      case 'needs-fix':
        return { kind: 'waiting-predecessor', missing: predecessor };
      case 'waiting-predecessor':
        return before;
      case 'final':
        // What the predecessor can no longer do, its successor cannot either.
        return before;
      case 'held':
      case 'sendable':
        return (
          compareTimes(at, timeToBeat(byTask.get(predecessor)), predecessor, policy) ?? {
            kind: 'sendable',
            after: predecessor,
          }
        );
    }
  };

  for (const task of [1, 2, 3, 4, 5, 6, 7] as const) {
    decisions.set(
      task,
      heldOrAbsent(byTask.get(task)) ?? decideOwn(task, byTask.get(task)?.at ?? new Date(Number.NaN)),
    );
  }
  decisions.set(99, decideCancellation());
  return decisions;

  function decideCancellation(): TaskDecision {
    const record = byTask.get(99);
    const known = heldOrAbsent(record);
    if (known !== null) return known;
    const at = record?.at ?? new Date(Number.NaN);
    if (Number.isNaN(at.getTime())) return { kind: 'needs-fix', code: 'invalid-time', against: null };
    // BPJS fact: 99 after task 4 is excluded by no source; the patient was served, so it is not sent [D]. docs/facts/task-id.md §5
    if (cancelledAt === null) return { kind: 'final', reason: 'already-served' };
    if (isPastDeadline) return { kind: 'final', reason: 'too-late' };
    // A cancellation on another day cannot satisfy §4.4: `batal` alone tells BPJS. docs/facts/task-id.md §7.8
    if (wibDay(at) !== serviceDay) return { kind: 'final', reason: 'cancelled-other-day' };
    const last =
      sequence.filter((task) => task < FIRST_TASK_OF_SERVICE && isOnItsWay(decisions.get(task))).at(-1) ?? null;
    if (last === null) return { kind: 'sendable', after: null };
    return compareTimes(at, timeToBeat(byTask.get(last)), last, policy) ?? { kind: 'sendable', after: last };
  }
}

/** The task may be sent this instant: everything before it is known to be at BPJS, not only on its way. */
export function isSendableNow(decisions: TaskDecisions, task: TaskId): boolean {
  const decision = decisions.get(task);
  if (decision?.kind !== 'sendable') return false;
  // A cancellation needs no predecessor at BPJS: one that is late or missing must not keep it from going out.
  return task === 99 || decision.after === null || decisions.get(decision.after)?.kind === 'held';
}

/** Tasks that may enter the lane, in the order in which they must leave it. */
export function sendOrder(decisions: TaskDecisions): readonly TaskId[] {
  return TASK_IDS.filter((task) => decisions.get(task)?.kind === 'sendable');
}

export type Difference =
  | { readonly task: TaskId; readonly kind: 'missing-at-bpjs'; readonly ours: Date; readonly bpjs: null }
  | { readonly task: TaskId; readonly kind: 'only-at-bpjs'; readonly ours: null; readonly bpjs: Date }
  | { readonly task: TaskId; readonly kind: 'different-time'; readonly ours: Date; readonly bpjs: Date };

/** Every task about which BPJS and we do not say the same. */
export function differences(records: readonly TaskRecord[]): readonly Difference[] {
  const found: Difference[] = [];
  for (const { task, at, bpjsAt } of records) {
    if (at !== null && bpjsAt === null) found.push({ task, kind: 'missing-at-bpjs', ours: at, bpjs: null });
    if (at === null && bpjsAt !== null) found.push({ task, kind: 'only-at-bpjs', ours: null, bpjs: bpjsAt });
    if (at !== null && bpjsAt !== null && !isSameTime(at, bpjsAt))
      found.push({ task, kind: 'different-time', ours: at, bpjs: bpjsAt });
  }
  return found;
}

/** Nothing to decide: BPJS has the task, or nobody has. Null when our own time needs a decision. */
function heldOrAbsent(record: TaskRecord | undefined): TaskDecision | null {
  if (record === undefined) return { kind: 'absent' };
  if (record.bpjsAt !== null)
    return { kind: 'held', same: record.at === null ? null : isSameTime(record.at, record.bpjsAt) };
  return record.at === null ? { kind: 'absent' } : null;
}

/** The instant from which the visit counts as cancelled; null when it was not, or when the patient had been called in before. */
function cancellationInstant(records: readonly TaskRecord[]): Date | null {
  const cancellation = records.find((record) => record.task === 99);
  const at = cancellation?.bpjsAt ?? cancellation?.at ?? null;
  if (at === null) return null;
  const isServedBefore = records.some(
    ({ task, at: own, bpjsAt }) =>
      task >= FIRST_TASK_OF_SERVICE &&
      task !== 99 &&
      (bpjsAt !== null || (own !== null && own.getTime() < at.getTime())),
  );
  return isServedBefore && cancellation?.bpjsAt == null ? null : at;
}

/** Our own time where BPJS shows the same second (it keeps milliseconds we cannot read back), else BPJS's. */
function timeToBeat(record: TaskRecord | undefined): Date {
  if (record?.bpjsAt == null) return record?.at ?? new Date(Number.NaN);
  return record.at !== null && isSameTime(record.at, record.bpjsAt) ? record.at : record.bpjsAt;
}

function compareTimes(at: Date, before: Date, predecessor: TaskId, policy: TimelinePolicy): TaskDecision | null {
  const gap = at.getTime() - before.getTime();
  if (gap >= policy.minGapMs) return null;
  // Tie or step back: the later task is held and the earlier goes on, so what is due depends on the events and not on when they came in.
  return { kind: 'needs-fix', code: gap > -policy.minGapMs ? 'tie' : 'not-increasing', against: predecessor };
}

function isOnItsWay(decision: TaskDecision | undefined): boolean {
  return decision?.kind === 'held' || decision?.kind === 'sendable';
}

// How a task stands for the people at the desk: one word per task from both sides of the record, and one picture per visit. Pure.
import type { Visit } from '../visit/index.ts';
import {
  daysLeft,
  decideTasks,
  differences,
  expectedTasks,
  TASK_IDS,
  type Difference,
  type TaskDecision,
  type TaskDecisions,
  type TaskId,
  type TaskRecord,
} from './rules.ts';
import type { Booking, TaskState } from './store.ts';

export const TASK_STATUSES = [
  'tidak-perlu',
  'belum',
  'tercatat',
  'menunggu-pendahulu',
  'siap',
  'dikirim',
  'diterima',
  'sudah-ada',
  'berbeda',
  'ditolak',
  'perlu-perbaikan',
  'kedaluwarsa',
  'belum-pasti',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export interface TaskCell {
  readonly task: TaskId;
  readonly isExpected: boolean;
  readonly state: TaskState | null;
  readonly effectiveAt: Date | null;
  readonly status: TaskStatus;
  /** Key of the explanation (texts.ts); null where the status says it all. */
  readonly reason: string | null;
}

export interface VisitStanding {
  readonly cells: readonly TaskCell[];
  readonly booking: TaskStatus;
  readonly isComplete: boolean;
  readonly isIncomplete: boolean;
  readonly isWaiting: boolean;
  readonly isRefused: boolean;
  readonly differs: boolean;
  readonly differences: readonly Difference[];
  readonly daysLeft: number;
}

type VisitFacts = Pick<Visit, 'pasienBaru' | 'resep' | 'serviceDate' | 'stage'>;

export function recordsOf(states: readonly TaskState[]): TaskRecord[] {
  return states.map((state) => ({ task: state.task, at: state.correctedAt ?? state.observedAt, bpjsAt: state.bpjsAt }));
}

export function decisionsOf(
  visit: Pick<Visit, 'pasienBaru' | 'resep' | 'serviceDate'>,
  states: readonly TaskState[],
  now: Date,
): TaskDecisions {
  return decideTasks(
    { pasienBaru: visit.pasienBaru, resep: visit.resep, serviceDate: visit.serviceDate },
    recordsOf(states),
    now,
  );
}

const WAITING: ReadonlySet<TaskStatus> = new Set(['tercatat', 'menunggu-pendahulu', 'siap', 'dikirim', 'belum-pasti']);
const REFUSED: ReadonlySet<TaskStatus> = new Set(['ditolak', 'perlu-perbaikan', 'kedaluwarsa']);
const HELD: ReadonlySet<TaskStatus> = new Set(['diterima', 'sudah-ada', 'berbeda']);

export function standingOfVisit(
  visit: VisitFacts,
  states: readonly TaskState[],
  booking: Booking | null,
  now: Date,
): VisitStanding {
  const decisions = decisionsOf(visit, states, now);
  const byTask = new Map(states.map((state) => [state.task, state]));
  const expected = expectedNow(visit, byTask);
  const cells = TASK_IDS.map((task) =>
    cellOf(task, expected.has(task), byTask.get(task) ?? null, decisions.get(task) ?? { kind: 'absent' }, booking),
  );
  const isCancelled = visit.stage === 'batal' || visit.stage === 'tidak-hadir';
  const isComplete = isCancelled || cells.every((cell) => !cell.isExpected || HELD.has(cell.status));
  const found = differences(recordsOf(states)).filter((difference) => difference.kind !== 'missing-at-bpjs');
  return {
    cells,
    booking: bookingStatus(booking),
    isComplete,
    isIncomplete: !isComplete,
    isWaiting: cells.some((cell) => WAITING.has(cell.status) && (cell.isExpected || cell.status !== 'tercatat')),
    isRefused: cells.some((cell) => REFUSED.has(cell.status)) || bookingStatus(booking) === 'ditolak',
    differs: found.length > 0 || bookingStatus(booking) === 'berbeda',
    differences: found,
    daysLeft: daysLeft(visit.serviceDate, now),
  };
}

/** What BPJS expects of this visit; medicine is expected only when the doctor said so. */
function expectedNow(visit: VisitFacts, byTask: ReadonlyMap<TaskId, TaskState>): ReadonlySet<TaskId> {
  if (visit.stage === 'batal' || visit.stage === 'tidak-hadir') return new Set([99]);
  const isStillUnknown = visit.resep === null;
  const holdsTask1 = byTask.get(1)?.bpjsAt != null;
  return new Set(expectedTasks({ ...visit, resep: isStillUnknown ? 'tidak-ada' : visit.resep }, holdsTask1));
}

function cellOf(
  task: TaskId,
  isExpected: boolean,
  state: TaskState | null,
  decision: TaskDecision,
  booking: Booking | null,
): TaskCell {
  const effectiveAt = state?.correctedAt ?? state?.observedAt ?? null;
  const told = (status: TaskStatus, reason: string | null = null): TaskCell => ({
    task,
    isExpected,
    state,
    effectiveAt,
    status,
    reason,
  });
  if (task === 99 && booking?.cancelState === 'diterima') return told('diterima', 'cancelled-by-batal');
  switch (decision.kind) {
    case 'absent':
      return told(isExpected ? 'belum' : 'tidak-perlu');
    case 'held':
      if (decision.same === false) return told('berbeda', 'different');
      return told(state?.outcome === 'sudah-ada' || decision.same === null ? 'sudah-ada' : 'diterima');
    case 'needs-fix':
      return told('perlu-perbaikan', decision.code);
    case 'waiting-predecessor':
      return state?.outcome === 'ditolak'
        ? told('ditolak', state.reason ?? state.code)
        : told('menunggu-pendahulu', `missing-${decision.missing}`);
    case 'final':
      return decision.reason === 'too-late' ? told('kedaluwarsa', 'too-late') : told('tercatat', decision.reason);
    case 'sendable':
      return told(...onTheWay(state));
  }
}

function onTheWay(state: TaskState | null): [TaskStatus, string | null] {
  switch (state?.outcome ?? null) {
    case 'ditolak':
      return ['ditolak', state?.reason ?? state?.code ?? null];
    case 'kedaluwarsa':
      return ['kedaluwarsa', 'too-late'];
    case 'diterima':
    case 'sudah-ada':
    case 'dilewati':
    case 'dibatalkan':
    case null:
      if (state?.code === UNCLEAR) return ['belum-pasti', 'unknown'];
      return [state?.messageId == null ? 'tercatat' : 'siap', null];
  }
}

/** Written while an attempt's effect is not known yet. */
export const UNCLEAR = 'unknown';

export function bookingStatus(booking: Booking | null): TaskStatus {
  switch (booking?.state ?? null) {
    case null:
    case 'tidak-perlu':
      return 'tidak-perlu';
    case 'menunggu':
      return 'siap';
    case 'diterima':
      return 'diterima';
    case 'sudah-ada':
      return 'sudah-ada';
    case 'berbeda':
      return 'berbeda';
    case 'ditolak':
      return 'ditolak';
    case 'kedaluwarsa':
      return 'kedaluwarsa';
    case 'belum-pasti':
      return 'belum-pasti';
    case 'dibatalkan':
      return 'tercatat';
  }
}

// What happened to one message, line by line: recorded, each attempt, each answer, each time BPJS was asked, each act of a person with name
// and reason. Pure: from the outbox's append-only rows.
import { explainCode } from './explain.ts';
import type { AttemptRecord, OutcomeRecord } from './message-store.ts';

export const HISTORY_KINDS = ['recorded', 'attempt', 'answer', 'asked', 'engine', 'hand'] as const;

export interface HistoryLine {
  readonly at: string;
  readonly kind: (typeof HISTORY_KINDS)[number];
  /** The engine's word for what came of it (`delivered`, `absent`, `resent`); null for what has not ended. */
  readonly result: string | null;
  /** The attempt's running number. */
  readonly attempt: number | null;
  /** BPJS's code, or ours. */
  readonly code: string | null;
  /** What that means, in one sentence; for an act of a person their reason. */
  readonly words: string | null;
  readonly by: string | null;
}

export interface HistoryInput {
  readonly createdAt: Date;
  readonly attempts: readonly AttemptRecord[];
  readonly outcomes: readonly OutcomeRecord[];
  readonly nameOf: (actor: string) => string;
  readonly shown: (real: Date) => string;
}

const KIND_OF: Readonly<Record<string, HistoryLine['kind']>> = {
  answer: 'answer',
  'read-back': 'asked',
  engine: 'engine',
  hand: 'hand',
};

export function historyOf({ createdAt, attempts, outcomes, nameOf, shown }: HistoryInput): HistoryLine[] {
  const numbers = new Map(attempts.map((attempt, index) => [attempt.attemptId, index + 1]));
  const lines: { readonly ms: number; readonly line: HistoryLine }[] = [
    line(createdAt, { kind: 'recorded' }),
    ...attempts.map((attempt, index) => line(attempt.startedAt, { kind: 'attempt', attempt: index + 1 })),
    ...outcomes.map((outcome) => {
      const kind = KIND_OF[outcome.via] ?? 'engine';
      const explained = explainCode(outcome.code, outcome.reason);
      return line(outcome.recordedAt, {
        kind,
        result: outcome.kind,
        attempt: outcome.attemptId === null ? null : (numbers.get(outcome.attemptId) ?? null),
        code: outcome.code,
        words: kind === 'hand' ? outcome.reason : (explained?.apa ?? null),
        by: outcome.actor === null ? null : nameOf(outcome.actor),
      });
    }),
  ];
  // An attempt and its answer may carry the same millisecond: the order in which they were put together stands.
  return lines.toSorted((one, other) => one.ms - other.ms).map(({ line: shownLine }) => shownLine);

  function line(at: Date, facts: Partial<HistoryLine> & Pick<HistoryLine, 'kind'>) {
    const empty = { result: null, attempt: null, code: null, words: null, by: null };
    return { ms: at.getTime(), line: { at: shown(at), ...empty, ...facts } };
  }
}

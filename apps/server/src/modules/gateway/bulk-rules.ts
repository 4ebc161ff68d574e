// What an act on many messages would do to each of them. Pure; asked for the preview and again when a message's turn has come.
import { UNREADABLE } from '@titian/outbox';
import { isOverAtBpjs } from './deadline.ts';
import { shownState, type ShownState } from './shown.ts';

export const BULK_ACTIONS = ['resend', 'cancel'] as const;
export type BulkActionName = (typeof BULK_ACTIONS)[number];

export const VERDICTS = [
  'sends', // BPJS holds nothing of it: built anew and sent
  'asks', // may have arrived: BPJS is asked first
  'cancels', // not sent any more
  'moving', // on its way already: nothing to do
  'settled', // done: nothing is sent again
  'by-hand', // nobody can ask BPJS: a person looks at each one
  'over', // BPJS takes nothing of it any more
  'uncertain', // may have arrived: not cancelled
] as const;
export type Verdict = (typeof VERDICTS)[number];

const ACTS: ReadonlySet<Verdict> = new Set(['sends', 'asks', 'cancels']);

export function isAct(verdict: Verdict): boolean {
  return ACTS.has(verdict);
}

export interface BulkFacts {
  readonly service: string;
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly deadlineAt: Date | null;
}

export function verdictOf(action: BulkActionName, message: BulkFacts, now: Date): Verdict {
  const state = shownState(message);
  // Whether it arrived nobody can find out by asking: sending or forgetting many of them at once would be guessing.
  if (state === 'parked' && message.reason === UNREADABLE) return 'by-hand';
  return action === 'resend' ? resendVerdict(state, isOverAtBpjs(message, now)) : cancelVerdict(state);
}

function resendVerdict(state: ShownState, isOver: boolean): Verdict {
  switch (state) {
    case 'refused':
    case 'expired':
      return isOver ? 'over' : 'sends';
    case 'parked':
      return 'asks';
    case 'queued':
    case 'waiting':
    case 'sending':
    case 'unknown':
    case 'later':
      return 'moving';
    case 'delivered':
    case 'already':
    case 'cancelled':
    case 'skipped':
      return 'settled';
  }
}

function cancelVerdict(state: ShownState): Verdict {
  switch (state) {
    case 'refused':
    case 'expired':
    case 'queued':
    case 'waiting':
    case 'later':
      return 'cancels';
    case 'parked':
    case 'unknown':
    case 'sending':
      return 'uncertain';
    case 'delivered':
    case 'already':
    case 'cancelled':
    case 'skipped':
      return 'settled';
  }
}

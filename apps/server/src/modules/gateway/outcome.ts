// The one place where an answer or error of the BPJS client becomes an outcome of the outbox. Pure: no reading back here, only
// the statement that it is needed ("check"). Table-tested over every effect and advice in outcome.test.ts.
import type { BpjsError } from '@titian/client';

/** How long to wait for a predecessor that BPJS does not know yet; the lane is woken earlier when the predecessor settles. */
const PREDECESSOR_RETRY_MS = 15_000;
/** Longest Retry-After that is honoured (goal D5 of the reliability goals), so that a wrong header cannot stop a facility. */
const RETRY_AFTER_MAX_MS = 15 * 60_000;

/** What of an answer decides: the client's `Answer` without its data. */
export interface AnswerFacts {
  readonly kind: 'ok' | 'already' | 'empty';
  readonly code: string;
  readonly message: string;
}

/** What of an error decides: the two axes, never the text. */
export type ErrorFacts = Pick<BpjsError, 'code' | 'effect' | 'advice'> &
  Partial<Pick<BpjsError, 'bpjsCode' | 'bpjsMessage' | 'messageId' | 'retryAfterMs'>>;

/** The outbox's outcomes plus two that the adapter resolves by reading back before it answers the outbox. */
export type Verdict =
  | { readonly kind: 'delivered' }
  /** BPJS says it has it: compare what it holds with what was sent. */
  | { readonly kind: 'check-already'; readonly code: string }
  /** Valid but unknown answer: keep it sealed, read back once, park if BPJS does not hold it. Never a loop. */
  | { readonly kind: 'check-unfamiliar'; readonly code: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryInMs: number }
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'parked'; readonly reason: string }
  | { readonly kind: 'pause-channel'; readonly reason: string };

export function verdictOfAnswer(answer: AnswerFacts): Verdict {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'delivered' };
    case 'already':
      return { kind: 'check-already', code: answer.code };
    // A write never answers "no data": whatever BPJS meant, it is not a success we know.
    case 'empty':
      return { kind: 'check-unfamiliar', code: answer.code, reason: 'empty-answer-to-write' };
  }
}

export function verdictOfError(error: ErrorFacts): Verdict {
  // Stop is about us (a bug): nothing may go on, whatever BPJS did with it.
  if (error.advice === 'stop') return { kind: 'parked', reason: error.code };
  if (error.code === 'BPJS_UNFAMILIAR') {
    return {
      kind: 'check-unfamiliar',
      code: error.bpjsCode ?? error.code,
      reason: error.messageId ?? 'unfamiliar-answer',
    };
  }
  switch (error.effect) {
    case 'applied':
      return { kind: 'check-already', code: error.bpjsCode ?? error.code };
    case 'unknown':
      // Whatever the advice says, an effect that may exist is read back first.
      return { kind: 'unknown', reason: error.code };
    case 'none':
      return verdictWithoutEffect(error);
  }
}

function verdictWithoutEffect(error: ErrorFacts): Verdict {
  switch (error.advice) {
    case 'fix':
      // The text of BPJS may name a person: it stays in the sealed evidence, the catalogue's id stands for it in the clear.
      return { kind: 'refused', code: error.messageId ?? error.code, message: error.bpjsCode ?? error.code };
    case 'later':
    // Nothing was sent or nothing was done: reading back would find nothing, trying again later is safe.
    case 'reconcile':
      return later(error);
    case 'after-predecessor':
      return { kind: 'waiting', reason: error.messageId ?? error.code, retryInMs: PREDECESSOR_RETRY_MS };
    case 'pause-channel':
      return { kind: 'pause-channel', reason: error.messageId ?? error.code };
    case 'stop':
      return { kind: 'parked', reason: error.code };
  }
}

function later(error: ErrorFacts): Verdict {
  if (error.retryAfterMs === undefined) return { kind: 'later', reason: error.code };
  return { kind: 'later', reason: error.code, retryAfterMs: Math.min(error.retryAfterMs, RETRY_AFTER_MAX_MS) };
}

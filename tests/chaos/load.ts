// The load of a chaos run: many visits at once, each event offered until the server says yes, and the history of what was
// accepted kept here, outside everything that is killed.
import { setTimeout as delay } from 'node:timers/promises';
import type { His } from '../../apps/cli/src/demo/his.ts';
import type { PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { visitEvents } from './day.ts';

/** Offers to a server that is starting take the processor from its start: not too often. */
const RETRY_MS = 200;

export interface Load {
  /** Events the server said yes to, in that order. */
  readonly history: readonly PlayEvent[];
  readonly refused: readonly { id: string; reason: string }[];
  /** Offers that were not answered with yes or no, by how they ended: `HTTP 503`, `fetch failed`. */
  readonly unanswered: ReadonlyMap<string, number>;
  /** Every offer's end, for whoever measures: when it was made, how long it took, whether it was accepted. */
  onAnswer:
    | ((about: {
        readonly atMs: number;
        readonly ms: number;
        readonly isAccepted: boolean;
        readonly reason: string;
      }) => void)
    | null;
  /** All visits are complete. */
  complete(): Promise<void>;
  /** No new visits; resolves when those begun are complete. */
  finish(): Promise<void>;
}

export interface LoadOptions {
  readonly his: His;
  readonly seed: number;
  readonly visitsAtOnce: number;
  /** New events offered per second: well above what the run promises, and little enough that the delivery keeps up with it. */
  readonly perSecond: number;
  /** Upper bound of visits; people and referrals were arranged for so many. */
  readonly visits: number;
  /** Called before an event is offered for the first time. */
  readonly before?: (event: PlayEvent) => Promise<void>;
}

export function startLoad({ his, seed, visitsAtOnce, perSecond, visits, before }: LoadOptions): Load {
  const history: PlayEvent[] = [];
  const refused: { id: string; reason: string }[] = [];
  const unanswered = new Map<string, number>();
  let next = 0;
  let isFinishing = false;
  let turnAtMs = 0;
  /** Time lost in a kill is not made up for: the rate would rise when the server is weakest. */
  const turn = async (): Promise<void> => {
    turnAtMs = Math.max(performance.now(), turnAtMs + 1_000 / perSecond);
    await delay(Math.max(0, turnAtMs - performance.now()));
  };
  const offer = async (event: PlayEvent): Promise<boolean> => {
    for (;;) {
      const atMs = performance.now();
      const answer = await his.send(event);
      const reason = answer.kind === 'accepted' ? '' : answer.reason;
      load.onAnswer?.({ atMs, ms: performance.now() - atMs, isAccepted: answer.kind === 'accepted', reason });
      if (answer.kind === 'accepted') {
        history.push(event);
        return true;
      }
      if (answer.kind === 'rejected') {
        refused.push({ id: event.body.sourceEventId, reason: answer.reason });
        return false;
      }
      unanswered.set(reason, (unanswered.get(reason) ?? 0) + 1);
      await delay(RETRY_MS);
    }
  };
  const lane = async (): Promise<void> => {
    while (!isFinishing && next < visits) {
      const events = visitEvents(next, seed);
      next += 1;
      for (const event of events) {
        await before?.(event);
        await turn();
        if (!(await offer(event))) break;
      }
    }
  };
  const lanes = Promise.all(Array.from({ length: visitsAtOnce }, lane));
  const complete = async (): Promise<void> => {
    await lanes;
  };
  const load: Load = {
    history,
    refused,
    unanswered,
    onAnswer: null,
    complete,
    finish: () => {
      isFinishing = true;
      return complete();
    },
  };
  return load;
}

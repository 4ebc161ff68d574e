// Plays an events file against a server: every event is sent at its own business time, events of one visit one after the
// other, and repeated with the same number until the server has accepted it. It measures how long a save takes to answer and
// decides nothing about BPJS.
import type { PlayEvent } from '../events-file/read.ts';
import { realDelayMs, type BusinessClock } from './business-clock.ts';

/** A person at the desk notices an answer that takes longer than this. */
const NOTICEABLE_MS = 1_000;
/** Pause before the same event is offered again to a server that did not answer. */
const RETRY_PAUSE_MS = 500;

export type SaveAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'no-answer'; readonly reason: string };

export interface PlayerPorts {
  /** Offers one event; must not throw for network failures. */
  readonly send: (event: PlayEvent) => Promise<SaveAnswer>;
  readonly realNowMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface PlayedDay {
  accepted: number;
  /** Events the server refused, with its words: a bad line of the file that only the server could see. */
  readonly rejected: { line: number; reason: string }[];
  /** Saves that were answered after more than a second, or not at all, at their first try. */
  blocked: number;
  readonly answerMs: number[];
}

export interface PlayOptions {
  readonly events: readonly PlayEvent[];
  readonly clock: BusinessClock;
  readonly ports: PlayerPorts;
  readonly signal: AbortSignal;
  readonly onAnswer?: (day: PlayedDay, event: PlayEvent) => void;
}

/** Resolves when every event has been accepted or refused. */
export async function play(options: PlayOptions): Promise<PlayedDay> {
  const day: PlayedDay = { accepted: 0, rejected: [], blocked: 0, answerMs: [] };
  const visits = new Map<string, PlayEvent[]>();
  for (const event of options.events) {
    const key = `${event.ppk} ${event.body.visitRef}`;
    visits.set(key, [...(visits.get(key) ?? []), event]);
  }
  await Promise.all([...visits.values()].map((events) => playVisit(events, day, options)));
  return day;
}

async function playVisit(events: readonly PlayEvent[], day: PlayedDay, options: PlayOptions): Promise<void> {
  const { clock, ports, signal } = options;
  for (const event of events) {
    const delay = realDelayMs(clock, event.atMs, ports.realNowMs());
    if (delay > 0) await ports.pause(delay, signal);
    if (signal.aborted) return;
    await save(event, day, options);
    options.onAnswer?.(day, event);
  }
}

async function save(event: PlayEvent, day: PlayedDay, { ports, signal }: PlayOptions): Promise<void> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    const from = ports.realNowMs();
    const answer = await ports.send(event);
    const took = ports.realNowMs() - from;
    if (tries === 1) {
      day.answerMs.push(took);
      if (took > NOTICEABLE_MS || answer.kind === 'no-answer') day.blocked += 1;
    }
    if (answer.kind === 'accepted') {
      day.accepted += 1;
      return;
    }
    if (answer.kind === 'rejected') {
      day.rejected.push({ line: event.line, reason: answer.reason });
      return;
    }
    await ports.pause(RETRY_PAUSE_MS, signal);
  }
}

// Why a message stands where it stands, and whose turn it is. Pure: from the rows that the browser has read.
import type { Role } from '../../platform/permissions.ts';
import type { ShownState } from './shown.ts';

/** Another message that this one waits for, by name. */
export interface NamedMessage {
  readonly id: string;
  readonly label: string;
  readonly service: string;
  readonly state: ShownState;
}

export const WAIT_KINDS = [
  'behind', // an earlier message of the lane goes first
  'held-by', // a refused or held message stops the lane
  'after', // a message of another lane goes first, `until` at the latest
  'paused', // somebody or dead credentials hold the channel
  'away', // BPJS does not answer on this channel
  'not-before', // planned for later
  'asking', // BPJS is asked what it holds before anything is sent
  'again', // an attempt could not be made; tried again
  'turn', // nothing but the queue
] as const;

export interface Wait {
  readonly kind: (typeof WAIT_KINDS)[number];
  /** Since when, for what has begun. */
  readonly since: string | null;
  /** When Titian looks at it again, or the wait is over at the latest. */
  readonly until: string | null;
  /** Who holds it, by name. */
  readonly by: string | null;
  /** The words of who holds it, or of our explanation. */
  readonly words: string | null;
  readonly message: NamedMessage | null;
}

/** Titian works on it by itself; BPJS has to answer; a person has to act; nobody: it is done. */
export const TURNS = ['titian', 'bpjs', 'person', 'nobody'] as const;

export interface Standing {
  readonly turn: (typeof TURNS)[number];
  readonly role: Role | null;
  readonly waits: readonly Wait[];
}

export interface WaitInput {
  readonly state: ShownState;
  readonly role: Role | null;
  readonly isHead: boolean;
  /** The first message of the lane that is not done, when it is another one. */
  readonly head: (NamedMessage & { readonly role: Role | null }) | null;
  readonly isLaneHeld: boolean;
  readonly predecessors: readonly (NamedMessage & { readonly until: Date | null })[];
  readonly paused: { readonly at: Date; readonly by: string | null; readonly words: string | null } | null;
  readonly away: { readonly since: Date | null; readonly probeAt: Date | null } | null;
  readonly notBefore: Date | null;
  readonly nextAt: Date | null;
  readonly words: string | null;
  readonly now: Date;
}

const DONE: ReadonlySet<ShownState> = new Set(['delivered', 'already', 'cancelled', 'skipped']);
const FOR_PEOPLE: ReadonlySet<ShownState> = new Set(['refused', 'expired', 'parked']);

export function standingOf(input: WaitInput): Standing {
  const { state } = input;
  if (DONE.has(state)) return { turn: 'nobody', role: null, waits: [] };
  if (FOR_PEOPLE.has(state)) return { turn: 'person', role: input.role ?? 'it', waits: [] };
  if (state === 'sending') return { turn: 'bpjs', role: null, waits: [] };
  const waits = waitsOf(input);
  if (input.head !== null && input.isLaneHeld) return { turn: 'person', role: input.head.role ?? 'it', waits };
  if (input.paused !== null) return { turn: 'person', role: 'it', waits };
  return { turn: input.away === null ? 'titian' : 'bpjs', role: null, waits };
}

function waitsOf(input: WaitInput): Wait[] {
  const { head, paused, away, notBefore, nextAt, now } = input;
  const waits: Wait[] = [];
  if (head !== null) waits.push(wait(input.isLaneHeld ? 'held-by' : 'behind', { message: named(head) }));
  if (paused !== null) waits.push(wait('paused', { since: paused.at, by: paused.by, words: paused.words }));
  if (away !== null) waits.push(wait('away', { since: away.since, until: away.probeAt }));
  if (!input.isHead) return waits;
  for (const predecessor of input.predecessors)
    waits.push(wait('after', { message: named(predecessor), until: predecessor.until }));
  if (notBefore !== null && notBefore > now) waits.push(wait('not-before', { until: notBefore }));
  if (input.state === 'unknown') waits.push(wait('asking', { until: nextAt, words: input.words }));
  else if (input.state === 'later' || (input.state === 'waiting' && input.predecessors.length === 0))
    waits.push(wait('again', { until: nextAt, words: input.words }));
  if (waits.length === 0) waits.push(wait('turn', { until: nextAt }));
  return waits;
}

interface Facts {
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly by?: string | null;
  readonly words?: string | null;
  readonly message?: NamedMessage;
}

function wait(kind: Wait['kind'], { since, until, by, words, message }: Facts): Wait {
  return {
    kind,
    since: since?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
    by: by ?? null,
    words: words ?? null,
    message: message ?? null,
  };
}

function named({ id, label, service, state }: NamedMessage): NamedMessage {
  return { id, label, service, state };
}

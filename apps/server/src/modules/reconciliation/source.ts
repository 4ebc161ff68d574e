// What a room offers to reconciliation: how to read both sides of one day, part by part, and how a difference is mended by a person.
// Types only; each room implements it beside its own rules (timeline, sep, pcare).
import type { Actor } from '../../platform/actor.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityBpjs, FacilityFacts } from '../gateway/index.ts';
import type { Divergence, OurEntry, Subject, TheirEntry } from './rules.ts';

export interface SourceContext {
  readonly bpjs: FacilityBpjs;
  /** Reads of our own record; never open while BPJS is asked. */
  inFacility<T>(work: (tx: FacilityTx) => Promise<T>): Promise<T>;
  /** What BPJS took less than this ago may not be in its lists yet. */
  readonly freshMs: number;
}

export interface DayPart {
  /** Our record as it was before BPJS was asked, and after. */
  readonly before: readonly OurEntry[];
  readonly after: readonly OurEntry[];
  readonly theirs: readonly TheirEntry[];
  /** Where the next part begins; null = this was the last. */
  readonly next: string | null;
}

export interface Mending {
  readonly visitId: string;
  readonly divergence: Divergence;
  readonly reason: string;
}

export interface Source {
  readonly subject: Subject;
  isUsed(facility: FacilityFacts): boolean;
  read(context: SourceContext, date: string, cursor: string | null): Promise<DayPart>;
  /** For `kirim-ulang`: asks BPJS for this one entry now. Nothing is sent again of which BPJS shows a trace. */
  isThere?(context: SourceContext, mending: Mending): Promise<boolean>;
  /** For `kirim-ulang`: plans a new message, in the caller's transaction. */
  sendAgain?(tx: FacilityTx, actor: Actor, mending: Mending): Promise<void>;
  /** For `catat-bpjs`: writes down what BPJS holds. Never an observed time of ours. */
  takeTheirs?(tx: FacilityTx, actor: Actor, mending: Mending): Promise<void>;
}

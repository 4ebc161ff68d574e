// The named places at which a machine may die, stand still or lose its database: the engine's own, and those of a call, of an enqueueing
// request and of pruning, which lie outside the engine.
import { FAILPOINTS as OF_THE_ENGINE } from '@titian/outbox';

export const FAILPOINTS = [
  'after-api-commit-before-answer',
  ...OF_THE_ENGINE,
  'after-last-byte-before-headers',
  'after-headers-before-body',
  'after-body-before-decrypt',
  'after-decrypt-before-classify',
  'during-pruning',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

export const BLOWS = ['kill', 'freeze', 'cut'] as const;
export type Blow = (typeof BLOWS)[number];

/** The machine that comes to this place for the so-manieth time is hit. */
export interface Shot {
  readonly at: Failpoint;
  countdown: number;
  readonly blow: Blow;
}

// What the engine tells its process. Ids and states only.
import { EventEmitter } from 'node:events';
import type { MessageState, OutcomeKind } from '../types.ts';

export interface OutboxEvents {
  settled: [
    {
      facilityId: string;
      laneId: string;
      messageId: string;
      subjectId: string;
      kind: string;
      state: MessageState;
      outcome: OutcomeKind | null;
      laneState: string;
    },
  ];
  breaker: [{ facilityId: string; channel: string; state: 'open' | 'closed' }];
  paused: [{ facilityId: string; channel: string; reason: string }];
  resumed: [{ facilityId: string; channel: string }];
  /** Where a statement or handler failed; the engine has already decided what to do. */
  trouble: [{ where: string; error: unknown }];
}

export class Events extends EventEmitter<OutboxEvents> {}

// How long the desk waits for the letter that is being issued: three seconds while BPJS answers, no longer than it takes to notice when
// it does not. It only waits; the letter is on its way through the outbox in any case.
import { vclaim } from '@titian/contract';
import type { FacilityId } from '../../platform/ids.ts';
import { channelOf, laneIdFor } from '../gateway/index.ts';

/** What is known of a channel right now, in this process. */
export interface ChannelGlance {
  readonly channel: string;
  readonly state: 'closed' | 'open' | 'paused';
  readonly lastAnswerAgoMs: number | null;
  readonly lastFailureAgoMs: number | null;
}

export interface LetterWaitDeps {
  readonly attemptNow: (
    facilityId: FacilityId,
    laneId: string,
    options: { timeoutMs: number },
  ) => Promise<{ readonly kind: string }>;
  readonly channels: (facilityId: FacilityId) => readonly ChannelGlance[];
  /** The look-up of what a letter must quote is held up. */
  readonly isLookupHeldUp: (facilityId: FacilityId) => boolean;
}

/** The patient waits for the print: longer than this and the ticket goes out with "SEP menyusul". */
const PATIENCE_MS = 3_000;
/** Participants may be away while letters are issued: only their own channel says whether waiting is in vain. */
const LETTERS = channelOf(vclaim.sepInsert);
/** As often as this it is asked whether waiting still makes sense. */
const SLICE_MS = 250;

/** Held back, or the last thing heard of it was a failure. */
export function isTroubled({ state, lastAnswerAgoMs, lastFailureAgoMs }: ChannelGlance): boolean {
  if (state !== 'closed') return true;
  return lastFailureAgoMs !== null && (lastAnswerAgoMs === null || lastFailureAgoMs < lastAnswerAgoMs);
}

export function createLetterWait({ attemptNow, channels, isLookupHeldUp }: LetterWaitDeps) {
  const isHopeless = (facilityId: FacilityId) =>
    isLookupHeldUp(facilityId) ||
    channels(facilityId).some((glance) => glance.channel === LETTERS && isTroubled(glance));

  return async (facilityId: FacilityId, visitId: string): Promise<void> => {
    const laneId = laneIdFor(visitId, 'vclaim');
    for (let leftMs = PATIENCE_MS; leftMs > 0; leftMs -= SLICE_MS) {
      const { kind } = await attemptNow(facilityId, laneId, { timeoutMs: SLICE_MS });
      if (kind !== 'timeout' || isHopeless(facilityId)) return;
    }
  };
}

export type LetterWait = ReturnType<typeof createLetterWait>;

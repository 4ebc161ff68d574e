// Look-ups that go on in the background while their messages wait: few at a time, and after an outage the first that succeeds lets all
// the others follow at once instead of each waiting for its own next turn. Nothing is kept here: what a crash forgets is asked for
// again when its message comes back.
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsTrouble } from '../gateway/index.ts';

export interface LookupsDeps {
  /** Asks BPJS and keeps the answer; throws when BPJS is away. */
  readonly look: (facilityId: FacilityId, visitId: string) => Promise<void>;
  readonly found: (facilityId: FacilityId, visitId: string) => void;
  /** A look-up that failed for another reason than BPJS. */
  readonly trouble: (error: unknown) => void;
  /** Runs work later; a parameter so that tests move it by hand. */
  readonly later: (work: () => void, ms: number) => void;
}

export interface Lookups {
  want(facilityId: FacilityId, visitId: string): void;
  /** The last look-up failed and others wait for the next that succeeds. */
  isHeldUp(facilityId: FacilityId): boolean;
}

/** Look-ups of one facility at a time; the channel's own limit may be lower. */
const AT_ONCE = 4;
/** How often one is tried while BPJS is away. The channel's breaker answers most of these without sending anything. */
const RETRY_MS = 1_000;
/** A morning of a large hospital; beyond it the messages' own turns are soon enough. */
const MAX_WANTED = 5_000;

interface Desk {
  readonly wanted: Set<string>;
  readonly running: Set<string>;
  /** False from a failure until the next success: then only one at a time asks. */
  isOpen: boolean;
  isRetrying: boolean;
}

export function createLookups({ look, found, trouble, later }: LookupsDeps): Lookups {
  const desks = new Map<FacilityId, Desk>();

  const run = async (facilityId: FacilityId, desk: Desk, visitId: string): Promise<void> => {
    desk.running.add(visitId);
    try {
      await look(facilityId, visitId);
      desk.isOpen = true;
      found(facilityId, visitId);
    } catch (error) {
      desk.isOpen = false;
      if (isBpjsTrouble(error)) desk.wanted.add(visitId);
      else trouble(error);
    } finally {
      desk.running.delete(visitId);
    }
    if (desk.isOpen) pump(facilityId, desk);
    else retry(facilityId, desk);
    if (desk.wanted.size === 0 && desk.running.size === 0) desks.delete(facilityId);
  };

  const pump = (facilityId: FacilityId, desk: Desk): void => {
    const limit = desk.isOpen ? AT_ONCE : 1;
    for (const visitId of desk.wanted) {
      if (desk.running.size >= limit) return;
      desk.wanted.delete(visitId);
      // Errors end inside `run`; nobody waits for a look-up.
      void run(facilityId, desk, visitId);
    }
  };

  const retry = (facilityId: FacilityId, desk: Desk): void => {
    if (desk.isRetrying || desk.wanted.size === 0) return;
    desk.isRetrying = true;
    later(() => {
      desk.isRetrying = false;
      pump(facilityId, desk);
    }, RETRY_MS);
  };

  return {
    want(facilityId, visitId) {
      const desk = desks.get(facilityId) ?? {
        wanted: new Set<string>(),
        running: new Set<string>(),
        isOpen: true,
        isRetrying: false,
      };
      desks.set(facilityId, desk);
      if (desk.running.has(visitId) || desk.wanted.size >= MAX_WANTED) return;
      desk.wanted.add(visitId);
      pump(facilityId, desk);
    },
    isHeldUp: (facilityId) => desks.get(facilityId)?.isOpen === false,
  };
}

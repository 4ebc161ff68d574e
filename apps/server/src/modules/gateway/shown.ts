// The state of a message in the words of our API, from what the outbox stores. Pure.

export const SHOWN_STATES = [
  'queued',
  'waiting',
  'sending',
  'unknown',
  'delivered',
  'already',
  'refused',
  'later',
  'parked',
  'cancelled',
  'expired',
  'skipped',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

export interface StoredState {
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
}

/** The outbox's refusal with this code is ours: nothing was refused by BPJS, the time was over. */
const EXPIRED = 'expired';

export function shownState({ state, code, reason }: StoredState): ShownState {
  if (state === 'refused' && code === EXPIRED) return 'expired';
  // Queued with a reason: an attempt could not be made or answered, and it will be tried again.
  if (state === 'queued' && reason !== null) return 'later';
  const known = SHOWN_STATES.find((candidate) => candidate === state);
  if (known === undefined) throw new TypeError(`the outbox has a state the API does not know: ${state}`);
  return known;
}

/** Stored states that may be shown as one of the wanted; `later`, `sending` and `expired` are stored under another name. */
export function storedStates(wanted: readonly ShownState[]): string[] {
  const stored = wanted.flatMap((state) => {
    switch (state) {
      case 'later':
        return ['queued'];
      case 'sending':
        return ['queued', 'waiting', 'unknown'];
      case 'expired':
        return ['refused'];
      default:
        return [state];
    }
  });
  return [...new Set(stored)];
}

/** In its place behind others and well: no explanation is needed. */
export function waitsForBpjs({ state, reason }: StoredState): boolean {
  return ['delivered', 'sending', 'skipped', 'cancelled'].includes(state) || (state === 'queued' && reason === null);
}

// How far BPJS's clock is from ours, from the Date headers of its answers. Only signatures follow it; observed times never do. Pure.

export interface Skew {
  /** Added to our clock when a request is signed. */
  readonly offsetMs: number;
  /** The newest measurements, at most as many as decide. */
  readonly recent: readonly number[];
}

export const NO_SKEW: Skew = { offsetMs: 0, recent: [] };

/** So many answers in a row must agree before a clock is believed to be wrong (goal D4: at most three requests). */
const DECIDING = 3;
/** Below this a signature is valid anyway; the window of BPJS is minutes (docs/facts/vclaim.md §2.3). */
export const SKEW_ALARM_MS = 30_000;
/** A Date header of whole seconds and a slow answer make this much noise. */
const AGREE_WITHIN_MS = 15_000;

/**
 * `measured` is BPJS's clock minus ours, as read from one answer. An answer that also refuses the signature is believed at once:
 * two signs of one cause, and every further call with the old clock would only be refused as well.
 */
export function observeSkew(skew: Skew, measured: number, isSignatureRefused = false): Skew {
  const recent = [...skew.recent, measured].slice(-DECIDING);
  if (isSignatureRefused && Math.abs(measured) >= SKEW_ALARM_MS) return { offsetMs: Math.round(measured), recent };
  if (recent.length < DECIDING) return { ...skew, recent };
  const [low = 0, middle = 0, high = 0] = recent.toSorted((a, b) => a - b);
  if (high - low > AGREE_WITHIN_MS) return { ...skew, recent };
  return { offsetMs: Math.abs(middle) >= SKEW_ALARM_MS ? Math.round(middle) : 0, recent };
}

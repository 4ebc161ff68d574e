// How a wait looks: calm, noticed, over the standard. Pure; used by the queue rows and the pharmacy cards.

export type WaitTone = 'calm' | 'slow' | 'late';

/** From two thirds of the standard a wait deserves a look. */
const SLOW_SHARE = 2 / 3;

export function waitTone(minutes: number | null, standardMinutes: number): WaitTone {
  if (minutes === null || minutes < standardMinutes * SLOW_SHARE) return 'calm';
  return minutes > standardMinutes ? 'late' : 'slow';
}

export function waitShare(minutes: number | null, standardMinutes: number): number {
  if (minutes === null || standardMinutes <= 0) return 0;
  return Math.min(1, Math.max(0, minutes / standardMinutes));
}

/** "A-012" is spoken as "A, 12": letters apart, numbers without leading zeros. */
export function spokenNumber(nomorAntrean: string): string {
  return (nomorAntrean.match(/[A-Za-z]+|\d+/g) ?? [])
    .map((part) => (/^\d+$/.test(part) ? String(Number(part)) : part.split('').join(' ')))
    .join(', ');
}

// Sessions, quotas and queue numbers: how they are named and counted. Pure.

export interface ScheduleSession {
  readonly id: string;
  readonly kodePoli: string;
  /** What bookings call `kodepoli`: the sub-specialty. docs/facts/antrean-rs.md §2.3 [A] */
  readonly kodeSubspesialis: string;
  readonly namaPoli: string;
  readonly kodeDokter: string;
  readonly namaDokter: string;
  /** `HH:MM-HH:MM` */
  readonly jamPraktek: string;
  readonly kapasitas: number;
  readonly isLibur: boolean;
}

export interface Quota {
  readonly kuotaJkn: number;
  readonly sisaKuotaJkn: number;
  readonly kuotaNonJkn: number;
  readonly sisaKuotaNonJkn: number;
}

/** HFIS gives one capacity, bookings want two quotas: JKN gets HFIS's, the rest a facility setting. docs/facts/antrean-rs.md §2.3 [D] */
export const DEFAULT_KUOTA_NON_JKN = 10;
/** Without a session from HFIS the desk goes on; the quota then only has to be consistent (0 ≤ sisa ≤ kuota). docs/facts/antrean-rs.md §5.6 */
export const UNKNOWN_CAPACITY = 30;
/** Rough minutes per patient for the estimate on the ticket when a session's length says nothing. */
const FALLBACK_MINUTES = 10;

export function quotaOf(
  capacity: number,
  taken: { readonly jkn: number; readonly nonJkn: number },
  kuotaNonJkn = DEFAULT_KUOTA_NON_JKN,
): Quota {
  return {
    kuotaJkn: capacity,
    sisaKuotaJkn: Math.max(0, capacity - taken.jkn),
    kuotaNonJkn,
    sisaKuotaNonJkn: Math.max(0, kuotaNonJkn - taken.nonJkn),
  };
}

/** `INT-012`: what the patient reads on ticket and screen. */
export function displayNumber(kodePoli: string, angka: number): string {
  return `${kodePoli}-${String(angka).padStart(3, '0')}`;
}

/** Stands before the count of restorings in a booking code. */
const RESTORED = 'R';

/**
 * Whether we gave this code ourselves, before or after a restoring.
 * @example isOwnBookingCode('T261121INT012R1', 'T261121INT012') // true
 */
export function isOwnBookingCode(code: string, own: string): boolean {
  return code === own || new RegExp(`^${own}${RESTORED}[0-9]+$`, 'u').test(code);
}

/**
 * After a restore numbers are given again that BPJS knows under the same code as another patient's: the count of restorings keeps them apart.
 * The facility's key of a booking, unique because poli and number are unique per day. Letters and digits only.
 * BPJS fact: `/ # ?` and blanks make the read-back path fragile. docs/facts/antrean-rs.md §2
 */
export function bookingCode(serviceDate: string, kodePoli: string, angka: number, restorings = 0): string {
  const poli = kodePoli.replaceAll(/[^0-9A-Za-z]/gu, '').toUpperCase();
  const code = `T${serviceDate.slice(2).replaceAll('-', '')}${poli}${String(angka).padStart(3, '0')}`;
  return restorings === 0 ? code : `${code}${RESTORED}${restorings}`;
}

/** Minutes since midnight of both ends; null when the text is no session. */
export function sessionMinutes(jamPraktek: string): { readonly from: number; readonly to: number } | null {
  const match = /^(?<fromHour>\d{2}):(?<fromMinute>\d{2})-(?<toHour>\d{2}):(?<toMinute>\d{2})$/u.exec(jamPraktek);
  if (match?.groups === undefined) return null;
  const at = (hour: string | undefined, minute: string | undefined) => Number(hour) * 60 + Number(minute);
  return {
    from: at(match.groups['fromHour'], match.groups['fromMinute']),
    to: at(match.groups['toHour'], match.groups['toMinute']),
  };
}

/** When number `position` of a session is likely to be called: the session's length shared by its capacity, never in the past. */
export function estimateServedAt(input: {
  readonly dayStart: Date;
  readonly jamPraktek: string;
  readonly capacity: number;
  readonly position: number;
  readonly now: Date;
}): Date {
  const session = sessionMinutes(input.jamPraktek);
  const perPatient =
    session && input.capacity > 0
      ? Math.max(1, Math.floor((session.to - session.from) / input.capacity))
      : FALLBACK_MINUTES;
  const start = session ? input.dayStart.getTime() + session.from * 60_000 : input.now.getTime();
  return new Date(Math.max(start + (input.position - 1) * perPatient * 60_000, input.now.getTime()));
}

/** Spaces around the dash come from HFIS and go before the session is used as `jampraktek`. docs/facts/antrean-rs.md §2.1 */
export function normaliseJam(text: string): string {
  return text.replaceAll(/\s*-\s*/gu, '-').trim();
}

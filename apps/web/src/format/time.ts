// Dates, times and durations as people in Indonesia write them: "Sab, 21 Nov 2026", "08.05 WIB", "1 j 05 m". Pure; the zone and the
// language come in. Instants inside, the facility's zone only here.

export type Language = 'id' | 'en';
export type FacilityZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';

// Indonesia has three zones with fixed offsets and no summer time (Keppres 41/1987).
const ZONES: Readonly<Record<FacilityZone, { name: string; offsetHours: number }>> = {
  'Asia/Jakarta': { name: 'WIB', offsetHours: 7 },
  'Asia/Makassar': { name: 'WITA', offsetHours: 8 },
  'Asia/Jayapura': { name: 'WIT', offsetHours: 9 },
};

const DAYS = {
  id: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const MONTHS = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOTHING = '–';

export function zoneName(zone: FacilityZone): string {
  return ZONES[zone].name;
}

/** The wall clock of the zone as a UTC date, so that its UTC getters read local values. */
function wallClock(instant: Date, zone: FacilityZone): Date {
  return new Date(instant.getTime() + ZONES[zone].offsetHours * HOUR_MS);
}

function instantOf(value: string | Date): Date | null {
  const date = typeof value === 'string' ? new Date(value) : value;
  return Number.isNaN(date.getTime()) ? null : date;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "08.05", with seconds "08.05.10". */
export function formatTime(value: string | Date | null, zone: FacilityZone, withSeconds = false): string {
  const instant = value === null ? null : instantOf(value);
  if (!instant) return NOTHING;
  const wall = wallClock(instant, zone);
  const parts = [two(wall.getUTCHours()), two(wall.getUTCMinutes())];
  if (withSeconds) parts.push(two(wall.getUTCSeconds()));
  return parts.join('.');
}

/** The facility's calendar day of an instant, "YYYY-MM-DD". */
export function localDate(value: string | Date, zone: FacilityZone): string {
  const instant = instantOf(value);
  return instant ? wallClock(instant, zone).toISOString().slice(0, 10) : '';
}

/** "Sab, 21 Nov 2026" from a calendar date "YYYY-MM-DD". */
export function formatDate(date: string | null, language: Language, style: 'full' | 'short' = 'full'): string {
  const day = date === null ? null : instantOf(`${date.slice(0, 10)}T00:00:00Z`);
  if (!day) return NOTHING;
  const month = MONTHS[language][day.getUTCMonth()] ?? '';
  const short = `${day.getUTCDate()} ${month}`;
  return style === 'short' ? short : `${DAYS[language][day.getUTCDay()] ?? ''}, ${short} ${day.getUTCFullYear()}`;
}

/** "21 Nov, 08.05": an instant whose day matters. Today's instants show only the time. */
export function formatMoment(value: string | null, zone: FacilityZone, language: Language, today: string): string {
  if (value === null) return NOTHING;
  const date = localDate(value, zone);
  const time = formatTime(value, zone);
  return date === today ? time : `${formatDate(date, language, 'short')}, ${time}`;
}

/** "25 m", "1 j 05 m", "2 hr": a length, without pretending to seconds. */
export function formatMinutes(minutes: number | null, language: Language): string {
  if (minutes === null || !Number.isFinite(minutes)) return NOTHING;
  const whole = Math.max(0, Math.round(minutes));
  const hour = language === 'id' ? 'j' : 'h';
  if (whole < 60) return `${whole} m`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} ${hour} ${two(whole % 60)} m`;
  return `${Math.round(whole / 1440)} ${language === 'id' ? 'hr' : 'd'}`;
}

export function minutesBetween(from: string | null, to: string | Date | null): number | null {
  if (from === null || to === null) return null;
  const start = instantOf(from);
  const end = instantOf(to);
  return start && end ? (end.getTime() - start.getTime()) / MINUTE_MS : null;
}

/** "baru saja", "12 m lalu", "3 j 10 m lalu". */
export function formatAge(value: string | null, now: Date, language: Language): string {
  const minutes = minutesBetween(value, now);
  if (minutes === null) return NOTHING;
  if (minutes < 1) return language === 'id' ? 'baru saja' : 'just now';
  return `${formatMinutes(minutes, language)} ${language === 'id' ? 'lalu' : 'ago'}`;
}

export function shiftDate(date: string, days: number): string {
  const day = instantOf(`${date}T00:00:00Z`);
  return day ? new Date(day.getTime() + days * DAY_MS).toISOString().slice(0, 10) : date;
}

/** Whole calendar days from one date to another; negative when it lies behind. */
export function daysUntil(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** A wall-clock reading of the zone ("2026-11-21", "08:05:10") as an RFC 3339 instant; null when it is no time. */
export function instantFromWall(date: string, time: string, zone: FacilityZone): string | null {
  const match = /^([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:]([0-5]\d))?$/.exec(time.trim());
  if (!match || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const wall = Date.parse(`${date}T${two(Number(match[1]))}:${match[2] ?? '00'}:${match[3] ?? '00'}Z`);
  return Number.isNaN(wall) ? null : new Date(wall - ZONES[zone].offsetHours * HOUR_MS).toISOString();
}

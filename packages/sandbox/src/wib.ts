// Calendar arithmetic in WIB (UTC+7, no summer time), the zone of every BPJS date rule.
// Not for the facility's own zone: the sandbox is the payer and knows only WIB.
// BPJS fact: dates are WIB calendar dates [B], docs/facts/vclaim.md §3, docs/facts/task-id.md §4.

const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

const HARI = ['SENIN', 'SELASA', 'RABU', 'KAMIS', 'JUMAT', 'SABTU', 'MINGGU'] as const;

function wibIso(instantMs: number): string {
  return new Date(instantMs + WIB_OFFSET_MS).toISOString();
}

/** `2026-11-21`: the WIB calendar date of an instant. */
export function wibDate(instantMs: number): string {
  return wibIso(instantMs).slice(0, 10);
}

/** `2026-11-21 08:05:10`, as the refusals of updatewaktu print times. */
export function wibDateTime(instantMs: number): string {
  return wibIso(instantMs).slice(0, 19).replace('T', ' ');
}

/** `21-11-2026 08:05:10 WIB`, as getlisttask prints times (day first). */
export function wibDayFirst(instantMs: number): string {
  return `${toDayFirst(wibDate(instantMs))} ${wibIso(instantMs).slice(11, 19)} WIB`;
}

/** True for a real calendar date written `yyyy-MM-dd`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday, the numbering of HFIS. */
export function dayOfWeek(date: string): number {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 ? 7 : day;
}

export function dayName(date: string): string {
  return HARI[dayOfWeek(date) - 1] ?? '';
}

/** PCare writes `dd-MM-yyyy` everywhere [2+], docs/facts/pcare.md §3. */
export function toDayFirst(date: string): string {
  return `${date.slice(8, 10)}-${date.slice(5, 7)}-${date.slice(0, 4)}`;
}

/** The ISO date of a `dd-MM-yyyy`, or null when it is not one. */
export function fromDayFirst(text: string): string | null {
  if (!/^\d{2}-\d{2}-\d{4}$/.test(text)) return null;
  const date = `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;
  return isDate(date) ? date : null;
}

/** The instant of a WIB wall-clock time. */
export function wibInstant(date: string, time: string): number {
  return Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`) - WIB_OFFSET_MS;
}

/** `34 tahun ,7 bulan ,26 hari`: note the blank before each comma [C], docs/facts/vclaim.md §8.1. */
export function ageText(birthDate: string, onDate: string): string {
  const { years, months, days } = ageOf(birthDate, onDate);
  return `${years} tahun ,${months} bulan ,${days} hari`;
}

export function ageOf(birthDate: string, onDate: string): { years: number; months: number; days: number } {
  const [by = 0, bm = 1, bd = 1] = birthDate.split('-').map(Number);
  const [oy = 0, om = 1, od = 1] = onDate.split('-').map(Number);
  let years = oy - by;
  let months = om - bm;
  let days = od - bd;
  if (days < 0) {
    months -= 1;
    days += new Date(Date.UTC(oy, om - 1, 0)).getUTCDate();
  }
  if (months < 0) {
    years -= 1;
    months += 12;
  }
  return { years: Math.max(0, years), months: Math.max(0, months), days: Math.max(0, days) };
}

/** `MMyy` of a date: the month part of SEP, referral and letter numbers. */
export function monthStamp(date: string): string {
  return date.slice(5, 7) + date.slice(2, 4);
}

// The day of the bench `bogor`: 600 outpatients, some 270 of them registered before 11:00, the others in an afternoon that begins
// later. Two mornings of the demo's generator laid behind each other; it sends nothing and measures nothing.
import { toCsv } from '../../tools/demo-day/csv.ts';
import { morning, type Row } from '../../tools/demo-day/morning.ts';

/** A Monday. */
const DATE = '2026-11-23';
/** With it some 270 are registered before 11:00: bookings of the afternoon are made in the morning. */
const MORNING_SHARE = 0.43;
const AFTERNOON_LATER_S = 4.5 * 3600;
/** Columns that hold the number of a person at their end; the generator counts from 1000 in each morning. */
const PERSONAL = ['norm', 'nomor_kartu', 'nik', 'no_hp', 'nomor_referensi', 'kode_booking'] as const;

/** The events file of the day. */
export function bogorDay(visits: number, seed: number): string {
  const early = Math.round(visits * MORNING_SHARE);
  return toCsv([
    ...morning({ seed, date: DATE, visits: early }),
    ...morning({ seed: seed + 1, date: DATE, visits: visits - early }).map(inTheAfternoon),
  ]);
}

function inTheAfternoon(row: Row): Row {
  const moved: Record<string, string> = { ...row };
  moved['event_id'] = `S${row['event_id'] ?? ''}`;
  moved['visit_ref'] = `S${row['visit_ref'] ?? ''}`;
  moved['occurred_at'] = (row['occurred_at'] ?? '').replace(/\d{2}:\d{2}:\d{2}/, later);
  for (const name of PERSONAL) moved[name] = (row[name] ?? '').replace(/001(\d{3})$/, '002$1');
  return moved;
}

function later(clock: string): string {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  const at = hours * 3600 + minutes * 60 + seconds + AFTERNOON_LATER_S;
  return [at / 3600, (at / 60) % 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

// Whether times copied from paper can be true: not in the future, not before the house opened, in their order. It says what is wrong and
// never mends anything: a time that nobody wrote down stays missing. Pure.

export interface PaperTimes {
  readonly arrived: Date;
  readonly called: Date | null;
  readonly done: Date | null;
}

export interface PaperDay {
  readonly now: Date;
  /** Midnight of the day of the paper, on the facility's wall. */
  readonly dayStart: Date;
  /** `HH:MM` of the policy. */
  readonly opensAt: string;
  /** An emergency room never closes. */
  readonly isEmergency: boolean;
}

export interface PaperProblem {
  readonly field: 'date' | 'arrivedAt' | 'calledAt' | 'doneAt';
  readonly remedy: string;
}

/** Later than this BPJS takes no times of that day any more. docs/facts/task-id.md §6 [C]: H+7 */
const DAYS_BACK = 7;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** `08:05` of a day as an instant; minutes are all that paper says. */
export function wallTime(dayStart: Date, clock: string): Date {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return new Date(dayStart.getTime() + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS);
}

export function paperProblem(times: PaperTimes, day: PaperDay): PaperProblem | null {
  if (day.dayStart.getTime() > day.now.getTime())
    return { field: 'date', remedy: 'Tanggal register tidak boleh di masa depan.' };
  if (day.now.getTime() - day.dayStart.getTime() > (DAYS_BACK + 1) * DAY_MS)
    return { field: 'date', remedy: `Register paling lama ${DAYS_BACK} hari yang lalu yang dapat dimasukkan.` };
  const written = [
    ['arrivedAt', times.arrived],
    ['calledAt', times.called],
    ['doneAt', times.done],
  ] as const;
  for (const [field, at] of written) {
    if (at !== null && at.getTime() > day.now.getTime())
      return { field, remedy: 'Jam di masa depan. Salin jam seperti tertulis di register.' };
    if (at !== null && !day.isEmergency && at.getTime() < wallTime(day.dayStart, day.opensAt).getTime())
      return {
        field,
        remedy: `Jam sebelum buka (${day.opensAt}). Salin jam seperti tertulis, atau ubah jam buka di kebijakan.`,
      };
  }
  if (times.done !== null && times.called === null)
    return {
      field: 'calledAt',
      remedy: 'Jam selesai tertulis tanpa jam dipanggil. Isi keduanya, atau kosongkan jam selesai.',
    };
  // A minute is the paper's unit: two moments in one minute cannot be told apart, and BPJS wants them apart.
  if (times.called !== null && times.called <= times.arrived)
    return { field: 'calledAt', remedy: 'Jam dipanggil harus sesudah jam datang.' };
  if (times.called !== null && times.done !== null && times.done <= times.called)
    return { field: 'doneAt', remedy: 'Jam selesai harus sesudah jam dipanggil.' };
  return null;
}

/** `08:00-12:00` of a day is over; a visit without hours ends with its day. */
export function hasSessionEnded(jamPraktek: string, dayStart: Date, now: Date): boolean {
  const end = jamPraktek.split('-')[1];
  const endsAt = end === undefined || end === '' ? new Date(dayStart.getTime() + DAY_MS) : wallTime(dayStart, end);
  return now >= endsAt;
}

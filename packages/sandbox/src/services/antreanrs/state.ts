// What BPJS holds of hospital bookings and their task times. Changes only by applying ledger lines (or the setup of Mobile JKN
// bookings), so that a restart and a stale read are the same replay.

import { numberAt, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { wibDate } from '../../wib.ts';

export interface BookingTask {
  readonly seq: number;
  readonly taskid: number;
  readonly waktu: number;
  readonly jenisresep?: string;
  /** When BPJS received it. */
  readonly receivedAtMs: number;
}

export interface Booking {
  readonly seq: number;
  readonly kodePpk: string;
  readonly kodebooking: string;
  readonly tanggalperiksa: string;
  readonly pasienbaru: boolean;
  readonly fields: JsonObject;
  readonly sumberdata: string;
  readonly createdAtMs: number;
  tasks: readonly BookingTask[];
  cancelled: { readonly seq: number } | null;
  farmasi: { readonly seq: number } | null;
}

export class AntreanRsState {
  readonly #bookings = new Map<string, Booking>();
  readonly #byDate = new Map<string, Booking[]>();

  find(kodePpk: string, kodebooking: string): Booking | undefined {
    return this.#bookings.get(`${kodePpk} ${kodebooking}`);
  }

  onDate(kodePpk: string, date: string): readonly Booking[] {
    return this.#byDate.get(`${kodePpk} ${date}`) ?? [];
  }

  /** Bookings of a facility from a date on, oldest date first. */
  from(kodePpk: string, date: string): readonly Booking[] {
    const keys = [...this.#byDate.keys()]
      .filter((key) => key.startsWith(`${kodePpk} `) && key >= `${kodePpk} ${date}`)
      .sort();
    return keys.flatMap((key) => this.#byDate.get(key) ?? []);
  }

  /** A booking that came in another way than antrean/add, e.g. from Mobile JKN. */
  place(kodePpk: string, fields: JsonObject, sumberdata: string, createdAtMs: number, seq = 0): void {
    const kodebooking = textAt(fields, 'kodebooking');
    const existing = this.find(kodePpk, kodebooking);
    // A repeated add in the dumb character is a second effect, but the payer still keeps one row per code.
    if (existing !== undefined) return;
    const tanggalperiksa = textAt(fields, 'tanggalperiksa');
    const booking: Booking = {
      seq,
      kodePpk,
      kodebooking,
      tanggalperiksa,
      pasienbaru: numberAt(fields, 'pasienbaru') === 1,
      fields,
      sumberdata,
      createdAtMs,
      tasks: [],
      cancelled: null,
      farmasi: null,
    };
    this.#bookings.set(`${kodePpk} ${kodebooking}`, booking);
    const day = `${kodePpk} ${tanggalperiksa}`;
    const list = this.#byDate.get(day);
    if (list === undefined) this.#byDate.set(day, [booking]);
    else list.push(booking);
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'booking.added') {
      this.place(line.ppk, line.data, 'Bridging Antrean', Date.parse(line.businessAt), line.seq);
      return;
    }
    const booking = this.find(line.ppk, line.key);
    if (booking === undefined) return;
    if (line.effect === 'booking.cancelled') booking.cancelled ??= { seq: line.seq };
    if (line.effect === 'farmasi.added') booking.farmasi ??= { seq: line.seq };
    if (line.effect === 'task.stored') booking.tasks = [...booking.tasks, taskOf(line)];
  }
}

function taskOf(line: LedgerLine): BookingTask {
  const jenisresep = textAt(line.data, 'jenisresep');
  return {
    seq: line.seq,
    taskid: numberAt(line.data, 'taskid'),
    waktu: numberAt(line.data, 'waktu'),
    receivedAtMs: Date.parse(line.businessAt),
    ...(jenisresep === '' ? {} : { jenisresep }),
  };
}

export const isCancelled = (booking: Booking): boolean =>
  booking.cancelled !== null || booking.tasks.some(({ taskid }) => taskid === 99);

/** Simulator default of the status texts [D], docs/facts/antrean-rs.md §2.9. */
export function statusOf(booking: Booking): string {
  if (isCancelled(booking)) return 'Batal';
  const highest = Math.max(0, ...booking.tasks.map(({ taskid }) => taskid));
  if (highest >= 5) return 'Selesai dilayani';
  return highest === 4 ? 'Sedang dilayani' : 'Belum dilayani';
}

/** Not yet served, today or later [D], docs/facts/antrean-rs.md §2.9. */
export function isActive(booking: Booking, nowMs: number): boolean {
  return booking.tanggalperiksa >= wibDate(nowMs) && statusOf(booking) === 'Belum dilayani';
}

// Waiting-time dashboards, computed from the stored tasks: seconds between neighbouring tasks, by the hospital's times (`rs`) or
// by BPJS's arrival times (`server`) [A], docs/facts/antrean-rs.md §2.8. The only Antrean RS answers that are never encrypted.

import type { JsonObject } from '../../json.ts';
import { textAt } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { findPoli } from '../../reference/hospital.ts';
import { addDays, isDate } from '../../wib.ts';
import { noContent } from './shapes.ts';
import { isCancelled, type Booking } from './state.ts';

const INTERVALS = [1, 2, 3, 4, 5, 6] as const;

export function dashboardOfDay(call: Call): Reply {
  const { tanggal = '' } = call.params;
  if (!isDate(tanggal)) return refuse('Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd');
  return dashboard(call, [tanggal]);
}

export function dashboardOfMonth(call: Call): Reply {
  const { bulan = '', tahun = '' } = call.params;
  const first = `${tahun}-${bulan}-01`;
  // `MM` is zero-padded [A], docs/facts/antrean-rs.md §2.
  if (!isDate(first)) return refuse('Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd');
  const days = Array.from({ length: 31 }, (_, offset) => addDays(first, offset)).filter((date) =>
    date.startsWith(first.slice(0, 7)),
  );
  return dashboard(call, days);
}

function dashboard(call: Call, days: readonly string[]): Reply {
  const byServer = (call.params['waktu'] ?? '').toLowerCase() === 'server';
  const rows = days.flatMap((day) => {
    const served = call.world.antrean.onDate(call.facility.kodePpk, day).filter((booking) => !isCancelled(booking));
    const polis = new Set(served.map(({ fields }) => textAt(fields, 'kodepoli')));
    return [...polis].map((poli) =>
      row(
        call,
        day,
        poli,
        served.filter(({ fields }) => textAt(fields, 'kodepoli') === poli),
        byServer,
      ),
    );
  });
  return rows.length === 0 ? noContent(call) : { code: 200, message: 'OK', response: { list: rows } };
}

function row(call: Call, day: string, poli: string, bookings: readonly Booking[], byServer: boolean): JsonObject {
  const totals = INTERVALS.map((from) => {
    const seconds = bookings
      .map((booking) => intervalSeconds(booking, from, byServer))
      .filter((value) => value !== null);
    const sum = seconds.reduce((total, value) => total + value, 0);
    return { from, sum, average: seconds.length === 0 ? 0 : Math.round(sum / seconds.length) };
  });
  return {
    kdppk: call.facility.kodePpk,
    nmppk: call.facility.nama,
    kodepoli: poli,
    namapoli: findPoli(poli)?.nama ?? '',
    tanggal: day,
    jumlah_antrean: bookings.length,
    ...Object.fromEntries(totals.map(({ from, sum }) => [`waktu_task${from}`, sum])),
    ...Object.fromEntries(totals.map(({ from, average }) => [`avg_waktu_task${from}`, average])),
    insertdate: call.nowMs,
  };
}

/** The interval that starts at a task: its length is the next task's time minus its own. */
function intervalSeconds(booking: Booking, from: number, byServer: boolean): number | null {
  const time = (taskid: number): number | undefined => {
    const task = booking.tasks.find((stored) => stored.taskid === taskid);
    return byServer ? task?.receivedAtMs : task?.waktu;
  };
  const start = time(from);
  const end = time(from + 1);
  return start === undefined || end === undefined ? null : Math.round((end - start) / 1000);
}

// updatewaktu and getlisttask: the rules of rules.ts applied to one call, in both characters.

import { numberAt, textAt } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { wibDayFirst } from '../../wib.ts';
import { bodyOf } from './booking.ts';
import { judgeTask, TASK_IDS } from './rules.ts';
import { asList, noContent } from './shapes.ts';
import type { Booking } from './state.ts';

/** Spelling of updatewaktu [A], docs/facts/task-id.md §3; compared without regard to case. */
const PRESCRIPTIONS = ['tidak ada', 'racikan', 'non racikan'];
/** Smallest 13-digit epoch in milliseconds; seconds sent by mistake are refused. */
const MIN_EPOCH_MS = 1_000_000_000_000;

export function storeTask(call: Call): Reply {
  const body = bodyOf(call);
  const kodebooking = textAt(body, 'kodebooking');
  const booking = call.world.antrean.find(call.facility.kodePpk, kodebooking);
  if (booking === undefined) return refuse('Kode Booking tidak ditemukan');
  const task = { taskid: numberAt(body, 'taskid'), waktu: numberAt(body, 'waktu') };
  const jenisresep = textAt(body, 'jenisresep');
  if (!TASK_IDS.some((known) => known === task.taskid)) return refuse('data taskid  belum sesuai.');
  if (!Number.isInteger(task.waktu) || task.waktu < MIN_EPOCH_MS) return refuse('data waktu  belum sesuai.');
  if (jenisresep !== '' && !PRESCRIPTIONS.includes(jenisresep.toLowerCase()))
    return refuse('data jenisresep  belum sesuai.');

  const { taskDeadlineDays, predecessorWording } = call.switches;
  const verdict = judgeTask({ ...booking, cancelled: booking.cancelled !== null }, task, call.nowMs, {
    deadlineDays: taskDeadlineDays,
    predecessorWording,
  });
  if (verdict.kind === 'refused') return refuse(verdict.message);
  if (verdict.kind === 'already' && call.character === 'documented') return { code: 208, message: verdict.message };
  const data = { kodebooking, ...task, ...(jenisresep === '' ? {} : { jenisresep }) };
  const first = booking.tasks.find(({ taskid }) => taskid === task.taskid);
  return {
    code: 200,
    message: 'Ok',
    effects: [{ effect: 'task.stored', key: kodebooking, data, duplicateOf: first?.seq ?? null }],
  };
}

/** `mulai waktu tunggu admisi` is the catalogue's; the other names follow the meanings of task-id.md §1 [D]. */
const TASK_NAMES: Readonly<Record<number, string>> = {
  1: 'mulai waktu tunggu admisi',
  2: 'akhir waktu tunggu admisi/mulai waktu layan admisi',
  3: 'akhir waktu layan admisi/mulai waktu tunggu poli',
  4: 'akhir waktu tunggu poli/mulai waktu layan poli',
  5: 'akhir waktu layan poli/mulai waktu tunggu farmasi',
  6: 'akhir waktu tunggu farmasi/mulai waktu layan farmasi membuat obat',
  7: 'akhir waktu obat selesai dibuat',
  99: 'tidak hadir/batal',
};

/** All rows stored, also several of one task (dumb character): one client defends against that [C], antrean-rs.md §2.7. */
export function listTasks(call: Call): Reply {
  const booking = call.world.antrean.find(call.facility.kodePpk, textAt(bodyOf(call), 'kodebooking'));
  if (booking === undefined) return refuse('Kode Booking tidak ditemukan');
  if (booking.tasks.length === 0) return noContent(call);
  return {
    code: 200,
    message: 'OK',
    response: asList(
      call,
      booking.tasks.map((task) => taskRow(booking, task)),
    ),
  };
}

function taskRow(booking: Booking, task: Booking['tasks'][number]): Record<string, string | number> {
  return {
    wakturs: wibDayFirst(task.waktu),
    waktu: wibDayFirst(task.receivedAtMs),
    taskname: TASK_NAMES[task.taskid] ?? '',
    taskid: task.taskid,
    kodebooking: booking.kodebooking,
  };
}

// The rules of updatewaktu as pure functions: given what BPJS holds of a booking, may this task time be stored? Exported for
// the property test over all orders of events. Wording and order of checks: docs/facts/task-id.md §5 and §6.

import { addDays, wibDate, wibDateTime } from '../../wib.ts';

export const TASK_IDS = [1, 2, 3, 4, 5, 6, 7, 99] as const;

export interface StoredTask {
  readonly taskid: number;
  readonly waktu: number;
}

export interface TaskBooking {
  readonly tanggalperiksa: string;
  readonly pasienbaru: boolean;
  readonly tasks: readonly (StoredTask & { readonly jenisresep?: string })[];
  readonly cancelled: boolean;
}

export interface TaskRuleOptions {
  readonly deadlineDays: number;
  readonly predecessorWording: 'missing' | 'sent';
}

export const DEFAULT_TASK_RULES: TaskRuleOptions = { deadlineDays: 7, predecessorWording: 'missing' };

export type TaskVerdict =
  | { readonly kind: 'store' }
  | { readonly kind: 'already'; readonly message: string }
  | { readonly kind: 'refused'; readonly rule: TaskRule; readonly message: string };

export type TaskRule = 'deadline' | 'terminal' | 'predecessor' | 'service-date' | 'increasing';

const stamp = (instantMs: number): string => `${wibDateTime(instantMs)} WIB`;
const refused = (rule: TaskRule, message: string): TaskVerdict => ({ kind: 'refused', rule, message });

/** First failure wins: H+7 → already stored → terminal → predecessor → service date → strictly later (task-id.md §5). */
export function judgeTask(
  booking: TaskBooking,
  task: StoredTask,
  nowMs: number,
  options: TaskRuleOptions = DEFAULT_TASK_RULES,
): TaskVerdict {
  return (
    judgeDeadline(booking, nowMs, options) ??
    judgeAlready(booking, task) ??
    judgeTerminal(booking, task) ??
    judgePredecessor(booking, task, options) ??
    judgeServiceDate(booking, task) ??
    judgeIncreasing(booking, task) ?? { kind: 'store' }
  );
}

/** docs/facts/task-id.md §4.7 [C]: refused later than H+7 of the service date, calendar days WIB. */
function judgeDeadline(booking: TaskBooking, nowMs: number, { deadlineDays }: TaskRuleOptions): TaskVerdict | null {
  if (wibDate(nowMs) <= addDays(booking.tanggalperiksa, deadlineDays)) return null;
  return refused('deadline', `Gagal. Tanggal kirim TaskId maksimal H+${deadlineDays} dari tanggal pelayanan.`);
}

/** docs/facts/task-id.md §4.5 [B]: write-once; a repeat is answered 208. */
function judgeAlready(booking: TaskBooking, { taskid }: StoredTask): TaskVerdict | null {
  if (!booking.tasks.some((stored) => stored.taskid === taskid)) return null;
  return { kind: 'already', message: `TaskId=${taskid} sudah ada` };
}

/** docs/facts/task-id.md §4.6: nothing after 99; after 5 and 7 only a valid successor; 99 only up to task 3 (§5 [D]). */
function judgeTerminal(booking: TaskBooking, { taskid }: StoredTask): TaskVerdict | null {
  const last = lastTask(booking);
  if (booking.cancelled || last?.taskid === 99) return refused('terminal', 'TaskId terakhir 99');
  if (last === null) return null;
  const endsHere = last.taskid === 7 || (last.taskid === 5 && (taskid !== 6 || withoutMedicine(booking)));
  const lateCancellation = taskid === 99 && last.taskid >= 4;
  return endsHere || lateCancellation ? refused('terminal', `TaskId terakhir ${last.taskid}`) : null;
}

/** `Tidak ada` on any task means that the sequence ends at 5 (docs/facts/task-id.md §3). */
function withoutMedicine(booking: TaskBooking): boolean {
  return booking.tasks.some(({ jenisresep }) => jenisresep?.toLowerCase() === 'tidak ada');
}

/** docs/facts/task-id.md §2 and §4.2: task n needs n−1; an existing patient starts at 3 unless task 1 was sent. */
function judgePredecessor(booking: TaskBooking, { taskid }: StoredTask, options: TaskRuleOptions): TaskVerdict | null {
  if (taskid === 1 || taskid === 99) return null;
  const has = (wanted: number): boolean => booking.tasks.some((stored) => stored.taskid === wanted);
  const missing = taskid - 1;
  if (has(missing)) return null;
  if (taskid === 3 && !booking.pasienbaru)
    return has(1) ? refused('predecessor', 'Task=1 ada. TaskId=2 belum ada') : null;
  return options.predecessorWording === 'sent'
    ? refused('predecessor', `TaskId=${taskid} tidak valid / TaskId sebelumnya belum terkirim`)
    : refused('predecessor', `TaskId=${missing} belum ada`);
}

/** docs/facts/task-id.md §4.4 [B]: the WIB calendar date of waktu must be the service date. */
function judgeServiceDate(booking: TaskBooking, { waktu }: StoredTask): TaskVerdict | null {
  if (wibDate(waktu) === booking.tanggalperiksa) return null;
  const message = `Waktu tidak valid (${stamp(waktu)}). Tanggal pelayanan untuk Kode Booking tersebut adalah (${booking.tanggalperiksa})`;
  return refused('service-date', message);
}

/** docs/facts/task-id.md §4.3 [B]: strictly later than the task before, compared in whole seconds [D]. */
function judgeIncreasing(booking: TaskBooking, { taskid, waktu }: StoredTask): TaskVerdict | null {
  const seconds = Math.floor(waktu / 1000);
  const later = booking.tasks.find((stored) => stored.taskid > taskid && Math.floor(stored.waktu / 1000) >= seconds);
  if (later !== undefined) {
    return refused(
      'increasing',
      `TaskId=${later.taskid} (${stamp(later.waktu)}) lebih besar dari pada TaskId=${taskid} (${stamp(waktu)})`,
    );
  }
  // An earlier task whose time is later still would stand the sequence on its head; wording by analogy with 5 and 7 [D].
  const passed = lastTask(booking);
  if (passed !== null && passed.taskid > taskid) return refused('terminal', `TaskId terakhir ${passed.taskid}`);
  const earlier = latest(booking.tasks.filter((stored) => stored.taskid < taskid));
  if (earlier === null || seconds > Math.floor(earlier.waktu / 1000)) return null;
  return refused(
    'increasing',
    `Waktu (${stamp(waktu)}) tidak boleh kurang atau sama dengan waktu sebelumnya (${stamp(earlier.waktu)})`,
  );
}

function latest(tasks: readonly StoredTask[]): StoredTask | null {
  return tasks.reduce<StoredTask | null>(
    (best, task) => (best === null || task.waktu > best.waktu ? task : best),
    null,
  );
}

/** The highest task stored: the sequence number, not the time, says how far a visit is. */
function lastTask(booking: TaskBooking): StoredTask | null {
  return booking.tasks.reduce<StoredTask | null>(
    (best, task) => (best === null || task.taskid > best.taskid ? task : best),
    null,
  );
}

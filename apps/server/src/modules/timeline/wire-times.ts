// Times as `getlisttask` writes them, to instants and back. Pure.
import { TASK_IDS, type TaskId } from './rules.ts';

const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;
/** BPJS fact: day first here, year first in the error texts; both WIB [A]. docs/facts/task-id.md §7 */
const LISTED = /^(?<day>\d{2})-(?<month>\d{2})-(?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2})(?: WIB)?$/u;

/** Null when the text is no time; a sentinel such as 00-00-0000 is no time either. */
export function readListedTime(text: string | null | undefined): Date | null {
  const groups = LISTED.exec(text?.trim() ?? '')?.groups;
  if (groups === undefined) return null;
  const at = new Date(
    Date.parse(`${groups['year']}-${groups['month']}-${groups['day']}T${groups['time']}Z`) - WIB_OFFSET_MS,
  );
  return Number.isNaN(at.getTime()) ? null : at;
}

export interface HeldTask {
  readonly task: TaskId;
  readonly at: Date;
  readonly receivedAt: Date | null;
}

interface ListedRow {
  readonly wakturs?: string | null | undefined;
  readonly waktu?: string | null | undefined;
  readonly taskid: number;
}

/** One row per task: BPJS keeps the first, so of several rows the one that arrived first counts [C]. docs/facts/antrean-rs.md §2.7 */
export function heldTasks(rows: readonly ListedRow[]): readonly HeldTask[] {
  const byTask = new Map<TaskId, HeldTask>();
  for (const row of rows) {
    const task = TASK_IDS.find((id) => id === row.taskid);
    // Compare what the hospital sent (`wakturs`), not when BPJS got it.
    const at = readListedTime(row.wakturs);
    if (task === undefined || at === null) continue;
    const held = { task, at, receivedAt: readListedTime(row.waktu) };
    const known = byTask.get(task);
    if (known === undefined || arrival(held) < arrival(known)) byTask.set(task, held);
  }
  return [...byTask.values()].toSorted((left, right) => left.task - right.task);
}

function arrival(held: HeldTask): number {
  return (held.receivedAt ?? held.at).getTime();
}

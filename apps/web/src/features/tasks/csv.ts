// The rows of the Task ID desk as a CSV file for a spreadsheet: exactly what is shown, times as people read them. Semicolons and a byte
// order mark, because that is what a spreadsheet set to Indonesian opens correctly. Pure text, no download.
import type { TaskRow } from '../../api/types.ts';
import { formatTime } from '../../format/time.ts';
import type { FacilityZone } from '../../format/time.ts';
import { csvText } from '../../ui/csv.ts';
import { cellOf } from './model.ts';

const TASKS = [1, 2, 3, 4, 5, 6, 7, 99] as const;
const NOTHING = '';

export interface CsvWords {
  readonly head: readonly string[];
  readonly ours: (task: number) => string;
  readonly bpjs: (task: number) => string;
  readonly patient: (row: TaskRow) => string;
  readonly resep: (row: TaskRow) => string;
  readonly state: (row: TaskRow) => string;
}

export function taskCsv(rows: readonly TaskRow[], zone: FacilityZone, words: CsvWords): string {
  const head = [...words.head, ...TASKS.flatMap((task) => [words.ours(task), words.bpjs(task)])];
  const lines = rows.map((row) => [
    row.serviceDate,
    row.nomorAntrean,
    row.kodeBooking,
    row.norm,
    row.nama,
    row.poli.nama,
    words.patient(row),
    words.resep(row),
    words.state(row),
    ...TASKS.flatMap((task) => {
      const cell = cellOf(row, task);
      return [timeOf(cell?.effectiveAt, zone), timeOf(cell?.bpjsAt, zone)];
    }),
  ]);
  return csvText([head, ...lines]);
}

function timeOf(value: string | null | undefined, zone: FacilityZone): string {
  return value ? formatTime(value, zone, true).replaceAll('.', ':') : NOTHING;
}

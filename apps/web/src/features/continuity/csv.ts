// The people of an outage as a CSV file for a spreadsheet: exactly the list that is shown. Pure text, no download.
import type { TFunction } from 'i18next';
import type { ContinuityCase } from '../../api/types.ts';
import { formatTime } from '../../format/time.ts';
import type { FacilityZone } from '../../format/time.ts';
import { csvText } from '../../ui/csv.ts';

export function caseCsv(rows: readonly ContinuityCase[], zone: FacilityZone, t: TFunction): string {
  const time = (value: string | null) => (value === null ? '' : formatTime(value, zone).replaceAll('.', ':'));
  return csvText([
    [
      t('continuity.table.number'),
      t('continuity.table.patient'),
      t('desk.person.norm'),
      t('desk.form.poli'),
      t('desk.visit.registeredAt'),
      t('continuity.table.decision'),
      t('continuity.table.choice'),
      t('continuity.table.verification'),
      t('continuity.table.next'),
    ],
    ...rows.map((row) => [
      row.visit.nomorAntrean,
      row.visit.nama,
      row.visit.norm,
      row.visit.poli.nama,
      time(row.createdAt),
      t(`continuity.decision.${row.decision}`),
      row.choice === null ? '' : t(`continuity.choice.${row.choice}`),
      t(`continuity.verification.${row.verification}`),
      row.resolution === null ? '' : t(`continuity.resolution.${row.resolution}`),
    ]),
  ]);
}

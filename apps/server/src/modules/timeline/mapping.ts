// Which event stands for which Task ID: the usual mapping, and what a facility may choose instead. Pure.
import type { Mapping, PatientKind } from './store.ts';
import type { TaskId } from './rules.ts';

/** docs/facts/task-id.md §1 and §2 [A]: task 1 and 2 only for new patients; an existing patient starts with 3 at check-in. */
export const DEFAULT_MAPPING: readonly Mapping[] = [
  { task: 1, patient: 'new', event: 'patient.checked-in' },
  { task: 2, patient: 'new', event: 'admission.called' },
  { task: 3, patient: 'new', event: 'admission.done' },
  { task: 3, patient: 'existing', event: 'patient.checked-in' },
  { task: 4, patient: 'any', event: 'poli.called' },
  { task: 5, patient: 'any', event: 'poli.done' },
  { task: 6, patient: 'any', event: 'pharmacy.started' },
  { task: 7, patient: 'any', event: 'pharmacy.done' },
  { task: 99, patient: 'any', event: 'visit.cancelled' },
  { task: 99, patient: 'any', event: 'visit.no-show' },
];

/** Tasks an event stands for in a visit of a new or existing patient. */
export function tasksOfEvent(mapping: readonly Mapping[], event: string, pasienBaru: boolean): readonly TaskId[] {
  const wanted: PatientKind = pasienBaru ? 'new' : 'existing';
  const found = mapping.filter((item) => item.event === event && (item.patient === 'any' || item.patient === wanted));
  return [...new Set(found.map((item) => item.task))].toSorted((left, right) => left - right);
}

export interface MappingProblem {
  readonly index: number;
  readonly remedy: string;
}

/** What would make a mapping report something that did not happen, or the same thing twice. */
export function mappingProblems(mapping: readonly Mapping[]): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  for (const [index, item] of mapping.entries()) {
    if (item.task <= 2 && item.patient !== 'new') {
      problems.push({ index, remedy: 'Task ID 1 dan 2 hanya untuk pasien baru.' });
    }
    if (item.event === 'visit.registered' && item.task !== 1 && item.task !== 3) {
      problems.push({ index, remedy: 'Pendaftaran hanya dapat menjadi Task ID 1 atau 3.' });
    }
    if (item.task === 99 && item.event !== 'visit.cancelled' && item.event !== 'visit.no-show') {
      problems.push({ index, remedy: 'Task ID 99 hanya untuk pembatalan atau pasien tidak hadir.' });
    }
    const overlaps = mapping
      .slice(0, index)
      .some(
        (other) =>
          other.event === item.event && other.task !== item.task && patientsOverlap(other.patient, item.patient),
      );
    if (overlaps)
      problems.push({
        index,
        remedy: 'Satu kejadian tidak dapat menjadi dua Task ID: waktunya akan sama dan ditolak BPJS.',
      });
  }
  return problems;
}

function patientsOverlap(left: PatientKind, right: PatientKind): boolean {
  return left === 'any' || right === 'any' || left === right;
}

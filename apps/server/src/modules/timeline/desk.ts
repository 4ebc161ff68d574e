// What the Task ID desk and the page of today say about a day: counts, filters and what needs a hand. Pure.
import { isDoctorMissing, type TodayAction, type Visit } from '../visit/index.ts';
import type { VisitStanding } from './standing.ts';
import { explainTask } from './texts.ts';

export const DESK_FILTERS = ['semua', 'belum-lengkap', 'menunggu', 'ditolak', 'berbeda'] as const;
export type DeskFilter = (typeof DESK_FILTERS)[number];

/** A visit with where its times stand. */
export interface Standing {
  readonly visit: Visit;
  readonly standing: VisitStanding;
}

const DAYS_LEFT = ['hari ini', 'besok', 'lusa'] as const;

/** What a unit must do today, most urgent first; `urgent` holds the days that BPJS soon accepts no more. */
export function actionsOf(date: string, rows: readonly Standing[], urgent: readonly TodayAction[]): TodayAction[] {
  const today = rows.map((row) => row.standing);
  const withoutDoctor = rows.filter(
    ({ visit, standing }) => standing.booking === 'siap' && isDoctorMissing(visit),
  ).length;
  const summary = summaryOf(today);
  const unclear = today.filter((standing) => standing.cells.some((cell) => cell.status === 'belum-pasti')).length;
  const link = (filter: DeskFilter) => deskLink(date, filter);
  const all: TodayAction[] = [
    {
      kind: 'ditolak',
      count: summary.refused,
      severity: 'tinggi',
      label: 'Task ID ditolak atau perlu perbaikan',
      link: link('ditolak'),
    },
    {
      kind: 'tanpa-dokter',
      count: withoutDoctor,
      severity: 'tinggi',
      label: 'Pilih dokter: antrean dan SEP menunggu',
      link: link('menunggu'),
    },
    ...urgent,
    {
      kind: 'klik-hilang',
      count: today.filter(hasMissingClick).length,
      severity: 'sedang',
      label: 'Waktu yang belum dicatat unit',
      link: link('belum-lengkap'),
    },
    {
      kind: 'belum-pasti',
      count: unclear,
      severity: 'rendah',
      label: 'Menunggu kepastian dari BPJS',
      link: link('menunggu'),
    },
  ];
  return all.filter((action) => action.count > 0);
}

/** One action for each day, because the desk shows one day at a time: what the link opens is what was counted. */
export function urgentOf(open: readonly Standing[]): TodayAction[] {
  const byDay = Map.groupBy(open, ({ visit }) => visit.serviceDate);
  return [...byDay]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([day, rows]) => ({
      kind: 'h7',
      count: rows.length,
      severity: 'tinggi',
      label: `Kunjungan ${shortDay(day)}: batas H+7 ${DAYS_LEFT[rows[0]?.standing.daysLeft ?? 0] ?? 'dekat'}`,
      link: deskLink(day, 'belum-lengkap'),
    }));
}

/** One line per visit for lists: what needs a hand. */
export function attentionOf(rows: readonly Standing[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ visit, standing }) => {
      if (standing.booking === 'siap' && isDoctorMissing(visit)) return [[visit.id, 'Pilih dokter'] as const];
      if (standing.booking === 'ditolak') return [[visit.id, 'Antrean ditolak BPJS'] as const];
      const cell = standing.cells.find((one) => one.status === 'ditolak' || one.status === 'perlu-perbaikan');
      return cell === undefined
        ? []
        : [[visit.id, explainTask(cell.reason)?.reason ?? `Task ID ${cell.task} ditolak BPJS`] as const];
    }),
  );
}

function deskLink(date: string, filter: DeskFilter): string {
  return `/task-id?date=${date}&filter=${filter}`;
}

/** `2026-11-14` → `14-11`. */
function shortDay(date: string): string {
  return `${date.slice(8, 10)}-${date.slice(5, 7)}`;
}

export function matches(standing: VisitStanding, filter: DeskFilter): boolean {
  switch (filter) {
    case 'semua':
      return true;
    case 'belum-lengkap':
      return standing.isIncomplete;
    case 'menunggu':
      return standing.isWaiting;
    case 'ditolak':
      return standing.isRefused;
    case 'berbeda':
      return standing.differs;
  }
}

export function summaryOf(standings: readonly VisitStanding[]) {
  const count = (test: (standing: VisitStanding) => boolean) => standings.filter(test).length;
  return {
    visits: standings.length,
    complete: count((standing) => standing.isComplete),
    incomplete: count((standing) => standing.isIncomplete),
    waiting: count((standing) => standing.isWaiting),
    refused: count((standing) => standing.isRefused),
    differs: count((standing) => standing.differs),
  };
}

/** A later task was seen and an earlier expected one was not: somebody did not click. */
function hasMissingClick(standing: VisitStanding): boolean {
  const lastSeen = standing.cells.findLastIndex((cell) => cell.task !== 99 && cell.effectiveAt !== null);
  return standing.cells.some((cell, index) => index < lastSeen && cell.isExpected && cell.status === 'belum');
}

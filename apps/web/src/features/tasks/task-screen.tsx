// The Task ID desk: a row per visit with seven dots on a time line, filters as chips in the address, and the drawer of one visit.
import { Button, Select } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useToday } from '../../api/hospital.ts';
import { useTaskDesk } from '../../api/integration.ts';
import type { TaskDesk } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chips } from '../../ui/chips.tsx';
import { DateNav } from '../../ui/date-nav.tsx';
import { QueryState } from '../../ui/failure.tsx';
import { More } from '../../ui/more.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { taskCsv } from './csv.ts';
import type { CsvWords } from './csv.ts';
import { Dot } from './dot.tsx';
import { rowState } from './model.ts';
import { saveText } from '../../ui/save-text.ts';
import { TaskDrawer } from './task-drawer.tsx';
import { STATE_TEXT } from './state-text.ts';
import { TaskTable } from './task-table.tsx';
import style from './tasks.module.css';

const FILTERS = ['semua', 'belum-lengkap', 'menunggu', 'ditolak', 'berbeda'] as const;
type Filter = (typeof FILTERS)[number];
const LEGEND = ['measured', 'corrected', 'missing', 'refused', 'awaited'] as const;

function filterOf(value: string | undefined): Filter {
  return FILTERS.find((filter) => filter === value) ?? 'semua';
}

export function TaskScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: '/task-id' });
  const search = useSearch({ from: '/task-id' });
  const date = search.tanggal ?? format.today();
  const filter = filterOf(search.saring);
  const desk = useTaskDesk({ date, unit: search.unit, filter });
  const units = useToday(date).data?.units ?? [];
  const set = (part: {
    tanggal?: string | undefined;
    unit?: string | undefined;
    saring?: string | undefined;
    rinci?: string | undefined;
  }) => void navigate({ search: (previous) => ({ ...previous, ...part }) });
  const pages = desk.data?.pages ?? [];
  const summary = pages[0]?.summary;
  return (
    <Page
      title={t('integration.tasks.title')}
      sub={
        summary
          ? `${t('integration.tasks.visits', { count: summary.visits })} · ${t('integration.tasks.complete', { count: summary.complete })}`
          : undefined
      }
      wide
      tools={
        <>
          <Select
            aria-label={t('integration.tasks.unit')}
            placeholder={t('integration.tasks.allUnits')}
            clearable
            w={190}
            data={units.map((unit) => ({ value: unit.kodePoli, label: unitName(unit.namaPoli) }))}
            value={search.unit ?? null}
            onChange={(unit) => set({ unit: unit ?? undefined })}
          />
          <DateNav date={date} onChange={(tanggal) => set({ tanggal })} />
          <Button
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
            disabled={pages.length === 0}
            onClick={() =>
              saveText(
                `task-id-${date}.csv`,
                taskCsv(
                  pages.flatMap((page) => page.rows),
                  format.zone,
                  csvWords(t),
                ),
              )
            }
          >
            {t('integration.tasks.download')}
          </Button>
          <Button variant="default" leftSection={<IconPrinter size={17} aria-hidden />} onClick={() => window.print()}>
            {t('integration.tasks.print')}
          </Button>
        </>
      }
    >
      <div className={style.bar}>
        <Chips
          label={t('integration.tasks.filter')}
          value={filter}
          choices={FILTERS.map((value) => ({
            value,
            label: t(`integration.tasks.filters.${value}`),
            count: countOf(summary, value),
          }))}
          onChange={(value) => set({ saring: value === 'semua' ? undefined : value })}
        />
        <div className={style.legend}>
          {LEGEND.map((dot) => (
            <span key={dot}>
              <Dot dot={dot} /> {t(`integration.tasks.legend.${dot}`)}
            </span>
          ))}
        </div>
      </div>
      <Card label={t('integration.tasks.title')} flush>
        <QueryState query={{ ...desk, data: desk.data }} rows={10}>
          {() => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0) {
              return (
                <Empty title={t(filter === 'semua' ? 'integration.tasks.empty' : 'integration.tasks.emptyFilter')}>
                  {t('integration.tasks.emptyNext')}
                </Empty>
              );
            }
            return <TaskTable rows={rows} openId={search.rinci ?? null} onOpen={(rinci) => set({ rinci })} />;
          }}
        </QueryState>
        {desk.hasNextPage ? <More loading={desk.isFetchingNextPage} onMore={() => void desk.fetchNextPage()} /> : null}
      </Card>
      <TaskDrawer visitId={search.rinci ?? null} onClose={() => set({ rinci: undefined })} />
    </Page>
  );
}

function csvWords(t: TFunction): CsvWords {
  return {
    head: [
      t('integration.tasks.csv.date'),
      t('integration.tasks.csv.number'),
      t('desk.done.booking'),
      t('desk.person.norm'),
      t('desk.person.nama'),
      t('desk.form.poli'),
      t('desk.form.patient'),
      t('integration.tasks.csv.resep'),
      t('integration.tasks.columns.state'),
    ],
    ours: (task) => `Task ${task}`,
    bpjs: (task) => `Task ${task} BPJS`,
    patient: (row) => t(row.pasienBaru ? 'desk.form.fresh' : 'desk.form.existing'),
    resep: (row) => (row.resep ? t(`words.resep.${row.resep}`) : ''),
    state: (row) => t(`integration.tasks.${STATE_TEXT[rowState(row)]}`),
  };
}

function countOf(summary: TaskDesk['summary'] | undefined, filter: Filter): number | undefined {
  if (!summary) return undefined;
  switch (filter) {
    case 'semua':
      return summary.visits;
    case 'belum-lengkap':
      return summary.incomplete;
    case 'menunggu':
      return summary.waiting;
    case 'ditolak':
      return summary.refused;
    case 'berbeda':
      return summary.differs;
  }
}

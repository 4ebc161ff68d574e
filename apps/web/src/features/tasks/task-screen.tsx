// The Task ID desk: a row per visit with seven dots on a time line, filters as chips in the address, and the drawer of one visit.
import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
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
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Dot } from './dot.tsx';
import { TaskDrawer } from './task-drawer.tsx';
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
        {desk.hasNextPage ? (
          <div style={{ padding: 12, textAlign: 'center' }} data-no-print>
            <Button variant="default" loading={desk.isFetchingNextPage} onClick={() => void desk.fetchNextPage()}>
              {t('frame.state.more')}
            </Button>
          </div>
        ) : null}
      </Card>
      <TaskDrawer visitId={search.rinci ?? null} onClose={() => set({ rinci: undefined })} />
    </Page>
  );
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

// Our record beside what BPJS holds: a strip of days, what was compared when, and the open differences grouped by what to do about them.
import { Button } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFindings, useReconciliation, useRequestComparison } from '../../api/reconciliation.ts';
import { useMay } from '../../api/session.ts';
import type { ReconciliationDay, ReconciliationRun } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Pill, type Tone } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { FindingGroups } from './finding-groups.tsx';
import style from './reconciliation.module.css';

export function ReconciliationScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: '/rekonsiliasi' });
  const chosen = useSearch({ from: '/rekonsiliasi' }).tanggal ?? null;
  const days = useReconciliation();
  const request = useRequestComparison();
  const mayManage = useMay('message-manage');
  const range = days.data === undefined ? undefined : { from: chosen ?? days.data.from, to: chosen ?? days.data.to };
  const findings = useFindings(range);
  const choose = (tanggal: string | null) =>
    void navigate({ search: (previous) => ({ ...previous, tanggal: tanggal ?? undefined }) });
  return (
    <Page
      title={t('reconciliation.title')}
      sub={t('reconciliation.sub')}
      tools={
        mayManage ? (
          <Button
            leftSection={<IconArrowsDiff size={17} aria-hidden />}
            loading={request.isPending}
            onClick={() => request.mutate({ date: chosen ?? format.today() })}
          >
            {t('reconciliation.compare')}
          </Button>
        ) : undefined
      }
    >
      {request.error ? <FailureNotice error={request.error} /> : null}
      <QueryState query={days} rows={2}>
        {(data) => (
          <>
            <Strip days={data.days} chosen={chosen} onChoose={choose} />
            <Runs date={chosen ?? data.to} day={data.days.find((day) => day.date === (chosen ?? data.to))} />
          </>
        )}
      </QueryState>
      <QueryState query={findings} rows={6}>
        {(data) =>
          data.items.length === 0 ? (
            <Card>
              <Empty icon={<IconCircleCheck size={34} stroke={1.3} aria-hidden />} title={t('reconciliation.clean')}>
                {t('reconciliation.cleanNext')}
              </Empty>
            </Card>
          ) : (
            <FindingGroups findings={data.items} />
          )
        }
      </QueryState>
    </Page>
  );
}

function Strip(props: {
  days: readonly ReconciliationDay[];
  chosen: string | null;
  onChoose: (date: string | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={style.strip} role="group" aria-label={t('reconciliation.strip')}>
      <button
        type="button"
        className={style.day}
        aria-pressed={props.chosen === null}
        onClick={() => props.onChoose(null)}
      >
        <span>{t('reconciliation.allDays')}</span>
        <DayState open={props.days.reduce((total, day) => total + day.open, 0)} runs={[]} />
      </button>
      {props.days.map((day) => (
        <button
          key={day.date}
          type="button"
          className={style.day}
          aria-pressed={props.chosen === day.date}
          onClick={() => props.onChoose(day.date)}
        >
          <span>{format.date(day.date, 'short')}</span>
          <DayState open={day.open} runs={day.runs} />
        </button>
      ))}
    </div>
  );
}

function DayState(props: { open: number; runs: readonly ReconciliationRun[] }) {
  const { t } = useTranslation();
  const last = props.runs.at(-1);
  if (last?.state === 'berjalan') return <Pill tone="info">{t('reconciliation.day.running')}</Pill>;
  if (props.open > 0) return <Pill tone="warn">{t('reconciliation.day.open', { count: props.open })}</Pill>;
  if (last?.state === 'menunggu') return <Pill tone="quiet">{t('reconciliation.day.waiting')}</Pill>;
  if (last?.state === 'gagal') return <Pill tone="warn">{t('reconciliation.day.failed')}</Pill>;
  if (last !== undefined) return <Pill tone="ok">{t('reconciliation.day.clean')}</Pill>;
  return <span className="muted">{t('reconciliation.day.never')}</span>;
}

const RUN_TONE: Readonly<Record<ReconciliationRun['state'], Tone>> = {
  menunggu: 'quiet',
  berjalan: 'info',
  selesai: 'ok',
  gagal: 'warn',
};

function Runs(props: { date: string; day: ReconciliationDay | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const runs = props.day?.runs ?? [];
  const title =
    props.date === format.today()
      ? t('reconciliation.runs')
      : t('reconciliation.runsOf', { date: format.date(props.date, 'short') });
  return (
    <Card title={title}>
      {runs.length === 0 ? <span className="muted">{t('reconciliation.noRuns')}</span> : null}
      <ul className={style.runs}>
        {runs.map((run) => (
          <li key={run.id} className={style.run}>
            <Pill tone={RUN_TONE[run.state]}>{t(`reconciliation.runState.${run.state}`)}</Pill>
            <span>{t(`reconciliation.occasion.${run.occasion}`, { name: run.requestedBy ?? 'Titian' })}</span>
            <span className="muted num">{format.moment(run.finishedAt ?? run.startedAt ?? run.plannedAt)}</span>
            <span className="muted">
              {run.counts
                .filter(({ compared }) => compared > 0)
                .map((count) =>
                  t('reconciliation.counts', { ...count, subject: t(`reconciliation.subject.${count.subject}`) }),
                )
                .join(' · ')}
              {postponedOf(run) > 0 ? ` · ${t('reconciliation.postponed', { count: postponedOf(run) })}` : ''}
            </span>
            {run.trouble !== null && run.state !== 'selesai' ? <span>{t('reconciliation.trouble')}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function postponedOf(run: ReconciliationRun): number {
  return run.counts.reduce((total, { postponed }) => total + postponed, 0);
}

// Continuity mode and its outages: is it on, what was measured and announced, whom it touched, what is left to decide. The newest outage is
// shown; others are chosen by the address.
import { Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useContinuity, useOutage, useOutages } from '../../api/continuity.ts';
import { useMay, useSignedIn } from '../../api/session.ts';
import type { CaseList, OutageRecord } from '../../api/types.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { Page } from '../../ui/page.tsx';
import { CaseTable } from './case-table.tsx';
import { Papers } from './papers.tsx';
import { Figures } from './figures.tsx';
import { LateSeps } from './late-seps.tsx';
import { LISTS } from './lists.ts';
import { ModeCard } from './mode-card.tsx';
import { RecordCard } from './record-card.tsx';
import { Unserved } from './unserved.tsx';
import style from './continuity.module.css';

export function ContinuityScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: '/kesinambungan' });
  const search = useSearch({ from: '/kesinambungan' });
  const status = useContinuity();
  const outages = useOutages();
  useTick();
  const all = outages.data?.items ?? [];
  const chosen = search.gangguan ?? status.data?.outage?.id ?? all[0]?.id ?? null;
  const record = useOutage(chosen);
  const list = LISTS.find((one) => one === search.daftar) ?? 'semua';
  const mayRead = useMay('continuity-read');
  const isHospital = useSignedIn().facility.kind === 'fkrtl';
  const showList = (daftar: CaseList) => void navigate({ search: (previous) => ({ ...previous, daftar }) });
  return (
    <Page
      title={t('continuity.title')}
      sub={t('continuity.sub')}
      wide
      tools={
        all.length > 1 ? (
          <Select
            aria-label={t('continuity.which')}
            w={250}
            allowDeselect={false}
            value={chosen}
            data={all.map((one) => ({
              value: one.id,
              label: `${format.date(one.startedAt.slice(0, 10))} ${format.time(one.startedAt)}${one.isRehearsal ? ` · ${t('continuity.state.rehearsal')}` : ''}`,
            }))}
            onChange={(gangguan) => {
              if (gangguan) void navigate({ search: { gangguan } });
            }}
          />
        ) : undefined
      }
    >
      <QueryState query={status} rows={4}>
        {(data) => (
          <div className={style.top}>
            <ModeCard status={data} record={record.data ?? null} />
            <RecordCard record={record.data ?? null} />
          </div>
        )}
      </QueryState>
      <Papers outageId={chosen} />
      {chosen === null ? null : (
        <QueryState query={record} rows={6}>
          {(data: OutageRecord) => (
            <>
              <Figures counters={data.counters} onList={mayRead ? showList : undefined} />
              {mayRead ? <Unserved outageId={data.outage.id} /> : null}
              {mayRead && isHospital ? <LateSeps outageId={data.outage.id} /> : null}
              {mayRead ? <CaseTable outageId={data.outage.id} list={list} onList={showList} /> : null}
            </>
          )}
        </QueryState>
      )}
    </Page>
  );
}

// How BPJS is doing: one view in plain words for whoever serves patients, one with figures for whoever runs it. The view is in the address.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useBpjsHealth } from '../../api/integration.ts';
import { useMay } from '../../api/session.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { Chips } from '../../ui/chips.tsx';
import { QueryState } from '../../ui/failure.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import style from './health.module.css';
import { SERVICE_LOOK, type ServiceHealth } from './service-state.ts';

const HealthDetail = lazy(async () => ({ default: (await import('./health-detail.tsx')).HealthDetail }));

export function HealthScreen() {
  const { t } = useTranslation();
  const { lihat } = useSearch({ from: '/kesehatan' });
  const navigate = useNavigate();
  const mayDetail = useMay('bpjs-health-detail');
  const view = mayDetail && lihat === 'rincian' ? 'detail' : 'staff';
  const choose = (next: 'staff' | 'detail') =>
    void navigate({ to: '/kesehatan', search: next === 'detail' ? { lihat: 'rincian' } : {} });
  return (
    <Page
      title={t('health.title')}
      tools={
        mayDetail ? (
          <Chips
            label={t('health.view.label')}
            value={view}
            onChange={choose}
            choices={[
              { value: 'staff', label: t('health.view.staff') },
              { value: 'detail', label: t('health.view.detail') },
            ]}
          />
        ) : undefined
      }
    >
      {view === 'detail' ? (
        <Suspense fallback={null}>
          <HealthDetail />
        </Suspense>
      ) : (
        <StaffView />
      )}
    </Page>
  );
}

function StaffView() {
  const { t } = useTranslation();
  const health = useBpjsHealth();
  useTick();
  return (
    <QueryState query={health} rows={4}>
      {(data) =>
        data.services.length === 0 ? (
          <Empty title={t('health.none')} />
        ) : (
          <div className={style.cards}>
            {data.services.map((service) => (
              <StaffCard key={service.service} service={service} />
            ))}
          </div>
        )
      }
    </QueryState>
  );
}

function StaffCard(props: { service: ServiceHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { service } = props;
  const { state } = service;
  const look = SERVICE_LOOK[state];
  const Icon = look.icon;
  const name = t(`words.service.${service.service}`);
  return (
    <Card
      label={name}
      title={name}
      aside={
        <Pill tone={look.tone} icon={<Icon size={15} aria-hidden />}>
          {t(`words.health.${state}`)}
        </Pill>
      }
    >
      <div className={style.staff}>
        <div>
          <p className={style.sentence}>
            {t(`health.state.${state}`, { age: format.age(service.lastGoodAt), time: format.moment(service.since) })}
          </p>
          <p className="muted">{t(`health.use.${service.service}`)}</p>
        </div>
        <Facts
          items={[
            [
              t('health.patientTitle'),
              t(`health.patient.${state}`, { effect: t(`health.effect.${effectOf(service)}`) }),
            ],
            [
              t('health.todoTitle'),
              service.refused + service.parked > 0 && look.tone === 'ok'
                ? t('health.todoHeld')
                : t(`health.todo.${state}`),
            ],
            [t('health.selfTitle'), t(`health.self.${state}`)],
          ]}
        />
        <OpenWork service={service} />
      </div>
    </Card>
  );
}

/** What an interruption of this service means at the counter. */
function effectOf({ service }: ServiceHealth) {
  return EFFECTS.find((known) => known === service) ?? 'other';
}

const EFFECTS = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'] as const;

function OpenWork(props: { service: ServiceHealth }) {
  const { t } = useTranslation();
  const { waiting, unknown, refused, parked } = props.service;
  const parts = [
    waiting > 0 ? t('health.open.waiting', { count: waiting }) : '',
    unknown > 0 ? t('health.open.unknown', { count: unknown }) : '',
    refused > 0 ? t('health.open.refused', { count: refused }) : '',
    parked > 0 ? t('health.open.parked', { count: parked }) : '',
  ].filter((part) => part !== '');
  return <p className={style.openWork}>{parts.length === 0 ? t('health.open.none') : parts.join(' · ')}</p>;
}

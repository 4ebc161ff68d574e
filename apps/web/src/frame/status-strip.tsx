// Truth about BPJS, always in the same place: one pill per service the facility uses, its age, and what still waits. Amber and red only
// when staff must know something.
import { IconLifebuoy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useContinuity } from '../api/continuity.ts';
import { useBpjsHealth } from '../api/integration.ts';
import type { Outage, Session } from '../api/types.ts';
import { SERVICE_LOOK, type ServiceHealth } from '../features/health/service-state.ts';
import { useFormat, useTick } from '../format/use-format.ts';
import { Pill } from '../ui/notice.tsx';
import style from './frame.module.css';

export function StatusStrip(props: { session: Session; live: boolean }) {
  const { t } = useTranslation();
  const health = useBpjsHealth();
  useTick();
  // A service beside the daily two only takes room when staff must know something.
  const services = (health.data?.services ?? []).filter(
    (service) => service.main || !['ok', 'quiet'].includes(SERVICE_LOOK[service.state].tone),
  );
  const away = health.isError;
  const outage = services.some((service) => service.state === 'terputus');
  const mode = useContinuity().data?.outage ?? null;
  return (
    <div className={style.strip} role="region" aria-label={t('frame.strip.label')} data-no-print>
      {services.map((service) => (
        <ServicePill
          key={service.service}
          service={service}
          linked={props.session.permissions.includes('message-read')}
        />
      ))}
      {mode ? <ModePill outage={mode} session={props.session} /> : null}
      {away ? (
        <span className={style.stripWarn} role="alert">
          {t('frame.strip.serverAway')}
        </span>
      ) : null}
      {!away && outage ? (
        <span className={style.stripWarn} role="status">
          {t('frame.strip.outage')}
        </span>
      ) : null}
      {!away && !props.live ? <span className={style.stripNote}>{t('frame.strip.reconnecting')}</span> : null}
      {props.session.demo && !outage && !away ? (
        <span className={`${style.stripNote} ${style.stripEnd}`}>{t('frame.strip.demo')}</span>
      ) : null}
    </div>
  );
}

/** The facility goes on by its own written policy; whoever may look at the record comes there from here. */
function ModePill(props: { outage: Outage; session: Session }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outage } = props;
  const pill = (
    <Pill tone="warn" icon={<IconLifebuoy size={15} aria-hidden />}>
      <strong style={{ fontWeight: 640 }}>{t('continuity.strip')}</strong>{' '}
      {outage.recoveredAt
        ? t('continuity.stripBack', { time: format.time(outage.recoveredAt) })
        : t('continuity.stripSince', { time: format.time(outage.startedAt) })}
    </Pill>
  );
  const may = props.session.permissions;
  if (!may.includes('continuity-read') && !may.includes('continuity-manage'))
    return <span className={style.stripPill}>{pill}</span>;
  return (
    <Link to="/kesinambungan" className={style.stripPill}>
      {pill}
    </Link>
  );
}

function ServicePill(props: { service: ServiceHealth; linked: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { service } = props;
  const look = SERVICE_LOOK[service.state];
  // A service that answers but refused something still wants a person.
  const wantsPerson = look.tone === 'ok' && service.refused + service.parked > 0;
  const Icon = look.icon;
  const title = service.lastGoodAt ? t('frame.strip.lastGood', { age: format.age(service.lastGoodAt) }) : undefined;
  const pill = (
    <Pill tone={wantsPerson ? 'warn' : look.tone} icon={<Icon size={15} aria-hidden />} title={title}>
      <strong style={{ fontWeight: 640 }}>{t(`words.service.${service.service}`)}</strong>{' '}
      {t(`words.health.${service.state}`)}
      <Detail service={service} />
    </Pill>
  );
  if (!props.linked)
    return (
      <Link to="/kesehatan" search={{}} className={style.stripPill}>
        {pill}
      </Link>
    );
  return (
    <Link to="/pesan" search={{ layanan: service.service }} className={style.stripPill}>
      {pill}
    </Link>
  );
}

/** Only what staff may have to know: since when, and what has not arrived. */
function Detail(props: { service: ServiceHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { service } = props;
  const recovered = service.state === 'pulih' && service.deliveredSinceRecovery > 0;
  const parts: string[] = [
    service.state === 'terputus' && service.since ? format.moment(service.since) : '',
    service.state === 'terputus' && service.lastTriedAt
      ? t('frame.strip.lastTried', { age: format.age(service.lastTriedAt) })
      : '',
    recovered ? t('frame.strip.delivered', { count: service.deliveredSinceRecovery }) : '',
    service.waiting > 0 ? t('frame.strip.waiting', { count: service.waiting }) : '',
    service.unknown > 0 ? t('frame.strip.unknown', { count: service.unknown }) : '',
    service.refused > 0 ? t('frame.strip.refused', { count: service.refused }) : '',
    service.parked > 0 ? t('frame.strip.parked', { count: service.parked }) : '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => ` · ${part}`)
    .join('');
}

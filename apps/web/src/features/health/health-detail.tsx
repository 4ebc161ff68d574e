// Figures for IT: per service what is open and at risk, per channel answers, times, places, breaker and waiting work.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { paths } from '@titian/api-client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBpjsHealthDetail } from '../../api/health.ts';
import { useMay } from '../../api/session.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { QueryState } from '../../ui/failure.tsx';
import { Empty, Notice, Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { useChannelName } from '../messages/channel-name.ts';
import { Curve } from './curve.tsx';
import style from './health.module.css';
import { SERVICE_LOOK } from './service-state.ts';

type Detail = paths['/api/v1/bpjs/health/detail']['get']['responses'][200]['content']['application/json'];
type Service = Detail['services'][number];
type Channel = Service['channels'][number];

export function HealthDetail() {
  const detail = useBpjsHealthDetail();
  useTick();
  return (
    <QueryState query={detail} rows={10}>
      {(data) => (
        <div className={style.stack}>
          {data.services.map((service) => (
            <ServiceCard key={service.service} service={service} />
          ))}
          <Nodes nodes={data.nodes} />
        </div>
      )}
    </QueryState>
  );
}

function ServiceCard(props: { service: Service }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { service } = props;
  const look = SERVICE_LOOK[service.state];
  const Icon = look.icon;
  const { waiting, unknown, refused, parked, differences } = service;
  return (
    <Card
      label={service.name}
      flush
      title={service.name}
      aside={
        <Pill tone={look.tone} icon={<Icon size={15} aria-hidden />}>
          {t(`words.health.${service.state}`)}
          {service.since ? ` · ${format.moment(service.since)}` : ''}
        </Pill>
      }
    >
      <div className={style.serviceHead}>
        <span>
          <span className="muted">{t('health.detail.lastGood')}</span> {format.age(service.lastGoodAt)}
        </span>
        <span>
          <span className="muted">{t('health.detail.lastTried')}</span> {format.age(service.lastTriedAt)}
        </span>
        <span>
          <span className="muted">{t('health.detail.open')}</span>{' '}
          {t('health.detail.figures', { waiting, unknown, refused, parked, differences })}
          {service.unknownSince
            ? ` · ${t('health.detail.unknownSince', { age: format.age(service.unknownSince) })}`
            : ''}
        </span>
      </div>
      <Warnings service={service} />
      {service.channels.length === 0 ? (
        <Empty title={t('health.detail.noChannels')} />
      ) : (
        <ChannelTable service={service} />
      )}
    </Card>
  );
}

function Warnings(props: { service: Service }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayRead = useMay('message-read');
  const { service } = props;
  if (service.risks.length === 0 && service.skewMs === null) return null;
  return (
    <div className={style.warnings}>
      {service.skewMs === null ? null : (
        <Notice tone="warn">{t('health.detail.skew', { seconds: Math.round(service.skewMs / 1000) })}</Notice>
      )}
      {service.risks.map((risk) => (
        <Notice
          key={risk.risk}
          tone={risk.late > 0 ? 'bad' : 'warn'}
          action={
            mayRead ? (
              <Link to="/pesan" search={{ layanan: service.service }}>
                {t('health.detail.riskList')}
              </Link>
            ) : undefined
          }
        >
          {t(`health.detail.risk.${risk.risk}`, {
            count: risk.count,
            late: risk.late,
            time: format.moment(risk.soonestAt),
          })}
        </Notice>
      ))}
    </div>
  );
}

const HEADINGS = ['channel', 'state', 'day', 'quarter', 'hour', 'places', 'waiting'] as const;

function ChannelTable(props: { service: Service }) {
  const { t } = useTranslation();
  const errors = props.service.channels.flatMap((channel) => channel.errors.map((error) => ({ channel, error })));
  return (
    <>
      <div className={style.scroll}>
        <table className={style.channels}>
          <thead>
            <tr>
              {HEADINGS.map((name) => (
                <th key={name} scope="col">
                  {t(`health.detail.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.service.channels.map((channel) => (
              <ChannelRow key={channel.id} service={props.service} channel={channel} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={style.errors}>
        <h3 className={style.errorsTitle}>{t('health.detail.errors')}</h3>
        {errors.length === 0 ? <p className="muted">{t('health.detail.noErrors')}</p> : null}
        <ul className={style.errorList}>
          {errors.map(({ channel, error }) => (
            <li key={`${channel.id} ${error.code}`}>
              <span className="num">{error.count} ×</span> <span className="mono">{error.code}</span>{' '}
              <span className="muted">({channel.group})</span>
              {error.what ? <span>: {[error.what, error.nextStep].filter(Boolean).join(' ')}</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

const BREAKER: Record<Channel['state'], { tone: Tone; word: 'open' | 'half-open' | 'closed' | 'paused' }> = {
  closed: { tone: 'ok', word: 'open' },
  'half-open': { tone: 'warn', word: 'half-open' },
  open: { tone: 'bad', word: 'closed' },
  paused: { tone: 'warn', word: 'paused' },
};

function ChannelRow(props: { service: Service; channel: Channel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { channel } = props;
  const name = useChannelName()(props.service.service, channel.group);
  const breaker = BREAKER[channel.state];
  const notes = [
    channel.pausedAt
      ? t('health.detail.paused', { time: format.moment(channel.pausedAt), reason: channel.pausedReason ?? '' })
      : '',
    channel.interruptedSince ? t('health.detail.interrupted', { time: format.moment(channel.interruptedSince) }) : '',
    channel.nextProbeAt ? t('health.detail.probe', { time: format.seconds(channel.nextProbeAt) }) : '',
  ].filter((note) => note !== '');
  return (
    <tr>
      <th scope="row">
        {name.group}
        <div className="muted">{format.age(channel.lastGoodAt)}</div>
      </th>
      <Cell label={t('health.detail.state')}>
        <Pill tone={breaker.tone}>{t(`words.channel.${breaker.word}`)}</Pill>
        {notes.map((note) => (
          <div key={note} className={style.note}>
            {note}
          </div>
        ))}
      </Cell>
      <Cell label={t('health.detail.day')}>
        <Curve points={channel.curve} label={t('health.detail.curve')} />
        <div className="muted num">
          {t('health.detail.callsIn', { good: channel.periods.h24.good, total: channel.periods.h24.total })}
        </div>
      </Cell>
      <Cell label={t('health.detail.quarter')}>
        <Times figures={channel.periods.m15} />
      </Cell>
      <Cell label={t('health.detail.hour')}>
        <Times figures={channel.periods.h1} />
      </Cell>
      <Cell label={t('health.detail.places')}>
        {channel.places === null ? (
          t('health.detail.nothing')
        ) : (
          <>
            <span className="num">{t('health.detail.placesIn', channel.places)}</span>
            <div className="muted num">
              {t('health.detail.nodes', { count: channel.places.nodes, age: format.age(channel.places.asOf) })}
            </div>
          </>
        )}
      </Cell>
      <Cell label={t('health.detail.waiting')}>
        {channel.waiting.length === 0
          ? t('health.detail.nothing')
          : channel.waiting.map((one) => (
              <div key={one.class} className="num">
                {t(`words.messageClass.${one.class}`)}: {one.messages} · {format.minutes(format.since(one.oldestAt))}
              </div>
            ))}
      </Cell>
    </tr>
  );
}

/** On a phone a row is a card, and each cell says what it is. */
function Cell(props: { label: string; children: ReactNode }) {
  return <td data-label={props.label}>{props.children}</td>;
}

function Times(props: { figures: Channel['periods']['m15'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total, good, p50Ms, p95Ms, p99Ms } = props.figures;
  if (total === 0) return t('health.detail.nothing');
  const seconds = (ms: number | null) =>
    ms === null
      ? t('health.detail.nothing')
      : `${(ms / 1000).toLocaleString(format.language, { maximumFractionDigits: 2 })} s`;
  return (
    <>
      <span className="num">
        {seconds(p50Ms)} · {seconds(p95Ms)} · {seconds(p99Ms)}
      </span>
      <div className="muted num">{t('health.detail.callsIn', { good, total })}</div>
    </>
  );
}

function Nodes(props: { nodes: Detail['nodes'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('channel-manage');
  return (
    <Card
      title={t('health.detail.nodesTitle')}
      aside={
        mayManage ? (
          <ButtonLink to="/pesan" search={{ lihat: 'kanal' }} variant="default" size="compact-sm">
            {t('health.detail.channelSettings')}
          </ButtonLink>
        ) : undefined
      }
    >
      {props.nodes.some((node) => node.alive) ? null : <Notice tone="bad" title={t('health.detail.noNodes')} />}
      <ul className={style.nodeList}>
        {props.nodes.map((node) => (
          <li key={node.id}>
            <Pill
              tone={node.alive ? 'ok' : 'bad'}
              icon={node.alive ? undefined : <IconAlertTriangle size={15} aria-hidden />}
            >
              {t(node.alive ? 'health.detail.nodeAlive' : 'health.detail.nodeSilent')}
            </Pill>{' '}
            <span className="mono">{t('health.detail.node', { id: node.id.slice(-6) })}</span>{' '}
            <span className="muted">
              {t('health.detail.nodeSeen', { age: format.age(node.seenAt), time: format.moment(node.startedAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

// What Titian has to tell: each alert with what it means and what to do, who has it, and what is over.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBellOff, IconCircleCheck, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAlertAction, useAlerts, type Alert } from '../../api/alerts.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { now } from '../../platform/clock.ts';
import { Chips } from '../../ui/chips.tsx';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import style from './alerts.module.css';

const LOOK = {
  kritis: { tone: 'bad', icon: IconUrgent },
  peringatan: { tone: 'warn', icon: IconAlertTriangle },
  info: { tone: 'info', icon: IconInfoCircle },
} as const;

export function AlertsScreen() {
  const { t } = useTranslation();
  const { lihat } = useSearch({ from: '/peringatan' });
  const navigate = useNavigate();
  const state = lihat === 'selesai' ? 'cleared' : 'open';
  const alerts = useAlerts(state);
  useTick();
  return (
    <Page
      title={t('alerts.title')}
      tools={
        <Chips
          label={t('alerts.state.label')}
          value={state}
          onChange={(next) =>
            void navigate({ to: '/peringatan', search: next === 'cleared' ? { lihat: 'selesai' } : {} })
          }
          choices={[
            { value: 'open', label: t('alerts.state.open') },
            { value: 'cleared', label: t('alerts.state.cleared') },
          ]}
        />
      }
    >
      <QueryState query={alerts} rows={5}>
        {(items) =>
          items.length === 0 ? (
            <Card flush>
              <Empty
                icon={<IconCircleCheck size={28} aria-hidden />}
                title={t(state === 'open' ? 'alerts.none' : 'alerts.noneCleared')}
              >
                {state === 'open' ? t('alerts.noneNext') : null}
              </Empty>
            </Card>
          ) : (
            <div className={style.list}>
              {items.map((alert) => (
                <AlertCard key={alert.id} alert={alert} />
              ))}
            </div>
          )
        }
      </QueryState>
    </Page>
  );
}

function AlertCard(props: { alert: Alert }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { alert } = props;
  const words = alert.text[format.language];
  const look = LOOK[alert.severity];
  const Icon = look.icon;
  const isOver = alert.clearedAt !== null;
  return (
    <Card
      label={words.what}
      title={words.what}
      aside={
        <Pill tone={isOver ? 'quiet' : look.tone} icon={<Icon size={15} aria-hidden />}>
          {t(`alerts.severity.${alert.severity}`)}
        </Pill>
      }
    >
      <div className={style.alert}>
        <Facts
          items={[
            [t('alerts.means'), words.meaning],
            isOver ? null : [t('alerts.todo'), words.todo],
            isOver ? null : [t('alerts.who'), t(`words.role.${alert.who}`)],
          ]}
        />
        <div className={style.foot}>
          <span className="muted">
            {isOver
              ? t('alerts.period', { from: format.moment(alert.since), to: format.moment(alert.clearedAt) })
              : t('alerts.since', { time: format.moment(alert.since) })}
            {alert.seenAt === null ? '' : ` · ${t('alerts.seen', { age: format.age(alert.seenAt) })}`}
          </span>
          {isOver ? null : <Actions alert={alert} />}
        </div>
      </div>
    </Card>
  );
}

const HOURS = 8;
const DAY_HOURS = 24;

function Actions(props: { alert: Alert }) {
  const { t } = useTranslation();
  const format = useFormat();
  const action = useAlertAction();
  const { alert } = props;
  const act = (hours: number | null) => action.mutate({ id: alert.id, hours });
  const isMuted = alert.mutedUntil !== null && Date.parse(alert.mutedUntil) > now().getTime();
  return (
    <div className={style.actions}>
      {action.error ? <FailureNotice error={action.error} /> : null}
      {isMuted ? (
        <>
          <span className="muted">{t('alerts.muted', { time: format.moment(alert.mutedUntil) })}</span>
          <Button variant="default" size="compact-sm" loading={action.isPending} onClick={() => act(0)}>
            {t('alerts.unmute')}
          </Button>
        </>
      ) : (
        <>
          {alert.seenAt === null ? (
            <Button variant="default" size="compact-sm" loading={action.isPending} onClick={() => act(null)}>
              {t('alerts.see')}
            </Button>
          ) : null}
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconBellOff size={15} aria-hidden />}
            onClick={() => act(HOURS)}
          >
            {t('alerts.mute')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => act(DAY_HOURS)}>
            {t('alerts.muteDay')}
          </Button>
        </>
      )}
    </div>
  );
}

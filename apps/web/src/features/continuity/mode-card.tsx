// Whether the mode is on, since when and from what evidence, and the one button that changes it.
import { Button } from '@mantine/core';
import { IconCircleCheck, IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSwitchMode } from '../../api/continuity.ts';
import { useMay } from '../../api/session.ts';
import type { ContinuityStatus, Outage, OutageRecord } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { now } from '../../platform/clock.ts';
import { Card, Facts } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './continuity.module.css';

export function ModeCard(props: { status: ContinuityStatus; record: OutageRecord | null }) {
  const { t } = useTranslation();
  const { status } = props;
  const isOn = status.outage !== null;
  const mayManage = useMay('continuity-manage');
  const change = useSwitchMode();
  const [asking, setAsking] = useState(false);
  const outage = status.outage ?? props.record?.outage ?? null;
  const Icon = isOn ? IconLifebuoy : IconCircleCheck;
  return (
    <Card label={t('continuity.title')}>
      <div className={`${style.word} ${isOn ? style.wordOn : style.wordOff}`} role="status">
        <Icon size={28} aria-hidden />
        {isOn ? t('continuity.state.on') : t('continuity.state.off')}
      </div>
      <div className={style.stateText}>
        {!isOn
          ? t('continuity.state.offNext')
          : status.isAnswering
            ? t(status.outage?.origin === 'manual' ? 'continuity.state.backManual' : 'continuity.state.back')
            : t('continuity.state.onNext')}
      </div>
      {outage === null ? null : <OutageFacts outage={outage} />}
      {mayManage ? (
        <div className={style.actions}>
          <Button variant="default" onClick={() => setAsking(true)}>
            {isOn ? t('continuity.end') : t('continuity.start')}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <ReasonDialog
          title={t(isOn ? 'continuity.endTitle' : 'continuity.startTitle')}
          explain={t(isOn ? 'continuity.endExplain' : 'continuity.startExplain')}
          confirm={t(isOn ? 'continuity.end' : 'continuity.start')}
          pending={change.isPending}
          error={change.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason, key) =>
            change.mutate({ to: isOn ? 'off' : 'on', reason, key }, { onSuccess: () => setAsking(false) })
          }
        />
      ) : null}
    </Card>
  );
}

function OutageFacts(props: { outage: Outage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outage } = props;
  const measured = (value: string | null) =>
    value === null ? <span className="muted">{t('continuity.facts.unmeasured')}</span> : format.moment(value);
  const minutes =
    outage.interruptedAt === null
      ? null
      : Math.round((Date.parse(outage.recoveredAt ?? now().toISOString()) - Date.parse(outage.interruptedAt)) / 60_000);
  return (
    <Facts
      items={[
        [
          t('continuity.facts.origin'),
          outage.origin === 'manual'
            ? t('continuity.facts.manual', { name: outage.startedBy })
            : t('continuity.facts.automatic'),
        ],
        [t('continuity.facts.lastGood'), measured(outage.lastGoodAt)],
        [t('continuity.facts.interrupted'), measured(outage.interruptedAt)],
        [t('continuity.facts.started'), format.moment(outage.startedAt)],
        [t('continuity.facts.recovered'), outage.recoveredAt === null ? '–' : format.moment(outage.recoveredAt)],
        outage.endedAt === null
          ? null
          : [t('continuity.facts.ended'), `${format.moment(outage.endedAt)} · ${outage.endedBy ?? ''}`],
        minutes === null ? null : [t('continuity.facts.duration'), format.minutes(minutes)],
      ]}
    />
  );
}

// A visit that was registered while BPJS could not be asked: what was decided, the statement to sign, and the patient's choice. It stands
// where the visit stands, so that nobody needs another screen.
import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChoose, useSigned } from '../../api/continuity.ts';
import { useMay } from '../../api/session.ts';
import type { Choice, Visit } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Pill } from '../../ui/notice.tsx';
import { usePrint } from '../visit/use-print.ts';
import { DECISION_LOOK, groundText } from './verdict.tsx';
import style from './continuity.module.css';

export const CHOICES: readonly Choice[] = ['lanjut', 'menunggu', 'bayar-sendiri', 'kembali-lain-waktu'];

export function ContinuityPanel(props: { visit: Visit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const print = usePrint();
  const choose = useChoose();
  const signed = useSigned();
  const mayChange = useMay('visit-register');
  const { id, continuity } = props.visit;
  if (continuity === null) return null;
  const look = DECISION_LOOK[continuity.decision];
  const Icon = look.icon;
  const wantsStatement = continuity.decision === 'terima-dengan-pernyataan';
  return (
    <section className={style.panel} aria-label={t('continuity.panel.title')}>
      <div className={style.panelHead}>
        <Pill tone={look.tone} icon={<Icon size={15} aria-hidden />}>
          {t(`continuity.decision.${continuity.decision}`)}
        </Pill>
        <span className="muted">{groundText(t, continuity)}</span>
        {continuity.verification === 'belum' ? null : (
          <Pill tone={continuity.verification === 'aktif' || continuity.verification === 'berubah' ? 'ok' : 'bad'}>
            {t(`continuity.verification.${continuity.verification}`)}
          </Pill>
        )}
      </div>
      {wantsStatement && mayChange ? (
        <div className={style.panelRow}>
          <Button
            variant={continuity.statementPrintedAt === null ? 'filled' : 'light'}
            leftSection={<IconSignature size={18} aria-hidden />}
            loading={print.isPending}
            onClick={() => print.mutate({ visitId: id, name: 'statement' })}
          >
            {t('continuity.panel.print')}
          </Button>
          {continuity.statementSignedAt === null ? (
            <Button
              variant="default"
              leftSection={<IconCheck size={18} aria-hidden />}
              disabled={continuity.statementPrintedAt === null}
              loading={signed.isPending}
              onClick={() => signed.mutate({ visitId: id })}
            >
              {t('continuity.panel.sign')}
            </Button>
          ) : (
            <Pill tone="ok" icon={<IconCheck size={14} aria-hidden />}>
              {t('continuity.panel.signed', { time: format.time(continuity.statementSignedAt) })}
            </Pill>
          )}
        </div>
      ) : null}
      {mayChange ? (
        <ChoiceField
          value={continuity.choice}
          onChange={(choice) => choose.mutate({ visitId: id, choice })}
          pending={choose.isPending}
          size="xs"
        />
      ) : null}
      {print.error ? <FailureNotice error={print.error} /> : null}
      {choose.error ? <FailureNotice error={choose.error} /> : null}
      {signed.error ? <FailureNotice error={signed.error} /> : null}
    </section>
  );
}

export function ChoiceField(props: {
  value: Choice | null;
  onChange: (choice: Choice) => void;
  pending?: boolean;
  size?: 'xs';
}) {
  const { t } = useTranslation();
  return (
    <div className={style.choice}>
      <span className={style.label}>{t('continuity.choiceLabel')}</span>
      <SegmentedControl
        aria-label={t('continuity.choiceLabel')}
        value={props.value ?? ''}
        size={props.size ?? 'sm'}
        disabled={props.pending ?? false}
        onChange={(value) => {
          const choice = CHOICES.find((one) => one === value);
          if (choice) props.onChange(choice);
        }}
        data={CHOICES.map((choice) => ({ value: choice, label: t(`continuity.choice.${choice}`) }))}
      />
    </div>
  );
}

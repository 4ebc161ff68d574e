// The two lists of the desk's form: referrals with their validity, doctor sessions with the seats left as small bars.
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PesertaMatch, RujukanOption, ScheduleDay } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { Notice } from '../../ui/notice.tsx';
import { seatsLeft, sessionsOf } from './registration.ts';
import type { Registration } from './registration.ts';
import style from './desk.module.css';

const KINDS = ['1', '3', '4'] as const;

export interface RujukanChoiceProps {
  readonly match: PesertaMatch | null;
  readonly form: Registration;
  readonly bpjsAway: boolean;
  readonly error: string | null;
  readonly onChange: (part: Partial<Registration>) => void;
  readonly onRujukan: (option: RujukanOption) => void;
}

export function RujukanChoice(props: RujukanChoiceProps) {
  const { t } = useTranslation();
  const { form, onChange } = props;
  const options = props.match?.rujukan ?? [];
  const expired = options.filter((option) => !option.berlaku).length;
  // An expired letter cannot be chosen; it is shown on request, for the patient who asks about it.
  const [showExpired, setShowExpired] = useState(false);
  return (
    <div className={style.field}>
      <span className={style.fieldLabel}>{t('desk.form.rujukan')}</span>
      {options.length === 0 ? (
        <Notice tone={props.bpjsAway ? 'warn' : 'quiet'}>
          {t(props.bpjsAway ? 'desk.form.noRujukanAway' : 'desk.form.noRujukan')}
        </Notice>
      ) : (
        <div className={style.options} role="radiogroup" aria-label={t('desk.form.rujukan')}>
          {options
            .filter((option) => option.berlaku || showExpired)
            .map((option) => (
              <RujukanButton
                key={option.nomorRujukan}
                option={option}
                checked={form.rujukan === option.nomorRujukan}
                onChoose={() => props.onRujukan(option)}
              />
            ))}
          {expired > 0 && !showExpired ? (
            <button type="button" className={style.more} onClick={() => setShowExpired(true)}>
              {t('desk.form.showExpired', { count: expired })}
            </button>
          ) : null}
        </div>
      )}
      <div className={style.line} style={{ marginTop: 6, alignItems: 'end' }}>
        <SegmentedControl
          aria-label={t('desk.form.kind')}
          value={String(form.kind)}
          onChange={(value) => onChange({ kind: value === '3' ? 3 : value === '4' ? 4 : 1 })}
          data={KINDS.map((kind) => ({ value: kind, label: t(`desk.form.kinds.${kind}`) }))}
        />
        {form.kind === 3 ? (
          <TextInput
            autoFocus
            aria-label={t('desk.form.suratKontrol')}
            placeholder={t('desk.form.suratKontrol')}
            autoComplete="off"
            value={form.suratKontrol}
            onChange={(event) => onChange({ suratKontrol: event.currentTarget.value })}
            error={props.error}
          />
        ) : null}
        {form.kind !== 3 && options.length === 0 ? (
          <TextInput
            aria-label={t('desk.form.manualRujukan')}
            placeholder={t('desk.form.manualRujukan')}
            autoComplete="off"
            value={form.manualRujukan}
            onChange={(event) => onChange({ manualRujukan: event.currentTarget.value })}
            error={props.error}
          />
        ) : null}
      </div>
      {form.kind !== 3 && options.length > 0 && props.error ? <Notice tone="warn">{props.error}</Notice> : null}
    </div>
  );
}

function RujukanButton(props: { option: RujukanOption; checked: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { option } = props;
  const until = format.date(option.berlakuSampai);
  return (
    <button
      type="button"
      role="radio"
      aria-checked={props.checked}
      disabled={!option.berlaku}
      className={style.option}
      onClick={props.onChoose}
    >
      <span>
        <strong>{unitName(option.poli.nama)}</strong> · {option.diagnosa.kode} {option.diagnosa.nama}
      </span>
      <span className={style.optionSub}>
        {option.perujuk.nama} · <span className="mono">{option.nomorRujukan}</span>
      </span>
      <span className={style.optionSub}>
        {option.berlaku ? t('desk.form.validUntil', { date: until }) : t('desk.form.expired', { date: until })}
        {option.jumlahSep === null ? '' : ` · ${t('desk.form.usedTimes', { count: option.jumlahSep })}`}
      </span>
    </button>
  );
}

export interface SessionChoiceProps {
  readonly schedule: ScheduleDay | undefined;
  readonly form: Registration;
  readonly error: string | null;
  readonly onChange: (part: Partial<Registration>) => void;
}

export function SessionChoice(props: SessionChoiceProps) {
  const { t } = useTranslation();
  const { form } = props;
  const sessions = sessionsOf(props.schedule, form.poli);
  if (sessions.length === 0) return <Notice tone="quiet">{t('desk.form.noSession')}</Notice>;
  return (
    <div className={style.field}>
      <span className={style.fieldLabel}>{t('desk.form.doctor')}</span>
      <div className={`${style.options} ${style.optionsTwo}`} role="radiogroup" aria-label={t('desk.form.doctor')}>
        {sessions.map((session) => {
          const seats = seatsLeft(session, form.payer);
          const closed = session.libur || seats.left <= 0;
          return (
            <button
              key={session.sessionId}
              type="button"
              role="radio"
              aria-checked={form.sessionId === session.sessionId}
              disabled={closed}
              className={style.option}
              onClick={() => props.onChange({ sessionId: session.sessionId })}
            >
              <strong>{session.namaDokter}</strong>
              <span className="num">{session.jamPraktek}</span>
              <span className={style.quota}>
                <span className={style.quotaBar} aria-hidden>
                  <span
                    className={style.quotaFill}
                    style={{ width: `${seats.total > 0 ? (seats.left / seats.total) * 100 : 0}%` }}
                  />
                </span>
                {session.libur
                  ? t('desk.form.closed')
                  : seats.left <= 0
                    ? t('desk.form.full')
                    : t('desk.form.quota', { left: seats.left, total: seats.total })}
              </span>
            </button>
          );
        })}
      </div>
      {props.error ? <Notice tone="warn">{props.error}</Notice> : null}
    </div>
  );
}

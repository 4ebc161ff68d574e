// The registration counter's queue: call, repeat, skip, finish; and who booked by phone and has not checked in yet.
import { Button, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRecordEvent, useVisits } from '../../api/hospital.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { QueueBoard } from './queue-board.tsx';
import style from './queue.module.css';
import { useVoice } from './use-voice.ts';

export function CounterScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const voice = useVoice();
  const date = format.today();
  return (
    <Page
      title={t('queue.counterTitle')}
      sub={format.date(date)}
      tools={
        <Switch
          label={t('queue.voice')}
          checked={voice.enabled}
          onChange={(event) => voice.setEnabled(event.currentTarget.checked)}
        />
      }
    >
      <QueueBoard
        unit="admisi"
        place={t('queue.counterPlace')}
        date={date}
        voice={voice}
        below={<NotCheckedIn date={date} />}
      />
    </Page>
  );
}

function NotCheckedIn(props: { date: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const visits = useVisits({ date: props.date, stage: 'terdaftar' });
  const record = useRecordEvent();
  const rows = visits.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={`${t('queue.notCheckedIn')} (${rows.length})`} flush>
      {record.error ? <FailureNotice error={record.error} /> : null}
      {rows.map((row) => (
        <div key={row.id} className={style.row}>
          <span className={style.rowNumber}>{row.nomorAntrean}</span>
          <button
            type="button"
            className={`${style.rowName} ${style.rowNameButton}`}
            onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.id }) })}
          >
            {row.nama} <span className="muted">{unitName(row.poli.nama)}</span>
          </button>
          <span className="muted num">{format.time(row.waitingSince)}</span>
          <Button
            variant="default"
            size="compact-sm"
            loading={record.isPending && record.variables.visitId === row.id}
            onClick={() => record.mutate({ visitId: row.id, event: { type: 'patient.checked-in' } })}
          >
            {t('queue.checkIn')}
          </Button>
        </div>
      ))}
    </Card>
  );
}

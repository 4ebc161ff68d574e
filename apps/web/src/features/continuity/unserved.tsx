// Sessions that ended while people still waited: choose a session and another place for those who want it, look at it, then do it. Shown only
// when there are any.
import { Button, Checkbox, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRebook, useUnserved } from '../../api/continuity.ts';
import { useSchedule } from '../../api/hospital.ts';
import { useMay } from '../../api/session.ts';
import type { UnservedSession } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './continuity.module.css';

export function Unserved(props: { outageId: string }) {
  const { t } = useTranslation();
  const unserved = useUnserved(props.outageId);
  const mayDecide = useMay('continuity-decide');
  const [moving, setMoving] = useState<UnservedSession | null>(null);
  const sessions = unserved.data?.sessions ?? [];
  if (sessions.length === 0) return unserved.error ? <FailureNotice error={unserved.error} /> : null;
  return (
    <Card title={t('continuity.unserved.title')} flush>
      <div className={style.lead}>{t('continuity.unserved.lead')}</div>
      <div className={style.scroll}>
        <table className={style.table}>
          <tbody>
            {sessions.map((session) => (
              <tr key={`${session.kodePoli} ${session.namaDokter} ${session.jamPraktek}`}>
                <td>
                  <strong>{unitName(session.namaPoli)}</strong>
                  <div className={style.small}>{[session.namaDokter, session.jamPraktek].join(' · ')}</div>
                </td>
                <td>{t('continuity.unserved.waiting', { count: session.visits.length })}</td>
                <td>
                  {mayDecide ? (
                    <Button size="compact-sm" onClick={() => setMoving(session)}>
                      {t('continuity.unserved.move')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {moving ? <MoveDialog outageId={props.outageId} session={moving} onClose={() => setMoving(null)} /> : null}
    </Card>
  );
}

function MoveDialog(props: { outageId: string; session: UnservedSession; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outageId, session } = props;
  const rebook = useRebook();
  const [key, setKey] = useState(newKey);
  const [chosen, setChosen] = useState<readonly string[]>(() => session.visits.map(({ id }) => id));
  const [date, setDate] = useState(format.today());
  const [sessionId, setSessionId] = useState<string | null>(null);
  const [decidedFor, setDecidedFor] = useState<'pasien' | 'fasilitas'>('pasien');
  const [reason, setReason] = useState('');
  const sessions = (useSchedule(date).data?.units ?? [])
    .filter((unit) => unit.kodePoli === session.kodePoli)
    .flatMap((unit) => unit.sessions.filter((one) => !one.libur));
  const target = sessions.find((one) => one.sessionId === sessionId);
  const preview = rebook.data?.confirmed === false ? rebook.data : null;
  const done = rebook.data?.confirmed === true ? rebook.data : null;
  const changed = () => {
    setKey(newKey());
    rebook.reset();
  };
  const send = (confirm: boolean) =>
    rebook.mutate({
      outageId,
      request: { visitIds: [...chosen], date, sessionId: sessionId ?? '', decidedFor, reason: reason.trim(), confirm },
      // A look is another request than the doing.
      key: confirm ? key : newKey(),
    });
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t('continuity.unserved.dialog', { poli: unitName(session.namaPoli) })}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onChange={changed}
        onSubmit={(event) => {
          event.preventDefault();
          send(preview !== null);
        }}
      >
        <div>{t('continuity.unserved.explain')}</div>
        <div className={style.people}>
          {session.visits.map((visit) => (
            <Checkbox
              key={visit.id}
              label={`${visit.nomorAntrean} · ${visit.nama}`}
              checked={chosen.includes(visit.id)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? [...chosen, visit.id] : chosen.filter((one) => one !== visit.id),
                )
              }
            />
          ))}
        </div>
        <div className={style.two}>
          <TextInput
            type="date"
            required
            label={t('continuity.unserved.date')}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <Select
            label={t('continuity.unserved.session')}
            required
            data={sessions.map((one) => ({
              value: one.sessionId,
              label: `${one.namaDokter} · ${one.jamPraktek} · ${t('desk.form.quota', { left: one.sisaKuotaJkn, total: one.kuotaJkn })}`,
            }))}
            value={sessionId}
            onChange={(value) => {
              setSessionId(value);
              changed();
            }}
          />
        </div>
        <SegmentedControl
          aria-label={t('continuity.unserved.by')}
          value={decidedFor}
          data={[
            { value: 'pasien', label: t('continuity.unserved.byPatient') },
            { value: 'fasilitas', label: t('continuity.unserved.byFacility') },
          ]}
          onChange={(value) => setDecidedFor(value === 'fasilitas' ? 'fasilitas' : 'pasien')}
        />
        <Textarea
          label={t('frame.state.reason')}
          required
          minLength={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {preview ? (
          <Notice
            tone="info"
            live
            title={t('continuity.unserved.preview', {
              count: preview.moved.length,
              doctor: target?.namaDokter ?? '',
              date: format.date(date),
            })}
          />
        ) : null}
        {done ? (
          <Notice tone="ok" live title={t('continuity.unserved.done', { count: done.moved.length })}>
            {done.moved.map((one) => `${one.nomorAntrean} → ${one.newNomorAntrean ?? ''}`).join(', ')}
          </Notice>
        ) : null}
        {rebook.error ? <FailureNotice error={rebook.error} /> : null}
        <div className={style.end}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.close')}
          </Button>
          {done ? null : (
            <Button type="submit" disabled={chosen.length === 0 || sessionId === null} loading={rebook.isPending}>
              {preview ? t('continuity.unserved.confirm') : t('continuity.unserved.look')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

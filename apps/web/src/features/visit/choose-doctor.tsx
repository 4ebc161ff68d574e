// A visit that was saved while the schedule could not be read has no doctor yet; booking and SEP wait for a person to choose one. The
// screen only offers the sessions of that poli and day, it never guesses.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChooseDoctor, useSchedule } from '../../api/hospital.ts';
import { useMay } from '../../api/session.ts';
import type { Visit } from '../../api/types.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';

const QUEUE = 'fktp.antrean.add';
const CALLED_OFF: readonly Visit['stage'][] = ['batal', 'tidak-hadir'];

export function ChooseDoctor(props: { visit: Visit }) {
  const mayRegister = useMay('visit-register');
  const { visit } = props;
  const isKnown = visit.dokter !== null && visit.jamPraktek !== null;
  // A clinic's visit carries no SEP; there it is the queue entry at BPJS that names the doctor.
  const isAwaited =
    visit.sep !== null || visit.deliveries.some(({ kind, state }) => kind === QUEUE && state === 'menunggu');
  if (!mayRegister || isKnown || !isAwaited || CALLED_OFF.includes(visit.stage)) return null;
  return <DoctorForm visit={visit} />;
}

function DoctorForm(props: { visit: Visit }) {
  const { t } = useTranslation();
  const { visit } = props;
  const schedule = useSchedule(visit.serviceDate);
  const choose = useChooseDoctor();
  const [sessionId, setSessionId] = useState<string | null>(null);
  const [key, setKey] = useState(newKey);
  const sessions = schedule.data?.units.find((unit) => unit.kodePoli === visit.poli.kode)?.sessions ?? [];
  return (
    <Notice tone="warn" title={t(visit.sep === null ? 'desk.visit.chooseDoctorClinic' : 'desk.visit.chooseDoctor')}>
      <form
        style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'end', marginTop: 6 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (sessionId !== null) choose.mutate({ visitId: visit.id, sessionId, key });
        }}
      >
        <Select
          label={t('desk.form.doctor')}
          placeholder={schedule.isPending ? t('frame.state.loading') : ''}
          data={sessions
            .filter((session) => !session.libur)
            .map((session) => ({ value: session.sessionId, label: `${session.namaDokter} · ${session.jamPraktek}` }))}
          value={sessionId}
          onChange={(value) => {
            setSessionId(value);
            setKey(newKey());
          }}
        />
        <Button type="submit" disabled={sessionId === null} loading={choose.isPending}>
          {t('desk.visit.saveDoctor')}
        </Button>
      </form>
      {schedule.data && sessions.length === 0 ? <div className="muted">{t('desk.visit.noSchedule')}</div> : null}
      {choose.error ? <FailureNotice error={choose.error} /> : null}
    </Notice>
  );
}

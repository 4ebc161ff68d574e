// The sessions of a visit's poli and day, for a person to choose from; choose-doctor.tsx says when.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChooseDoctor, useSchedule } from '../../api/hospital.ts';
import type { Visit } from '../../api/types.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';

export function DoctorForm(props: { visit: Visit }) {
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
          placeholder={t(schedule.isPending ? 'frame.state.loading' : 'desk.form.chooseDoctor')}
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

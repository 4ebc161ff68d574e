// One row of the paper register after the other: row number, the times that stand there, the person, the poli. The form stays open for the
// next row; who wrote the sheet and its day stay filled.
import { Button, Modal, NumberInput, Select, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEnterFromPaper } from '../../api/continuity.ts';
import { useSchedule } from '../../api/hospital.ts';
import { useSignedIn } from '../../api/session.ts';
import type { PaperRow } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { emptyPaper, nextPaper, toPaperRow, type PaperForm } from './paper-form.ts';
import style from './continuity.module.css';

export function PaperEntry(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facility = useSignedIn().facility.kind;
  const enter = useEnterFromPaper();
  const [form, setForm] = useState<PaperForm>(() => emptyPaper(format.today()));
  const [key, setKey] = useState(newKey);
  const [saved, setSaved] = useState<{ row: number; number: string } | null>(null);
  const schedule = useSchedule(form.date).data;
  const units = schedule?.units ?? [];
  const set = (part: Partial<PaperForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setKey(newKey());
  };
  const text = (name: TextField, label: string, type: 'text' | 'time' | 'date' = 'text', required = false) => (
    <TextInput
      type={type}
      label={label}
      autoComplete="off"
      required={required}
      value={form[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  const sessions = units.find((unit) => unit.kodePoli === form.kodePoli)?.sessions ?? [];
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t('continuity.paper.title')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          const row: PaperRow = toPaperRow(form, units.find((unit) => unit.kodePoli === form.kodePoli)?.namaPoli);
          enter.mutate(
            { row, key },
            {
              onSuccess: (visit) => {
                setSaved({ row: row.rowNumber, number: visit.nomorAntrean });
                setForm(nextPaper(form));
                setKey(newKey());
              },
            },
          );
        }}
      >
        <div className="muted">{t('continuity.paper.explain')}</div>
        {saved ? (
          <Notice tone="ok" live title={t('continuity.paper.saved', { row: saved.row, number: saved.number })} />
        ) : null}
        <div className={style.three}>
          {text('date', t('continuity.paper.date'), 'date', true)}
          <NumberInput
            label={t('continuity.paper.row')}
            required
            min={1}
            max={9999}
            allowDecimal={false}
            value={form.rowNumber}
            onChange={(value) => set({ rowNumber: typeof value === 'number' ? value : form.rowNumber })}
            data-autofocus
          />
          {text('writtenBy', t('continuity.paper.writtenBy'), 'text', true)}
        </div>
        <div className={style.three}>
          {text('arrivedAt', t('continuity.paper.arrived'), 'time', true)}
          {text('calledAt', t('continuity.paper.called'), 'time')}
          {text('doneAt', t('continuity.paper.done'), 'time')}
        </div>
        <div className={style.two}>
          {text('nama', t('continuity.paper.name'), 'text', true)}
          {text('noHp', t('continuity.paper.phone'))}
          {text('nomorKartu', t('continuity.paper.card'))}
          {text('nik', t('continuity.paper.nik'))}
        </div>
        <div className={style.two}>
          <Select
            label={t('continuity.paper.poli')}
            required
            searchable
            data={units.map((unit) => ({ value: unit.kodePoli, label: unitName(unit.namaPoli) }))}
            value={form.kodePoli}
            onChange={(kodePoli) => set({ kodePoli, sessionId: null })}
          />
          {sessions.length > 0 ? (
            <Select
              label={t('desk.form.doctor')}
              data={sessions.map((one) => ({ value: one.sessionId, label: `${one.namaDokter} · ${one.jamPraktek}` }))}
              value={form.sessionId}
              onChange={(sessionId) => set({ sessionId })}
            />
          ) : null}
        </div>
        <div className={style.two}>
          <div className={style.choice}>
            <span className={style.label}>{t('continuity.paper.payer')}</span>
            <SegmentedControl
              aria-label={t('continuity.paper.payer')}
              value={form.payer}
              data={[
                { value: 'JKN', label: t('desk.form.jkn') },
                { value: 'NON JKN', label: t('desk.form.umum') },
              ]}
              onChange={(payer) => set({ payer: payer === 'JKN' ? 'JKN' : 'NON JKN' })}
            />
          </div>
          {facility === 'fkrtl' && form.payer === 'JKN' ? text('rujukan', t('continuity.paper.rujukan')) : null}
        </div>
        {enter.error ? <FailureNotice error={enter.error} /> : null}
        <div className={style.end}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.close')}
          </Button>
          <Button type="submit" loading={enter.isPending}>
            {t('continuity.paper.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type TextField = Exclude<keyof PaperForm, 'rowNumber' | 'kodePoli' | 'sessionId' | 'payer'>;

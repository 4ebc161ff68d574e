// The clinic's service entry: complaint, vital signs, up to three diagnoses, procedures, therapy, discharge. Saved once, P-Care gets it after.
import { Button, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconDeviceFloppy } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReference, useSaveServiceEntry, useServiceEntry } from '../../api/clinic.ts';
import { useRecordEvent, useVisit } from '../../api/hospital.ts';
import type { ReferenceName, ServiceEntry, ServiceEntryResult, Visit } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Diagnoses, Drugs, Procedures } from './entry-lists.tsx';
import { VITALS, bodyMassIndex, emptyDraft, missingFields, toEntry } from './entry.ts';
import type { Draft, MissingField } from './entry.ts';
import style from './clinic.module.css';

export function ServiceEntryScreen() {
  const { t } = useTranslation();
  const { visitId } = useParams({ from: '/poli/$visitId' });
  const visit = useVisit(visitId);
  const entry = useServiceEntry(visitId);
  return (
    <Page
      title={t('clinic.title')}
      tools={
        <ButtonLink to="/poli" variant="subtle" leftSection={<IconArrowLeft size={18} aria-hidden />}>
          {t('clinic.back')}
        </ButtonLink>
      }
    >
      <QueryState query={visit} rows={3}>
        {(data) => (
          <QueryState query={entry}>{(result) => <EntryForm key={visitId} visit={data} saved={result} />}</QueryState>
        )}
      </QueryState>
    </Page>
  );
}

const VITAL_TEXT = {
  sistole: 'clinic.systole',
  diastole: 'clinic.diastole',
  heartRate: 'clinic.pulse',
  respRate: 'clinic.breath',
  suhu: 'clinic.temperature',
  beratBadan: 'clinic.weight',
  tinggiBadan: 'clinic.height',
  lingkarPerut: 'clinic.waist',
} as const;

function EntryForm(props: { visit: Visit; saved: ServiceEntryResult | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { visit } = props;
  const [draft, setDraft] = useState<Draft>(
    () => props.saved?.entry ?? emptyDraft('', visit.dokter?.kode ?? '', visit.serviceDate || format.today()),
  );
  const [key, setKey] = useState(newKey);
  const [tried, setTried] = useState(false);
  const save = useSaveServiceEntry(visit.id);
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setKey(newKey());
  };
  const missing = missingFields(draft);
  const problems = save.data?.problems ?? [];
  const error = (field: MissingField) =>
    tried && missing.includes(field)
      ? t('clinic.required')
      : (problems.find((problem) => problem.field === field)?.message ?? null);
  const bmi = bodyMassIndex(draft);
  return (
    <form
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0 && !save.isPending) save.mutate({ entry: toEntry(draft), key });
      }}
    >
      <Who visit={visit} />
      <div className={style.columns}>
        <div className={style.column}>
          <Card title={t('clinic.anamnesis')}>
            <div className={style.stack}>
              <Textarea
                label={t('clinic.complaint')}
                autosize
                minRows={2}
                value={draft.keluhan}
                onChange={(event) => change({ keluhan: event.currentTarget.value })}
                error={error('keluhan')}
                autoFocus
              />
              <Textarea
                label={t('clinic.history')}
                autosize
                minRows={2}
                value={draft.anamnesa}
                onChange={(event) => change({ anamnesa: event.currentTarget.value })}
                error={error('anamnesa')}
              />
            </div>
          </Card>
          <Card
            title={t('clinic.vitals')}
            aside={
              bmi ? (
                <span className="muted num">
                  {t('clinic.bmi', { value: bmi.replace('.', format.language === 'id' ? ',' : '.') })}
                </span>
              ) : null
            }
          >
            <div className={style.grid}>
              {VITALS.map((vital) => (
                <NumberInput
                  key={vital.name}
                  label={t(VITAL_TEXT[vital.name])}
                  rightSection={
                    <span className="muted" style={{ fontSize: 12 }}>
                      {t(`clinic.unit.${vital.unit}`)}
                    </span>
                  }
                  rightSectionWidth={58}
                  rightSectionPointerEvents="none"
                  hideControls
                  min={0}
                  decimalScale={vital.decimals}
                  decimalSeparator={format.language === 'id' ? ',' : '.'}
                  allowedDecimalSeparators={[',', '.']}
                  value={draft[vital.name]}
                  onChange={(value) => change({ [vital.name]: value === '' ? '' : Number(value) })}
                  error={error(vital.name)}
                />
              ))}
              <ListSelect
                list="kesadaran"
                label={t('clinic.consciousness')}
                value={draft.kdSadar}
                onChange={(kdSadar) => change({ kdSadar })}
                error={error('kdSadar')}
              />
            </div>
          </Card>
          <Card title={t('clinic.allergy')}>
            <div className={style.grid3}>
              <ListSelect
                list="alergi-makan"
                label={t('clinic.allergyFood')}
                value={draft.alergi.makan}
                onChange={(makan) => change({ alergi: { ...draft.alergi, makan } })}
              />
              <ListSelect
                list="alergi-udara"
                label={t('clinic.allergyAir')}
                value={draft.alergi.udara}
                onChange={(udara) => change({ alergi: { ...draft.alergi, udara } })}
              />
              <ListSelect
                list="alergi-obat"
                label={t('clinic.allergyDrug')}
                value={draft.alergi.obat}
                onChange={(obat) => change({ alergi: { ...draft.alergi, obat } })}
              />
            </div>
          </Card>
        </div>
        <div className={style.column}>
          <Card title={t('clinic.diagnosis')}>
            <Diagnoses draft={draft} change={change} error={error('diagnosa')} />
            <div style={{ marginTop: 12 }}>
              <ListSelect
                list="prognosa"
                label={t('clinic.prognosis')}
                value={draft.kdPrognosa}
                onChange={(kdPrognosa) => change({ kdPrognosa })}
                error={error('kdPrognosa')}
              />
            </div>
          </Card>
          <Card title={t('clinic.procedures')}>
            <Procedures draft={draft} change={change} />
          </Card>
          <Card title={t('clinic.therapy')}>
            <div className={style.stack}>
              <Drugs draft={draft} change={change} />
              <div className={style.grid3}>
                <TextInput
                  label={t('clinic.drugTherapy')}
                  value={draft.terapiObat}
                  onChange={(event) => change({ terapiObat: event.currentTarget.value })}
                />
                <TextInput
                  label={t('clinic.otherTherapy')}
                  value={draft.terapiNonObat}
                  onChange={(event) => change({ terapiNonObat: event.currentTarget.value })}
                />
                <TextInput
                  label={t('clinic.supplies')}
                  value={draft.bmhp}
                  onChange={(event) => change({ bmhp: event.currentTarget.value })}
                />
              </div>
            </div>
          </Card>
          <Card title={t('clinic.discharge')}>
            <div className={style.grid3}>
              <ListSelect
                list="statuspulang"
                label={t('clinic.dischargeStatus')}
                value={draft.kdStatusPulang}
                onChange={(kdStatusPulang) => change({ kdStatusPulang })}
                error={error('kdStatusPulang')}
              />
              <TextInput
                type="date"
                label={t('clinic.dischargeDate')}
                value={draft.tanggalPulang}
                onChange={(event) => change({ tanggalPulang: event.currentTarget.value })}
                error={error('tanggalPulang')}
              />
              <ListSelect
                list="dokter"
                label={t('clinic.doctor')}
                value={draft.kdDokter}
                onChange={(kdDokter) => change({ kdDokter })}
                error={error('kdDokter')}
              />
            </div>
          </Card>
        </div>
      </div>
      {save.error ? <FailureNotice error={save.error} /> : null}
      {problems.length > 0 ? (
        <Notice tone="warn" live title={t('clinic.problems')}>
          {problems.map((problem) => (
            <div key={`${problem.field} ${problem.message}`}>{problem.message}</div>
          ))}
        </Notice>
      ) : null}
      <BottomBar
        visit={visit}
        saving={save.isPending}
        saved={save.isSuccess && problems.length === 0}
        entry={save.data?.entry ?? props.saved?.entry ?? null}
      />
    </form>
  );
}

function Who(props: { visit: Visit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { visit } = props;
  return (
    <div className={style.who}>
      <span className={style.number}>{visit.nomorAntrean}</span>
      <strong style={{ fontSize: 18 }}>{visit.patient.nama}</strong>
      <span className="muted">
        {[
          visit.patient.norm,
          visit.patient.jenisKelamin ? t(`words.sex.${visit.patient.jenisKelamin}`) : null,
          visit.patient.tanggalLahir ? format.date(visit.patient.tanggalLahir) : null,
          unitName(visit.poli.nama),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}

function BottomBar(props: { visit: Visit; saving: boolean; saved: boolean; entry: ServiceEntry | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const record = useRecordEvent();
  // A complete entry closes a clinic visit; whether medicine follows is still to be said.
  const atPoli =
    props.visit.stage === 'dilayani-poli' || (props.visit.stage === 'selesai' && props.visit.resep === null);
  const finish = (resep: 'tidak-ada' | 'racikan' | 'non-racikan') =>
    record.mutate(
      { visitId: props.visit.id, event: { type: 'poli.done', data: { resep } } },
      { onSuccess: () => void navigate({ to: '/poli' }) },
    );
  return (
    <div className={style.bottom}>
      <Button type="submit" size="md" loading={props.saving} leftSection={<IconDeviceFloppy size={20} aria-hidden />}>
        {t('clinic.save')}
      </Button>
      {props.saved ? (
        <span
          role="status"
          style={{ display: 'inline-flex', gap: 6, alignItems: 'center', color: 'var(--ok)', fontWeight: 600 }}
        >
          <IconCheck size={18} aria-hidden /> {t('clinic.saved')}
          <span className="muted" style={{ fontWeight: 400 }}>
            {t('clinic.savedNext')}
          </span>
        </span>
      ) : null}
      {props.entry && atPoli ? (
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginLeft: 'auto' }}>
          <span className="muted">{t('clinic.finish')}</span>
          <Button variant="light" loading={record.isPending} onClick={() => finish('tidak-ada')}>
            {t('queue.finishNone')}
          </Button>
          <Button variant="light" loading={record.isPending} onClick={() => finish('non-racikan')}>
            {t('queue.finishPlain')}
          </Button>
          <Button variant="light" loading={record.isPending} onClick={() => finish('racikan')}>
            {t('queue.finishMixed')}
          </Button>
        </span>
      ) : null}
      {record.error ? <FailureNotice error={record.error} /> : null}
    </div>
  );
}

interface ListSelectProps {
  readonly list: ReferenceName;
  readonly label: string;
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (value: string) => void;
}

function ListSelect(props: ListSelectProps) {
  const { t } = useTranslation();
  const reference = useReference(props.list, '');
  const data = (reference.data?.items ?? []).map((item) => ({ value: item.kode, label: item.nama }));
  // A value the list does not know (yet) is still shown, so that it is never lost on saving.
  if (props.value !== '' && !data.some((item) => item.value === props.value))
    data.unshift({ value: props.value, label: props.value });
  return (
    <Select
      label={props.label}
      data={data}
      value={props.value === '' ? null : props.value}
      allowDeselect={false}
      searchable
      placeholder={reference.isPending ? t('frame.state.loading') : ''}
      error={props.error ?? null}
      onChange={(value) => props.onChange(value ?? '')}
    />
  );
}

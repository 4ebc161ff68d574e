// The right column of the desk: payer, referral, poli, doctor session, and the one button. Enter from anywhere in it saves and prints.
import { Button, Checkbox, Kbd, SegmentedControl, Select, TextInput, Textarea } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContinuity } from '../../api/continuity.ts';
import { useRegisterVisit } from '../../api/hospital.ts';
import { useSignedIn } from '../../api/session.ts';
import type { PesertaMatch, ScheduleDay, Visit } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey, now } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { VerdictNotice } from '../continuity/verdict.tsx';
import { ChoiceField } from '../continuity/visit-panel.tsx';
import { queryKind } from './query-kind.ts';
import {
  firstChoice,
  firstSession,
  kindOf,
  missingFields,
  toRequest,
  usualChoice,
  withChoice,
} from './registration.ts';
import type { MissingField, Registration } from './registration.ts';
import { RujukanChoice, SessionChoice } from './service-options.tsx';
import style from './desk.module.css';

export interface ServiceFormProps {
  readonly match: PesertaMatch | null;
  /** What was searched: a NIK or a name fills the form of a new patient. */
  readonly typed: string;
  readonly bpjsAway: boolean;
  readonly schedule: ScheduleDay | undefined;
  readonly serviceDate: string;
  readonly onSaved: (visit: Visit) => void;
}

const FIELD_TEXT = {
  nama: 'desk.person.nama',
  poli: 'desk.form.poli',
  doctor: 'desk.form.doctor',
  rujukan: 'desk.form.rujukan',
  suratKontrol: 'desk.form.suratKontrol',
  sex: 'desk.person.sex',
  phone: 'desk.person.phone',
  birthDate: 'desk.person.birthDate',
  complaint: 'desk.form.complaint',
} as const satisfies Record<MissingField, string>;

export function ServiceForm(props: ServiceFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const facility = useSignedIn().facility.kind;
  const { match, schedule, serviceDate } = props;
  const mode = useContinuity().data;
  const verdict = match === null ? (mode?.outage ? mode.unknown : null) : match.continuity;
  const [form, setForm] = useState<Registration>(() =>
    prefill(firstChoice(match, schedule, facility, format.time(now())), match, props.typed),
  );
  // The key belongs to this form and its content: pressing twice is one registration, changing a field makes a new attempt.
  const [key, setKey] = useState(newKey);
  const [tried, setTried] = useState(false);
  const submit = useRef<HTMLButtonElement>(null);
  const register = useRegisterVisit();
  const missing = missingFields(form, match, schedule, facility);
  const ready = missing.length === 0;
  // The mode may begin while the form is open; what the clerk has chosen stays.
  if (form.choice === null && verdict !== null) setForm({ ...form, choice: usualChoice(verdict) });
  const change = (part: Partial<Registration>) => {
    setForm((before) => ({ ...before, ...part }));
    setKey(newKey());
  };
  const changePerson = (part: Partial<Registration['person']>) => {
    setForm((before) => ({ ...before, person: { ...before.person, ...part } }));
    setKey(newKey());
  };
  const [startsReady] = useState(ready && match !== null);
  useEffect(() => {
    // Everything is already chosen: the hand stays on Enter. Only when the form opens; later the focus belongs to the person.
    if (startsReady) submit.current?.focus({ preventScroll: true });
  }, [startsReady]);
  const error = (field: MissingField) => (tried && missing.includes(field) ? t('frame.signIn.required') : null);
  const save = () => {
    setTried(true);
    if (!ready || register.isPending) return;
    register.mutate(
      { visit: toRequest(form, { match, schedule, facility, serviceDate }), key },
      {
        onSuccess: props.onSaved,
      },
    );
  };
  return (
    <Card title={t('desk.form.title')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {match === null ? <IdentityFields person={form.person} onChange={changePerson} error={error} /> : null}
        <div className={style.line}>
          <Choice
            label={t('desk.form.payer')}
            value={form.payer}
            onChange={(payer) =>
              change(
                payer === 'JKN' && form.choice === 'bayar-sendiri'
                  ? withChoice(form, usualChoice(verdict) ?? 'lanjut')
                  : { payer },
              )
            }
            options={[
              ['JKN', t('desk.form.jkn')],
              ['NON JKN', t('desk.form.umum')],
            ]}
          />
          <Choice
            label={t('desk.form.patient')}
            value={form.fresh ? 'baru' : 'lama'}
            onChange={(value) => change({ fresh: value === 'baru' })}
            options={[
              ['lama', t('desk.form.existing')],
              ['baru', t('desk.form.fresh')],
            ]}
          />
          {facility === 'fktp' ? (
            <Choice
              label={t('desk.form.visitType')}
              value={form.sick ? 'sakit' : 'sehat'}
              onChange={(value) => change({ sick: value === 'sakit' })}
              options={[
                ['sakit', t('desk.form.sick')],
                ['sehat', t('desk.form.healthy')],
              ]}
            />
          ) : null}
        </div>
        {match === null && verdict !== null && form.payer === 'JKN' ? <VerdictNotice verdict={verdict} /> : null}
        {verdict !== null && (form.payer === 'JKN' || form.choice === 'bayar-sendiri') ? (
          <ChoiceField value={form.choice} onChange={(choice) => change(withChoice(form, choice))} />
        ) : null}
        {facility === 'fkrtl' && form.payer === 'JKN' ? (
          <RujukanChoice
            match={match}
            form={form}
            bpjsAway={props.bpjsAway}
            error={error('rujukan') ?? error('suratKontrol')}
            onChange={change}
            onRujukan={(option) => {
              const poli = option.poli.kode;
              change({
                rujukan: option.nomorRujukan,
                kind: kindOf(option),
                poli,
                sessionId: firstSession(schedule, poli, true, format.time(now()))?.sessionId ?? null,
              });
            }}
          />
        ) : null}
        <PoliAndDoctor
          referred={(match?.rujukan ?? []).filter((option) => option.berlaku).map((option) => option.poli)}
          form={form}
          schedule={schedule}
          change={change}
          poliError={error('poli')}
          doctorError={error('doctor')}
        />
        {facility === 'fktp' ? (
          <Textarea
            label={t('desk.form.complaint')}
            autosize
            minRows={2}
            value={form.complaint}
            onChange={(event) => change({ complaint: event.currentTarget.value })}
            error={error('complaint')}
          />
        ) : null}
        <div className={style.line} style={{ alignItems: 'end' }}>
          <TextInput
            label={t('desk.person.phone')}
            description={t('desk.form.phoneHint')}
            inputMode="tel"
            autoComplete="off"
            value={form.person.noHp}
            onChange={(event) => changePerson({ noHp: event.currentTarget.value })}
            error={error('phone')}
          />
          {facility === 'fkrtl' && form.payer === 'JKN' ? (
            <Checkbox
              label={t('desk.form.issueSep')}
              checked={form.issueSep}
              onChange={(event) => change({ issueSep: event.currentTarget.checked })}
              style={{ paddingBottom: 8 }}
            />
          ) : null}
        </div>
        {register.error ? <FailureNotice error={register.error} /> : null}
        {tried && !ready ? (
          <Notice
            tone="warn"
            live
            title={t('desk.form.missing', { fields: missing.map((field) => t(FIELD_TEXT[field])).join(', ') })}
          />
        ) : null}
        <div className={style.submit}>
          <Button
            ref={submit}
            type="submit"
            size="md"
            leftSection={<IconPrinter size={20} aria-hidden />}
            loading={register.isPending}
          >
            {t('desk.form.submit')}
          </Button>
          <Kbd className={style.keyHint ?? ''}>{t('desk.form.submitEnter')}</Kbd>
        </div>
      </form>
    </Card>
  );
}

function prefill(form: Registration, match: PesertaMatch | null, typed: string): Registration {
  if (match !== null) return form;
  const kind = queryKind(typed);
  return { ...form, person: { ...form.person, nik: kind === 'nik' ? typed : '', nama: kind === 'name' ? typed : '' } };
}

function Choice<V extends string>(props: {
  label: string;
  value: V;
  options: readonly (readonly [V, string])[];
  onChange: (value: V) => void;
}) {
  return (
    <div className={style.field}>
      <span className={style.fieldLabel}>{props.label}</span>
      <SegmentedControl
        aria-label={props.label}
        value={props.value}
        onChange={props.onChange}
        data={props.options.map(([value, label]) => ({ value, label }))}
      />
    </div>
  );
}

type ErrorOf = (field: MissingField) => string | null;

function IdentityFields(props: {
  person: Registration['person'];
  onChange: (part: Partial<Registration['person']>) => void;
  error: ErrorOf;
}) {
  const { t } = useTranslation();
  const { person, onChange } = props;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))' }}>
      <TextInput
        label={t('desk.person.nama')}
        autoComplete="off"
        value={person.nama}
        onChange={(event) => onChange({ nama: event.currentTarget.value })}
        error={props.error('nama')}
        autoFocus
      />
      <TextInput
        label={t('desk.person.nik')}
        inputMode="numeric"
        autoComplete="off"
        value={person.nik}
        onChange={(event) => onChange({ nik: event.currentTarget.value.trim() })}
      />
      <TextInput
        type="date"
        label={t('desk.person.birthDate')}
        autoComplete="off"
        value={person.tanggalLahir}
        onChange={(event) => onChange({ tanggalLahir: event.currentTarget.value })}
        error={props.error('birthDate')}
      />
      <Select
        label={t('desk.person.sex')}
        data={[
          { value: 'L', label: t('words.sex.L') },
          { value: 'P', label: t('words.sex.P') },
        ]}
        value={person.jenisKelamin === '' ? null : person.jenisKelamin}
        onChange={(value) => onChange({ jenisKelamin: value === 'L' || value === 'P' ? value : '' })}
        error={props.error('sex')}
      />
    </div>
  );
}

interface PoliAndDoctorProps {
  readonly referred: readonly { readonly kode: string; readonly nama: string }[];
  readonly form: Registration;
  readonly schedule: ScheduleDay | undefined;
  readonly change: (part: Partial<Registration>) => void;
  readonly poliError: string | null;
  readonly doctorError: string | null;
}

function PoliAndDoctor(props: PoliAndDoctorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { form, schedule, change } = props;
  const scheduled = (schedule?.units ?? []).map((unit) => ({ value: unit.kodePoli, label: unitName(unit.namaPoli) }));
  // A referral's poli stays choosable when the schedule could not be read or has no session today.
  const referred = props.referred
    .filter(
      (poli, index, all) =>
        !scheduled.some((unit) => unit.value === poli.kode) &&
        all.findIndex((other) => other.kode === poli.kode) === index,
    )
    .map((poli) => ({ value: poli.kode, label: unitName(poli.nama) }));
  const stale = schedule?.source === 'lokal';
  return (
    <>
      <Select
        label={t('desk.form.poli')}
        {...(stale ? { description: t('desk.form.staleSchedule', { moment: format.moment(schedule.asOf) }) } : {})}
        data={[...scheduled, ...referred]}
        value={form.poli}
        searchable
        allowDeselect={false}
        onChange={(poli) =>
          change({
            poli,
            sessionId: firstSession(schedule, poli, form.payer === 'JKN', format.time(now()))?.sessionId ?? null,
          })
        }
        error={props.poliError}
      />
      {form.poli === null ? null : (
        <SessionChoice schedule={schedule} form={form} onChange={change} error={props.doctorError} />
      )}
    </>
  );
}

// The desk's form as plain data: what is chosen for a match at first, what is still missing, and the request it becomes. Pure.
import type {
  Choice,
  ContinuityVerdict,
  DoctorSession,
  PesertaMatch,
  RegisterVisit,
  RujukanOption,
  ScheduleDay,
} from '../../api/types.ts';

export interface Registration {
  readonly payer: 'JKN' | 'NON JKN';
  readonly fresh: boolean;
  readonly kind: 1 | 2 | 3 | 4;
  readonly rujukan: string | null;
  readonly manualRujukan: string;
  readonly suratKontrol: string;
  readonly poli: string | null;
  readonly sessionId: string | null;
  readonly issueSep: boolean;
  readonly complaint: string;
  readonly sick: boolean;
  /** What the patient wants while BPJS cannot be asked; null outside that mode. */
  readonly choice: Choice | null;
  readonly person: {
    readonly nama: string;
    readonly nik: string;
    readonly noHp: string;
    readonly tanggalLahir: string;
    readonly jenisKelamin: 'L' | 'P' | '';
  };
}

export type FacilityKind = 'fktp' | 'fkrtl';
export type MissingField =
  | 'nama'
  | 'poli'
  | 'doctor'
  | 'rujukan'
  | 'suratKontrol'
  | 'sex'
  | 'phone'
  | 'birthDate'
  | 'complaint';

export function firstChoice(
  match: PesertaMatch | null,
  schedule: ScheduleDay | undefined,
  facility: FacilityKind,
  clock: string,
): Registration {
  const rujukan = match?.rujukan.find((option) => option.berlaku) ?? null;
  const poli = rujukan?.poli.kode ?? usualPoli(schedule, facility);
  const active = match !== null && match.eligibility?.status !== 'tidak-aktif' && match.nomorKartu !== null;
  return {
    payer: active ? 'JKN' : 'NON JKN',
    fresh: match === null || match.patientId === null,
    kind: kindOf(rujukan),
    rujukan: rujukan?.nomorRujukan ?? null,
    manualRujukan: '',
    suratKontrol: '',
    poli,
    sessionId: firstSession(schedule, poli, active, clock)?.sessionId ?? null,
    issueSep: facility === 'fkrtl',
    complaint: '',
    sick: true,
    choice: null,
    person: {
      nama: match?.nama ?? '',
      nik: match?.nik ?? '',
      noHp: match?.noHp ?? '',
      tanggalLahir: match?.tanggalLahir ?? '',
      jenisKelamin: match?.jenisKelamin ?? '',
    },
  };
}

/** Whoever the policy holds back waits unless they choose otherwise; everybody else goes on. */
export function usualChoice(verdict: ContinuityVerdict | null): Choice | null {
  if (verdict === null) return null;
  return verdict.decision === 'tahan' ? 'menunggu' : 'lanjut';
}

/** Paying privately is the one choice that changes who pays. */
export function withChoice(form: Registration, choice: Choice): Pick<Registration, 'choice' | 'payer'> {
  const wasPrivate = form.choice === 'bayar-sendiri';
  return { choice, payer: choice === 'bayar-sendiri' ? 'NON JKN' : wasPrivate ? 'JKN' : form.payer };
}

/** A repeat visit on the same referral is a control visit; a referral from another hospital is kind 4. */
export function kindOf(rujukan: RujukanOption | null): 1 | 3 | 4 {
  if (rujukan?.kunjunganPertama === false) return 3;
  return rujukan?.asal === '2' ? 4 : 1;
}

export function sessionsOf(schedule: ScheduleDay | undefined, poli: string | null): DoctorSession[] {
  return schedule?.units.find((unit) => unit.kodePoli === poli)?.sessions ?? [];
}

export function seatsLeft(session: DoctorSession, payer: Registration['payer']): { left: number; total: number } {
  return payer === 'JKN'
    ? { left: session.sisaKuotaJkn, total: session.kuotaJkn }
    : { left: session.sisaKuotaNonJkn, total: session.kuotaNonJkn };
}

/** The first session with a seat that has not ended yet at `clock` ("14.05" or "14:05"); late in the day, any with a seat. */
export function firstSession(
  schedule: ScheduleDay | undefined,
  poli: string | null,
  jkn: boolean,
  clock: string,
): DoctorSession | null {
  const seats = sessionsOf(schedule, poli).filter(
    (session) => !session.libur && seatsLeft(session, jkn ? 'JKN' : 'NON JKN').left > 0,
  );
  const now = clock.replace('.', ':');
  return seats.find((session) => (session.jamPraktek.split('-')[1] ?? '') > now) ?? seats[0] ?? null;
}

// P-Care's own code of the general poli, where almost every clinic visit goes: docs/facts/pcare.md, reference of poli.
const GENERAL_POLI = '001';

function usualPoli(schedule: ScheduleDay | undefined, facility: FacilityKind): string | null {
  const units = schedule?.units ?? [];
  const general = facility === 'fktp' ? units.find((unit) => unit.kodePoli === GENERAL_POLI) : undefined;
  return (general ?? (units.length === 1 ? units[0] : undefined))?.kodePoli ?? null;
}

export function missingFields(
  form: Registration,
  match: PesertaMatch | null,
  schedule: ScheduleDay | undefined,
  facility: FacilityKind,
): MissingField[] {
  const missing: MissingField[] = [];
  if (form.person.nama.trim() === '') missing.push('nama');
  if (match === null && form.person.tanggalLahir === '') missing.push('birthDate');
  if (match === null && form.person.jenisKelamin === '') missing.push('sex');
  if (form.poli === null) missing.push('poli');
  if (facility === 'fkrtl' && sessionsOf(schedule, form.poli).length > 0 && form.sessionId === null)
    missing.push('doctor');
  // BPJS fact: the queue booking carries a phone number [A], docs/facts/antrean-rs.md §2.1.
  if (form.person.noHp.trim() === '') missing.push('phone');
  if (facility === 'fkrtl' && form.payer === 'JKN') {
    if (form.kind !== 3 && reference(form) === '') missing.push('rujukan');
    if (form.kind === 3 && form.suratKontrol.trim() === '') missing.push('suratKontrol');
  }
  if (facility === 'fktp' && form.sick && form.complaint.trim() === '') missing.push('complaint');
  return missing;
}

function reference(form: Registration): string {
  return form.kind === 3 ? form.suratKontrol.trim() : (form.rujukan ?? form.manualRujukan.trim());
}

export interface RequestContext {
  readonly match: PesertaMatch | null;
  readonly schedule: ScheduleDay | undefined;
  readonly facility: FacilityKind;
  readonly serviceDate: string;
}

export function toRequest(form: Registration, context: RequestContext): RegisterVisit {
  const session =
    sessionsOf(context.schedule, form.poli).find((candidate) => candidate.sessionId === form.sessionId) ?? null;
  const unit = context.schedule?.units.find((candidate) => candidate.kodePoli === form.poli);
  const namaPoli = unit?.namaPoli ?? context.match?.rujukan.find((option) => option.poli.kode === form.poli)?.poli.nama;
  return {
    ...who(form, context.match),
    jenisPasien: form.payer,
    pasienBaru: form.fresh,
    serviceDate: context.serviceDate,
    kodePoli: form.poli ?? '',
    ...(namaPoli ? { namaPoli } : {}),
    ...(session
      ? { sessionId: session.sessionId, kodeDokter: session.kodeDokter, jamPraktek: session.jamPraktek }
      : {}),
    ...(context.facility === 'fkrtl'
      ? hospitalPart(form, context.match)
      : { keluhan: form.complaint.trim(), kunjunganSakit: form.sick }),
    checkIn: true,
    ...continuityPart(form),
    ...(context.match?.eligibility ? { eligibilitySnapshotId: context.match.eligibility.snapshotId } : {}),
  };
}

function continuityPart(form: Registration): Pick<RegisterVisit, 'continuity'> {
  const concerns = form.choice !== null && (form.payer === 'JKN' || form.choice === 'bayar-sendiri');
  return concerns && form.choice !== null ? { continuity: { choice: form.choice } } : {};
}

function who(form: Registration, match: PesertaMatch | null): Pick<RegisterVisit, 'patientId' | 'patient'> {
  // A known patient whose phone number changed is sent in full: the server finds the same person and keeps the new number.
  if (match?.patientId && (match.noHp ?? '') === form.person.noHp.trim()) return { patientId: match.patientId };
  const { nama, nik, noHp, tanggalLahir, jenisKelamin } = form.person;
  return {
    patient: {
      nama: nama.trim(),
      ...(nik ? { nik } : {}),
      ...(match?.nomorKartu ? { nomorKartu: match.nomorKartu } : {}),
      ...(match?.norm ? { norm: match.norm } : {}),
      ...(noHp.trim() ? { noHp: noHp.trim() } : {}),
      ...(tanggalLahir ? { tanggalLahir } : {}),
      ...(jenisKelamin ? { jenisKelamin } : {}),
    },
  };
}

function hospitalPart(form: Registration, match: PesertaMatch | null): Partial<RegisterVisit> {
  if (form.payer !== 'JKN') return {};
  const rujukan = match?.rujukan.find((option) => option.nomorRujukan === form.rujukan);
  return {
    jenisKunjungan: form.kind,
    nomorReferensi: reference(form),
    sep: { issue: form.issueSep, ...(rujukan ? { diagAwal: rujukan.diagnosa.kode } : {}) },
  };
}

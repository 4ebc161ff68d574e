// The clinic's record in P-Care's words: bodies of registration, visit, drugs and procedures, and the reading of what P-Care
// hands back. Only this file and reconcile.ts know P-Care's spelling; nothing here sends or stores.
import type { ServiceDrug, ServiceEntry, ServiceProcedure } from './entry.ts';
import { NO_TACC } from './rules.ts';

/** Outpatient (RJTP), docs/facts/pcare.md §6. Inpatient and promotive care are not offered here yet. */
const KD_TKP_OUTPATIENT = '10';
/** Catalogue samples and one large client send this for drugs that are on the DPHO list, §4.6 [C]. */
const NO_NON_DPHO_NAME = '-';

/** `yyyy-MM-dd` → `dd-MM-yyyy`: P-Care writes dates so in paths and bodies, §3 [B]. */
export function pcareDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${day}-${month}-${year}`;
}

/** `dd-MM-yyyy` → `yyyy-MM-dd`; null for anything else. */
export function isoDate(pcare: string | null | undefined): string | null {
  const match = /^(\d{2})-(\d{2})-(\d{4})$/.exec(pcare ?? '');
  return match ? `${match[3]}-${match[2]}-${match[1]}` : null;
}

export interface RegistrationInput {
  readonly kodeFktpTerdaftar: string;
  readonly serviceDate: string;
  readonly nomorKartu: string;
  readonly kodePoli: string;
  readonly keluhan: string;
  readonly kunjunganSakit: boolean;
}

/** Vitals are not known at the counter; 0 is allowed at registration, §4.4. */
export function pendaftaranBody(input: RegistrationInput) {
  return {
    kdProviderPeserta: input.kodeFktpTerdaftar,
    tglDaftar: pcareDate(input.serviceDate),
    noKartu: input.nomorKartu,
    kdPoli: input.kodePoli,
    keluhan: input.keluhan,
    kunjSakit: input.kunjunganSakit,
    sistole: 0,
    diastole: 0,
    beratBadan: 0,
    tinggiBadan: 0,
    respRate: 0,
    lingkarPerut: 0,
    heartRate: 0,
    rujukBalik: 0,
    kdTkp: KD_TKP_OUTPATIENT,
  };
}

export interface KunjunganInput {
  /** Null to add, the number to edit; the body is otherwise the same, §4.5. */
  readonly noKunjungan: string | null;
  readonly nomorKartu: string;
  readonly serviceDate: string;
  readonly kodePoli: string;
  readonly entry: ServiceEntry;
  readonly decimalSeparator: ',' | '.';
}

export function kunjunganBody({
  noKunjungan,
  nomorKartu,
  serviceDate,
  kodePoli,
  entry,
  decimalSeparator,
}: KunjunganInput) {
  const [first, second, third] = entry.diagnosa;
  return {
    noKunjungan,
    noKartu: nomorKartu,
    tglDaftar: pcareDate(serviceDate),
    kdPoli: kodePoli,
    keluhan: entry.keluhan,
    kdSadar: entry.kdSadar,
    sistole: entry.sistole,
    diastole: entry.diastole,
    beratBadan: entry.beratBadan,
    tinggiBadan: entry.tinggiBadan,
    respRate: entry.respRate,
    heartRate: entry.heartRate,
    lingkarPerut: entry.lingkarPerut,
    kdStatusPulang: entry.kdStatusPulang,
    tglPulang: pcareDate(entry.tanggalPulang),
    kdDokter: entry.kdDokter,
    kdDiag1: first?.kode ?? '',
    kdDiag2: second?.kode ?? null,
    kdDiag3: third?.kode ?? null,
    kdPoliRujukInternal: null,
    rujukLanjut: null,
    ...NO_TACC,
    anamnesa: entry.anamnesa,
    alergiMakan: entry.alergi.makan,
    alergiUdara: entry.alergi.udara,
    alergiObat: entry.alergi.obat,
    kdPrognosa: entry.kdPrognosa,
    terapiObat: entry.terapiObat,
    terapiNonObat: entry.terapiNonObat,
    bmhp: entry.bmhp,
    suhu: entry.suhu.toFixed(1).replace('.', decimalSeparator),
  };
}

/**
 * Compounds: the first ingredient goes without a code and the code P-Care returns is used for the others. One public client
 * does so; the rule itself is unconfirmed [U], §4.6.
 */
export function obatBody(noKunjungan: string, drug: ServiceDrug, kdRacikan: string | null) {
  return {
    kdObatSK: 0,
    noKunjungan,
    racikan: drug.racikan,
    kdRacikan,
    obatDPHO: true,
    kdObat: drug.kode,
    signa1: drug.signa1,
    signa2: drug.signa2,
    jmlObat: drug.jumlah,
    jmlPermintaan: drug.jumlah,
    nmObatNonDPHO: NO_NON_DPHO_NAME,
  };
}

export function tindakanBody(noKunjungan: string, procedure: ServiceProcedure) {
  return {
    kdTindakanSK: 0,
    noKunjungan,
    kdTindakan: procedure.kode,
    biaya: procedure.biaya,
    keterangan: procedure.keterangan ?? null,
    hasil: 0,
  };
}

/**
 * The number P-Care hands back: an object `{field, message}` from `pendaftaran` and `tindakan`, an array of them from
 * `kunjungan/v1` and `obat`; one element carries the wanted field, else the last is taken (§4.5 [B]). Null when there is none.
 */
export function handedNumber(response: unknown, field: string): string | null {
  const rows = (Array.isArray(response) ? response : [response]).filter(isFieldMessage);
  const wanted = rows.find((row) => row.field.toLowerCase() === field.toLowerCase());
  return text((wanted ?? (field === 'kdRacikan' ? undefined : rows.at(-1)))?.message);
}

interface FieldMessage {
  readonly field: string;
  readonly message: unknown;
}

function isFieldMessage(value: unknown): value is FieldMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'field' in value &&
    typeof value.field === 'string' &&
    'message' in value
  );
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

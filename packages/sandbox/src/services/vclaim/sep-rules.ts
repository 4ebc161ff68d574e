// May this SEP be issued? Checks in the order of docs/facts/vclaim.md §8.2, first failure wins, one message: own PPK → member
// and status → dates → duplicates → referral or letter → visit matrix → doctor → diagnosis and phone → accident → fingerprint.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import type { Call } from '../../kernel.ts';
import type { ControlLetter, Person, Referral } from '../../population/index.ts';
import { findHospitalDoctor, findPoli } from '../../reference/hospital.ts';
import { addDays, ageOf, isDate, wibDate } from '../../wib.ts';
import { judgeAccident } from './accidents.ts';
import { alreadyServed, referralExpired, stillInpatient, TEXTS } from './texts.ts';

/** docs/facts/vclaim.md §5 [A]/[B]: the last valid day is the referral's date + 90. */
export const REFERRAL_DAYS = 90;
/** Commonly quoted age from which the finger is read [U], docs/facts/vclaim.md §5. */
const FINGERPRINT_AGE = 17;

interface Application {
  readonly call: Call;
  readonly sep: JsonObject;
  readonly card: string;
  readonly date: string;
  readonly inpatient: boolean;
  readonly poli: string;
  readonly emergency: boolean;
  readonly person: Person;
  readonly asalRujukan: string;
  readonly nomorRujukan: string;
  readonly nomorSurat: string;
}

/** What the number in `rujukan.noRujukan` turned out to be. */
type Basis =
  | { readonly kind: 'referral'; readonly referral: Referral }
  | { readonly kind: 'post-discharge' }
  | { readonly kind: 'letter' }
  | { readonly kind: 'none' };

/** The refusal text, or null when the SEP may be issued. */
export function judgeSepInsert(call: Call, sep: JsonObject): string | null {
  const card = textAt(sep, 'noKartu');
  const date = textAt(sep, 'tglSep');
  if (textAt(sep, 'ppkPelayanan') !== call.facility.kodePpk) return TEXTS.foreignPpk;
  const person = call.world.people.byCard(card);
  if (person === undefined) return TEXTS.unknownCard;
  // E-20 [A]: anything but AKTIF is not eligible; the status text says why.
  if (person.status.kode !== '0') return person.status.keterangan;
  const rujukan = objectAt(sep, 'rujukan');
  const poli = textAt(objectAt(sep, 'poli'), 'tujuan').toUpperCase();
  const application: Application = {
    call,
    sep,
    card,
    date,
    person,
    poli,
    inpatient: textAt(sep, 'jnsPelayanan') === '1',
    emergency: poli === 'IGD',
    asalRujukan: textAt(rujukan, 'asalRujukan'),
    nomorRujukan: textAt(rujukan, 'noRujukan').trim(),
    nomorSurat: textAt(objectAt(sep, 'skdp'), 'noSurat').trim(),
  };
  if (!['1', '2'].includes(textAt(sep, 'jnsPelayanan'))) return TEXTS.badService;
  return (
    judgeDates(application) ??
    judgeDuplicates(application) ??
    judgeBasisAndMatrix(application) ??
    judgeDoctor(application) ??
    judgeDiagnosisAndPhone(application) ??
    judgeAccident(call, { card, tglSep: date, jaminan: objectAt(sep, 'jaminan'), nomorSep: '' }) ??
    judgeFingerprint(application)
  );
}

/** Rules 6.1–6.3 and backdating, docs/facts/vclaim.md §5. */
function judgeDates({ call, sep, card, date, person }: Application): string | null {
  const today = wibDate(call.nowMs);
  const tglRujukan = textAt(objectAt(sep, 'rujukan'), 'tglRujukan');
  if (!isDate(date)) return TEXTS.badDate;
  if (date > today) return TEXTS.sepInFuture;
  if (date < person.mulaiAktif) return TEXTS.beforeMembership;
  if (isDate(tglRujukan) && tglRujukan > date) return TEXTS.referralAfterSep;
  const approved = call.world.approvals.state(card, date, textAt(sep, 'jnsPelayanan'), '1') === 'approved';
  return date < today && !approved ? TEXTS.backdateNeedsApproval : null;
}

/** E-01 per card, poli and day [B]; E-02 anywhere while a stay is open [A]/[B]. The dumb payer checks neither. */
function judgeDuplicates({ call, card, date, poli, inpatient }: Application): string | null {
  if (call.character === 'dumb') return null;
  const stay = call.world.sep.findOpenStay(card);
  if (stay !== undefined) return stillInpatient(card, stay.tanggal, stay.kodePpk, stay.nomorSep);
  const live = inpatient ? undefined : call.world.sep.findLive(card, date, poli);
  return live === undefined ? null : alreadyServed(card, poli, live.kodePpk, live.nomorSep);
}

function judgeBasisAndMatrix(application: Application): string | null {
  const letter = judgeLetter(application);
  if (letter !== null) return letter;
  if (application.inpatient) return judgeInpatient(application);
  const basis = findBasis(application);
  if (typeof basis === 'string') return basis;
  return judgeBasis(application, basis) ?? judgeMatrix(application, basis);
}

/** `noSurat` and `kodeDPJP` both or neither [C]; the letter is the member's and dated for the SEP's day [B], §5. */
function judgeLetter({ call, sep, card, date, nomorSurat }: Application): string | null {
  const kodeDpjp = textAt(objectAt(sep, 'skdp'), 'kodeDPJP').trim();
  if (nomorSurat === '' && kodeDpjp === '') return null;
  const letter = call.world.letters.find(nomorSurat);
  if (letter === undefined || letter.nomorKartu !== card || kodeDpjp === '') return TEXTS.badLetter;
  if (letter.kodeDokter !== kodeDpjp) return TEXTS.badLetter;
  return letter.tanggalRencana === date ? null : TEXTS.letterOtherDay;
}

/** In-patient: SPRI, empty poli, asalRujukan 2, own PPK [A]/[C], docs/facts/vclaim.md §5. */
function judgeInpatient({ call, sep, poli, asalRujukan, nomorSurat }: Application): string | null {
  if (nomorSurat === '' || call.world.letters.find(nomorSurat)?.jenis !== '1') return TEXTS.badLetter;
  if (asalRujukan !== '2' || textAt(objectAt(sep, 'rujukan'), 'ppkRujukan') !== call.facility.kodePpk)
    return TEXTS.wrongReferrer;
  return poli === '' ? null : TEXTS.wrongPoli;
}

function findBasis({ call, card, emergency, asalRujukan, nomorRujukan, nomorSurat }: Application): Basis | string {
  if (emergency && nomorRujukan === '') return { kind: 'none' };
  const letter = call.world.letters.find(nomorSurat);
  if (afterInpatientStay(call, letter)) {
    // E-11 [B], E-12 [C]: a letter made from an in-patient stay goes with that stay's SEP number.
    if (asalRujukan !== '2') return TEXTS.mustBeHospitalReferral;
    if (nomorRujukan.toUpperCase() !== letter?.nomorSepAsal.toUpperCase()) return TEXTS.mustBeInpatientSep;
    return { kind: 'post-discharge' };
  }
  if (call.switches.controlLetterAsReferral && call.world.letters.find(nomorRujukan)?.nomorKartu === card)
    return { kind: 'letter' };
  const referral = call.world.referrals.find(nomorRujukan);
  if (referral === undefined || referral.nomorKartu !== card) return TEXTS.badReferralNumber;
  return { kind: 'referral', referral };
}

function afterInpatientStay(call: Call, letter: ControlLetter | undefined): boolean {
  return letter !== undefined && call.world.sep.find(letter.nomorSepAsal)?.jnsPelayanan === '1';
}

/** E-09, E-10, E-16. */
function judgeBasis({ call, sep, date, asalRujukan, emergency }: Application, basis: Basis): string | null {
  const ppkRujukan = textAt(objectAt(sep, 'rujukan'), 'ppkRujukan');
  if (basis.kind !== 'referral') {
    if (emergency && asalRujukan !== '2') return TEXTS.wrongReferrer;
    return ppkRujukan === call.facility.kodePpk ? null : TEXTS.wrongReferrer;
  }
  const { referral } = basis;
  if (referral.asal !== asalRujukan || referral.perujuk.kode !== ppkRujukan) return TEXTS.wrongReferrer;
  if (referral.tanggal !== textAt(objectAt(sep, 'rujukan'), 'tglRujukan')) return TEXTS.wrongReferralDate;
  // A special referral lasts as long as its extension, docs/facts/vclaim.md §4.4.
  const extended = call.world.special.lastDay(referral.nomorRujukan);
  return date > addDays(referral.tanggal, REFERRAL_DAYS) && date > extended ? referralExpired(date) : null;
}

interface Purpose {
  readonly tujuan: string;
  readonly flag: string;
  readonly penunjang: string;
  readonly asesmen: string;
}

function judgeMatrix(application: Application, basis: Basis): string | null {
  const { call, sep, card, date, poli, nomorRujukan } = application;
  const purpose: Purpose = {
    tujuan: textAt(sep, 'tujuanKunj'),
    flag: textAt(sep, 'flagProcedure'),
    penunjang: textAt(sep, 'kdPenunjang'),
    asesmen: textAt(sep, 'assesmentPel'),
  };
  if (basis.kind !== 'referral') return judgeFreePurpose(purpose);
  // A letter of the same day and poli is this one asked for again (dumb character), not an earlier visit.
  const earlier = call.world.sep
    .onReferral(card, nomorRujukan)
    .filter((issued) => issued.tanggal !== date || issued.poli !== poli);
  const first = earlier.length === 0;
  return first
    ? judgeFirstVisit(application, basis.referral, purpose)
    : judgeLaterVisit(application, basis.referral, purpose);
}

/** First visit on a referral: everything empty, poli as referred [B]/[C], docs/facts/vclaim.md §5. */
function judgeFirstVisit(
  { poli, nomorSurat }: Application,
  referral: Referral,
  { tujuan, flag, penunjang, asesmen }: Purpose,
): string | null {
  if (findPoli(poli)?.kode !== findPoli(referral.poli)?.kode) return TEXTS.wrongPoli;
  if (tujuan !== '0') return TEXTS.wrongPurpose;
  if (flag !== '') return TEXTS.wrongProcedureFlag;
  if (penunjang !== '') return TEXTS.wrongSupport;
  if (asesmen !== '') return TEXTS.wrongAssessment;
  return nomorSurat === '' ? null : TEXTS.badLetter;
}

/** From the second visit on: control (2/5 with letter), other poli (2 or 0 with 1–4), procedure (1) [B], docs/facts/vclaim.md §5. */
function judgeLaterVisit({ poli, nomorSurat }: Application, referral: Referral, purpose: Purpose): string | null {
  const { tujuan, flag, penunjang, asesmen } = purpose;
  if (tujuan === '1') {
    if (!['0', '1'].includes(flag)) return TEXTS.wrongProcedureFlag;
    if (!/^([1-9]|1[0-2])$/.test(penunjang)) return TEXTS.wrongSupport;
    return asesmen === '' ? null : TEXTS.wrongAssessment;
  }
  if (flag !== '') return TEXTS.wrongProcedureFlag;
  if (penunjang !== '') return TEXTS.wrongSupport;
  if (tujuan === '0') {
    if (findPoli(poli)?.kode === findPoli(referral.poli)?.kode) return TEXTS.wrongPurpose;
    return /^[1-5]$/.test(asesmen) ? null : TEXTS.wrongAssessment;
  }
  if (tujuan !== '2') return TEXTS.wrongPurpose;
  if (!/^[1-5]$/.test(asesmen)) return TEXTS.wrongAssessment;
  return asesmen === '5' && nomorSurat === '' ? TEXTS.badLetter : null;
}

/** Without a referral (emergency, post-discharge): either nothing is filled or a control visit is declared. */
function judgeFreePurpose({ tujuan, flag, penunjang, asesmen }: Purpose): string | null {
  if (!['0', '2'].includes(tujuan)) return TEXTS.wrongPurpose;
  if (flag !== '') return TEXTS.wrongProcedureFlag;
  if (penunjang !== '') return TEXTS.wrongSupport;
  const allowed = tujuan === '0' ? asesmen === '' : /^[1-5]$/.test(asesmen);
  return allowed ? null : TEXTS.wrongAssessment;
}

/** E-07, E-08 [C]. */
function judgeDoctor({ sep, inpatient }: Application): string | null {
  const dpjp = textAt(sep, 'dpjpLayan').trim();
  if (inpatient) return null;
  if (dpjp === '') return TEXTS.missingDoctor;
  return findHospitalDoctor(dpjp) === undefined ? TEXTS.unknownDoctor : null;
}

/** E-14, E-15 [C]. */
function judgeDiagnosisAndPhone({ sep }: Application): string | null {
  if (textAt(sep, 'diagAwal').trim() === '') return TEXTS.noDiagnosis;
  return /^\d{1,14}$/.test(textAt(sep, 'noTelp')) ? null : TEXTS.badPhone;
}

/**
 * E-18 [A]: in the listed clinics the finger must have been read today, or an exception approved (§8.2), or the random question
 * answered rightly [C], §5.
 */
function judgeFingerprint({ call, sep, card, date, person, poli }: Application): string | null {
  const needed = call.switches.fingerprintRequired && findPoli(poli)?.fingerprint === true;
  if (!needed || ageOf(person.tanggalLahir, date).years < FINGERPRINT_AGE) return null;
  if (call.world.fingerprints.isValidated(person, date)) return null;
  const service = textAt(sep, 'jnsPelayanan');
  if (call.switches.randomAnswerExcuses && call.world.fingerprints.isExcused(card, date, service)) return null;
  const approved = call.world.approvals.state(card, date, service, '2') === 'approved';
  return approved ? null : TEXTS.noFingerprint;
}

// May this control letter or admission order be written? docs/facts/vclaim.md §5: a letter needs a SEP and a doctor with capacity on that
// day [A]; day, polyclinic and session follow the numbered checks of the acceptance form [C]. First failure wins, one message.

import { FORM_PRB, STATUS_PRB } from '@titian/contract';
import { hasValue, numberAt, objectAt, textAt, type JsonObject } from '../../json.ts';
import type { Call } from '../../kernel.ts';
import { doctorsOf, findHospitalDoctor, findPoli, type HospitalDoctor } from '../../reference/hospital.ts';
import { addDays, isDate, wibDate } from '../../wib.ts';
import type { HeldLetter } from './letter-state.ts';
import { REFERRAL_DAYS } from './sep-rules.ts';
import type { Sep } from './state.ts';
import { prbFigureRefused, referralExpired, TEXTS } from './texts.ts';

/** Treatment goes on there without a doctor's session [C], docs/facts/vclaim.md §5. */
const WITHOUT_SESSION = new Set(['HDL', 'IRM']);

export interface Plan {
  readonly tanggal: string;
  /** A poli or one of its sub-specialties. */
  readonly poli: string;
  readonly kodeDokter: string;
  /** The letter that is being moved: it does not count against its own doctor. */
  readonly nomorSurat: string;
}

/** The refusal text, or null when a control letter of this SEP may be planned so. */
export function judgeControl(call: Call, sep: Sep, plan: Plan): string | null {
  return judgeDay(call, sep, plan) ?? judgePoli(call, sep, plan) ?? judgeDoctor(call, plan);
}

/** Later than the SEP, not after the referral's end, and the referral still valid today [C]. */
function judgeDay(call: Call, sep: Sep, { tanggal }: Plan): string | null {
  if (!isDate(tanggal)) return TEXTS.badDate;
  if (tanggal <= sep.tanggal) return TEXTS.controlTooEarly;
  const referral = call.world.referrals.find(sep.nomorRujukan);
  if (referral === undefined) return null;
  const last = addDays(referral.tanggal, REFERRAL_DAYS);
  const today = wibDate(call.nowMs);
  if (today > last) return referralExpired(today);
  return tanggal > last ? TEXTS.controlTooLate : null;
}

/** The referral's poli [C]; a SEP without referral (emergency, stay) leaves it open. */
function judgePoli(call: Call, sep: Sep, { poli }: Plan): string | null {
  const wanted = findPoli(poli)?.kode;
  if (wanted === undefined) return TEXTS.wrongControlPoli;
  const referral = call.world.referrals.find(sep.nomorRujukan);
  return referral === undefined || findPoli(referral.poli)?.kode === wanted ? null : TEXTS.wrongControlPoli;
}

/** A session of the doctor that day and a free place in it [A]/[C]. */
function judgeDoctor(call: Call, plan: Plan): string | null {
  const doctor = findHospitalDoctor(plan.kodeDokter);
  if (doctor === undefined) return TEXTS.unknownDoctor;
  if (WITHOUT_SESSION.has(findPoli(plan.poli)?.kode ?? '')) return null;
  const capacity = doctorsOf(plan.poli).includes(doctor) ? capacityOf(doctor) : 0;
  if (capacity === 0) return TEXTS.noSession;
  const planned = call.world.letters
    .ofFacility(call.facility.kodePpk)
    .filter(
      ({ nomorSurat, kodeDokter, tanggalRencana }) =>
        nomorSurat !== plan.nomorSurat && kodeDokter === plan.kodeDokter && tanggalRencana === plan.tanggal,
    );
  return planned.length >= capacity ? TEXTS.sessionFull : null;
}

/** Patients of all sessions of a day. */
export const capacityOf = ({ sesi }: HospitalDoctor): number =>
  sesi.reduce((total, { kapasitas }) => total + kapasitas, 0);

/** An admission order names a doctor and a poli; the day rules of §5 speak of control letters only. */
export function judgeOrder({ tanggal, poli, kodeDokter }: Plan): string | null {
  if (!isDate(tanggal)) return TEXTS.badDate;
  if (findPoli(poli) === undefined) return TEXTS.wrongControlPoli;
  return findHospitalDoctor(kodeDokter) === undefined ? TEXTS.unknownDoctor : null;
}

/** Each of the 36 figures is null or inside its range [A], docs/facts/vclaim.md §4.7. */
export function judgeForm(form: JsonObject): string | null {
  const status = textAt(form, 'kdStatusPRB');
  if (status !== '' && !STATUS_PRB.some(({ kode }) => kode === status)) return prbFigureRefused('kdStatusPRB');
  const data = objectAt(form, 'data');
  for (const { key, min, max, yesNo } of FORM_PRB) {
    if (!hasValue(data, key)) continue;
    const value = numberAt(data, key);
    // NaN fails every comparison.
    if (!(value >= min && value <= max) || (yesNo && !Number.isInteger(value))) return prbFigureRefused(key);
  }
  return null;
}

/** `Sudah` once a SEP names the letter; deleting that SEP frees it [U], docs/facts/vclaim.md §8.2. */
export function isUsed(call: Pick<Call, 'world'>, { nomorKartu, nomorSurat }: HeldLetter): boolean {
  return call.world.sep.ofCard(nomorKartu).some((sep) => sep.nomorSurat.toUpperCase() === nomorSurat.toUpperCase());
}

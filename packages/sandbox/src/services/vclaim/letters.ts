// Writing control letters (C1–C5) and admission orders (C6, C7), docs/facts/vclaim.md §4.7. The rules are in letter-rules.ts.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import { answer, naturalKey, refuse, type Call, type Effect, type Reply } from '../../kernel.ts';
import type { Person } from '../../population/index.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { wibDate } from '../../wib.ts';
import { isUsed, judgeControl, judgeForm, judgeOrder, type Plan } from './letter-rules.ts';
import type { HeldLetter } from './letter-state.ts';
import { ownSep } from './own-sep.ts';
import { diagnosisName } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

type Subject = { readonly key: string; readonly data: JsonObject };

const requestOf = (call: Pick<Call, 'body'>): JsonObject => objectAt(call.body, 'request');
const formOf = (body: JsonObject): JsonObject => objectAt(body, 'formPRB');

function planOf(body: JsonObject, nomorSurat = ''): Plan {
  return {
    tanggal: textAt(body, 'tglRencanaKontrol'),
    poli: textAt(body, 'poliKontrol').trim().toUpperCase(),
    kodeDokter: textAt(body, 'kodeDokter').trim(),
    nomorSurat,
  };
}

/** Flat wire fields of a plan: what a checker compares, whatever the call. */
const planData = (body: JsonObject): JsonObject => {
  const { tanggal, poli, kodeDokter } = planOf(body);
  return { tglRencanaKontrol: tanggal, poliKontrol: poli, kodeDokter, user: textAt(body, 'user') };
};

/** A new letter is known by what it is for: SEP (or card), day and poli. */
export function insertSubject(call: Pick<Call, 'body'>): Subject {
  const body = requestOf(call);
  const { tanggal, poli } = planOf(body);
  const origin = textAt(body, 'noSEP') || textAt(body, 'noKartu');
  return {
    key: naturalKey(origin, tanggal, poli),
    data: { noSEP: textAt(body, 'noSEP'), noKartu: textAt(body, 'noKartu'), ...planData(body) },
  };
}

export function changeSubject(call: Pick<Call, 'body'>): Subject {
  const body = requestOf(call);
  const inner = objectAt(body, 't_suratkontrol');
  const number = textAt(body, 'noSuratKontrol') || textAt(body, 'noSPRI') || textAt(inner, 'noSuratKontrol');
  return { key: number, data: { noSuratKontrol: number, user: textAt(body, 'user') || textAt(inner, 'user') } };
}

/** C1 (`v2`, with the PRB figures) and C3 (`v1`). */
export const insertControl =
  (version: 'v1' | 'v2') =>
  (call: Call): Reply => {
    const body = requestOf(call);
    const sep = ownSep(call, textAt(body, 'noSEP'));
    const person = sep === undefined ? undefined : call.world.people.byCard(sep.nomorKartu);
    if (sep === undefined || person === undefined) return refuse(TEXTS.noData);
    const plan = planOf(body);
    const form = version === 'v2' ? formOf(body) : null;
    const problem = judgeControl(call, sep, plan) ?? (form === null ? null : judgeForm(form));
    if (problem !== null) return refuse(problem);
    const siblings = call.world.letters
      .ofCard(sep.nomorKartu)
      .filter(({ nomorSepAsal }) => nomorSepAsal === sep.nomorSep);
    if (siblings.length > 0 && call.switches.secondControlLetter === 'refuse' && call.character === 'documented')
      return refuse(TEXTS.secondLetter);
    const nomorSurat = call.world.letters.nextNumber(call.facility.kodePpk, wibDate(call.nowMs));
    const letter = { jnsKontrol: '2', noKartu: sep.nomorKartu, noSEP: sep.nomorSep };
    return {
      ...answer({ noSuratKontrol: nomorSurat, ...printed(plan, person), ...extras(version, sep, form) }),
      effects: [issued(call, nomorSurat, letter, form, samePlan(siblings, plan))],
    };
  };

/** C2 and C4: the plan is replaced; the first version leaves the PRB figures as they were. */
export const updateControl =
  (version: 'v1' | 'v2') =>
  (call: Call): Reply => {
    const body = requestOf(call);
    const letter = ownLetter(call, textAt(body, 'noSuratKontrol'), '2');
    if (typeof letter === 'string') return refuse(letter);
    const sep = ownSep(call, textAt(body, 'noSEP'));
    const person = call.world.people.byCard(letter.nomorKartu);
    if (sep === undefined || person === undefined) return refuse(TEXTS.noData);
    if (sep.nomorSep !== letter.nomorSepAsal) return refuse(TEXTS.badLetter);
    const plan = planOf(body, letter.nomorSurat);
    const form = version === 'v2' ? formOf(body) : null;
    const problem = judgeControl(call, sep, plan) ?? (form === null ? null : judgeForm(form));
    if (problem !== null) return refuse(problem);
    return {
      ...answer({ noSuratKontrol: letter.nomorSurat, ...printed(plan, person), ...extras(version, sep, form) }),
      effects: [updated(letter, body, form)],
    };
  };

/** C6: bound to the card instead of a SEP. */
export function insertOrder(call: Call): Reply {
  const body = requestOf(call);
  const person = call.world.people.byCard(textAt(body, 'noKartu'));
  if (person === undefined) return refuse(TEXTS.unknownCard);
  const plan = planOf(body);
  const problem = judgeOrder(plan);
  if (problem !== null) return refuse(problem);
  const siblings = call.world.letters.ofCard(person.nomorKartu).filter(({ jenis }) => jenis === '1');
  const nomorSurat = call.world.letters.nextNumber(call.facility.kodePpk, wibDate(call.nowMs));
  const letter = { jnsKontrol: '1', noKartu: person.nomorKartu, noSEP: '' };
  return {
    ...answer({ noSPRI: nomorSurat, ...printed(plan, person), namaDiagnosa: null }),
    effects: [issued(call, nomorSurat, letter, null, samePlan(siblings, plan))],
  };
}

/** C7. */
export function updateOrder(call: Call): Reply {
  const body = requestOf(call);
  const letter = ownLetter(call, textAt(body, 'noSPRI'), '1');
  if (typeof letter === 'string') return refuse(letter);
  const person = call.world.people.byCard(letter.nomorKartu);
  if (person === undefined) return refuse(TEXTS.noData);
  const plan = planOf(body, letter.nomorSurat);
  const problem = judgeOrder(plan);
  if (problem !== null) return refuse(problem);
  return {
    ...answer({ noSPRI: letter.nomorSurat, ...printed(plan, person), namaDiagnosa: null }),
    effects: [updated(letter, body, null)],
  };
}

/** C5: both kinds; answers null [A], docs/facts/vclaim.md §2.5. */
export function deleteLetter(call: Call): Reply {
  const { key, data } = changeSubject(call);
  const known = call.world.letters.findEver(key);
  const repeated = call.character === 'dumb' && known?.deleted != null && known.kodePpk === call.facility.kodePpk;
  const letter = repeated ? known : ownLetter(call, key);
  if (typeof letter === 'string') return refuse(letter);
  const effect = {
    effect: 'kontrol.deleted',
    key: letter.nomorSurat,
    data: { ...data, noKartu: letter.nomorKartu, noSEP: letter.nomorSepAsal },
    duplicateOf: letter.deleted?.seq ?? null,
  } as const;
  return { code: 200, message: 'Sukses', response: null, effects: [effect] };
}

/** The letter, or why it may not be changed: only while `Belum` [U], docs/facts/vclaim.md §8.2. */
function ownLetter(call: Call, nomorSurat: string, jenis?: '1' | '2'): HeldLetter | string {
  const letter = call.world.letters.find(nomorSurat);
  const fits = letter?.kodePpk === call.facility.kodePpk && (jenis === undefined || letter.jenis === jenis);
  if (letter === undefined || !fits) return TEXTS.noData;
  return call.switches.letterFixedOnceUsed && isUsed(call, letter) ? TEXTS.letterUsed : letter;
}

/** The same plan asked for again: a letter made twice. */
function samePlan(siblings: readonly HeldLetter[], { tanggal, poli, kodeDokter }: Plan): number | null {
  const first = siblings.find(
    (letter) => letter.tanggalRencana === tanggal && letter.poli === poli && letter.kodeDokter === kodeDokter,
  );
  return first === undefined || first.seq === 0 ? null : first.seq;
}

function issued(
  call: Call,
  nomorSurat: string,
  letter: JsonObject,
  form: JsonObject | null,
  duplicateOf: number | null,
): Effect {
  const body = requestOf(call);
  const data = {
    noSuratKontrol: nomorSurat,
    ...letter,
    ...planData(body),
    tglTerbit: wibDate(call.nowMs),
    ...(form === null ? {} : { formPRB: JSON.stringify(form) }),
  };
  return { effect: 'kontrol.issued', key: insertSubject(call).key, data, duplicateOf };
}

function updated(letter: HeldLetter, body: JsonObject, form: JsonObject | null): Effect {
  const data = {
    noSuratKontrol: letter.nomorSurat,
    noKartu: letter.nomorKartu,
    noSEP: letter.nomorSepAsal,
    ...planData(body),
    ...(form === null ? {} : { formPRB: JSON.stringify(form) }),
  };
  return { effect: 'kontrol.updated', key: letter.nomorSurat, data };
}

/** docs/facts/vclaim.md §8.1: `Laki-laki` with a small l, unlike the SEP. */
function printed({ tanggal, kodeDokter }: Plan, person: Person): JsonObject {
  return {
    tglRencanaKontrol: tanggal,
    namaDokter: findHospitalDoctor(kodeDokter)?.nama ?? '',
    noKartu: person.nomorKartu,
    nama: person.nama,
    kelamin: person.jenisKelamin === 'P' ? 'Perempuan' : 'Laki-laki',
    tglLahir: person.tanggalLahir,
  };
}

/** What the second version answers besides. */
function extras(version: 'v1' | 'v2', sep: Sep, form: JsonObject | null): JsonObject {
  if (version === 'v1') return {};
  const diagnosis = textAt(sep.fields, 'diagAwal');
  return { namaDiagnosa: `${diagnosis} - ${diagnosisName(diagnosis)}`, formPRB: form };
}

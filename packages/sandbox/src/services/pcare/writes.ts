// PCare writes: registration and visit. State machine of docs/facts/pcare.md §4.10: registration before visit, children before deletion,
// one visit per registration.

import { hasValue, textAt, type JsonObject } from '../../json.ts';
import { naturalKey, scalarsOf, type Call, type Effect, type Reply } from '../../kernel.ts';
import { fromDayFirst, toDayFirst } from '../../wib.ts';
import { bodyOf, created, noVisit, ownVisit, visitKeys } from './own-visit.ts';
import { precondition } from './shapes.ts';
import type { PcareVisit, Registration } from './state.ts';
import { registrationProblems, unknownPoli, unknownReferences, visitProblems } from './visit-rules.ts';

const NOT_REGISTERED_TEXT = 'Belum melakukan pendaftaran pada poli tersebut.'; // captured [1], docs/facts/pcare.md §11

export function naturalSubject(call: Pick<Call, 'body' | 'params'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  const tanggal = fromDayFirst(textAt(body, 'tglDaftar')) ?? textAt(body, 'tglDaftar');
  return { key: naturalKey(textAt(body, 'noKartu'), tanggal, textAt(body, 'kdPoli')), data: scalarsOf(body) };
}

export function pathSubject(call: Pick<Call, 'body' | 'params'>): { key: string; data: JsonObject } {
  const { noKartu = '', tglDaftar = '', kdPoli = '', noKunjungan = '' } = call.params;
  const natural = naturalKey(noKartu, fromDayFirst(tglDaftar) ?? tglDaftar, kdPoli);
  return { key: noKunjungan === '' ? natural : noKunjungan, data: { ...call.params } };
}

export function visitSubject(call: Pick<Call, 'body' | 'params'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  return { key: textAt(body, 'noKunjungan'), data: scalarsOf(body) };
}

export function addRegistration(call: Call): Reply {
  const body = bodyOf(call);
  const kdPoli = textAt(body, 'kdPoli');
  const poli = unknownPoli(kdPoli);
  if (poli !== null) return poli;
  const problems = registrationProblems(call, body);
  const tanggal = fromDayFirst(textAt(body, 'tglDaftar')) ?? '';
  const existing = call.world.pcare.findRegistration(call.facility.kodePpk, tanggal, textAt(body, 'noKartu'), kdPoli);
  if (existing !== undefined && call.character === 'documented') {
    // 412 or the existing number [?], docs/facts/pcare.md §4.10.
    if (call.switches.pcareSecondRegistration === 'existing' && problems.length === 0) {
      return { code: 201, message: 'CREATED', response: { field: 'noUrut', message: existing.noUrut }, effects: [] };
    }
    problems.push({ field: 'noKartu', message: 'Peserta sudah melakukan pendaftaran pada poli tersebut.' });
  }
  if (problems.length > 0) return precondition(problems);
  const noUrut = call.world.pcare.nextQueueNumber(call.facility.kodePpk, tanggal);
  const { key } = naturalSubject(call);
  return created({ field: 'noUrut', message: noUrut }, [
    { effect: 'pendaftaran.added', key, data: { ...scalarsOf(body), noUrut }, duplicateOf: existing?.seq ?? null },
  ]);
}

/** Only in `Baru`, otherwise 412 [?]; a missing one answers 304 [1], docs/facts/pcare.md §4.10. */
export function deleteRegistration(call: Call): Reply {
  const { noKartu = '', tglDaftar = '', noUrut = '', kdPoli = '' } = call.params;
  const tanggal = fromDayFirst(tglDaftar) ?? '';
  const fits = (entry: Registration): boolean =>
    entry.nomorKartu === noKartu && entry.noUrut.toUpperCase() === noUrut.toUpperCase() && entry.kdPoli === kdPoli;
  const live = call.world.pcare.onDay(call.facility.kodePpk, tanggal).find(fits);
  const gone = call.world.pcare.everOnDay(call.facility.kodePpk, tanggal).find(fits);
  const repeated = live === undefined && gone !== undefined && call.character === 'dumb';
  const registration = repeated ? gone : live;
  if (registration === undefined) return { code: 304, message: 'NOT_MODIFIED' };
  if (registration.status !== 'Baru')
    return precondition([{ field: 'noUrut', message: 'Pendaftaran sudah dilayani.' }]);
  return {
    code: 200,
    message: 'OK',
    response: '',
    effects: [
      {
        effect: 'pendaftaran.deleted',
        key: naturalKey(noKartu, tanggal, kdPoli),
        data: { noKartu, tglDaftar, noUrut: registration.noUrut, kdPoli },
        duplicateOf: repeated ? registration.seq : null,
      },
    ],
  };
}

/** The captured answer to a referral without its details [1], docs/facts/pcare.md §11. */
const BROKEN_STRUCTURE: Reply = {
  code: 500,
  message: 'Cannot access child value on Newtonsoft.Json.Linq.JValue.',
  response: [],
};

type Judged =
  | { readonly refused: Reply }
  | { readonly refused: null; readonly registration: Registration; readonly tanggal: string };

/** What every new visit must fulfil, whichever gateway brings it: the refusal, or the registration that it serves. */
export function judgeVisit(call: Call, body: JsonObject): Judged {
  const tanggal = fromDayFirst(textAt(body, 'tglDaftar'));
  const kdPoli = textAt(body, 'kdPoli');
  const unknown = unknownReferences(body, kdPoli);
  if (unknown !== null) return { refused: unknown };
  if (textAt(body, 'kdStatusPulang') === '4' && !hasValue(body, 'rujukLanjut')) return { refused: BROKEN_STRUCTURE };
  const problems = visitProblems(call, body, tanggal);
  const registration = findForVisit(call, tanggal ?? '', textAt(body, 'noKartu'), kdPoli);
  const served = registration?.status === 'Sudah dilayani';
  if (registration === undefined) problems.push({ field: 'noKartu', message: NOT_REGISTERED_TEXT });
  else if (served && call.character === 'documented')
    problems.push({ field: 'noKartu', message: 'Peserta sudah dilayani pada pendaftaran tersebut.' });
  if (problems.length > 0 || registration === undefined || tanggal === null) return { refused: precondition(problems) };
  return { refused: null, registration, tanggal };
}

export interface NewVisit {
  readonly body: JsonObject;
  readonly registration: Registration;
  readonly tanggal: string;
  /** What the gateway knows beside the body. */
  readonly extra?: JsonObject;
}

/** Number and ledger line of a visit that passed. */
export function newVisit(
  call: Call,
  { body, registration, tanggal, extra }: NewVisit,
): Effect & { readonly nomor: string } {
  const card = textAt(body, 'noKartu');
  const nomor = call.world.pcare.nextVisitNumber(call.facility.kodePpk, tanggal);
  const earlier = call.world.pcare
    .visitsOf(card)
    .find((visit) => visit.noUrut === registration.noUrut && visit.tanggal === tanggal);
  return {
    nomor,
    effect: 'kunjungan.added',
    key: naturalKey(card, tanggal, registration.kdPoli),
    data: {
      ...scalarsOf(body),
      ...extra,
      kdPoli: registration.kdPoli,
      noKunjungan: nomor,
      noUrut: registration.noUrut,
      body: JSON.stringify(body),
    },
    duplicateOf: earlier?.seq ?? null,
  };
}

export function addVisit(call: Call): Reply {
  const body = bodyOf(call);
  const judged = judgeVisit(call, body);
  if (judged.refused !== null) return judged.refused;
  const { nomor, ...effect } = newVisit(call, { ...judged, body });
  // `v1` answers an array [2+], docs/facts/pcare.md §4.5.
  return created([{ field: 'noKunjungan', message: nomor }], [effect]);
}

/** kdPoli may be null for special referrals [1], docs/facts/pcare.md §4.5: then any registration of that day serves. */
function findForVisit(call: Call, tanggal: string, card: string, kdPoli: string): Registration | undefined {
  if (kdPoli !== '') return call.world.pcare.findRegistration(call.facility.kodePpk, tanggal, card, kdPoli);
  const ofCard = call.world.pcare.onDay(call.facility.kodePpk, tanggal).filter((entry) => entry.nomorKartu === card);
  return ofCard.find(({ status }) => status === 'Baru') ?? ofCard[0];
}

/** Full body again; tglDaftar and kdPoli may be missing [?], docs/facts/pcare.md §4.5. */
export function updateVisit(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const whole: JsonObject = { ...body, tglDaftar: toDayFirst(visit.tanggal), kdPoli: visit.kdPoli };
  const unknown = unknownReferences(whole, visit.kdPoli);
  if (unknown !== null) return unknown;
  if (textAt(whole, 'kdStatusPulang') === '4' && !hasValue(whole, 'rujukLanjut')) return BROKEN_STRUCTURE;
  const problems = visitProblems(call, whole, visit.tanggal);
  if (textAt(body, 'noKartu') !== visit.nomorKartu) problems.push({ field: 'noKartu', message: NOT_REGISTERED_TEXT });
  if (problems.length > 0) return precondition(problems);
  const data = {
    ...scalarsOf(whole),
    noKunjungan: visit.nomorKunjungan,
    noUrut: visit.noUrut,
    body: JSON.stringify(whole),
  };
  return {
    code: 200,
    message: 'OK',
    response: null,
    effects: [{ effect: 'kunjungan.updated', key: visit.nomorKunjungan, data }],
  };
}

/** A visit that may be deleted, or why not: it has no children [?], docs/facts/pcare.md §4.10. */
export function deletableVisit(call: Call, nomor: string): PcareVisit | Reply {
  const known = call.world.pcare.everVisit(nomor);
  const repeated = call.character === 'dumb' && known?.deleted != null && known.kodePpk === call.facility.kodePpk;
  const visit = repeated ? known : ownVisit(call, nomor);
  if (visit === undefined) return noVisit();
  return visit.obat.length + visit.tindakan.length + visit.mcu.length > 0
    ? precondition([{ field: 'noKunjungan', message: 'Kunjungan masih memiliki obat, tindakan, atau MCU.' }])
    : visit;
}

export const visitDeletion = (visit: PcareVisit): Effect => ({
  effect: 'kunjungan.deleted',
  key: visit.nomorKunjungan,
  data: visitKeys(visit),
  duplicateOf: visit.deleted?.seq ?? null,
});

export function deleteVisit(call: Call): Reply {
  const visit = deletableVisit(call, call.params['noKunjungan'] ?? '');
  if ('code' in visit) return visit;
  return { code: 200, message: 'OK', response: null, effects: [visitDeletion(visit)] };
}

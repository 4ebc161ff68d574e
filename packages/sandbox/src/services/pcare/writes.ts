// PCare writes: registration, visit, drugs, procedures. State machine of docs/facts/pcare.md §4.10: registration before visit,
// children before deletion, one visit per registration.

import { hasValue, isObject, numberAt, textAt, type JsonObject } from '../../json.ts';
import { naturalKey, scalarsOf, type Call, type Effect, type Reply } from '../../kernel.ts';
import { DRUGS, PROCEDURES } from '../../reference/clinic.ts';
import { fromDayFirst, toDayFirst } from '../../wib.ts';
import { failedDependency, noContent, precondition } from './shapes.ts';
import type { PcareVisit, Registration } from './state.ts';
import { registrationProblems, unknownPoli, unknownReferences, visitProblems } from './visit-rules.ts';

const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});

const created = (response: NonNullable<Reply['response']>, effects: readonly Effect[]): Reply => ({
  code: 201,
  message: 'CREATED',
  response,
  effects,
});
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

export function addVisit(call: Call): Reply {
  const body = bodyOf(call);
  const tanggal = fromDayFirst(textAt(body, 'tglDaftar'));
  const card = textAt(body, 'noKartu');
  const kdPoli = textAt(body, 'kdPoli');
  const unknown = unknownReferences(body, kdPoli);
  if (unknown !== null) return unknown;
  if (textAt(body, 'kdStatusPulang') === '4' && !hasValue(body, 'rujukLanjut')) return BROKEN_STRUCTURE;
  const problems = visitProblems(call, body, tanggal);
  const registration = findForVisit(call, tanggal ?? '', card, kdPoli);
  const served = registration?.status === 'Sudah dilayani';
  if (registration === undefined) problems.push({ field: 'noKartu', message: NOT_REGISTERED_TEXT });
  else if (served && call.character === 'documented')
    problems.push({ field: 'noKartu', message: 'Peserta sudah dilayani pada pendaftaran tersebut.' });
  if (problems.length > 0 || registration === undefined || tanggal === null) return precondition(problems);

  const nomorKunjungan = call.world.pcare.nextVisitNumber(call.facility.kodePpk, tanggal);
  const earlier = call.world.pcare
    .visitsOf(card)
    .find((visit) => visit.noUrut === registration.noUrut && visit.tanggal === tanggal);
  const data = {
    ...scalarsOf(body),
    kdPoli: registration.kdPoli,
    noKunjungan: nomorKunjungan,
    noUrut: registration.noUrut,
    body: JSON.stringify(body),
  };
  // `v1` answers an array [2+], docs/facts/pcare.md §4.5.
  return created(
    [{ field: 'noKunjungan', message: nomorKunjungan }],
    [
      {
        effect: 'kunjungan.added',
        key: naturalKey(card, tanggal, registration.kdPoli),
        data,
        duplicateOf: earlier?.seq ?? null,
      },
    ],
  );
}

/** kdPoli may be null for special referrals [1], docs/facts/pcare.md §4.5: then any registration of that day serves. */
function findForVisit(call: Call, tanggal: string, card: string, kdPoli: string): Registration | undefined {
  if (kdPoli !== '') return call.world.pcare.findRegistration(call.facility.kodePpk, tanggal, card, kdPoli);
  const ofCard = call.world.pcare.onDay(call.facility.kodePpk, tanggal).filter((entry) => entry.nomorKartu === card);
  return ofCard.find(({ status }) => status === 'Baru') ?? ofCard[0];
}

function ownVisit(call: Call, nomorKunjungan: string): PcareVisit | undefined {
  const visit = call.world.pcare.findVisit(nomorKunjungan);
  return visit?.kodePpk === call.facility.kodePpk ? visit : undefined;
}

/** Full body again; tglDaftar and kdPoli may be missing [?], docs/facts/pcare.md §4.5. */
export function updateVisit(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return precondition([{ field: 'noKunjungan', message: 'Kunjungan tidak ditemukan.' }]);
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

/** Only without children [?], docs/facts/pcare.md §4.10. */
export function deleteVisit(call: Call): Reply {
  const nomor = call.params['noKunjungan'] ?? '';
  const known = call.world.pcare.everVisit(nomor);
  const repeated = call.character === 'dumb' && known?.deleted != null && known.kodePpk === call.facility.kodePpk;
  const visit = repeated ? known : ownVisit(call, nomor);
  if (visit === undefined) return precondition([{ field: 'noKunjungan', message: 'Kunjungan tidak ditemukan.' }]);
  if (visit.obat.length + visit.tindakan.length > 0)
    return precondition([{ field: 'noKunjungan', message: 'Kunjungan masih memiliki obat atau tindakan.' }]);
  const effect = {
    effect: 'kunjungan.deleted',
    key: visit.nomorKunjungan,
    data: visitKeys(visit),
    duplicateOf: visit.deleted?.seq ?? null,
  } as const;
  return { code: 200, message: 'OK', response: null, effects: [effect] };
}

/** The visit's natural key beside its number, for the checker. */
function visitKeys(visit: PcareVisit): JsonObject {
  return {
    noKunjungan: visit.nomorKunjungan,
    noKartu: visit.nomorKartu,
    tglDaftar: toDayFirst(visit.tanggal),
    kdPoli: visit.kdPoli,
    noUrut: visit.noUrut,
  };
}

const noVisit = (): Reply => precondition([{ field: 'noKunjungan', message: 'Kunjungan tidak ditemukan.' }]);

export function addObat(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const dpho = textAt(body, 'obatDPHO') === 'true';
  const kdObat = textAt(body, 'kdObat');
  if (dpho && !DRUGS.some((drug) => drug.kdObat === kdObat)) return failedDependency('kdObat tidak valid');
  const problems = ['signa1', 'signa2', 'jmlObat']
    .filter((field) => !(numberAt(body, field) > 0))
    .map((field) => ({ field, message: `${field} harus lebih dari 0.` }));
  if (!dpho && textAt(body, 'nmObatNonDPHO').trim() === '')
    problems.push({ field: 'nmObatNonDPHO', message: 'Nama obat non DPHO harus diisi.' });
  if (problems.length > 0) return precondition(problems);
  const kdObatSK = call.world.pcare.nextObat();
  const compound = textAt(body, 'racikan') === 'true';
  // The first ingredient comes with kdRacikan null and its code is reused [?], docs/facts/pcare.md §4.6.
  const kdRacikan = compound ? textAt(body, 'kdRacikan') || `R.${String(kdObatSK).padStart(2, '0')}` : null;
  const response = [
    { field: 'kdObatSK', message: String(kdObatSK) },
    ...(kdRacikan === null ? [] : [{ field: 'kdRacikan', message: kdRacikan }]),
  ];
  const earlier = visit.obat.find(
    ({ fields }) =>
      textAt(fields, 'kdObat') === kdObat && textAt(fields, 'nmObatNonDPHO') === textAt(body, 'nmObatNonDPHO'),
  );
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdObatSK, kdRacikan };
  // BPJS knows no rule against the same drug twice; the ledger only remarks it.
  return created(response, [
    { effect: 'obat.added', key: visit.nomorKunjungan, data, duplicateOf: earlier?.seq ?? null },
  ]);
}

export function deleteObat(call: Call): Reply {
  const visit = ownVisit(call, call.params['noKunjungan'] ?? '');
  const kdObatSK = Number(call.params['kdObatSK']);
  if (visit === undefined || !visit.obat.some(({ sk }) => sk === kdObatSK)) return noContent();
  return {
    code: 200,
    message: 'OK',
    response: null,
    effects: [{ effect: 'obat.deleted', key: visit.nomorKunjungan, data: { ...visitKeys(visit), kdObatSK } }],
  };
}

/** biaya not above maxTarif where one is set [?], docs/facts/pcare.md §4.6. */
function tindakanProblem(body: JsonObject): Reply | null {
  const known = PROCEDURES.find(({ kdTindakan }) => kdTindakan === textAt(body, 'kdTindakan'));
  const biaya = numberAt(body, 'biaya');
  if (known === undefined) return failedDependency('kdTindakan tidak valid');
  if (Number.isNaN(biaya) || biaya < 0 || (known.maxTarif > 0 && biaya > known.maxTarif))
    return precondition([{ field: 'biaya', message: 'Biaya melebihi tarif maksimal.' }]);
  return known.withValue && Number.isNaN(numberAt(body, 'hasil'))
    ? precondition([{ field: 'hasil', message: 'Hasil harus diisi.' }])
    : null;
}

export function addTindakan(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  if (visit === undefined) return noVisit();
  const refused = tindakanProblem(body);
  if (refused !== null) return refused;
  const kdTindakanSK = call.world.pcare.nextTindakan();
  const earlier = visit.tindakan.find(({ fields }) => textAt(fields, 'kdTindakan') === textAt(body, 'kdTindakan'));
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdTindakanSK };
  return created({ field: 'kdTindakanSK', message: String(kdTindakanSK) }, [
    { effect: 'tindakan.added', key: visit.nomorKunjungan, data, duplicateOf: earlier?.seq ?? null },
  ]);
}

export function updateTindakan(call: Call): Reply {
  const body = bodyOf(call);
  const visit = ownVisit(call, textAt(body, 'noKunjungan'));
  const kdTindakanSK = numberAt(body, 'kdTindakanSK');
  if (visit === undefined || !visit.tindakan.some(({ sk }) => sk === kdTindakanSK)) return noVisit();
  const refused = tindakanProblem(body);
  if (refused !== null) return refused;
  const data = { ...scalarsOf(body), ...visitKeys(visit), kdTindakanSK };
  const response = { field: 'kdTindakanSK', message: String(kdTindakanSK) };
  return {
    code: 200,
    message: 'OK',
    response,
    effects: [{ effect: 'tindakan.updated', key: visit.nomorKunjungan, data }],
  };
}

export function deleteTindakan(call: Call): Reply {
  const visit = ownVisit(call, call.params['noKunjungan'] ?? '');
  const kdTindakanSK = Number(call.params['kdTindakanSK']);
  if (visit === undefined || !visit.tindakan.some(({ sk }) => sk === kdTindakanSK)) return noContent();
  return {
    code: 200,
    message: 'OK',
    response: null,
    effects: [{ effect: 'tindakan.deleted', key: visit.nomorKunjungan, data: { ...visitKeys(visit), kdTindakanSK } }],
  };
}

// SEP calls: insert, update, delete, discharge, detail, lists, exceptions. The rules of an insert are in sep-rules.ts.

import { isObject, objectAt, textAt, type JsonObject } from '../../json.ts';
import { answer, naturalKey, refuse, type Call, type Reply } from '../../kernel.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { isDate, wibDate } from '../../wib.ts';
import { judgeSepInsert } from './sep-rules.ts';
import { detailShape, diagnosisName, issuedShape, poliName } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

export function tSep(call: Pick<Call, 'body'>): JsonObject {
  return objectAt(objectAt(call.body, 'request'), 't_sep');
}

/** Flat wire fields of a SEP body: what a checker compares, whatever the call. */
function flatFields(fields: JsonObject): JsonObject {
  const rujukan = objectAt(fields, 'rujukan');
  return {
    noKartu: textAt(fields, 'noKartu'),
    tglSep: textAt(fields, 'tglSep'),
    poliTujuan: textAt(objectAt(fields, 'poli'), 'tujuan').toUpperCase(),
    jnsPelayanan: textAt(fields, 'jnsPelayanan'),
    noMR: textAt(fields, 'noMR'),
    diagAwal: textAt(fields, 'diagAwal'),
    dpjpLayan: textAt(fields, 'dpjpLayan'),
    noRujukan: textAt(rujukan, 'noRujukan'),
    noSurat: textAt(objectAt(fields, 'skdp'), 'noSurat'),
    tujuanKunj: textAt(fields, 'tujuanKunj'),
    assesmentPel: textAt(fields, 'assesmentPel'),
    user: textAt(fields, 'user'),
  };
}

export function insertSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = flatFields(tSep(call));
  return { key: naturalKey(textAt(data, 'noKartu'), textAt(data, 'tglSep'), textAt(data, 'poliTujuan')), data };
}

export function sepSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tSep(call);
  const { noSep, statusPulang, tglPulang, user } = fields;
  return {
    key: textAt(fields, 'noSep'),
    data: { noSep: noSep ?? '', statusPulang: statusPulang ?? '', tglPulang: tglPulang ?? '', user: user ?? '' },
  };
}

export function insertSep(call: Call): Reply {
  const fields = tSep(call);
  const problem = judgeSepInsert(call, fields);
  if (problem !== null) return refuse(problem);
  const { key, data } = insertSubject(call);
  const nomorSep = call.world.sep.nextNumber(call.facility.kodePpk, textAt(fields, 'tglSep'));
  const live = call.world.sep.findLive(textAt(data, 'noKartu'), textAt(data, 'tglSep'), textAt(data, 'poliTujuan'));
  return {
    code: 200,
    message: 'Sukses',
    response: { sep: issuedShape(call, nomorSep, fields) },
    effects: [
      {
        effect: 'sep.issued',
        key,
        data: { ...data, noSep: nomorSep, t_sep: JSON.stringify(fields) },
        duplicateOf: live === undefined ? null : live.seq,
      },
    ],
  };
}

function ownSep(call: Call): Sep | undefined {
  const sep = call.world.sep.find(textAt(tSep(call), 'noSep'));
  return sep !== undefined && sep.kodePpk === call.facility.kodePpk && sep.deleted === null ? sep : undefined;
}

/** Ledger data of a change: the letter's natural key beside the fields that changed. */
function changeData(sep: Sep, fields: JsonObject): JsonObject {
  return {
    noSep: sep.nomorSep,
    noKartu: sep.nomorKartu,
    tglSep: sep.tanggal,
    poliTujuan: sep.poli,
    user: textAt(fields, 'user'),
    t_sep: JSON.stringify(fields),
  };
}

export function updateSep(call: Call): Reply {
  const fields = tSep(call);
  const sep = ownSep(call);
  if (sep === undefined) return refuse(TEXTS.noData);
  if (textAt(fields, 'diagAwal').trim() === '') return refuse(TEXTS.noDiagnosis);
  if (!/^\d{1,14}$/.test(textAt(fields, 'noTelp'))) return refuse(TEXTS.badPhone);
  const doctor = textAt(fields, 'dpjpLayan');
  if (sep.jnsPelayanan === '2' && findHospitalDoctor(doctor) === undefined)
    return refuse(doctor === '' ? TEXTS.missingDoctor : TEXTS.unknownDoctor);
  return {
    ...answer(sep.nomorSep),
    message: 'Sukses',
    effects: [{ effect: 'sep.updated', key: sep.nomorSep, data: changeData(sep, fields) }],
  };
}

/** While no claim exists; other conditions are open [U], docs/facts/vclaim.md §5. */
export function deleteSep(call: Call): Reply {
  const known = call.world.sep.find(textAt(tSep(call), 'noSep'));
  const repeated = call.character === 'dumb' && known?.deleted != null && known.kodePpk === call.facility.kodePpk;
  const sep = repeated ? known : ownSep(call);
  if (sep === undefined) return refuse(TEXTS.noData);
  if (sep.claim !== 'none') return refuse(TEXTS.sepClaimed);
  const effect = {
    effect: 'sep.deleted',
    key: sep.nomorSep,
    data: changeData(sep, tSep(call)),
    duplicateOf: sep.deleted?.seq ?? null,
  } as const;
  return { ...answer(sep.nomorSep), message: 'Sukses', effects: [effect] };
}

/** docs/facts/vclaim.md §5: tglPulang between tglSep and today [B]; statusPulang 1, 3, 4, 5 [A]; letters ≥ 5 characters [C]. */
export function dischargeSep(call: Call): Reply {
  const fields = tSep(call);
  const sep = ownSep(call);
  const tglPulang = textAt(fields, 'tglPulang');
  const status = textAt(fields, 'statusPulang');
  if (sep === undefined) return refuse(TEXTS.noData);
  if (sep.jnsPelayanan !== '1') return refuse(TEXTS.notInpatient);
  if (sep.claim === '3') return refuse(TEXTS.sepClaimed);
  if (!['1', '3', '4', '5'].includes(status)) return refuse(TEXTS.badDischargeWay);
  if (!isDate(tglPulang) || tglPulang < sep.tanggal || tglPulang > wibDate(call.nowMs))
    return refuse(TEXTS.badDischarge);
  if (status === '4' && (textAt(fields, 'noSuratMeninggal').length < 5 || !isDate(textAt(fields, 'tglMeninggal'))))
    return refuse(TEXTS.noDeathLetter);
  const accident = textAt(objectAt(sep.fields, 'jaminan'), 'lakaLantas');
  if (!['', '0'].includes(accident) && textAt(fields, 'noLPManual').length < 5) return refuse(TEXTS.noPoliceReport);
  return {
    code: 200,
    message: 'Sukses',
    response: null,
    effects: [
      {
        effect: 'sep.discharged',
        key: sep.nomorSep,
        data: { ...changeData(sep, fields), tglPulang, statusPulang: status },
      },
    ],
  };
}

export function findSep(call: Call): Reply {
  const sep = call.world.sep.find(call.params['noSep'] ?? '');
  if (sep === undefined || sep.deleted !== null) return refuse(TEXTS.noData);
  return answer(detailShape(call, sep));
}

/** S6: discharges of a month, filtered by SEP number or card when a filter is given. */
export function listDischarges(call: Call): Reply {
  const { bulan = '', tahun = '', filter = '' } = call.params;
  const month = `${tahun}-${bulan.padStart(2, '0')}`;
  const rows: JsonObject[] = [];
  for (const sep of call.world.sep.all()) {
    if (sep.pulang === null || sep.deleted !== null || sep.kodePpk !== call.facility.kodePpk) continue;
    if (!textAt(sep.pulang, 'tglPulang').startsWith(month)) continue;
    if (filter !== '' && filter !== sep.nomorSep && filter !== sep.nomorKartu) continue;
    rows.push(dischargeRow(call, sep, sep.pulang));
  }
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ list: rows });
}

function dischargeRow(call: Call, sep: Sep, pulang: JsonObject): JsonObject {
  return {
    noSep: sep.nomorSep,
    noSepUpdating: sep.nomorSep,
    jnsPelayanan: sep.jnsPelayanan,
    ppkTujuan: sep.kodePpk,
    noKartu: sep.nomorKartu,
    nama: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
    tglSep: sep.tanggal,
    tglPulang: textAt(pulang, 'tglPulang'),
    status: textAt(pulang, 'statusPulang'),
    tglMeninggal: textAt(pulang, 'tglMeninggal') || null,
    noSurat: textAt(pulang, 'noSuratMeninggal') || null,
    keterangan: '-',
    user: textAt(pulang, 'user'),
  };
}

/** S7: poli-to-poli letters, i.e. out-patient SEPs on the same referral in another poli; derived, see README. */
export function listInternal(call: Call): Reply {
  const sep = call.world.sep.find(call.params['noSep'] ?? '');
  if (sep === undefined || sep.deleted !== null) return refuse(TEXTS.noData);
  const rows = call.world.sep
    .onReferral(sep.nomorKartu, sep.nomorRujukan)
    .filter(
      (other) =>
        other.nomorSep !== sep.nomorSep &&
        other.poli !== sep.poli &&
        ['1', '2', '3', '4'].includes(textAt(other.fields, 'assesmentPel')),
    )
    .map((other) => internalRow(sep, other));
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ count: String(rows.length), list: rows });
}

function internalRow(from: Sep, to: Sep): JsonObject {
  const diagnosis = textAt(to.fields, 'diagAwal');
  const doctor = textAt(to.fields, 'dpjpLayan');
  return {
    tujuanrujuk: to.poli,
    nmtujuanrujuk: poliName(to.poli),
    nmpoliasal: poliName(from.poli),
    tglrujukinternal: to.tanggal,
    nosep: to.nomorSep,
    nosepref: from.nomorSep,
    ppkpelsep: to.kodePpk,
    nokapst: to.nomorKartu,
    tglsep: to.tanggal,
    nosurat: to.nomorSurat,
    flaginternal: '1',
    kdpoliasal: from.poli,
    kdpolituj: to.poli,
    kdpenunjang: textAt(to.fields, 'kdPenunjang') || '0',
    nmpenunjang: null,
    diagppk: diagnosis,
    kddokter: doctor,
    nmdokter: findHospitalDoctor(doctor)?.nama ?? null,
    flagprosedur: null,
    opsikonsul: textAt(to.fields, 'assesmentPel'),
    flagsep: '1',
    fuser: textAt(to.fields, 'user'),
    fdate: to.tanggal,
    nmdiag: diagnosisName(diagnosis),
  };
}

/** S9 and S10: exceptions for a past day (`1`) or a missing fingerprint (`2`) [A], docs/facts/vclaim.md §4.5. */
export function requestException(call: Call): Reply {
  return exception(call, 'submitted');
}

export function approveException(call: Call): Reply {
  const fields = tSep(call);
  const state = call.world.approvals.state(
    textAt(fields, 'noKartu'),
    textAt(fields, 'tglSep'),
    textAt(fields, 'jnsPelayanan'),
    textAt(fields, 'jnsPengajuan') || '1',
  );
  return state === undefined ? refuse(TEXTS.noData) : exception(call, 'approved');
}

function exception(call: Call, state: 'submitted' | 'approved'): Reply {
  const fields = tSep(call);
  const card = textAt(fields, 'noKartu');
  if (!isObject(fields) || call.world.people.byCard(card) === undefined) return refuse(TEXTS.unknownCard);
  const data = {
    noKartu: card,
    tglSep: textAt(fields, 'tglSep'),
    jnsPelayanan: textAt(fields, 'jnsPelayanan'),
    // A missing jnsPengajuan means "1" [A], docs/facts/vclaim.md §4.5 S10.
    jnsPengajuan: textAt(fields, 'jnsPengajuan') || '1',
    state,
  };
  return {
    ...answer(card),
    effects: [{ effect: 'sep.approval', key: `${card}+${data.tglSep}+${data.jnsPengajuan}`, data }],
  };
}

// SEP calls: insert, update, delete, discharge, detail, data for the grouper. The rules of an insert are in sep-rules.ts.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { isDate, wibDate } from '../../wib.ts';
import { judgeAccident } from './accidents.ts';
import { followUpProblem } from './internal.ts';
import { REFERRAL_TEXTS } from './referral-texts.ts';
import { ownSep } from './own-sep.ts';
import { changeData, insertSubject, tSep } from './sep-body.ts';
import { judgeSepInsert } from './sep-rules.ts';
import { detailShape, issuedShape } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

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

export function updateSep(call: Call): Reply {
  const fields = tSep(call);
  const sep = ownSep(call, textAt(fields, 'noSep'));
  if (sep === undefined) return refuse(TEXTS.noData);
  if (textAt(fields, 'diagAwal').trim() === '') return refuse(TEXTS.noDiagnosis);
  if (!/^\d{1,14}$/.test(textAt(fields, 'noTelp'))) return refuse(TEXTS.badPhone);
  const doctor = textAt(fields, 'dpjpLayan');
  if (sep.jnsPelayanan === '2' && findHospitalDoctor(doctor) === undefined)
    return refuse(doctor === '' ? TEXTS.missingDoctor : TEXTS.unknownDoctor);
  const accident = judgeAccident(call, {
    card: sep.nomorKartu,
    tglSep: sep.tanggal,
    jaminan: objectAt(fields, 'jaminan'),
    nomorSep: sep.nomorSep,
  });
  if (accident !== null) return refuse(accident);
  return {
    ...answer(sep.nomorSep),
    message: 'Sukses',
    effects: [{ effect: 'sep.updated', key: sep.nomorSep, data: changeData(sep, fields) }],
  };
}

/** While no claim exists and nothing hangs on it [U], docs/facts/vclaim.md §5 and §8.2. */
export function deleteSep(call: Call): Reply {
  const known = call.world.sep.find(textAt(tSep(call), 'noSep'));
  const repeated = call.character === 'dumb' && known?.deleted != null && known.kodePpk === call.facility.kodePpk;
  const sep = repeated ? known : ownSep(call, known?.nomorSep ?? '');
  if (sep === undefined) return refuse(TEXTS.noData);
  if (sep.claim !== 'none') return refuse(TEXTS.sepClaimed);
  const followUp = followUpProblem(call, sep);
  if (followUp !== null) return refuse(followUp);
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
  const sep = ownSep(call, textAt(fields, 'noSep'));
  const tglPulang = textAt(fields, 'tglPulang');
  const status = textAt(fields, 'statusPulang');
  if (sep === undefined) return refuse(TEXTS.noData);
  if (sep.jnsPelayanan !== '1') return refuse(TEXTS.notInpatient);
  // Not on an already referred case [B], §5; UAT check 11.9, §8.2.
  if (call.world.outgoing.ofSep(sep.nomorSep).length > 0) return refuse(REFERRAL_TEXTS.alreadyReferred);
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

/** S14: a plain object [B], docs/facts/vclaim.md §2.5; `tktPelayanan` as the kind of service [U]. */
export function cbgOfSep(call: Call): Reply {
  const sep = ownSep(call, call.params['noSep'] ?? '');
  if (sep === undefined) return refuse(TEXTS.noData);
  const person = call.world.people.byCard(sep.nomorKartu);
  return answer({
    pesertasep: {
      kelamin: person?.jenisKelamin ?? '',
      klsRawat: textAt(objectAt(sep.fields, 'klsRawat'), 'klsRawatHak') || (person?.hakKelas ?? ''),
      nama: person?.nama ?? '',
      noKartuBpjs: sep.nomorKartu,
      noMr: textAt(sep.fields, 'noMR'),
      noRujukan: sep.nomorRujukan,
      tglLahir: person?.tanggalLahir ?? '',
      tglPelayanan: sep.tanggal,
      tktPelayanan: sep.jnsPelayanan,
    },
  });
}

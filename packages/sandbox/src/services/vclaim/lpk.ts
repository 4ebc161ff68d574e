// Claim sheets (L1–L4), docs/facts/vclaim.md §4.9. The code lists are [A]; which combinations BPJS refuses is not known, so the checks
// below are the reading of those lists [U].

import { CARA_KELUAR, KELAS_RAWAT_LPK, PASCA_PULANG, TINDAK_LANJUT } from '@titian/contract';
import { listAt, objectAt, textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Effect, type Reply } from '../../kernel.ts';
import { CLAIM_SPECIALTIES, CLAIM_WARDS, PROCEDURES_ICD9, type Row } from '../../reference/claim-sheet.ts';
import { findHospitalDoctor } from '../../reference/hospital.ts';
import { isDate, wibDate } from '../../wib.ts';
import type { ClaimSheet } from './lpk-state.ts';
import { ownSep, wrapped } from './own-sep.ts';
import { LPK_TEXTS, sheetExists } from './referral-texts.ts';
import { diagnosisName } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

const tLpk = (call: Pick<Call, 'body'>): JsonObject => wrapped(call, 't_lpk');

/** The members of `perawatan`, each from its reference. */
const CARE: Readonly<Record<string, readonly Row[]>> = {
  caraKeluar: CARA_KELUAR,
  kelasRawat: KELAS_RAWAT_LPK,
  kondisiPulang: PASCA_PULANG,
  ruangRawat: CLAIM_WARDS,
  spesialistik: CLAIM_SPECIALTIES,
};

export function lpkSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tLpk(call);
  const keys = ['noSep', 'tglMasuk', 'tglKeluar', 'DPJP', 'user'];
  return {
    key: textAt(fields, 'noSep'),
    data: Object.fromEntries(keys.map((key) => [key, textAt(fields, key)])),
  };
}

function judgeSheet(call: Call, sep: Sep, fields: JsonObject): string | null {
  const [from, to] = [textAt(fields, 'tglMasuk'), textAt(fields, 'tglKeluar')];
  if (!isDate(from) || !isDate(to)) return TEXTS.badDate;
  if (from < sep.tanggal || to < from || to > wibDate(call.nowMs)) return LPK_TEXTS.badDates;
  if (textAt(fields, 'jaminan') !== '1') return LPK_TEXTS.badGuarantee;
  const care = objectAt(fields, 'perawatan');
  const knows = (rows: readonly Row[], code: string): boolean => code === '' || rows.some(({ kode }) => kode === code);
  if (!Object.entries(CARE).every(([key, rows]) => knows(rows, textAt(care, key)))) return LPK_TEXTS.badCode;
  const levels = listAt(fields, 'diagnosa').map((row) => textAt(row, 'level'));
  if (!levels.every((level) => ['1', '2'].includes(level))) return LPK_TEXTS.badLevel;
  if (levels.filter((level) => level === '1').length !== 1) return LPK_TEXTS.onePrimary;
  return judgePlan(objectAt(fields, 'rencanaTL'));
}

/** A referral names its target, a control visit its day and poli. */
function judgePlan(plan: JsonObject): string | null {
  const next = textAt(plan, 'tindakLanjut');
  const control = objectAt(plan, 'kontrolKembali');
  if (!TINDAK_LANJUT.some(({ kode }) => kode === next)) return LPK_TEXTS.badPlan;
  if (next === '3' && textAt(objectAt(plan, 'dirujukKe'), 'kodePPK') === '') return LPK_TEXTS.badPlan;
  const complete = isDate(textAt(control, 'tglKontrol')) && textAt(control, 'poli') !== '';
  return next === '4' && !complete ? LPK_TEXTS.badPlan : null;
}

/** L1: one sheet per SEP [U]; the dumb payer writes over it. */
export function insertSheet(call: Call): Reply {
  const sep = ownSep(call, textAt(tLpk(call), 'noSep'));
  if (sep === undefined) return refuse(TEXTS.noData);
  const problem = judgeSheet(call, sep, tLpk(call));
  if (problem !== null) return refuse(problem);
  const known = call.world.lpk.find(sep.nomorSep);
  if (known !== undefined && call.character === 'documented') return refuse(sheetExists(sep.nomorSep));
  return answer(sep.nomorSep, [stored('lpk.added', call, sep, known?.seq ?? null)]);
}

/** L2: the whole sheet anew. */
export function updateSheet(call: Call): Reply {
  const sep = ownSep(call, textAt(tLpk(call), 'noSep'));
  if (sep === undefined || call.world.lpk.find(sep.nomorSep) === undefined) return refuse(TEXTS.noData);
  const problem = judgeSheet(call, sep, tLpk(call));
  return problem === null ? answer(sep.nomorSep, [stored('lpk.updated', call, sep, null)]) : refuse(problem);
}

function stored(effect: 'lpk.added' | 'lpk.updated', call: Call, sep: Sep, duplicateOf: number | null): Effect {
  const data = { ...lpkSubject(call).data, noKartu: sep.nomorKartu, t_lpk: JSON.stringify(tLpk(call)) };
  return { effect, key: sep.nomorSep, data, duplicateOf };
}

/** L3; the dumb payer deletes what is deleted. */
export function deleteSheet(call: Call): Reply {
  const known = call.world.lpk.findEver(textAt(tLpk(call), 'noSep'));
  const isOwn = known?.kodePpk === call.facility.kodePpk;
  if (known === undefined || !isOwn || (known.deleted !== null && call.character === 'documented'))
    return refuse(TEXTS.noData);
  return answer(known.nomorSep, [
    {
      effect: 'lpk.deleted',
      key: known.nomorSep,
      data: { noSep: known.nomorSep },
      duplicateOf: known.deleted?.seq ?? null,
    },
  ]);
}

/** L4: every collection nested as `list` once more, docs/facts/vclaim.md §4.9. */
export function listSheets(call: Call): Reply {
  const { tglMasuk = '', jnsPelayanan = '' } = call.params;
  const rows = call.world.lpk.ofFacility(call.facility.kodePpk).flatMap((sheet) => {
    const sep = call.world.sep.find(sheet.nomorSep);
    const fits = textAt(sheet.fields, 'tglMasuk') === tglMasuk && sep?.jnsPelayanan === jnsPelayanan;
    return sep === undefined || !fits ? [] : [sheetRow(call, sep, sheet)];
  });
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ lpk: { list: rows } });
}

function sheetRow(call: Call, sep: Sep, { fields }: ClaimSheet): JsonObject {
  const person = call.world.people.byCard(sep.nomorKartu);
  const doctor = textAt(fields, 'DPJP');
  const care = objectAt(fields, 'perawatan');
  const plan = objectAt(fields, 'rencanaTL');
  return {
    DPJP: { dokter: { kode: doctor, nama: findHospitalDoctor(doctor)?.nama ?? '' } },
    diagnosa: {
      list: listAt(fields, 'diagnosa').map((row) => ({
        level: textAt(row, 'level'),
        list: withCode(textAt(row, 'kode'), diagnosisName(textAt(row, 'kode'))),
      })),
    },
    jnsPelayanan: sep.jnsPelayanan,
    noSep: sep.nomorSep,
    perawatan: Object.fromEntries(
      Object.entries(CARE).map(([key, rows]) => {
        const code = textAt(care, key);
        return [key, { kode: code, nama: rows.find(({ kode }) => kode === code)?.nama ?? '' }];
      }),
    ),
    peserta: {
      kelamin: person?.jenisKelamin ?? '',
      nama: person?.nama ?? '',
      noKartu: sep.nomorKartu,
      noMR: textAt(sep.fields, 'noMR'),
      tglLahir: person?.tanggalLahir ?? '',
    },
    poli: {
      eksekutif: textAt(objectAt(sep.fields, 'poli'), 'eksekutif') || '0',
      poli: { kode: textAt(objectAt(fields, 'poli'), 'poli') },
    },
    procedure: {
      list: listAt(fields, 'procedure').map((row) => {
        const code = textAt(row, 'kode');
        return { list: withCode(code, PROCEDURES_ICD9.find(({ kode }) => kode === code)?.nama ?? code) };
      }),
    },
    // Null for a patient who goes home; otherwise the plan as it was sent [U].
    rencanaTL: textAt(plan, 'tindakLanjut') === '1' ? null : plan,
    tglKeluar: textAt(fields, 'tglKeluar'),
    tglMasuk: textAt(fields, 'tglMasuk'),
  };
}

/** In diagnoses and procedures the name repeats the code [A], docs/facts/vclaim.md §4.11. */
const withCode = (kode: string, nama: string): JsonObject => ({ kode, nama: `${kode} - ${nama}` });

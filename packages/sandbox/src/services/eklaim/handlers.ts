// What E-Klaim says to each method: which steps are allowed when, and what an answer carries (docs/facts/eklaim.md §5, §7, §8). Words of the
// refusals are ours [U]; the numbers are the manual's [A].

import { objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import type { Call, EffectName, Reply } from '../../kernel.ts';
import { keepKnown, search, shown } from './codes.ts';
import { groupIdrg, groupInacbg, isBillable } from './grouper.ts';
import { claimSheet } from './print.ts';
import { isBefore, spanOf, splitCodes, type Codes, type EklaimClaim } from './state.ts';

type Claim = EklaimClaim;
type Refusal = readonly [number: string, message: string];

const OK = { code: 200, message: 'Ok' } as const;
/** A coder is known to this E-Klaim when the NIK is one of the sandbox's people. */
const CODER = /^9999\d{12}$/;
const TB = /^A1[5-9]/;

const refuse = ([errorNumber, message]: Refusal, extra: JsonObject = {}): Reply => ({
  code: 400,
  message,
  errorNumber,
  response: extra,
});
const dataOf = (call: Pick<Call, 'body'>): JsonObject => objectAt(call.body, 'data');
const metadataOf = (call: Pick<Call, 'body'>): JsonObject => objectAt(call.body, 'metadata');
export const sepOf = (call: Pick<Call, 'body'>): string =>
  textAt(metadataOf(call), 'nomor_sep') || textAt(dataOf(call), 'nomor_sep');

const NOT_FOUND: Refusal = ['E2004', 'Nomor SEP tidak ditemukan'];
const FINAL: Refusal = ['E2009', 'Klaim sudah final'];
const NOT_GROUPED: Refusal = ['E2017', 'Klaim belum di-grouping'];
const NOT_FINAL: Refusal = ['E2018', 'Klaim belum final'];

/** A method of one claim: an effect makes it a write, `judge` says why not. */
interface Method {
  readonly effect?: EffectName;
  readonly judge?: (claim: Claim, call: Call) => Refusal | null;
  readonly answer?: (claim: Claim, call: Call) => JsonObject;
}

const isClosed = (claim: Claim): boolean => !isBefore(claim.stage, 'final');

function coderProblem(call: Call): Refusal | null {
  const coder = textAt(dataOf(call), 'coder_nik');
  if (coder === '') return ['E2005', 'NIK koder kosong'];
  return CODER.test(coder) ? null : ['E2006', 'NIK koder belum terdaftar'];
}

function judgeData(claim: Claim, call: Call): Refusal | null {
  const data = dataOf(call);
  if (isClosed(claim)) return FINAL;
  const renamed = textAt(data, 'nomor_sep');
  if (
    renamed !== '' &&
    renamed !== claim.nomorSep &&
    call.world.eklaim.find(call.facility.kodePpk, renamed) !== undefined
  )
    return ['E2010', 'Nomor SEP baru sudah digunakan'];
  const coder = coderProblem(call);
  if (coder !== null) return coder;
  if (textAt(data, 'payor_id') === '' && textAt(claim.data, 'payor_id') === '') return ['E2033', 'payor_id kosong'];
  const from = textAt(data, 'tgl_masuk') || textAt(claim.data, 'tgl_masuk');
  const to = textAt(data, 'tgl_pulang') || textAt(claim.data, 'tgl_pulang');
  return from !== '' && to !== '' && to < from ? ['E2012', 'Tanggal pulang mendahului tanggal masuk'] : null;
}

function codeMethods(system: 'idrg' | 'inacbg', what: keyof Codes): { set: Method; get: Method } {
  return {
    set: {
      effect: 'eklaim.claim.changed',
      judge: (claim) => {
        if (isClosed(claim)) return FINAL;
        return system === 'inacbg' && isBefore(claim.stage, 'idrg_final') ? NOT_FINAL : null;
      },
      // What will be stored, not what was sent.
      answer: (claim, call) => {
        const text = textAt(dataOf(call), what);
        const stored = text === '' ? claim[system][what] : keepKnown(what, splitCodes(text));
        return { data: shown(system, what, stored) };
      },
    },
    get: { answer: (claim) => ({ data: shown(system, what, claim[system][what]) }) },
  };
}

function judgeGroup(claim: Claim, call: Call): Refusal | null {
  const system = textAt(metadataOf(call), 'grouper');
  const isSecond = textAt(metadataOf(call), 'stage') === '2';
  if (isClosed(claim)) return FINAL;
  if (system === 'idrg') {
    if (claim.stage === 'new') return ['E2030', 'Data klaim belum diisi'];
    if (!isBefore(claim.stage, 'idrg_final')) return FINAL;
    return isSecond && claim.stage !== 'idrg_grouped' ? NOT_GROUPED : null;
  }
  if (system !== 'inacbg') return ['E2030', 'Parameter grouper tidak ada'];
  if (isBefore(claim.stage, 'idrg_final')) return NOT_FINAL;
  if (claim.stage === 'inacbg_final') return FINAL;
  return isSecond && claim.stage !== 'inacbg_grouped' ? NOT_GROUPED : null;
}

const billable = (system: 'idrg' | 'inacbg', claim: Claim): Refusal | null =>
  isBillable(system, system === 'idrg' ? claim.groupedIdrg : claim.groupedInacbg)
    ? null
    : [system === 'idrg' ? 'E2063' : 'E2016', 'Hasil grouping tidak valid'];

function judgeFinal(claim: Claim, call: Call): Refusal | null {
  if (isClosed(claim)) return FINAL;
  if (isBefore(claim.stage, 'inacbg_grouped')) return NOT_GROUPED;
  if (claim.stage !== 'inacbg_final') return NOT_FINAL;
  const isTb = claim.inacbg.diagnosa.some((code) => TB.test(code));
  if (isTb && claim.registerSitb === '') return ['E2066', 'Kasus TB belum divalidasi SITB'];
  return coderProblem(call);
}

const FILE_TYPES = /\.(pdf|jpe?g|png)$/i;
const changed = (judge: Method['judge'], answer?: Method['answer']): Method => ({
  effect: 'eklaim.claim.changed',
  ...(judge === undefined ? {} : { judge }),
  ...(answer === undefined ? {} : { answer }),
});

const idrgDiagnosa = codeMethods('idrg', 'diagnosa');
const idrgProcedure = codeMethods('idrg', 'procedure');
const inacbgDiagnosa = codeMethods('inacbg', 'diagnosa');
const inacbgProcedure = codeMethods('inacbg', 'procedure');

/** Methods that speak of one claim; all others are in `answerOther`. */
const OF_A_CLAIM: Readonly<Record<string, Method>> = {
  set_claim_data: changed(judgeData),
  idrg_diagnosa_set: idrgDiagnosa.set,
  idrg_diagnosa_get: idrgDiagnosa.get,
  idrg_procedure_set: idrgProcedure.set,
  idrg_procedure_get: idrgProcedure.get,
  inacbg_diagnosa_set: inacbgDiagnosa.set,
  inacbg_diagnosa_get: inacbgDiagnosa.get,
  inacbg_procedure_set: inacbgProcedure.set,
  inacbg_procedure_get: inacbgProcedure.get,
  idrg_to_inacbg_import: changed(
    (claim) => (isClosed(claim) ? FINAL : isBefore(claim.stage, 'idrg_final') ? NOT_FINAL : null),
    (claim) => ({
      data: {
        diagnosa: shown('inacbg', 'diagnosa', claim.idrg.diagnosa),
        procedure: shown(
          'inacbg',
          'procedure',
          claim.idrg.procedure.map((code) => code.replace(/\+\d+$/, '')),
        ),
      },
    }),
  ),
  grouper: changed(judgeGroup, (claim, call) => {
    const isSecond = textAt(metadataOf(call), 'stage') === '2';
    if (textAt(metadataOf(call), 'grouper') === 'idrg')
      return { response_idrg: groupIdrg(claim, isSecond ? splitCodes(textAt(dataOf(call), 'topup_codes')) : null) };
    return groupInacbg(claim, isSecond ? splitCodes(textAt(dataOf(call), 'special_cmg')) : null);
  }),
  idrg_grouper_final: changed((claim) => {
    if (isBefore(claim.stage, 'idrg_grouped')) return NOT_GROUPED;
    return claim.stage === 'idrg_grouped' ? billable('idrg', claim) : FINAL;
  }),
  inacbg_grouper_final: changed((claim) => {
    if (isBefore(claim.stage, 'inacbg_grouped')) return NOT_GROUPED;
    return claim.stage === 'inacbg_grouped' ? billable('inacbg', claim) : FINAL;
  }),
  // One state back each [U], docs/facts/eklaim.md §8.
  idrg_grouper_reedit: changed((claim) => {
    if (isClosed(claim) || claim.stage === 'inacbg_final') return FINAL;
    return isBefore(claim.stage, 'idrg_final') ? NOT_FINAL : null;
  }),
  inacbg_grouper_reedit: changed((claim) => {
    if (isClosed(claim)) return FINAL;
    return claim.stage === 'inacbg_final' ? null : NOT_FINAL;
  }),
  claim_final: changed(judgeFinal),
  reedit_claim: changed((claim) => {
    if (claim.stage === 'sent') return ['E2039', 'Klaim sudah terkirim'];
    return claim.stage === 'final' ? null : NOT_FINAL;
  }),
  send_claim_individual: {
    effect: 'eklaim.claim.sent',
    judge: (claim) => (isClosed(claim) ? null : ['E2002', 'Klaim belum final']),
    answer: () => ({
      response: { data: [{ kemkes_dc_status: 'sent', bpjs_dc_status: 'sent', cob_dc_status: 'sent' }] },
    }),
  },
  delete_claim: {
    effect: 'eklaim.claim.deleted',
    judge: (claim, call) => (claim.stage === 'sent' ? ['E2038', 'Klaim sudah diproses'] : coderProblem(call)),
  },
  get_claim_data: { answer: claimAnswer },
  get_claim_status: {
    answer: (claim) => ({
      response: {
        status_kirim: claim.stage === 'sent' ? '1' : '0',
        tgl_kirim: claim.sentAt === '' ? null : claim.sentAt,
      },
    }),
  },
  retrieve_claim_status: { answer: (claim) => ({ response: { nomor_sep: claim.nomorSep, status: claim.stage } }) },
  claim_print: {
    answer: (claim) => ({
      data: claimSheet([
        'Klaim Individual Pasien (contoh)',
        `Nomor SEP: ${claim.nomorSep}`,
        `Status: ${claim.stage}`,
        `Diagnosis: ${claim.inacbg.diagnosa.join(', ') || '-'}`,
      ]).toString('base64'),
    }),
  },
  // The number's last digit decides, so that both answers can be had; the code is 200 either way [A].
  sitb_validate: {
    effect: 'eklaim.claim.changed',
    answer: (_, call) => {
      const isValid = /[0-8]$/.test(textAt(dataOf(call), 'nomor_register_sitb'));
      return {
        response: {
          status: isValid ? 'VALID' : 'INVALID',
          detail: isValid ? 'Nomor register ditemukan' : 'Nomor register tidak ditemukan',
          validation: { data: [], success: isValid },
        },
      };
    },
  },
  sitb_invalidate: { effect: 'eklaim.claim.changed' },
  file_upload: {
    effect: 'eklaim.file.added',
    judge: (claim, call) => {
      if (claim.stage === 'sent') return ['E2038', 'Klaim sudah diproses'];
      return FILE_TYPES.test(textAt(metadataOf(call), 'file_name')) ? null : ['E2036', 'Jenis berkas tidak didukung'];
    },
    answer: (_, call) => ({
      response: { file_id: call.world.eklaim.nextFileId(), upload_dc_bpjs: 1, upload_dc_bpjs_response: null },
    }),
  },
  file_get: {
    answer: (claim) => ({ response: { count: claim.files.length, data: claim.files.map((file) => ({ ...file })) } }),
  },
  file_delete: { effect: 'eklaim.file.deleted' },
};

function claimAnswer(claim: Claim): JsonObject {
  const group = objectAt(claim.groupedInacbg, 'response_inacbg');
  const sent = claim.stage === 'sent';
  return {
    response: {
      ...claim.data,
      nomor_sep: claim.nomorSep,
      nomor_kartu: claim.nomorKartu,
      nomor_rm: claim.nomorRm,
      nama_pasien: claim.nama,
      tgl_lahir: claim.tanggalLahir,
      gender: claim.gender,
      diagnosa: claim.inacbg.diagnosa.join('#'),
      procedure: claim.inacbg.procedure.join('#'),
      klaim_status_cd: isClosed(claim) ? 'final' : 'normal',
      status_klaim: isClosed(claim) ? 'final' : 'normal',
      kemenkes_dc_status_cd: sent ? 'sent' : 'unsent',
      bpjs_dc_status_cd: sent ? 'sent' : 'unsent',
      cbg_code: textAt(objectAt(group, 'cbg'), 'code') || null,
      cbg_tariff: textAt(group, 'tariff') || null,
    },
  };
}

const REPEATABLE = new Set(['claim_final', 'idrg_grouper_final', 'inacbg_grouper_final']);

export function handle(name: string, call: Call): Reply {
  const method = OF_A_CLAIM[name];
  if (method === undefined) return answerOther(name, call);
  const claim = call.world.eklaim.find(call.facility.kodePpk, sepOf(call));
  if (claim === undefined) return refuse(NOT_FOUND);
  const problem = method.judge?.(claim, call) ?? null;
  const earlier =
    call.character === 'dumb'
      ? call.world.eklaim.earlier(call.facility.kodePpk, repeatKey(claim.nomorSep, call))
      : null;
  // The dumb payer closes again what it has closed; the documented one says that it is closed.
  const isRepeated = call.character === 'dumb' && REPEATABLE.has(name) && problem === FINAL && earlier !== null;
  if (problem !== null && !isRepeated) return refuse(problem);
  const payload = method.answer?.(claim, call) ?? {};
  const isNothingNew = name === 'send_claim_individual' && claim.stage === 'sent' && call.character === 'documented';
  if (method.effect === undefined || isNothingNew) return { ...OK, response: payload };
  return {
    ...OK,
    response: payload,
    effects: [{ ...effectOf(method.effect, claim.nomorSep, name, call), duplicateOf: earlier }],
  };
}

function repeatKey(key: string, call: Call): string {
  return `${key} ${JSON.stringify(call.body)}`;
}

function effectOf(effect: EffectName, key: string, name: string, call: Call) {
  return { effect, key, data: { call: name, nomor_sep: key, body: JSON.stringify(call.body) } };
}

function answerOther(name: string, call: Call): Reply {
  const data = dataOf(call);
  const { eklaim } = call.world;
  const { kodePpk } = call.facility;
  switch (name) {
    case 'new_claim':
      return newClaim(call, data);
    case 'update_patient':
    case 'delete_patient': {
      const number = name === 'delete_patient' ? textAt(data, 'nomor_rm') : textAt(metadataOf(call), 'nomor_rm');
      const mine = eklaim.ofHospital(kodePpk).filter(({ nomorRm }) => nomorRm === number);
      if (mine.length === 0) return refuse(['E2008', 'Nomor rekam medis tidak ditemukan']);
      if (name === 'delete_patient' && mine.some(isClosed)) return refuse(['E2038', 'Klaim sudah diproses']);
      return { ...OK, response: {}, effects: [effectOf('eklaim.patient.changed', number, name, call)] };
    }
    case 'send_claim': {
      const claims = spanOf(eklaim.ofHospital(kodePpk), data);
      const rows = claims.map((claim) => ({ nomor_sep: claim.nomorSep, tgl_pulang: textAt(claim.data, 'tgl_pulang') }));
      const span = `${textAt(data, 'start_dt')}..${textAt(data, 'stop_dt')}`;
      const response: Json = { response: { count: rows.length, data: rows } };
      if (rows.length === 0) return { ...OK, response };
      return { ...OK, response, effects: [effectOf('eklaim.claim.sent', span, name, call)] };
    }
    case 'generate_claim_number': {
      const number = eklaim.nextClaimNumber(kodePpk);
      const effects = [effectOf('eklaim.number.issued', number, name, call)];
      return { ...OK, response: { response: { claim_number: number } }, effects };
    }
    case 'search_diagnosis_inagrouper':
      return { ...OK, response: search('idrg', 'diagnosa', textAt(data, 'keyword')) };
    case 'search_procedures_inagrouper':
      return { ...OK, response: search('idrg', 'procedure', textAt(data, 'keyword')) };
    case 'search_diagnosis':
      return { ...OK, response: search('inacbg', 'diagnosa', textAt(data, 'keyword')) };
    case 'search_procedures':
      return { ...OK, response: search('inacbg', 'procedure', textAt(data, 'keyword')) };
    default:
      return refuse(['E2001', 'Method tidak dikenal']);
  }
}

const REQUIRED = ['nomor_kartu', 'nomor_sep', 'nomor_rm', 'nama_pasien', 'tgl_lahir', 'gender'] as const;

function newClaim(call: Call, data: JsonObject): Reply {
  const missing = REQUIRED.find((field) => textAt(data, field) === '');
  if (missing !== undefined) return refuse(['E2030', `Parameter ${missing} tidak ada`]);
  const nomorSep = textAt(data, 'nomor_sep');
  const known = call.world.eklaim.find(call.facility.kodePpk, nomorSep);
  if (known !== undefined && call.character === 'documented') {
    const row = {
      nama_pasien: known.nama,
      nomor_rm: known.nomorRm,
      tgl_masuk: textAt(known.data, 'tgl_masuk') || null,
    };
    return refuse(['E2007', 'Duplikasi nomor SEP'], { duplicate: [row] });
  }
  const id = known === undefined ? call.world.eklaim.nextPatientId() : 1;
  return {
    ...OK,
    response: { response: { patient_id: id, admission_id: id, hospital_admission_id: id } },
    effects: [{ ...effectOf('eklaim.claim.opened', nomorSep, 'new_claim', call), duplicateOf: known?.seq ?? null }],
  };
}

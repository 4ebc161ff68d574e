// Outgoing referrals (R10–R16), docs/facts/vclaim.md §4.3. BPJS knows no rule against a second referral of one SEP to the same target,
// so both characters issue it; the ledger remarks it.

import { TIPE_RUJUKAN } from '@titian/contract';
import { textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Effect, type Reply } from '../../kernel.ts';
import { SARANA } from '../../reference/clinic.ts';
import { doctorsOf, findPoli, POLIS } from '../../reference/hospital.ts';
import { facilityName } from '../../reference/satusehat.ts';
import { addDays, isDate, wibDate } from '../../wib.ts';
import { listOr, spanProblem } from './lists.ts';
import { ownSep, wrapped } from './own-sep.ts';
import type { OutgoingReferral } from './referral-state.ts';
import { REFERRAL_TEXTS } from './referral-texts.ts';
import { REFERRAL_DAYS } from './sep-rules.ts';
import { diagnosisName, poliName, sepPeserta } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

const tRujukan = (call: Pick<Call, 'body'>): JsonObject => wrapped(call, 't_rujukan');

/** A referral is known by what it is for: SEP and target (docs/facts/vclaim.md §6.4). */
export function insertSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = flatFields(tRujukan(call));
  return { key: `${textAt(data, 'noSep')}+${textAt(data, 'ppkDirujuk')}`, data };
}

export function changeSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tRujukan(call);
  const noRujukan = textAt(fields, 'noRujukan');
  return { key: noRujukan, data: { noRujukan, user: textAt(fields, 'user') } };
}

/** Flat wire fields: what a checker compares, whatever the call. */
function flatFields(fields: JsonObject): JsonObject {
  const keys = ['noSep', 'tglRujukan', 'tglRencanaKunjungan', 'ppkDirujuk', 'tipeRujukan', 'poliRujukan', 'user'];
  return Object.fromEntries(keys.map((key) => [key, textAt(fields, key)]));
}

/** The refusal, or null: dates [U], target and service [A], kind against polyclinic [A], diagnosis [U]. First failure wins. */
export function judgeReferral(call: Call, sep: Sep, fields: JsonObject): string | null {
  const [issued, planned] = [textAt(fields, 'tglRujukan'), textAt(fields, 'tglRencanaKunjungan')];
  if (!isDate(issued) || !isDate(planned)) return TEXTS.badDate;
  if (issued < sep.tanggal) return REFERRAL_TEXTS.beforeSep;
  if (issued > wibDate(call.nowMs)) return REFERRAL_TEXTS.inFuture;
  if (planned < issued) return REFERRAL_TEXTS.plannedBefore;
  if (!/^[0-9]{4}[0-9A-Z][0-9]{3}$/.test(textAt(fields, 'ppkDirujuk'))) return REFERRAL_TEXTS.badTarget;
  if (!['1', '2'].includes(textAt(fields, 'jnsPelayanan'))) return TEXTS.badService;
  const type = textAt(fields, 'tipeRujukan');
  const poli = textAt(fields, 'poliRujukan').trim();
  if (!TIPE_RUJUKAN.some(({ kode }) => kode === type)) return REFERRAL_TEXTS.badType;
  if (type === '2' ? poli !== '' : findPoli(poli) === undefined) return REFERRAL_TEXTS.badPoli;
  return textAt(fields, 'diagRujukan').trim() === '' ? REFERRAL_TEXTS.noDiagnosis : null;
}

/** The effect of R10 and of SISRUTE's insert; `extra` is what SATUSEHAT adds. */
export function issuedEffect(
  call: Call,
  { sep, nomorRujukan, fields, extra = {} }: IssuedReferral,
): Effect & { readonly effect: 'rujukan.issued' } {
  const { key, data } = insertSubject(call);
  const first = call.world.outgoing
    .ofSep(sep.nomorSep)
    .find((known) => textAt(known.fields, 'ppkDirujuk') === textAt(fields, 'ppkDirujuk'));
  return {
    effect: 'rujukan.issued',
    key,
    data: {
      ...data,
      noSep: sep.nomorSep,
      noRujukan: nomorRujukan,
      noKartu: sep.nomorKartu,
      ...extra,
      t_rujukan: JSON.stringify(fields),
    },
    duplicateOf: first?.seq ?? null,
  };
}

interface IssuedReferral {
  readonly sep: Sep;
  readonly nomorRujukan: string;
  readonly fields: JsonObject;
  readonly extra?: JsonObject;
}

/** R10; the older catalogue notes a null answer for partial referrals. */
export function insertReferral(call: Call): Reply {
  const fields = tRujukan(call);
  const sep = ownSep(call, textAt(fields, 'noSep'));
  if (sep === undefined) return refuse(TEXTS.noData);
  const problem = judgeReferral(call, sep, fields);
  if (problem !== null) return refuse(problem);
  const nomorRujukan = call.world.outgoing.nextNumber(call.facility.kodePpk, textAt(fields, 'tglRujukan'));
  const silent = textAt(fields, 'tipeRujukan') === '1' && call.switches.partialReferralAnswersNull;
  return {
    code: 200,
    message: 'OK',
    response: silent ? null : { rujukan: issuedShape(call, sep, nomorRujukan, fields) },
    effects: [issuedEffect(call, { sep, nomorRujukan, fields })],
  };
}

/** `AsalRujukan` with a capital A; the last day is the server's own: 90 days from the referral [A], docs/facts/vclaim.md §5. */
function issuedShape(call: Call, sep: Sep, nomorRujukan: string, fields: JsonObject): JsonObject {
  const at = (key: string): string => textAt(fields, key);
  const target = at('ppkDirujuk');
  return {
    noRujukan: nomorRujukan,
    tglRujukan: at('tglRujukan'),
    tglRencanaKunjungan: at('tglRencanaKunjungan'),
    tglBerlakuKunjungan: addDays(at('tglRujukan'), REFERRAL_DAYS),
    AsalRujukan: { kode: call.facility.kodePpk, nama: call.facility.nama },
    tujuanRujukan: { kode: target, nama: facilityName(target) },
    poliTujuan: { kode: at('poliRujukan'), nama: poliName(at('poliRujukan')) },
    diagnosa: { kode: at('diagRujukan'), nama: diagnosisName(at('diagRujukan')) },
    peserta: sepPeserta(call.world.people.byCard(sep.nomorKartu), { ...sep.fields, noKartu: sep.nomorKartu }, 'long'),
  };
}

function ownReferral(call: Call): OutgoingReferral | undefined {
  const referral = call.world.outgoing.find(textAt(tRujukan(call), 'noRujukan'));
  return referral?.kodePpk === call.facility.kodePpk ? referral : undefined;
}

/** R11. */
export function updateReferral(call: Call): Reply {
  const fields = tRujukan(call);
  const referral = ownReferral(call);
  const sep = referral === undefined ? undefined : ownSep(call, referral.nomorSep);
  if (referral === undefined || sep === undefined) return refuse(TEXTS.noReferral);
  const problem = judgeReferral(call, sep, fields);
  if (problem !== null) return refuse(problem);
  const { noSep: _stays, ...changed } = fields;
  return answer(referral.nomorRujukan, [
    {
      effect: 'rujukan.updated',
      key: referral.nomorRujukan,
      data: {
        ...flatFields({ ...fields, noSep: referral.nomorSep }),
        noRujukan: referral.nomorRujukan,
        noKartu: referral.nomorKartu,
        t_rujukan: JSON.stringify(changed),
      },
    },
  ]);
}

/** R12; the dumb payer deletes what is deleted. */
export function deleteReferral(call: Call): Reply {
  const effect = deletion(call);
  return effect === null ? refuse(TEXTS.noReferral) : answer(effect.key, [effect]);
}

/** The effect of R12 and of SISRUTE's deletion; null when there is nothing to delete. */
export function deletion(call: Call): Effect | null {
  const known = call.world.outgoing.findEver(textAt(tRujukan(call), 'noRujukan'));
  if (known === undefined || known.kodePpk !== call.facility.kodePpk) return null;
  if (known.deleted !== null && call.character === 'documented') return null;
  return {
    effect: 'rujukan.deleted',
    key: known.nomorRujukan,
    data: {
      noRujukan: known.nomorRujukan,
      noSep: known.nomorSep,
      noKartu: known.nomorKartu,
      user: textAt(tRujukan(call), 'user'),
    },
    duplicateOf: known.deleted?.seq ?? null,
  };
}

/** R13, by date of the referral. */
export function listReferrals(call: Call): Reply {
  const { tglMulai = '', tglAkhir = '' } = call.params;
  const problem = spanProblem(call, tglMulai, tglAkhir);
  if (problem !== null) return refuse(problem);
  const rows = call.world.outgoing
    .ofFacility(call.facility.kodePpk)
    .filter(({ fields }) => textAt(fields, 'tglRujukan') >= tglMulai && textAt(fields, 'tglRujukan') <= tglAkhir)
    .map((referral) => ({
      noRujukan: referral.nomorRujukan,
      tglRujukan: textAt(referral.fields, 'tglRujukan'),
      jnsPelayanan: textAt(referral.fields, 'jnsPelayanan'),
      noSep: referral.nomorSep,
      noKartu: referral.nomorKartu,
      nama: call.world.people.byCard(referral.nomorKartu)?.nama ?? '',
      ppkDirujuk: textAt(referral.fields, 'ppkDirujuk'),
      namaPpkDirujuk: facilityName(textAt(referral.fields, 'ppkDirujuk')),
    }));
  return listOr('list', rows);
}

/** R14. */
export function findReferral(call: Call): Reply {
  const referral = call.world.outgoing.find(call.params['noRujukan'] ?? '');
  if (referral === undefined || referral.kodePpk !== call.facility.kodePpk) return refuse(TEXTS.noReferral);
  const at = (key: string): string => textAt(referral.fields, key);
  const person = call.world.people.byCard(referral.nomorKartu);
  return answer({
    rujukan: {
      noRujukan: referral.nomorRujukan,
      noSep: referral.nomorSep,
      noKartu: referral.nomorKartu,
      nama: person?.nama ?? '',
      kelasRawat: person?.hakKelas ?? '3',
      kelamin: person?.jenisKelamin ?? '',
      tglLahir: person?.tanggalLahir ?? '',
      tglSep: call.world.sep.find(referral.nomorSep)?.tanggal ?? '',
      tglRujukan: at('tglRujukan'),
      tglRencanaKunjungan: at('tglRencanaKunjungan'),
      ppkDirujuk: at('ppkDirujuk'),
      namaPpkDirujuk: facilityName(at('ppkDirujuk')),
      jnsPelayanan: at('jnsPelayanan'),
      catatan: at('catatan'),
      diagRujukan: at('diagRujukan'),
      namaDiagRujukan: diagnosisName(at('diagRujukan')),
      tipeRujukan: at('tipeRujukan'),
      namaTipeRujukan: TIPE_RUJUKAN.find(({ kode }) => kode === at('tipeRujukan'))?.nama ?? '',
      poliRujukan: at('poliRujukan'),
      namaPoliRujukan: poliName(at('poliRujukan')),
    },
  });
}

/** Hospitals have `R` or `S` in their code [B], docs/facts/vclaim.md §3; every one of the sandbox has the same plan. */
const isHospital = (ppk: string): boolean => /^[0-9]{4}[RS][0-9]{3}$/.test(ppk);

/** R15: capacity of the day, with a decimal comma [A]. */
export function listSpecialties(call: Call): Reply {
  const { ppkRujukan = '', tglRujukan = '' } = call.params;
  if (!isDate(tglRujukan)) return refuse(TEXTS.badDate);
  const rows = (isHospital(ppkRujukan) ? POLIS : []).flatMap(({ kode, nama }) => {
    const kapasitas = doctorsOf(kode)
      .flatMap(({ sesi }) => sesi)
      .reduce((total, session) => total + session.kapasitas, 0);
    const jumlah = call.world.outgoing.countTo(ppkRujukan, kode, tglRujukan);
    const share = kapasitas === 0 ? 0 : (jumlah * 100) / kapasitas;
    return {
      kodeSpesialis: kode,
      namaSpesialis: nama,
      kapasitas: String(kapasitas),
      jumlahRujukan: String(jumlah),
      persentase: share.toFixed(2).replace('.', ','),
    };
  });
  return listOr('list', rows);
}

/** R16. */
export function listEquipment(call: Call): Reply {
  const rows = isHospital(call.params['ppkRujukan'] ?? '') ? SARANA : [];
  return listOr(
    'list',
    rows.map(({ kdSarana, nmSarana }) => ({ kodeSarana: kdSarana, namaSarana: nmSarana })),
  );
}

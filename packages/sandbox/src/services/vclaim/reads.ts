// VClaim reads: members, referrals, monitoring (M1–M3). All are state, none is a fixture.

import { textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import type { Person, Referral } from '../../population/index.ts';
import { isDate } from '../../wib.ts';
import { STANDARD_FACILITIES } from '../../world/facilities.ts';
import { listOr, spanProblem } from './lists.ts';
import { detailShape, dischargeDate, diagnosisName, pesertaShape, poliName, rujukanShape } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

function peserta(call: Call, person: Person | undefined): Reply {
  const date = call.params['tglSep'] ?? '';
  if (person === undefined) return refuse(TEXTS.unknownCard);
  return isDate(date) ? answer({ peserta: pesertaShape(person, date, call.nowMs) }) : refuse(TEXTS.badDate);
}

export const pesertaByCard = (call: Call): Reply =>
  peserta(call, call.world.people.byCard(call.params['noKartu'] ?? ''));
export const pesertaByNik = (call: Call): Reply => peserta(call, call.world.people.byNik(call.params['nik'] ?? ''));

/** `asalFaskes` beside `rujukan` [B], docs/facts/vclaim.md §4.2. */
function rujukan(call: Call, referral: Referral | undefined): Reply {
  if (referral === undefined) return refuse(TEXTS.noReferral);
  return answer({ asalFaskes: referral.asal, rujukan: rujukanShape(call, referral) });
}

export const rujukanByNumber =
  (asal: '1' | '2') =>
  (call: Call): Reply => {
    const referral = call.world.referrals.find(call.params['noRujukan'] ?? '');
    return rujukan(call, referral?.asal === asal ? referral : undefined);
  };

const referralsOf = (call: Call, asal: '1' | '2'): readonly Referral[] =>
  call.world.referrals.ofCard(call.params['noKartu'] ?? '').filter((referral) => referral.asal === asal);

export const latestRujukan =
  (asal: '1' | '2') =>
  (call: Call): Reply =>
    rujukan(call, referralsOf(call, asal)[0]);

export const listRujukan =
  (asal: '1' | '2') =>
  (call: Call): Reply => {
    const rows = referralsOf(call, asal).map((referral) => rujukanShape(call, referral));
    return rows.length === 0 ? refuse(TEXTS.noReferral) : answer({ asalFaskes: asal, rujukan: rows });
  };

function sepsOnReferral(call: Call): readonly Sep[] | null {
  const nomor = call.params['noRujukan'] ?? '';
  const referral = call.world.referrals.find(nomor);
  const card = referral?.nomorKartu ?? call.world.sep.find(nomor)?.nomorKartu;
  return card === undefined ? null : call.world.sep.onReferral(card, nomor);
}

/** R7: a string [A], docs/facts/vclaim.md §4.2. */
export function countSeps(call: Call): Reply {
  const seps = sepsOnReferral(call);
  return seps === null ? refuse(TEXTS.noReferral) : answer({ jumlahSEP: String(seps.length) });
}

export function lastSep(call: Call): Reply {
  const last = sepsOnReferral(call)
    ?.toSorted((a, b) => a.tanggal.localeCompare(b.tanggal) || a.seq - b.seq)
    .at(-1);
  return last === undefined ? refuse(TEXTS.noData) : answer(detailShape(call, last));
}

/** M1: labels as text, bare ICD code, poli null for in-patients [A], docs/facts/vclaim.md §4.10. */
export function monitoringKunjungan(call: Call): Reply {
  const { tanggal = '', jnsPelayanan = '' } = call.params;
  const rows = call.world.sep
    .onDay(call.facility.kodePpk, tanggal)
    .filter((sep) => sep.jnsPelayanan === jnsPelayanan)
    .map((sep) => ({
      diagnosa: textAt(sep.fields, 'diagAwal'),
      jnsPelayanan: sep.jnsPelayanan === '1' ? 'R.Inap' : 'R.Jalan',
      kelasRawat: call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3',
      nama: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
      noKartu: sep.nomorKartu,
      noSep: sep.nomorSep,
      noRujukan: sep.nomorRujukan,
      poli: sep.jnsPelayanan === '1' ? null : sep.poli,
      tglPlgSep: dischargeDate(sep),
      tglSep: sep.tanggal,
    }));
  return listOr('sep', rows);
}

const CLAIM_TEXTS = { none: '', '1': 'Proses Verifikasi', '2': 'Pending Verifikasi', '3': 'Klaim' } as const;

/** M2: by discharge date; claim states move only by sandbox control, docs/facts/vclaim.md §8.2. */
export function monitoringKlaim(call: Call): Reply {
  const { tanggal = '', jnsPelayanan = '', status = '' } = call.params;
  const rows: JsonObject[] = [];
  for (const sep of call.world.sep.all()) {
    const fits = sep.claim === status && sep.kodePpk === call.facility.kodePpk && sep.jnsPelayanan === jnsPelayanan;
    if (!fits || sep.deleted !== null || dischargeDate(sep) !== tanggal) continue;
    rows.push({
      Inacbg: { kode: 'Q-5-44-0', nama: 'PENYAKIT KRONIS KECIL LAIN-LAIN' },
      biaya: { byPengajuan: '190000', bySetujui: '0', byTarifGruper: '190000', byTarifRS: '210000', byTopup: '0' },
      kelasRawat: call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3',
      noFPK: '',
      noSEP: sep.nomorSep,
      peserta: {
        nama: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
        noKartu: sep.nomorKartu,
        noMR: textAt(sep.fields, 'noMR'),
      },
      poli: poliName(sep.poli),
      status: CLAIM_TEXTS[sep.claim],
      tglPulang: dischargeDate(sep),
      tglSep: sep.tanggal,
    });
  }
  return listOr('klaim', rows);
}

/** M3: history of a member over all facilities; `ppkPelayanan` is the facility's name [A], docs/facts/vclaim.md §4.10. */
export function historiPelayanan(call: Call): Reply {
  const { noKartu = '', tglMulai = '', tglAkhir = '' } = call.params;
  const problem = spanProblem(call, tglMulai, tglAkhir);
  if (problem !== null) return refuse(problem);
  const rows = call.world.sep
    .ofCard(noKartu)
    .filter((sep) => sep.tanggal >= tglMulai && sep.tanggal <= tglAkhir)
    .map((sep) => ({
      diagnosa: `${textAt(sep.fields, 'diagAwal')} - ${diagnosisName(textAt(sep.fields, 'diagAwal'))}`,
      jnsPelayanan: sep.jnsPelayanan,
      kelasRawat:
        sep.jnsPelayanan === '1' ? `Kelas ${call.world.people.byCard(sep.nomorKartu)?.hakKelas ?? '3'}` : null,
      namaPeserta: call.world.people.byCard(sep.nomorKartu)?.nama ?? '',
      noKartu: sep.nomorKartu,
      noSep: sep.nomorSep,
      noRujukan: sep.nomorRujukan,
      poli: sep.jnsPelayanan === '1' ? null : poliName(sep.poli),
      ppkPelayanan: facilityName(call, sep.kodePpk),
      tglPlgSep: dischargeDate(sep),
      tglSep: sep.tanggal,
    }));
  return listOr('histori', rows);
}

function facilityName(call: Call, kodePpk: string): string {
  if (kodePpk === call.facility.kodePpk) return call.facility.nama;
  return STANDARD_FACILITIES.find((facility) => facility.kodePpk === kodePpk)?.nama ?? kodePpk;
}

// Reads incoming referrals from VClaim and puts them into our own words. Writing referrals is not part of this room yet.
import { vclaim, type ResponseOf } from '@titian/contract';
import type { FacilityBpjs } from '../gateway/index.ts';
import { originOf, validUntil, type Rujukan } from './rules.ts';

interface WirePair {
  readonly kode?: string | null | undefined;
  readonly nama?: string | null | undefined;
}

interface WireRujukan {
  readonly noKunjungan: string;
  readonly tglKunjungan?: string | null | undefined;
  readonly keluhan?: string | null | undefined;
  readonly diagnosa?: WirePair | null | undefined;
  readonly poliRujukan?: WirePair | null | undefined;
  readonly provPerujuk?: WirePair | null | undefined;
  readonly peserta?: WirePeserta | undefined;
  readonly [key: string]: unknown;
}

/** The participant as a referral carries him: saves a second call where class and phone are needed too. */
export type WirePeserta = ResponseOf<typeof vclaim.rujukanNomor>['rujukan']['peserta'];

export interface FoundRujukan {
  readonly rujukan: Rujukan;
  readonly nomorKartu: string | null;
  readonly peserta: WirePeserta;
}

/** Usual order: primary care, then hospitals; each side may be empty. docs/facts/vclaim.md §4.2 */
export async function listOfCard(
  bpjs: FacilityBpjs,
  nomorKartu: string,
  timeoutMs: number,
): Promise<readonly Rujukan[]> {
  const params = { noKartu: nomorKartu };
  const [fktp, hospital] = await Promise.all([
    bpjs.call(vclaim.rujukanPesertaList, { params, body: null, timeoutMs }),
    bpjs.call(vclaim.rujukanPesertaListRs, { params, body: null, timeoutMs }),
  ]);
  const rows = (answer: typeof fktp, asal: '1' | '2') =>
    answer.kind === 'ok'
      ? answer.data.rujukan.flatMap((row) => fromWire(row, answer.data.asalFaskes ?? asal)?.rujukan ?? [])
      : [];
  return [...rows(fktp, '1'), ...rows(hospital, '2')];
}

export async function findByNumber(
  bpjs: FacilityBpjs,
  nomorRujukan: string,
  timeoutMs: number,
): Promise<FoundRujukan | null> {
  const params = { noRujukan: nomorRujukan };
  const fktp = await bpjs.call(vclaim.rujukanNomor, { params, body: null, timeoutMs });
  if (fktp.kind === 'ok') return fromWire(fktp.data.rujukan, fktp.data.asalFaskes ?? '1');
  const hospital = await bpjs.call(vclaim.rujukanNomorRs, { params, body: null, timeoutMs });
  return hospital.kind === 'ok' ? fromWire(hospital.data.rujukan, hospital.data.asalFaskes ?? '2') : null;
}

export async function countSep(bpjs: FacilityBpjs, rujukan: Rujukan, timeoutMs: number): Promise<number | null> {
  const answer = await bpjs.call(vclaim.rujukanJumlahSep, {
    params: { asal: rujukan.asal, noRujukan: rujukan.nomorRujukan },
    body: null,
    timeoutMs,
  });
  return answer.kind === 'ok' ? answer.data.jumlahSEP : null;
}

/** A row without a date cannot be checked for validity and is left out. */
function fromWire(row: WireRujukan, asalFaskes: string | null): FoundRujukan | null {
  const tanggal = row.tglKunjungan?.slice(0, 10) ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(tanggal)) return null;
  const perujuk = pair(row.provPerujuk);
  const serverEnd = row['tglBerlakuKunjungan'];
  return {
    nomorKartu: row.peserta?.noKartu ?? null,
    peserta: row.peserta,
    rujukan: {
      nomorRujukan: row.noKunjungan,
      asal: originOf(perujuk.kode, asalFaskes),
      tanggal,
      berlakuSampai: validUntil(
        tanggal,
        typeof serverEnd === 'string' && serverEnd !== '' ? serverEnd.slice(0, 10) : null,
      ),
      poli: pair(row.poliRujukan),
      diagnosa: pair(row.diagnosa),
      perujuk,
      keluhan: row.keluhan?.trim() || null,
      jumlahSep: null,
    },
  };
}

function pair(value: WirePair | null | undefined): { kode: string; nama: string } {
  return { kode: value?.kode?.trim() ?? '', nama: value?.nama?.trim() ?? '' };
}

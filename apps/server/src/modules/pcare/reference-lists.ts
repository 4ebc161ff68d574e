// The reference lists a clinic's screens search in: where P-Care keeps each, how its rows read, and what stands in before the first
// read. Data only; reading and caching is references.ts.
import {
  ALERGI_MAKANAN,
  ALERGI_OBAT,
  ALERGI_UDARA,
  KD_PROGNOSA,
  KD_SADAR,
  pcare,
  STATUS_PULANG_RAWAT_JALAN,
  type Endpoint,
} from '@titian/contract';
import type { FacilityBpjs } from '../gateway/index.ts';

export const REFERENCE_LISTS = [
  'diagnosa',
  'dokter',
  'obat',
  'tindakan',
  'poli',
  'kesadaran',
  'prognosa',
  'statuspulang',
  'alergi-makan',
  'alergi-udara',
  'alergi-obat',
] as const;
export type ReferenceList = (typeof REFERENCE_LISTS)[number];

export interface ReferenceItem {
  readonly kode: string;
  readonly nama: string;
  readonly extra?: Readonly<Record<string, string | number | boolean>>;
}

export interface ReferenceSource {
  /** `whole`: read at once and kept; `search`: P-Care answers words, the cache grows with what was asked. */
  readonly mode: 'whole' | 'search';
  read(bpjs: FacilityBpjs, query: string, limits: { timeoutMs: number }): Promise<ReferenceItem[]>;
  /** Codes of docs/facts/pcare.md §6 for a clinic that has never reached P-Care. */
  readonly fallback: readonly ReferenceItem[];
}

/** Practice of two large clients [B], docs/facts/pcare.md §3. */
const PAGE_ROWS = 500;
const PAGES_MAX = 40;
/** More hits than a person reads; the word is narrowed instead. */
const SEARCH_ROWS = '50';

interface ListAnswer<T> {
  readonly list: readonly T[];
}

async function rowsOf<P, T>(
  bpjs: FacilityBpjs,
  endpoint: Endpoint<P, null, ListAnswer<T>>,
  params: P,
  timeoutMs: number,
): Promise<readonly T[]> {
  const answer = await bpjs.call(endpoint, { params, body: null, timeoutMs });
  return answer.kind === 'ok' ? answer.data.list : [];
}

/** Pages until one is not full: the total in `count` is not certain (§3). */
async function pagesOf<P, T>(
  bpjs: FacilityBpjs,
  endpoint: Endpoint<P, null, ListAnswer<T>>,
  paramsOf: (page: { start: string; limit: string }) => P,
  timeoutMs: number,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const got = await rowsOf(
      bpjs,
      endpoint,
      paramsOf({ start: String(page * PAGE_ROWS), limit: String(PAGE_ROWS) }),
      timeoutMs,
    );
    rows.push(...got);
    if (got.length < PAGE_ROWS) break;
  }
  return rows;
}

function allergy(jenis: '01' | '02' | '03', fallback: readonly ReferenceItem[]): ReferenceSource {
  return {
    mode: 'whole',
    fallback,
    read: async (bpjs, _query, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refAlergi, { jenis }, timeoutMs)).map((row) => ({
        kode: row.kdAlergi,
        nama: row.nmAlergi,
      })),
  };
}

export const REFERENCE_SOURCES: Readonly<Record<ReferenceList, ReferenceSource>> = {
  diagnosa: {
    mode: 'search',
    fallback: [],
    read: async (bpjs, kata, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refDiagnosa, { kata, start: '0', limit: SEARCH_ROWS }, timeoutMs)).map((row) => ({
        kode: row.kdDiag,
        nama: row.nmDiag.trim(),
        extra: { nonSpesialis: row.nonSpesialis ?? false },
      })),
  },
  obat: {
    mode: 'search',
    fallback: [],
    read: async (bpjs, kata, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refObat, { kata, start: '0', limit: SEARCH_ROWS }, timeoutMs)).map((row) => ({
        kode: row.kdObat,
        nama: row.nmObat.trim(),
        extra: { sedia: row.sedia ?? 0 },
      })),
  },
  dokter: {
    mode: 'whole',
    fallback: [],
    read: async (bpjs, _query, { timeoutMs }) =>
      (await pagesOf(bpjs, pcare.refDokter, (page) => page, timeoutMs)).map((row) => ({
        kode: row.kdDokter,
        nama: row.nmDokter,
      })),
  },
  poli: {
    mode: 'whole',
    fallback: [],
    read: async (bpjs, _query, { timeoutMs }) =>
      (await pagesOf(bpjs, pcare.refPoli, (page) => page, timeoutMs)).map((row) => ({
        kode: row.kdPoli,
        nama: row.nmPoli,
        extra: { poliSakit: row.poliSakit },
      })),
  },
  tindakan: {
    mode: 'whole',
    fallback: [],
    read: async (bpjs, _query, { timeoutMs }) =>
      (await pagesOf(bpjs, pcare.refTindakan, (page) => ({ kdTkp: '10' as const, ...page }), timeoutMs)).map((row) => ({
        kode: row.kdTindakan,
        // May end in CR/LF (§4.6).
        nama: row.nmTindakan.trim(),
        extra: { maxTarif: row.maxTarif ?? 0, withValue: row.withValue ?? false },
      })),
  },
  kesadaran: {
    mode: 'whole',
    fallback: KD_SADAR,
    read: async (bpjs, _query, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refKesadaran, {}, timeoutMs)).map((row) => ({ kode: row.kdSadar, nama: row.nmSadar })),
  },
  prognosa: {
    mode: 'whole',
    fallback: KD_PROGNOSA,
    read: async (bpjs, _query, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refPrognosa, {}, timeoutMs)).map((row) => ({
        kode: row.kdPrognosa,
        nama: row.nmPrognosa,
      })),
  },
  statuspulang: {
    mode: 'whole',
    fallback: STATUS_PULANG_RAWAT_JALAN,
    read: async (bpjs, _query, { timeoutMs }) =>
      (await rowsOf(bpjs, pcare.refStatusPulang, { rawatInap: 'false' as const }, timeoutMs)).map((row) => ({
        kode: row.kdStatusPulang,
        nama: row.nmStatusPulang,
      })),
  },
  'alergi-makan': allergy('01', ALERGI_MAKANAN),
  'alergi-udara': allergy('02', ALERGI_UDARA),
  'alergi-obat': allergy('03', ALERGI_OBAT),
};

// VClaim references of the claim sheet (LPK) and of the back-referral programme (docs/facts/vclaim.md §4.11).
import { z } from 'zod';
import { CARA_KELUAR, KELAS_RAWAT_LPK, PASCA_PULANG } from '../codes.ts';
import { kodeNama, listOf, noParams, rowsOf, searchWord } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
type Row = z.output<typeof kodeNama>;

/** A list without a question: the same rows for everybody, to be kept for a day. */
const plainList = (name: string, purpose: string, rows: readonly Row[]) =>
  read({
    group: 'referensi',
    name,
    path: `/referensi/${name.toLowerCase()}`,
    params: noParams,
    response: listOf(kodeNama),
    empty: LIST_EMPTY,
    source: '§4.11',
    purpose,
    example: { params: {}, response: { list: rows.map((row) => ({ ...row })) } },
  });

// Codes come padded with a blank ("01 "); kodeNama trims them (docs/facts/vclaim.md §3).
const refDiagnosaPrb = plainList('diagnosaPrb', 'Diseases of the back-referral programme, codes of STATUS_PRB.', [
  { kode: '01', nama: 'Diabetes Mellitus' },
]);
const refKelasRawat = plainList('kelasRawat', 'Treatment classes of the claim sheet.', KELAS_RAWAT_LPK);
const refSpesialistik = plainList('spesialistik', 'Specialties of the claim sheet.', [
  { kode: '1', nama: 'Spesialis Penyakit Dalam' },
]);
const refRuangRawat = plainList('ruangRawat', 'Wards of the claim sheet.', [{ kode: '1', nama: 'Rawat Inap' }]);
const refCaraKeluar = plainList('caraKeluar', 'Manners of leaving on the claim sheet.', CARA_KELUAR);
const refPascaPulang = plainList('pascaPulang', 'Conditions on leaving on the claim sheet.', PASCA_PULANG);

const refObatPrb = read({
  group: 'referensi',
  name: 'obatPrb',
  path: '/referensi/obatprb/{kata}',
  params: z.strictObject({ kata: searchWord }),
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Medicines of the back-referral programme by name.',
  example: {
    params: { kata: 'metformin' },
    response: { list: [{ kode: '99900000001', nama: 'Metformin tab 500 mg' }] },
  },
});

const refProcedure = read({
  group: 'referensi',
  name: 'procedure',
  path: '/referensi/procedure/{kata}',
  params: z.strictObject({ kata: searchWord }),
  response: z.looseObject({ procedure: rowsOf(kodeNama) }),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'ICD-9-CM search by code or name; the name repeats the code.',
  example: {
    params: { kata: '39.95' },
    response: { procedure: [{ kode: '39.95', nama: '39.95 - Hemodialysis' }] },
  },
});

const refDokter = read({
  group: 'referensi',
  name: 'dokter',
  path: '/referensi/dokter/{nama}',
  params: z.strictObject({ nama: searchWord }),
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Doctors by name, for the claim sheet.',
  example: { params: { nama: 'contoh' }, response: { list: [{ kode: '99901', nama: 'dr. Contoh, Sp.PD' }] } },
});

export const vclaimReferensiLpk = {
  refDiagnosaPrb,
  refObatPrb,
  refProcedure,
  refKelasRawat,
  refDokter,
  refSpesialistik,
  refRuangRawat,
  refCaraKeluar,
  refPascaPulang,
} as const;

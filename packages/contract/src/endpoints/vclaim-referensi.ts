// VClaim references that every desk searches in: diagnoses, polyclinics, facilities, doctors, places (docs/facts/vclaim.md §4.11).
// Those of the claim sheet and of the back-referral programme stand in vclaim-referensi-lpk.ts.
import { z } from 'zod';
import { isoDate, kodeNama, listOf, noParams, rowsOf, searchWord, segment } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
const jnsPelayanan = z.enum(['1', '2']);

const refDiagnosa = read({
  group: 'referensi',
  name: 'diagnosa',
  path: '/referensi/diagnosa/{kata}',
  params: z.strictObject({ kata: searchWord }),
  response: z.looseObject({ diagnosa: rowsOf(kodeNama) }),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'ICD-10 search by code or name.',
  example: {
    params: { kata: 'I10' },
    response: { diagnosa: [{ kode: 'I10', nama: 'I10 - Essential (primary) hypertension' }] },
  },
});

const refPoli = read({
  group: 'referensi',
  name: 'poli',
  path: '/referensi/poli/{kata}',
  params: z.strictObject({ kata: searchWord }),
  response: z.looseObject({ poli: rowsOf(kodeNama) }),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Polyclinic search by code or name.',
  example: { params: { kata: 'INT' }, response: { poli: [{ kode: 'INT', nama: 'PENYAKIT DALAM' }] } },
});

const refFaskes = read({
  group: 'referensi',
  name: 'faskes',
  path: '/referensi/faskes/{kata}/{jenis}',
  params: z.strictObject({ kata: searchWord, jenis: z.enum(['1', '2']) }),
  response: z.looseObject({ faskes: rowsOf(kodeNama) }),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Facility search; 1 primary care, 2 hospital.',
  example: {
    params: { kata: 'tirta', jenis: '2' },
    response: { faskes: [{ kode: '9999R001', nama: 'RS TIRTA MEDIKA' }] },
  },
});

const refDokterDpjp = read({
  group: 'referensi',
  name: 'dokterDpjp',
  path: '/referensi/dokter/pelayanan/{jnsPelayanan}/tglPelayanan/{tglPelayanan}/Spesialis/{spesialis}',
  params: z.strictObject({ jnsPelayanan, tglPelayanan: isoDate, spesialis: segment }),
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Responsible doctors of a specialty on a date.',
  example: {
    params: { jnsPelayanan: '2', tglPelayanan: '2025-01-06', spesialis: 'INT' },
    response: { list: [{ kode: '99901', nama: 'dr. Contoh, Sp.PD' }] },
  },
});

const refPropinsi = read({
  group: 'referensi',
  name: 'propinsi',
  path: '/referensi/propinsi',
  params: noParams,
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Provinces, for the place of an accident; may be kept for a day.',
  example: { params: {}, response: { list: [{ kode: '91', nama: 'PROVINSI CONTOH BARAT' }] } },
});

const refKabupaten = read({
  group: 'referensi',
  name: 'kabupaten',
  path: '/referensi/kabupaten/propinsi/{kdPropinsi}',
  params: z.strictObject({ kdPropinsi: segment }),
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Regencies of a province.',
  example: {
    params: { kdPropinsi: '91' },
    response: { list: [{ kode: '9101', nama: 'KAB. CONTOH HULU' }] },
  },
});

const refKecamatan = read({
  group: 'referensi',
  name: 'kecamatan',
  path: '/referensi/kecamatan/kabupaten/{kdKabupaten}',
  params: z.strictObject({ kdKabupaten: segment }),
  response: listOf(kodeNama),
  empty: LIST_EMPTY,
  source: '§4.11',
  purpose: 'Districts of a regency.',
  example: {
    params: { kdKabupaten: '9101' },
    response: { list: [{ kode: '910101', nama: 'CONTOH SATU' }] },
  },
});

export const vclaimReferensi = {
  refDiagnosa,
  refPoli,
  refFaskes,
  refDokterDpjp,
  refPropinsi,
  refKabupaten,
  refKecamatan,
} as const;

// VClaim reads that a registration desk searches in: control letters, references (docs/facts/vclaim.md §4.7 and §4.11).
// Writing control letters comes with a later part of the catalogue.
import { z } from 'zod';
import {
  cardNumber,
  isoDate,
  kodeNama,
  listOf,
  maybeText,
  month2,
  rowsOf,
  searchWord,
  segment,
  text,
  year4,
} from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
const jnsPelayanan = z.enum(['1', '2']);

const kontrolFind = read({
  group: 'rencanakontrol',
  name: 'find',
  path: '/RencanaKontrol/noSuratKontrol/{noSurat}',
  params: z.strictObject({ noSurat: segment }),
  response: z.looseObject({
    noSuratKontrol: text,
    tglRencanaKontrol: maybeText,
    tglTerbit: maybeText,
    jnsKontrol: maybeText,
    namaJnsKontrol: maybeText,
    poliTujuan: maybeText,
    namaPoliTujuan: maybeText,
    kodeDokter: maybeText,
    namaDokter: maybeText,
    flagKontrol: maybeText,
    kodeDokterPembuat: maybeText,
    namaDokterPembuat: maybeText,
    // Null or empty for an admission order, docs/facts/vclaim.md §4.7 C9.
    sep: z.unknown().optional(),
    formPRB: z.unknown().optional(),
  }),
  source: '§4.7',
  purpose: 'A control letter or admission order by its number.',
  example: {
    params: { noSurat: '9999R0010125K000001' },
    response: {
      noSuratKontrol: '9999R0010125K000001',
      tglRencanaKontrol: '2025-02-03',
      tglTerbit: '2025-01-06',
      jnsKontrol: '2',
      namaJnsKontrol: 'Kontrol',
      poliTujuan: 'INT',
      namaPoliTujuan: 'PENYAKIT DALAM',
      kodeDokter: '99901',
      namaDokter: 'dr. Contoh, Sp.PD',
      flagKontrol: 'False',
      sep: null,
      formPRB: null,
    },
  },
});

const kontrolList = read({
  group: 'rencanakontrol',
  name: 'list',
  path: '/RencanaKontrol/ListRencanaKontrol/Bulan/{bulan}/Tahun/{tahun}/Nokartu/{noKartu}/filter/{filter}',
  params: z.strictObject({ bulan: month2, tahun: year4, noKartu: cardNumber, filter: z.enum(['1', '2']) }),
  response: listOf(
    z.looseObject({
      noSuratKontrol: text,
      jnsPelayanan: maybeText,
      jnsKontrol: maybeText,
      namaJnsKontrol: maybeText,
      tglRencanaKontrol: maybeText,
      tglTerbitKontrol: maybeText,
      noSepAsalKontrol: maybeText,
      poliAsal: maybeText,
      namaPoliAsal: maybeText,
      poliTujuan: maybeText,
      namaPoliTujuan: maybeText,
      tglSEP: maybeText,
      kodeDokter: maybeText,
      namaDokter: maybeText,
      noKartu: maybeText,
      nama: maybeText,
      terbitSEP: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose: 'Control letters of a member in a month, by entry date (1) or planned date (2).',
  example: {
    params: { bulan: '02', tahun: '2025', noKartu: '0000000000001', filter: '2' },
    response: {
      list: [
        {
          noSuratKontrol: '9999R0010125K000001',
          jnsPelayanan: 'Rawat Jalan',
          jnsKontrol: '2',
          namaJnsKontrol: 'Surat Kontrol',
          tglRencanaKontrol: '2025-02-03',
          tglTerbitKontrol: '2025-01-06',
          noSepAsalKontrol: '9999R0010125V000001',
          poliAsal: 'INT',
          namaPoliAsal: 'PENYAKIT DALAM',
          poliTujuan: 'INT',
          namaPoliTujuan: 'PENYAKIT DALAM',
          tglSEP: '2025-01-06',
          kodeDokter: '99901',
          namaDokter: 'dr. Contoh, Sp.PD',
          noKartu: '0000000000001',
          nama: 'PESERTA CONTOH SATU',
          terbitSEP: 'Belum',
        },
      ],
    },
  },
});

const kontrolJadwalDokter = read({
  group: 'rencanakontrol',
  name: 'jadwalDokter',
  path: '/RencanaKontrol/JadwalPraktekDokter/JnsKontrol/{jnsKontrol}/KdPoli/{kdPoli}/TglRencanaKontrol/{tglRencanaKontrol}',
  params: z.strictObject({ jnsKontrol: z.enum(['1', '2']), kdPoli: segment, tglRencanaKontrol: isoDate }),
  response: listOf(
    z.looseObject({ kodeDokter: text, namaDokter: text, jadwalPraktek: maybeText, kapasitas: maybeText }),
  ),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose: 'Doctors with a session in a polyclinic on a planned date.',
  example: {
    params: { jnsKontrol: '2', kdPoli: 'INT', tglRencanaKontrol: '2025-02-03' },
    response: {
      list: [{ kodeDokter: '99901', namaDokter: 'dr. Contoh, Sp.PD', jadwalPraktek: '08:00 - 12:00', kapasitas: '12' }],
    },
  },
});

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

export const vclaimKontrol = { kontrolFind, kontrolList, kontrolJadwalDokter } as const;
export const vclaimReferensi = { refDiagnosa, refPoli, refFaskes, refDokterDpjp } as const;

// VClaim control letters (`2`) and admission orders (`1`), the reading calls: one letter, lists, and what may be planned
// (docs/facts/vclaim.md §4.7). The writing calls stand in vclaim-kontrol.ts.
import { z } from 'zod';
import { cardNumber, isoDate, listOf, maybeText, month2, segment, text, year4 } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
/** `1` admission order (SPRI), `2` control letter. */
const jnsKontrol = z.enum(['1', '2']);
/** `1` by entry date, `2` by planned date. */
const filter = z.enum(['1', '2']);

/** The SEP that a letter is made from, docs/facts/vclaim.md §4.7 C8. */
const letterSep = z.looseObject({
  noSep: text,
  tglSep: maybeText,
  /** Text: `Rawat Inap`, `Rawat Jalan`. */
  jnsPelayanan: maybeText,
  poli: maybeText,
  diagnosa: maybeText,
  peserta: z
    .looseObject({ noKartu: maybeText, nama: maybeText, tglLahir: maybeText, kelamin: maybeText, hakKelas: maybeText })
    .nullish(),
  provUmum: z.looseObject({ kdProvider: maybeText, nmProvider: maybeText }).nullish(),
  provPerujuk: z
    .looseObject({
      kdProviderPerujuk: maybeText,
      nmProviderPerujuk: maybeText,
      asalRujukan: maybeText,
      noRujukan: maybeText,
      tglRujukan: maybeText,
    })
    .nullish(),
});

const letterSepExample: z.output<typeof letterSep> = {
  noSep: '9999R0010125V000001',
  tglSep: '2025-01-06',
  jnsPelayanan: 'Rawat Jalan',
  poli: 'INT - PENYAKIT DALAM',
  diagnosa: 'I10 - Essential (primary) hypertension',
  peserta: {
    noKartu: '0000000000001',
    nama: 'PESERTA CONTOH SATU',
    tglLahir: '1990-05-06',
    kelamin: 'L',
    hakKelas: '-',
  },
  provUmum: { kdProvider: '9999U001', nmProvider: 'KLINIK PRATAMA SEHAT BERSAMA' },
  provPerujuk: {
    kdProviderPerujuk: '9999U001',
    nmProviderPerujuk: 'KLINIK PRATAMA SEHAT BERSAMA',
    asalRujukan: '1',
    noRujukan: '9999U0010125P000001',
    tglRujukan: '2025-01-02',
  },
};

const letterRow = z.looseObject({
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
  /** `Belum` or `Sudah`; only the list of a card tells. */
  terbitSEP: maybeText,
});

const letterRowExample: z.output<typeof letterRow> = {
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
};

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
    sep: z.union([letterSep, z.literal('')]).nullish(),
    // Nobody shows the shape in which it comes back; kept as it comes.
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
      sep: letterSepExample,
      formPRB: null,
    },
  },
});

const kontrolList = read({
  group: 'rencanakontrol',
  name: 'list',
  path: '/RencanaKontrol/ListRencanaKontrol/Bulan/{bulan}/Tahun/{tahun}/Nokartu/{noKartu}/filter/{filter}',
  params: z.strictObject({ bulan: month2, tahun: year4, noKartu: cardNumber, filter }),
  response: listOf(letterRow),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose: 'Control letters of a member in a month, by entry date (1) or planned date (2).',
  example: {
    params: { bulan: '02', tahun: '2025', noKartu: '0000000000001', filter: '2' },
    response: { list: [{ ...letterRowExample, terbitSEP: 'Belum' }] },
  },
});

const kontrolJadwalDokter = read({
  group: 'rencanakontrol',
  name: 'jadwalDokter',
  path: '/RencanaKontrol/JadwalPraktekDokter/JnsKontrol/{jnsKontrol}/KdPoli/{kdPoli}/TglRencanaKontrol/{tglRencanaKontrol}',
  params: z.strictObject({ jnsKontrol, kdPoli: segment, tglRencanaKontrol: isoDate }),
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

const kontrolSep = read({
  group: 'rencanakontrol',
  name: 'sep',
  path: '/RencanaKontrol/nosep/{noSep}',
  params: z.strictObject({ noSep: segment }),
  response: letterSep,
  source: '§4.7',
  purpose: 'A SEP with its referral, as a control letter needs it.',
  example: { params: { noSep: '9999R0010125V000001' }, response: letterSepExample },
});

const kontrolListTanggal = read({
  group: 'rencanakontrol',
  name: 'listTanggal',
  path: '/RencanaKontrol/ListRencanaKontrol/tglAwal/{tglAwal}/tglAkhir/{tglAkhir}/filter/{filter}',
  params: z.strictObject({ tglAwal: isoDate, tglAkhir: isoDate, filter }),
  response: listOf(letterRow),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose:
    'Letters of the own facility in a span of days, by entry date (1) or planned date (2); does not tell which are used.',
  example: {
    params: { tglAwal: '2025-02-01', tglAkhir: '2025-02-28', filter: '2' },
    response: { list: [letterRowExample] },
  },
});

const kontrolSpesialistik = read({
  group: 'rencanakontrol',
  name: 'spesialistik',
  path: '/RencanaKontrol/ListSpesialistik/JnsKontrol/{jnsKontrol}/nomor/{nomor}/TglRencanaKontrol/{tglRencanaKontrol}',
  // A card for an admission order, a SEP for a control letter.
  params: z.strictObject({ jnsKontrol, nomor: segment, tglRencanaKontrol: isoDate }),
  response: listOf(
    z.looseObject({
      kodePoli: text,
      namaPoli: maybeText,
      kapasitas: maybeText,
      jmlRencanaKontroldanRujukan: maybeText,
      /** Percent with a decimal point. */
      persentase: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose: 'Polyclinics with their capacity on a planned date; nomor is the card for jnsKontrol 1, the SEP for 2.',
  example: {
    params: { jnsKontrol: '2', nomor: '9999R0010125V000001', tglRencanaKontrol: '2025-02-03' },
    response: {
      list: [
        {
          kodePoli: 'INT',
          namaPoli: 'PENYAKIT DALAM',
          kapasitas: '30',
          jmlRencanaKontroldanRujukan: '0',
          persentase: '0.00',
        },
      ],
    },
  },
});

export const vclaimKontrolBaca = {
  kontrolFind,
  kontrolList,
  kontrolListTanggal,
  kontrolSep,
  kontrolSpesialistik,
  kontrolJadwalDokter,
} as const;

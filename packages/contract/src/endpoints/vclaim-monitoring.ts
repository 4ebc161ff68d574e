// VClaim monitoring lists, the reads of control letters that a registration needs, and the searchable references
// (docs/facts/vclaim.md §4.7, §4.10, §4.11). Writing control letters comes with a later part of the catalogue.
import { z } from 'zod';
import { cardNumber, isoDate, kodeNama, listOf, maybeText, month2, rowsOf, searchWord, segment, text, year4 } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read } = vclaimEndpoints;
const jnsPelayanan = z.enum(['1', '2']);

const monitoringKunjungan = read({
  group: 'monitoring',
  name: 'kunjungan',
  path: '/Monitoring/Kunjungan/Tanggal/{tglSep}/JnsPelayanan/{jnsPelayanan}',
  params: z.strictObject({ tglSep: isoDate, jnsPelayanan }),
  response: z.looseObject({
    sep: rowsOf(
      z.looseObject({
        diagnosa: maybeText,
        jnsPelayanan: maybeText,
        kelasRawat: maybeText,
        nama: maybeText,
        noKartu: text,
        noSep: text,
        noRujukan: maybeText,
        poli: maybeText,
        tglPlgSep: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'SEPs of a day; the first place to look after an unclear insert.',
  example: {
    params: { tglSep: '2025-01-06', jnsPelayanan: '2' },
    response: {
      sep: [
        {
          diagnosa: 'I10',
          jnsPelayanan: 'R.Jalan',
          kelasRawat: '3',
          nama: 'PESERTA CONTOH SATU',
          noKartu: '0000000000001',
          noSep: '9999R0010125V000001',
          noRujukan: '9999U0010125P000001',
          poli: 'INT',
          tglPlgSep: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const biaya = z.looseObject({
  byPengajuan: maybeText,
  bySetujui: maybeText,
  byTarifGruper: maybeText,
  byTarifRS: maybeText,
  byTopup: maybeText,
});

const monitoringKlaim = read({
  group: 'monitoring',
  name: 'klaim',
  path: '/Monitoring/Klaim/Tanggal/{tglPulang}/JnsPelayanan/{jnsPelayanan}/Status/{status}',
  params: z.strictObject({ tglPulang: isoDate, jnsPelayanan, status: z.enum(['1', '2', '3']) }),
  response: z.looseObject({
    klaim: rowsOf(
      z.looseObject({
        Inacbg: kodeNama.nullish(),
        biaya: biaya.nullish(),
        kelasRawat: maybeText,
        noFPK: maybeText,
        noSEP: text,
        peserta: z.looseObject({ nama: maybeText, noKartu: maybeText, noMR: maybeText }).nullish(),
        poli: maybeText,
        status: maybeText,
        tglPulang: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Claims of a discharge day in one state.',
  example: {
    params: { tglPulang: '2025-01-06', jnsPelayanan: '2', status: '1' },
    response: {
      klaim: [
        {
          Inacbg: { kode: 'Q-5-44-0', nama: 'PENYAKIT KRONIS KECIL LAIN-LAIN' },
          biaya: { byPengajuan: '190000', bySetujui: '0', byTarifGruper: '190000', byTarifRS: '210000', byTopup: '0' },
          kelasRawat: '3',
          noFPK: '',
          noSEP: '9999R0010125V000001',
          peserta: { nama: 'PESERTA CONTOH SATU', noKartu: '0000000000001', noMR: '000123' },
          poli: 'PENYAKIT DALAM',
          status: 'Proses Verifikasi',
          tglPulang: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const monitoringHistori = read({
  group: 'monitoring',
  name: 'historiPelayanan',
  path: '/monitoring/HistoriPelayanan/NoKartu/{noKartu}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ noKartu: cardNumber, tglMulai: isoDate, tglAkhir: isoDate }),
  response: z.looseObject({
    histori: rowsOf(
      z.looseObject({
        diagnosa: maybeText,
        jnsPelayanan: maybeText,
        kelasRawat: maybeText,
        namaPeserta: maybeText,
        noKartu: text,
        noSep: text,
        noRujukan: maybeText,
        poli: maybeText,
        ppkPelayanan: maybeText,
        tglPlgSep: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Services that a member received in a span of days, at any hospital.',
  example: {
    params: { noKartu: '0000000000001', tglMulai: '2025-01-01', tglAkhir: '2025-01-31' },
    response: {
      histori: [
        {
          diagnosa: 'I10 - Essential (primary) hypertension',
          jnsPelayanan: '2',
          kelasRawat: null,
          namaPeserta: 'PESERTA CONTOH SATU',
          noKartu: '0000000000001',
          noSep: '9999R0010125V000001',
          noRujukan: '9999U0010125P000001',
          poli: 'PENYAKIT DALAM',
          ppkPelayanan: 'RS TIRTA MEDIKA',
          tglPlgSep: '2025-01-06',
          tglSep: '2025-01-06',
        },
      ],
    },
  },
});

const monitoringJasaRaharja = read({
  group: 'monitoring',
  name: 'jasaRaharja',
  path: '/monitoring/JasaRaharja/JnsPelayanan/{jnsPelayanan}/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ jnsPelayanan, tglMulai: isoDate, tglAkhir: isoDate }),
  response: z.looseObject({
    jaminan: rowsOf(
      z.looseObject({
        sep: z
          .looseObject({
            noSEP: text,
            tglSEP: maybeText,
            tglPlgSEP: maybeText,
            noMr: maybeText,
            jnsPelayanan: maybeText,
            poli: maybeText,
            diagnosa: maybeText,
          })
          .nullish(),
        jasaRaharja: z
          .looseObject({
            tglKejadian: maybeText,
            noRegister: maybeText,
            ketStatusDijamin: maybeText,
            ketStatusDikirim: maybeText,
            biayaDijamin: maybeText,
            plafon: maybeText,
            jmlDibayar: maybeText,
            resultsJasaRaharja: maybeText,
          })
          .nullish(),
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.10',
  purpose: 'Accident cases and what Jasa Raharja guarantees.',
  example: {
    params: { jnsPelayanan: '2', tglMulai: '2025-01-01', tglAkhir: '2025-01-31' },
    response: {
      jaminan: [
        {
          sep: { noSEP: '9999R0010125V000009', tglSEP: '2025-01-09', tglPlgSEP: '2025-01-09', noMr: '000129' },
          jasaRaharja: { tglKejadian: '2025-01-09', noRegister: '000009', ketStatusDijamin: 'Dijamin', plafon: '20000000' },
        },
      ],
    },
  },
});

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
  response: listOf(z.looseObject({ kodeDokter: text, namaDokter: text, jadwalPraktek: maybeText, kapasitas: maybeText })),
  empty: LIST_EMPTY,
  source: '§4.7',
  purpose: 'Doctors with a session in a polyclinic on a planned date.',
  example: {
    params: { jnsKontrol: '2', kdPoli: 'INT', tglRencanaKontrol: '2025-02-03' },
    response: { list: [{ kodeDokter: '99901', namaDokter: 'dr. Contoh, Sp.PD', jadwalPraktek: '08:00 - 12:00', kapasitas: '12' }] },
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
  example: { params: { kata: 'tirta', jenis: '2' }, response: { faskes: [{ kode: '9999R001', nama: 'RS TIRTA MEDIKA' }] } },
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

export const vclaimMonitoring = { monitoringKunjungan, monitoringKlaim, monitoringHistori, monitoringJasaRaharja } as const;
export const vclaimKontrol = { kontrolFind, kontrolList, kontrolJadwalDokter } as const;
export const vclaimReferensi = { refDiagnosa, refPoli, refFaskes, refDokterDpjp } as const;

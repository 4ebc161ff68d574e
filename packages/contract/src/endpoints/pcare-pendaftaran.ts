// PCare membership and visit registration (docs/facts/pcare.md §4.3 and §4.4). Membership is never read from the
// registration list: there most member fields are null and `aktif` is false.
import { z } from 'zod';
import {
  bool,
  cardNumber,
  dmyDate,
  listOf,
  maybeBool,
  maybeNum,
  maybeText,
  num,
  page,
  segment,
  text,
} from '../shapes.ts';
import { createdList, FIRST_PAGE, inner, PAGING, pcareEndpoints, poli, provider } from './pcare-common.ts';

const { read, write, bareWrite } = pcareEndpoints;

const pesertaShape = {
  nama: maybeText,
  hubunganKeluarga: maybeText,
  sex: maybeText,
  tglLahir: maybeText,
  tglMulaiAktif: maybeText,
  tglAkhirBerlaku: maybeText,
  kdProviderPst: inner(provider),
  kdProviderGigi: inner(provider),
  jnsKelas: inner(z.looseObject({ nama: maybeText, kode: maybeText })),
  jnsPeserta: inner(z.looseObject({ nama: maybeText, kode: maybeText })),
  golDarah: maybeText,
  noHP: maybeText,
  noKTP: maybeText,
  pstProl: maybeText,
  pstPrb: maybeText,
  ketAktif: maybeText,
  asuransi: inner(
    z.looseObject({ kdAsuransi: maybeText, nmAsuransi: maybeText, noAsuransi: maybeText, cob: maybeBool }),
  ),
  tunggakan: maybeNum,
};
/** A member; `aktif` must be there, because everything hangs on it. */
export const pcarePeserta = z.looseObject({ noKartu: text, ...pesertaShape, aktif: bool });
/** The member inside other answers, mostly nulls. */
export const pcarePesertaBrief = z.looseObject({ noKartu: maybeText, ...pesertaShape, aktif: maybeBool });

const pesertaExample: z.output<typeof pcarePeserta> = {
  noKartu: '0000000000017',
  nama: 'PESERTA CONTOH',
  hubunganKeluarga: 'Peserta',
  sex: 'P',
  tglLahir: '25-10-1979',
  tglMulaiAktif: '12-11-2014',
  tglAkhirBerlaku: '01-01-2050',
  kdProviderPst: { kdProvider: '9999U001', nmProvider: 'KLINIK PRATAMA SEHAT BERSAMA' },
  kdProviderGigi: { kdProvider: null, nmProvider: null },
  jnsKelas: { nama: 'KELAS III', kode: '3' },
  jnsPeserta: { nama: 'PBI (APBN)', kode: '21' },
  golDarah: '0',
  noHP: '080000000017',
  noKTP: '9999000000000017',
  pstProl: 'HT',
  pstPrb: 'HT',
  aktif: true,
  ketAktif: 'AKTIF',
  asuransi: { kdAsuransi: null, nmAsuransi: null, noAsuransi: null, cob: false },
  tunggakan: 0,
};

const pesertaNokartu = read({
  group: 'peserta',
  name: 'nokartu',
  path: '/peserta/{noKartu}',
  params: z.strictObject({ noKartu: cardNumber }),
  response: pcarePeserta,
  source: '§4.3',
  purpose: 'A member by card number.',
  example: { params: { noKartu: '0000000000017' }, response: pesertaExample },
});

const pesertaJenis = read({
  group: 'peserta',
  name: 'jenis',
  path: '/peserta/{jenis}/{nomor}',
  params: z.strictObject({ jenis: z.enum(['nik', 'noka']), nomor: z.string().regex(/^\d{13}(\d{3})?$/) }),
  response: pcarePeserta,
  source: '§4.3',
  purpose: 'A member by NIK (16 digits) or card number (13 digits).',
  example: { params: { jenis: 'nik', nomor: '9999000000000017' }, response: pesertaExample },
});

const pendaftaranAdd = write({
  group: 'pendaftaran',
  name: 'add',
  method: 'POST',
  path: '/pendaftaran',
  params: z.strictObject({}),
  request: z.looseObject({
    // The member's registered clinic, not necessarily the sender (docs/facts/pcare.md §4.4).
    kdProviderPeserta: text,
    tglDaftar: dmyDate,
    noKartu: cardNumber,
    kdPoli: text,
    keluhan: z.string().nullable(),
    kunjSakit: bool,
    sistole: num,
    diastole: num,
    beratBadan: num.describe('kg'),
    tinggiBadan: num.describe('cm'),
    respRate: num,
    lingkarPerut: num.describe('cm'),
    heartRate: num,
    rujukBalik: num,
    kdTkp: z.enum(['10', '20', '50']),
  }),
  response: createdList,
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Registers a visit; the answer names its noUrut.',
  example: {
    params: {},
    request: {
      kdProviderPeserta: '9999U001',
      tglDaftar: '15-09-2026',
      noKartu: '0000000000017',
      kdPoli: '001',
      keluhan: 'pusing',
      kunjSakit: true,
      sistole: 0,
      diastole: 0,
      beratBadan: 0,
      tinggiBadan: 0,
      respRate: 0,
      lingkarPerut: 0,
      heartRate: 0,
      rujukBalik: 0,
      kdTkp: '10',
    },
    response: [{ field: 'noUrut', message: 'A1' }],
  },
});

const registration = z.looseObject({
  noUrut: text,
  tgldaftar: maybeText,
  providerPelayanan: inner(provider),
  peserta: pcarePesertaBrief,
  poli: inner(poli),
  keluhan: maybeText,
  kunjSakit: maybeBool,
  status: maybeText,
  sistole: maybeNum,
  diastole: maybeNum,
  beratBadan: maybeNum,
  tinggiBadan: maybeNum,
  respRate: maybeNum,
  heartRate: maybeNum,
  tkp: inner(z.looseObject({ kdTkp: maybeText, nmTkp: maybeText })),
});

const registrationExample: z.output<typeof registration> = {
  noUrut: 'A1',
  tgldaftar: '15-09-2026',
  providerPelayanan: null,
  peserta: { noKartu: '0000000000017', nama: 'PESERTA CONTOH', sex: 'P', tglLahir: '25-10-1979', aktif: false },
  poli: { kdPoli: '001', nmPoli: 'Umum', poliSakit: true },
  keluhan: '',
  kunjSakit: true,
  status: 'Baru',
  sistole: 0,
  diastole: 0,
  beratBadan: 0,
  tinggiBadan: 0,
  respRate: 0,
  heartRate: 0,
  tkp: { kdTkp: '10', nmTkp: 'RJTP' },
};

const pendaftaranList = read({
  group: 'pendaftaran',
  name: 'list',
  path: '/pendaftaran/tglDaftar/{tglDaftar}/{start}/{limit}',
  paging: PAGING,
  params: z.strictObject({ tglDaftar: dmyDate, ...page }),
  response: listOf(registration),
  source: '§4.4',
  purpose: 'Registrations of the clinic on a date; read after every unclear registration.',
  example: {
    params: { tglDaftar: '15-09-2026', ...FIRST_PAGE },
    response: { count: 1, list: [registrationExample] },
  },
});

const pendaftaranFind = read({
  group: 'pendaftaran',
  name: 'find',
  path: '/pendaftaran/noUrut/{noUrut}/tglDaftar/{tglDaftar}',
  params: z.strictObject({ noUrut: segment, tglDaftar: dmyDate }),
  response: registration,
  source: '§4.4',
  purpose: 'One registration with its full member.',
  example: {
    params: { noUrut: 'A1', tglDaftar: '15-09-2026' },
    response: {
      ...registrationExample,
      peserta: pesertaExample,
      providerPelayanan: { kdProvider: '9999U001', nmProvider: 'KLINIK PRATAMA SEHAT BERSAMA' },
    },
  },
});

const pendaftaranDelete = bareWrite({
  group: 'pendaftaran',
  name: 'delete',
  method: 'DELETE',
  path: '/pendaftaran/peserta/{noKartu}/tglDaftar/{tglDaftar}/noUrut/{noUrut}/kdPoli/{kdPoli}',
  params: z.strictObject({ noKartu: cardNumber, tglDaftar: dmyDate, noUrut: segment, kdPoli: segment }),
  response: z.unknown().transform(() => null),
  encryption: 'tolerant',
  success: ['200'],
  // 304 = already gone, docs/facts/pcare.md §4.4 [C].
  already: ['304'],
  writeClass: 'write-once',
  source: '§4.4',
  purpose: 'Cancels a registration that has no visit yet.',
  example: {
    params: { noKartu: '0000000000017', tglDaftar: '15-09-2026', noUrut: 'A1', kdPoli: '001' },
    response: null,
  },
});

export const pcarePendaftaran = {
  pesertaNokartu,
  pesertaJenis,
  pendaftaranAdd,
  pendaftaranList,
  pendaftaranFind,
  pendaftaranDelete,
} as const;

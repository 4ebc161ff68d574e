// Pieces that several VClaim endpoints share: the member object, the member as a SEP prints it, the service defaults.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { kodeNama, maybeText, text } from '../shapes.ts';

export const vclaimEndpoints = endpointsOf({
  service: 'vclaim',
  facts: 'vclaim',
  confidence: 'A',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['200'],
  // In VClaim 201 is both refusal and "nothing found"; only its text tells (docs/facts/vclaim.md §6.2).
  readEmpty: ['201'],
});
/** Lists answer 200 with an empty response too, docs/facts/vclaim.md §4.10. */
export const LIST_EMPTY = ['200', '201'] as const;

const kodeKeterangan = z.looseObject({ kode: maybeText, keterangan: maybeText });

/** docs/facts/vclaim.md §4.1: most members are nullable. */
export const peserta = z.looseObject({
  noKartu: text,
  nik: maybeText,
  nama: text,
  pisa: maybeText,
  sex: maybeText,
  tglLahir: maybeText,
  tglCetakKartu: maybeText,
  tglTAT: maybeText,
  tglTMT: maybeText,
  umur: z.looseObject({ umurSaatPelayanan: maybeText, umurSekarang: maybeText }).nullish(),
  hakKelas: kodeKeterangan.nullish(),
  jenisPeserta: kodeKeterangan.nullish(),
  statusPeserta: kodeKeterangan.nullish(),
  provUmum: z.looseObject({ kdProvider: maybeText, nmProvider: maybeText }).nullish(),
  cob: z.looseObject({ nmAsuransi: maybeText, noAsuransi: maybeText, tglTMT: maybeText, tglTAT: maybeText }).nullish(),
  mr: z.looseObject({ noMR: maybeText, noTelepon: maybeText }).nullish(),
  informasi: z.looseObject({ dinsos: maybeText, noSKTM: maybeText, prolanisPRB: maybeText, eSEP: maybeText }).nullish(),
});

export const pesertaExample: z.output<typeof peserta> = {
  noKartu: '0000000000001',
  nik: '9999000000000001',
  nama: 'PESERTA CONTOH SATU',
  pisa: '1',
  sex: 'L',
  tglLahir: '1990-05-06',
  tglCetakKartu: '2018-01-02',
  tglTAT: '2050-12-31',
  tglTMT: '2018-01-01',
  umur: { umurSaatPelayanan: '34 tahun ,7 bulan ,26 hari', umurSekarang: '34 tahun ,7 bulan ,26 hari' },
  hakKelas: { kode: '3', keterangan: 'KELAS III' },
  jenisPeserta: { kode: '21', keterangan: 'PBI (APBN)' },
  statusPeserta: { kode: '0', keterangan: 'AKTIF' },
  provUmum: { kdProvider: '9999U001', nmProvider: 'KLINIK PRATAMA SEHAT BERSAMA' },
  cob: { nmAsuransi: null, noAsuransi: null, tglTMT: null, tglTAT: null },
  mr: { noMR: '000123', noTelepon: '080000000012' },
  informasi: { dinsos: null, noSKTM: null, prolanisPRB: null, eSEP: null },
};

/** The member as SEP answers print it, docs/facts/vclaim.md §8.1. */
export const sepPeserta = z.looseObject({
  asuransi: maybeText,
  hakKelas: maybeText,
  jnsPeserta: maybeText,
  kelamin: maybeText,
  nama: maybeText,
  noKartu: text,
  noMr: maybeText,
  tglLahir: maybeText,
});

export const sepPesertaExample: z.output<typeof sepPeserta> = {
  asuransi: '-',
  hakKelas: 'Kelas 3',
  jnsPeserta: 'PBI (APBN)',
  kelamin: 'Laki-Laki',
  nama: 'PESERTA CONTOH SATU',
  noKartu: '0000000000001',
  noMr: '000123',
  tglLahir: '1990-05-06',
};

/** A coded choice of the SEP detail; programs met both the pair and the bare code. */
export const choice = z.union([kodeNama, text]).nullish();

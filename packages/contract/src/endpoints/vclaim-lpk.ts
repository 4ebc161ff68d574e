// VClaim LPK: the claim sheet of a SEP (docs/facts/vclaim.md §4.9). One sheet per SEP, named by its number.
import { z } from 'zod';
import { bareText, isoDate, kodeNama, listOf, maybeText, noParams, text } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** The `t_lpk`; codes come from the claim-sheet references (docs/facts/vclaim.md §4.11). */
const sheet = z.looseObject({
  noSep: text,
  tglMasuk: isoDate,
  tglKeluar: isoDate,
  /** `1` JKN. */
  jaminan: text,
  poli: z.looseObject({ poli: text }),
  perawatan: z.looseObject({
    ruangRawat: text,
    /** KELAS_RAWAT_LPK. */
    kelasRawat: text,
    spesialistik: text,
    /** CARA_KELUAR. */
    caraKeluar: text,
    /** PASCA_PULANG. */
    kondisiPulang: text,
  }),
  /** ICD-10 with LEVEL_DIAGNOSA. */
  diagnosa: z.array(z.looseObject({ kode: text, level: text })),
  /** ICD-9-CM. */
  procedure: z.array(z.looseObject({ kode: text })),
  rencanaTL: z.looseObject({
    /** TINDAK_LANJUT. */
    tindakLanjut: text,
    dirujukKe: z.looseObject({ kodePPK: text }),
    kontrolKembali: z.looseObject({ tglKontrol: text, poli: text }),
  }),
  DPJP: text,
  user: text,
});

const sheetExample: z.output<typeof sheet> = {
  noSep: '9999R0010125V000001',
  tglMasuk: '2025-01-06',
  tglKeluar: '2025-01-06',
  jaminan: '1',
  poli: { poli: 'INT' },
  perawatan: { ruangRawat: '1', kelasRawat: '5', spesialistik: '1', caraKeluar: '1', kondisiPulang: '1' },
  diagnosa: [
    { kode: 'I10', level: '1' },
    { kode: 'E11.9', level: '2' },
  ],
  procedure: [{ kode: '89.52' }],
  rencanaTL: {
    tindakLanjut: '1',
    dirujukKe: { kodePPK: '' },
    kontrolKembali: { tglKontrol: '', poli: '' },
  },
  DPJP: '99901',
  user: 'casemix.rs',
};

const request = z.looseObject({ request: z.looseObject({ t_lpk: sheet }) });
const requestExample = { request: { t_lpk: sheetExample } };

const lpkInsert = write({
  group: 'lpk',
  name: 'insert',
  method: 'POST',
  path: '/LPK/insert',
  params: noParams,
  request,
  response: bareText,
  writeClass: 'dangerous',
  source: '§4.9',
  purpose: 'Files the claim sheet of a SEP; answers its number.',
  example: { params: {}, request: requestExample, response: '9999R0010125V000001' },
});

const lpkUpdate = write({
  group: 'lpk',
  name: 'update',
  method: 'PUT',
  path: '/LPK/update',
  params: noParams,
  request,
  response: bareText,
  // A late copy would put older values back.
  writeClass: 'dangerous',
  source: '§4.9',
  purpose: 'Replaces the claim sheet of a SEP.',
  example: { params: {}, request: requestExample, response: '9999R0010125V000001' },
});

const lpkDelete = write({
  group: 'lpk',
  name: 'delete',
  method: 'DELETE',
  path: '/LPK/delete',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_lpk: z.looseObject({ noSep: text }) }) }),
  response: bareText,
  writeClass: 'write-once',
  source: '§4.9',
  purpose: 'Takes the claim sheet of a SEP back; the body travels with DELETE.',
  example: {
    params: {},
    request: { request: { t_lpk: { noSep: '9999R0010125V000001' } } },
    response: '9999R0010125V000001',
  },
});

const pair = kodeNama.nullish();

/** A sheet as the list prints it: every collection is nested as `list` once more (docs/facts/vclaim.md §4.9). */
const row = z.looseObject({
  noSep: text,
  tglMasuk: maybeText,
  tglKeluar: maybeText,
  jnsPelayanan: maybeText,
  DPJP: z.looseObject({ dokter: pair }).nullish(),
  diagnosa: listOf(z.looseObject({ level: maybeText, list: pair })).nullish(),
  procedure: listOf(z.looseObject({ list: pair })).nullish(),
  perawatan: z
    .looseObject({ caraKeluar: pair, kelasRawat: pair, kondisiPulang: pair, ruangRawat: pair, spesialistik: pair })
    .nullish(),
  peserta: z
    .looseObject({ kelamin: maybeText, nama: maybeText, noKartu: maybeText, noMR: maybeText, tglLahir: maybeText })
    .nullish(),
  poli: z.looseObject({ eksekutif: maybeText, poli: z.looseObject({ kode: maybeText }).nullish() }).nullish(),
  // Its members are not known; they are kept as they come.
  rencanaTL: z.unknown().optional(),
});

const lpkList = read({
  group: 'lpk',
  name: 'list',
  path: '/LPK/TglMasuk/{tglMasuk}/JnsPelayanan/{jnsPelayanan}',
  params: z.strictObject({ tglMasuk: isoDate, jnsPelayanan: z.enum(['1', '2']) }),
  response: z.looseObject({ lpk: listOf(row) }),
  empty: LIST_EMPTY,
  source: '§4.9',
  purpose: 'Claim sheets of a day of admission; the place to look after an unclear insert.',
  example: {
    params: { tglMasuk: '2025-01-06', jnsPelayanan: '2' },
    response: {
      lpk: {
        list: [
          {
            noSep: '9999R0010125V000001',
            tglMasuk: '2025-01-06',
            tglKeluar: '2025-01-06',
            jnsPelayanan: '2',
            DPJP: { dokter: { kode: '99901', nama: 'dr. Contoh, Sp.PD' } },
            diagnosa: {
              list: [{ level: '1', list: { kode: 'I10', nama: 'I10 - Essential (primary) hypertension' } }],
            },
            procedure: { list: [{ list: { kode: '89.52', nama: '89.52 - Electrocardiogram' } }] },
            perawatan: {
              caraKeluar: { kode: '1', nama: 'Atas Persetujuan Dokter' },
              kelasRawat: { kode: '5', nama: 'Kelas 3' },
              kondisiPulang: { kode: '1', nama: 'Sembuh' },
              ruangRawat: { kode: '1', nama: 'Ruang Rawat Biasa' },
              spesialistik: { kode: '1', nama: 'Spesialis Penyakit Dalam' },
            },
            peserta: {
              kelamin: 'L',
              nama: 'PESERTA CONTOH SATU',
              noKartu: '0000000000001',
              noMR: '000123',
              tglLahir: '1990-05-06',
            },
            poli: { eksekutif: '0', poli: { kode: 'INT' } },
            rencanaTL: null,
          },
        ],
      },
    },
  },
});

export const vclaimLpk = { lpkInsert, lpkUpdate, lpkDelete, lpkList } as const;

// VClaim, around a SEP: deleting an internal one, accidents and their parents, data for the grouper (docs/facts/vclaim.md §4.5 S8,
// S12–S14).
import { z } from 'zod';
import { bareText, cardNumber, isoDate, listOf, maybeText, noParams, rowsOf, segment, text } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

const sepInternalDelete = write({
  group: 'sep',
  name: 'internalDelete',
  method: 'DELETE',
  path: '/SEP/Internal/delete',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      t_sep: z.looseObject({ noSep: text, noSurat: text, tglRujukanInternal: isoDate, kdPoliTuj: text, user: text }),
    }),
  }),
  response: bareText,
  // Plain in one program, encrypted in others, docs/facts/vclaim.md §2.5 [U].
  encryption: 'tolerant',
  writeClass: 'write-once',
  source: '§4.5',
  purpose: 'Deletes an internal SEP (from polyclinic to polyclinic); the body travels with DELETE.',
  example: {
    params: {},
    request: {
      request: {
        t_sep: {
          noSep: '9999R0010125V000002',
          noSurat: '9999R0010125N000002',
          tglRujukanInternal: '2025-01-06',
          kdPoliTuj: 'JAN',
          user: 'pendaftaran.rs',
        },
      },
    },
    response: '9999R0010125V000002',
  },
});

const sepSuplesi = read({
  group: 'sep',
  name: 'suplesi',
  path: '/sep/JasaRaharja/Suplesi/{noKartu}/tglPelayanan/{tglPelayanan}',
  params: z.strictObject({ noKartu: cardNumber, tglPelayanan: isoDate }),
  response: z.looseObject({
    jaminan: rowsOf(
      z.looseObject({
        noRegister: maybeText,
        noSep: text,
        noSepAwal: maybeText,
        noSuratJaminan: maybeText,
        tglKejadian: maybeText,
        tglSep: maybeText,
      }),
    ),
  }),
  empty: LIST_EMPTY,
  source: '§4.5',
  purpose: 'Earlier SEPs of a traffic accident that a follow-up SEP may name as its parent.',
  example: {
    params: { noKartu: '0000000000001', tglPelayanan: '2025-01-20' },
    response: {
      jaminan: [
        {
          noRegister: '000009',
          noSep: '9999R0010125V000009',
          noSepAwal: '9999R0010125V000009',
          noSuratJaminan: '',
          tglKejadian: '2025-01-09',
          tglSep: '2025-01-09',
        },
      ],
    },
  },
});

const sepKllInduk = read({
  group: 'sep',
  name: 'kllInduk',
  path: '/sep/KllInduk/List/{noKartu}',
  params: z.strictObject({ noKartu: cardNumber }),
  response: listOf(
    z.looseObject({
      noSEP: text,
      tglKejadian: maybeText,
      ppkPelSEP: maybeText,
      kdProp: maybeText,
      kdKab: maybeText,
      kdKec: maybeText,
      ketKejadian: maybeText,
      noSEPSuplesi: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  confidence: 'B',
  source: '§4.5',
  purpose: 'Parent SEPs of the accidents of a member.',
  example: {
    params: { noKartu: '0000000000001' },
    response: {
      list: [
        {
          noSEP: '9999R0010125V000009',
          tglKejadian: '2025-01-09',
          ppkPelSEP: '9999R001',
          kdProp: '91',
          kdKab: '9101',
          kdKec: '910101',
          ketKejadian: 'Tabrakan di persimpangan',
          noSEPSuplesi: '',
        },
      ],
    },
  },
});

const sepCbg = read({
  group: 'sep',
  name: 'cbg',
  path: '/sep/cbg/{noSep}',
  params: z.strictObject({ noSep: segment }),
  response: z.looseObject({
    pesertasep: z.looseObject({
      kelamin: maybeText,
      klsRawat: maybeText,
      nama: maybeText,
      noKartuBpjs: text,
      noMr: maybeText,
      noRujukan: maybeText,
      tglLahir: maybeText,
      tglPelayanan: maybeText,
      tktPelayanan: maybeText,
    }),
  }),
  // The catalogue speaks of XML; programs read a plain object (docs/facts/vclaim.md §2.5 [B]).
  encryption: 'plain',
  source: '§4.5',
  purpose: 'What the INA-CBG application needs of a SEP.',
  example: {
    params: { noSep: '9999R0010125V000001' },
    response: {
      pesertasep: {
        kelamin: 'L',
        klsRawat: '3',
        nama: 'PESERTA CONTOH SATU',
        noKartuBpjs: '0000000000001',
        noMr: '000123',
        noRujukan: '9999U0010125P000001',
        tglLahir: '1990-05-06',
        tglPelayanan: '2025-01-06',
        tktPelayanan: '2',
      },
    },
  },
});

export const vclaimSepLain = { sepInternalDelete, sepSuplesi, sepKllInduk, sepCbg } as const;

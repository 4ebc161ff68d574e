// PCare children of a visit: drugs and procedures (docs/facts/pcare.md §4.6).
import { z } from 'zod';
import { listOf, maybeNum, maybeText, num, segment, text } from '../shapes.ts';
import { createdList, inner, pcareEndpoints } from './pcare-common.ts';

const { read, write, bareWrite } = pcareEndpoints;

const obatList = read({
  group: 'obat',
  name: 'list',
  path: '/obat/kunjungan/{noKunjungan}',
  params: z.strictObject({ noKunjungan: segment }),
  response: listOf(
    z.looseObject({
      kdObatSK: num,
      kdRacikan: maybeText,
      obat: inner(z.looseObject({ kdObat: maybeText, nmObat: maybeText, sedia: maybeNum })),
      signa1: maybeNum,
      signa2: maybeNum,
      jmlObat: maybeNum,
      jmlHari: maybeNum,
      kekuatan: maybeNum,
      jmlPermintaan: maybeNum,
      jmlObatRacikan: maybeNum,
    }),
  ),
  source: '§4.6',
  purpose: 'Drugs of a visit.',
  example: {
    params: { noKunjungan: '9999U0010926Y500001' },
    response: {
      list: [
        {
          kdObatSK: 1,
          kdRacikan: null,
          obat: { kdObat: '990000001', nmObat: 'Amlodipin 5 mg', sedia: 0 },
          signa1: 1,
          signa2: 1,
          jmlObat: 10,
          jmlHari: 10,
          kekuatan: 0,
          jmlPermintaan: 10,
          jmlObatRacikan: 0,
        },
      ],
    },
  },
});

const obatAdd = write({
  group: 'obat',
  name: 'add',
  method: 'POST',
  path: '/obat/kunjungan',
  params: z.strictObject({}),
  request: z.looseObject({
    kdObatSK: num,
    noKunjungan: text,
    racikan: z.boolean(),
    kdRacikan: text.nullable(),
    obatDPHO: z.boolean(),
    kdObat: text,
    signa1: num,
    signa2: num,
    jmlObat: num,
    jmlPermintaan: num,
    nmObatNonDPHO: z.string(),
  }),
  response: createdList,
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Adds a drug to a visit; the answer names kdObatSK and, for compounds, kdRacikan.',
  example: {
    params: {},
    request: {
      kdObatSK: 0,
      noKunjungan: '9999U0010926Y500001',
      racikan: false,
      kdRacikan: null,
      obatDPHO: true,
      kdObat: '990000001',
      signa1: 1,
      signa2: 1,
      jmlObat: 10,
      jmlPermintaan: 10,
      nmObatNonDPHO: '-',
    },
    response: [{ field: 'kdObatSK', message: '1' }],
  },
});

const obatDelete = bareWrite({
  group: 'obat',
  name: 'delete',
  method: 'DELETE',
  path: '/obat/{kdObatSK}/kunjungan/{noKunjungan}',
  params: z.strictObject({ kdObatSK: z.string().regex(/^\d+$/), noKunjungan: segment }),
  response: z.unknown().transform(() => null),
  encryption: 'tolerant',
  success: ['200'],
  writeClass: 'write-once',
  source: '§4.6',
  purpose: 'Removes a drug; drugs have no edit call.',
  example: { params: { kdObatSK: '1', noKunjungan: '9999U0010926Y500001' }, response: null },
});

const tindakanBody = {
  noKunjungan: text,
  kdTindakan: text,
  biaya: num,
  keterangan: z.string().nullable(),
  hasil: num,
};
const tindakanExample = {
  noKunjungan: '9999U0010926Y500001',
  kdTindakan: '01006',
  biaya: 20000,
  keterangan: null,
  hasil: 0,
};

const tindakanList = read({
  group: 'tindakan',
  name: 'list',
  path: '/tindakan/kunjungan/{noKunjungan}',
  params: z.strictObject({ noKunjungan: segment }),
  response: listOf(
    z.looseObject({
      kdTindakanSK: num,
      noKunjungan: maybeText,
      kdTindakan: text,
      // May end in CR/LF, docs/facts/pcare.md §4.6.
      nmTindakan: text.transform((value) => value.trim()).nullish(),
      biaya: maybeNum,
      keterangan: maybeText,
      hasil: maybeNum,
    }),
  ),
  source: '§4.6',
  purpose: 'Procedures of a visit.',
  example: {
    params: { noKunjungan: '9999U0010926Y500001' },
    response: { list: [{ kdTindakanSK: 1, nmTindakan: 'Suntik KB', ...tindakanExample }] },
  },
});

const tindakanAdd = write({
  group: 'tindakan',
  name: 'add',
  method: 'POST',
  path: '/tindakan',
  params: z.strictObject({}),
  request: z.looseObject({ kdTindakanSK: num, ...tindakanBody }),
  response: createdList,
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Adds a procedure to a visit.',
  example: {
    params: {},
    request: { kdTindakanSK: 0, ...tindakanExample },
    response: [{ field: 'kdTindakanSK', message: '1' }],
  },
});

const tindakanUpdate = write({
  group: 'tindakan',
  name: 'update',
  method: 'PUT',
  path: '/tindakan',
  params: z.strictObject({}),
  request: z.looseObject({ kdTindakanSK: num, ...tindakanBody }),
  response: createdList,
  success: ['200', '201'],
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Changes a procedure of a visit.',
  example: {
    params: {},
    request: { kdTindakanSK: 1, ...tindakanExample },
    response: [{ field: 'kdTindakanSK', message: '1' }],
  },
});

const tindakanDelete = bareWrite({
  group: 'tindakan',
  name: 'delete',
  method: 'DELETE',
  path: '/tindakan/{kdTindakanSK}/kunjungan/{noKunjungan}',
  params: z.strictObject({ kdTindakanSK: z.string().regex(/^\d+$/), noKunjungan: segment }),
  response: z.unknown().transform(() => null),
  encryption: 'tolerant',
  success: ['200'],
  writeClass: 'write-once',
  source: '§4.6',
  purpose: 'Removes a procedure.',
  example: { params: { kdTindakanSK: '1', noKunjungan: '9999U0010926Y500001' }, response: null },
});

export const pcareTambahan = {
  obatList,
  obatAdd,
  obatDelete,
  tindakanList,
  tindakanAdd,
  tindakanUpdate,
  tindakanDelete,
} as const;

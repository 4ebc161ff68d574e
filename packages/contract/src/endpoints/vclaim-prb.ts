// VClaim PRB: letters with which a hospital sends a stable chronic patient back to primary care (docs/facts/vclaim.md §4.8).
import { z } from 'zod';
import { bareText, isoDate, kodeNama, listOf, maybeText, noParams, rowsOf, segment, text, year4 } from '../shapes.ts';
import { choice, LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** PRB alone wants the user as a number (docs/facts/vclaim.md §5). */
const numericUser = text.refine((value) => /^\d+$/.test(value));

/** A drug of the letter; codes come from `referensi/obatprb`. */
const drug = z.looseObject({
  kdObat: text,
  /** Times a day. */
  signa1: text,
  /** Amount each time. */
  signa2: text,
  /** Pieces. */
  jmlObat: text,
});

const content = {
  noSep: text,
  alamat: text,
  email: text,
  kodeDPJP: text,
  keterangan: text,
  saran: text,
  user: numericUser,
  obat: z.array(drug),
};
const contentExample = {
  noSep: '9999R0010125V000001',
  alamat: 'Jl. Contoh No. 1',
  email: 'peserta@contoh.example',
  kodeDPJP: '99901',
  keterangan: 'Kontrol gula darah',
  saran: 'Lanjutkan terapi di FKTP',
  user: '1234',
  obat: [{ kdObat: '99900000001', signa1: '2', signa2: '1', jmlObat: '60' }],
};

const member = {
  alamat: maybeText,
  email: maybeText,
  nama: maybeText,
  noKartu: maybeText,
  noTelepon: maybeText,
};
const memberExample = {
  alamat: 'Jl. Contoh No. 1',
  email: 'peserta@contoh.example',
  nama: 'PESERTA CONTOH SATU',
  noKartu: '0000000000001',
  noTelepon: '080000000012',
};
const fullMember = z.looseObject({
  ...member,
  asalFaskes: kodeNama.nullish(),
  kelamin: maybeText,
  tglLahir: maybeText,
});
const fullMemberExample = {
  ...memberExample,
  asalFaskes: { kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' },
  kelamin: 'L',
  tglLahir: '1990-05-06',
};

/** Head of a letter; `programPRB` is text in the answer of an insert and a pair elsewhere. */
const head = {
  noSRB: z.string().min(1),
  tglSRB: maybeText,
  programPRB: choice,
  keterangan: maybeText,
  saran: maybeText,
  DPJP: kodeNama.nullish(),
};
const headExample = {
  noSRB: '9000001',
  tglSRB: '2025-01-06',
  programPRB: { kode: '01', nama: 'Diabetes Mellitus' },
  keterangan: 'Kontrol gula darah',
  saran: 'Lanjutkan terapi di FKTP',
  DPJP: { kode: '99901', nama: 'dr. Contoh, Sp.PD' },
};

const prbInsert = write({
  group: 'prb',
  name: 'insert',
  method: 'POST',
  path: '/PRB/insert',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      t_prb: z.looseObject({
        ...content,
        noKartu: text,
        /** STATUS_PRB. */
        programPRB: text,
      }),
    }),
  }),
  response: z.looseObject({
    ...head,
    peserta: fullMember.nullish(),
    obat: listOf(z.looseObject({ jmlObat: maybeText, nmObat: maybeText, signa: maybeText })).nullish(),
  }),
  writeClass: 'dangerous',
  source: '§4.8',
  purpose: 'Issues a back-referral letter from an out-patient SEP; read back in the list of its day.',
  example: {
    params: {},
    request: { request: { t_prb: { ...contentExample, noKartu: '0000000000001', programPRB: '01' } } },
    response: {
      ...headExample,
      programPRB: 'Diabetes Mellitus',
      peserta: fullMemberExample,
      obat: { list: [{ jmlObat: '60', nmObat: 'Metformin tab 500 mg', signa: '2x1' }] },
    },
  },
});

const prbUpdate = write({
  group: 'prb',
  name: 'update',
  method: 'PUT',
  path: '/PRB/Update',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_prb: z.looseObject({ noSrb: text, ...content }) }) }),
  response: bareText,
  // A late copy would put older values back.
  writeClass: 'dangerous',
  source: '§4.8',
  purpose: 'Changes a back-referral letter; member and programme stay.',
  example: {
    params: {},
    request: { request: { t_prb: { noSrb: '9000001', ...contentExample } } },
    response: '9000001',
  },
});

const prbDelete = write({
  group: 'prb',
  name: 'delete',
  method: 'DELETE',
  path: '/PRB/Delete',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_prb: z.looseObject({ noSrb: text, noSep: text, user: numericUser }) }),
  }),
  response: bareText,
  writeClass: 'write-once',
  source: '§4.8',
  purpose: 'Takes a back-referral letter back; the body travels with DELETE.',
  example: {
    params: {},
    request: { request: { t_prb: { noSrb: '9000001', noSep: '9999R0010125V000001', user: '1234' } } },
    response: '9000001',
  },
});

const prbFind = read({
  group: 'prb',
  name: 'find',
  path: '/prb/{noSrb}/nosep/{noSep}',
  params: z.strictObject({ noSrb: segment, noSep: segment }),
  response: z.looseObject({
    prb: z.looseObject({
      ...head,
      noSEP: maybeText,
      peserta: fullMember.nullish(),
      obat: z
        .looseObject({
          obat: rowsOf(
            z.looseObject({
              kdObat: maybeText,
              nmObat: maybeText,
              signa1: maybeText,
              signa2: maybeText,
              jmlObat: maybeText,
            }),
          ),
        })
        .nullish(),
    }),
  }),
  source: '§4.8',
  purpose: 'One back-referral letter with its drugs.',
  example: {
    params: { noSrb: '9000001', noSep: '9999R0010125V000001' },
    response: {
      prb: {
        ...headExample,
        noSEP: '9999R0010125V000001',
        peserta: fullMemberExample,
        obat: {
          obat: [{ kdObat: '99900000001', nmObat: 'Metformin tab 500 mg', signa1: '2', signa2: '1', jmlObat: '60' }],
        },
      },
    },
  },
});

const prbList = read({
  group: 'prb',
  name: 'list',
  // Programs ask for 31 days at most (docs/facts/vclaim.md §4.10).
  path: '/prb/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}',
  params: z.strictObject({ tglMulai: isoDate, tglAkhir: isoDate }),
  response: z.looseObject({
    prb: listOf(z.looseObject({ ...head, noSEP: maybeText, peserta: z.looseObject(member).nullish() })),
  }),
  empty: LIST_EMPTY,
  source: '§4.8',
  purpose: 'Back-referral letters of a span; the place to look after an unclear insert.',
  example: {
    params: { tglMulai: '2025-01-01', tglAkhir: '2025-01-31' },
    response: { prb: { list: [{ ...headExample, noSEP: '9999R0010125V000001', peserta: memberExample }] } },
  },
});

const prbPotensi = read({
  group: 'prb',
  name: 'potensi',
  path: '/prbpotensi/tahun/{tahun}/bulan/{bulan}',
  params: z.strictObject({
    tahun: year4,
    /** 1 to 12; the example shows no leading zero. */
    bulan: z.string().regex(/^(0?[1-9]|1[0-2])$/),
  }),
  response: listOf(
    z.looseObject({
      NamaPeserta: maybeText,
      NomorKartu: maybeText,
      NOSEP: maybeText,
      TanggalPelayanan: maybeText,
      DiagnosaPotensiPRB: maybeText,
      KategoriPenyakitPRB: maybeText,
    }),
  ),
  // The only known caller was answered an empty text.
  empty: LIST_EMPTY,
  confidence: 'C',
  source: '§4.8',
  purpose: 'Patients of a month who could be sent back to primary care.',
  example: {
    params: { tahun: '2025', bulan: '1' },
    response: {
      list: [
        {
          NamaPeserta: 'PESERTA CONTOH SATU',
          NomorKartu: '0000000000001',
          NOSEP: '9999R0010125V000001',
          TanggalPelayanan: '2025-01-06',
          DiagnosaPotensiPRB: 'E11.9',
          KategoriPenyakitPRB: 'Diabetes Mellitus',
        },
      ],
    },
  },
});

export const vclaimPrb = { prbInsert, prbUpdate, prbDelete, prbFind, prbList, prbPotensi } as const;

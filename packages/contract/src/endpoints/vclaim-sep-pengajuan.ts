// VClaim, what lets a SEP pass although a rule speaks against it: requests and approvals of exceptions, fingerprint lists, the random
// question (docs/facts/vclaim.md §4.5 S9–S11, S15–S18). The validation itself happens in a program of BPJS.
import { z } from 'zod';
import {
  bareText,
  cardNumber,
  isoDate,
  kodeNama,
  listOf,
  maybeText,
  noParams,
  rowsOf,
  text,
  year4,
} from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** `jnsPelayanan` 1 in-, 2 out-patient; `jnsPengajuan` of JENIS_PENGAJUAN: 1 backdate, 2 finger print. */
const exception = z.looseObject({
  noKartu: text,
  tglSep: isoDate,
  jnsPelayanan: text,
  jnsPengajuan: text,
  keterangan: text,
  user: text,
});
const exceptionExample: z.output<typeof exception> = {
  noKartu: '0000000000001',
  tglSep: '2025-01-06',
  jnsPelayanan: '2',
  jnsPengajuan: '1',
  keterangan: 'Gangguan jaringan',
  user: 'pendaftaran.rs',
};

const sepPengajuan = write({
  group: 'sep',
  name: 'pengajuan',
  method: 'POST',
  path: '/Sep/pengajuanSEP',
  params: noParams,
  request: z.looseObject({ request: z.looseObject({ t_sep: exception }) }),
  response: bareText,
  // What a second copy does is shown nowhere; the month's list tells whether the first one arrived.
  writeClass: 'dangerous',
  source: '§4.5',
  purpose: 'Asks for a SEP in the past or without fingerprint; answers the card number.',
  example: { params: {}, request: { request: { t_sep: exceptionExample } }, response: '0000000000001' },
});

const sepAproval = write({
  group: 'sep',
  name: 'aproval',
  method: 'POST',
  path: '/Sep/aprovalSEP',
  params: noParams,
  // jnsPengajuan may be missing and then means "1" (docs/facts/vclaim.md §4.5 S10).
  request: z.looseObject({
    request: z.looseObject({ t_sep: exception.extend({ jnsPengajuan: text.optional() }) }),
  }),
  response: bareText,
  writeClass: 'dangerous',
  source: '§4.5',
  purpose: 'Approves such a request; only an authorised user of the hospital may. Written with one p.',
  example: { params: {}, request: { request: { t_sep: exceptionExample } }, response: '0000000000001' },
});

const sepPersetujuanList = read({
  group: 'sep',
  name: 'persetujuanList',
  path: '/Sep/persetujuanSEP/list/bulan/{bulan}/tahun/{tahun}',
  // With or without leading zero.
  params: z.strictObject({ bulan: z.string().regex(/^(0?[1-9]|1[0-2])$/), tahun: year4 }),
  response: listOf(
    z.looseObject({
      noKartu: text,
      nama: maybeText,
      tglsep: maybeText,
      /** `RI` or `RJ`. */
      jnspelayanan: maybeText,
      persetujuan: maybeText,
      status: maybeText,
    }),
  ),
  empty: LIST_EMPTY,
  confidence: 'B',
  source: '§4.5',
  purpose: 'Requests of a month and what became of them; nobody shows which words the last two fields hold.',
  example: {
    params: { bulan: '1', tahun: '2025' },
    response: {
      list: [
        {
          noKartu: '0000000000001',
          nama: 'PESERTA CONTOH SATU',
          tglsep: '2025-01-06',
          jnspelayanan: 'RJ',
          persetujuan: 'Backdate',
          status: 'Disetujui',
        },
      ],
    },
  },
});

const fingerprintList = read({
  group: 'fingerprint',
  name: 'list',
  path: '/SEP/FingerPrint/List/Peserta/TglPelayanan/{tglPelayanan}',
  params: z.strictObject({ tglPelayanan: isoDate }),
  response: listOf(z.looseObject({ noKartu: text, noSEP: maybeText })),
  empty: LIST_EMPTY,
  source: '§4.5',
  purpose: 'Members whose fingerprint was validated on a day.',
  example: {
    params: { tglPelayanan: '2025-01-06' },
    response: { list: [{ noKartu: '0000000000001', noSEP: '9999R0010125V000001' }] },
  },
});

const fingerprintQuestion = read({
  group: 'fingerprint',
  name: 'randomQuestion',
  path: '/SEP/FingerPrint/randomquestion/faskesterdaftar/nokapst/{noKartu}/tglsep/{tglSep}',
  params: z.strictObject({ noKartu: cardNumber, tglSep: isoDate }),
  response: z.looseObject({ faskes: rowsOf(kodeNama) }),
  source: '§4.5',
  purpose: 'The question in place of a fingerprint, at which of these facilities the member is registered.',
  example: {
    params: { noKartu: '0000000000001', tglSep: '2025-01-06' },
    response: {
      faskes: [
        { kode: '9999U002', nama: 'KLINIK PRATAMA MAWAR' },
        { kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' },
        { kode: '99990003', nama: 'PUSKESMAS CONTOH RAYA' },
      ],
    },
  },
});

const fingerprintAnswer = write({
  group: 'fingerprint',
  name: 'randomAnswer',
  method: 'POST',
  path: '/SEP/FingerPrint/randomanswer',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      t_sep: z.looseObject({
        noKartu: text,
        tglSep: isoDate,
        /** 1 in-, 2 out-patient. */
        jenPel: text,
        /** The own facility. */
        ppkPelSep: text,
        tglLahir: text,
        /** The facility that the member named. */
        ppkPst: text,
        user: text,
      }),
    }),
  }),
  response: z.enum(['True', 'False']),
  // How many wrong answers BPJS takes is unknown, so an answer is not sent again unasked.
  writeClass: 'dangerous',
  source: '§4.5',
  purpose: "The member's answer to the random question; True stands in for the fingerprint of that day.",
  example: {
    params: {},
    request: {
      request: {
        t_sep: {
          noKartu: '0000000000001',
          tglSep: '2025-01-06',
          jenPel: '2',
          ppkPelSep: '9999R001',
          tglLahir: '1990-05-06',
          ppkPst: '9999U001',
          user: 'pendaftaran.rs',
        },
      },
    },
    response: 'True',
  },
});

export const vclaimSepPengajuan = {
  sepPengajuan,
  sepAproval,
  sepPersetujuanList,
  fingerprintList,
  fingerprintQuestion,
  fingerprintAnswer,
} as const;

// VClaim extension of long-running referrals: haemodialysis, thalassaemia, haemophilia, chemotherapy
// (docs/facts/vclaim.md §4.4).
import { z } from 'zod';
import { bareText, maybeText, noParams, rowsOf, text, year4 } from '../shapes.ts';
import { LIST_EMPTY, vclaimEndpoints } from './vclaim-common.ts';

const { read, write } = vclaimEndpoints;

/** A long-running referral as K1 and K3 print it, all lower case. */
const khusus = {
  norujukan: text,
  nokapst: maybeText,
  nmpst: maybeText,
  /** Diagnosis. */
  diagppk: maybeText,
  tglrujukan_awal: maybeText,
  tglrujukan_berakhir: maybeText,
};
const khususExample = {
  norujukan: '9999U0010125P000001',
  nokapst: '0000000000001',
  nmpst: 'PESERTA CONTOH SATU',
  diagppk: 'N18.9',
  tglrujukan_awal: '2025-01-06',
  tglrujukan_berakhir: '2025-04-06',
};

const rujukanKhususInsert = write({
  group: 'rujukan',
  name: 'khususInsert',
  method: 'POST',
  path: '/Rujukan/Khusus/insert',
  params: noParams,
  // The one VClaim write without the `request` wrapper.
  request: z.looseObject({
    noRujukan: text,
    /** ICD-10 behind `P;` (primary) or `S;` (secondary) [C], e.g. `P;N18.9`. */
    diagnosa: z.array(z.looseObject({ kode: text })),
    /** ICD-9-CM. */
    procedure: z.array(z.looseObject({ kode: text })),
    user: text,
  }),
  response: z.looseObject({ rujukan: z.looseObject(khusus) }),
  confidence: 'B',
  writeClass: 'dangerous',
  source: '§4.4',
  purpose: 'Extends a referral for long-running care (haemodialysis, thalassaemia, haemophilia, chemotherapy).',
  example: {
    params: {},
    request: {
      noRujukan: '9999U0010125P000001',
      diagnosa: [{ kode: 'P;N18.9' }],
      procedure: [{ kode: '39.95' }],
      user: 'pendaftaran.rs',
    },
    response: { rujukan: khususExample },
  },
});

const rujukanKhususDelete = write({
  group: 'rujukan',
  name: 'khususDelete',
  method: 'DELETE',
  path: '/Rujukan/Khusus/delete',
  // Disputed: the catalogue seems to print POST, two programs send DELETE (docs/facts/vclaim.md §4.4 [U]).
  otherMethod: 'POST',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_rujukan: z.looseObject({ idRujukan: text, noRujukan: text, user: text }) }),
  }),
  response: bareText,
  confidence: 'U',
  writeClass: 'write-once',
  source: '§4.4',
  purpose: 'Takes the extension of a referral back; its id stands in the month’s list only.',
  example: {
    params: {},
    request: {
      request: { t_rujukan: { idRujukan: '90001', noRujukan: '9999U0010125P000001', user: 'pendaftaran.rs' } },
    },
    response: '9999U0010125P000001',
  },
});

const rujukanKhususList = read({
  group: 'rujukan',
  name: 'khususList',
  path: '/Rujukan/Khusus/List/Bulan/{bulan}/Tahun/{tahun}',
  params: z.strictObject({
    /** 1 to 12, without a leading zero. */
    bulan: z.string().regex(/^([1-9]|1[0-2])$/),
    tahun: year4,
  }),
  response: z.looseObject({ rujukan: rowsOf(z.looseObject({ idrujukan: text, ...khusus })) }),
  confidence: 'B',
  empty: LIST_EMPTY,
  source: '§4.4',
  purpose: 'Extended referrals of a month with the ids that a deletion needs.',
  example: {
    params: { bulan: '1', tahun: '2025' },
    response: { rujukan: [{ idrujukan: '90001', ...khususExample }] },
  },
});

export const vclaimRujukanKhusus = { rujukanKhususInsert, rujukanKhususDelete, rujukanKhususList } as const;

// SRBK, the clinic's competency-based referral of 2026 (docs/facts/pcare.md §8): criteria of a diagnosis, candidates for one criterion, then one
// call that stores the visit and its referral together. Signed like PCare, registered apart; a visit goes through this gateway or through
// PCare's `kunjungan/v1`, never through both.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { dmyDate, noParams, noResponse, text } from '../shapes.ts';
import { visitExample, visitShape } from './pcare-kunjungan.ts';
import {
  candidates,
  candidatesExample,
  chosenCriterion,
  criteria,
  criteriaExample,
  criterionExample,
  ENCOUNTER,
  encounterWithPrefix,
  kodeDiagnosa,
  kodeFaskesSatuSehat,
  region,
  regionExample,
  satuSehatExample,
  satuSehatRujukan,
} from './satusehat-rujukan.ts';
import { referralNumbers } from './srbk-numbers.ts';

const { write } = endpointsOf({
  service: 'srbk',
  facts: 'pcare',
  confidence: 'C',
  // Whether this gateway seals is open (docs/facts/pcare.md §12.6 [U]): a text is opened, an object is taken as it is.
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['200', '201'],
  readEmpty: [],
});

/** The clinic's own number at SATUSEHAT in the examples. */
const OWN = '100999101';
const encounterExample = { reference: `Encounter/${ENCOUNTER}` };

const kriteria = write({
  group: 'rujukan',
  name: 'kriteria',
  method: 'POST',
  path: '/Sisrute/GetKriteriaRujukan',
  params: noParams,
  request: z.looseObject({ kodeFaskesSatuSehat, kodeDiagnosa, encounter: encounterWithPrefix }),
  response: criteria,
  success: ['200'],
  writeClass: 'read',
  source: '§8',
  purpose: 'Referral criteria of a diagnosis and the regions to choose from.',
  example: {
    params: {},
    request: { kodeFaskesSatuSehat: OWN, kodeDiagnosa: 'I25.1', encounter: encounterExample },
    response: criteriaExample,
  },
});

const faskes = write({
  group: 'rujukan',
  name: 'faskes',
  method: 'POST',
  path: '/Sisrute/GetFaskesRujukan',
  params: noParams,
  request: z.looseObject({
    kodeFaskesSatuSehat,
    /** PCare's code, from `spesialis/{kode}/subspesialis`. */
    kodeSubSpesialis: text,
    /** Empty when no equipment is needed. */
    kodeSarana: z.string(),
    kodeDiagnosa,
    /** Today or later. */
    estimasiRujuk: dmyDate,
    kriteriaRujukan: chosenCriterion,
    codeJejaringWilayah: region,
    encounter: encounterWithPrefix,
  }),
  response: candidates,
  success: ['200'],
  // No candidate is an outcome, not an error; under which code its message comes is not known.
  empty: ['200', '204', '400', '404', '412', '500'],
  writeClass: 'read',
  source: '§8',
  purpose: 'Hospitals that fit diagnosis, criterion, region, sub-specialty and date.',
  example: {
    params: {},
    request: {
      kodeFaskesSatuSehat: OWN,
      kodeSubSpesialis: '8',
      kodeSarana: '',
      kodeDiagnosa: 'I25.1',
      estimasiRujuk: '16-09-2026',
      kriteriaRujukan: criterionExample,
      codeJejaringWilayah: regionExample,
      encounter: encounterExample,
    },
    response: candidatesExample,
  },
});

const kunjunganAdd = write({
  group: 'kunjungan',
  name: 'add',
  method: 'POST',
  path: '/Sisrute/postKunjungan',
  params: noParams,
  request: z.looseObject({
    noKunjungan: z.null(),
    ...visitShape,
    /** Always a vertical referral. */
    kdStatusPulang: z.literal('4'),
    /** The branch of the sub-specialty; special referrals stay with PCare. */
    rujukLanjut: z.looseObject({
      tglEstRujuk: dmyDate,
      /** From the same candidate row as the SATUSEHAT number of the target. */
      kdppk: text,
      subSpesialis: z.looseObject({ kdSubSpesialis1: text, kdSarana: text.nullable() }),
      khusus: z.null(),
    }),
    satuSehatRujukan,
  }),
  // A success code alone is none: without the SATUSEHAT number the answer does not fit and the call is unclear.
  response: z.looseObject({
    noKunjungan: text.nullish(),
    serviceRequestId: text.nullish(),
    noRujukanSatuSehat: z.string().min(1),
  }),
  carries: referralNumbers,
  writeClass: 'dangerous',
  source: '§8',
  purpose:
    'Stores a visit that refers its member with a SATUSEHAT number; query before repeating, it may exist already.',
  example: {
    params: {},
    request: {
      noKunjungan: null,
      ...visitExample,
      kdDiag1: 'I25.1',
      kdStatusPulang: '4',
      rujukLanjut: {
        tglEstRujuk: '16-09-2026',
        kdppk: '9999R002',
        subSpesialis: { kdSubSpesialis1: '8', kdSarana: null },
        khusus: null,
      },
      satuSehatRujukan: { ...satuSehatExample, kodeFaskesSatuSehat: OWN },
    },
    response: {
      noKunjungan: '9999U0010926Y000005',
      serviceRequestId: '9999bbbb-0000-4000-8000-000000000001',
      noRujukanSatuSehat: '999950000000001',
    },
  },
});

const kunjunganDelete = write({
  group: 'kunjungan',
  name: 'delete',
  method: 'DELETE',
  path: '/Sisrute/deleteKunjungan',
  params: noParams,
  // The pilot sends this much; nobody has published a body (docs/facts/pcare.md §8 [U]).
  request: z.looseObject({ noKunjungan: text }),
  response: noResponse,
  encryption: 'tolerant',
  success: ['200'],
  confidence: 'U',
  writeClass: 'write-once',
  source: '§8',
  purpose: 'Takes visit and referral back; the PCare registration goes with them.',
  example: { params: {}, request: { noKunjungan: '9999U0010926Y000005' }, response: null },
});

/** The typed endpoints of SRBK. */
export const srbk = { kriteria, faskes, kunjunganAdd, kunjunganDelete } as const;

// VClaim-SISRUTE, the competency-based referral of 2026 (docs/facts/vclaim.md §7): criteria of a diagnosis, candidates for one
// criterion, then the referral with a SATUSEHAT number. A pilot; signed and opened like VClaim, registered apart.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { isoDate, maybeText, noParams, noResponse, text } from '../shapes.ts';
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
import { rujukanKeluarBody, rujukanKeluarBodyExample } from './vclaim-rujukan-keluar.ts';

const { write } = endpointsOf({
  service: 'sisrute',
  facts: 'vclaim',
  confidence: 'C',
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['200'],
  readEmpty: [],
});

const kriteria = write({
  group: 'rujukan',
  name: 'kriteria',
  // GET is answered 405.
  method: 'POST',
  path: '/Rujukan/GetKriteriaRujukan',
  params: noParams,
  request: z.looseObject({ kodeFaskesSatuSehat, kodeDiagnosa, encounter: encounterWithPrefix }),
  response: criteria,
  writeClass: 'read',
  confidence: 'B',
  source: '§7',
  purpose: 'Referral criteria of a diagnosis and the regions to choose from.',
  example: {
    params: {},
    request: {
      kodeFaskesSatuSehat: '100999001',
      kodeDiagnosa: 'I25.1',
      encounter: { reference: `Encounter/${ENCOUNTER}` },
    },
    response: criteriaExample,
  },
});

const faskes = write({
  group: 'rujukan',
  name: 'faskes',
  method: 'POST',
  path: '/Rujukan/GetFaskesRujukan',
  params: noParams,
  request: z.looseObject({
    kodeFaskesSatuSehat,
    kodeDiagnosa,
    kodeSpesialis: text,
    tglRencanaKunjungan: isoDate,
    kriteriaRujukan: chosenCriterion,
    codeJejaringWilayah: region,
    encounter: encounterWithPrefix,
  }),
  response: candidates,
  // No candidate is an outcome, not an error; the message of a code 500 says it.
  empty: ['200', '201', '500'],
  writeClass: 'read',
  source: '§7',
  purpose: 'Hospitals that fit diagnosis, criterion, region, specialty and date.',
  example: {
    params: {},
    request: {
      kodeFaskesSatuSehat: '100999001',
      kodeDiagnosa: 'I25.1',
      kodeSpesialis: 'JAN',
      tglRencanaKunjungan: '2026-01-16',
      kriteriaRujukan: criterionExample,
      codeJejaringWilayah: regionExample,
      encounter: { reference: `Encounter/${ENCOUNTER}` },
    },
    response: candidatesExample,
  },
});

const insert = write({
  group: 'rujukan',
  name: 'insert',
  method: 'POST',
  path: '/Rujukan/Insert',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_rujukan: z.looseObject({ ...rujukanKeluarBody.shape, satuSehatRujukan }) }),
  }),
  // A success code alone is none: without the SATUSEHAT number the answer does not fit and the call is unclear.
  response: z.looseObject({
    noRujukan: maybeText,
    noRujukanSatuSehat: z.string().min(1),
    serviceRequestId: maybeText,
  }),
  writeClass: 'dangerous',
  source: '§7',
  purpose: 'Refers an out-patient onwards with a SATUSEHAT number; query before repeating, it may exist already.',
  example: {
    params: {},
    request: { request: { t_rujukan: { ...rujukanKeluarBodyExample, satuSehatRujukan: satuSehatExample } } },
    response: {
      noRujukan: '9999R0010126B000001',
      noRujukanSatuSehat: '99990126000001',
      serviceRequestId: '9999bbbb-0000-4000-8000-000000000001',
    },
  },
});

const remove = write({
  group: 'rujukan',
  name: 'delete',
  method: 'DELETE',
  path: '/Rujukan/Delete',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({ t_rujukan: z.looseObject({ noRujukan: text, user: text, satuSehatRujukan }) }),
  }),
  // Nobody has published an answer, so nothing is read from it.
  response: noResponse,
  encryption: 'tolerant',
  writeClass: 'write-once',
  source: '§7',
  purpose: 'Takes a competency-based referral back, with the SATUSEHAT values that were stored.',
  example: {
    params: {},
    request: {
      request: {
        t_rujukan: { noRujukan: '9999R0010126B000001', user: 'pendaftaran.rs', satuSehatRujukan: satuSehatExample },
      },
    },
    response: null,
  },
});

/** The typed endpoints of VClaim-SISRUTE. */
export const sisrute = { kriteria, faskes, insert, delete: remove } as const;

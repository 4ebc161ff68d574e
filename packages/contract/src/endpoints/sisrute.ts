// VClaim-SISRUTE, the competency-based referral of 2026 (docs/facts/vclaim.md §7): criteria of a diagnosis, candidates for one
// criterion, then the referral with a SATUSEHAT number. A pilot; signed and opened like VClaim, registered apart.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { isoDate, listOf, maybeBool, maybeNum, maybeText, noParams, noResponse, rowsOf, text } from '../shapes.ts';
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

/** SATUSEHAT number of the own facility, digits only (production numbers have 9), without `Organization/`. */
const kodeFaskesSatuSehat = z.string().regex(/^\d+$/);
/** ICD-10 as detailed as it gets: a three-character code has no criteria. */
const kodeDiagnosa = text;
const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const encounterWithPrefix = z.looseObject({ reference: z.string().regex(new RegExp(`^Encounter/${UUID}$`)) });
/** The same encounter, here without `Encounter/`. */
const bareEncounter = z.looseObject({ reference: z.string().regex(new RegExp(`^${UUID}$`)) });

/** The one criterion that was chosen; its `linkId` belongs to this diagnosis and to no other. */
const chosenCriterion = z.looseObject({
  item: z
    .array(
      z.looseObject({
        linkId: text,
        text,
        answer: z.array(z.looseObject({ valueBoolean: maybeBool, valueString: maybeText })),
      }),
    )
    .length(1),
});

/** Codes of the region list: two digits for a province, four for a regency. */
const region = z.looseObject({
  kodePropinsi: text,
  namaPropinsi: text,
  kodeKabupaten: text,
  namaKabupaten: text,
});

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000001';
const criterionExample = { item: [{ linkId: '101,7', text: 'Terapi', answer: [{ valueBoolean: true }] }] };
const regionExample = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};

const kriteria = write({
  group: 'rujukan',
  name: 'kriteria',
  // GET is answered 405.
  method: 'POST',
  path: '/Rujukan/GetKriteriaRujukan',
  params: noParams,
  request: z.looseObject({ kodeFaskesSatuSehat, kodeDiagnosa, encounter: encounterWithPrefix }),
  response: z.looseObject({
    kriteriaRujukan: rowsOf(
      z.looseObject({
        /** Made for this diagnosis; never kept for another one. */
        linkId: text,
        /** `Terapi`, `Tindakan Medis` or `Upaya Diagnosis`. */
        text,
        /** `boolean` or `text`: which member of `answer` is filled. */
        type: maybeText,
      }),
    ),
    // The region list in the manner of a FHIR questionnaire; its members are not known well enough to check them.
    JejaringWilayah: z.unknown().optional(),
  }),
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
    response: {
      kriteriaRujukan: [
        { linkId: '101,7', text: 'Terapi', type: 'boolean' },
        { linkId: '101,8', text: 'Tindakan Medis', type: 'text' },
        { linkId: '101,9', text: 'Upaya Diagnosis', type: 'boolean' },
      ],
    },
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
  response: listOf(
    z.looseObject({
      /** SATUSEHAT code, `Organization/` in front; both codes of a referral come from one row. */
      kodeFaskesSatuSehat: text,
      /** BPJS code; the text `null` means that BPJS has none. */
      kdppk: maybeText.transform((value) => (value === 'null' ? null : (value ?? null))),
      nmppk: maybeText,
      strataSatuSehat: maybeText,
      alamatPpk: maybeText,
      telpPpk: maybeText,
      kelas: maybeText,
      nmkc: maybeText,
      /** Kilometres; 1.7976931348623E+308 means unknown. */
      distance: maybeNum,
      jadwal: maybeText,
      /** Patients. */
      jmlRujuk: maybeNum,
      /** Patients. */
      kapasitas: maybeNum,
      /** Per cent of the capacity. */
      persentase: maybeNum,
    }),
  ),
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
    response: {
      count: 2,
      list: [
        {
          kodeFaskesSatuSehat: 'Organization/100999002',
          kdppk: '9999R002',
          nmppk: 'RS CENDRAWASIH TIMUR',
          kelas: 'B',
          distance: 12.4,
          jadwal: null,
          jmlRujuk: 5,
          kapasitas: 40,
          persentase: 12.5,
        },
        { kodeFaskesSatuSehat: 'Organization/100999009', kdppk: null, nmppk: 'RS CONTOH UTARA' },
      ],
    },
  },
});

/** What SATUSEHAT gets with the referral; a deletion sends the stored values again. */
const satuSehatRujukan = z.looseObject({
  kodeFaskesSatuSehat,
  idPasienSatuSehat: text,
  /** SATUSEHAT number of the target: the same facility as `ppkDirujuk`, digits only. */
  kdppkSatuSehatTujuanRujukan: z.string().regex(/^\d+$/),
  kdDokterSatuSehat: text,
  encounter: bareEncounter,
  patientInstruction: text,
  keteranganRujukan: text,
  kriteriaRujukan: chosenCriterion,
  codeJejaringWilayah: region,
});

const satuSehatExample: z.output<typeof satuSehatRujukan> = {
  kodeFaskesSatuSehat: '100999001',
  idPasienSatuSehat: 'P99990000001',
  kdppkSatuSehatTujuanRujukan: '100999002',
  kdDokterSatuSehat: 'N99990000001',
  encounter: { reference: ENCOUNTER },
  patientInstruction: 'Bawa hasil pemeriksaan jantung',
  keteranganRujukan: 'Mohon evaluasi lanjutan',
  kriteriaRujukan: criterionExample,
  codeJejaringWilayah: regionExample,
};

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

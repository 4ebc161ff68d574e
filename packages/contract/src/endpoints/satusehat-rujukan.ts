// What the two gateways of the competency-based referral share: the hospital's SISRUTE (docs/facts/vclaim.md §7) and the clinic's SRBK
// (docs/facts/pcare.md §8) ask the same of SATUSEHAT and offer the same candidates.
import { z } from 'zod';
import { listOf, maybeBool, maybeNum, maybeText, rowsOf, text } from '../shapes.ts';

/** SATUSEHAT number of the own facility, digits only (production numbers have 9), without `Organization/`. */
export const kodeFaskesSatuSehat = z.string().regex(/^\d+$/);
/** ICD-10 as detailed as it gets: a three-character code has no criteria. */
export const kodeDiagnosa = text;

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
export const encounterWithPrefix = z.looseObject({ reference: z.string().regex(new RegExp(`^Encounter/${UUID}$`)) });
/** The same encounter, here without `Encounter/`. */
const bareEncounter = z.looseObject({ reference: z.string().regex(new RegExp(`^${UUID}$`)) });

/** The one criterion that was chosen; its `linkId` belongs to this diagnosis and to no other. */
export const chosenCriterion = z.looseObject({
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
export const region = z.looseObject({
  kodePropinsi: text,
  namaPropinsi: text,
  kodeKabupaten: text,
  namaKabupaten: text,
});

export const criteria = z.looseObject({
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
});

export const candidates = listOf(
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
);

/** What SATUSEHAT gets with the referral. */
export const satuSehatRujukan = z.looseObject({
  kodeFaskesSatuSehat,
  idPasienSatuSehat: text,
  /** SATUSEHAT number of the target: the same facility as the BPJS code beside it, digits only. */
  kdppkSatuSehatTujuanRujukan: z.string().regex(/^\d+$/),
  kdDokterSatuSehat: text,
  encounter: bareEncounter,
  patientInstruction: text,
  keteranganRujukan: text,
  kriteriaRujukan: chosenCriterion,
  codeJejaringWilayah: region,
});

export const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000001';
export const criterionExample = { item: [{ linkId: '101,7', text: 'Terapi', answer: [{ valueBoolean: true }] }] };
export const regionExample = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};
export const criteriaExample = {
  kriteriaRujukan: [
    { linkId: '101,7', text: 'Terapi', type: 'boolean' },
    { linkId: '101,8', text: 'Tindakan Medis', type: 'text' },
    { linkId: '101,9', text: 'Upaya Diagnosis', type: 'boolean' },
  ],
};
export const candidatesExample: z.output<typeof candidates> = {
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
};
export const satuSehatExample: z.output<typeof satuSehatRujukan> = {
  kodeFaskesSatuSehat: '100999001',
  idPasienSatuSehat: 'P99990000001',
  kdppkSatuSehatTujuanRujukan: '100999002',
  kdDokterSatuSehat: 'N99990000001',
  encounter: { reference: ENCOUNTER },
  patientInstruction: 'Bawa hasil pemeriksaan',
  keteranganRujukan: 'Mohon evaluasi lanjutan',
  kriteriaRujukan: criterionExample,
  codeJejaringWilayah: regionExample,
};

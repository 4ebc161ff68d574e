// From what a HIS or a screen sends to a service entry: the fields P-Care insists on and many systems do not keep get the value the
// field uses for "nothing noted". Those defaults are settings and visible in the stored entry; nothing clinical is made up.
import { z } from 'zod';
import type { ServiceEntry } from './entry.ts';
import type { ClinicSettings } from './settings.ts';

const text = (max: number) => z.string().trim().max(max);
const kode = text(20);
const TEXT_MAX = 4000;

/** The API's shape of an entry (docs/api); also what `service.recorded` carries in its data. */
export const entrySchema = z.strictObject({
  keluhan: text(TEXT_MAX),
  anamnesa: text(TEXT_MAX).optional(),
  kdSadar: kode,
  sistole: z.number(),
  diastole: z.number(),
  beratBadan: z.number(),
  tinggiBadan: z.number(),
  lingkarPerut: z.number(),
  respRate: z.number(),
  heartRate: z.number(),
  suhu: z.number(),
  alergi: z.strictObject({ makan: kode, udara: kode, obat: kode }).optional(),
  kdPrognosa: kode.optional(),
  diagnosa: z.array(z.strictObject({ kode, nama: text(300) })).max(10),
  tindakan: z
    .array(z.strictObject({ kode, nama: text(300), biaya: z.number(), keterangan: text(500).optional() }))
    .max(30)
    .default([]),
  obat: z
    .array(
      z.strictObject({
        kode,
        nama: text(300),
        racikan: z.boolean(),
        signa1: z.number(),
        signa2: z.number(),
        jumlah: z.number(),
      }),
    )
    .max(50)
    .default([]),
  terapiObat: text(TEXT_MAX).optional(),
  terapiNonObat: text(TEXT_MAX).optional(),
  bmhp: text(TEXT_MAX).optional(),
  kdStatusPulang: kode,
  tanggalPulang: text(10).optional(),
  kdDokter: kode,
});
export type EntryInput = z.output<typeof entrySchema>;

/** "None", docs/facts/pcare.md §6. */
const NO_ALLERGY = '00';
/** What programs in use write when there is nothing to write, docs/facts/pcare.md §4.5. */
const NOTHING_NOTED = '-';

export function completeEntry(input: EntryInput, serviceDate: string, settings: ClinicSettings): ServiceEntry {
  // Written out field by field: the order of keys is the same whatever the sender left out, so equal entries are equal texts.
  return {
    keluhan: input.keluhan,
    anamnesa: input.anamnesa ?? input.keluhan,
    kdSadar: input.kdSadar,
    sistole: input.sistole,
    diastole: input.diastole,
    beratBadan: input.beratBadan,
    tinggiBadan: input.tinggiBadan,
    lingkarPerut: input.lingkarPerut,
    respRate: input.respRate,
    heartRate: input.heartRate,
    suhu: input.suhu,
    alergi: input.alergi ?? { makan: NO_ALLERGY, udara: NO_ALLERGY, obat: NO_ALLERGY },
    kdPrognosa: input.kdPrognosa ?? settings.defaultPrognosa,
    diagnosa: input.diagnosa,
    tindakan: input.tindakan,
    obat: input.obat,
    terapiObat:
      input.terapiObat ??
      (input.obat
        .map((drug) => drug.nama)
        .filter((nama) => nama !== '')
        .join(', ') ||
        NOTHING_NOTED),
    terapiNonObat: input.terapiNonObat ?? NOTHING_NOTED,
    bmhp: input.bmhp ?? NOTHING_NOTED,
    kdStatusPulang: input.kdStatusPulang,
    tanggalPulang: input.tanggalPulang ?? serviceDate,
    kdDokter: input.kdDokter,
  };
}

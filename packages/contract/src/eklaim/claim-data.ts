// The fields of a claim, as `set_claim_data` takes them (docs/facts/eklaim.md §6). A field that is left out stays as it was.
import { z } from 'zod';
import { num, text } from '../shapes.ts';
import { dateTime } from './define.ts';

/** The eighteen parts of the hospital's own tariff, whole rupiah. */
export const TARIFF_PARTS = [
  'prosedur_non_bedah',
  'prosedur_bedah',
  'konsultasi',
  'tenaga_ahli',
  'keperawatan',
  'penunjang',
  'radiologi',
  'laboratorium',
  'pelayanan_darah',
  'rehabilitasi',
  'kamar',
  'rawat_intensif',
  'obat',
  'obat_kronis',
  'obat_kemoterapi',
  'alkes',
  'bmhp',
  'sewa_alat',
] as const;

const flag = z.union([z.literal(0), z.literal(1), z.literal('0'), z.literal('1')]);
/** 12–60 points of daily living. */
const adl = z.union([num, z.literal('')]);
const apgarScore = z.looseObject({
  appearance: num,
  pulse: num,
  grimace: num,
  activity: num,
  respiration: num,
});

export const claimData = z.looseObject({
  /** Another number than in `metadata` renames the claim. */
  nomor_sep: text.optional(),
  nomor_kartu: text.optional(),
  /** nik, kitas, paspor, kartu_jkn, kk, unhcr, kelurahan, dinsos, dinkes, sjp, klaim_ibu or lainnya; for payers other than JKN. */
  nomor_kartu_t: text.optional(),
  tgl_masuk: dateTime.optional(),
  tgl_pulang: dateTime.optional(),
  /** gp, hosp-trans, mp, outp, inp, emd, born, nursing, psych, rehab or other. */
  cara_masuk: text.optional(),
  /** 1 in-patient, 2 out-patient. */
  jenis_rawat: text.optional(),
  /** In-patient 1, 2 or 3; out-patient 3 regular, 1 executive. */
  kelas_rawat: text.optional(),
  adl_sub_acute: adl.optional(),
  adl_chronic: adl.optional(),
  icu_indikator: flag.optional(),
  /** Days. */
  icu_los: num.optional(),
  ventilator_hour: num.optional(),
  ventilator: z.looseObject({ use_ind: flag, start_dttm: text, stop_dttm: text }).optional(),
  upgrade_class_ind: flag.optional(),
  /** kelas_1, kelas_2 or vip. */
  upgrade_class_class: text.optional(),
  upgrade_class_los: num.optional(),
  /** peserta, pemberi_kerja or asuransi_tambahan. */
  upgrade_class_payor: text.optional(),
  add_payment_pct: num.optional(),
  /** Grams. */
  birth_weight: num.optional(),
  sistole: num.optional(),
  diastole: num.optional(),
  /** 1 approval, 2 referred, 3 own request, 4 died, 5 other. */
  discharge_status: text.optional(),
  tarif_rs: z.looseObject(Object.fromEntries(TARIFF_PARTS.map((part) => [part, num.optional()]))).optional(),
  tarif_poli_eks: num.optional(),
  nama_dokter: text.optional(),
  /** AP, AS, BP, BS, CP, CS, DP, DS (class × public or private), RSCM, RSJP, RSD or RSAB. */
  kode_tarif: text.optional(),
  /** From the installation's own list of payers; JKN is 3 in the manual's example. */
  payor_id: text.optional(),
  payor_cd: text.optional(),
  /** `#` clears it. */
  cob_cd: text.optional(),
  coder_nik: text,
  bayi_lahir_status_cd: text.optional(),
  dializer_single_use: flag.optional(),
  kantong_darah: num.optional(),
  alteplase_ind: flag.optional(),
  apgar: z.looseObject({ menit_1: apgarScore, menit_5: apgarScore }).optional(),
  persalinan: z
    .looseObject({
      usia_kehamilan: text,
      gravida: text,
      partus: text,
      abortus: text,
      /** spontan, induksi or non_spontan_non_induksi. */
      onset_kontraksi: text,
      delivery: z.array(z.looseObject({ delivery_sequence: text, delivery_method: text, delivery_dttm: text })),
    })
    .optional(),
});

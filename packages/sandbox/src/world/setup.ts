// What the operator of the sandbox arranges: people, referrals, facilities, and the settings that survive a restart. Each item
// is one line of setup.jsonl. Not effects of facilities; those are the ledger.

import { z } from 'zod';
import { CHARACTERS } from '../kernel.ts';
import { MoodTableSchema } from '../moods/moods.ts';
import { PlanSchema } from '../plans/plan.ts';
import { SwitchesSchema } from '../switches.ts';
import { FACILITY_KINDS, SANDBOX_SERVICES } from './facilities.ts';

const card = z.string().regex(/^\d{13}$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const codeName = z.strictObject({ kode: z.string(), nama: z.string() });
const codeText = z.strictObject({ kode: z.string(), keterangan: z.string() });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const PersonSchema = z.strictObject({
  index: z.number().int().default(0),
  nomorKartu: card,
  nik: z.string().regex(/^\d{16}$/),
  nama: z.string(),
  jenisKelamin: z.enum(['L', 'P']),
  tanggalLahir: date,
  nomorHp: z.string().default(''),
  norm: z.string().default(''),
  hakKelas: z.enum(['1', '2', '3']).default('3'),
  jenisPeserta: codeText.default({ kode: '21', keterangan: 'PBI (APBN)' }),
  status: codeText.default({ kode: '0', keterangan: 'AKTIF' }),
  fktp: codeName.default({ kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' }),
  prolanis: z.string().default(''),
  prb: z.string().default(''),
  tunggakanBulan: z.number().int().min(0).default(0),
  mulaiAktif: date.default('2018-01-01'),
  hubunganKeluarga: z.string().default('Peserta'),
  sidikJari: z.enum(['setiap-hari', 'belum']).default('setiap-hari'),
});

export const ReferralSchema = z.strictObject({
  nomorRujukan: z.string().min(1).max(30),
  asal: z.enum(['1', '2']).default('1'),
  nomorKartu: card,
  tanggal: date,
  perujuk: codeName.default({ kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' }),
  poli: z.string(),
  diagnosa: codeName.default({ kode: 'I10', nama: 'Essential (primary) hypertension' }),
  keluhan: z.string().default('-'),
});

export const ControlLetterSchema = z.strictObject({
  nomorSurat: z.string().min(1).max(30),
  jenis: z.enum(['1', '2']).default('2'),
  nomorKartu: card,
  nomorSepAsal: z.string().default(''),
  tanggalRencana: date,
  tanggalTerbit: date,
  poli: z.string(),
  kodeDokter: z.string(),
});

export const FacilitySchema = z.strictObject({
  kodePpk: z.string().regex(/^[0-9]{4}[0-9A-Z][0-9]{3}$/),
  nama: z.string(),
  jenis: z.enum(FACILITY_KINDS),
  /** Services beyond those of its kind: the pilots. */
  alsoRegistered: z.array(z.enum(SANDBOX_SERVICES)).default([]),
  consumer: z.enum(['ok', 'expired', 'unregistered']).default('ok'),
  credentials: z
    .strictObject({
      consId: z.string(),
      secret: z.string(),
      userKeys: z.partialRecord(z.enum(SANDBOX_SERVICES), z.string()),
      pcare: z.strictObject({ username: z.string(), password: z.string(), kdAplikasi: z.string() }),
    })
    .optional(),
});

export const ClockSchema = z.strictObject({
  /** How far the payer's own clock is off: moves the Date header and the signature window. */
  skewMs: z.number().int().optional(),
  /** Width of the signature window to either side [U], docs/facts/vclaim.md §2.3. */
  windowMs: z.number().int().min(0).optional(),
  business: z
    .strictObject({ baseMs: z.number(), realBaseMs: z.number(), speed: z.number().positive() })
    .nullable()
    .optional(),
});

export const SetupItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('population'),
    seed: z.number().int(),
    n: z.number().int().min(0).max(200_000),
    date,
    first: z.number().int().min(1).default(1),
  }),
  z.strictObject({ kind: z.literal('participant'), person: PersonSchema }),
  z.strictObject({ kind: z.literal('referral'), referral: ReferralSchema }),
  z.strictObject({ kind: z.literal('control-letter'), letter: ControlLetterSchema }),
  z.strictObject({
    kind: z.literal('booking'),
    kodePpk: z.string(),
    fields: z.record(z.string(), scalar),
    sumberdata: z.string().default('Mobile JKN'),
    createdAtMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('fingerprint'), nomorKartu: card, tanggal: date, validated: z.boolean() }),
  z.strictObject({
    kind: z.literal('approval'),
    nomorKartu: card,
    tanggal: date,
    jnsPelayanan: z.enum(['1', '2']),
    jnsPengajuan: z.enum(['1', '2']),
  }),
  z.strictObject({ kind: z.literal('claim'), nomorSep: z.string(), status: z.enum(['none', '1', '2', '3']) }),
  /** A pharmacy's claim under its own number (NOSJP) is verified, or taken back. */
  z.strictObject({ kind: z.literal('pharmacy-claim'), nomor: z.string(), verified: z.boolean() }),
  z.strictObject({ kind: z.literal('facility'), facility: FacilitySchema }),
  z.strictObject({ kind: z.literal('moods'), moods: MoodTableSchema }),
  /** A plan that began at a business instant, or none any more. */
  z.strictObject({ kind: z.literal('plan'), plan: PlanSchema.nullable(), startMs: z.number() }),
  z.strictObject({ kind: z.literal('switches'), switches: SwitchesSchema }),
  z.strictObject({ kind: z.literal('character'), character: z.enum(CHARACTERS) }),
  z.strictObject({ kind: z.literal('clock'), clock: ClockSchema }),
]);

export type SetupItem = z.infer<typeof SetupItemSchema>;
export type SetupInput = z.input<typeof SetupItemSchema>;

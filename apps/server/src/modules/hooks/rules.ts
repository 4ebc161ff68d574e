// Reading one event from outside: types, fields, and times without an offset. Pure: what is wrong comes back as a named field
// with its value and a remedy, so that a batch can go on with the others. Nothing of the visit's own rules is repeated here.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

export const EVENT_TYPES = [
  'visit.registered',
  'patient.checked-in',
  'admission.called',
  'admission.done',
  'poli.called',
  'poli.done',
  'prescription.printed',
  'pharmacy.started',
  'pharmacy.done',
  'visit.cancelled',
  'visit.no-show',
  'service.recorded',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One call may carry a poli's morning; more belongs into several calls, so that a broken line is found soon. */
export const BATCH_MAX = 500;

const text = (max: number) => z.string().trim().max(max);
const needed = (max: number) => text(max).min(1);
/** An empty text is how most systems export "unknown". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const kode = needed(20);
const coded = z.strictObject({ kode, nama: text(300).default('') });
const count = z.coerce.number().int().min(1).max(9999);

const registered = z.strictObject({
  patient: z.strictObject({
    nomorKartu: optional(z.string().regex(/^\d{13}$/)),
    nik: optional(z.string().regex(/^\d{16}$/)),
    nama: needed(120),
    norm: needed(30),
    noHp: optional(text(20)),
    tanggalLahir: optional(date),
    jenisKelamin: optional(z.enum(['L', 'P'])),
  }),
  pasienBaru: z.boolean().default(false),
  jenisPasien: z.enum(['JKN', 'NON JKN']).default('JKN'),
  tanggalPeriksa: optional(date),
  kodePoli: kode,
  namaPoli: optional(text(100)),
  kodeDokter: optional(text(20)),
  namaDokter: optional(text(120)),
  jamPraktek: optional(z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/)),
  jenisKunjungan: optional(z.coerce.number().int().min(1).max(4)),
  nomorReferensi: optional(text(40)),
  sumber: z.enum(['onsite', 'mobile-jkn']).default('onsite'),
  kodeBooking: optional(text(60)),
  keluhan: optional(text(500)),
  kunjunganSakit: z.boolean().optional(),
});

const serviceRecorded = z.strictObject({
  keluhan: text(500),
  anamnesa: optional(text(2000)),
  kdSadar: kode,
  sistole: z.coerce.number(),
  diastole: z.coerce.number(),
  beratBadan: z.coerce.number(),
  tinggiBadan: z.coerce.number(),
  lingkarPerut: z.coerce.number(),
  respRate: z.coerce.number(),
  heartRate: z.coerce.number(),
  suhu: z.coerce.number(),
  alergi: z.strictObject({ makan: kode, udara: kode, obat: kode }).optional(),
  kdPrognosa: optional(kode),
  // Either codes or code and name: a HIS that only knows the code is not asked for our wording.
  diagnosa: z.array(z.union([kode.transform((value) => ({ kode: value, nama: '' })), coded])).max(3),
  tindakan: z
    .array(
      z.strictObject({
        kode,
        nama: text(300).default(''),
        biaya: z.coerce.number().int().min(0),
        keterangan: optional(text(500)),
      }),
    )
    .max(30)
    .default([]),
  obat: z
    .array(
      z.strictObject({
        kode,
        nama: text(300).default(''),
        racikan: z.boolean().default(false),
        signa1: count,
        signa2: count,
        jumlah: count,
      }),
    )
    .max(50)
    .default([]),
  terapiObat: optional(text(2000)),
  terapiNonObat: optional(text(2000)),
  bmhp: optional(text(500)),
  kdStatusPulang: kode,
  tanggalPulang: optional(date),
  kdDokter: kode,
});

const empty = z.strictObject({}).default({});
/** A system that does not know whether medicine follows says nothing; the pharmacy's events then tell. */
const poliDone = z.strictObject({ resep: optional(z.enum(['tidak-ada', 'racikan', 'non-racikan'])) }).default({});
const unit = z.strictObject({ unit: optional(text(40)) }).default({});

const DATA_SCHEMAS = {
  'visit.registered': registered,
  'patient.checked-in': unit,
  'admission.called': unit,
  'admission.done': unit,
  'poli.called': unit,
  'poli.done': poliDone,
  'prescription.printed': empty,
  'pharmacy.started': empty,
  'pharmacy.done': empty,
  'visit.cancelled': z.strictObject({ alasan: needed(300) }),
  'visit.no-show': z.strictObject({ alasan: optional(text(300)) }).default({}),
  'service.recorded': serviceRecorded,
} as const satisfies Record<EventType, z.ZodType>;

export type RegisteredData = z.output<typeof registered>;
export type ServiceRecordedData = z.output<typeof serviceRecorded>;

/** The frame of an event; `data` is checked against its type afterwards so that the problem names the inner field. */
export const eventFrame = z.strictObject({
  sourceEventId: needed(200),
  type: z.enum(EVENT_TYPES),
  occurredAt: needed(40),
  visitRef: needed(100),
  data: z.record(z.string(), z.unknown()).optional(),
});

export type EventData = {
  [T in EventType]: { readonly type: T; readonly data: z.output<(typeof DATA_SCHEMAS)[T]> };
}[EventType];

export type ReadEvent = EventData & {
  readonly sourceEventId: string;
  readonly visitRef: string;
  readonly occurredAt: Date;
};

export interface EventProblem {
  readonly field: string;
  /** The offending value; null when it must not be repeated (identity data) or is missing. */
  readonly value: string | null;
  /** Indonesian. */
  readonly remedy: string;
}

export type EventReading =
  | { readonly ok: true; readonly event: ReadEvent }
  | { readonly ok: false; readonly problem: EventProblem };

export function readEvent(input: unknown, zone: string): EventReading {
  const frame = eventFrame.safeParse(input);
  if (!frame.success) return { ok: false, problem: problemOf(frame.error, input, '') };
  const { type, sourceEventId, visitRef } = frame.data;
  const occurredAt = readInstant(frame.data.occurredAt, zone);
  if (occurredAt === null) {
    return {
      ok: false,
      problem: {
        field: 'occurredAt',
        value: frame.data.occurredAt,
        remedy: 'Tulis waktu seperti 2026-01-15T08:05:10+07:00, atau waktu setempat 2026-01-15T08:05:10.',
      },
    };
  }
  const data = DATA_SCHEMAS[type].safeParse(frame.data.data ?? undefined);
  if (!data.success) return { ok: false, problem: problemOf(data.error, frame.data.data ?? {}, 'data.') };
  // Type and data were checked against each other just above; the compiler cannot follow the lookup.
  const typed = { type, data: data.data } as EventData;
  return { ok: true, event: { ...typed, sourceEventId, visitRef, occurredAt } };
}

const WITH_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * An instant from RFC 3339 with an offset, or from a local time in the facility's zone. Indonesia's zones never shift, so a
 * local time names exactly one instant; elsewhere an ambiguous or missing hour is refused rather than guessed.
 */
export function readInstant(value: string, zone: string): Date | null {
  const normal = value.trim().replace(' ', 'T');
  try {
    const epochMs = WITH_OFFSET.test(normal)
      ? Temporal.Instant.from(normal).epochMilliseconds
      : Temporal.PlainDateTime.from(normal, { overflow: 'reject' }).toZonedDateTime(zone, { disambiguation: 'reject' })
          .epochMilliseconds;
    return new Date(epochMs);
  } catch (error) {
    // The only failure of these calls is a text that is no time; anything else is not ours to swallow.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Identity and clinical values are never repeated in an answer or a log. */
const SILENT = /patient|nomorKartu|nik|nama|norm|noHp|keluhan|anamnesa|diagnosa|terapi/i;

function problemOf(error: z.ZodError, input: unknown, prefix: string): EventProblem {
  const issue = error.issues[0];
  const path = issue?.path.map(String) ?? [];
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = prefix + (extra === undefined ? path : [...path, extra]).join('.');
  return { field, value: SILENT.test(field) ? null : scalarAt(input, path), remedy: remedyOf(issue, extra) };
}

function scalarAt(input: unknown, path: readonly string[]): string | null {
  let value: unknown = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, 100)
    : null;
}

function remedyOf(issue: z.core.$ZodIssue | undefined, extra: string | undefined): string {
  if (extra !== undefined) return `Isian "${extra}" tidak dikenal; hapus atau perbaiki namanya.`;
  switch (issue?.code) {
    case 'invalid_value':
      return `Pilih salah satu: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return 'Bentuknya belum benar; lihat contoh di dokumentasi API.';
    case 'too_big':
      return `Terlalu panjang atau terlalu besar; paling banyak ${String(issue.maximum)}.`;
    case 'too_small':
      return 'Wajib diisi.';
    case 'invalid_type':
      return `Wajib diisi dengan ${issue.expected}.`;
    default:
      return 'Isinya belum benar; lihat contoh di dokumentasi API.';
  }
}

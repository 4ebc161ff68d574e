// Shapes of visits at our API (docs/api/openapi.json is made from them).
import { z } from 'zod';
import { eligibilityShape as eligibility, kodeNamaShape as kodeNama } from '../peserta/index.ts';
import { EVENT_TYPES, STAGES } from './rules.ts';
import { SUMBER } from './store.ts';

export const eventType = z.enum(EVENT_TYPES);
export const stage = z.enum(STAGES);
export const resep = z.enum(['tidak-ada', 'racikan', 'non-racikan']);

export const DELIVERY_STATES = [
  'tidak-perlu',
  'menunggu',
  'dikirim',
  'diterima',
  'sudah-ada',
  'ditolak',
  'belum-pasti',
  'ditahan',
  'kedaluwarsa',
  'dibatalkan',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const deliveryState = z.enum(DELIVERY_STATES);

const jam = z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/);

export const sepWish = z
  .strictObject({
    issue: z.boolean(),
    diagAwal: z.string().max(20).optional(),
    catatan: z.string().max(200).optional(),
    tujuanKunjungan: z.enum(['0', '1', '2']).optional(),
    flagProcedure: z.string().max(2).optional(),
    kdPenunjang: z.string().max(2).optional(),
    assesmentPel: z.string().max(2).optional(),
    skdp: z.strictObject({ noSurat: z.string().max(40), kodeDpjp: z.string().max(20) }).optional(),
    katarak: z.boolean().optional(),
    cob: z.boolean().optional(),
  })
  .meta({ id: 'SepWish' });

export const registerVisit = z
  .strictObject({
    patientId: z.uuid().optional(),
    patient: z
      .strictObject({
        nama: z.string().trim().min(1).max(120),
        nik: z
          .string()
          .regex(/^\d{16}$/)
          .optional(),
        nomorKartu: z
          .string()
          .regex(/^\d{13}$/)
          .optional(),
        norm: z.string().trim().min(1).max(30).optional(),
        noHp: z.string().max(20).optional(),
        tanggalLahir: z.iso.date().optional(),
        jenisKelamin: z.enum(['L', 'P']).optional(),
      })
      .optional(),
    jenisPasien: z.enum(['JKN', 'NON JKN']),
    pasienBaru: z.boolean(),
    serviceDate: z.iso.date(),
    sessionId: z.uuid().optional(),
    kodePoli: z.string().min(1).max(20),
    namaPoli: z.string().max(100).optional(),
    kodeDokter: z.string().max(20).optional(),
    namaDokter: z.string().max(120).optional(),
    jamPraktek: jam.optional(),
    jenisKunjungan: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
    nomorReferensi: z.string().trim().max(40).optional(),
    keluhan: z.string().max(500).optional(),
    kunjunganSakit: z.boolean().optional(),
    sep: sepWish.optional(),
    checkIn: z.boolean().optional(),
    eligibilitySnapshotId: z.uuid().optional(),
    /** What the patient chose while BPJS cannot be asked; without the mode it means nothing. */
    continuity: z
      .strictObject({ choice: z.enum(['menunggu', 'lanjut', 'bayar-sendiri', 'kembali-lain-waktu']) })
      .optional(),
  })
  .meta({ id: 'RegisterVisit' });

export const recordEvent = z
  .strictObject({
    type: eventType,
    occurredAt: z.iso.datetime({ offset: true }).optional(),
    data: z
      .strictObject({
        resep: resep.optional(),
        alasan: z.string().max(300).optional(),
        unit: z.string().max(40).optional(),
      })
      .optional(),
  })
  .meta({ id: 'RecordEvent' });

export const chooseDoctor = z.strictObject({ sessionId: z.uuid() }).meta({ id: 'ChooseDoctor' });

export const cancelVisit = z
  .strictObject({ alasan: z.string().trim().min(3).max(300), noShow: z.boolean().optional() })
  .meta({ id: 'CancelVisit' });

const delivery = z.strictObject({
  service: z.string(),
  kind: z.string(),
  label: z.string(),
  state: deliveryState,
  messageId: z.string(),
  reason: z.string().nullable(),
  nextStep: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type DeliveryView = z.infer<typeof delivery>;

const sepView = z.strictObject({
  state: deliveryState,
  nomorSep: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SepView = z.infer<typeof sepView>;

/** How the visit was accepted while BPJS could not be asked; null for every other visit. */
const continuityPart = z.strictObject({
  outageId: z.string(),
  decision: z.enum(['terima', 'terima-dengan-pernyataan', 'tahan']),
  ground: z.enum(['aktif-baru', 'aktif-lama', 'belum-dikenal', 'terakhir-tidak-aktif']),
  ageDays: z.int().nullable(),
  snapshotAt: z.iso.datetime().nullable(),
  choice: z.enum(['menunggu', 'lanjut', 'bayar-sendiri', 'kembali-lain-waktu']).nullable(),
  statementPrintedAt: z.iso.datetime().nullable(),
  statementSignedAt: z.iso.datetime().nullable(),
  verification: z.enum(['belum', 'aktif', 'berubah', 'tidak-aktif', 'tidak-ditemukan', 'tanpa-nomor']),
});
export type ContinuityPart = z.infer<typeof continuityPart>;

export const visit = z
  .strictObject({
    id: z.string(),
    kodeBooking: z.string(),
    serviceDate: z.string(),
    registeredAt: z.iso.datetime(),
    sumber: z.enum(SUMBER),
    patient: z.strictObject({
      id: z.string(),
      norm: z.string(),
      nama: z.string(),
      jenisKelamin: z.enum(['L', 'P']).nullable(),
      tanggalLahir: z.string().nullable(),
      nomorKartu: z.string().nullable(),
      nik: z.string().nullable(),
      noHp: z.string().nullable(),
    }),
    jenisPasien: z.enum(['JKN', 'NON JKN']),
    pasienBaru: z.boolean(),
    poli: kodeNama,
    dokter: kodeNama.nullable(),
    jamPraktek: z.string().nullable(),
    nomorAntrean: z.string(),
    angkaAntrean: z.int(),
    estimasiDilayani: z.iso.datetime().nullable(),
    stage,
    resep: resep.nullable(),
    eligibility: eligibility.nullable(),
    sep: sepView.nullable(),
    continuity: continuityPart.nullable(),
    deliveries: z.array(delivery),
    pcare: z.strictObject({ noUrut: z.string().nullable(), noKunjungan: z.string().nullable() }).nullable(),
    events: z.array(
      z.strictObject({ type: eventType, occurredAt: z.iso.datetime(), recordedAt: z.iso.datetime(), by: z.string() }),
    ),
  })
  .meta({ id: 'Visit' });
export type VisitView = z.infer<typeof visit>;

/** Not frozen as an id of its own: pharmacy cards extend it. */
export const visitRow = z.strictObject({
  id: z.string(),
  kodeBooking: z.string(),
  nomorAntrean: z.string(),
  nama: z.string(),
  norm: z.string(),
  poli: kodeNama,
  dokter: z.string().nullable(),
  stage,
  pasienBaru: z.boolean(),
  jenisPasien: z.string(),
  resep: resep.nullable(),
  waitingSince: z.iso.datetime().nullable(),
  sepState: deliveryState.nullable(),
  nomorSep: z.string().nullable(),
  attention: z.string().nullable(),
});
export type VisitRowView = z.infer<typeof visitRow>;

export const visitPage = z
  .strictObject({ items: z.array(visitRow), nextCursor: z.string().nullable() })
  .meta({ id: 'VisitPage' });

export const queueBoard = z
  .strictObject({
    date: z.string(),
    unit: z.string(),
    nowServing: visitRow.nullable(),
    waiting: z.array(visitRow),
    called: z.array(visitRow),
    done: z.int(),
    standardMinutes: z.int(),
  })
  .meta({ id: 'QueueBoard' });

export const today = z
  .strictObject({
    date: z.string(),
    units: z.array(
      z.strictObject({
        kodePoli: z.string(),
        namaPoli: z.string(),
        waiting: z.int(),
        longestWaitMinutes: z.int().nullable(),
        served: z.int(),
      }),
    ),
    flow: z.array(z.strictObject({ stage, count: z.int(), medianMinutes: z.int().nullable() })),
    actions: z.array(
      z.strictObject({
        kind: z.enum([
          'ditolak',
          'h7',
          'klik-hilang',
          'rekonsiliasi',
          'belum-pasti',
          'ditahan',
          'tanpa-dokter',
          'kesinambungan',
        ]),
        count: z.int(),
        severity: z.enum(['tinggi', 'sedang', 'rendah']),
        label: z.string(),
        link: z.string(),
      }),
    ),
    registered: z.int(),
    finished: z.int(),
  })
  .meta({ id: 'Today' });
export type TodayAction = z.infer<typeof today>['actions'][number];

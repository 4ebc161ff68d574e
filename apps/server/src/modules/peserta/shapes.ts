// Shapes of participants at our API, shared by the search and by the visits that quote an eligibility.
import { z } from 'zod';

export const kodeNama = z.strictObject({ kode: z.string(), nama: z.string() });

export const eligibility = z
  .strictObject({
    snapshotId: z.string(),
    asOf: z.iso.datetime(),
    status: z.enum(['aktif', 'tidak-aktif', 'tidak-diketahui']),
    statusText: z.string(),
    kelas: z.string().nullable(),
    jenisPeserta: z.string().nullable(),
    fktp: kodeNama.nullable(),
    prolanis: z.string().nullable(),
    prb: z.string().nullable(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Eligibility' });

/** What the facility's policy says while BPJS cannot be asked; null outside the mode. */
const continuityVerdict = z.strictObject({
  decision: z.enum(['terima', 'terima-dengan-pernyataan', 'tahan']),
  ground: z.enum(['aktif-baru', 'aktif-lama', 'belum-dikenal', 'terakhir-tidak-aktif']),
  ageDays: z.int().nullable(),
});
export type ContinuityVerdict = z.infer<typeof continuityVerdict>;

const rujukanOption = z.strictObject({
  nomorRujukan: z.string(),
  asal: z.enum(['1', '2']),
  tanggal: z.string(),
  berlakuSampai: z.string(),
  berlaku: z.boolean(),
  poli: kodeNama,
  diagnosa: kodeNama,
  perujuk: kodeNama,
  jumlahSep: z.int().nullable(),
  kunjunganPertama: z.boolean().nullable(),
});

export const pesertaResult = z
  .strictObject({
    source: z.enum(['bpjs', 'lokal']),
    asOf: z.iso.datetime(),
    bpjsState: z.enum(['terhubung', 'terputus', 'lambat']),
    notice: z.string().nullable(),
    matches: z.array(
      z.strictObject({
        patientId: z.string().nullable(),
        norm: z.string().nullable(),
        nama: z.string(),
        jenisKelamin: z.enum(['L', 'P']).nullable(),
        tanggalLahir: z.string().nullable(),
        umur: z.string().nullable(),
        noHp: z.string().nullable(),
        nomorKartu: z.string().nullable(),
        nik: z.string().nullable(),
        eligibility: eligibility.nullable(),
        continuity: continuityVerdict.nullable(),
        rujukan: z.array(rujukanOption),
        openVisitToday: z.strictObject({ visitId: z.string(), poli: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'PesertaResult' });

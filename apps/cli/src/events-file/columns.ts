// The columns of an events file and how they become the body of `POST /api/v1/events`. Documented for users in
// docs/api/events-file.md; a test keeps both lists equal. Reading CSV and judging lines is `read.ts`.

/** Column names in the order of the document. Only the first four and `facility` are needed on every line. */
export const COLUMNS = [
  'event_id',
  'occurred_at',
  'visit_ref',
  'type',
  'facility',
  'zona',
  'tanggal_periksa',
  'nama',
  'norm',
  'nomor_kartu',
  'nik',
  'no_hp',
  'tanggal_lahir',
  'jenis_kelamin',
  'pasien_baru',
  'jenis_pasien',
  'kode_poli',
  'nama_poli',
  'kode_dokter',
  'nama_dokter',
  'jam_praktek',
  'jenis_kunjungan',
  'nomor_referensi',
  'tanggal_rujukan',
  'diagnosa_rujukan',
  'sumber',
  'kode_booking',
  'resep',
  'alasan',
  'keluhan',
  'data',
] as const;
export type Column = (typeof COLUMNS)[number];

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

export type Cells = Readonly<Partial<Record<Column, string>>>;

/** Columns without which a line of that type says too little to be sent. */
export const REQUIRED_BY_TYPE: Readonly<Partial<Record<EventType, readonly Column[]>>> = {
  'visit.registered': ['nama', 'norm', 'kode_poli'],
  'visit.cancelled': ['alasan'],
};

/** The `data` member of the event: only what the line holds, nothing made up. */
export function dataOf(type: EventType, cells: Cells): Record<string, unknown> {
  switch (type) {
    case 'visit.registered':
      return registration(cells);
    case 'poli.done':
      return defined({ resep: cells.resep });
    case 'visit.cancelled':
    case 'visit.no-show':
      return defined({ alasan: cells.alasan });
    case 'service.recorded':
      return serviceEntry(cells);
    case 'patient.checked-in':
    case 'admission.called':
    case 'admission.done':
    case 'poli.called':
    case 'prescription.printed':
    case 'pharmacy.started':
    case 'pharmacy.done':
      return {};
  }
}

function registration(cells: Cells): Record<string, unknown> {
  const patient = defined({
    nomorKartu: cells.nomor_kartu,
    nik: cells.nik,
    nama: cells.nama,
    norm: cells.norm,
    noHp: cells.no_hp,
    tanggalLahir: cells.tanggal_lahir,
    jenisKelamin: cells.jenis_kelamin,
  });
  return defined({
    patient,
    pasienBaru: isYes(cells.pasien_baru),
    jenisPasien: cells.jenis_pasien ?? 'JKN',
    tanggalPeriksa: cells.tanggal_periksa,
    kodePoli: cells.kode_poli,
    namaPoli: cells.nama_poli,
    kodeDokter: cells.kode_dokter,
    namaDokter: cells.nama_dokter,
    jamPraktek: cells.jam_praktek,
    jenisKunjungan: cells.jenis_kunjungan === undefined ? undefined : Number(cells.jenis_kunjungan),
    nomorReferensi: cells.nomor_referensi,
    sumber: cells.sumber ?? 'onsite',
    kodeBooking: cells.kode_booking,
    keluhan: cells.keluhan,
  });
}

/** `data` holds the service entry of a clinic visit as JSON: it has lists that columns cannot hold. */
function serviceEntry(cells: Cells): Record<string, unknown> {
  const value: unknown = JSON.parse(cells.data ?? '{}');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function isYes(text: string | undefined): boolean {
  return /^(1|true|ya|y)$/i.test(text ?? '');
}

function defined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));
}

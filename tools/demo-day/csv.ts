// Writes the rows of a demo day as the events file that docs/api/events-file.md describes.
import type { Row } from './morning.ts';

export const COLUMNS = [
  'event_id',
  'occurred_at',
  'zona',
  'facility',
  'visit_ref',
  'type',
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
] as const;

export function toCsv(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  return [line(COLUMNS), ...rows.map((row) => line(COLUMNS.map((name) => row[name] ?? '')))].join('\n') + '\n';
}

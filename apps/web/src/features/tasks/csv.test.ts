// Promises of the CSV file: what is shown, readable by a spreadsheet, and never a formula.
import { expect, test } from 'vitest';
import type { TaskRow } from '../../api/types.ts';
import { taskCsv } from './csv.ts';

const words = {
  head: ['Tanggal', 'Nomor', 'Kodebooking', 'No. RM', 'Nama', 'Poli', 'Pasien', 'Resep', 'Keadaan'],
  ours: (task: number) => `Task ${task}`,
  bpjs: (task: number) => `Task ${task} BPJS`,
  patient: () => 'lama',
  resep: () => 'tanpa',
  state: () => 'Berjalan',
};

const row: TaskRow = {
  visitId: 'v',
  kodeBooking: 'T1',
  nomorAntrean: 'INT-001',
  nama: '=HYPERLINK("x");CONTOH',
  norm: '000001',
  poli: { kode: 'INT', nama: 'Penyakit Dalam' },
  pasienBaru: false,
  resep: null,
  serviceDate: '2026-11-21',
  deadlineDate: '2026-11-28',
  booking: 'diterima',
  complete: false,
  differs: false,
  tasks: [
    {
      task: 3,
      expected: true,
      observedAt: '2026-11-21T01:05:10.000Z',
      correctedAt: null,
      effectiveAt: '2026-11-21T01:05:10.000Z',
      bpjsAt: null,
      status: 'siap',
      reason: null,
      nextStep: null,
      provenance: null,
      messageId: null,
    },
  ],
};

test('times stand in the zone of the facility, missing ones stay empty, a name is never a formula', () => {
  const [head = '', line = ''] = taskCsv([row], 'Asia/Jakarta', words).split('\r\n');
  expect(head.startsWith('\uFEFFTanggal;Nomor;')).toBe(true);
  expect(head.split(';')).toHaveLength(9 + 16);
  expect(line).toContain(`"'=HYPERLINK(""x"");CONTOH"`);
  expect(line).toContain(';08:05:10;');
  expect(line.endsWith(';;;;;;;;;;')).toBe(true);
});

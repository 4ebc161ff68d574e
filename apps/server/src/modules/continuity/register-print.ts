// The emergency register as paper: numbered rows to write on when not even the computers work, and the same filled from a day.
import { finish, openSheet, paragraph, table } from './paper.ts';

export interface RegisterPrintRow {
  readonly number: string;
  readonly arrived: string;
  readonly nama: string;
  readonly kartu: string;
  readonly poli: string;
  readonly called: string;
  readonly done: string;
  readonly choice: string;
  readonly by: string;
}

export interface RegisterPrintContent {
  readonly facility: string;
  readonly address: string;
  readonly day: string;
  /** Empty: rows to write on. */
  readonly rows: readonly RegisterPrintRow[];
  readonly printedAt: string;
  readonly printedBy: string;
}

const BLANK_ROWS = 44;
const ROW_MM = 11;

export function registerPdf(content: RegisterPrintContent): Promise<Buffer> {
  const isBlank = content.rows.length === 0;
  const sheet = openSheet({
    title: isBlank ? 'Register darurat' : `Register darurat, ${content.day}`,
    facility: content.facility,
    address: content.address,
    isLandscape: true,
  });
  paragraph(
    sheet,
    isBlank
      ? 'Tanggal: ____________________   Tulis jam yang sebenarnya (jam:menit) pada saat kejadian. Yang tidak dilihat dikosongkan. Satu baris satu pasien; nomor baris dipakai saat dimasukkan ke Titian.'
      : 'Dari catatan Titian. Jam yang kosong belum dicatat.',
    9,
  );
  const blank = Array.from({ length: BLANK_ROWS }, (_, index) => [String(index + 1), '', '', '', '', '', '', '', '']);
  table(
    sheet,
    [
      { title: 'No.', width: 1 },
      { title: 'Datang', width: 1.5 },
      { title: 'Nama', width: 5 },
      { title: 'No. kartu / NIK', width: 3.6 },
      { title: 'Poli', width: 2.4 },
      { title: 'Dipanggil', width: 1.6 },
      { title: 'Selesai', width: 1.6 },
      { title: 'Pilihan pasien', width: 2.6 },
      { title: 'Ditulis oleh', width: 2.2 },
    ],
    isBlank
      ? blank
      : content.rows.map((row) => [
          row.number,
          row.arrived,
          row.nama,
          row.kartu,
          row.poli,
          row.called,
          row.done,
          row.choice,
          row.by,
        ]),
    { size: 8.5, minHeightMm: isBlank ? ROW_MM : 0 },
  );
  return finish(sheet, `Dicetak ${content.printedAt} oleh ${content.printedBy}`);
}

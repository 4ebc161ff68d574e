// The outage as one document: what was announced, what was measured, whom it touched, what became of it, with places to sign. Evidence for
// the branch office and for the facility's own file; it says what is not known as plainly as what is.
import { facts, finish, heading, openSheet, paragraph, signatures, table } from './paper.ts';
import type { OutageRecord } from './record.ts';
import * as words from './words.ts';

export interface ReportCase {
  readonly nomorAntrean: string;
  readonly nama: string;
  readonly registeredAt: Date;
  readonly decision: string;
  readonly choice: string;
  readonly verification: string;
  readonly resolution: string;
}

export interface ReportContent {
  readonly facility: string;
  readonly address: string;
  readonly timeZone: string;
  readonly record: OutageRecord;
  readonly policy: string;
  /** Empty for whoever may not read names. */
  readonly cases: readonly ReportCase[];
  readonly printedAt: Date;
  readonly printedBy: string;
}

const SERVICE: Readonly<Record<string, string>> = { vclaim: 'VClaim, data peserta', pcare: 'P-Care, data peserta' };

export function reportPdf(content: ReportContent): Promise<Buffer> {
  const { record, timeZone } = content;
  const { outage, counters } = record;
  const at = (instant: Date | null) => words.moment(instant, timeZone);
  const sheet = openSheet({
    title: outage.isRehearsal ? 'Laporan latihan gangguan BPJS' : 'Laporan gangguan layanan BPJS',
    facility: content.facility,
    address: content.address,
  });
  heading(sheet, 'Terukur');
  facts(
    sheet,
    [
      ['Layanan', SERVICE[outage.service] ?? outage.service],
      ['Jawaban baik terakhir', at(outage.lastGoodAt)],
      ['Panggilan pertama tanpa jawaban', at(outage.interruptedAt)],
      ['Jawaban baik pertama sesudahnya', outage.recoveredAt === null ? 'belum ada' : at(outage.recoveredAt)],
      ['Lama gangguan', words.span(outage.interruptedAt, outage.recoveredAt)],
      [
        'Mode kesinambungan',
        `${at(outage.startedAt)} (${outage.origin === 'manual' ? `dengan tangan, ${outage.startedBy}` : 'otomatis'}) sampai ${outage.endedAt === null ? 'masih aktif' : `${at(outage.endedAt)} (${outage.endedBy ?? ''})`}`,
      ],
      ['Kebijakan', content.policy],
    ],
    60,
  );
  paragraph(sheet, 'Waktu terukur berasal dari panggilan fasilitas ini ke BPJS; tidak ada yang diperkirakan.', 8.5);
  heading(sheet, 'Diumumkan');
  if (record.announcements.length === 0) paragraph(sheet, 'Tidak ada pengumuman yang dicatat.');
  else
    table(
      sheet,
      [
        { title: 'Oleh', width: 3 },
        { title: 'Isi', width: 6 },
        { title: 'Dari', width: 2.4 },
        { title: 'Sampai', width: 2.4 },
        { title: 'Dicatat', width: 3 },
      ],
      record.announcements.map((one) => [
        one.oleh,
        one.teks,
        one.dari === null ? '-' : words.clockTime(new Date(one.dari), timeZone),
        one.sampai === null ? '-' : words.clockTime(new Date(one.sampai), timeZone),
        `${one.recordedBy}, ${words.clockTime(one.recordedAt, timeZone)}`,
      ]),
    );
  heading(sheet, 'Pasien');
  table(
    sheet,
    [
      { title: 'Hal', width: 5 },
      { title: 'Jumlah', width: 1.4 },
      { title: 'Hal', width: 5 },
      { title: 'Jumlah', width: 1.4 },
    ],
    (
      [
        ['Terdampak', counters.affected, 'Diterima menurut kebijakan', counters.accepted],
        ['Diterima dengan pernyataan', counters.withStatement, 'Ditahan', counters.held],
        ['Memilih menunggu', counters.waited, 'Pergi atau kembali lain waktu', counters.left],
        ['Membayar sendiri', counters.paidPrivately, 'Diubah kembali ke JKN', counters.changedBack],
        ['Dijadwalkan ulang', counters.rebooked, 'Pesan ditolak atau ditahan', counters.refused],
        ['Setelah pulih: aktif', counters.verifiedActive, 'Setelah pulih: bermasalah', counters.turnedOut],
        ['Kepesertaan belum ditanyakan ulang', counters.unverified, 'Masih perlu keputusan', counters.toDo],
        ['Pesan diterima BPJS', counters.delivered, 'Pesan masih menunggu', counters.stillOpen],
      ] as const
    ).map(([left, leftCount, right, rightCount]) => [left, String(leftCount), right, String(rightCount)]),
    { size: 9 },
  );
  heading(sheet, 'Jalannya gangguan');
  table(
    sheet,
    [
      { title: 'Waktu', width: 3 },
      { title: 'Kejadian', width: 4 },
      { title: 'Oleh', width: 3 },
      { title: 'Catatan', width: 5 },
    ],
    record.timeline.map((line) => [at(line.at), words.LOG[line.kind], line.actor, line.note ?? '']),
  );
  if (content.cases.length > 0) {
    heading(sheet, 'Daftar pasien');
    table(
      sheet,
      [
        { title: 'No.', width: 1.6 },
        { title: 'Nama', width: 4.2 },
        { title: 'Daftar', width: 1.8 },
        { title: 'Keputusan', width: 2.6 },
        { title: 'Pilihan', width: 2.4 },
        { title: 'Kata BPJS kemudian', width: 2.6 },
        { title: 'Tindak lanjut', width: 3 },
      ],
      content.cases.map((one) => [
        one.nomorAntrean,
        one.nama,
        words.clockTime(one.registeredAt, timeZone),
        one.decision,
        one.choice,
        one.verification,
        one.resolution,
      ]),
      { size: 7.5 },
    );
  }
  signatures(sheet, [
    ['Dibuat oleh', content.printedBy],
    ['Kepala pendaftaran', ''],
    ['Pimpinan fasilitas', ''],
  ]);
  return finish(sheet, `Dicetak ${at(content.printedAt)} oleh ${content.printedBy}`);
}

// The statement that a patient signs when the policy accepts them without BPJS's answer: what is known, what was explained, what follows.
import { ageText } from './rules.ts';
import { facts, finish, heading, numbered, openSheet, paragraph, signatures } from './paper.ts';

export interface StatementContent {
  readonly facility: string;
  readonly address: string;
  readonly nama: string;
  readonly norm: string;
  readonly nomorKartu: string;
  readonly tanggalLahir: string;
  readonly noHp: string;
  readonly nomorAntrean: string;
  readonly namaPoli: string;
  readonly day: string;
  readonly ground: string;
  readonly ageDays: number | null;
  readonly snapshotAt: string;
  readonly away: string;
  readonly policy: string;
  readonly choice: string;
  readonly printedAt: string;
  readonly printedBy: string;
}

export function statementPdf(content: StatementContent): Promise<Buffer> {
  const sheet = openSheet({
    title: 'Pernyataan pasien saat layanan BPJS terganggu',
    facility: content.facility,
    address: content.address,
  });
  facts(sheet, [
    ['Nama', content.nama],
    ['No. RM', content.norm],
    ['No. kartu JKN', content.nomorKartu],
    ['Tanggal lahir', content.tanggalLahir],
    ['No. HP', content.noHp],
    ['Pelayanan', `${content.namaPoli}, ${content.day}, nomor antrean ${content.nomorAntrean}`],
  ]);
  heading(sheet, 'Keadaan');
  facts(sheet, [
    ['Layanan kepesertaan', content.away],
    ['Yang diketahui di sini', content.ground],
    ['Umur data', content.ageDays === null ? 'tidak ada' : `${ageText(content.ageDays)} (${content.snapshotAt})`],
    ['Kebijakan fasilitas', content.policy],
    ['Pilihan pasien', content.choice],
  ]);
  heading(sheet, 'Dengan ini saya menyatakan');
  numbered(sheet, [
    'Saya peserta JKN dan menurut pengetahuan saya kepesertaan saya aktif pada hari ini.',
    'Petugas sudah menjelaskan bahwa kepesertaan saya belum dapat ditanyakan ke BPJS Kesehatan karena gangguan, dan akan ditanyakan setelah layanan pulih.',
    'Petugas sudah menjelaskan pilihan saya: menunggu, dilayani sekarang, membayar sendiri, atau kembali lain waktu.',
    'Bila setelah pulih ternyata kepesertaan saya tidak aktif, saya bersedia dihubungi di nomor di atas dan menyelesaikannya bersama fasilitas.',
  ]);
  paragraph(
    sheet,
    'Pernyataan ini bukan surat jaminan dan tidak mengubah hak peserta maupun ketentuan BPJS Kesehatan.',
    9,
  );
  signatures(sheet, [
    ['Pasien / keluarga', content.nama],
    ['Petugas pendaftaran', content.printedBy],
  ]);
  return finish(sheet, `Dicetak ${content.printedAt} oleh ${content.printedBy}`);
}

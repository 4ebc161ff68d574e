// The contingency procedure on paper: the written policy, who does what, whom to call. For the counter, the poli and the switchboard; it
// must be on the wall before it is needed.
import { facts, finish, heading, numbered, openSheet, paragraph, signatures, table } from './paper.ts';
import type { Policy } from './rules.ts';
import { patientNotice } from './rules.ts';

export interface SopContent {
  readonly facility: string;
  readonly address: string;
  readonly isHospital: boolean;
  readonly policy: Policy;
  readonly changed: string;
  readonly printedAt: string;
  readonly printedBy: string;
}

const OTHERWISE = { pernyataan: 'diterima dengan pernyataan yang ditandatangani', tahan: 'ditahan' } as const;
/** Lines to write on where nobody has entered a number yet. */
const EMPTY_CONTACTS = ['Kepala pendaftaran', 'Petugas TI', 'Kantor cabang BPJS', 'Pimpinan jaga'];

export function sopPdf(content: SopContent): Promise<Buffer> {
  const { policy } = content;
  const sheet = openSheet({
    title: 'Prosedur saat layanan BPJS terganggu',
    facility: content.facility,
    address: content.address,
  });
  paragraph(
    sheet,
    'Pelayanan tidak berhenti. Semua pasien didaftarkan, tidak ada yang dibatalkan oleh perangkat lunak, dan semua dikirim ke BPJS setelah pulih dengan waktu aslinya.',
  );
  heading(sheet, 'Kebijakan fasilitas');
  facts(sheet, [
    [
      'Versi',
      `${policy.version === 0 ? 'bawaan Titian, belum ditetapkan fasilitas' : policy.version}${content.changed}`,
    ],
    ['Diterima langsung', `terakhir aktif paling lama ${policy.maxAgeDays} hari yang lalu`],
    ['Lebih lama dari itu', OTHERWISE[policy.whenOld]],
    ['Belum pernah ditanyakan', OTHERWISE[policy.whenUnknown]],
    ['Terakhir tidak aktif', 'ditahan; pasien memilih menunggu, membayar sendiri, atau kembali'],
    [
      'Mode dimulai',
      policy.isAutomatic
        ? `sendiri setelah layanan kepesertaan terputus ${policy.startAfterMinutes} menit, atau dengan tangan`
        : 'dengan tangan',
    ],
    ['Mode berakhir', `sendiri setelah BPJS menjawab selama ${policy.endAfterMinutes} menit, atau dengan tangan`],
    ['Kepada pasien', patientNotice(policy)],
  ]);
  heading(sheet, 'Petugas pendaftaran');
  numbered(sheet, [
    'Lihat baris di bawah kepala layar: "Mode kesinambungan". Bila belum aktif dan BPJS jelas tidak menjawab, aktifkan di Kesinambungan dengan alasan.',
    'Cari pasien seperti biasa. Kartu peserta menyebut keputusan menurut kebijakan dan umur datanya.',
    'Tanyakan pilihan pasien: menunggu, lanjut, membayar sendiri, kembali lain waktu. Pilih di formulir, lalu simpan dan cetak nomor.',
    'Bila perlu pernyataan: cetak, jelaskan, minta tanda tangan, tekan "Sudah ditandatangani", simpan kertasnya.',
    'Pasien yang pergi sebelum didaftarkan dicatat di Kesinambungan, dengan nomor HP bila ia mau dihubungi.',
    'Bila komputer pun tidak dapat dipakai: tulis di register darurat dengan jam yang sebenarnya. Masukkan setelah komputer kembali; jangan menebak jam.',
  ]);
  heading(sheet, 'Poli dan farmasi');
  numbered(sheet, [
    'Panggil, layani, dan selesaikan seperti biasa, pada saatnya. Waktunya dikirim nanti.',
    'Jangan membatalkan dan jangan mengirim lewat aplikasi lain.',
    ...(content.isHospital ? ['SEP menyusul. Pelayanan tidak menunggu nomor SEP.'] : []),
  ]);
  heading(sheet, 'Penanggung jawab (kepala pendaftaran atau manajemen)');
  numbered(sheet, [
    'Catat pengumuman BPJS di Kesinambungan: siapa, isi, dari dan sampai pukul berapa.',
    'Sampaikan kepada pasien; layar ruang tunggu (/layar/pemberitahuan) mengikuti sendiri.',
    'Setelah pulih: selesaikan daftar "Perlu tindakan" dan "Dapat kembali ke JKN", masing-masing dengan alasan.',
    ...(content.isHospital
      ? ['SEP yang belum terbit sampai lewat tengah malam: ajukan tanggal mundur dari daftarnya.']
      : []),
    'Pindahkan pasien dari sesi yang berakhir tanpa dilayani, menurut pilihan pasien.',
    'Cetak laporan gangguan, tanda tangani, simpan dan kirim bila diminta.',
  ]);
  heading(sheet, 'Petugas TI');
  numbered(sheet, [
    'Pastikan gangguan bukan di jaringan sendiri: layanan lain di halaman Pesan, sambungan internet, jam server.',
    'Hubungi kantor cabang BPJS; catat jawabannya sebagai pengumuman.',
    'Jangan mematikan Titian: yang menunggu dikirim sendiri setelah pulih.',
  ]);
  heading(sheet, 'Nomor telepon');
  table(
    sheet,
    [
      { title: 'Peran', width: 3 },
      { title: 'Nama', width: 3 },
      { title: 'Telepon', width: 3 },
    ],
    policy.contacts.length === 0
      ? EMPTY_CONTACTS.map((peran) => [peran, '', ''])
      : policy.contacts.map(({ peran, nama, telepon }) => [peran, nama, telepon]),
    { size: 9.5, minHeightMm: 8 },
  );
  signatures(sheet, [
    ['Ditetapkan oleh', 'Pimpinan fasilitas'],
    ['Diketahui', 'Kepala pendaftaran'],
  ]);
  return finish(sheet, `Dicetak ${content.printedAt} oleh ${content.printedBy}`);
}

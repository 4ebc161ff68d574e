// The words of the alerts: what happened, what it means, what to do, who. In Indonesian and English; never a person, number or secret.
import type { Role } from '../../platform/permissions.ts';
import type { Facts, RuleId } from './rules.ts';

export interface AlertText {
  readonly what: string;
  readonly meaning: string;
  readonly todo: string;
}

interface Words {
  readonly who: Role;
  readonly id: (facts: Facts) => AlertText;
  readonly en: (facts: Facts) => AlertText;
}

const text = (what: string, meaning: string, todo: string): AlertText => ({ what, meaning, todo });
const CLASSES_ID: readonly string[] = ['Pasien menunggu', 'Hari ini', 'Susulan', 'Massal'];
const CLASSES_EN: readonly string[] = ['Patient waiting', 'Today', 'Late', 'Bulk'];
const classOf = (names: readonly string[], facts: Facts): string => names[Number(facts['golongan'])] ?? '';

const WORDS: Readonly<Record<RuleId, Words>> = {
  'layanan-terputus': {
    who: 'it',
    id: (f) =>
      text(
        `${f['layanan']} tidak menjawab; ${f['menunggu']} pesan menunggu.`,
        'Pelayanan jalan terus; semuanya dikirim dengan waktu aslinya setelah BPJS pulih.',
        'Periksa internet fasilitas. Bila layanan lain lancar, tunggu BPJS; Titian mencoba lagi sendiri.',
      ),
    en: (f) =>
      text(
        `${f['layanan']} does not answer; ${f['menunggu']} messages wait.`,
        'Service goes on; everything is sent with its original times once BPJS is back.',
        "Check the facility's internet. If other services work, wait for BPJS; Titian keeps trying.",
      ),
  },
  'antrean-lama': {
    who: 'it',
    id: (f) =>
      text(
        `${f['jumlah']} pesan golongan "${classOf(CLASSES_ID, f)}" menunggu, yang tertua ${f['menit']} menit.`,
        'BPJS menerima data lebih lambat daripada biasanya; tidak ada yang hilang.',
        'Buka Kesehatan BPJS, Rincian TI: lihat kanal mana yang lambat, dijeda, atau tertutup.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} messages of class "${classOf(CLASSES_EN, f)}" wait, the oldest for ${f['menit']} minutes.`,
        'BPJS gets data later than usual; nothing is lost.',
        'Open BPJS health, IT details: see which channel is slow, paused or closed.',
      ),
  },
  'kanal-dijeda': {
    who: 'it',
    id: (f) =>
      text(
        `Kanal ${f['kanal']} ${f['layanan']} dijeda.`,
        'Pesannya menunggu sampai kanal dibuka lagi.',
        'Bila sebabnya selesai, buka kanal di Pesan, Kanal.',
      ),
    en: (f) =>
      text(
        `Channel ${f['kanal']} of ${f['layanan']} is paused.`,
        'Its messages wait until it is opened again.',
        'When the cause is over, open it in Messages, Channels.',
      ),
  },
  'kunci-ditolak': {
    who: 'it',
    id: (f) =>
      text(
        `BPJS menolak kunci akses ${f['layanan']}; kanal ${f['kanal']} berhenti.`,
        'Tidak ada yang dikirim lewat kanal ini; yang disimpan tetap menunggu.',
        'Perbarui kunci di Pengaturan, Kredensial; kanal berjalan lagi sendiri sesudahnya.',
      ),
    en: (f) =>
      text(
        `BPJS refuses the access key of ${f['layanan']}; channel ${f['kanal']} stands still.`,
        'Nothing leaves by this channel; what is saved waits.',
        'Renew the key in Settings, Credentials; the channel then goes on by itself.',
      ),
  },
  'jawaban-asing': {
    who: 'it',
    id: (f) =>
      text(
        `${f['layanan']} menjawab ${f['jumlah']} kali dengan bentuk yang belum dikenal.`,
        'Titian tidak menganggapnya berhasil; pesannya ditahan sampai dilihat orang. Mungkin BPJS mengubah layanannya.',
        'Buka Pesan, keadaan Ditahan; bandingkan dengan aplikasi BPJS dan laporkan ke pembuat Titian.',
      ),
    en: (f) =>
      text(
        `${f['layanan']} answered ${f['jumlah']} times in a form that is not known yet.`,
        'Titian does not take it for a success; the messages are held for a person. BPJS may have changed its service.',
        "Open Messages, state Held; compare with BPJS's own application and report it to the makers of Titian.",
      ),
  },
  'beda-dengan-bpjs': {
    who: 'claims',
    id: (f) =>
      text(
        `${f['jumlah']} data di ${f['layanan']} berbeda dari catatan kita.`,
        'Klaim dapat dipertanyakan bila keduanya tidak sama.',
        'Buka Pesan, keadaan Berbeda; bandingkan, lalu perbaiki atau terima dengan alasan.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} records at ${f['layanan']} differ from ours.`,
        'A claim may be questioned while they differ.',
        'Open Messages, state Different; compare, then correct or accept with a reason.',
      ),
  },
  'batas-h7': {
    who: 'management',
    id: (f) =>
      text(
        `${f['jumlah']} pesan ${f['layanan']} mendekati batas H+7; ${f['lewat']} sudah lewat.`,
        'Setelah batas itu BPJS tidak menerimanya lagi dan angka kelengkapan turun.',
        'Buka Pesan: perbaiki yang ditolak lebih dahulu. Bila BPJS terputus, hubungi kantor cabang BPJS.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} messages of ${f['layanan']} are near H+7; ${f['lewat']} are past it.`,
        'After it BPJS takes them no more and completeness drops.',
        'Open Messages: correct what was refused first. If BPJS is away, call the BPJS branch.',
      ),
  },
  'sep-hari-ini': {
    who: 'registration',
    id: (f) =>
      text(
        `${f['jumlah']} SEP belum terbit menjelang akhir hari pelayanannya; ${f['lewat']} sudah lewat.`,
        'SEP bertanggal mundur memerlukan persetujuan BPJS.',
        'Buka Pesan, layanan VClaim: perbaiki yang ditolak sebelum tengah malam WIB.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} SEP are not issued as their day of service ends; ${f['lewat']} are past it.`,
        "A backdated SEP needs BPJS's approval.",
        'Open Messages, service VClaim: correct what was refused before midnight WIB.',
      ),
  },
  'batas-klinik': {
    who: 'it',
    id: (f) =>
      text(
        `${f['jumlah']} pesan ${f['layanan']} mendekati batas pengiriman; ${f['lewat']} sudah lewat.`,
        'Setelah batas itu Titian berhenti mencoba dan kunjungan harus diisi di aplikasi BPJS.',
        'Buka Pesan: perbaiki yang ditolak atau kirim ulang.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} messages of ${f['layanan']} are near their delivery limit; ${f['lewat']} are past it.`,
        "After it Titian stops trying and the visit must be entered in BPJS's application.",
        'Open Messages: correct what was refused, or send again.',
      ),
  },
  'belum-pasti-lama': {
    who: 'it',
    id: (f) =>
      text(
        `${f['jumlah']} pesan ${f['layanan']} belum pasti lebih lama daripada biasanya.`,
        'BPJS belum dapat ditanya apakah sudah menerimanya; Titian tidak mengirim dua kali.',
        'Bila BPJS lancar, buka Pesan, keadaan Belum pasti, dan lihat sebabnya.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} messages of ${f['layanan']} have been unclear for longer than usual.`,
        'BPJS could not be asked yet whether it has them; Titian does not send twice.',
        'If BPJS is well, open Messages, state Unknown, and look for the cause.',
      ),
  },
  'menunggu-orang': {
    who: 'it',
    id: (f) =>
      text(
        `${f['jumlah']} pesan ${f['layanan']} ditahan dan menunggu orang.`,
        'Titian tidak dapat memutuskannya sendiri.',
        'Buka Pesan, keadaan Ditahan; ikuti langkah pada setiap pesan.',
      ),
    en: (f) =>
      text(
        `${f['jumlah']} messages of ${f['layanan']} are held for a person.`,
        'Titian cannot decide about them by itself.',
        'Open Messages, state Held; follow the step on each message.',
      ),
  },
  'jam-berbeda': {
    who: 'it',
    id: (f) =>
      text(
        `Jam ${f['layanan']} berbeda ${f['detik']} detik dari jam server.`,
        'Tanda tangan mengikuti jam BPJS, tetapi waktu Task ID mengikuti jam server dan dapat salah.',
        'Nyalakan penyelarasan waktu (NTP) pada server.',
      ),
    en: (f) =>
      text(
        `The clock of ${f['layanan']} differs by ${f['detik']} seconds from this server's.`,
        "Signatures follow BPJS, but Task ID times follow the server's clock and may be wrong.",
        'Switch on time synchronisation (NTP) on the server.',
      ),
  },
  'ruang-disk': {
    who: 'it',
    id: (f) =>
      text(
        `Ruang disk basis data tinggal ${f['megabita']} MB.`,
        'Bila penuh, tidak ada lagi yang dapat disimpan; Titian menolak menyimpan daripada kehilangan data.',
        'Kosongkan atau tambah ruang disk sekarang.',
      ),
    en: (f) =>
      text(
        `The database's disk has ${f['megabita']} MB left.`,
        'When it is full nothing can be saved any more; Titian refuses to save rather than lose data.',
        'Free or add disk space now.',
      ),
  },
  'tanpa-pengirim': {
    who: 'it',
    id: () =>
      text(
        'Tidak ada server pengirim yang hidup.',
        'Pendaftaran tetap tersimpan, tetapi tidak ada yang dikirim ke BPJS.',
        'Jalankan lagi proses Titian dengan peran worker atau all.',
      ),
    en: () =>
      text(
        'No delivering server is alive.',
        'Registrations are saved, but nothing is sent to BPJS.',
        'Start a Titian process with role worker or all again.',
      ),
  },
  sertifikat: {
    who: 'it',
    id: (f) =>
      text(
        `Sertifikat HTTPS berakhir dalam ${f['hari']} hari.`,
        'Sesudahnya peramban menolak membuka Titian.',
        'Perbarui sertifikat, lalu jalankan ulang server.',
      ),
    en: (f) =>
      text(
        `The HTTPS certificate ends in ${f['hari']} days.`,
        'After that browsers refuse to open Titian.',
        'Renew the certificate, then restart the server.',
      ),
  },
  'cadangan-lama': {
    who: 'it',
    id: (f) =>
      text(
        `Cadangan terakhir berumur ${f['jam']} jam.`,
        'Bila server rusak, semua sesudah cadangan itu hilang.',
        'Jalankan pencadangan dan periksa mengapa yang terjadwal tidak berjalan.',
      ),
    en: (f) =>
      text(
        `The newest backup is ${f['jam']} hours old.`,
        'If the server breaks, everything after it is lost.',
        'Make a backup, and see why the scheduled one did not run.',
      ),
  },
};

export interface AlertWords {
  readonly who: Role;
  readonly id: AlertText;
  readonly en: AlertText;
}

export function wordsOf(rule: RuleId, facts: Facts): AlertWords {
  const words = WORDS[rule];
  return { who: words.who, id: words.id(facts), en: words.en(facts) };
}

// What a message's code means for the person who must act: Indonesian text and responsible role. BPJS's messages are explained by
// the contract's catalogue; here are only the codes that come from Titian itself.
import { type Actor as BpjsActor, explain, type Explanation, EXPLANATIONS, MESSAGES } from '@titian/contract';
import { UNREADABLE } from '@titian/outbox';
import type { Role } from '../../platform/permissions.ts';

export interface MessageExplanation extends Explanation {
  readonly peran: Role | null;
}

const OWN: Readonly<Record<string, MessageExplanation>> = {
  TITIAN_CARD_MISSING: {
    apa: 'Nomor kartu peserta belum tercatat.',
    arti: 'BPJS tidak dapat mengenali pasien ini, sehingga belum ada yang dikirim.',
    langkah: 'Lengkapi nomor kartu di Pendaftaran, lalu kirim ulang.',
    peran: 'registration',
  },
  TITIAN_DOCTOR_CODE: {
    apa: 'Kode dokter kunjungan ini bukan kode BPJS.',
    arti: 'Antrean belum dikirim; pasien tetap dilayani.',
    langkah: 'Perbaiki kode dokter sesuai HFIS, lalu kirim ulang.',
    peran: 'it',
  },
  'restored-hold': {
    apa: 'Basis data ini dipulihkan dari cadangan dan belum dilepas.',
    arti: 'BPJS mungkin sudah menyimpannya; belum ada yang dikirim. Pelayanan di fasilitas jalan terus.',
    langkah: 'IT memeriksa Rekonsiliasi, lalu melepas pengiriman.',
    peran: 'it',
  },
  TITIAN_RESTORED_UNREADABLE: {
    apa: 'Tidak dapat dipastikan apakah BPJS sudah menerimanya sebelum pemulihan cadangan.',
    arti: 'BPJS tidak menyediakan cara membacanya, sehingga tidak dikirim lagi sendiri.',
    langkah: 'Lihat di aplikasi BPJS; bila belum ada, kirim ulang.',
    peran: 'it',
  },
  'doctor-missing': {
    apa: 'Dokter kunjungan ini belum dipilih.',
    arti: 'Antrean menunggu, di rumah sakit juga SEP; pasien tetap dilayani.',
    langkah: 'Buka kunjungan dari daftar hari ini di Pendaftaran, lalu pilih dokter.',
    peran: 'registration',
  },
  TITIAN_TASK_TIME: {
    apa: 'Waktu Task ID tidak dapat diterima BPJS.',
    arti: 'Belum ada yang dikirim; waktu yang salah tidak dapat diubah lagi bila sudah sampai.',
    langkah: 'Buka Task ID kunjungan ini, periksa urutan waktunya, lalu perbaiki dengan alasan.',
    peran: 'management',
  },
  TITIAN_RUJUKAN_ABSENT: {
    apa: 'BPJS tidak mengenal nomor rujukan atau surat kontrol ini.',
    arti: 'SEP belum diterbitkan; pasien tetap terdaftar.',
    langkah: 'Periksa nomornya pada surat pasien, perbaiki, lalu terbitkan SEP lagi.',
    peran: 'registration',
  },
  TITIAN_SEP_CARD: {
    apa: 'Nomor kartu peserta belum tercatat.',
    arti: 'SEP belum diterbitkan.',
    langkah: 'Lengkapi nomor kartu di Pendaftaran, lalu terbitkan SEP lagi.',
    peran: 'registration',
  },
  TITIAN_SEP_DIAGNOSIS: {
    apa: 'Diagnosa awal belum diisi.',
    arti: 'SEP belum diterbitkan.',
    langkah: 'Isi diagnosa awal, lalu terbitkan SEP lagi.',
    peran: 'registration',
  },
  TITIAN_SEP_CLASS: {
    apa: 'Kelas rawat peserta belum diketahui.',
    arti: 'SEP belum diterbitkan.',
    langkah: 'Cari ulang peserta agar data kepesertaan terbaca, lalu terbitkan SEP lagi.',
    peran: 'registration',
  },
  TITIAN_SEP_NUMBER_MISSING: {
    apa: 'Nomor SEP belum terbit.',
    arti: 'Tanggal pulang menunggu nomor SEP.',
    langkah: 'Terbitkan SEP lebih dahulu, lalu kirim ulang.',
    peran: 'registration',
  },
  TITIAN_ENTRY_INCOMPLETE: {
    apa: 'Pelayanan belum lengkap.',
    arti: 'Kunjungan belum dikirim ke P-Care.',
    langkah: 'Lengkapi pelayanan di layar Poli; pengiriman berjalan sesudah disimpan.',
    peran: 'doctor',
  },
  TITIAN_VISIT_NUMBER_MISSING: {
    apa: 'Nomor kunjungan P-Care belum ada.',
    arti: 'Obat dan tindakan menunggu kunjungannya diterima BPJS.',
    langkah: 'Kirim ulang kunjungan lebih dahulu, lalu pesan ini.',
    peran: 'doctor',
  },
  expired: {
    apa: 'Batas waktu pengiriman sudah lewat.',
    arti: 'Titian tidak mengirimnya lagi. Catatan kita tetap tersimpan.',
    langkah: 'Laporkan ke penanggung jawab mutu; bila BPJS masih menerimanya, isi langsung di aplikasi BPJS.',
    peran: 'management',
  },
  'expired-own': {
    apa: 'Batas waktu pengiriman sudah lewat.',
    arti: 'BPJS belum menjawabnya selama itu, lalu Titian berhenti mencoba. Catatan kita tetap tersimpan.',
    langkah: 'Periksa di aplikasi BPJS; bila belum ada, kirim ulang. Titian mencobanya lagi beberapa hari.',
    peran: 'it',
  },
  'wire-form': {
    apa: 'Data belum memenuhi bentuk yang diminta BPJS.',
    arti: 'Belum ada yang dikirim.',
    langkah: 'Periksa isian kunjungan ini; bila sudah benar, laporkan ke petugas TI.',
    peran: 'it',
  },
  'credentials-missing': {
    apa: 'Kunci akses BPJS untuk layanan ini belum diisi.',
    arti: 'Data aman menunggu; belum ada yang dikirim.',
    langkah: 'Isi cons-id, secret key, dan user key di Pengaturan → BPJS.',
    peran: 'it',
  },
  different: {
    apa: 'BPJS menyimpan isi yang berbeda dari catatan kita.',
    arti: 'Data sudah ada di BPJS, tetapi tidak sama.',
    langkah: 'Bandingkan kedua isi pada rincian pesan, lalu putuskan mana yang benar.',
    peran: 'claims',
  },
  'already-but-not-shown': {
    apa: 'BPJS menyebut data sudah ada, tetapi belum menampilkannya.',
    arti: 'Belum pasti; sistem menanyakan lagi sebelum mengirim.',
    langkah: 'Tidak perlu tindakan.',
    peran: null,
  },
  [UNREADABLE]: {
    apa: 'Belum pasti: BPJS tidak menyediakan cara membaca nomor ini.',
    arti: 'Mungkin sudah sampai, mungkin belum. Titian tidak mengirimnya lagi sendiri; urutan berikutnya tetap berjalan.',
    langkah: 'Lihat di aplikasi BPJS. Bila ada, pilih "Sudah diterima BPJS"; bila tidak ada, pilih "Kirim ulang".',
    peran: 'it',
  },
  'answer-without-number': {
    apa: 'BPJS menerima, tetapi nomornya tidak disertakan.',
    arti: 'Sistem mencari nomornya di BPJS.',
    langkah: 'Tidak perlu tindakan.',
    peran: null,
  },
};

const ROLE_OF: Readonly<Record<BpjsActor, Role | null>> = {
  sistem: null,
  pendaftaran: 'registration',
  dokter: 'doctor',
  pengguna: 'doctor',
  it: 'it',
  // HFIS and reference mappings are kept by the person who keeps Titian's settings.
  hfis: 'it',
  admin: 'it',
  manajemen: 'management',
  peserta: 'registration',
  bpjs: 'it',
  pengembang: 'it',
};

const ACTOR_OF: ReadonlyMap<string, BpjsActor> = new Map(MESSAGES.map((message) => [message.id, message.actor]));

const HELD: MessageExplanation = {
  apa: 'Titian menahan pesan ini karena menemui keadaan yang belum dikenal.',
  arti: 'Belum pasti apakah BPJS sudah menerimanya. Bukti jawaban disimpan tersegel.',
  langkah:
    'Buka rincian pesan, periksa keadaannya di aplikasi BPJS, lalu kirim ulang; Titian bertanya dahulu ke BPJS sebelum mengirim.',
  peran: 'it',
};

/** Every message that a person must look at has words, also one for which nobody has written any (goal G2). */
export function explainMessage(message: {
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
}): MessageExplanation | null {
  const known = explainCode(message.code, message.reason);
  if (known !== null) return known;
  if (message.state === 'parked') return HELD;
  if (message.state === 'unknown') return { ...explain('BPJS_UNCERTAIN'), peran: null };
  return message.state === 'refused' ? { ...explain('BPJS_REJECTED'), peran: 'registration' } : null;
}

/** Null for states that need no explanation (delivered, queued behind others). */
export function explainCode(code: string | null, reason: string | null): MessageExplanation | null {
  for (const id of [code, reason]) {
    if (id === null) continue;
    const own = Object.hasOwn(OWN, id) ? OWN[id] : undefined;
    if (own !== undefined) return own;
    const actor = ACTOR_OF.get(id);
    if (actor !== undefined || Object.hasOwn(EXPLANATIONS, id))
      return { ...explain(id), peran: actor === undefined ? roleOfClass(id) : ROLE_OF[actor] };
  }
  // Something keeps it and we have no words for it: say that plainly rather than nothing.
  return code === null ? null : { ...explain('BPJS_REJECTED'), peran: 'it' };
}

/** Codes whose words for people, or whose sentence of BPJS, hold this text. */
export function codesAbout(text: string): string[] {
  const wanted = text.toLowerCase();
  const says = (words: Explanation) => `${words.apa} ${words.arti} ${words.langkah}`.toLowerCase().includes(wanted);
  const codes = [
    ...Object.entries(OWN).flatMap(([code, words]) => (says(words) ? [code] : [])),
    ...Object.entries(EXPLANATIONS).flatMap(([code, words]) => (says(words) ? [code] : [])),
    ...MESSAGES.flatMap(({ id, pattern }) => (pattern.toLowerCase().includes(wanted) || id === text ? [id] : [])),
  ];
  return [...new Set([text, ...codes])];
}

function roleOfClass(code: string): Role | null {
  if (code === 'BPJS_CREDENTIAL' || code === 'BPJS_UNFAMILIAR') return 'it';
  return code === 'BPJS_REJECTED' || code.startsWith('INPUT_') ? 'registration' : null;
}

/** Indonesian names of message kinds for lists. */
const LABELS: Readonly<Record<string, string>> = {
  'antreanrs.add': 'Daftar antrean',
  'antreanrs.updatewaktu': 'Waktu Task ID',
  'antreanrs.batal': 'Batal antrean',
  'antreanrs.farmasi.add': 'Antrean farmasi',
  'vclaim.sep.insert': 'Terbit SEP',
  'vclaim.sep.update-discharge': 'Tanggal pulang SEP',
  'vclaim.sep.pengajuan': 'Pengajuan SEP tanggal mundur',
  'fktp.antrean.add': 'Daftar antrean',
  'fktp.antrean.panggil': 'Panggil antrean',
  'fktp.antrean.batal': 'Batal antrean',
  'pcare.pendaftaran.add': 'Pendaftaran P-Care',
  'pcare.pendaftaran.delete': 'Batal pendaftaran P-Care',
  'pcare.kunjungan.add': 'Kunjungan P-Care',
  'pcare.kunjungan.update': 'Ubah kunjungan P-Care',
  'pcare.kunjungan.delete': 'Hapus kunjungan P-Care',
  'pcare.obat.add': 'Obat P-Care',
  'pcare.tindakan.add': 'Tindakan P-Care',
  'pcare.obat.delete': 'Hapus obat P-Care',
  'pcare.tindakan.delete': 'Hapus tindakan P-Care',
};

export function labelOf(kind: string, intent: unknown): string {
  const label = LABELS[kind] ?? kind;
  const task: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'task') : undefined;
  return typeof task === 'number' ? `${label} ${task}` : label;
}

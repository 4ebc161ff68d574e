// Sentences of the frame around every screen: rail, header, status strip, sign-in, shared states.
export const frame = {
  nav: {
    label: 'Menu utama', home: 'Beranda', desk: 'Pendaftaran', counter: 'Antrean', poli: 'Poli', pharmacy: 'Farmasi', tasks: 'Task ID',
    messages: 'Pesan', settings: 'Pengaturan', more: 'Lainnya', collapse: 'Ciutkan menu', expand: 'Lebarkan menu', integration: 'Integrasi',
  },
  header: {
    search: 'Cari nama, No. RM, kodebooking, SEP', searchShort: 'Cari', clock: 'Jam fasilitas', person: 'Akun {{name}}', language: 'Bahasa',
    indonesian: 'Bahasa Indonesia', english: 'English', theme: 'Tampilan', light: 'Terang', dark: 'Gelap', auto: 'Ikut komputer', keys: 'Pintasan papan ketik',
    signOut: 'Keluar', facility: 'Ganti fasilitas', skip: 'Langsung ke isi',
  },
  strip: {
    label: 'Keadaan layanan BPJS', since: 'sejak {{time}}', lastGood: 'terakhir terhubung {{age}}', waiting: '{{count}} menunggu',
    delivered: '{{count}} pesan dikirim', refused: '{{count}} ditolak', unknown: '{{count}} dicek ulang', parked: '{{count}} ditahan',
    unavailable: 'Keadaan BPJS belum dapat dibaca', serverAway: 'Server Titian tidak menjawab. Yang sudah disimpan aman; layar ini menyambung lagi sendiri.',
    reconnecting: 'Sambungan langsung terputus, menyambung lagi …', demo: 'Demo: semua orang dan nomor adalah contoh',
    outage: 'Pelayanan jalan terus; semua dikirim dengan waktu aslinya setelah BPJS pulih.',
  },
  signIn: {
    title: 'Masuk', tagline: 'Sekali catat, benar di mana-mana.', lead: 'Jembatan antara fasilitas kesehatan dan BPJS Kesehatan.', username: 'Nama pengguna', password: 'Kata sandi', submit: 'Masuk',
    wrong: 'Nama pengguna atau kata sandi tidak cocok.', wrongNext: 'Periksa huruf besar dan kecil, lalu coba lagi. Lupa kata sandi: minta bagian IT mengganti.',
    wait: 'Terlalu banyak percobaan. Coba lagi dalam {{seconds}} detik.', required: 'Isi dulu kolom ini.', expired: 'Sesi berakhir. Masuk lagi untuk melanjutkan.',
  },
  state: {
    loading: 'Memuat …', retry: 'Muat ulang', offlineTitle: 'Server Titian tidak terjangkau', offlineBody: 'Komputer ini tidak sampai ke server Titian. Periksa kabel atau Wi-Fi; yang sudah tersimpan tidak hilang.',
    timeoutTitle: 'Server terlalu lama menjawab', timeoutBody: 'Permintaan belum terjawab. Tekan sekali lagi: yang sama tidak akan tersimpan dua kali.',
    brokenTitle: 'Ada gangguan di server Titian', brokenBody: 'Coba lagi sebentar. Bila terus terjadi, sampaikan kode ini ke bagian IT.',
    refusedTitle: 'Belum dapat disimpan', reference: 'Kode: {{reference}}', forbidden: 'Bagian ini tidak termasuk tugas akun Anda.', notFoundTitle: 'Halaman tidak ada', notFoundBody: 'Alamat ini tidak dikenal.',
    toHome: 'Ke Beranda', crashTitle: 'Layar ini berhenti', crashBody: 'Muat ulang halaman. Data yang sudah tersimpan aman.', more: 'Muat lagi', staleNote: 'Menampilkan data terakhir ({{age}})',
    cancel: 'Batal', close: 'Tutup', save: 'Simpan', saved: 'Tersimpan', bpjsSays: 'Kata BPJS', nextStep: 'Langkah berikut', who: 'Yang dapat memperbaiki', nothing: '–', yes: 'Ya', no: 'Tidak',
    reason: 'Alasan', reasonHint: 'Tercatat di jejak audit bersama nama Anda.', reasonShort: 'Tulis alasan sedikitnya {{count}} huruf.',
  },
  keys: {
    title: 'Pintasan papan ketik', search: 'Ke kolom cari peserta', new: 'Pendaftaran baru', callNext: 'Panggil berikutnya', anything: 'Cari apa saja', help: 'Tampilkan pintasan ini',
    enter: 'Simpan & cetak nomor', escape: 'Tutup laci atau dialog', go: 'g lalu huruf: b Beranda · d Pendaftaran · a Antrean · p Poli · f Farmasi · t Task ID · m Pesan',
  },
  search: {
    title: 'Cari kunjungan', placeholder: 'Nama, No. RM, kodebooking, nomor SEP, nomor antrean', hint: 'Ketik sedikitnya 2 huruf. Panah untuk memilih, Enter untuk membuka.', empty: 'Tidak ada kunjungan yang cocok.',
    emptyNext: 'Peserta yang belum terdaftar hari ini dicari di Pendaftaran.', register: 'Cari peserta di Pendaftaran', recent: 'Hari ini dan sebelumnya',
  },
  date: { previous: 'Hari sebelumnya', next: 'Hari berikutnya', today: 'Hari ini', pick: 'Pilih tanggal' },
};

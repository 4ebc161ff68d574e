// Sentences of Pengaturan.
export const settings = {
  title: 'Pengaturan', section: 'Bagian', sections: { facility: 'Fasilitas', credentials: 'Kredensial BPJS', mapping: 'Pemetaan Task ID', staff: 'Pengguna', keys: 'Kunci API', audit: 'Jejak audit' },
  facility: {
    name: 'Nama', address: 'Alamat', ppk: 'Kode PPK', zone: 'Zona waktu', environment: 'Lingkungan BPJS', environments: { sandbox: 'Sandbox (latihan)', development: 'Pengembangan', production: 'Produksi' }, switches: 'Yang dikirim ke BPJS', save: 'Simpan',
    switch: { antrean: 'Antrean RS (booking dan Task ID)', sep: 'SEP (VClaim)', farmasiQueue: 'Antrean farmasi', addForMobileJkn: 'Kirim ulang booking yang dibuat Mobile JKN', pcare: 'P-Care', antreanFktp: 'Antrean FKTP' },
    switchHint: { farmasiQueue: 'Nyalakan bila rumah sakit menjalankan antrean farmasi.', addForMobileJkn: 'Biasanya mati: booking itu sudah ada di BPJS.' },
  },
  credentials: {
    explain: 'Disimpan terenkripsi dan tidak pernah ditampilkan lagi. Isi ulang untuk mengganti.', service: 'Layanan', consId: 'Cons ID', secret: 'Secret key', userKey: 'User key', pcareUsername: 'Nama pengguna P-Care', pcarePassword: 'Kata sandi P-Care', kdAplikasi: 'Kode aplikasi', configured: 'Terisi', missing: 'Belum diisi', updated: 'diganti {{moment}}', save: 'Simpan kredensial', change: 'Isi atau ganti', saved: 'Kredensial tersimpan.',
  },
  mapping: {
    explain: 'Kejadian mana yang dicatat sebagai Task ID. Waktu selalu waktu kejadian; yang terlewat tetap kosong.', task: 'Task', patient: 'Pasien', event: 'Kejadian', patients: { new: 'baru', existing: 'lama', any: 'semua' }, save: 'Simpan pemetaan', saved: 'Pemetaan tersimpan. Berlaku untuk kejadian berikutnya.',
  },
  staff: {
    add: 'Tambah pengguna', username: 'Nama pengguna', displayName: 'Nama', roles: 'Peran', password: 'Kata sandi', newPassword: 'Kata sandi baru', passwordHint: 'Sedikitnya 12 huruf. Kosongkan bila tidak diganti.', passwordHintNew: 'Sedikitnya 12 huruf.', active: 'Aktif', inactive: 'Nonaktif', lastSignIn: 'Masuk terakhir', never: 'belum pernah', edit: 'Ubah', editTitle: 'Ubah {{name}}', addTitle: 'Pengguna baru', save: 'Simpan', empty: 'Belum ada pengguna.',
  },
  keys: {
    explain: 'Untuk SIMRS atau program lain yang mengirim kejadian ke Titian.', add: 'Buat kunci', label: 'Nama', scopes: 'Hak', prefix: 'Awal kunci', expires: 'Berlaku s.d.', created: 'Dibuat', lastUsed: 'Terakhir dipakai', revoke: 'Cabut', revokeTitle: 'Cabut kunci {{name}}?', revokeExplain: 'Program yang memakainya langsung ditolak.', revoked: 'dicabut', never: 'belum pernah', once: 'Salin sekarang: kunci ini hanya tampil sekali.', copy: 'Salin', copied: 'Tersalin', done: 'Sudah disalin', empty: 'Belum ada kunci.',
    scope: { 'event-submit': 'Mengirim kejadian', 'peserta-search': 'Mencari peserta', 'schedule-read': 'Membaca jadwal', 'visit-register': 'Mendaftarkan kunjungan', 'visit-read': 'Membaca kunjungan', 'visit-event': 'Mencatat kejadian kunjungan', 'visit-cancel': 'Membatalkan kunjungan', 'queue-read': 'Membaca antrean', 'task-read': 'Membaca Task ID', 'message-read': 'Membaca pesan' },
  },
  audit: { at: 'Waktu', actor: 'Siapa', action: 'Tindakan', subject: 'Mengenai', reason: 'Alasan', empty: 'Belum ada catatan.' },
};

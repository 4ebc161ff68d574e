// Sentences of Beranda, Pendaftaran and the drawer of a visit.
export const desk = {
  home: {
    title: 'Beranda', registered: 'Terdaftar', finished: 'Selesai', inside: 'Masih di sini', longest: 'Tunggu terlama', waiting: 'Menunggu per poli',
    waitingDef: 'Menit sejak siap dilayani sampai sekarang, pasien yang paling lama. Garis = standar {{minutes}} menit.', served: '{{count}} dilayani', waitingCount: '{{count}} menunggu',
    nobody: 'Tidak ada yang menunggu.', nobodyNext: 'Pasien muncul di sini begitu didaftarkan.', flow: 'Aliran dari nomor sampai obat',
    flowDef: 'Lebar = jumlah pasien sekarang di tahap itu; warna = median menit menunggu.', flowEmpty: 'Belum ada pasien hari ini.', minutesMedian: 'median {{minutes}}', actions: 'Perlu tindakan',
    noActions: 'Tidak ada yang perlu ditindak.', noActionsNext: 'Semua yang harus sampai ke BPJS sudah sampai atau sedang dikirim.', open: 'Buka', people: '{{count}} pasien',
    definition: { registered: 'Kunjungan yang didaftarkan hari ini, tanpa yang dibatalkan.', finished: 'Kunjungan yang selesai sampai obat, atau sampai poli bila tanpa resep.', inside: 'Terdaftar dikurangi selesai.', longest: 'Pasien yang sekarang paling lama menunggu di poli.' },
    action: { ditolak: 'Ditolak BPJS', h7: 'Batas H+7 dekat', 'klik-hilang': 'Klik terlewat', 'belum-pasti': 'Belum pasti di BPJS', ditahan: 'Ditahan' },
  },
  search: {
    title: 'Pendaftaran', label: 'Cari peserta', placeholder: 'Kartu, NIK, rujukan, No. RM, atau nama', hint: 'Pindai kartu atau ketik: 13 angka = kartu BPJS, 16 angka = NIK, 17–21 = nomor rujukan, huruf = nama.', submit: 'Cari',
    kinds: { card: 'Nomor kartu BPJS', nik: 'NIK', rujukan: 'Nomor rujukan', norm: 'No. rekam medis', name: 'Nama (yang pernah terdaftar di sini)', short: 'Ketik sedikitnya 3 huruf atau angka' },
    empty: 'Peserta tidak ditemukan.', emptyNext: 'Periksa angkanya, atau daftarkan sebagai pasien umum dengan data dari KTP.', registerNew: 'Daftarkan pasien baru', several: '{{count}} orang cocok. Pilih satu:',
    today: 'Didaftarkan hari ini', todayEmpty: 'Belum ada pendaftaran hari ini.', searching: 'Menanyakan ke BPJS …', away: 'BPJS tidak terhubung. Pencarian dari data di sini (per {{age}}); pendaftaran tetap bisa.',
    slow: 'BPJS sedang lambat; data mungkin menyusul.', local: 'Data di sini per {{moment}}', fromBpjs: 'Data BPJS per {{moment}}', fresh: 'Data BPJS baru saja',
  },
  person: {
    title: 'Peserta', none: 'Cari peserta dulu', noneNext: 'Kartu peserta dan pilihan pelayanan muncul di sini.', norm: 'No. RM', card: 'No. kartu', nik: 'NIK', birth: 'Lahir', sex: 'Jenis kelamin', phone: 'No. HP', kelas: 'Hak kelas', jenis: 'Jenis peserta', fktp: 'FKTP terdaftar',
    prolanis: 'Prolanis', prb: 'PRB', newNorm: 'Baru di sini, No. RM dibuat saat simpan', unknown: 'Kepesertaan belum diketahui', unknownNext: 'BPJS belum menjawab. Pasien tetap didaftarkan; kepesertaan dicek lagi setelah BPJS pulih.',
    inactive: 'Kepesertaan tidak aktif', inactiveNext: 'Pasien dapat mengaktifkan lewat Mobile JKN atau loket BPJS, atau dilayani sebagai pasien umum.', openVisit: 'Sudah terdaftar hari ini di {{poli}}.', openVisitGo: 'Lihat kunjungan', warning: 'Perhatian',
    nama: 'Nama lengkap', birthDate: 'Tanggal lahir', identity: 'Data pasien baru',
  },
  form: {
    title: 'Pelayanan', payer: 'Penjamin', jkn: 'JKN', umum: 'Umum', patient: 'Pasien', fresh: 'Baru', existing: 'Lama', rujukan: 'Rujukan', validUntil: 'berlaku s.d. {{date}}', expired: 'lewat batas {{date}}', printOnSave: 'Cetak saat menyimpan', showExpired: '{{count}} rujukan lewat batas', noRujukan: 'Tidak ada rujukan yang tersimpan di BPJS.', noRujukanAway: 'Daftar rujukan belum dapat dibaca dari BPJS. Ketik nomornya bila ada suratnya.',
    manualRujukan: 'Nomor rujukan lain', kind: 'Jenis kunjungan', kinds: { '1': 'Rujukan FKTP', '2': 'Rujukan internal', '3': 'Kontrol', '4': 'Rujukan antar RS' }, suratKontrol: 'Nomor surat kontrol', poli: 'Poli', doctor: 'Dokter & jam', quota: 'sisa {{left}} dari {{total}}', full: 'Penuh', closed: 'Libur', noSession: 'Tidak ada jadwal dokter hari ini.',
    chooseDoctor: 'Pilih dokter dan jam', complaint: 'Keluhan', sick: 'Kunjungan sakit', healthy: 'Kunjungan sehat', sep: 'SEP', issueSep: 'Terbitkan SEP sekarang', diagnosis: 'Diagnosa awal (ICD-10)', submit: 'Simpan & cetak nomor', submitEnter: 'Enter', again: 'Pasien berikutnya',
    missing: 'Lengkapi: {{fields}}', staleSchedule: 'Jadwal per {{moment}}', visitType: 'Jenis kunjungan', phoneHint: 'dipakai BPJS untuk pemberitahuan antrean', firstVisit: 'kunjungan pertama', followVisit: 'kunjungan ulang', controlDoctor: 'Surat kontrol', usedTimes: '{{count}} SEP dari rujukan ini',
  },
  done: {
    callToCounter: 'Panggil ke loket', counterDone: 'Selesai di loket',
    title: 'Tersimpan', number: 'Nomor antrean', booking: 'Kodebooking', estimate: 'Perkiraan dilayani {{time}}', print: 'Cetak nomor', printSep: 'Cetak SEP', issueSep: 'Minta SEP lagi', sep: 'SEP', sepLater: 'SEP menyusul: pasien tetap dilayani, nomornya muncul di sini setelah BPJS menjawab.', onTheWay: 'Perjalanan ke BPJS', nothingToSend: 'Tidak ada yang perlu dikirim ke BPJS.',
  },
  visit: {
    title: 'Kunjungan', open: 'Buka kunjungan', stage: 'Tahap', dokter: 'Dokter', jam: 'Jam praktik', source: 'Didaftarkan lewat', registeredAt: 'Didaftarkan', deliveries: 'Yang dikirim ke BPJS', events: 'Yang terjadi', timeline: 'Lihat Task ID', messages: 'Lihat pesan', cancel: 'Batalkan kunjungan', noShow: 'Tidak hadir', cancelTitle: 'Batalkan kunjungan {{number}}?', noShowTitle: 'Catat {{number}} tidak hadir?',
    cancelExplain: 'Pembatalan dikirim ke BPJS dan tidak dapat ditarik kembali.', payer: 'Penjamin', estimate: 'Perkiraan dilayani', nomorSep: 'Nomor SEP', noUrut: 'No. urut P-Care', noKunjungan: 'No. kunjungan P-Care', by: 'oleh {{name}}', recorded: 'dicatat {{time}}', entry: 'Isi pelayanan', eligibility: 'Kepesertaan',
  },
};

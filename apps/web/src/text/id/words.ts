// The field's words for states, roles, services and moments, in Indonesian. Only words, no sentences of a screen.
export const words = {
  role: {
    registration: 'Pendaftaran', nurse: 'Perawat', doctor: 'Dokter', pharmacy: 'Farmasi', claims: 'Klaim', management: 'Manajemen',
    it: 'IT', auditor: 'Auditor', vendor: 'Vendor', display: 'Layar tunggu', kiosk: 'Anjungan',
  },
  kind: { fktp: 'FKTP', fkrtl: 'FKRTL' },
  service: { vclaim: 'VClaim', antreanrs: 'Antrean RS', pcare: 'P-Care', antreanfktp: 'Antrean FKTP' },
  stage: {
    terdaftar: 'Terdaftar', 'menunggu-admisi': 'Menunggu loket', 'dipanggil-admisi': 'Di loket', 'menunggu-poli': 'Menunggu poli',
    'dilayani-poli': 'Di poli', 'menunggu-farmasi': 'Menunggu obat', 'disiapkan-farmasi': 'Obat disiapkan', selesai: 'Selesai',
    batal: 'Batal', 'tidak-hadir': 'Tidak hadir',
  },
  delivery: {
    'tidak-perlu': 'Tidak perlu', menunggu: 'Menunggu kirim', dikirim: 'Dikirim', diterima: 'Diterima BPJS', 'sudah-ada': 'Sudah ada di BPJS',
    ditolak: 'Ditolak: perbaiki', 'belum-pasti': 'Belum pasti, dicek ulang', ditahan: 'Ditahan: perlu orang', kedaluwarsa: 'Lewat batas waktu',
    dibatalkan: 'Dibatalkan',
  },
  task: {
    '1': 'Mulai tunggu admisi', '2': 'Dipanggil admisi', '3': 'Selesai admisi, mulai tunggu poli', '4': 'Dipanggil poli', '5': 'Selesai poli',
    '6': 'Farmasi mulai', '7': 'Obat selesai', '99': 'Batal / tidak hadir',
  },
  taskStatus: {
    'tidak-perlu': 'Tidak perlu', belum: 'Belum ada', tercatat: 'Tercatat', 'menunggu-pendahulu': 'Menunggu task sebelumnya', siap: 'Siap dikirim',
    dikirim: 'Dikirim', diterima: 'Diterima BPJS', 'sudah-ada': 'Sudah ada di BPJS', berbeda: 'Berbeda dengan BPJS', ditolak: 'Ditolak BPJS',
    'perlu-perbaikan': 'Perlu perbaikan', kedaluwarsa: 'Lewat H+7', 'belum-pasti': 'Belum pasti',
  },
  event: {
    'visit.registered': 'Terdaftar', 'patient.checked-in': 'Check-in', 'admission.called': 'Dipanggil loket', 'admission.done': 'Selesai loket',
    'poli.called': 'Dipanggil poli', 'poli.done': 'Selesai poli', 'prescription.printed': 'Resep dicetak', 'pharmacy.started': 'Farmasi mulai',
    'pharmacy.done': 'Obat siap', 'visit.cancelled': 'Dibatalkan', 'visit.no-show': 'Tidak hadir', 'service.recorded': 'Pelayanan dicatat',
  },
  resep: { 'tidak-ada': 'Tanpa resep', racikan: 'Racikan', 'non-racikan': 'Non racikan' },
  message: {
    queued: 'Antre kirim', waiting: 'Menunggu urutan', sending: 'Sedang dikirim', unknown: 'Belum pasti', delivered: 'Diterima', already: 'Sudah ada',
    refused: 'Ditolak', later: 'Dicoba lagi', parked: 'Ditahan', cancelled: 'Dibatalkan', expired: 'Kedaluwarsa',
  },
  health: {
    terhubung: 'Terhubung', lambat: 'Lambat', terputus: 'Terputus', pulih: 'Pulih', 'belum-dipakai': 'Belum dipakai', dijeda: 'Dijeda',
  },
  channel: { open: 'Terbuka', 'half-open': 'Mencoba', closed: 'Tertutup', paused: 'Dijeda' },
  messageClass: { '0': 'Pasien menunggu', '1': 'Hari ini', '2': 'Susulan', '3': 'Massal' },
  eligibility: { aktif: 'Aktif', 'tidak-aktif': 'Tidak aktif', 'tidak-diketahui': 'Belum diketahui' },
  sex: { L: 'Laki-laki', P: 'Perempuan' },
  sumber: { onsite: 'Loket', 'mobile-jkn': 'Mobile JKN', his: 'SIMRS', kiosk: 'Anjungan' },
};

// Sentences of the counter queue, the poli queue and the pharmacy.
export const queue = {
  counterTitle: 'Antrean loket', poliTitle: 'Antrean poli', nowServing: 'Sedang dilayani', called: 'Dipanggil', nobodyServed: 'Belum ada yang dipanggil', nobodyNext: 'Tekan F8 atau tombol ini untuk memanggil yang pertama.', callNext: 'Panggil berikutnya', call: 'Panggil', again: 'Ulangi', skip: 'Lewati', serve: 'Layani',
  finish: 'Selesai', finishWith: 'Selesai dengan', finishNone: 'Tanpa resep', finishPlain: 'Resep non racikan', finishMixed: 'Resep racikan', served: 'Sedang dilayani', waiting: 'Menunggu', nextFive: 'Lima berikutnya', emptyWaiting: 'Tidak ada yang menunggu.', emptyWaitingNext: 'Pasien muncul di sini begitu siap.',
  stillCalled: 'Sudah dipanggil, belum selesai', back: 'Layani sekarang', done: '{{count}} selesai', standard: 'standar {{minutes}} menit', waits: 'menunggu {{minutes}}', voice: 'Suara panggilan', voiceOn: 'Suara menyala', voiceOff: 'Suara mati', notCheckedIn: 'Belum check-in', checkIn: 'Check-in', chooseUnit: 'Pilih poli',
  noUnits: 'Belum ada poli dengan kunjungan hari ini.', calledLive: 'Nomor {{number}} dipanggil', spoken: 'Nomor antrean, {{number}}. Silakan ke {{place}}.', counterPlace: 'loket pendaftaran', old: 'Lama', fresh: 'Baru', detail: 'Data kunjungan', since: 'sejak {{time}}', entry: 'Isi pelayanan', recorded: 'Waktu dicatat {{time}}',
  pharmacy: {
    title: 'Farmasi', racikan: 'Racikan', nonRacikan: 'Non racikan', start: 'Mulai', ready: 'Siap', printed: 'Catat resep dicetak', waiting: 'menunggu', preparing: 'disiapkan', empty: 'Tidak ada resep.', emptyNext: 'Resep muncul begitu poli selesai.', doneToday: '{{count}} selesai hari ini', standard: 'standar {{minutes}} m',
  },
};

// Apotek's refusals. No list of BPJS's own is public (docs/facts/aplicares-icare-apotek.md §4.6), so all of these are worded here [D];
// what the facts do say is that 201 is refusal and "no data" alike.

export const TEXTS = {
  noData: 'Data tidak ditemukan',
  badDate: 'Format tanggal tidak sesuai',
  unknownSep: 'No.SEP tidak ditemukan',
  badGroup: 'Jenis obat tidak sesuai',
  badNumber: 'No.Resep maksimal 5 digit',
  usedNumber: 'No.Resep sudah digunakan pada bulan klaim ini',
  badIteration: 'Iterasi tidak sesuai',
  incomplete: 'Data resep belum lengkap',
  unknownPrescription: 'Resep tidak ditemukan',
  otherNumber: 'No.Resep tidak sesuai dengan SEP apotek',
  unknownMedicine: 'Kode obat tidak terdaftar pada DPHO',
  badAmount: 'Jumlah obat tidak sesuai',
  badCompound: 'Jenis racikan tidak sesuai',
  unknownItem: 'Obat tidak ditemukan pada resep ini',
  itemsLeft: 'Hapus obat pada resep ini lebih dahulu',
  foreign: 'Kode PPK tidak sesuai',
} as const;

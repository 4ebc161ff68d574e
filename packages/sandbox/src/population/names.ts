// Word lists for fictitious people and places. Not a register of anybody: combinations are drawn by a seeded generator.

export const FIRST_NAMES_MALE = [
  'Agus', 'Bambang', 'Budi', 'Dedi', 'Eko', 'Fajar', 'Gilang', 'Hendra', 'Iwan', 'Joko', 'Kurnia', 'Lukman', 'Made', 'Nanang',
  'Oki', 'Putra', 'Rahmat', 'Slamet', 'Taufik', 'Udin', 'Wahyu', 'Yusuf', 'Zainal', 'Asep', 'Cecep', 'Ujang', 'Rizky', 'Dimas',
] as const;

export const FIRST_NAMES_FEMALE = [
  'Ani', 'Bunga', 'Citra', 'Dewi', 'Endang', 'Fitri', 'Gita', 'Hesti', 'Indah', 'Kartika', 'Lestari', 'Maya', 'Nur', 'Putri',
  'Ratna', 'Sari', 'Tuti', 'Wulan', 'Yanti', 'Yuni', 'Siti', 'Neneng', 'Euis', 'Rina', 'Melati', 'Ayu', 'Rahayu', 'Nisa',
] as const;

export const LAST_NAMES = [
  'Hidayat', 'Kusuma', 'Lesmana', 'Maulana', 'Nugraha', 'Permana', 'Pratama', 'Purnama', 'Ramadhan', 'Santoso', 'Saputra',
  'Setiawan', 'Siregar', 'Sulistyo', 'Suryadi', 'Susanto', 'Syahputra', 'Utami', 'Wibowo', 'Wijaya', 'Wulandari', 'Yulianto',
  'Handayani', 'Anggraini', 'Firmansyah', 'Gunawan', 'Halim', 'Iskandar', 'Mahendra', 'Nasution', 'Rahmawati', 'Sitorus',
] as const;

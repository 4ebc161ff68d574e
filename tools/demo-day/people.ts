// Fictitious people and the two hospitals of the demo morning. Cards start 0000000, NIK 9999 and phones 0800: no real number
// can look like these. It knows nothing of queues or times; see `morning.ts`.
import type { Dice } from './dice.ts';

export interface Person {
  readonly nama: string;
  readonly jenisKelamin: 'L' | 'P';
  readonly tanggalLahir: string;
  readonly nomorKartu: string;
  readonly nik: string;
  readonly noHp: string;
  readonly norm: string;
}

export interface Session {
  readonly kodePoli: string;
  readonly namaPoli: string;
  readonly kodeDokter: string;
  readonly namaDokter: string;
  readonly jamPraktek: string;
  readonly opensAt: string;
  readonly diagnosa: readonly string[];
}

const MALE = ['Agus', 'Budi', 'Dedi', 'Eko', 'Fajar', 'Hendra', 'Iwan', 'Joko', 'Maman', 'Nana', 'Rahmat', 'Slamet', 'Tatang', 'Ujang', 'Wahyu', 'Yusuf', 'Asep', 'Bambang', 'Cecep', 'Dadan'];
const FEMALE = ['Ai', 'Dewi', 'Eti', 'Fitri', 'Herlina', 'Iis', 'Kartini', 'Lilis', 'Nining', 'Nurhayati', 'Rina', 'Siti', 'Sri', 'Titin', 'Wati', 'Yani', 'Yuliana', 'Imas', 'Maya', 'Ratna'];
const FAMILY = ['Saputra', 'Hidayat', 'Suryadi', 'Permana', 'Kurniawan', 'Setiawan', 'Nugraha', 'Wijaya', 'Firmansyah', 'Lestari', 'Rahayu', 'Handayani', 'Komalasari', 'Mulyani', 'Sukmawati', 'Gunawan', 'Maulana', 'Ramdani', 'Susanti', 'Pratiwi'];

/** Person number n of the demo; the same n gives the same card everywhere. */
export function personOf(n: number, dice: Dice, ages: readonly [number, number]): Person {
  const male = dice.chance(0.46);
  const first = dice.pick(male ? MALE : FEMALE);
  const number = String(n).padStart(6, '0');
  const year = 2026 - dice.between(ages[0], ages[1]);
  const birth = `${year}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`;
  return {
    nama: `${first} ${dice.pick(FAMILY)}`.toUpperCase(),
    jenisKelamin: male ? 'L' : 'P',
    tanggalLahir: birth,
    nomorKartu: `0000000${number}`,
    nik: `9999${String(n).padStart(12, '0')}`,
    noHp: `0800${String(n).padStart(8, '0')}`,
    norm: number,
  };
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

export const BOGOR_SESSIONS: readonly Session[] = [
  { kodePoli: 'INT', namaPoli: 'PENYAKIT DALAM', kodeDokter: '99901', namaDokter: 'dr. Ratih Puspaningrum, Sp.PD', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['I10', 'E11.9', 'K30'] },
  { kodePoli: 'INT', namaPoli: 'PENYAKIT DALAM', kodeDokter: '99902', namaDokter: 'dr. Bayu Adiputra, Sp.PD', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['E11.9', 'N18.9', 'I10'] },
  { kodePoli: 'ANA', namaPoli: 'ANAK', kodeDokter: '99903', namaDokter: 'dr. Melati Kusumaningtyas, Sp.A', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['J06.9', 'A09', 'J45.9'] },
  { kodePoli: 'JAN', namaPoli: 'JANTUNG DAN PEMBULUH DARAH', kodeDokter: '99904', namaDokter: 'dr. Surya Wirawan, Sp.JP', jamPraktek: '08:00-12:00', opensAt: '08:15', diagnosa: ['I25.1', 'I50.0'] },
  { kodePoli: 'SAR', namaPoli: 'SARAF', kodeDokter: '99905', namaDokter: 'dr. Galih Pramudya, Sp.N', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['I63.9', 'G40.9'] },
  { kodePoli: 'OBG', namaPoli: 'OBGYN', kodeDokter: '99906', namaDokter: 'dr. Anindya Larasati, Sp.OG', jamPraktek: '08:00-12:00', opensAt: '08:10', diagnosa: ['N80.9', 'O80.9'] },
  { kodePoli: 'BED', namaPoli: 'BEDAH', kodeDokter: '99907', namaDokter: 'dr. Danu Prakoso, Sp.B', jamPraktek: '08:00-12:00', opensAt: '08:20', diagnosa: ['K40.9', 'L02.9'] },
  { kodePoli: 'THT', namaPoli: 'THT-KL', kodeDokter: '99908', namaDokter: 'dr. Kirana Maharani, Sp.THT-KL', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['H66.9', 'J32.9'] },
];

export const JAYAPURA_SESSIONS: readonly Session[] = [
  { kodePoli: 'INT', namaPoli: 'PENYAKIT DALAM', kodeDokter: '99921', namaDokter: 'dr. Yosefina Wanggai, Sp.PD', jamPraktek: '08:00-12:00', opensAt: '08:00', diagnosa: ['B54', 'I10'] },
];

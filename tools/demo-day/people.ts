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

const MALE = [
  'Agus',
  'Budi',
  'Dedi',
  'Eko',
  'Fajar',
  'Hendra',
  'Iwan',
  'Joko',
  'Maman',
  'Nana',
  'Rahmat',
  'Slamet',
  'Tatang',
  'Ujang',
  'Wahyu',
  'Yusuf',
  'Asep',
  'Bambang',
  'Cecep',
  'Dadan',
];
const FEMALE = [
  'Ai',
  'Dewi',
  'Eti',
  'Fitri',
  'Herlina',
  'Iis',
  'Kartini',
  'Lilis',
  'Nining',
  'Nurhayati',
  'Rina',
  'Siti',
  'Sri',
  'Titin',
  'Wati',
  'Yani',
  'Yuliana',
  'Imas',
  'Maya',
  'Ratna',
];
const FAMILY = [
  'Saputra',
  'Hidayat',
  'Suryadi',
  'Permana',
  'Kurniawan',
  'Setiawan',
  'Nugraha',
  'Wijaya',
  'Firmansyah',
  'Lestari',
  'Rahayu',
  'Handayani',
  'Komalasari',
  'Mulyani',
  'Sukmawati',
  'Gunawan',
  'Maulana',
  'Ramdani',
  'Susanti',
  'Pratiwi',
];

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

const session = (
  kodePoli: string,
  namaPoli: string,
  kodeDokter: string,
  namaDokter: string,
  opensAt: string,
  diagnosa: readonly string[],
): Session => ({
  kodePoli,
  namaPoli,
  kodeDokter,
  namaDokter,
  jamPraktek: '08:00-12:00',
  opensAt,
  diagnosa,
});

/** Doctors and sessions as the sandbox's HFIS has them. */
export const BOGOR_SESSIONS: readonly Session[] = [
  session('INT', 'PENYAKIT DALAM', '99901', 'dr. Rangga Contoh, Sp.PD', '08:00', ['I10', 'E11.9']),
  session('ANA', 'ANAK', '99902', 'dr. Laras Contoh, Sp.A', '08:00', ['J06.9', 'A09']),
  session('BED', 'BEDAH', '99903', 'dr. Seno Contoh, Sp.B', '08:20', ['K40.9', 'K35.9']),
  session('OBG', 'OBGYN', '99904', 'dr. Wening Contoh, Sp.OG', '08:10', ['Z34.9', 'O80.9']),
  session('MAT', 'MATA', '99905', 'dr. Tirta Contoh, Sp.M', '08:00', ['H25.9', 'H52.1']),
  session('JAN', 'JANTUNG DAN PEMBULUH DARAH', '99906', 'dr. Bayu Contoh, Sp.JP', '08:15', ['I25.1', 'I50.0']),
  session('SAR', 'SARAF', '99907', 'dr. Puspa Contoh, Sp.N', '08:00', ['I63.9', 'G40.9']),
  session('THT', 'THT-KL', '99908', 'dr. Arga Contoh, Sp.THT-KL', '08:00', ['H66.9', 'J06.9']),
];

export const JAYAPURA_SESSIONS: readonly Session[] = [
  session('INT', 'PENYAKIT DALAM', '99901', 'dr. Rangga Contoh, Sp.PD', '08:00', ['I10', 'A09']),
];

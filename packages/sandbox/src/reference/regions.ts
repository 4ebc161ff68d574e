// Provinces, regencies and districts for the place of an accident. Fictitious: no region of Indonesia has these codes or names.

export interface Region {
  readonly kode: string;
  readonly nama: string;
}

interface Regency extends Region {
  readonly kecamatan: readonly Region[];
}
interface Province extends Region {
  readonly kabupaten: readonly Regency[];
}

const regency = (kode: string, nama: string, ...kecamatan: readonly string[]): Regency => ({
  kode,
  nama,
  kecamatan: kecamatan.map((name, index) => ({ kode: `${kode}${String(index + 1).padStart(2, '0')}`, nama: name })),
});

const PROVINCES: readonly Province[] = [
  {
    kode: '91',
    nama: 'PROVINSI CONTOH BARAT',
    kabupaten: [
      regency('9101', 'KAB. CONTOH HULU', 'CONTOH SATU', 'CONTOH DUA', 'PASAR CONTOH'),
      regency('9102', 'KOTA CONTOH RAYA', 'CONTOH UTARA', 'CONTOH SELATAN'),
    ],
  },
  {
    kode: '92',
    nama: 'PROVINSI CONTOH TIMUR',
    kabupaten: [
      regency('9201', 'KAB. CONTOH HILIR', 'MUARA CONTOH', 'TANJUNG CONTOH'),
      regency('9202', 'KOTA CONTOH INDAH', 'CONTOH TENGAH', 'CONTOH BARAT'),
    ],
  },
];

const REGENCIES = PROVINCES.flatMap(({ kabupaten }) => kabupaten);

export const provinces = (): readonly Region[] => PROVINCES;
export const regenciesOf = (province: string): readonly Region[] =>
  PROVINCES.find(({ kode }) => kode === province.trim())?.kabupaten ?? [];
export const districtsOf = (kabupaten: string): readonly Region[] =>
  REGENCIES.find(({ kode }) => kode === kabupaten.trim())?.kecamatan ?? [];

/** Whether the three codes name one place. */
export function isPlace(province: string, kabupaten: string, kecamatan: string): boolean {
  return (
    regenciesOf(province).some(({ kode }) => kode === kabupaten.trim()) &&
    districtsOf(kabupaten).some(({ kode }) => kode === kecamatan.trim())
  );
}

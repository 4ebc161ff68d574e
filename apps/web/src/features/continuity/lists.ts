// The worklists of an outage in the order in which they are worked off.
import type { CaseList } from '../../api/types.ts';

export const LISTS: readonly CaseList[] = [
  'semua',
  'perlu-tindakan',
  'dapat-kembali-jkn',
  'menunggu',
  'bayar-sendiri',
  'pergi',
  'belum-diperiksa',
  'kembali-jkn',
];

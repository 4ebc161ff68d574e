// A service entry that lacks nothing, for tests to change one thing of.
import type { ServiceEntry } from './entry.ts';

/** Without the day of discharge: a screen leaves it to the day of the visit. */
export const COMPLETE_ENTRY = {
  keluhan: 'pusing',
  anamnesa: 'pusing tiga hari',
  kdSadar: '01',
  sistole: 130,
  diastole: 80,
  beratBadan: 60,
  tinggiBadan: 160,
  lingkarPerut: 80,
  respRate: 18,
  heartRate: 80,
  suhu: 36.4,
  alergi: { makan: '00', udara: '00', obat: '00' },
  kdPrognosa: '02',
  diagnosa: [{ kode: 'I10', nama: 'Essential (primary) hypertension' }],
  terapiObat: 'Amlodipin',
  terapiNonObat: '-',
  bmhp: '-',
  kdStatusPulang: '3',
  kdDokter: '99951',
  obat: [],
  tindakan: [],
} satisfies Omit<ServiceEntry, 'tanggalPulang'>;

// Routes of outgoing and special referrals, docs/facts/vclaim.md §4.3 and §4.4.

import type { Route } from '../../kernel.ts';
import * as out from './referrals-out.ts';
import { read, route } from './route.ts';
import * as special from './special-referrals.ts';

export const REFERRAL_ROUTES: readonly Route[] = [
  {
    ...route('rujukan.keluarInsert', 'POST', '/Rujukan/2.0/insert', out.insertReferral),
    subject: out.insertSubject,
  },
  {
    ...route('rujukan.keluarUpdate', 'PUT', '/Rujukan/2.0/Update', out.updateReferral),
    subject: out.changeSubject,
  },
  { ...route('rujukan.keluarDelete', 'DELETE', '/Rujukan/delete', out.deleteReferral), subject: out.changeSubject },
  read('rujukan.keluarList', '/Rujukan/Keluar/List/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}', out.listReferrals),
  read('rujukan.keluarFind', '/Rujukan/Keluar/{noRujukan}', out.findReferral),
  read(
    'rujukan.spesialistik',
    '/Rujukan/ListSpesialistik/PPKRujukan/{ppkRujukan}/TglRujukan/{tglRujukan}',
    out.listSpecialties,
  ),
  read('rujukan.sarana', '/Rujukan/ListSarana/PPKRujukan/{ppkRujukan}', out.listEquipment),
  {
    ...route('rujukan.khususInsert', 'POST', '/Rujukan/Khusus/insert', special.insertSpecial),
    subject: special.specialSubject,
  },
  // The verb is disputed [U], docs/facts/vclaim.md §4.4; the one that is not chosen is answered 405.
  {
    ...route('rujukan.khususDelete', 'DELETE', '/Rujukan/Khusus/delete', special.deleteSpecial),
    subject: special.specialSubject,
    isOpen: ({ specialDeleteVerb }) => specialDeleteVerb !== 'POST',
  },
  {
    ...route('rujukan.khususDeletePost', 'POST', '/Rujukan/Khusus/delete', special.deleteSpecial),
    subject: special.specialSubject,
    isOpen: ({ specialDeleteVerb }) => specialDeleteVerb !== 'DELETE',
  },
  read('rujukan.khususList', '/Rujukan/Khusus/List/Bulan/{bulan}/Tahun/{tahun}', special.listSpecial),
];

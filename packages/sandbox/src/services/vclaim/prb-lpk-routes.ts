// Routes of PRB letters and claim sheets, docs/facts/vclaim.md §4.8 and §4.9.

import type { Route } from '../../kernel.ts';
import * as lpk from './lpk.ts';
import * as prb from './prb.ts';
import { read, route } from './route.ts';

export const PRB_LPK_ROUTES: readonly Route[] = [
  { ...route('prb.insert', 'POST', '/PRB/insert', prb.insertLetter), subject: prb.prbSubject },
  { ...route('prb.update', 'PUT', '/PRB/Update', prb.updateLetter), subject: prb.prbSubject },
  { ...route('prb.delete', 'DELETE', '/PRB/Delete', prb.deleteLetter), subject: prb.prbSubject },
  read('prb.find', '/prb/{noSrb}/nosep/{noSep}', prb.findLetter),
  read('prb.list', '/prb/tglMulai/{tglMulai}/tglAkhir/{tglAkhir}', prb.listLetters),
  read('prb.potensi', '/prbpotensi/tahun/{tahun}/bulan/{bulan}', prb.listCandidates),
  { ...route('lpk.insert', 'POST', '/LPK/insert', lpk.insertSheet), subject: lpk.lpkSubject },
  { ...route('lpk.update', 'PUT', '/LPK/update', lpk.updateSheet), subject: lpk.lpkSubject },
  { ...route('lpk.delete', 'DELETE', '/LPK/delete', lpk.deleteSheet), subject: lpk.lpkSubject },
  read('lpk.list', '/LPK/TglMasuk/{tglMasuk}/JnsPelayanan/{jnsPelayanan}', lpk.listSheets),
];

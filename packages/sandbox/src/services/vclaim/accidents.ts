// Traffic accidents: what a SEP has to say of one, which SEPs may be the parent of a follow-up (S12, S13), and what monitoring tells of
// Jasa Raharja (M4). A SEP with lakaLantas 1 or 2 is the accident; there is no other record of it.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { isPlace } from '../../reference/regions.ts';
import { isDate } from '../../wib.ts';
import { listOr, spanProblem } from './lists.ts';
import { diagnosisName, dischargeDate, poliName, sepPeserta } from './shapes.ts';
import type { Sep } from './state.ts';
import { TEXTS } from './texts.ts';

/** 1 traffic, 2 traffic and work; 3 is work alone and no matter of Jasa Raharja [A], docs/facts/vclaim.md §4.6. */
const TRAFFIC = ['1', '2'];
/** A ceiling in rupiah; a made-up figure like every amount here. */
const PLAFON = '20000000';

interface Accident {
  readonly sep: Sep;
  readonly tglKejadian: string;
  readonly keterangan: string;
  readonly place: JsonObject;
  /** The SEP that this one follows; empty for the first of an accident. */
  readonly parent: string;
}

function accidentOf(sep: Sep): Accident | null {
  const jaminan = objectAt(sep.fields, 'jaminan');
  if (!TRAFFIC.includes(textAt(jaminan, 'lakaLantas'))) return null;
  const penjamin = objectAt(jaminan, 'penjamin');
  const suplesi = objectAt(penjamin, 'suplesi');
  return {
    sep,
    tglKejadian: textAt(penjamin, 'tglKejadian'),
    keterangan: textAt(penjamin, 'keterangan'),
    place: objectAt(suplesi, 'lokasiLaka'),
    parent: textAt(suplesi, 'suplesi') === '1' ? textAt(suplesi, 'noSepSuplesi') : '',
  };
}

const accidentsOf = (call: Call, card: string): readonly Accident[] =>
  call.world.sep.ofCard(card).flatMap((sep) => accidentOf(sep) ?? []);

export interface AccidentReport {
  readonly card: string;
  readonly tglSep: string;
  readonly jaminan: JsonObject;
  /** The SEP being changed; empty for a new one. Updates carry no police report [A], docs/facts/vclaim.md §4.5. */
  readonly nomorSep: string;
}

/** Police report, date, place, and for a follow-up a parent of the same member [A], docs/facts/vclaim.md §5. */
export function judgeAccident(call: Call, { card, tglSep, jaminan, nomorSep }: AccidentReport): string | null {
  if (!TRAFFIC.includes(textAt(jaminan, 'lakaLantas'))) return null;
  const penjamin = objectAt(jaminan, 'penjamin');
  const tglKejadian = textAt(penjamin, 'tglKejadian');
  if (nomorSep === '' && textAt(jaminan, 'noLP').trim() === '') return TEXTS.noAccidentReport;
  if (!isDate(tglKejadian) || tglKejadian > tglSep) return TEXTS.badAccidentDate;
  const suplesi = objectAt(penjamin, 'suplesi');
  const place = objectAt(suplesi, 'lokasiLaka');
  if (!isPlace(textAt(place, 'kdPropinsi'), textAt(place, 'kdKabupaten'), textAt(place, 'kdKecamatan')))
    return TEXTS.badAccidentPlace;
  if (textAt(suplesi, 'suplesi') !== '1') return null;
  const parent = textAt(suplesi, 'noSepSuplesi').toUpperCase();
  const known = accidentsOf(call, card).some(
    ({ sep }) => sep.nomorSep === parent && sep.nomorSep !== nomorSep && sep.tanggal <= tglSep,
  );
  return known ? null : TEXTS.badParent;
}

/** Jasa Raharja's number of the case: ours, nobody shows its form [U]. */
const registerOf = ({ nomorSep }: Sep): string => nomorSep.slice(-6);

/** S12: every accident SEP up to that day, a follow-up with the SEP it follows. */
export function suplesi(call: Call): Reply {
  const { noKartu = '', tglPelayanan = '' } = call.params;
  const rows = accidentsOf(call, noKartu)
    .filter(({ sep }) => sep.tanggal <= tglPelayanan)
    .map(({ sep, tglKejadian, parent }) => ({
      noRegister: registerOf(sep),
      noSep: sep.nomorSep,
      noSepAwal: parent === '' ? sep.nomorSep : parent,
      noSuratJaminan: '',
      tglKejadian,
      tglSep: sep.tanggal,
    }));
  return listOr('jaminan', rows);
}

/** S13: the first SEPs, each with the last one that follows it. */
export function parents(call: Call): Reply {
  const all = accidentsOf(call, call.params['noKartu'] ?? '');
  const rows = all
    .filter(({ parent }) => parent === '')
    .map(({ sep, tglKejadian, keterangan, place }) => ({
      noSEP: sep.nomorSep,
      tglKejadian,
      ppkPelSEP: sep.kodePpk,
      kdProp: textAt(place, 'kdPropinsi'),
      kdKab: textAt(place, 'kdKabupaten'),
      kdKec: textAt(place, 'kdKecamatan'),
      ketKejadian: keterangan,
      noSEPSuplesi: all.findLast(({ parent }) => parent === sep.nomorSep)?.sep.nomorSep ?? '',
    }));
  return listOr('list', rows);
}

/** M4: the facility's accident SEPs of a span; what Jasa Raharja decided is not played, so nothing is paid yet. */
export function jasaRaharja(call: Call): Reply {
  const { jnsPelayanan = '', tglMulai = '', tglAkhir = '' } = call.params;
  const problem = spanProblem(call, tglMulai, tglAkhir);
  if (problem !== null) return refuse(problem);
  const rows: JsonObject[] = [];
  for (const sep of call.world.sep.all()) {
    const accident = accidentOf(sep);
    const own = sep.deleted === null && sep.kodePpk === call.facility.kodePpk && sep.jnsPelayanan === jnsPelayanan;
    if (accident === null || !own || sep.tanggal < tglMulai || sep.tanggal > tglAkhir) continue;
    rows.push({ sep: monitoredSep(call, sep), jasaRaharja: caseOf(accident) });
  }
  return listOr('jaminan', rows);
}

function monitoredSep(call: Call, sep: Sep): JsonObject {
  const diagnosis = textAt(sep.fields, 'diagAwal');
  return {
    noSEP: sep.nomorSep,
    tglSEP: sep.tanggal,
    tglPlgSEP: dischargeDate(sep),
    noMr: textAt(sep.fields, 'noMR'),
    jnsPelayanan: sep.jnsPelayanan === '1' ? 'R.Inap' : 'R.Jalan',
    poli: poliName(sep.poli),
    diagnosa: `${diagnosis} - ${diagnosisName(diagnosis)}`,
    peserta: sepPeserta(call.world.people.byCard(sep.nomorKartu), sep.fields, 'long'),
  };
}

/** Field names [A]; the words are ours, nobody shows an answer [U], docs/facts/vclaim.md §4.10. */
function caseOf({ sep, tglKejadian }: Accident): JsonObject {
  return {
    tglKejadian,
    noRegister: registerOf(sep),
    ketStatusDijamin: 'Belum Dijamin',
    ketStatusDikirim: 'Sudah Dikirim',
    biayaDijamin: '0',
    plafon: PLAFON,
    jmlDibayar: '0',
    resultsJasaRaharja: '',
  };
}

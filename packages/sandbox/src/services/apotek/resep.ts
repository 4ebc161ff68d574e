// The prescription: opened on a SEP, listed, deleted once its items are gone (docs/facts/aplicares-icare-apotek.md §4.2 and §4.3).

import { isObject, textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { isDate } from '../../wib.ts';
import { billOf, rowsOrOne } from './shapes.ts';
import { liveItems, type Prescription } from './state.ts';
import { TEXTS } from './texts.ts';

const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});
const isDateTime = (text: string): boolean =>
  isDate(text.slice(0, 10)) && /^ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text.slice(10));

export function insertSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = scalarsOf(bodyOf(call));
  return { key: textAt(data, 'REFASALSJP'), data };
}

function judge(call: Call, body: JsonObject): string | null {
  const at = (name: string): string => textAt(body, name);
  if (!['TGLSJP', 'TGLRSP', 'TGLPELRSP'].every((name) => isDateTime(at(name)))) return TEXTS.badDate;
  if (!['1', '2', '3'].includes(at('KDJNSOBAT'))) return TEXTS.badGroup;
  // [A]: at most five digits, the pharmacy's own.
  if (!/^\d{1,5}$/.test(at('NORESEP'))) return TEXTS.badNumber;
  if (!['0', '1'].includes(at('iterasi'))) return TEXTS.badIteration;
  if (at('POLIRSP') === '' || at('IDUSERSJP') === '' || at('KdDokter') === '') return TEXTS.incomplete;
  const sep = call.world.sep.find(at('REFASALSJP'));
  return sep === undefined || sep.deleted !== null ? TEXTS.unknownSep : null;
}

/** NORESEP is unique within the claim month [A]: a repeat is refused, the dumb payer opens a second prescription. */
export function insertPrescription(call: Call): Reply {
  const { data } = insertSubject(call);
  const problem = judge(call, data);
  if (problem !== null) return refuse(problem);
  const at = (name: string): string => textAt(data, name);
  const { kodePpk } = call.facility;
  const holder = call.world.apotek.findNumber(kodePpk, at('TGLPELRSP').slice(0, 7), at('NORESEP'));
  if (holder !== undefined && call.character === 'documented') return refuse(TEXTS.usedNumber);
  const sep = call.world.sep.find(at('REFASALSJP'));
  const nomor = call.world.apotek.nextNumber(kodePpk, at('TGLPELRSP').slice(0, 10));
  const iterations = call.world.apotek
    .ofSep(at('REFASALSJP'))
    .filter(({ fields }) => textAt(fields, 'iterasi') === '1').length;
  return {
    code: 200,
    // That it names the iterations is known [A], its words are not.
    message: `Simpan resep berhasil, iterasi SEP ini sudah ${iterations} kali`,
    response: {
      noSep_Kunjungan: at('REFASALSJP'),
      noKartu: sep?.nomorKartu ?? '',
      nama: call.world.people.byCard(sep?.nomorKartu ?? '')?.nama ?? '',
      faskesAsal: sep?.kodePpk ?? '',
      noApotik: nomor,
      noResep: at('NORESEP'),
      tglResep: at('TGLRSP').slice(0, 10),
      kdJnsObat: at('KDJNSOBAT'),
      byTagRsp: '0',
      byVerRsp: '0',
      tglEntry: at('TGLSJP').slice(0, 10),
    },
    effects: [
      {
        effect: 'resep.added',
        key: nomor,
        data: { ...data, noKartu: sep?.nomorKartu ?? '' },
        duplicateOf: holder?.seq ?? null,
      },
    ],
  };
}

export function deleteSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = scalarsOf(bodyOf(call));
  return { key: textAt(data, 'nosjp'), data };
}

/** Items go first: the safe order [D], so strict unless the switch says otherwise, docs/facts/aplicares-icare-apotek.md §4.2. */
export function deletePrescription(call: Call): Reply {
  const { key, data } = deleteSubject(call);
  const prescription = call.world.apotek.everFound(key);
  const mayRepeat = call.character === 'dumb' || prescription?.deleted === null;
  if (prescription === undefined || prescription.kodePpk !== call.facility.kodePpk || !mayRepeat)
    return refuse(TEXTS.unknownPrescription);
  const fits =
    textAt(data, 'noresep') === prescription.noResep &&
    textAt(data, 'refasalsjp').toUpperCase() === prescription.nomorSep.toUpperCase();
  if (!fits) return refuse(TEXTS.otherNumber);
  if (call.switches.apotekDeleteNeedsNoItems && liveItems(prescription).length > 0) return refuse(TEXTS.itemsLeft);
  return {
    code: 200,
    message: 'OK',
    effects: [
      { effect: 'resep.deleted', key: prescription.nomor, data, duplicateOf: prescription.deleted?.seq ?? null },
    ],
  };
}

/** Rows carry the names of the insert's answer in capitals [C], ssecd/jkn. */
function row(call: Call, prescription: Prescription): JsonObject {
  const { asked, approved } = billOf(call, prescription);
  return {
    NORESEP: prescription.noResep,
    NOAPOTIK: prescription.nomor,
    NOSEP_KUNJUNGAN: prescription.nomorSep,
    NOKARTU: prescription.nomorKartu,
    NAMA: call.world.people.byCard(prescription.nomorKartu)?.nama ?? '',
    TGLENTRY: textAt(prescription.fields, 'TGLSJP').slice(0, 10),
    TGLRESEP: prescription.tglResep,
    TGLPELRSP: prescription.tglPelayanan,
    BYTAGRSP: String(asked),
    BYVERRSP: String(approved),
    KDJNSOBAT: prescription.kdJnsObat,
    FASKESASAL: call.world.sep.find(prescription.nomorSep)?.kodePpk ?? '',
  };
}

export function listPrescriptions(call: Call): Reply {
  const body = bodyOf(call);
  const at = (name: string): string => textAt(body, name);
  if (at('kdppk') !== call.facility.kodePpk) return refuse(TEXTS.foreign);
  const [from, to] = [at('TglMulai'), at('TglAkhir')];
  if (!isDateTime(from) || !isDateTime(to)) return refuse(TEXTS.badDate);
  const field = at('JnsTgl') === 'TGLRSP' ? 'TGLRSP' : 'TGLPELRSP';
  const rows = call.world.apotek
    .ofPharmacy(call.facility.kodePpk)
    .filter(({ kdJnsObat }) => at('KdJnsObat') === '0' || kdJnsObat === at('KdJnsObat'))
    .filter(({ fields }) => from <= textAt(fields, field) && textAt(fields, field) <= to)
    .map((prescription) => row(call, prescription));
  return rows.length === 0 ? refuse(TEXTS.noData) : answer({ resep: rowsOrOne(call, rows) });
}

// The medicines of a prescription: added one by one, never changed, deleted one by one (docs/facts/aplicares-icare-apotek.md §4.4).
// Nothing tells a repeated insert from a second box of the same medicine, so both characters take it.

import { isObject, numberAt, textAt, type JsonObject } from '../../json.ts';
import { answer, refuse, scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { findMedicine } from '../../reference/dpho.ts';
import { groupName, itemRow, itemType, rowsOrOne } from './shapes.ts';
import { liveItems, type Prescription } from './state.ts';
import { TEXTS } from './texts.ts';

const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});

export function itemSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = scalarsOf(bodyOf(call));
  return { key: textAt(data, 'NOSJP') || textAt(data, 'nosepapotek'), data };
}

function own(call: Call, nomor: string): Prescription | undefined {
  const prescription = call.world.apotek.find(nomor);
  return prescription?.kodePpk === call.facility.kodePpk ? prescription : undefined;
}

const PLAIN_AMOUNTS = ['SIGNA1OBT', 'SIGNA2OBT', 'JMLOBT', 'JHO'] as const;

function judge(call: Call, body: JsonObject, isCompound: boolean): string | null {
  const prescription = own(call, textAt(body, 'NOSJP'));
  if (prescription === undefined) return TEXTS.unknownPrescription;
  if (textAt(body, 'NORESEP') !== prescription.noResep) return TEXTS.otherNumber;
  if (findMedicine(textAt(body, 'KDOBT')) === undefined) return TEXTS.unknownMedicine;
  if (isCompound && !/^R\.\d{2}$/.test(textAt(body, 'JNSROBT'))) return TEXTS.badCompound;
  const amounts = isCompound ? [...PLAIN_AMOUNTS, 'PERMINTAAN'] : PLAIN_AMOUNTS;
  return amounts.every((name) => numberAt(body, name) > 0) ? null : TEXTS.badAmount;
}

const insertItem =
  (isCompound: boolean) =>
  (call: Call): Reply => {
    const { data } = itemSubject(call);
    const problem = judge(call, data, isCompound);
    if (problem !== null) return refuse(problem);
    // A plain item never names a compound, whatever was sent.
    const { JNSROBT = '', ...plain } = data;
    const prescription = call.world.apotek.find(textAt(data, 'NOSJP'));
    return {
      code: 200,
      codeType: 'number',
      message: 'OK',
      effects: [
        {
          effect: 'resep.item.added',
          key: prescription?.nomor ?? '',
          data: isCompound ? { ...plain, JNSROBT } : plain,
        },
      ],
    };
  };

export const insertPlain = insertItem(false);
export const insertCompound = insertItem(true);

/** The first live item of that code and kind; a second deletion is refused, the dumb payer does it again. */
export function deleteItem(call: Call): Reply {
  const { key, data } = itemSubject(call);
  const prescription = own(call, key);
  if (prescription === undefined) return refuse(TEXTS.unknownPrescription);
  if (textAt(data, 'noresep') !== prescription.noResep) return refuse(TEXTS.otherNumber);
  const fitting = prescription.items.filter(
    ({ fields, isCompound }) =>
      textAt(fields, 'KDOBT') === textAt(data, 'kodeobat') && itemType(call, isCompound) === textAt(data, 'tipeobat'),
  );
  const item =
    fitting.find(({ deleted }) => deleted === null) ?? (call.character === 'dumb' ? fitting.at(-1) : undefined);
  if (item === undefined) return refuse(TEXTS.unknownItem);
  return {
    code: 200,
    message: 'OK',
    effects: [
      {
        effect: 'resep.item.deleted',
        key: prescription.nomor,
        data: { ...data, item: item.seq },
        duplicateOf: item.deleted?.seq ?? null,
      },
    ],
  };
}

/** Served under both paths that programs use, docs/facts/aplicares-icare-apotek.md §4.1. */
export function listItems(call: Call): Reply {
  const prescription = own(call, call.params['noSep'] ?? '');
  if (prescription === undefined) return refuse(TEXTS.unknownPrescription);
  const reply = answer({
    detailsep: {
      noSepApotek: prescription.nomor,
      noSepAsal: prescription.nomorSep,
      noresep: prescription.noResep,
      nokartu: prescription.nomorKartu,
      nmpst: call.world.people.byCard(prescription.nomorKartu)?.nama ?? '',
      kdjnsobat: prescription.kdJnsObat,
      nmjnsobat: groupName(prescription.kdJnsObat),
      tglpelayanan: prescription.tglPelayanan,
      listobat: rowsOrOne(
        call,
        liveItems(prescription).map((item) => itemRow(call, item)),
      ),
    },
  });
  return { ...reply, nestsMeta: call.switches.apotekNestedMetaData };
}

export function updateStock(call: Call): Reply {
  const body = scalarsOf(bodyOf(call));
  const kode = textAt(body, 'KDOBAT');
  if (findMedicine(kode) === undefined) return refuse(TEXTS.unknownMedicine);
  if (!(numberAt(body, 'STOK') >= 0)) return refuse(TEXTS.badAmount);
  return { code: 200, message: 'OK', effects: [{ effect: 'stok.updated', key: kode, data: body }] };
}

export function stockSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = scalarsOf(bodyOf(call));
  return { key: textAt(data, 'KDOBAT'), data };
}

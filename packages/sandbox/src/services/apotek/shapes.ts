// How Apotek writes what it holds: decimal texts, labels, and one row where an array would be expected
// (docs/facts/aplicares-icare-apotek.md §4.5).

import { JENIS_OBAT_APOTEK } from '@titian/contract';
import { numberAt, textAt, type Json, type JsonObject } from '../../json.ts';
import type { Call } from '../../kernel.ts';
import { findMedicine } from '../../reference/dpho.ts';
import { costOf, type Item, type Prescription } from './state.ts';

export const groupName = (kode: string): string => JENIS_OBAT_APOTEK.find((group) => group.kode === kode)?.nama ?? '';

/** The catalogue shows a single row without its array; a switch decides. */
export function rowsOrOne(call: Call, rows: readonly JsonObject[]): Json {
  const [only] = rows;
  return call.switches.apotekOneRowBare && rows.length === 1 && only !== undefined ? only : rows;
}

/** `23.00` */
export const decimal = (amount: number): string => amount.toFixed(2);

export function itemRow(call: Call, { fields, isCompound }: Item): JsonObject {
  const kode = textAt(fields, 'KDOBT');
  return {
    kodeobat: kode,
    namaobat: findMedicine(kode)?.nama ?? textAt(fields, 'NMOBAT'),
    tipeobat: itemType(call, isCompound),
    signa1: decimal(numberAt(fields, 'SIGNA1OBT')),
    signa2: decimal(numberAt(fields, 'SIGNA2OBT')),
    hari: decimal(numberAt(fields, 'JHO')),
    permintaan: isCompound ? decimal(numberAt(fields, 'PERMINTAAN')) : null,
    jumlah: decimal(numberAt(fields, 'JMLOBT')),
    harga: String(findMedicine(kode)?.harga ?? 0),
  };
}

/** `N` plain [A]; for compounds a switch, docs/facts/aplicares-icare-apotek.md §4.4 [D]. */
export const itemType = (call: Pick<Call, 'switches'>, isCompound: boolean): string =>
  isCompound ? call.switches.apotekCompoundType : 'N';

/** Billed and verified amount. */
export function billOf(call: Call, prescription: Prescription): { readonly asked: number; readonly approved: number } {
  const asked = costOf(prescription);
  return { asked, approved: call.world.apotek.isVerified(prescription.nomor) ? asked : 0 };
}

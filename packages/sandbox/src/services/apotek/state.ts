// What BPJS holds of pharmacies: prescriptions with their items, the stock they reported, and which claims were verified. Changes only
// by applying ledger lines; verification is arranged by the operator.

import { numberAt, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { findMedicine } from '../../reference/dpho.ts';
import { monthStamp } from '../../wib.ts';

export interface Item {
  readonly seq: number;
  readonly isCompound: boolean;
  readonly fields: JsonObject;
  deleted: { readonly seq: number } | null;
}

export interface Prescription {
  readonly seq: number;
  /** NOSJP of every later call. */
  readonly nomor: string;
  readonly kodePpk: string;
  readonly nomorSep: string;
  readonly nomorKartu: string;
  readonly noResep: string;
  readonly kdJnsObat: string;
  /** Dates of the prescription and of dispensing; a claim belongs to the month of the latter. */
  readonly tglResep: string;
  readonly tglPelayanan: string;
  readonly fields: JsonObject;
  readonly items: Item[];
  deleted: { readonly seq: number } | null;
}

export const liveItems = ({ items }: Prescription): readonly Item[] => items.filter(({ deleted }) => deleted === null);

/** Rupiah: quantity times the formulary's price. */
export function costOf(prescription: Prescription): number {
  return liveItems(prescription).reduce(
    (sum, { fields }) => sum + numberAt(fields, 'JMLOBT') * (findMedicine(textAt(fields, 'KDOBT'))?.harga ?? 0),
    0,
  );
}

export class ApotekState {
  readonly #byNumber = new Map<string, Prescription>();
  readonly #counters = new Map<string, number>();
  readonly #stock = new Map<string, number>();
  readonly #verified = new Set<string>();

  find(nomor: string): Prescription | undefined {
    const prescription = this.everFound(nomor);
    return prescription?.deleted === null ? prescription : undefined;
  }
  /** Also a deleted one: the dumb payer deletes twice. */
  everFound(nomor: string): Prescription | undefined {
    return this.#byNumber.get(nomor.trim().toUpperCase());
  }
  ofPharmacy(kodePpk: string): readonly Prescription[] {
    return this.#live().filter((entry) => entry.kodePpk === kodePpk);
  }
  ofCard(card: string): readonly Prescription[] {
    return this.#live().filter((entry) => entry.nomorKartu === card);
  }
  ofSep(nomorSep: string): readonly Prescription[] {
    return this.#live().filter((entry) => entry.nomorSep.toUpperCase() === nomorSep.toUpperCase());
  }
  /** The holder of a prescription number in a claim month (`yyyy-MM`). */
  findNumber(kodePpk: string, month: string, noResep: string): Prescription | undefined {
    return this.ofPharmacy(kodePpk).find(
      (entry) => entry.noResep === noResep && entry.tglPelayanan.slice(0, 7) === month,
    );
  }
  stockOf(kodePpk: string, kode: string): number | undefined {
    return this.#stock.get(`${kodePpk} ${kode}`);
  }
  isVerified(nomor: string): boolean {
    return this.#verified.has(nomor.toUpperCase());
  }

  /** PPK(8) + MMyy + seven digits, the form of the catalogue's examples [B], docs/facts/aplicares-icare-apotek.md §4.5. */
  nextNumber(kodePpk: string, date: string): string {
    const stem = `${kodePpk}${monthStamp(date)}`;
    return `${stem}${String((this.#counters.get(stem) ?? 0) + 1).padStart(7, '0')}`;
  }

  setVerified(nomor: string, verified: boolean): void {
    if (verified) this.#verified.add(nomor.toUpperCase());
    else this.#verified.delete(nomor.toUpperCase());
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'resep.added') this.#open(line);
    if (line.effect === 'stok.updated')
      this.#stock.set(`${line.ppk} ${textAt(line.data, 'KDOBAT')}`, numberAt(line.data, 'STOK'));
    const prescription = this.everFound(line.key);
    if (prescription === undefined) return;
    if (line.effect === 'resep.deleted') prescription.deleted ??= { seq: line.seq };
    if (line.effect === 'resep.item.added')
      prescription.items.push({
        seq: line.seq,
        isCompound: textAt(line.data, 'JNSROBT') !== '',
        fields: line.data,
        deleted: null,
      });
    if (line.effect === 'resep.item.deleted') {
      const item = prescription.items.find(({ seq }) => seq === numberAt(line.data, 'item'));
      if (item !== undefined) item.deleted ??= { seq: line.seq };
    }
  }

  #open(line: LedgerLine): void {
    const at = (name: string): string => textAt(line.data, name);
    const nomor = line.key;
    const stem = nomor.slice(0, 12);
    this.#counters.set(stem, Math.max(this.#counters.get(stem) ?? 0, Number(nomor.slice(12))));
    this.#byNumber.set(nomor.toUpperCase(), {
      seq: line.seq,
      nomor,
      kodePpk: line.ppk,
      nomorSep: at('REFASALSJP'),
      nomorKartu: at('noKartu'),
      noResep: at('NORESEP'),
      kdJnsObat: at('KDJNSOBAT'),
      tglResep: at('TGLRSP').slice(0, 10),
      tglPelayanan: at('TGLPELRSP').slice(0, 10),
      fields: line.data,
      items: [],
      deleted: null,
    });
  }

  #live(): Prescription[] {
    return [...this.#byNumber.values()].filter(({ deleted }) => deleted === null);
  }
}

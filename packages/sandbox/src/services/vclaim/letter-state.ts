// The control letters (`2`) and admission orders (`1`) that BPJS holds, found by number, card and facility. Changes only by applying
// ledger lines, or by placing the letters that existed before the first day.

import { isObject, parseJson, textAt, type Json, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import type { ControlLetter } from '../../population/index.ts';
import { monthStamp } from '../../wib.ts';

export interface HeldLetter extends ControlLetter {
  /** Ledger number of its issue; 0 for letters placed before the first day. */
  readonly seq: number;
  readonly kodePpk: string;
  /** `formPRB` as sent; null for letters without it. */
  readonly formPrb: Json;
  readonly deleted: { readonly seq: number } | null;
}

export class Letters {
  readonly #byNumber = new Map<string, HeldLetter>();
  readonly #byCard = new Map<string, Set<string>>();
  readonly #counters = new Map<string, number>();

  /** A letter from before the first day: its number begins with its facility's code. */
  put(letter: ControlLetter): void {
    this.#hold({ ...letter, seq: 0, kodePpk: letter.nomorSurat.slice(0, 8), formPrb: null, deleted: null });
  }

  /** Deleted letters are not found. */
  find(nomor: string): HeldLetter | undefined {
    const letter = this.findEver(nomor);
    return letter?.deleted === null ? letter : undefined;
  }
  findEver(nomor: string): HeldLetter | undefined {
    return this.#byNumber.get(nomor.trim().toUpperCase());
  }
  ofCard(card: string): readonly HeldLetter[] {
    return [...(this.#byCard.get(card) ?? [])].flatMap((nomor) => this.find(nomor) ?? []);
  }
  ofFacility(kodePpk: string): readonly HeldLetter[] {
    return [...this.#byNumber.values()].filter((letter) => letter.kodePpk === kodePpk && letter.deleted === null);
  }

  /** PPK(8) + MMyy + `K` + six digits, both kinds in one row [A], docs/facts/vclaim.md §3. */
  nextNumber(kodePpk: string, date: string): string {
    const stem = `${kodePpk}${monthStamp(date)}K`;
    return `${stem}${String((this.#counters.get(stem) ?? 0) + 1).padStart(6, '0')}`;
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'kontrol.issued') {
      const letter = letterOf(line);
      const stem = letter.nomorSurat.slice(0, 13);
      this.#counters.set(stem, Math.max(this.#counters.get(stem) ?? 0, Number(letter.nomorSurat.slice(13))));
      this.#hold(letter);
      return;
    }
    const letter = this.findEver(line.key);
    if (letter === undefined) return;
    if (line.effect === 'kontrol.updated') this.#hold({ ...letter, ...planOf(line.data), ...formOf(line.data) });
    if (line.effect === 'kontrol.deleted') this.#hold({ ...letter, deleted: letter.deleted ?? { seq: line.seq } });
  }

  #hold(letter: HeldLetter): void {
    const nomor = letter.nomorSurat.toUpperCase();
    this.#byNumber.set(nomor, letter);
    const cards = this.#byCard.get(letter.nomorKartu) ?? new Set();
    this.#byCard.set(letter.nomorKartu, cards.add(nomor));
  }
}

function letterOf({ seq, ppk, data }: LedgerLine): HeldLetter {
  return {
    seq,
    kodePpk: ppk,
    nomorSurat: textAt(data, 'noSuratKontrol'),
    jenis: textAt(data, 'jnsKontrol') === '1' ? '1' : '2',
    nomorKartu: textAt(data, 'noKartu'),
    nomorSepAsal: textAt(data, 'noSEP'),
    tanggalTerbit: textAt(data, 'tglTerbit'),
    ...planOf(data),
    formPrb: null,
    ...formOf(data),
    deleted: null,
  };
}

function planOf(data: JsonObject): Pick<ControlLetter, 'tanggalRencana' | 'poli' | 'kodeDokter'> {
  return {
    tanggalRencana: textAt(data, 'tglRencanaKontrol'),
    poli: textAt(data, 'poliKontrol'),
    kodeDokter: textAt(data, 'kodeDokter'),
  };
}

/** The whole form travels in the ledger as one text; the first version of the calls has none and leaves it as it was. */
function formOf(data: JsonObject): { formPrb?: Json } {
  const parsed = parseJson(textAt(data, 'formPRB'));
  return parsed.ok && isObject(parsed.value) ? { formPrb: parsed.value } : {};
}

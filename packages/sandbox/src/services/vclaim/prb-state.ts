// The PRB letters that BPJS holds, found by number, SEP and facility. Changes only by applying ledger lines,
// or by placing those from before the first day.

import { isObject, parseJson, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { DEMO_HOSPITAL, type BackReferral } from '../../population/index.ts';

export interface PrbLetter {
  readonly seq: number;
  readonly nomorSrb: string;
  readonly kodePpk: string;
  readonly nomorSep: string;
  readonly nomorKartu: string;
  readonly tanggal: string;
  /** The `t_prb` as sent, changed by updates. */
  fields: JsonObject;
  deleted: { readonly seq: number } | null;
}

/** Seven digits, counted over all facilities [U]: docs/facts/vclaim.md §4.8 shows no number. */
const FIRST_NUMBER = 9_000_001;
/** Of those from before the first day. */
const FIRST_PLACED_NUMBER = 8_000_001;

export class PrbLetters {
  readonly #byNumber = new Map<string, PrbLetter>();
  #placed = 0;

  find(nomorSrb: string): PrbLetter | undefined {
    const letter = this.findEver(nomorSrb);
    return letter?.deleted === null ? letter : undefined;
  }
  findEver(nomorSrb: string): PrbLetter | undefined {
    return this.#byNumber.get(nomorSrb.trim());
  }
  ofSep(nomorSep: string): readonly PrbLetter[] {
    return this.#live().filter((letter) => letter.nomorSep.toUpperCase() === nomorSep.toUpperCase());
  }
  ofFacility(kodePpk: string): readonly PrbLetter[] {
    return this.#live().filter((letter) => letter.kodePpk === kodePpk);
  }
  /** Letters of all facilities, `yyyy-MM`: what a pharmacy asks for. */
  inMonth(month: string): readonly PrbLetter[] {
    return this.#live().filter(({ tanggal }) => tanggal.startsWith(month));
  }
  nextNumber(): string {
    return String(FIRST_NUMBER + this.#byNumber.size - this.#placed);
  }

  /** A letter from before the first day, of the hospital of the demo; a second time is none. */
  place({ nomorSep, nomorKartu, tanggal, programPRB, kodeDPJP, obat }: BackReferral): void {
    if (this.ofSep(nomorSep).length > 0) return;
    const nomorSrb = String(FIRST_PLACED_NUMBER + this.#placed);
    this.#placed += 1;
    const fields = {
      noSep: nomorSep,
      noKartu: nomorKartu,
      alamat: '-',
      email: '-',
      programPRB,
      kodeDPJP,
      keterangan: 'Kondisi terkendali',
      saran: 'Kontrol setiap bulan di FKTP',
      user: '1',
      obat: [...obat],
    };
    const kodePpk = DEMO_HOSPITAL.kode;
    this.#byNumber.set(nomorSrb, { seq: 0, nomorSrb, kodePpk, nomorSep, nomorKartu, tanggal, fields, deleted: null });
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'prb.issued') {
      const nomorSrb = textAt(line.data, 'noSRB');
      this.#byNumber.set(nomorSrb, {
        seq: line.seq,
        nomorSrb,
        kodePpk: line.ppk,
        nomorSep: textAt(line.data, 'noSep'),
        nomorKartu: textAt(line.data, 'noKartu'),
        tanggal: textAt(line.data, 'tglSRB'),
        fields: wireFields(line),
        deleted: null,
      });
      return;
    }
    const letter = this.findEver(line.key);
    if (letter === undefined) return;
    if (line.effect === 'prb.updated') letter.fields = { ...letter.fields, ...wireFields(line) };
    if (line.effect === 'prb.deleted') letter.deleted ??= { seq: line.seq };
  }

  #live(): PrbLetter[] {
    return [...this.#byNumber.values()].filter(({ deleted }) => deleted === null);
  }
}

/** The whole body travels in the ledger as one text. */
function wireFields(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 't_prb'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

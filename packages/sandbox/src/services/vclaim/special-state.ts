// The extensions of long-running referrals that BPJS holds, found by id and by referral. Changes only by applying ledger lines, or by
// placing those from before the first day.

import { numberAt, textAt } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { DEMO_HOSPITAL, type Extension } from '../../population/index.ts';

interface SpecialReferral {
  readonly seq: number;
  readonly id: number;
  readonly kodePpk: string;
  readonly nomorRujukan: string;
  readonly nomorKartu: string;
  readonly diagnosa: string;
  readonly awal: string;
  readonly berakhir: string;
  readonly deleted: { readonly seq: number } | null;
}

const FIRST_ID = 90_001;
/** Of those from before the first day, so that a facility's own begin where they always did. */
const FIRST_PLACED_ID = 80_001;

export class SpecialReferrals {
  readonly #byId = new Map<number, SpecialReferral>();
  #placed = 0;

  findEver(id: number): SpecialReferral | undefined {
    return this.#byId.get(id);
  }
  live(): readonly SpecialReferral[] {
    return [...this.#byId.values()].filter(({ deleted }) => deleted === null);
  }
  ofReferral(nomorRujukan: string): readonly SpecialReferral[] {
    return this.live().filter((entry) => entry.nomorRujukan.toUpperCase() === nomorRujukan.trim().toUpperCase());
  }
  /** The last day to which extensions carry a referral; empty without one. */
  lastDay(nomorRujukan: string): string {
    return this.ofReferral(nomorRujukan).reduce((last, { berakhir }) => (berakhir > last ? berakhir : last), '');
  }
  nextId(): number {
    return FIRST_ID + this.#byId.size - this.#placed;
  }

  /** An extension from before the first day, made by the hospital of the demo; a second time is none. */
  place({ nomorRujukan, nomorKartu, diagnosa, awal, berakhir }: Extension): void {
    if (this.ofReferral(nomorRujukan).length > 0) return;
    const id = FIRST_PLACED_ID + this.#placed;
    this.#placed += 1;
    const kodePpk = DEMO_HOSPITAL.kode;
    this.#byId.set(id, { seq: 0, id, kodePpk, nomorRujukan, nomorKartu, diagnosa, awal, berakhir, deleted: null });
  }

  apply(line: LedgerLine): void {
    const at = (key: string): string => textAt(line.data, key);
    const id = numberAt(line.data, 'idRujukan');
    if (line.effect === 'rujukankhusus.added') {
      this.#byId.set(id, {
        seq: line.seq,
        id,
        kodePpk: line.ppk,
        nomorRujukan: at('noRujukan'),
        nomorKartu: at('noKartu'),
        diagnosa: at('diagnosa'),
        awal: at('tglAwal'),
        berakhir: at('tglBerakhir'),
        deleted: null,
      });
    }
    const known = this.#byId.get(id);
    if (line.effect === 'rujukankhusus.deleted' && known !== undefined)
      this.#byId.set(id, { ...known, deleted: known.deleted ?? { seq: line.seq } });
  }
}

// The claim sheets that BPJS holds: at most one per SEP, found by its number. Changes only by applying ledger lines.

import { isObject, parseJson, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';

export interface ClaimSheet {
  readonly seq: number;
  readonly kodePpk: string;
  readonly nomorSep: string;
  /** The `t_lpk` as sent. */
  readonly fields: JsonObject;
  readonly deleted: { readonly seq: number } | null;
}

export class ClaimSheets {
  readonly #bySep = new Map<string, ClaimSheet>();

  find(nomorSep: string): ClaimSheet | undefined {
    const sheet = this.findEver(nomorSep);
    return sheet?.deleted === null ? sheet : undefined;
  }
  /** Also a deleted one: the dumb payer deletes twice. */
  findEver(nomorSep: string): ClaimSheet | undefined {
    return this.#bySep.get(nomorSep.trim().toUpperCase());
  }
  ofFacility(kodePpk: string): readonly ClaimSheet[] {
    return [...this.#bySep.values()].filter((sheet) => sheet.kodePpk === kodePpk && sheet.deleted === null);
  }

  apply(line: LedgerLine): void {
    const key = line.key.toUpperCase();
    const known = this.#bySep.get(key);
    if (line.effect === 'lpk.added' || line.effect === 'lpk.updated') {
      const seq = known?.deleted === null ? known.seq : line.seq;
      this.#bySep.set(key, { seq, kodePpk: line.ppk, nomorSep: line.key, fields: wireFields(line), deleted: null });
    }
    if (line.effect === 'lpk.deleted' && known !== undefined)
      this.#bySep.set(key, { ...known, deleted: known.deleted ?? { seq: line.seq } });
  }
}

/** The whole body travels in the ledger as one text. */
function wireFields(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 't_lpk'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

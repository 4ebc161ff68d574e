// Which medical records BPJS holds: what kind of resources a bundle had, never its content.

import type { JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';

export interface StoredRecord {
  /** Ledger number of the record that counts now. */
  readonly seq: number;
  readonly fields: JsonObject;
}

export class RekamMedisState {
  readonly #records = new Map<string, StoredRecord>();

  find(kodePpk: string, nomorSep: string): StoredRecord | undefined {
    return this.#records.get(`${kodePpk} ${nomorSep.toUpperCase()}`);
  }

  apply(line: LedgerLine): void {
    if (line.effect === 'rekammedis.stored')
      this.#records.set(`${line.ppk} ${line.key.toUpperCase()}`, { seq: line.seq, fields: line.data });
  }
}

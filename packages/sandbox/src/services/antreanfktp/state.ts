// What BPJS holds of clinic queue entries. There is no call to read them: only a repeated A3 shows that one exists.

import { textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';

export interface QueueEntry {
  readonly seq: number;
  readonly fields: JsonObject;
  status: 'added' | 'present' | 'absent' | 'cancelled';
  /** Ledger number of the last call of each kind, to remark repeats. */
  readonly calls: Map<string, number>;
}

/** Key: date + poli + card; for an empty card also the NIK, docs/facts/antrean-fktp.md §A. */
export function entryKey(body: JsonObject): string {
  const card = textAt(body, 'nomorkartu');
  return [card === '' ? textAt(body, 'nik') : card, textAt(body, 'tanggalperiksa'), textAt(body, 'kodepoli')].join('+');
}

export class AntreanFktpState {
  readonly #entries = new Map<string, QueueEntry>();

  find(kodePpk: string, key: string): QueueEntry | undefined {
    return this.#entries.get(`${kodePpk} ${key}`);
  }

  apply(line: LedgerLine): void {
    const at = `${line.ppk} ${line.key}`;
    const entry = this.#entries.get(at);
    if (line.effect === 'fktp.antrean.added') {
      if (entry === undefined || entry.status === 'cancelled')
        this.#entries.set(at, { seq: line.seq, fields: line.data, status: 'added', calls: new Map() });
      return;
    }
    if (entry === undefined) return;
    if (line.effect === 'fktp.antrean.called') {
      entry.status = textAt(line.data, 'status') === '1' ? 'present' : 'absent';
      entry.calls.set(`called ${textAt(line.data, 'status')}`, line.seq);
    }
    if (line.effect === 'fktp.antrean.cancelled') {
      entry.status = 'cancelled';
      entry.calls.set('cancelled', line.seq);
    }
  }
}

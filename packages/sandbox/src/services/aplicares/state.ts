// What Aplicares shows: one room per hospital, class and room code. A created room stands at the end; a deleted one is gone.

import { textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { wibDateTime } from '../../wib.ts';

export interface Room {
  /** Ledger number of its creation. */
  readonly seq: number;
  readonly fields: JsonObject;
  /** `2026-01-15 08:00:00` in WIB; the format is open [D], docs/facts/aplicares-icare-apotek.md §2. */
  readonly lastUpdate: string;
}

/** docs/facts/aplicares-icare-apotek.md §2 [A]: key = (kodekelas, koderuang). */
export function roomKey(body: JsonObject): string {
  return [textAt(body, 'kodekelas').toUpperCase(), textAt(body, 'koderuang')].join('+');
}

export class AplicaresState {
  readonly #rooms = new Map<string, Map<string, Room>>();
  readonly #deleted = new Map<string, number>();

  find(kodePpk: string, key: string): Room | undefined {
    return this.#rooms.get(kodePpk)?.get(key);
  }
  ofFacility(kodePpk: string): readonly Room[] {
    return [...(this.#rooms.get(kodePpk)?.values() ?? [])];
  }
  /** Ledger number of the deletion of a room that is gone. */
  deletionOf(kodePpk: string, key: string): number | undefined {
    return this.#deleted.get(`${kodePpk} ${key}`);
  }

  apply(line: LedgerLine): void {
    const rooms = this.#rooms.get(line.ppk) ?? new Map<string, Room>();
    this.#rooms.set(line.ppk, rooms);
    if (line.effect === 'bed.deleted') {
      rooms.delete(line.key);
      this.#deleted.set(`${line.ppk} ${line.key}`, line.seq);
      return;
    }
    if (line.effect !== 'bed.created' && line.effect !== 'bed.updated') return;
    rooms.set(line.key, {
      seq: rooms.get(line.key)?.seq ?? line.seq,
      fields: line.data,
      lastUpdate: wibDateTime(Date.parse(line.businessAt)),
    });
  }
}

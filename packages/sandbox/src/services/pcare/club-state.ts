// What BPJS holds of the clubs' meetings and of who came. Changes only by applying ledger lines; the clubs themselves are reference data.

import { textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { fromDayFirst } from '../../wib.ts';

export interface Attendee {
  readonly seq: number;
  readonly nomorKartu: string;
}

export interface Meeting {
  readonly seq: number;
  readonly kodePpk: string;
  readonly eduId: string;
  fields: JsonObject;
  deleted: { readonly seq: number } | null;
  attendees: readonly Attendee[];
}

export class ClubState {
  readonly #meetings = new Map<string, Meeting>();
  readonly #counters = new Map<string, number>();

  find(eduId: string): Meeting | undefined {
    const meeting = this.#meetings.get(eduId);
    return meeting?.deleted === null ? meeting : undefined;
  }
  /** Also a deleted one: the dumb payer deletes twice. */
  ever(eduId: string): Meeting | undefined {
    return this.#meetings.get(eduId);
  }
  /** Meetings of a clinic whose day is in the month `yyyy-MM`. */
  inMonth(kodePpk: string, month: string): Meeting[] {
    return this.of(kodePpk).filter(({ fields }) => dayOf(fields).startsWith(month));
  }
  of(kodePpk: string): Meeting[] {
    return [...this.#meetings.values()].filter((one) => one.kodePpk === kodePpk && one.deleted === null);
  }

  /** Year and month, then a running number: eleven digits [2+], docs/facts/pcare.md §4.7. */
  nextEduId(tanggal: string): string {
    const stem = stemOf(tanggal);
    return `${stem}${String((this.#counters.get(stem) ?? 0) + 1).padStart(7, '0')}`;
  }

  apply(line: LedgerLine): void {
    const eduId = textAt(line.data, 'eduId');
    const meeting = this.#meetings.get(eduId);
    switch (line.effect) {
      case 'kelompok.kegiatan.added':
        this.#counters.set(eduId.slice(0, 4), Number(eduId.slice(4)));
        this.#meetings.set(eduId, {
          seq: line.seq,
          kodePpk: line.ppk,
          eduId,
          fields: line.data,
          deleted: null,
          attendees: [],
        });
        return;
      case 'kelompok.kegiatan.updated':
        if (meeting !== undefined) meeting.fields = line.data;
        return;
      case 'kelompok.kegiatan.deleted':
        if (meeting !== undefined) meeting.deleted ??= { seq: line.seq };
        return;
      case 'kelompok.peserta.added':
        if (meeting !== undefined)
          meeting.attendees = [...meeting.attendees, { seq: line.seq, nomorKartu: textAt(line.data, 'noKartu') }];
        return;
      case 'kelompok.peserta.deleted':
        if (meeting !== undefined)
          meeting.attendees = meeting.attendees.filter(({ nomorKartu }) => nomorKartu !== textAt(line.data, 'noKartu'));
        return;
      default:
    }
  }
}

/** The day of a meeting, `yyyy-MM-dd`. */
export const dayOf = (fields: JsonObject): string => fromDayFirst(textAt(fields, 'tglPelayanan')) ?? '';
const stemOf = (tanggal: string): string => tanggal.slice(2, 4) + tanggal.slice(5, 7);

// The append-only ledger: every effect applied at the payer, one JSON line each, on disk before the answer leaves. It is also the
// only source of the payer's state; the offline checker reads nothing else.

import { isObject, type Json } from '../json.ts';
import type { Effect, LedgerLine } from '../kernel.ts';
import type { LedgerService } from '../world/facilities.ts';
import type { Journal } from './journal.ts';

export interface LedgerEntry extends Effect {
  readonly atMs: number;
  readonly businessMs: number;
  readonly service: LedgerService;
  readonly endpoint: string;
  readonly ppk: string;
  readonly requestId: string;
}

export class Ledger {
  readonly #lines: LedgerLine[];
  readonly #journal: Journal;
  readonly #counts = new Map<string, number>();

  constructor(journal: Journal, earlier: readonly Json[]) {
    this.#journal = journal;
    this.#lines = earlier.map(asLine);
    for (const line of this.#lines) this.#count(line);
  }

  get lines(): readonly LedgerLine[] {
    return this.#lines;
  }
  get lastSeq(): number {
    return this.#lines.at(-1)?.seq ?? 0;
  }
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
  after(seq: number, limit: number): readonly LedgerLine[] {
    // Sequence numbers start at 1 without gaps, so the index is the number.
    return this.#lines.slice(Math.max(0, seq), Math.max(0, seq) + limit);
  }

  /** The line takes effect at once; the promise resolves when it is durable. */
  append(entry: LedgerEntry): { line: LedgerLine; durable: Promise<void> } {
    const line: LedgerLine = {
      seq: this.lastSeq + 1,
      at: new Date(entry.atMs).toISOString(),
      businessAt: new Date(entry.businessMs).toISOString(),
      service: entry.service,
      endpoint: entry.endpoint,
      ppk: entry.ppk,
      effect: entry.effect,
      key: entry.key,
      data: entry.data,
      requestId: entry.requestId,
      duplicateOf: entry.duplicateOf ?? null,
    };
    this.#lines.push(line);
    this.#count(line);
    return { line, durable: this.#journal.append({ ...line }) };
  }

  settled(): Promise<void> {
    return this.#journal.settled();
  }
  close(): Promise<void> {
    return this.#journal.close();
  }

  #count(line: LedgerLine): void {
    const name = line.duplicateOf === null ? line.effect : `${line.effect} (ulangan)`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}

function asLine(value: Json): LedgerLine {
  if (!isObject(value) || typeof value['seq'] !== 'number' || typeof value['effect'] !== 'string') {
    throw new Error('ledger line without seq or effect: the file is not a sandbox ledger');
  }
  // Written by this very class; the two members that everything depends on were just checked.
  return value as unknown as LedgerLine;
}

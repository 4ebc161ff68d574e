// Links that i-Care handed out. Only a digest of the token is kept: neither ledger nor state can open a page.

import { createHash } from 'node:crypto';
import { numberAt, textAt } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';

export interface HistoryLink {
  readonly nomorKartu: string;
  readonly issuedMs: number;
}

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export class IcareState {
  readonly #links = new Map<string, HistoryLink>();

  get issued(): number {
    return this.#links.size;
  }
  find(token: string): HistoryLink | undefined {
    return this.#links.get(digestOf(token));
  }

  apply(line: LedgerLine): void {
    if (line.effect !== 'icare.opened') return;
    this.#links.set(textAt(line.data, 'tokenDigest'), {
      nomorKartu: line.key,
      issuedMs: numberAt(line.data, 'issuedMs'),
    });
  }
}

// The offline checker: reads the events file and the sandbox ledger, nothing else, and says what was lost, sent twice, out of
// order or invented. It is the judge of `titian demo` and of the crash runs and imports nothing of what it judges.
import { dueLanes, type Habits } from './due.ts';
import { readEvents } from './events.ts';
import { judge, type LeftToPeople, type Verdict } from './judge.ts';
import { readLedger } from './ledger.ts';

export type { Finding, FindingKind, Verdict } from './judge.ts';

/**
 * @param eventsCsv text of the events file
 * @param ledgerJsonl text of the ledger (JSON lines)
 * @param mapping our column name → the name in this file
 * @param more what neither of the two can tell: habits of the facility, and what it shows to a person as undecided
 */
export function check(
  eventsCsv: string,
  ledgerJsonl: string,
  mapping: Readonly<Record<string, string>> = {},
  more: Habits & { readonly leftToPeople?: LeftToPeople } = {},
): Verdict {
  return judge(dueLanes(readEvents(eventsCsv, mapping).events, more), readLedger(ledgerJsonl), more.leftToPeople);
}

/** True when nothing was lost, duplicated, out of order or invented. */
export function isClean(verdict: Verdict): boolean {
  return verdict.lost + verdict.duplicated + verdict.outOfOrder + verdict.invented === 0;
}

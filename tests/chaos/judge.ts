// What a chaos run is judged by: the offline checker over the accepted history and the payer's ledger, what the Task ID desk shows, what is
// left to a person and whether the API explains it, and whether everything came to rest.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { check } from '../../apps/cli/src/checker/index.ts';
import type { His } from '../../apps/cli/src/demo/his.ts';
import { CHAOS_DATE, historyCsv, PPK } from './day.ts';
import type { House } from './house.ts';
import type { Load } from './load.ts';
import { asOurs, type Stranger } from './stranger.ts';

export interface Judged {
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  /** At BPJS without having happened, or with another content or time. */
  readonly wrong: number;
  /** Left to a person whom the API does not tell what happened. */
  readonly unexplainedParked: number;
  readonly visits: number;
  readonly messages: number;
  readonly effects: number;
  readonly refused: number;
  /** BPJS holds another time than ours, and how many of them the desk does not say. */
  readonly differences: number;
  readonly hiddenDifferences: number;
  /** Shown to a person because nobody can read them back, and how many of them BPJS does not hold. */
  readonly forHumans: number;
  readonly forHumansAbsent: number;
  /** Held because three processes died over them: the person of this run pressed "Kirim ulang", which asks BPJS first. */
  readonly sentAgainByHand: number;
  readonly isQuiet: boolean;
}

export interface JudgeOptions {
  readonly house: House;
  readonly load: Load;
  readonly stranger: Stranger | null;
  readonly quietWithinMs: number;
  say(line: string): void;
}

export async function judgeRun({ house, load, stranger, quietWithinMs, say }: JudgeOptions): Promise<Judged> {
  const { his, instance } = house;
  const { isQuiet, sentAgain, unexplained } = await untilQuiet(his, quietWithinMs, say);
  const { ledger, met } = asOurs(readFileSync(instance.ledgerFile, 'utf8'), stranger?.told ?? new Map());
  const undecided = await his.undecided(PPK);
  for (const id of await his.unexplained(PPK)) unexplained.add(id);
  const leftToPeople = new Set(undecided.map((text) => text.replace(/antreanrs\.farmasi\.add$/, 'farmasi.added')));
  const verdict = check(historyCsv(load.history), ledger, {}, { pharmacyQueue: true, leftToPeople });
  const shown = new Set(await his.differing(PPK, CHAOS_DATE));
  const hidden = [...met].filter((booking) => !shown.has(booking));
  for (const { kind, visitRef, what, history } of verdict.findings.slice(0, 10))
    say(`${kind}: ${visitRef} ${what}\n${history.map((line) => `      ${line}`).join('\n')}`);
  for (const { id, reason } of load.refused.slice(0, 5)) say(`refused by the server: ${id} ${reason}`);
  return {
    lost: verdict.lost,
    duplicated: verdict.duplicated,
    outOfOrder: verdict.outOfOrder,
    wrong: verdict.invented,
    unexplainedParked: unexplained.size,
    visits: verdict.visits,
    messages: verdict.messages,
    effects: verdict.effects,
    refused: verdict.refused.length + load.refused.length,
    differences: met.size,
    hiddenDifferences: hidden.length,
    forHumans: undecided.length,
    forHumansAbsent: verdict.leftToPeople,
    sentAgainByHand: sentAgain,
    isQuiet,
  };
}

/** Gives up when nothing has become less for so long: two hundred kills leave more behind than twenty. */
async function untilQuiet(
  his: His,
  withinMs: number,
  say: (line: string) => void,
): Promise<{ isQuiet: boolean; sentAgain: number; unexplained: Set<string> }> {
  let sentAgain = 0;
  const unexplained = new Set<string>();
  let least = Number.POSITIVE_INFINITY;
  let limit = performance.now() + withinMs;
  for (let quiet = 0; performance.now() < limit;) {
    const pending = await his.pending();
    const open = pending === null ? Number.POSITIVE_INFINITY : pending.waiting + pending.unknown;
    if (open < least) limit = performance.now() + withinMs;
    least = Math.min(least, open);
    quiet = open === 0 ? quiet + 1 : 0;
    // As they appear, not at the end: each costs a settle window. Whether a person is told why is asked before it is gone.
    if (pending !== null && pending.parked > 0) for (const id of await his.unexplained(PPK)) unexplained.add(id);
    const held = pending === null ? 0 : await his.resendHeld(PPK);
    sentAgain += held;
    if (held > 0) quiet = 0;
    if (quiet >= 3) return { isQuiet: true, sentAgain, unexplained };
    if (quiet === 0) say(pending === null ? 'no answer' : `${pending.waiting} waiting, ${pending.unknown} unknown`);
    await delay(pending === null || quiet > 0 ? 300 : 1_500);
  }
  return { isQuiet: false, sentAgain, unexplained };
}

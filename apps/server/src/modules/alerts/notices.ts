// What leaves the house about an alert: one event for each change to a webhook, several changes in one mail. No patient in any of them.
import type { AlertRow, MailRow } from './store.ts';
import { isRuleId, RULES } from './rules.ts';
import { wordsOf } from './texts.ts';

export type Change = 'fired' | 'reminded' | 'cleared' | 'test';

/** At most one mail about a rule in this time; what happens meanwhile waits for the next. */
export const MAIL_EVERY_MS = 30 * 60_000;

export interface Place {
  readonly name: string;
  readonly kodePpk: string;
}

export function eventOf(change: Change, alert: AlertRow, place: Place, at: Date) {
  const words = isRuleId(alert.rule) ? wordsOf(alert.rule, alert.facts) : null;
  return {
    type: `alert.${change}`,
    timestamp: at.toISOString(),
    data: {
      alertId: alert.alertId,
      rule: alert.rule,
      severity: isRuleId(alert.rule) ? RULES[alert.rule].severity : 'info',
      subject: alert.subject,
      facility: place.kodePpk,
      since: alert.since.toISOString(),
      facts: alert.facts,
      what: words?.id.what ?? alert.rule,
      meaning: words?.id.meaning ?? '',
      todo: words?.id.todo ?? '',
      who: words?.who ?? 'it',
    },
  };
}

export function testEvent(place: Place, at: Date) {
  return { type: 'alert.test', timestamp: at.toISOString(), data: { facility: place.kodePpk } };
}

export interface MailBody {
  readonly subject: string;
  readonly text: string;
  /** Whose turn in the half hour this was. */
  readonly rules: readonly string[];
}

const TITLES = { kritis: 'KRITIS', peringatan: 'PERINGATAN', info: 'INFO' } as const;

/** Null when everything that has changed must still wait. */
export function mailOf(
  changed: readonly MailRow[],
  recent: ReadonlySet<string>,
  place: Place,
): { readonly body: MailBody; readonly told: readonly string[] } | null {
  const due = changed.filter((alert) => !recent.has(alert.rule));
  if (due.length === 0) return null;
  const parts = due.map((alert) => paragraph(alert));
  const open = due.filter((alert) => alert.clearedAt === null);
  const [first] = open.length > 0 ? open : due;
  const words = first !== undefined && isRuleId(first.rule) ? wordsOf(first.rule, first.facts) : null;
  const more = due.length > 1 ? ` (+${due.length - 1})` : '';
  const state = open.length === 0 ? 'Selesai: ' : '';
  return {
    told: due.map((alert) => alert.alertId),
    body: {
      subject: `[Titian ${place.kodePpk}] ${state}${words?.id.what ?? first?.rule ?? ''}${more}`.slice(0, 180),
      text: `${place.name} (${place.kodePpk})\n\n${parts.join('\n\n')}\n\nRincian: Titian, Peringatan.\n`,
      rules: [...new Set(due.map((alert) => alert.rule))],
    },
  };
}

function paragraph(alert: MailRow): string {
  if (!isRuleId(alert.rule)) return alert.rule;
  const { id } = wordsOf(alert.rule, alert.facts);
  if (alert.clearedAt !== null) return `SELESAI: ${id.what}`;
  return [`${TITLES[RULES[alert.rule].severity]}: ${id.what}`, id.meaning, `Langkah: ${id.todo}`].join('\n');
}

export function testMail(place: Place): MailBody {
  return {
    subject: `[Titian ${place.kodePpk}] Uji pemberitahuan`,
    text: `${place.name} (${place.kodePpk})\n\nIni surat uji dari Titian. Tidak ada yang perlu dilakukan.\n`,
    rules: [],
  };
}

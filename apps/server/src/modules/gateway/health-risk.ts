// Which messages are about to miss their day at BPJS: rules as data over what is due, and the words for them. Pure.
import type { DueRow } from './health-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const RISKS = ['h7', 'sep-hari-ini', 'batas-klinik'] as const;
export type Risk = (typeof RISKS)[number];

interface RiskRule {
  readonly risk: Risk;
  /** Kinds of messages, by the beginning of their name. */
  readonly kinds: readonly string[];
  /** What counts lies this long before the message's own deadline. */
  readonly beforeDeadlineMs: number;
  /** From so long before that moment on it is a risk. */
  readonly horizonMs: number;
  /** Where the list behind the count is found. */
  readonly link: string;
}

const RISK_RULES: readonly RiskRule[] = [
  // BPJS takes nothing of Antrean RS after H+7 [C], docs/facts/task-id.md §4.7; a day is enough to act in.
  { risk: 'h7', kinds: ['antreanrs.'], beforeDeadlineMs: 0, horizonMs: DAY_MS, link: '/pesan?layanan=antreanrs' },
  // A letter carries the day of the visit; backdating needs an approval [U], docs/facts/vclaim.md §5. Messages are tried seven days longer
  // (sep/service.ts), so the day of the visit ends that much before their deadline. Four hours are left of the evening then.
  {
    risk: 'sep-hari-ini',
    kinds: ['vclaim.sep.insert'],
    beforeDeadlineMs: 7 * DAY_MS,
    horizonMs: 4 * HOUR_MS,
    link: '/pesan?layanan=vclaim',
  },
  // Our own patience with P-Care and the clinic's queue (deadline.ts): after it a person must enter the visit at BPJS.
  {
    risk: 'batas-klinik',
    kinds: ['pcare.', 'fktp.'],
    beforeDeadlineMs: 0,
    horizonMs: DAY_MS,
    link: '/pesan?layanan=pcare',
  },
];

export interface AtRisk {
  readonly risk: Risk;
  readonly service: string;
  readonly count: number;
  /** How many of them are beyond the moment already. */
  readonly late: number;
  /** The nearest of these moments. */
  readonly soonestAt: Date;
  readonly link: string;
}

/** Deadlines after this moment are no risk by any rule. */
export function riskUntil(now: Date): Date {
  return new Date(now.getTime() + Math.max(...RISK_RULES.map((rule) => rule.beforeDeadlineMs + rule.horizonMs)));
}

export function risksOf(due: readonly DueRow[], now: Date): readonly AtRisk[] {
  const found = new Map<string, AtRisk>();
  for (const row of due) {
    const rule = RISK_RULES.find((one) => one.kinds.some((kind) => row.kind.startsWith(kind)));
    if (rule === undefined) continue;
    const moment = new Date(row.deadlineAt.getTime() - rule.beforeDeadlineMs);
    if (moment.getTime() - now.getTime() > rule.horizonMs) continue;
    const key = `${rule.risk}|${row.service}`;
    const before = found.get(key);
    const isLate = moment <= now;
    found.set(key, {
      risk: rule.risk,
      service: row.service,
      count: (before?.count ?? 0) + row.count,
      late: (before?.late ?? 0) + (isLate ? row.count : 0),
      soonestAt: before === undefined || moment < before.soonestAt ? moment : before.soonestAt,
      link: rule.link,
    });
  }
  return [...found.values()].toSorted((a, b) => a.soonestAt.getTime() - b.soonestAt.getTime());
}

// From the alerts that are open and the conditions that hold now to what changes: watch, fire, remind, clear. Pure, with the instant given.
import { isRuleId, RULES, type Condition, type Facts } from './rules.ts';

export interface OpenAlert {
  readonly alertId: string;
  readonly rule: string;
  readonly subject: string;
  readonly facts: Facts;
  readonly since: Date;
  readonly lastTrueAt: Date;
  readonly firedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly seenAt: Date | null;
  readonly mutedUntil: Date | null;
}

export interface Steps {
  /** Newly true; `fires` = old enough to be told at once. */
  readonly begun: readonly { readonly condition: Condition; readonly since: Date; readonly fires: boolean }[];
  /** Still true: facts and the instant of the last look are renewed. */
  readonly kept: readonly {
    readonly alert: OpenAlert;
    readonly facts: Facts;
    readonly fires: boolean;
    readonly reminds: boolean;
  }[];
  /** Over, and people were told that it had begun. */
  readonly cleared: readonly OpenAlert[];
  /** Over before anybody was told. */
  readonly forgotten: readonly OpenAlert[];
}

const keyOf = (one: { readonly rule: string; readonly subject: string }): string => `${one.rule}|${one.subject}`;

export function stepsOf(open: readonly OpenAlert[], conditions: readonly Condition[], now: Date): Steps {
  const known = new Set(open.map(keyOf));
  const holding = new Map(conditions.map((condition) => [keyOf(condition), condition]));
  const ended = open.filter((alert) => !holding.has(keyOf(alert)) && isOver(alert, now));
  return {
    begun: conditions
      .filter((condition) => !known.has(keyOf(condition)))
      .map((condition) => {
        const since = condition.since !== null && condition.since < now ? condition.since : now;
        return { condition, since, fires: now.getTime() - since.getTime() >= RULES[condition.rule].holdMs };
      }),
    kept: open.flatMap((alert) => {
      const condition = holding.get(keyOf(alert));
      if (condition === undefined) return [];
      const { holdMs } = RULES[condition.rule];
      const fires = alert.firedAt === null && now.getTime() - alert.since.getTime() >= holdMs;
      return [{ alert, facts: condition.facts, fires, reminds: isReminderDue(alert, now) }];
    }),
    cleared: ended.filter((alert) => alert.firedAt !== null),
    forgotten: ended.filter((alert) => alert.firedAt === null),
  };
}

/** A rule that a newer version does not know any more is over at once. */
function isOver(alert: OpenAlert, now: Date): boolean {
  const clearMs = isRuleId(alert.rule) ? RULES[alert.rule].clearMs : 0;
  return now.getTime() - alert.lastTrueAt.getTime() >= clearMs;
}

function isReminderDue(alert: OpenAlert, now: Date): boolean {
  const remindMs = isRuleId(alert.rule) ? RULES[alert.rule].remindMs : null;
  if (remindMs === null || alert.firedAt === null || alert.seenAt !== null) return false;
  if (alert.mutedUntil !== null && alert.mutedUntil > now) return false;
  return now.getTime() - (alert.remindedAt ?? alert.firedAt).getTime() >= remindMs;
}

/** Nobody is told of what somebody has muted. */
export function isMuted(alert: Pick<OpenAlert, 'mutedUntil'>, now: Date): boolean {
  return alert.mutedUntil !== null && alert.mutedUntil > now;
}

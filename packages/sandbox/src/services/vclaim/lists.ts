// What VClaim's lists have in common: an empty one is a refusal, a span of days and a search word may be too long or too short.

import type { Json } from '../../json.ts';
import { answer, refuse, type Call, type Reply } from '../../kernel.ts';
import { addDays, isDate } from '../../wib.ts';
import { spanRefused, TEXTS } from './texts.ts';

/** E-19: nothing found is code 201, docs/facts/vclaim.md §6.2. */
export const listOr = (key: string, rows: readonly Json[], empty: string = TEXTS.noData): Reply =>
  rows.length === 0 ? refuse(empty) : answer({ [key]: rows });

/** Spans are limited in practice [U], docs/facts/vclaim.md §4.10; the refusal, or null when this one may be listed. */
export function spanProblem({ switches }: Pick<Call, 'switches'>, from: string, to: string): string | null {
  if (!isDate(from) || !isDate(to) || to < from) return TEXTS.badDate;
  return to > addDays(from, switches.listSpanDays) ? spanRefused(switches.listSpanDays) : null;
}

/** Words under three letters may find nothing [U], docs/facts/vclaim.md §4.11. */
export const isTooShort = ({ switches }: Pick<Call, 'switches'>, word: string): boolean =>
  switches.shortSearchWords === 'empty' && word.trim().length < 3;

// Referral criteria: which ones a diagnosis has, under which linkId, and whether one chosen criterion is right (docs/facts/vclaim.md §7).

import { listAt, objectAt, textAt, type Json, type JsonObject } from '../../json.ts';
import type { Reply } from '../../kernel.ts';
import { seededFor } from '../../random.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { badLinkId, noCriteria, oneCriterion } from './texts.ts';

interface Criterion {
  readonly linkId: string;
  readonly text: string;
  readonly type: 'boolean' | 'text';
}

const KINDS = [
  { text: 'Terapi', type: 'boolean' },
  { text: 'Tindakan Medis', type: 'text' },
  { text: 'Upaya Diagnosis', type: 'boolean' },
] as const;

/** A three-character code is not detailed enough: it has no criteria. */
const isDetailed = (diagnosis: string): boolean => /^[A-Z]\d{2}\.\d/.test(diagnosis);

/** Comma-joined numbers made for this diagnosis alone; null when it has no criteria. */
export function criteriaOf(kodeDiagnosa: string): readonly Criterion[] | null {
  const diagnosis = kodeDiagnosa.trim().toUpperCase();
  if (!isDetailed(diagnosis) || findDiagnosis(diagnosis) === undefined) return null;
  const random = seededFor(LINKS, 'kriteria', diagnosis);
  const stem = random.integer(100, 999_999);
  return KINDS.map((kind, place) => ({ linkId: `${stem},${place + 1}`, ...kind }));
}

const LINKS = 2026;

/** Exactly one item, with a linkId of this diagnosis and the answer that its type wants; the refusal, or null. */
export function judgeCriterion(kodeDiagnosa: string, holder: Json): Reply | null {
  const criteria = criteriaOf(kodeDiagnosa);
  if (criteria === null) return noCriteria(kodeDiagnosa);
  const [item, ...more] = listAt(objectAt(holder, 'kriteriaRujukan'), 'item');
  if (item === undefined || more.length > 0) return oneCriterion();
  const linkId = textAt(item, 'linkId');
  const known = criteria.find((criterion) => criterion.linkId === linkId);
  if (known === undefined) return badLinkId(linkId);
  const answers = listAt(item, 'answer');
  const [answer] = answers;
  const filled =
    known.type === 'boolean' ? textAt(answer, 'valueBoolean') === 'true' : textAt(answer, 'valueString').trim() !== '';
  return answers.length === 1 && filled ? null : oneCriterion();
}

export const criterionRows = (criteria: readonly Criterion[]): JsonObject[] =>
  criteria.map(({ linkId, text, type }) => ({ linkId, text, type }));

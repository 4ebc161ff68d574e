// Reads a plan from text and says of a bad one where it is wrong and what would be right: line, step, field, remedy. Not for running it.

import type { z } from 'zod';
import { parseJson, type Json } from '../json.ts';
import { ENDPOINT_IDS, isKnownScope, SCOPES } from '../scopes.ts';
import { lineOfPath, lineOfSyntaxError } from './lines.ts';
import { PlanSchema, type Plan } from './plan.ts';

export interface PlanProblem {
  readonly line: number;
  /** Counted from 1; null when the plan as a whole is meant. */
  readonly step: number | null;
  /** `at`, `mood.latency.ms`; empty when there is none. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

export class PlanError extends Error {
  readonly problems: readonly PlanProblem[];

  constructor(problems: readonly PlanProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

export function describeProblem({ line, step, field, problem, remedy }: PlanProblem): string {
  const place = [`line ${line}`, ...(step === null ? [] : [`step ${step}`]), ...(field === '' ? [] : [`"${field}"`])];
  return `${place.join(', ')}: ${problem}. ${remedy}`;
}

const REMEDIES: Readonly<Record<string, string>> = {
  at: 'Write a delay after the start ("+10m", "+1h30m") or an instant with its zone ("2026-11-23T08:05:00+07:00").',
  for: 'Write a duration longer than nothing: "45s", "30m", "1h30m".',
  every: 'Write a duration longer than nothing: "45s", "30m", "1h30m".',
  jitter: 'Write a duration longer than nothing: "45s", "30m", "1h30m".',
  times: 'Write a whole number from 1 to 1000.',
  mood: 'Write null to end it, or members as PUT /_sandbox/moods takes them: latency, errorRate, faults, staleReads, maintenance, channelLimit, throttle, bulk, credentials.',
  name: 'Give the plan a short name in quotes.',
  description: 'Write a text of at most 500 letters, or leave it out.',
  steps: 'Write "steps": [ … ] with 1 to 200 steps of {"at", "for", "scope", "mood"}.',
  scope: `Write "*", a service (${Object.keys(SCOPES).join(', ')}), a group as "vclaim.sep" or an endpoint's id as in GET /_sandbox/scopes.`,
};
const WHOLE = 'Write {"name": "…", "steps": [{"at": "+0s", "for": "4h", "scope": "*", "mood": {…}}]}.';

/** The plan, or a PlanError that names every problem. */
export function readPlan(text: string): Plan {
  const parsed = parseJson(text);
  if (!parsed.ok)
    throw new PlanError([
      { line: lineOfSyntaxError(text), step: null, field: '', problem: 'this is not JSON', remedy: WHOLE },
    ]);
  return planOf(parsed.value, text);
}

function planOf(value: Json, text: string): Plan {
  const result = PlanSchema.safeParse(value);
  if (!result.success) throw new PlanError(result.error.issues.flatMap((issue) => problemsOf(issue, text)));
  const unknown = result.data.steps.flatMap(({ scope }, place) =>
    isKnownScope(scope)
      ? []
      : [problemAt(['steps', place, 'scope'], `scope "${scope}" is unknown${nearest(scope)}`, text)],
  );
  if (unknown.length > 0) throw new PlanError(unknown);
  return result.data;
}

type Path = readonly (string | number)[];

function problemsOf(issue: z.core.$ZodIssue, text: string): PlanProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => problemAt([...path, key], 'this field is unknown', text));
  const words = issue.message.startsWith('is ') ? `the value ${issue.message}` : issue.message;
  return [problemAt(path, words, text)];
}

function problemAt(path: Path, problem: string, text: string): PlanProblem {
  const [head, place, ...rest] = path;
  const isStep = head === 'steps' && typeof place === 'number';
  const field = (isStep ? rest : path).join('.');
  const key = String((isStep ? rest[0] : head) ?? '');
  return {
    line: lineOfPath(text, path),
    step: isStep ? place + 1 : null,
    field,
    problem,
    remedy: problem.endsWith('unknown') && key !== 'mood' ? knownFields(isStep) : (REMEDIES[key] ?? WHOLE),
  };
}

const knownFields = (isStep: boolean): string =>
  isStep
    ? 'A step has at, for, scope, mood, every, times and jitter; take the field out or correct its name.'
    : 'A plan has name, description and steps; take the field out or correct its name.';

/** The scope that begins like the wrong one, for a slip of the pen. */
function nearest(scope: string): string {
  const all = [...Object.keys(SCOPES), ...Object.values(SCOPES).flat(), ...ENDPOINT_IDS];
  const stem = scope.slice(0, Math.max(3, scope.length - 2)).toLowerCase();
  const found = all.find((known) => known.toLowerCase().startsWith(stem));
  return found === undefined ? '' : `; did you mean "${found}"?`;
}

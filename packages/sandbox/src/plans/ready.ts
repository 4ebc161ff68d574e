// The plans that come with the package, as files beside it that people may copy and change.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plan } from './plan.ts';
import { readPlan } from './read.ts';

export const READY_PLANS: readonly string[] = ['pagi-terputus', 'putus-nyambung', 'penuh-seratus-saluran'];

/** From `src/plans` as from `dist/plans` two folders up. */
export const readyPlanFile = (name: string): string =>
  fileURLToPath(new URL(`../../plans/${name}.json`, import.meta.url));

export function readyPlans(): readonly { readonly id: string; readonly text: string; readonly plan: Plan }[] {
  return READY_PLANS.map((id) => {
    const text = readFileSync(readyPlanFile(id), 'utf8');
    return { id, text, plan: readPlan(text) };
  });
}

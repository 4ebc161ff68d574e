// The scenarios by name.
import type { Scenario } from '../stage.ts';
import { kills } from './kills.ts';

const ALL: Readonly<Record<string, Scenario>> = { kills };

export const SCENARIOS: readonly string[] = Object.keys(ALL);

export function scenarioOf(name: string): Scenario | null {
  return ALL[name] ?? null;
}

// The scenarios by name.
import type { Scenario } from '../stage.ts';
import { blackHole } from './black-hole.ts';
import { database } from './database.ts';
import { diskFull } from './disk-full.ts';
import { failover } from './failover.ts';
import { freeze } from './freeze.ts';
import { graceful } from './graceful.ts';
import { kills } from './kills.ts';
import { slowCallers } from './slow-callers.ts';
import { slowPayer } from './slow-payer.ts';

const ALL: Readonly<Record<string, Scenario>> = {
  kills,
  freeze,
  database,
  'black-hole': blackHole,
  'slow-payer': slowPayer,
  'slow-callers': slowCallers,
  graceful,
  failover,
  'disk-full': diskFull,
};

export const SCENARIOS: readonly string[] = Object.keys(ALL);

export function scenarioOf(name: string): Scenario | null {
  return ALL[name] ?? null;
}

// Every statement of the package, in one list for the checker.
import { insertAttempts } from './begin.ts';
import * as begin from './begin.ts';
import * as channels from './channels.ts';
import * as claim from './claim.ts';
import * as dependencies from './dependencies.ts';
import * as enqueue from './enqueue.ts';
import * as hand from './hand.ts';
import * as inspect from './inspect.ts';
import * as nodes from './nodes.ts';
import * as notify from './notify.ts';
import * as overview from './overview.ts';
import * as renew from './renew.ts';
import * as settle from './settle.ts';
import * as trial from './trial.ts';
import type { Statement } from './statement.ts';

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && 'text' in value && 'scope' in value;

export const STATEMENTS: readonly Statement[] = [
  ...[
    begin,
    channels,
    claim,
    dependencies,
    enqueue,
    hand,
    inspect,
    nodes,
    notify,
    overview,
    renew,
    settle,
    trial,
  ].flatMap((module) => Object.values(module).filter(isStatement)),
  insertAttempts(2),
  settle.insertOutcomes(2),
  enqueue.upsertLanes(2),
  enqueue.insertMessages(2),
];

// The forms of answers mean to the shipped client and gateway what the simulation plays them for.
import { expect, test } from 'vitest';
import { KINDS } from './kinds.ts';
import { FORMS, meaningOf, type Form } from './meaning.ts';

/** What the world of the simulation counts on; pcare has no "already" of its own and answers that as a refusal. */
const MEANS: Readonly<Record<Form, readonly string[]>> = {
  ok: ['delivered'],
  already: ['check-already'],
  predecessor: ['waiting'],
  rejected: ['refused'],
  credential: ['pause-channel'],
  unfamiliar: ['check-unfamiliar'],
  throttled: ['later'],
  html: ['unknown'],
  'bad-gateway': ['unknown'],
  empty: ['unknown'],
  truncated: ['unknown'],
  'wrong-key': ['unknown'],
  'server-error': ['unknown'],
};

for (const { name, endpointId, isWriteOnce, isTask } of KINDS.values())
  test(`${name}: every form of answer means what it is played for`, () => {
    for (const form of FORMS) {
      if ((form === 'already' && !isWriteOnce) || (form === 'predecessor' && !isTask)) continue;
      expect(MEANS[form], form).toContain(meaningOf(endpointId, { kind: 'reply', form }).kind);
    }
    expect(meaningOf(endpointId, { kind: 'failure', reason: 'refused', sent: false }).kind).toBe('later');
    expect(meaningOf(endpointId, { kind: 'failure', reason: 'reset', sent: true }).kind).toBe('unknown');
  });

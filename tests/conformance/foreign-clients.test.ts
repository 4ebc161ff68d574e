// Requests in the shapes of programs that are not ours, over raw sockets: each is accepted or refused as docs/facts says that BPJS does, and
// answered in the envelope of its service. The client of this repository takes no part. What the gate does beyond these habits is tested
// beside it, in packages/sandbox.
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODIES } from './foreign/bodies.ts';
import { DIALECTS } from './foreign/dialects.ts';
import { ask, SEALS } from './foreign/eklaim.ts';
import { GATE } from './foreign/gate.ts';
import type { Shape } from './foreign/shapes.ts';
import { speak } from './foreign/speak.ts';
import { NOW_MS, SEED } from './payer.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: SEED, population: 120, now: () => NOW_MS });
});
afterAll(() => sandbox.close());

describe.each([
  ['presents itself', GATE],
  ['writes', BODIES],
  ['is answered', DIALECTS],
] as const)('how a foreign program %s', (_, shapes: readonly Shape[]) => {
  it.each(shapes.map((shape) => [`${shape.habit} (${shape.facts})`, shape] as const))('%s', async (_name, shape) => {
    const effects = () => sandbox.ledger().filter(({ effect }) => effect !== 'refused').length;
    const before = effects();
    const heard = await speak(sandbox.url, shape.spoken, sandbox.credentials(shape.kodePpk), NOW_MS);
    expect(heard).toMatchObject(shape.heard);
    // What is answered as a refusal has changed nothing.
    if (![1, 200, 201].includes(Number(heard.code)) || heard.text !== '') expect(effects()).toBe(before);
  });
});

describe('how a foreign program seals for E-Klaim', () => {
  it.each(SEALS.map((shape) => [shape.habit, shape] as const))('%s (docs/facts/eklaim.md §2)', async (_, shape) => {
    const { number, isSealed } = await ask(sandbox.eklaimUrl, sandbox.credentials('9999R001').eklaimKey, shape);
    // E2004: the claim is not known, so the question was read.
    expect({ number, isSealed }).toEqual(
      shape.isRead ? { number: 'E2004', isSealed: true } : { number: 'E2031', isSealed: false },
    );
  });
});

describe('the rows', () => {
  it('each names its habit once and the facts it follows', () => {
    const rows = [...GATE, ...BODIES, ...DIALECTS];
    expect(new Set(rows.map(({ habit }) => habit)).size).toBe(rows.length);
    for (const { facts } of rows) expect(facts).toMatch(/^docs\/facts\/[a-z-]+\.md §/);
  });
});

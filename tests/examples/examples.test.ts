// Every call of the catalogue has an example, and each is run: through the client, over HTTP, into a fresh sandbox. What it comes to is written down
// call by call; a call without such a line fails, and so does a line without a call.
import { EKLAIM_METHODS, ENDPOINTS } from '@titian/client';
import { describe, expect, it } from 'vitest';
import { EXPECTED } from '../../tools/catalogue/expected.ts';
import { playExample, stepsOf } from './run.ts';

const EVERY_CALL = [...ENDPOINTS, ...EKLAIM_METHODS].map(({ id }) => id);

describe('the example of', () => {
  it.each(EVERY_CALL)('%s', async (id) => {
    const wanted = stepsOf(id).map((step) => {
      const expected = EXPECTED[step];
      return typeof expected === 'object' ? expected.gives : expected;
    });
    expect(await playExample(id)).toEqual(wanted);
  });
});

describe('the list of outcomes', () => {
  it('has a line for each call and none besides', () => {
    expect(Object.keys(EXPECTED)).toEqual(EVERY_CALL);
  });

  it('names answers and documented refusals only', () => {
    const outcomes = Object.values(EXPECTED).map((one) => (typeof one === 'object' ? one.gives : one));
    for (const outcome of outcomes)
      expect(outcome).toMatch(/^(ok|already|empty|BPJS_(REJECTED|PREDECESSOR|UNFAMILIAR) [A-Za-z0-9.-]+)$/);
    // What PCare says to a deletion of nothing is unverified, so the client takes it for no success.
    expect(outcomes.filter((outcome) => outcome.startsWith('BPJS_UNFAMILIAR'))).toEqual(
      Array.from({ length: 2 }, () => 'BPJS_UNFAMILIAR 204'),
    );
  });
});

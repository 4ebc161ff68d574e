import { MESSAGES } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { explainCode, explainMessage } from './explain.ts';

const HAS_WORDS = {
  apa: expect.stringMatching(/.+/),
  arti: expect.stringMatching(/.+/),
  langkah: expect.stringMatching(/.+/),
};

describe('explanations', () => {
  it('exist for everything BPJS was ever seen to say', () => {
    for (const message of MESSAGES) expect(explainCode(message.id, null), message.id).toMatchObject(HAS_WORDS);
  });

  it.each(['refused', 'parked', 'unknown'])(
    'exist for a %s message although nobody has written any for its reason',
    (state) => {
      expect(explainMessage({ state, code: null, reason: 'never-seen-before' })).toMatchObject(HAS_WORDS);
    },
  );

  it('name who must act on what was refused for want of a card', () => {
    expect(explainCode('TITIAN_CARD_MISSING', null)?.peran).toBe('registration');
  });

  it('are not given where nothing is wrong', () => {
    expect(explainMessage({ state: 'delivered', code: null, reason: null })).toBeNull();
  });
});

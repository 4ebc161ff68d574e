import { describe, expect, it } from 'vitest';
import { MESSAGE_STATES } from '@titian/outbox';
import { shownMessage } from './rows.ts';
import { SHOWN_STATES, shownState, storedStates } from './shown.ts';

describe('the state of a message in words', () => {
  it('exists for every state of the outbox', () => {
    for (const state of MESSAGE_STATES) expect(SHOWN_STATES).toContain(shownState({ state, code: null, reason: null }));
  });
  it('tells "later" and "expired" apart from what they are stored as', () => {
    expect(shownState({ state: 'queued', code: null, reason: 'BPJS_UNREACHABLE' })).toBe('later');
    expect(shownState({ state: 'refused', code: 'expired', reason: null })).toBe('expired');
  });
  it('is found again by what it is stored as', () => {
    expect(storedStates(['later', 'expired', 'delivered']).toSorted()).toEqual(['delivered', 'queued', 'refused']);
  });
});

describe('a text of BPJS', () => {
  it('shows no number in full without the permission', () => {
    const text = 'No.Kartu 0000000000017 telah mendapat SEP 9999R0010126V000001';
    expect(shownMessage(text, false)).toBe('No.Kartu •••017 telah mendapat SEP •••001');
    expect(shownMessage(text, true)).toBe(text);
  });
});

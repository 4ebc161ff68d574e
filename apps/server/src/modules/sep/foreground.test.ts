import { expect, test } from 'vitest';
import { facilityId } from '../../platform/ids.ts';
import { createLetterWait, isTroubled, type ChannelGlance } from './foreground.ts';

const FACILITY = facilityId('00000000-0000-7000-8000-000000000001');
const glance = (over: Partial<ChannelGlance> = {}): ChannelGlance => ({
  channel: 'vclaim.sep',
  state: 'closed',
  lastAnswerAgoMs: 100,
  lastFailureAgoMs: null,
  ...over,
});

async function slicesWaited(kinds: string[], channels: ChannelGlance[] = [glance()], isLookupHeldUp = false) {
  let asked = 0;
  const wait = createLetterWait({
    attemptNow: () => Promise.resolve({ kind: kinds[asked++] ?? 'timeout' }),
    channels: () => channels,
    isLookupHeldUp: () => isLookupHeldUp,
  });
  await wait(FACILITY, 'visit');
  return asked;
}

test('the desk waits three seconds at most, and not a moment longer than the letter takes', async () => {
  expect(await slicesWaited([])).toBe(12);
  expect(await slicesWaited(['timeout', 'settled'])).toBe(2);
  expect(await slicesWaited(['nothing-pending'])).toBe(1);
});

test('it does not wait for a BPJS that is known to be away', async () => {
  expect(await slicesWaited([], [glance({ state: 'open' })])).toBe(1);
  expect(await slicesWaited([], [glance({ lastFailureAgoMs: 50 })])).toBe(1);
  expect(await slicesWaited([], [glance()], true)).toBe(1);
});

test('trouble of another service is no reason to give up the letter', async () => {
  expect(await slicesWaited([], [glance({ channel: 'antreanrs.antrean', state: 'open' })])).toBe(12);
  expect(await slicesWaited([], [glance({ channel: 'vclaim.peserta', state: 'open' })])).toBe(12);
});

test('an answer after a failure ends the trouble', () => {
  expect(isTroubled(glance({ lastFailureAgoMs: 200, lastAnswerAgoMs: 100 }))).toBe(false);
  expect(isTroubled(glance({ lastFailureAgoMs: 100, lastAnswerAgoMs: 200 }))).toBe(true);
  expect(isTroubled(glance({ lastFailureAgoMs: 100, lastAnswerAgoMs: null }))).toBe(true);
});

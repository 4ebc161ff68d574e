import { describe, expect, it } from 'vitest';
import { verdictOfAnswer, verdictOfError, type ErrorFacts } from './outcome.ts';

const CASES: readonly [name: string, error: ErrorFacts, expected: object][] = [
  [
    'a refusal needs a person',
    { code: 'BPJS_REJECTED', effect: 'none', advice: 'fix', bpjsCode: '201', messageId: 'vclaim.E-03' },
    { kind: 'refused', code: 'vclaim.E-03' },
  ],
  [
    'a refusal without an entry in the catalogue is still a refusal',
    { code: 'BPJS_REJECTED', effect: 'none', advice: 'fix', bpjsCode: '201' },
    { kind: 'refused', code: 'BPJS_REJECTED' },
  ],
  [
    'a record that does not fit the form is refused, nothing was sent',
    { code: 'INPUT_INVALID', effect: 'none', advice: 'fix' },
    { kind: 'refused', code: 'INPUT_INVALID' },
  ],
  [
    'nothing was sent: later',
    { code: 'BPJS_UNREACHABLE', effect: 'none', advice: 'later' },
    { kind: 'later', reason: 'BPJS_UNREACHABLE' },
  ],
  [
    'throttled: later, after what BPJS asks for',
    { code: 'BPJS_THROTTLED', effect: 'none', advice: 'later', retryAfterMs: 5000 },
    { kind: 'later', retryAfterMs: 5000 },
  ],
  [
    'an absurd Retry-After is cut to 15 minutes',
    { code: 'BPJS_THROTTLED', effect: 'none', advice: 'later', retryAfterMs: 9e9 },
    { kind: 'later', retryAfterMs: 900_000 },
  ],
  [
    'a missing predecessor is waited for',
    { code: 'BPJS_PREDECESSOR', effect: 'none', advice: 'after-predecessor', messageId: 'task.predecessor' },
    { kind: 'waiting', reason: 'task.predecessor' },
  ],
  [
    'a timeout after sending is unknown',
    { code: 'BPJS_UNCERTAIN', effect: 'unknown', advice: 'reconcile' },
    { kind: 'unknown', reason: 'BPJS_UNCERTAIN' },
  ],
  [
    'whatever the advice, an unknown effect is read back',
    { code: 'BPJS_UNCERTAIN', effect: 'unknown', advice: 'later' },
    { kind: 'unknown' },
  ],
  [
    'throttled with an unknown effect is unknown',
    { code: 'BPJS_THROTTLED', effect: 'unknown', advice: 'later' },
    { kind: 'unknown' },
  ],
  [
    'already there is compared',
    { code: 'BPJS_ALREADY', effect: 'applied', advice: 'reconcile', bpjsCode: '208' },
    { kind: 'check-already', code: '208' },
  ],
  [
    'an unfamiliar answer is checked once',
    { code: 'BPJS_UNFAMILIAR', effect: 'unknown', advice: 'reconcile', bpjsCode: '777' },
    { kind: 'check-unfamiliar', code: '777' },
  ],
  [
    'refused credentials pause the channel',
    { code: 'BPJS_CREDENTIAL', effect: 'none', advice: 'pause-channel', messageId: 'credential.signature' },
    { kind: 'pause-channel', reason: 'credential.signature' },
  ],
  [
    'a bug stops the message',
    { code: 'BUG_ASSERTION', effect: 'unknown', advice: 'stop' },
    { kind: 'parked', reason: 'BUG_ASSERTION' },
  ],
  [
    'a bug stops the message although nothing happened',
    { code: 'BPJS_UNSUPPORTED', effect: 'none', advice: 'stop' },
    { kind: 'parked' },
  ],
  [
    'no effect and reconcile: try again later',
    { code: 'BPJS_UNCERTAIN', effect: 'none', advice: 'reconcile' },
    { kind: 'later' },
  ],
] as unknown as readonly [string, ErrorFacts, object][]; // the table also holds codes the client may add later

describe('what becomes of an error', () => {
  it.each(CASES)('%s', (_name, error, expected) => {
    expect(verdictOfError(error)).toMatchObject(expected);
  });

  it('never says "delivered"', () => {
    for (const effect of ['none', 'applied', 'unknown'] as const) {
      for (const advice of ['fix', 'later', 'after-predecessor', 'reconcile', 'pause-channel', 'stop'] as const) {
        expect(verdictOfError({ code: 'BPJS_UNCERTAIN', effect, advice }).kind).not.toBe('delivered');
      }
    }
  });

  it('never resends blindly what may have arrived', () => {
    for (const advice of ['fix', 'later', 'after-predecessor', 'reconcile', 'pause-channel'] as const) {
      expect(verdictOfError({ code: 'BPJS_UNCERTAIN', effect: 'unknown', advice }).kind).toBe('unknown');
    }
  });
});

describe('what becomes of an answer', () => {
  it.each([
    ['ok', 'delivered'],
    ['already', 'check-already'],
    ['empty', 'check-unfamiliar'],
  ] as const)('%s is %s', (kind, expected) => {
    expect(verdictOfAnswer({ kind, code: '200', message: 'Ok' }).kind).toBe(expected);
  });
});

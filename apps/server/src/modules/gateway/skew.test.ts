import { describe, expect, it } from 'vitest';
import { NO_SKEW, observeSkew } from './skew.ts';

const after = (...measured: number[]) => measured.reduce((skew, one) => observeSkew(skew, one), NO_SKEW).offsetMs;

describe('the clock of BPJS', () => {
  it('is believed to differ after three answers that agree', () => {
    expect(after(600_000, 601_000)).toBe(0);
    expect(after(600_000, 601_000, 600_400)).toBe(600_400);
    expect(after(-600_000, -600_200, -600_400)).toBe(-600_200);
  });
  it('is not believed on one odd answer', () => {
    expect(after(200, 600_000, 300)).toBe(0);
    expect(after(600_000, 601_000, 600_400, 100)).toBe(600_400);
  });
  it('is right again when answers say so', () => {
    expect(after(600_000, 601_000, 600_400, 100, 200, 300)).toBe(0);
  });
  it('is believed to differ after one answer that also refuses the signature', () => {
    expect(observeSkew(NO_SKEW, -600_000, true).offsetMs).toBe(-600_000);
    expect(observeSkew(NO_SKEW, 200, true).offsetMs).toBe(0);
  });
  it('leaves small differences alone', () => {
    expect(after(5_000, 5_000, 5_000)).toBe(0);
  });
});

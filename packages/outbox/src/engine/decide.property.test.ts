// Whatever is learned, the decision keeps the rules: allowed arrows only, nothing unclear is ever sent again without two absent reads,
// no other lane is touched.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveSettings } from '../settings.ts';
import { isAllowed } from '../state-machine.ts';
import type { Lease } from '../store/store.ts';
import { seeded, uuid } from '../testing/scene.ts';
import type { Outcome, ReadBack } from '../types.ts';
import { backoffMs } from './backoff.ts';
import { decideOutcome, decideReadBack, giveBack, settleWindowMs } from './decide.ts';

const settings = resolveSettings();
const context = { settings, random: seeded(1), now: new Date('2026-11-02T01:00:00Z') };

const leases = fc
  .record({
    state: fc.constantFrom('queued', 'waiting', 'unknown'),
    open: fc.boolean(),
    dangerous: fc.boolean(),
    onRefused: fc.constantFrom('stop-lane', 'continue'),
    failures: fc.nat(50),
    attempts: fc.nat(50),
    deaths: fc.nat(2),
    absentReads: fc.nat(5),
    unknownForMs: fc.nat(300_000),
    isLate: fc.boolean(),
  })
  .map((given): Lease => ({
    facilityId: uuid('f'),
    laneId: uuid('l'),
    fence: 3,
    messageState: given.state as Lease['messageState'], // one of the constants above
    attempts: given.attempts,
    failures: given.failures,
    deaths: given.deaths,
    absentReads: given.absentReads,
    unknownForMs: given.unknownForMs,
    waitedMs: 0,
    leaseUntilMs: 0,
    openAttempt: given.open || given.state === 'unknown' ? { attemptId: uuid('a'), startedAt: new Date(0) } : null,
    message: {
      facilityId: uuid('f'),
      messageId: uuid('m'),
      laneId: uuid('l'),
      seq: 1,
      subjectId: uuid('s'),
      service: 's',
      kind: 'k',
      channel: 'c',
      class: 1,
      intent: {},
      onRefused: given.onRefused,
      dangerous: given.dangerous,
      deadlineAt: given.isLate ? new Date('2026-11-01T00:00:00Z') : null,
      after: [],
      dependents: [],
      createdAt: new Date(0),
    },
  }));
const outcomes: fc.Arbitrary<Outcome> = fc.constantFrom<Outcome>(
  { kind: 'delivered', result: 1 },
  { kind: 'already', result: 1, same: false },
  { kind: 'refused', code: '201', message: 'x' },
  { kind: 'waiting', reason: 'x', retryInMs: 10 ** 9 },
  { kind: 'later', reason: 'x' },
  { kind: 'later', reason: 'x', retryAfterMs: 5_000 },
  { kind: 'unknown', reason: 'x' },
  { kind: 'parked', reason: 'x', effect: 'unknown' },
  { kind: 'parked', reason: 'x' },
  { kind: 'pause-channel', reason: 'x' },
  { kind: 'skipped', reason: 'x' },
);
const reads: fc.Arbitrary<ReadBack> = fc.constantFrom<ReadBack>(
  { kind: 'present', same: true, result: 1 },
  { kind: 'present', same: false, result: 1 },
  { kind: 'absent' },
  { kind: 'unclear', reason: 'x' },
  { kind: 'unreadable' },
);

test('an answer to a fresh attempt moves along an arrow, and a lane advances only past what is over', () => {
  fc.assert(
    fc.property(leases, outcomes, (lease, outcome) => {
      fc.pre(lease.messageState !== 'unknown');
      const decided = decideOutcome(lease, uuid('a'), outcome, context);
      expect(isAllowed('engine', lease.messageState, decided.messageState)).toBe(true);
      if (decided.advance) expect(['delivered', 'already', 'refused', 'skipped']).toContain(decided.messageState);
      if (outcome.kind === 'unknown')
        expect(decided).toMatchObject({ keepAttempt: true, holdState: 'unknown', advance: false });
      if (outcome.kind === 'parked')
        expect(decided).toMatchObject({
          holdState: 'parked',
          advance: false,
          keepAttempt: outcome.effect === 'unknown',
        });
      expect(decided.delayMs).toBeLessThanOrEqual(15 * 60_000);
    }),
  );
});

test('a read-back frees a message for sending only on the second absent read after the window', () => {
  fc.assert(
    fc.property(leases, reads, (lease, read) => {
      fc.pre(lease.openAttempt !== null);
      const decided = decideReadBack(lease, read, context);
      expect(isAllowed('engine', lease.messageState, decided.messageState)).toBe(true);
      const isFreed = !decided.keepAttempt && !decided.advance && decided.messageState === 'queued';
      if (isFreed) {
        expect(read.kind).toBe('absent');
        expect(lease.absentReads).toBeGreaterThanOrEqual(1);
        expect(lease.unknownForMs).toBeGreaterThanOrEqual(settleWindowMs(lease, settings));
      }
      if (read.kind === 'unreadable') {
        const isOver = lease.unknownForMs >= settleWindowMs(lease, settings);
        // Left to a person once the window is over, with nobody waiting behind it; never sent again.
        expect(decided).toMatchObject({ messageState: isOver ? 'parked' : 'unknown', advance: isOver });
      }
      if (read.kind === 'present') expect(decided.messageState).toBe(read.same ? 'delivered' : 'already');
      if (!isFreed && read.kind === 'absent' && decided.keepAttempt)
        expect(lease.unknownForMs + decided.delayMs).toBeLessThan(settings.settleWindowMs * 3 + 300_000);
    }),
  );
});

test('giving a lease back changes nothing but the time', () => {
  fc.assert(
    fc.property(leases, (lease) => {
      expect(giveBack(lease, 10)).toMatchObject({
        messageState: lease.messageState,
        advance: false,
        keepAttempt: lease.openAttempt !== null,
        deaths: lease.deaths,
        record: null,
        outcome: null,
      });
    }),
  );
});

test('back-off grows to its cap and never beyond, and is spread', () => {
  const random = seeded(3);
  fc.assert(
    fc.property(fc.nat(10_000), (failures) => {
      const wait = backoffMs(failures, 1_000, 300_000, random);
      expect(wait).toBeGreaterThanOrEqual(500);
      expect(wait).toBeLessThanOrEqual(300_000);
    }),
  );
  expect(new Set(Array.from({ length: 20 }, () => backoffMs(3, 1_000, 300_000, random))).size).toBeGreaterThan(15);
});

// The audit trail on a real database: append-only by grant, chained, and any tampering found.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../actor.ts';
import type { FacilityId } from '../ids.ts';
import { facilityId } from '../ids.ts';
import { createTestPlatform, testActor, TEST_HOSPITAL, type TestPlatform } from '../testing.ts';
import { createFacility } from '../../modules/facility/index.ts';
import { verifyAudit } from './verify.ts';

const EVENTS = 30;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await createTestPlatform();
});
afterAll(() => platform.close());

const verdict = (facility: FacilityId) => platform.db.withFacility(facility, (tx) => verifyAudit(tx));

async function facilityWithEvents(): Promise<FacilityId> {
  const facility = await createFacility(platform, facilityId(platform.random.uuidv7()), TEST_HOSPITAL);
  const actor = testActor(platform, facility, ['registration']);
  for (let at = 0; at < EVENTS; at += 1) {
    await platform.db.withFacility(facility, (tx) =>
      platform.audit.record(tx, {
        actor,
        action: 'visit.register',
        subjectType: 'visit',
        subjectId: String(at),
        reason: 'canary-reason',
        before: { at },
        after: { at: at + 1 },
      }),
    );
  }
  return facility;
}

it('is whole after many transactions side by side, in the order of their commits', async () => {
  const facility = await createFacility(platform, facilityId(platform.random.uuidv7()), TEST_HOSPITAL);
  const actor = systemActor(facility, 'test');
  await Promise.all(
    Array.from({ length: EVENTS }, (_, at) =>
      platform.db.withFacility(facility, async (tx) => {
        await platform.audit.record(tx, { actor, action: 'a', subjectType: 'visit', subjectId: String(at) });
        await platform.audit.record(tx, { actor, action: 'b', subjectType: 'visit', subjectId: String(at) });
      }),
    ),
  );
  expect(await verdict(facility)).toEqual({ kind: 'whole', events: EVENTS * 2 });
});

it('leaves nothing behind when the transaction rolls back', async () => {
  const facility = await facilityWithEvents();
  const failed = platform.db.withFacility(facility, async (tx) => {
    await platform.audit.record(tx, {
      actor: systemActor(facility, 'test'),
      action: 'a',
      subjectType: 'visit',
      subjectId: 'x',
    });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await verdict(facility)).toEqual({ kind: 'whole', events: EVENTS });
});

it('lets the application neither change nor delete an event', async () => {
  const facility = await facilityWithEvents();
  for (const statement of [
    "UPDATE audit_events SET action = 'x' WHERE facility_id = $1",
    'DELETE FROM audit_events WHERE facility_id = $1',
    'TRUNCATE audit_events',
  ]) {
    const attempt = platform.db.withFacility(facility, (tx) =>
      tx.query(statement, statement.includes('$1') ? [facility] : undefined),
    );
    await expect(attempt, statement).rejects.toThrow(/permission denied/);
  }
});

it('keeps reasons, old and new values unreadable in the table', async () => {
  const facility = await facilityWithEvents();
  const dump = await platform.owner.query<{ row: string }>(
    'SELECT t::text AS row FROM titian.audit_events t WHERE facility_id = $1 LIMIT 1',
    [facility],
  );
  expect(dump.rows[0]?.row).not.toContain('canary-reason');
  expect(dump.rows[0]?.row).not.toContain(Buffer.from('canary-reason').toString('hex'));
});

describe('somebody with the owner’s password', () => {
  const tampering: readonly [string, string, string][] = [
    ['removes a row', 'DELETE FROM titian.audit_events WHERE facility_id = $1 AND seq = 7', 'missing'],
    ['removes the last row', `DELETE FROM titian.audit_events WHERE facility_id = $1 AND seq = ${EVENTS}`, 'head'],
    [
      'changes who did it',
      "UPDATE titian.audit_events SET actor_id = 'somebody else' WHERE facility_id = $1 AND seq = 7",
      'altered',
    ],
    [
      'changes when',
      "UPDATE titian.audit_events SET at = at + interval '1 ms' WHERE facility_id = $1 AND seq = 7",
      'altered',
    ],
    [
      'empties the reason',
      'UPDATE titian.audit_events SET reason_sealed = NULL WHERE facility_id = $1 AND seq = 7',
      'altered',
    ],
    [
      'changes a row and its digest',
      "UPDATE titian.audit_events SET digest = sha256('x') WHERE facility_id = $1 AND seq = 7",
      'altered',
    ],
    [
      'changes a link',
      "UPDATE titian.audit_events SET hash = sha256('x') WHERE facility_id = $1 AND seq = 7",
      'unchained',
    ],
  ];
  it.each(tampering)('%s: found', async (_name, statement, why) => {
    const facility = await facilityWithEvents();
    await platform.owner.query(statement, [facility]);
    expect(await verdict(facility)).toMatchObject({ kind: 'broken', why });
  });
});

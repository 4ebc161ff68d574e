// PostgreSQL keeps the promises of a store (testing/store-suite.ts), in the words that the store of the simulation is held against too. Time
// does not wait here: what the tables say of instants is moved back.
import { afterAll, beforeAll, test } from 'vitest';
import * as hand from '../engine/hand.ts';
import { enqueue } from '../enqueue.ts';
import { resolveSettings } from '../settings.ts';
import { createOutboxDatabase, type OutboxDatabase } from '../testing/database.ts';
import { seeded, TestClock } from '../testing/scene.ts';
import { STORE_PROMISES, Stage, type StoreHouse } from '../testing/store-suite.ts';
import { createPgStore } from './pg-store.ts';

let database: OutboxDatabase;
beforeAll(async () => {
  database = await createOutboxDatabase();
  await database.owner.query('CREATE TABLE titian.told (facility_id uuid, outcome text, at serial)');
  await database.owner.query('GRANT ALL ON titian.told TO titian_app; GRANT ALL ON titian.told_at_seq TO titian_app');
});
afterAll(() => database.close());

const PASS = [
  `UPDATE titian.outbox_lanes SET next_at = next_at - $1::interval, head_created_at = head_created_at - $1::interval,
     unknown_since = unknown_since - $1::interval`,
  'UPDATE titian.outbox_messages SET created_at = created_at - $1::interval, not_before = not_before - $1::interval',
  'UPDATE titian.outbox_channels SET next_probe_at = next_probe_at - $1::interval',
  'UPDATE titian.outbox_nodes SET seen_at = seen_at - $1::interval',
];

function house(): StoreHouse {
  const clock = new TestClock();
  const random = seeded(1);
  const settings = resolveSettings();
  const { app, overview, owner } = database;
  const options = { app, settings, clock, random };
  const because = ['a person', 'in the test'] as const;
  return {
    clock,
    settings,
    store: (nodeId, own = settings) => createPgStore({ app, overview, clock, random, settings: own, nodeId }),
    enqueue: (facilityId, messages) => database.inFacility(facilityId, (tx) => enqueue(tx, facilityId, messages)),
    async pass(ms) {
      clock.monotonicOffsetMs += ms;
      for (const statement of PASS) await owner.query(statement, [`${ms} milliseconds`]);
    },
    inMs: (ms) => new Date(performance.timeOrigin + performance.now() + ms),
    tell: async (tx, { lease, outcome }) => {
      const text = 'INSERT INTO titian.told (facility_id, outcome) VALUES ($1, $2)';
      await tx.query({ text, values: [lease.facilityId, outcome?.kind] });
    },
    async told(facilityId) {
      const { rows } = await owner.query<{ outcome: string }>(
        'SELECT outcome FROM titian.told WHERE facility_id = $1 ORDER BY at',
        [facilityId],
      );
      return rows.map(({ outcome }) => outcome);
    },
    async setBudget(channel, concurrency) {
      await owner.query('INSERT INTO titian.channel_budget (channel, concurrency) VALUES ($1, $2)', [
        channel,
        concurrency,
      ]);
    },
    resend: async (facilityId, messageId, newDeadlineAt) =>
      (
        await hand.resend(
          options,
          facilityId,
          messageId,
          ...because,
          newDeadlineAt === undefined ? {} : { newDeadlineAt },
        )
      ).state,
    cancel: async (...given) => (await hand.cancel(options, ...given, ...because)).state,
    confirm: async (...given) => (await hand.confirm(options, () => undefined, ...given, ...because)).state,
  };
}

for (const [place, [name, keep]] of STORE_PROMISES.entries()) test(name, () => keep(new Stage(house(), place + 1)));

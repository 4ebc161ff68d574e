// The health page over a clinic's morning with faults: counts equal what the payer saw, survive a new process, add up over nodes; and
// what it costs does not grow with history.
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { systemActor } from '../../platform/actor.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import type { ModuleDefinition } from '../../platform/module.ts';
import type { Role } from '../../platform/permissions.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { createFacilityService } from '../facility/index.ts';
import type { HealthDetail } from './health-detail.ts';
import * as store from './health-store.ts';

let platform: TestPlatform;
let sandbox: Sandbox;
let app: TitianApp;
let modules: readonly ModuleDefinition[];
const people = new Map<Role, Readonly<Record<string, string>>>();
const CARD = '0000000000017';
const POLIS = ['001', '003', '020', '021'];

beforeAll(async () => {
  sandbox = await createSandbox({ population: 0 });
  platform = await createTestPlatform({
    environment: { TITIAN_SANDBOX_URL: sandbox.url, TITIAN_SETTLE_WINDOW_MS: '500', TITIAN_PROBE_INTERVAL_MS: '500' },
  });
  const { clinic } = platform.facilities;
  const keys = sandbox.credentials('9999U001');
  const facility = createFacilityService(platform);
  await platform.db.withFacility(clinic, async (tx) => {
    for (const service of ['pcare', 'antreanfktp'] as const) {
      await facility.setCredentials(tx, systemActor(clinic, 'test'), {
        service,
        consId: keys.consId,
        secret: keys.secret,
        userKey: keys.userKeys[service],
        ...(service === 'pcare' ? { pcareUsername: keys.pcare.username, pcarePassword: keys.pcare.password } : {}),
      });
    }
  });
  await sandbox.arrange([
    {
      kind: 'participant',
      person: {
        nomorKartu: CARD,
        nik: '9999000000000017',
        nama: 'PESERTA UJI',
        jenisKelamin: 'P',
        tanggalLahir: '1980-01-01',
      },
    } as never,
  ]);
  ({ app, modules } = await createHouse(platform));
  await app.ready();
  for (const module of modules) await module.worker?.start();
  for (const role of ['registration', 'it', 'vendor', 'management', 'doctor'] as const)
    people.set(role, (await testAccount(platform, clinic, [role])).headers);
});
afterAll(async () => {
  for (const module of modules.toReversed()) await module.worker?.stop();
  await app.close();
  await platform.close();
  await sandbox.close();
});

const ask = async (role: Role, method: 'GET' | 'POST', path: string, payload?: object) => {
  const response = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...people.get(role), 'idempotency-key': platform.random.uuidv7() },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
};
const until = async (look: () => Promise<boolean>) => {
  const deadline = performance.now() + 45_000;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`not in time: ${JSON.stringify(await detail())}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 400);
    });
  }
};
const detail = async (): Promise<HealthDetail> => (await ask('it', 'GET', '/bpjs/health/detail')).body;
const register = async (kodePoli: string) => {
  const today = new Date(platform.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const answer = await ask('registration', 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI', nomorKartu: CARD, nik: '9999000000000017', norm: '000017' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: today,
    kodePoli,
    kodeDokter: '99951',
    jamPraktek: '08:00-14:00',
    keluhan: 'pusing',
    checkIn: false,
  });
  expect(answer.status).toBe(201);
};
const isQuiet = async () => {
  const { services } = await detail();
  return services.every((one) => one.waiting === 0 && one.unknown === 0);
};
const channelsOf = async () => (await detail()).services.flatMap((service) => service.channels);

describe('the health page', () => {
  it('is for those who run it: IT, the vendor and management; a doctor has the plain words', async () => {
    for (const role of ['it', 'vendor', 'management'] as const)
      expect((await ask(role, 'GET', '/bpjs/health/detail')).status).toBe(200);
    expect((await ask('doctor', 'GET', '/bpjs/health/detail')).status).toBe(403);
    expect((await ask('doctor', 'GET', '/bpjs/health')).status).toBe(200);
  });

  it(
    'counts what BPJS was asked, call by call, through a morning with faults (goal G4)',
    { timeout: 100_000 },
    async () => {
      await register('001');
      await until(isQuiet);
      await sandbox.setMood('*', { maintenance: { answer: 'html' } });
      for (const poli of POLIS.slice(1)) await register(poli);
      await until(async () =>
        (await channelsOf()).some(
          (one) => one.interruptedSince !== null && (one.waiting[0]?.messages ?? 0) > 0 && one.errors[0]?.what != null,
        ),
      );
      await sandbox.clearMoods();
      await until(isQuiet);

      const asked = new Map<string, number>();
      for (const { service, group } of sandbox.traffic())
        asked.set(`${service}.${group}`, (asked.get(`${service}.${group}`) ?? 0) + 1);
      const counted = await channelsOf();
      expect(new Map(counted.map((channel) => [channel.id, channel.periods.h24.total]))).toEqual(asked);
      const total = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0);
      expect(total(counted.map((channel) => channel.periods.h24.unanswered))).toBeGreaterThan(2);
      const settled = await platform.metrics.getSingleMetric('titian_messages_total')?.get();
      const done = (settled?.values ?? []).filter((one) =>
        ['delivered', 'already'].includes(String(one.labels['state'])),
      );
      const effects = sandbox.ledger().map((line) => line.effect);
      expect(total(done.map((one) => one.value))).toBe(effects.filter((effect) => effect !== 'refused').length);
      for (const channel of counted) {
        const { h24, m15 } = channel.periods;
        expect(h24.total).toBe(h24.good + total(channel.errors.map((error) => error.count)));
        expect(m15.total).toBeLessThanOrEqual(h24.total);
        expect(total(channel.curve.map((point) => point.total))).toBe(h24.total);
        if (h24.good > 0) expect(h24.p50Ms).toBeGreaterThan(0);
      }
    },
  );

  it('shows places of every living node, and forgets a dead one', async () => {
    const own = (await channelsOf()).find((channel) => channel.places !== null);
    expect(own?.places).toMatchObject({ nodes: 1 });
    const other = platform.random.uuidv7();
    const { clinic } = platform.facilities;
    await platform.owner.query('INSERT INTO outbox_nodes (node_id) VALUES ($1)', [other]);
    await platform.db.withFacility(clinic, (tx) =>
      store.putNodePlaces(
        tx,
        { channel: String(own?.id), nodeId: other, inFlight: 2, limit: 3, share: 4 },
        platform.clock.realNow(),
      ),
    );
    const both = (await channelsOf()).find((channel) => channel.id === own?.id);
    expect(both?.places?.nodes).toBe(2);
    expect(both?.places?.inFlight).toBe(2 + Number(own?.places?.inFlight));
    await platform.owner.query("UPDATE outbox_nodes SET seen_at = now() - interval '2 minutes' WHERE node_id = $1", [
      other,
    ]);
    const later = await detail();
    expect(later.nodes.find((node) => node.id === other)?.alive).toBe(false);
    expect(later.services.flatMap((one) => one.channels).find((one) => one.id === own?.id)?.places?.nodes).toBe(1);
    await platform.owner.query('DELETE FROM outbox_nodes WHERE node_id = $1', [other]);
  });

  it('says how far the clocks are apart, by the newest word of any process', async () => {
    await platform.db.withFacility(platform.facilities.clinic, async (tx) => {
      const fact = { name: 'clock-skew.pcare', value: { offsetMs: -90_000 } };
      await store.putFact(
        tx,
        { ...fact, source: 'an older process' },
        new Date(platform.clock.realNow().getTime() + 3_000),
      );
    });
    const pcare = async () => (await detail()).services.find((one) => one.service === 'pcare');
    expect((await pcare())?.skewMs).toBe(-90_000);
    await platform.db.withFacility(platform.facilities.clinic, (tx) =>
      store.putFact(
        tx,
        { name: 'clock-skew.pcare', source: 'a newer process', value: { offsetMs: 0 } },
        new Date(platform.clock.realNow().getTime() + 6_000),
      ),
    );
    expect((await pcare())?.skewMs).toBeNull();
  });
});

/** Rows that a statement of the page touches, as the application's role. */
async function touched(run: (tx: FacilityTx) => Promise<unknown>): Promise<number> {
  return platform.db.withFacility(platform.facilities.hospital, async (tx) => {
    let rows = 0;
    const explaining: FacilityTx = {
      ...tx,
      query: async <R>(text: string, values?: readonly unknown[]): Promise<R[]> => {
        const answer = await tx.client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...(values ?? [])]);
        rows += sumOf(answer.rows[0]['QUERY PLAN'][0].Plan);
        return [];
      },
    };
    await run(explaining);
    return rows;
  });
}

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

function sumOf(plan: Plan): number {
  const own =
    plan['Relation Name'] === undefined
      ? 0
      : (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return own + (plan.Plans ?? []).reduce((sum, one) => sum + sumOf(one), 0);
}

it('looks at open work only: 6,000 finished lanes, 18,000 messages and old minutes behind it are not touched', async () => {
  const { hospital } = platform.facilities;
  await platform.owner.query(
    `INSERT INTO outbox_lanes (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending, deadline_at)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), 'antreanrs', 'antreanrs.antrean', 1,
            CASE WHEN i <= 20 THEN 'ready' ELSE 'idle' END, CASE WHEN i <= 20 THEN now() END, 1, 1, 3, CASE WHEN i <= 20 THEN 3 ELSE 0 END, now()
       FROM generate_series(1, 6000) i`,
    [hospital],
  );
  await platform.owner.query(
    `INSERT INTO outbox_messages (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous,
       state, settled_at, deadline_at)
     SELECT l.facility_id, l.lane_id, s, gen_random_uuid(), l.subject_id, 'antreanrs', 'antreanrs.updatewaktu', l.channel, 1, '{}', 'stop-lane', true,
            CASE WHEN l.pending > 0 THEN 'queued' ELSE 'delivered' END, CASE WHEN l.pending = 0 THEN now() END, now()
       FROM outbox_lanes l, generate_series(1, 3) s WHERE l.facility_id = $1`,
    [hospital],
  );
  await platform.owner.query(
    `INSERT INTO bpjs_channel_minutes (facility_id, minute, channel, code, count, latency)
     SELECT $1, date_trunc('minute', now()) - make_interval(mins => i), 'antreanrs.antrean', 'ok', 1, array_fill(1, ARRAY[16])
       FROM generate_series(1, 10000) i`,
    [hospital],
  );
  await platform.owner.query('VACUUM (ANALYZE) outbox_lanes, outbox_messages, bpjs_channel_minutes');
  const now = new Date();
  expect(await touched((tx) => store.countWaiting(tx))).toBeLessThanOrEqual(40);
  expect(await touched((tx) => store.countHeld(tx))).toBeLessThanOrEqual(40);
  expect(await touched((tx) => store.countDue(tx, now))).toBeLessThanOrEqual(200);
  expect(await touched((tx) => store.countDifferences(tx))).toBeLessThanOrEqual(40);
  // One row a minute for a day, and none of the days before.
  expect(await touched((tx) => store.countSlots(tx, now, 96))).toBeLessThanOrEqual(1_450);
});

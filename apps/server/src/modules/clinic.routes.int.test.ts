// The clinic's screens through HTTP while the demo's day runs at sixty times the speed, five days before today: no doctor is made up for
// a visit that was saved without one, and every time on the screens is of that day.
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHouse, type House } from '../app.ts';
import { systemActor } from '../platform/actor.ts';
import { systemClock } from '../platform/clock.ts';
import { createTestPlatform, testAccount, type TestPerson, type TestPlatform } from '../platform/testing.ts';
import { createFacilityService } from './facility/index.ts';

const DAY = '2026-11-16';
const SPEED = 60;
const CARDS = ['0000000000017', '0000000000018'] as const;

let platform: TestPlatform;
let sandbox: Sandbox;
let house: House;
let clerk: TestPerson;
let officer: TestPerson;

beforeAll(async () => {
  const business = {
    baseMs: Date.parse(`${DAY}T08:00:00+07:00`),
    realBaseMs: systemClock().realNow().getTime(),
    speed: SPEED,
  };
  sandbox = await createSandbox({ population: 0, businessClock: business });
  platform = await createTestPlatform({
    clock: systemClock(business),
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
  await sandbox.arrange(
    CARDS.map((nomorKartu, index) => ({
      kind: 'participant' as const,
      person: {
        nomorKartu,
        nik: `9999${nomorKartu.slice(1)}`,
        nama: `PESERTA UJI ${index}`,
        jenisKelamin: 'P' as const,
        tanggalLahir: '1980-01-01',
      },
    })),
  );
  clerk = await testAccount(platform, clinic, ['registration']);
  officer = await testAccount(platform, clinic, ['claims']);
  house = await createHouse(platform);
  await house.app.ready();
  for (const module of house.modules) await module.worker?.start();
}, 120_000);
afterAll(async () => {
  for (const module of house.modules) await module.worker?.stop();
  await house.app.close();
  await platform.close();
  await sandbox.close();
});

async function call<T>(person: TestPerson, method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
  const response = await house.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { ...person.headers, 'idempotency-key': platform.random.uuidv7() },
    ...(payload === undefined ? {} : { payload }),
  });
  expect(response.statusCode, response.body).toBeLessThan(300);
  return response.json<T>();
}

interface VisitView {
  readonly id: string;
  readonly dokter: unknown;
  readonly deliveries: readonly { readonly kind: string; readonly state: string; readonly updatedAt: string }[];
}
interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly enqueuedAt: string;
  readonly nextAt: string | null;
  readonly explanation: { readonly langkah: string } | null;
}

const register = (nomorKartu: string, more: object = {}) =>
  call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI', nomorKartu, nik: `9999${nomorKartu.slice(1)}`, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: '001',
    namaPoli: 'POLI UMUM',
    keluhan: 'pusing',
    kunjunganSakit: true,
    ...more,
  });
const messagesOf = async (visitId: string) =>
  (await call<{ items: Row[] }>(officer, 'GET', `/messages?visitId=${visitId}`)).items;
const queueEntries = () => sandbox.ledger().filter((line) => line.effect === 'fktp.antrean.added');

test('a visit without a doctor waits instead of naming doctor 0, says so on the lists, and goes out when one is chosen', async () => {
  const visit = await register(CARDS[0]);
  expect(visit.dokter).toBeNull();
  const entry = async () => (await messagesOf(visit.id)).find((row) => row.kind === 'fktp.antrean.add');
  await expect
    .poll(entry, { timeout: 15_000 })
    .toMatchObject({ state: 'waiting', explanation: { langkah: expect.stringContaining('pilih dokter') } });
  expect(queueEntries()).toEqual([]);
  const list = await call<{ items: { attention: string | null }[] }>(clerk, 'GET', `/visits?date=${DAY}`);
  expect(list.items).toMatchObject([{ attention: 'Pilih dokter' }]);
  const { actions } = await call<{ actions: object[] }>(clerk, 'GET', `/today?date=${DAY}`);
  expect(actions).toContainEqual(expect.objectContaining({ kind: 'tanpa-dokter', count: 1 }));

  const { units } = await call<{
    units: { kodePoli: string; sessions: { sessionId: string; kodeDokter: string }[] }[];
  }>(clerk, 'GET', `/schedule?date=${DAY}`);
  const session = units.find((unit) => unit.kodePoli === '001')?.sessions[0];
  await call(clerk, 'POST', `/visits/${visit.id}/doctor`, { sessionId: session?.sessionId });
  await expect.poll(entry, { timeout: 15_000 }).toMatchObject({ state: 'delivered' });
  expect(queueEntries().map((line) => String(line.data['kodedokter']))).toEqual([session?.kodeDokter]);
  const after = await call<{ items: { attention: string | null }[] }>(clerk, 'GET', `/visits?date=${DAY}`);
  expect(after.items).toMatchObject([{ attention: null }]);
}, 60_000);

test('a visit that is called off before its doctor was chosen tells the queue of BPJS nothing', async () => {
  const before = queueEntries().length;
  const visit = await register(CARDS[1]);
  await call(clerk, 'POST', `/visits/${visit.id}/cancel`, { alasan: 'pasien pulang' });
  await call(clerk, 'GET', `/visits/${visit.id}`);
  const { clinic } = platform.facilities;
  const [add] = (await messagesOf(visit.id)).filter((row) => row.kind === 'fktp.antrean.add');
  await platform.owner.query(
    `UPDATE outbox_lanes SET next_at = now() WHERE facility_id = $1 AND lane_id =
       (SELECT lane_id FROM outbox_messages WHERE facility_id = $1 AND message_id = $2)`,
    [clinic, add?.id],
  );
  await expect
    .poll(
      async () =>
        (await messagesOf(visit.id))
          .filter((row) => row.kind.startsWith('fktp.antrean.'))
          .map((row) => `${row.kind} ${row.state}`)
          .toSorted(),
      { timeout: 20_000 },
    )
    .toEqual(['fktp.antrean.add skipped', 'fktp.antrean.batal skipped']);
  expect(queueEntries()).toHaveLength(before);
}, 60_000);

test('messages, attempts, deliveries and the strip show the business day, and a call took as long as it really took', async () => {
  const now = platform.clock.now().getTime();
  const isOfTheDay = (instant: string | null | undefined) => {
    const at = Date.parse(instant ?? '');
    // A minute of the business clock is a second of the test.
    return at >= Date.parse(`${DAY}T08:00:00+07:00`) - 60_000 && at <= now + 10 * 60_000;
  };
  const { items } = await call<{ items: Row[] }>(officer, 'GET', '/messages');
  expect(items.map((row) => [row.kind, isOfTheDay(row.enqueuedAt)])).toEqual(items.map((row) => [row.kind, true]));
  const delivered = items.find((row) => row.state === 'delivered');
  const detail = await call<{ attempts: { startedAt: string; endedAt: string; tookMs: number }[] }>(
    officer,
    'GET',
    `/messages/${delivered?.id}`,
  );
  const [attempt] = detail.attempts;
  expect([isOfTheDay(attempt?.startedAt), isOfTheDay(attempt?.endedAt)]).toEqual([true, true]);
  expect(attempt?.tookMs).toBeLessThan(10_000);
  const spanMs = Date.parse(attempt?.endedAt ?? '') - Date.parse(attempt?.startedAt ?? '');
  expect(Math.abs(spanMs - (attempt?.tookMs ?? 0) * SPEED)).toBeLessThanOrEqual(SPEED);
  const list = await call<{ items: { id: string }[] }>(clerk, 'GET', `/visits?date=${DAY}`);
  const visit = await call<VisitView>(clerk, 'GET', `/visits/${list.items[0]?.id}`);
  expect(visit.deliveries.every((delivery) => isOfTheDay(delivery.updatedAt))).toBe(true);
  const health = await call<{ asOf: string; services: { lastGoodAt: string | null; state: string }[] }>(
    clerk,
    'GET',
    '/bpjs/health',
  );
  expect(isOfTheDay(health.asOf)).toBe(true);
  expect(health.services.map((service) => isOfTheDay(service.lastGoodAt))).toEqual([true, true]);
  expect(health.services.map((service) => service.state)).toEqual(['terhubung', 'terhubung']);
});

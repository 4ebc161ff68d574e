// E8: a database restored from ten minutes ago, at a payer that applies everything it gets. What was applied after the backup is found by
// reading; nothing is sent before the release and nothing twice after it; what the restored database knows is not lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@titian/embedded-postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dump, load, markRestored } from '../../platform/backup/index.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { masterKey } from '../../platform/crypto/index.ts';
import { createTestHospital, DAY, type TestHospital } from '../hospital.testing.ts';

const master = masterKey(Buffer.alloc(32, 7));
const folder = mkdtempSync(join(tmpdir(), 'titian-restore-'));
const file = join(folder, 'titian.backup');

let before: TestHospital;
let after: TestHospital;
let place: Awaited<ReturnType<typeof createTestDatabase>>;
const visits: string[] = [];
let caught: string;

beforeAll(async () => {
  // The backup is made in the middle of a turn: the dead node's lease ends soon.
  before = await createTestHospital({ people: 12, outbox: { leaseMs: 4_000 } });
  await before.sandbox.setCharacter('dumb');
  for (let person = 1; person <= 5; person += 1) {
    const id = await before.register({ person });
    visits.push(id);
    await before.record(id, 'patient.checked-in', `08:1${person}:00`);
  }
  await before.settled();
  // One visit and one time are on their way when the backup is made: BPJS is away just then.
  await before.sandbox.setMood('*', { maintenance: { answer: 'refuse' } });
  caught = await before.register({ person: 6 });
  await before.record(caught, 'patient.checked-in', '08:16:00');
  await before.record(first(), 'poli.called', '08:40:00');
  await dump({
    databaseUrl: before.platform.databaseUrl,
    master,
    file,
    takenAt: before.platform.clock.realNow(),
    tell: () => undefined,
  });
  // Ten minutes that the backup does not know: what was on its way arrives, and people go on working.
  await before.sandbox.clearMoods();
  await before.settled();
  for (const id of visits) if (id !== first()) await before.record(id, 'poli.called', '08:45:00');
  await before.register({ person: 7 });
  await before.settled();
  await before.gateway.stop();

  place = await createTestDatabase();
  await load({
    databaseUrl: place.connectionString,
    master,
    random: systemRandom(),
    clock: systemClock(),
    file,
    canReplace: false,
    isHeld: true,
    canReplacePasswords: false,
    tell: () => undefined,
  });
  await markRestored(place.connectionString);
  after = await createTestHospital({ restored: { of: before, databaseUrl: place.connectionString } });
});
afterAll(async () => {
  await after.close();
  await before.close();
  await place.drop();
  rmSync(folder, { recursive: true });
});

function first(): string {
  const [id] = visits;
  if (id === undefined) throw new Error('no visit');
  return id;
}

const facilityId = () => after.clerk.facilityId;
const room = () => after.hospital.reconciliation;
const messages = () => after.gateway.outbox.inspect.messages(facilityId(), {});
const stateOf = async (subjectId: string, kind: string) =>
  (await messages()).filter((one) => one.subjectId === subjectId && one.kind === kind).map(({ state }) => state);

/** The same effect twice at a payer that applies whatever comes. */
function duplicates(): string[] {
  const seen = new Map<string, number>();
  for (const { effect, key, data } of after.effects()) {
    const name = `${effect} ${key} ${String(data['taskid'] ?? '')}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  return [...seen].filter(([, count]) => count > 1).map(([name]) => name);
}

it('settles by reading what BPJS took after the backup, and sends nothing', async () => {
  const applied = after.effects().length;
  // What was unclear when the backup was made ends as delivered, what had not left as already there.
  const unsettled = async () =>
    (await messages())
      .filter(({ subjectId }) => subjectId === caught || subjectId === first())
      .filter(({ state }) => state !== 'delivered' && state !== 'already')
      .map(({ kind, state, reason }) => `${kind} ${state} ${reason ?? ''}`);
  await expect.poll(unsettled, { timeout: 20_000 }).toEqual([]);
  expect((await messages()).some(({ state }) => state === 'already')).toBe(true);
  expect(after.effects().length).toBe(applied);
});

let newcomer: string;

it('goes on at the front desk meanwhile; what is new waits and says why', async () => {
  const applied = after.effects().length;
  newcomer = await after.register({ person: 8 });
  await after.record(newcomer, 'patient.checked-in', '09:30:00');
  await expect.poll(() => stateOf(newcomer, 'antreanrs.add'), { timeout: 10_000 }).toEqual(['waiting']);
  const [held] = (await messages()).filter((one) => one.subjectId === newcomer && one.kind === 'antreanrs.add');
  expect(held?.reason).toBe('restored-hold');
  expect(after.effects().length).toBe(applied);
});

it('is not released before every day of the gap was compared; then what we forgot is named', async () => {
  await expect(room().restored.release(after.clerk, 'cadangan dipulihkan')).rejects.toMatchObject({
    code: 'DOMAIN_NOT_RECONCILED',
  });
  await room().planning.planDue(facilityId());
  await expect.poll(() => room().runner.workOnce(facilityId()), { timeout: 30_000, interval: 1 }).toBe('nothing-due');
  expect(await room().restored.view(after.clerk)).toMatchObject({ days: 8, done: 8 });
  const found = await room().service.findings(after.clerk, {
    from: DAY,
    to: DAY,
    state: 'terbuka',
    after: null,
    limit: 200,
  });
  const told = found.map(({ subject, finding }) => `${subject} ${finding}`).toSorted();
  // The visit that was registered in the lost minutes with its letter, and the four calls of those minutes.
  expect(told).toEqual([
    'antrean hanya-di-bpjs',
    'sep hanya-di-bpjs',
    ...Array.from({ length: 4 }, () => 'task hanya-di-bpjs'),
  ]);
});

it('after the release finishes the day with nothing sent twice and nothing lost', async () => {
  await room().restored.release(after.clerk, 'sudah dibandingkan dengan BPJS');
  expect(await room().restored.view(after.clerk)).toBeNull();
  // The unit enters the lost calls anew, at the times it remembers; BPJS holds the ones it was told.
  for (const id of visits) {
    if (id !== first()) await after.record(id, 'poli.called', '08:46:00');
    await after.record(id, 'poli.done', '09:40:00', { resep: 'tidak-ada' });
  }
  await after.settled();
  expect(duplicates()).toEqual([]);
  const known = [...visits, caught, newcomer];
  for (const id of known) {
    const visit = await after.platform.db.withFacility(facilityId(), (tx) => after.hospital.visits.find(tx, id));
    const kode = visit?.kodeBooking ?? '';
    const tasks = after.storedTasks(kode).map((task) => task.slice(0, 1));
    expect([id, after.effects(kode).some(({ effect }) => effect === 'booking.added'), tasks]).toEqual([
      id,
      true,
      visits.includes(id) ? ['3', '4', '5'] : ['3'],
    ]);
  }
});

// A day compared with a payer of its own: nothing is reported of a clean day, every kind of divergence is found and can be repaired, and a
// run goes on where it was broken off.
import { createBpjsClient } from '@titian/client';
import { antreanrs } from '@titian/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHospital, DAY, personOf, type TestHospital } from '../hospital.testing.ts';
import type { Visit } from '../visit/index.ts';

let world: TestHospital;
let visits: Visit[];

beforeAll(async () => {
  world = await createTestHospital({ people: 12 });
  const ids: string[] = [];
  for (let person = 1; person <= 8; person += 1) {
    const id = await world.register({ person });
    ids.push(id);
    const at = (minute: number) => `09:${String(person).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    await world.record(id, 'patient.checked-in', at(1));
    await world.record(id, 'poli.called', at(20));
  }
  await world.settled();
  visits = [];
  for (const id of ids) {
    const visit = await world.platform.db.withFacility(world.clerk.facilityId, (tx) =>
      world.hospital.visits.find(tx, id),
    );
    if (visit !== null) visits.push(visit);
  }
});
afterAll(() => world.close());

const facilityId = () => world.clerk.facilityId;
const room = () => world.hospital.reconciliation;

async function compare(): Promise<string> {
  const { id } = await room().service.request(world.clerk, DAY);
  expect(await room().runner.workOnce(facilityId())).toBe('finished');
  return id;
}

const open = async () =>
  (
    await room().service.findings(world.clerk, { from: DAY, to: DAY, state: 'terbuka', after: null, limit: 200 })
  ).toSorted((left, right) => (left.key < right.key ? -1 : 1));

const told = async () => (await open()).map(({ subject, finding, key }) => `${subject} ${finding} ${key}`);

function visitOf(index: number): Visit {
  const visit = visits[index];
  if (visit === undefined) throw new Error(`no visit ${index}`);
  return visit;
}

/** Another program of the same hospital, with the same credentials. */
function otherSender() {
  return createBpjsClient({
    credentials: world.sandbox.credentials('9999R001'),
    environment: 'development',
    baseUrls: world.sandbox.baseUrls,
    settings: { allowBaseUrl: Object.values(world.sandbox.baseUrls) },
  });
}

const owner = (text: string, values: readonly unknown[]) => world.platform.owner.query(text, [...values]);

describe('a day', () => {
  it('that both sides hold alike has no difference, and BPJS is only read', async () => {
    const before = world.effects().length;
    const id = await compare();
    expect(await told()).toEqual([]);
    expect(world.effects().length).toBe(before);
    const { runs } = await room().service.days(world.clerk, DAY, DAY);
    expect(runs.find((run) => run.id === id)).toMatchObject({
      state: 'selesai',
      counts: { antrean: { compared: 8, found: 0 }, task: { compared: 16, found: 0 }, sep: { compared: 8, found: 0 } },
    });
  });

  it('shows what is missing, extra and changed, by name and with both sides', async () => {
    // Missing at BPJS: a task, a letter and a booking that our record believes delivered.
    await owner(
      `INSERT INTO task_times (facility_id, visit_id, task, observed_at, event_type) VALUES ($1, $2, 5, $3, 'poli.finished')`,
      [facilityId(), visitOf(0).id, world.at('09:40:00')],
    );
    await owner(
      `INSERT INTO task_deliveries (facility_id, visit_id, task, outcome, bpjs_at, settled_at, message_id)
       VALUES ($1, $2, 5, 'diterima', $3, $3, gen_random_uuid())`,
      [facilityId(), visitOf(0).id, world.at('09:40:00')],
    );
    await owner("UPDATE seps SET nomor_sep = '9999R0011126V999999' WHERE facility_id = $1 AND visit_id = $2", [
      facilityId(),
      visitOf(1).id,
    ]);
    // Extra at BPJS: a booking of Mobile JKN, and a task that another program of the hospital sent.
    await world.sandbox.arrange([
      {
        kind: 'booking',
        kodePpk: '9999R001',
        createdAtMs: world.at('07:30:00').getTime(),
        fields: {
          kodebooking: 'MJKN0001',
          nomorkartu: personOf(11).nomorKartu,
          nik: personOf(11).nik,
          kodepoli: 'INT',
          tanggalperiksa: DAY,
          kodedokter: 99901,
          jampraktek: '08:00-12:00',
          jeniskunjungan: 1,
          nomorreferensi: '9999U0011126P000011',
          nomorantrean: 'INT-090',
          angkaantrean: 90,
        },
      },
    ]);
    await otherSender().call(antreanrs.updatewaktu, {
      params: {},
      body: { kodebooking: visitOf(2).kodeBooking, taskid: 5, waktu: world.at('09:50:00').getTime() },
    });
    // Changed: our record of a time and of a doctor is another than BPJS's.
    await owner('UPDATE task_times SET corrected_at = $3 WHERE facility_id = $1 AND visit_id = $2 AND task = 4', [
      facilityId(),
      visitOf(3).id,
      world.at('09:59:00'),
    ]);
    await owner("UPDATE visits SET kode_dokter = '99999' WHERE facility_id = $1 AND id = $2", [
      facilityId(),
      visitOf(4).id,
    ]);
    await compare();
    const expected = [
      `antrean berbeda ${visitOf(4).kodeBooking}`,
      `antrean hanya-di-bpjs MJKN0001`,
      `sep hanya-di-titian 9999R0011126V999999`,
      `task berbeda ${visitOf(3).kodeBooking}|4`,
      `task hanya-di-bpjs ${visitOf(2).kodeBooking}|5`,
      `task hanya-di-titian ${visitOf(0).kodeBooking}|5`,
    ];
    const found = await told();
    // The letter whose number our record names otherwise stands at BPJS under its own.
    expect(found.filter((line) => !line.startsWith('sep hanya-di-bpjs')).toSorted()).toEqual(expected.toSorted());
    expect(found.filter((line) => line.startsWith('sep hanya-di-bpjs'))).toHaveLength(1);
    const all = await open();
    expect(all.find(({ key }) => key === 'MJKN0001')).toMatchObject({
      divergence: { sender: { source: 'Mobile JKN', at: world.at('07:30:00').toISOString() } },
      visit: null,
      actions: ['terima'],
    });
    expect(all.find(({ key }) => key === `${visitOf(3).kodeBooking}|4`)?.divergence.fields).toEqual([
      { field: 'waktu', ours: world.at('09:59:00').toISOString(), theirs: world.at('09:04:20').toISOString() },
    ]);
  });

  it('keeps one finding per difference however often it is looked at', async () => {
    const before = await open();
    await compare();
    expect((await open()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

describe('a repair', () => {
  const idOf = async (start: string) => {
    const found = (await open()).find(({ subject, finding, key }) => `${subject} ${finding} ${key}`.startsWith(start));
    if (found === undefined) throw new Error(`no finding ${start}`);
    return found.id;
  };
  const repair = (id: string, action: 'kirim-ulang' | 'catat-bpjs' | 'terima') =>
    room().service.repair(world.clerk, [id], { action, reason: 'diperiksa dengan unit' });

  it('sends again what BPJS does not hold, once', async () => {
    const id = await idOf('task hanya-di-titian');
    expect(await repair(id, 'kirim-ulang')).toMatchObject([{ result: 'dikirim' }]);
    expect(await repair(id, 'kirim-ulang')).toMatchObject([{ result: 'tidak-dapat' }]);
    await world.settled();
    expect(world.storedTasks(visitOf(0).kodeBooking).filter((task) => task.startsWith('5@'))).toEqual(['5@09:40:00']);
    await compare();
    expect((await told()).some((line) => line.startsWith('task hanya-di-titian'))).toBe(false);
  });

  it('sends nothing when BPJS shows it after all', async () => {
    await owner(
      `INSERT INTO task_deliveries (facility_id, visit_id, task, outcome, bpjs_at, settled_at) VALUES ($1, $2, 5, 'diterima', $3, $3)`,
      [facilityId(), visitOf(5).id, world.at('09:41:00')],
    );
    await owner(
      `INSERT INTO task_times (facility_id, visit_id, task, observed_at, event_type) VALUES ($1, $2, 5, $3, 'poli.finished')`,
      [facilityId(), visitOf(5).id, world.at('09:41:00')],
    );
    await compare();
    const id = await idOf(`task hanya-di-titian ${visitOf(5).kodeBooking}`);
    await otherSender().call(antreanrs.updatewaktu, {
      params: {},
      body: { kodebooking: visitOf(5).kodeBooking, taskid: 5, waktu: world.at('09:41:00').getTime() },
    });
    const before = world.effects().length;
    expect(await repair(id, 'kirim-ulang')).toMatchObject([{ result: 'sudah-ada' }]);
    await world.settled();
    expect(world.effects().length).toBe(before);
  });

  it('writes down what BPJS holds and leaves our observed time as it is', async () => {
    const id = await idOf('task berbeda');
    expect(await repair(id, 'catat-bpjs')).toMatchObject([{ result: 'dicatat' }]);
    const rows = await owner(
      `SELECT t.corrected_at, d.bpjs_at FROM task_times t JOIN task_deliveries d USING (facility_id, visit_id, task)
        WHERE facility_id = $1 AND visit_id = $2 AND task = 4`,
      [facilityId(), visitOf(3).id],
    );
    expect(rows.rows).toEqual([{ corrected_at: world.at('09:59:00'), bpjs_at: world.at('09:04:20') }]);
    await compare();
    expect((await told()).some((line) => line.startsWith('task berbeda'))).toBe(false);
  });

  it('is offered for several at once; what it does not fit is left alone', async () => {
    const all = await open();
    const ids = all.map(({ id }) => id);
    const fitting = all.filter(({ actions }) => actions.includes('catat-bpjs')).map(({ id }) => id);
    expect(fitting.length).toBeGreaterThan(0);
    expect(fitting.length).toBeLessThan(ids.length);
    const results = await room().service.repair(world.clerk, ids, { action: 'catat-bpjs', reason: 'bersama-sama' });
    expect(results.filter(({ result }) => result === 'dicatat').map(({ id }) => id)).toEqual(fitting);
    const left = await room().service.repair(
      world.clerk,
      (await open()).map(({ id }) => id),
      {
        action: 'terima',
        reason: 'diterima sebagai perbedaan',
      },
    );
    expect(left.every(({ result }) => result === 'diterima')).toBe(true);
  });

  it('stays decided while nothing changes, and is open again when BPJS holds yet another content', async () => {
    await compare();
    expect(await told()).toEqual([]);
    await owner("UPDATE visits SET kode_dokter = '99998' WHERE facility_id = $1 AND id = $2", [
      facilityId(),
      visitOf(4).id,
    ]);
    await compare();
    expect(await told()).toEqual([`antrean berbeda ${visitOf(4).kodeBooking}`]);
  });
});

describe('a run', () => {
  it('waits while BPJS is away and goes on without reading again what it has read', async () => {
    await world.sandbox.setMood('antreanrs.antrean', { maintenance: { answer: 'refuse' } });
    const { id } = await room().service.request(world.clerk, DAY);
    const run = async () => (await room().service.days(world.clerk, DAY, DAY)).runs.find((one) => one.id === id);
    expect(await room().runner.workOnce(facilityId())).toBe('postponed');
    expect(await run()).toMatchObject({ state: 'menunggu', step: 1 });
    await world.sandbox.clearMoods();
    const before = world.sandbox.traffic().length;
    await expect.poll(() => room().runner.workOnce(facilityId()), { timeout: 10_000 }).toBe('finished');
    const asked = world.sandbox
      .traffic()
      .slice(before)
      .map((entry) => JSON.stringify(entry));
    expect(asked.some((line) => line.includes('pendaftaran/tanggal') || line.includes('pendaftaran.tanggal'))).toBe(
      false,
    );
    expect(await run()).toMatchObject({ state: 'selesai' });
  });

  it('is planned once per night and occasion, and once after an outage', async () => {
    const { planning } = room();
    await planning.planDue(facilityId());
    await owner(
      `INSERT INTO bpjs_channel_health (facility_id, channel, service, recovered_at, updated_at)
       VALUES ($1, 'vclaim.rujukan', 'vclaim', $2, $2) ON CONFLICT (facility_id, channel) DO UPDATE SET recovered_at = excluded.recovered_at`,
      [facilityId(), world.platform.clock.realNow()],
    );
    await planning.planDue(facilityId());
    await planning.planDue(facilityId());
    const { runs } = await room().service.days(world.clerk, DAY, DAY);
    expect(runs.filter(({ occasion }) => occasion === 'gangguan').length).toBeGreaterThan(0);
    const keys = await owner('SELECT once_key FROM reconciliation_runs WHERE facility_id = $1', [facilityId()]);
    expect(new Set(keys.rows.map((row: { once_key: string }) => row.once_key)).size).toBe(keys.rows.length);
  });
});

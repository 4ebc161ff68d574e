// The hospital's screens through HTTP: search, schedule, register, call, serve, prescribe, correct, print; with the roles that do it.
import { createBpjsClient } from '@titian/client';
import { antreanrs } from '@titian/contract';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHouse, type House } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import {
  createTestPlatform,
  testAccount,
  testApiKey,
  type TestPerson,
  type TestPlatform,
} from '../platform/testing.ts';
import { createFacilityService } from './facility/index.ts';
import { actorOf, DAY, personOf, referralOf } from './hospital.testing.ts';

let platform: TestPlatform;
let sandbox: Sandbox;
let house: House;
let clerk: TestPerson;
let doctor: TestPerson;
let pharmacist: TestPerson;
let officer: TestPerson;

const business = {
  baseMs: Date.parse(`${DAY}T09:00:00+07:00`),
  realBaseMs: systemClock().realNow().getTime(),
  speed: 1,
};

beforeAll(async () => {
  sandbox = await createSandbox({ population: 0, businessClock: business });
  platform = await createTestPlatform({
    clock: systemClock(business),
    environment: { TITIAN_SANDBOX_URL: sandbox.url, TITIAN_PROBE_INTERVAL_MS: '500' },
  });
  await sandbox.arrange(
    [1, 2, 3, 4, 5, 6].flatMap((n) => [
      {
        kind: 'participant' as const,
        person: { ...personOf(n), jenisKelamin: 'P' as const, tanggalLahir: '1990-05-06' },
      },
      {
        kind: 'referral' as const,
        referral: {
          nomorRujukan: referralOf(n),
          nomorKartu: personOf(n).nomorKartu,
          tanggal: '2026-11-10',
          poli: 'INT',
        },
      },
    ]),
  );
  const { hospital } = platform.facilities;
  const facility = createFacilityService(platform);
  const { consId, secret, userKeys } = sandbox.credentials('9999R001');
  await platform.db.withFacility(hospital, async (tx) => {
    for (const service of ['vclaim', 'antreanrs'] as const)
      await facility.setCredentials(tx, actorOf(hospital), { service, consId, secret, userKey: userKeys[service] });
  });
  [clerk, doctor, pharmacist, officer] = await Promise.all([
    testAccount(platform, hospital, ['registration']),
    testAccount(platform, hospital, ['doctor']),
    testAccount(platform, hospital, ['pharmacy']),
    testAccount(platform, hospital, ['claims']),
  ]);
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

async function call<T = Record<string, unknown>>(
  person: TestPerson,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
): Promise<T> {
  const response = await attempt(person, method, url, payload);
  expect(response.statusCode, response.body).toBeLessThan(300);
  return response.json<T>();
}

function attempt(person: Pick<TestPerson, 'headers'>, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { ...person.headers, 'idempotency-key': platform.random.uuidv7() };
  return house.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload === undefined ? {} : { payload }) });
}

interface VisitView {
  readonly id: string;
  readonly stage: string;
  readonly nomorAntrean: string;
  readonly kodeBooking: string;
  readonly sep: { state: string; nomorSep: string | null } | null;
  readonly eligibility: { status: string } | null;
  readonly deliveries: { kind: string; label: string; state: string }[];
}

test('a clerk finds a participant, registers once, and holds a ticket and a SEP', async () => {
  const found = await call<{
    source: string;
    matches: {
      nomorKartu: string;
      eligibility: { snapshotId: string; status: string };
      rujukan: { nomorRujukan: string; berlaku: boolean; kunjunganPertama: boolean }[];
    }[];
  }>(clerk, 'POST', '/peserta/search', { query: personOf(1).nomorKartu });
  expect(found).toMatchObject({
    source: 'bpjs',
    matches: [{ nomorKartu: personOf(1).nomorKartu, eligibility: { status: 'aktif' } }],
  });
  expect(found.matches[0]?.rujukan).toMatchObject([
    { nomorRujukan: referralOf(1), berlaku: true, kunjunganPertama: true },
  ]);
  const byReferral = await call<{ matches: { nama: string }[] }>(clerk, 'POST', '/peserta/search', {
    query: referralOf(1),
  });
  expect(byReferral.matches).toMatchObject([{ nama: 'PESERTA UJI 1' }]);

  const schedule = await call<{
    source: string;
    units: { kodePoli: string; sessions: { sessionId: string; kodeDokter: string; sisaKuotaJkn: number }[] }[];
  }>(clerk, 'GET', `/schedule?date=${DAY}&poli=INT`);
  expect(schedule.source).toBe('bpjs');
  const session = schedule.units
    .find((unit) => unit.kodePoli === 'INT')
    ?.sessions.find((one) => one.kodeDokter === '99901');

  const registered = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 1', nomorKartu: personOf(1).nomorKartu, nik: personOf(1).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    sessionId: session?.sessionId,
    kodePoli: 'INT',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(1),
    eligibilitySnapshotId: found.matches[0]?.eligibility.snapshotId,
  });
  expect(registered).toMatchObject({
    stage: 'menunggu-poli',
    nomorAntrean: 'INT-001',
    eligibility: { status: 'aktif' },
    sep: { state: 'diterima', nomorSep: expect.stringMatching(/^9999R001/) },
  });

  const again = await call<{ units: { sessions: { sessionId: string; sisaKuotaJkn: number }[] }[] }>(
    clerk,
    'GET',
    `/schedule?date=${DAY}&poli=INT`,
  );
  expect(
    again.units.flatMap((unit) => unit.sessions).find((one) => one.sessionId === session?.sessionId)?.sisaKuotaJkn,
  ).toBe((session?.sisaKuotaJkn ?? 0) - 1);
  for (const print of ['ticket', 'sep']) {
    const response = await attempt(clerk, 'GET', `/visits/${registered.id}/${print}.pdf`);
    expect(response.headers['content-type']).toBe('application/pdf');
    expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  }
  const search = await call<{ items: { id: string; nama: string }[] }>(clerk, 'POST', '/visits/search', {
    query: 'peserta',
  });
  expect(search.items).toMatchObject([{ id: registered.id, nama: 'PESERTA UJI 1' }]);
});

test('card and NIK are shown in full only with the permission for them, to people and to machines', async () => {
  const { nomorKartu, nik } = personOf(1);
  const masked = { nomorKartu: `•••••••••${nomorKartu.slice(-4)}`, nik: `••••••••••••${nik.slice(-4)}` };
  const { hospital } = platform.facilities;
  const plainKey = await testApiKey(platform, hospital, ['visit-read', 'visit-register', 'peserta-search']);
  const identityKey = await testApiKey(platform, hospital, ['visit-read', 'peserta-search', 'person-identity']);
  const { items } = await call<{ items: { id: string }[] }>(clerk, 'POST', '/visits/search', { query: 'peserta' });
  const visitPath = `/visits/${items[0]?.id}`;
  const shownTo = async (who: Pick<TestPerson, 'headers'>) => ({
    visit: (await attempt(who, 'GET', visitPath)).json<{ patient: object }>().patient,
    match: (await attempt(who, 'POST', '/peserta/search', { query: nomorKartu })).json<{ matches: object[] }>()
      .matches[0],
  });
  for (const who of [clerk, officer, identityKey])
    expect(await shownTo(who)).toMatchObject({ visit: { nomorKartu, nik }, match: { nomorKartu, nik } });
  for (const who of [doctor, plainKey]) expect(await shownTo(who)).toMatchObject({ visit: masked, match: masked });
  const sheet = await attempt(doctor, 'GET', `${visitPath}/sep.pdf`);
  expect(sheet.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
});

test('poli and pharmacy work off their queues, and each sees only what is its own', async () => {
  const { id } = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 2', nomorKartu: personOf(2).nomorKartu, nik: personOf(2).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: 'INT',
    kodeDokter: '99901',
    jamPraktek: '08:00-12:00',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(2),
  });
  const queue = await call<{ waiting: { id: string }[] }>(doctor, 'GET', '/queue?unit=INT');
  expect(queue.waiting.map((row) => row.id)).toContain(id);
  expect((await attempt(pharmacist, 'POST', `/visits/${id}/events`, { type: 'poli.called' })).statusCode).toBe(403);
  await call(doctor, 'POST', `/visits/${id}/events`, { type: 'poli.called' });
  expect(await call(doctor, 'GET', '/queue?unit=INT')).toMatchObject({ nowServing: { id } });
  await call(doctor, 'POST', `/visits/${id}/events`, { type: 'poli.done', data: { resep: 'racikan' } });
  expect(await call(pharmacist, 'GET', '/pharmacy')).toMatchObject({
    racikan: [{ id, state: 'menunggu', standardMinutes: 60 }],
    nonRacikan: [],
  });
  await call(pharmacist, 'POST', `/visits/${id}/events`, { type: 'pharmacy.started' });
  expect(await call(pharmacist, 'GET', '/pharmacy')).toMatchObject({ racikan: [{ id, state: 'disiapkan' }] });
  const cancelled = await attempt(clerk, 'POST', `/visits/${id}/cancel`, { alasan: 'salah pilih' });
  expect(cancelled.statusCode).toBe(409);
  expect(cancelled.json()).toMatchObject({ error: { code: 'DOMAIN_ALREADY_SERVED' } });
  expect(
    (
      await attempt(clerk, 'POST', `/visits/${id}/events`, {
        type: 'patient.checked-in',
        occurredAt: '2026-11-23T01:00:00Z',
      })
    ).statusCode,
  ).toBe(422);
  const today = await call<{ registered: number; flow: { stage: string; count: number }[] }>(doctor, 'GET', '/today');
  expect(today.flow.find((step) => step.stage === 'disiapkan-farmasi')?.count).toBe(1);
});

test('the Task ID desk lists, corrects with a password, and compares with BPJS', async () => {
  const { id } = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 3', nomorKartu: personOf(3).nomorKartu, nik: personOf(3).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: true,
    serviceDate: DAY,
    kodePoli: 'INT',
    kodeDokter: '99901',
    jamPraktek: '08:00-12:00',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(3),
  });
  await call(clerk, 'POST', `/visits/${id}/events`, { type: 'admission.done' });
  const desk = await call<{
    summary: { visits: number };
    rows: { visitId: string; tasks: { task: number; status: string; nextStep: string | null }[] }[];
  }>(officer, 'GET', '/task-ids?unit=INT&filter=belum-lengkap');
  const row = desk.rows.find((one) => one.visitId === id);
  expect(row?.tasks.find((task) => task.task === 2)?.status).toBe('belum');
  expect(row?.tasks.find((task) => task.task === 3)).toMatchObject({
    status: 'menunggu-pendahulu',
    nextStep: expect.stringContaining('Task ID 2'),
  });

  const correction = { newTime: platform.clock.now().toISOString(), reason: 'Tombol panggil tidak ditekan' };
  expect(
    (await attempt(officer, 'POST', `/visits/${id}/tasks/2/correction`, { ...correction, password: 'bukan ini' }))
      .statusCode,
  ).toBe(403);
  expect(
    (await attempt(clerk, 'POST', `/visits/${id}/tasks/2/correction`, { ...correction, password: clerk.password }))
      .statusCode,
  ).toBe(403);
  const compared = await call<{ differences: unknown[]; timeline: { row: { kodeBooking: string } } }>(
    officer,
    'POST',
    `/visits/${id}/tasks/compare`,
    {},
  );
  expect(compared.timeline.row.kodeBooking).toMatch(/^T261123INT/);
  const mapping = await call<{ items: { task: number; event: string }[] }>(officer, 'GET', '/facility/task-mapping');
  expect(mapping.items).toContainEqual({ task: 4, patient: 'any', event: 'poli.called' });
});

test('a visit saved without a doctor waits, says so, and goes out when its session is chosen', async () => {
  const registered = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 5', nomorKartu: personOf(5).nomorKartu, nik: personOf(5).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: 'INT',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(5),
  });
  expect(registered).toMatchObject({ dokter: null, sep: { state: 'menunggu' } });
  const list = await call<{ items: { id: string; attention: string | null }[] }>(clerk, 'POST', '/visits/search', {
    query: registered.kodeBooking,
  });
  expect(list.items).toMatchObject([{ id: registered.id, attention: 'Pilih dokter' }]);
  const today = await call<{ actions: { kind: string; count: number }[] }>(clerk, 'GET', '/today');
  expect(today.actions).toContainEqual(expect.objectContaining({ kind: 'tanpa-dokter', count: 1 }));

  const path = `/visits/${registered.id}/doctor`;
  const { units } = await call<{ units: { sessions: { sessionId: string; kodeDokter: string }[] }[] }>(
    clerk,
    'GET',
    `/schedule?date=${DAY}&poli=INT`,
  );
  const session = units.flatMap((unit) => unit.sessions).find((one) => one.kodeDokter === '99901');
  const body = { sessionId: session?.sessionId };
  expect((await attempt(doctor, 'POST', path, body)).statusCode).toBe(403);
  expect((await attempt(clerk, 'POST', path, { sessionId: platform.random.uuidv7() })).statusCode).toBe(422);
  const chosen = await call<VisitView>(clerk, 'POST', path, body);
  expect(chosen).toMatchObject({ dokter: { kode: '99901' }, nomorAntrean: registered.nomorAntrean });
  await call(clerk, 'POST', path, body);
  await expect
    .poll(async () => (await call<VisitView>(clerk, 'GET', `/visits/${registered.id}`)).sep?.nomorSep, {
      timeout: 15_000,
    })
    .toMatch(/^9999R001/);
  const after = await call<{ items: { attention: string | null }[] }>(clerk, 'POST', '/visits/search', {
    query: registered.kodeBooking,
  });
  expect(after.items).toMatchObject([{ attention: null }]);
  const booked = sandbox
    .ledger()
    .filter((line) => line.effect === 'booking.added' && line.data['kodedokter'] === 99901);
  expect(booked.length).toBeGreaterThan(0);
});

test('a time that BPJS has from elsewhere stands on the list of differences until a person takes it as it is', async () => {
  const visit = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 6', nomorKartu: personOf(6).nomorKartu, nik: personOf(6).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: 'INT',
    kodeDokter: '99901',
    jamPraktek: '08:00-12:00',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(6),
    checkIn: false,
  });
  const ofVisit = async (query = '') =>
    (
      await call<{ items: { id: string; label: string; state: string; differs: boolean }[] }>(
        officer,
        'GET',
        `/messages?visitId=${visit.id}${query}`,
      )
    ).items;
  await expect
    .poll(async () => (await ofVisit()).find((row) => row.label === 'Daftar antrean')?.state, { timeout: 15_000 })
    .toBe('delivered');
  const { consId, secret, userKeys } = sandbox.credentials('9999R001');
  const byHand = createBpjsClient({
    credentials: { consId, secret, userKeys },
    environment: 'development',
    baseUrls: sandbox.baseUrls,
    settings: { allowBaseUrl: [sandbox.url] },
  });
  const waktu = Date.parse(`${DAY}T08:59:00+07:00`);
  await byHand.call(antreanrs.updatewaktu, { params: {}, body: { kodebooking: visit.kodeBooking, taskid: 3, waktu } });
  await call(clerk, 'POST', `/visits/${visit.id}/events`, { type: 'patient.checked-in' });
  await expect.poll(() => ofVisit('&differs=true'), { timeout: 15_000 }).toHaveLength(1);
  const [row] = await ofVisit('&differs=true');
  expect(row).toMatchObject({ label: 'Waktu Task ID 3', state: 'already', differs: true });

  interface Detail {
    readonly difference: {
      readonly fields: { field: string; ours: string | null; theirs: string | null }[];
      readonly accepted: { by: string; reason: string } | null;
    } | null;
  }
  const path = `/messages/${row?.id}`;
  const seen = (await call<Detail>(officer, 'GET', path)).difference;
  expect(seen?.fields).toMatchObject([{ field: 'waktu', theirs: new Date(waktu).toISOString() }]);
  const { hospital } = platform.facilities;
  const it = await testAccount(platform, hospital, ['it']);
  expect((await call<Detail>(it, 'GET', path)).difference?.fields).toEqual([
    { field: 'waktu', ours: null, theirs: null },
  ]);
  const compared = await call<{ result: string }>(officer, 'POST', `${path}/compare`, {});
  expect(compared.result).toBe('berbeda');
  expect((await attempt(clerk, 'POST', `${path}/accept-difference`, { reason: 'bukan tugasnya' })).statusCode).toBe(
    403,
  );
  const accepted = await call<Detail>(officer, 'POST', `${path}/accept-difference`, {
    reason: 'jam loket lebih benar',
  });
  expect(accepted.difference?.accepted).toMatchObject({ reason: 'jam loket lebih benar' });
  expect(await ofVisit('&differs=true')).toEqual([]);
  // Asking again finds the same difference; it stays as it was judged.
  await call(officer, 'POST', `${path}/compare`, {});
  expect(await ofVisit('&differs=true')).toEqual([]);
  const booking = (await ofVisit()).find((one) => one.label === 'Daftar antrean');
  expect((await call<{ result: string }>(officer, 'POST', `/messages/${booking?.id}/compare`, {})).result).toBe('sama');
});

test('while BPJS is away the desk goes on with what is known, and says how old it is', async () => {
  await sandbox.setMood('*', { maintenance: { answer: 'refuse' } });
  const found = await call<{ source: string; bpjsState: string; notice: string; matches: unknown[] }>(
    clerk,
    'POST',
    '/peserta/search',
    { query: personOf(1).nomorKartu },
  );
  expect(found).toMatchObject({
    source: 'lokal',
    bpjsState: 'terputus',
    notice: expect.stringContaining('pendaftaran tetap dapat dilanjutkan'),
    matches: [{ nama: 'PESERTA UJI 1' }],
  });
  const registered = await call<VisitView>(clerk, 'POST', '/visits', {
    patient: { nama: 'PESERTA UJI 4', nomorKartu: personOf(4).nomorKartu, nik: personOf(4).nik, noHp: '080000000012' },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: 'INT',
    kodeDokter: '99901',
    jamPraktek: '08:00-12:00',
    jenisKunjungan: 1,
    nomorReferensi: referralOf(4),
  });
  expect(registered).toMatchObject({ stage: 'menunggu-poli', sep: { nomorSep: null } });
  const ticket = await attempt(clerk, 'GET', `/visits/${registered.id}/ticket.pdf`);
  expect(ticket.statusCode).toBe(200);
  await sandbox.clearMoods();
}, 60_000);

test("another facility's visit is not found", async () => {
  const stranger = await testAccount(platform, platform.facilities.clinic, [
    'registration',
    'claims',
    'doctor',
    'pharmacy',
  ]);
  const mine = await call<{ items: { id: string }[] }>(clerk, 'GET', '/visits');
  const id = mine.items[0]?.id ?? '';
  for (const url of [`/visits/${id}`, `/visits/${id}/timeline`, `/visits/${id}/ticket.pdf`, `/visits/${id}/sep.pdf`]) {
    expect((await attempt(stranger, 'GET', url)).statusCode, url).toBe(404);
  }
  expect((await attempt(stranger, 'POST', `/visits/${id}/events`, { type: 'poli.called' })).statusCode).toBe(404);
  expect((await attempt(stranger, 'POST', `/visits/${id}/cancel`, { alasan: 'bukan milik kami' })).statusCode).toBe(
    404,
  );
  expect(await call(stranger, 'GET', `/visits?date=${DAY}`)).toMatchObject({ items: [] });
});

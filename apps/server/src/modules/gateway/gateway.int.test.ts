// What people see and may do with messages, through the real routes and against a payer with moods.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { createHouse } from '../../app.ts';
import { systemActor } from '../../platform/actor.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import type { ModuleDefinition } from '../../platform/module.ts';
import type { Role } from '../../platform/permissions.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { createFacilityService } from '../facility/index.ts';

let platform: TestPlatform;
let sandbox: Sandbox;
let app: TitianApp;
let modules: readonly ModuleDefinition[];
const people = new Map<Role, Readonly<Record<string, string>>>();
const CARD = '0000000000017';

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
  for (const role of ['registration', 'claims', 'it', 'vendor', 'doctor'] as const)
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
  return { status: response.statusCode, body: response.body === '' ? null : response.json() };
};
const until = async (look: () => Promise<boolean>) => {
  const deadline = performance.now() + 15_000;
  while (!(await look())) {
    if (performance.now() > deadline)
      throw new Error(`not in time; the strip says ${JSON.stringify((await ask('it', 'GET', '/bpjs/health')).body)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 40);
    });
  }
};
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
  return String(answer.body.id);
};
const messages = async (role: Role, query: string) =>
  (await ask(role, 'GET', `/messages?${query}`)).body.items as {
    id: string;
    kind: string;
    state: string;
    explanation: unknown;
    lastCode: string | null;
  }[];

describe('the status strip', () => {
  it('says "belum-dipakai" first, "terhubung" after the first answer, and counts what waits', async () => {
    const before = await ask('doctor', 'GET', '/bpjs/health');
    expect(before.body.services.map((one: { service: string; state: string }) => [one.service, one.state])).toEqual([
      ['pcare', 'belum-dipakai'],
      ['antreanfktp', 'belum-dipakai'],
    ]);
    const visitId = await register('001');
    await until(async () =>
      (await messages('it', `visitId=${visitId}`)).every((message) => message.state === 'delivered'),
    );
    await until(async () =>
      (await ask('doctor', 'GET', '/bpjs/health')).body.services.every(
        (one: { state: string }) => one.state === 'terhubung',
      ),
    );
  });

  it('says "terputus" with the time, then "pulih" with what was delivered', async () => {
    await sandbox.setMood('*', { maintenance: { answer: 'html' } });
    const visitIds = [await register('003'), await register('020'), await register('021'), await register('008')];
    await until(async () => {
      const { body } = await ask('doctor', 'GET', '/bpjs/health');
      return body.services.some(
        (one: { service: string; state: string; since: string | null }) =>
          one.service === 'antreanfktp' && one.state === 'terputus' && one.since !== null,
      );
    });
    // Whoever comes now waits in the lane: BPJS is only knocked at, no further call can end in doubt.
    visitIds.push(await register('002'));
    await sandbox.clearMoods();
    await until(async () => {
      const { body } = await ask('doctor', 'GET', '/bpjs/health');
      const one = body.services.find((service: { service: string }) => service.service === 'antreanfktp');
      return one.state === 'pulih' && one.waiting === 0 && one.deliveredSinceRecovery > 0;
    });
    expect(visitIds).toHaveLength(5);
  });
});

describe('the message browser', () => {
  it('shows a refused message with its explanation, and the person who must act', async () => {
    const visitId = await register('999');
    await until(async () =>
      (await messages('it', `visitId=${visitId}&state=refused`)).some(
        (message) => message.kind === 'pcare.pendaftaran.add',
      ),
    );
    const refused = (await messages('it', `visitId=${visitId}&state=refused`)).find(
      (message) => message.kind === 'pcare.pendaftaran.add',
    );
    expect(refused).toMatchObject({
      state: 'refused',
      explanation: { apa: expect.any(String), langkah: expect.any(String), peran: expect.any(String) },
    });
    const detail = (await ask('it', 'GET', `/messages/${refused?.id}`)).body;
    expect(detail).toMatchObject({
      payloadVisible: false,
      payloadOpenable: true,
      attempts: [{ outcome: 'refused' }],
      standing: { turn: 'person', role: expect.any(String) },
    });
    expect(JSON.stringify(detail)).not.toContain(CARD);
  });

  it('sends again by hand with a reason, twice pressed once sent, and refuses what is settled', async () => {
    const refused = (await messages('it', 'state=refused')).find((message) => message.kind === 'pcare.pendaftaran.add');
    const count = () => sandbox.traffic().filter((entry) => entry.endpoint === 'pcare.pendaftaran.add').length;
    const before = count();
    const [first, second] = await Promise.all(
      [0, 1].map(() => ask('it', 'POST', `/messages/${refused?.id}/resend`, { reason: 'Poli diperbaiki' })),
    );
    expect([first?.status, second?.status]).toEqual([200, 200]);
    await until(
      async () =>
        (await messages('it', 'state=refused')).some((message) => message.id === refused?.id) && count() > before,
    );
    const [delivered] = await messages('it', 'state=delivered');
    expect((await ask('it', 'POST', `/messages/${delivered?.id}/resend`, { reason: 'coba lagi' })).status).toBe(409);
    expect((await ask('it', 'POST', `/messages/${delivered?.id}/resend`, {})).status).toBe(400);
    expect(
      (await ask('registration', 'POST', `/messages/${delivered?.id}/resend`, { reason: 'coba lagi' })).status,
    ).toBe(403);
  });

  it('leaves to a person what BPJS lets nobody read back, and takes their word for it, with a reason', async () => {
    await sandbox.setMood('antreanfktp', { faults: [{ kind: 'reset-after-apply', on: 'writes' }] });
    const visitId = await register('005');
    const held = async () =>
      (await messages('it', `visitId=${visitId}&state=parked`)).find((message) => message.kind === 'fktp.antrean.add');
    await until(async () => (await held()) !== undefined);
    await sandbox.clearMoods();
    const message = await held();
    expect(message).toMatchObject({ confirmable: true });
    expect(message?.explanation).toMatchObject({ apa: expect.stringContaining('tidak menyediakan cara membaca') });
    const sent = () => sandbox.traffic().filter((entry) => entry.endpoint === 'antreanfktp.antrean.add').length;
    const before = sent();
    const path = `/messages/${message?.id}/confirm`;
    expect((await ask('it', 'POST', path, {})).status).toBe(400);
    expect((await ask('doctor', 'POST', path, { reason: 'terlihat' })).status).toBe(403);
    for (const role of ['it', 'claims'] as const) {
      const answer = await ask(role, 'POST', path, { reason: 'Terlihat di aplikasi BPJS' });
      expect([answer.status, answer.body.message.state]).toEqual([200, 'delivered']);
    }
    expect(sent()).toBe(before);
    const audited = await platform.owner.query(
      "SELECT count(*)::int AS count FROM audit_events WHERE action = 'message.confirm' AND subject_id = $1",
      [message?.id],
    );
    expect(audited.rows).toEqual([{ count: 2 }]);
    const row = await platform.owner.query('SELECT state FROM fktp_antrean WHERE visit_id = $1', [visitId]);
    expect(row.rows).toEqual([{ state: 'added' }]);
    const [delivered] = await messages('it', 'state=refused');
    expect((await ask('it', 'POST', `/messages/${delivered?.id}/confirm`, { reason: 'coba saja' })).status).toBe(409);
  });

  it('pauses and resumes a channel by hand; nothing leaves in between', async () => {
    expect(
      (await ask('it', 'POST', '/channels/pcare.pendaftaran/pause', { reason: 'Uji jeda' })).body.services.find(
        (one: { service: string }) => one.service === 'pcare',
      ).state,
    ).toBe('dijeda');
    const before = sandbox.traffic().filter((entry) => entry.endpoint === 'pcare.pendaftaran.add').length;
    const visitId = await register('001');
    await until(async () =>
      (await messages('it', `visitId=${visitId}`)).some(
        (message) => message.kind === 'fktp.antrean.add' && message.state !== 'queued',
      ),
    );
    expect(sandbox.traffic().filter((entry) => entry.endpoint === 'pcare.pendaftaran.add')).toHaveLength(before);
    expect((await ask('it', 'POST', '/channels/pcare.pendaftaran/resume', { reason: 'Selesai' })).status).toBe(200);
    await until(
      async () => sandbox.traffic().filter((entry) => entry.endpoint === 'pcare.pendaftaran.add').length > before,
    );
  });
});

describe('dead credentials', () => {
  it('pause the channel with the reason after few calls, and new ones let it go on by itself', async () => {
    await sandbox.setMood('pcare', { credentials: 'revoked' });
    await register('001');
    await until(
      async () =>
        (await ask('it', 'GET', '/bpjs/health')).body.services.find(
          (one: { service: string }) => one.service === 'pcare',
        ).state === 'dijeda',
    );
    const { body } = await ask('it', 'GET', '/bpjs/health');
    const channel = body.services
      .find((one: { service: string }) => one.service === 'pcare')
      .channels.find((one: { state: string }) => one.state === 'paused');
    expect(channel.pausedReason).toMatch(/credential/);
    await sandbox.clearMoods();
    const keys = sandbox.credentials('9999U001');
    const entered = await app.inject({
      method: 'PUT',
      url: '/api/v1/facility/credentials',
      headers: { ...people.get('it'), 'idempotency-key': platform.random.uuidv7() },
      payload: {
        service: 'pcare',
        consId: keys.consId,
        secret: keys.secret,
        userKey: keys.userKeys.pcare,
        pcareUsername: keys.pcare.username,
        pcarePassword: keys.pcare.password,
      },
    });
    expect(entered.statusCode).toBe(204);
    await until(
      async () =>
        (await ask('it', 'GET', '/bpjs/health')).body.services.find(
          (one: { service: string }) => one.service === 'pcare',
        ).state !== 'dijeda',
    );
  });
});

describe('a clock that differs', () => {
  it('is noticed from the answers; signatures follow it and what was held goes on by itself', async () => {
    await sandbox.setClock({ skewMs: 20 * 60_000 });
    const visitId = await register('001');
    await until(async () =>
      (await messages('it', `visitId=${visitId}`))
        .filter((message) => message.kind.endsWith('add'))
        .every((message) => ['delivered', 'already', 'refused'].includes(message.state)),
    );
    await sandbox.setClock({ skewMs: 0 });
  });
});

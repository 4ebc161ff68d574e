// Events from a HIS through the real routes: the same as the screens do, once, with every mistake named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import { createTestPlatform, testApiKey, type TestPlatform } from '../../platform/testing.ts';

let platform: TestPlatform;
let app: TitianApp;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  platform = await createTestPlatform();
  ({ app } = await createHouse(platform));
  await app.ready();
  ({ headers } = await testApiKey(platform, platform.facilities.clinic, ['event-submit']));
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const send = async (path: string, payload: object) => {
  const response = await app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { ...headers, 'idempotency-key': platform.random.uuidv7() },
    payload,
  });
  return { status: response.statusCode, body: response.json() };
};

const person = (n: number) => ({
  nomorKartu: `00000000003${String(n).padStart(2, '0')}`,
  nama: `PESERTA UJI ${n}`,
  norm: `H${n}`,
});
const registered = (n: number, change: object = {}) => ({
  sourceEventId: `R${n}`,
  type: 'visit.registered',
  occurredAt: '2026-01-15 08:00:00',
  visitRef: `V${n}`,
  data: {
    patient: person(n),
    kodePoli: '001',
    namaPoli: 'POLI UMUM',
    kodeDokter: '99951',
    jamPraktek: '08:00-14:00',
    keluhan: 'pusing',
  },
  ...change,
});
const called = (n: number) => ({
  sourceEventId: `C${n}`,
  type: 'poli.called',
  occurredAt: '2026-01-15 08:30:00',
  visitRef: `V${n}`,
});
const messagesOf = async (visitId: string) => {
  const found = await platform.owner.query<{ kind: string }>(
    'SELECT kind FROM outbox_messages WHERE subject_id = $1 ORDER BY lane_id, seq',
    [visitId],
  );
  return found.rows.map((row) => row.kind).toSorted();
};

describe('one event', () => {
  it('registers a visit and plans what BPJS must know, in one commit', async () => {
    const answer = await send('/events', registered(1));
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'accepted', kodeBooking: expect.any(String), error: null },
    });
    expect(await messagesOf(answer.body.visitId)).toEqual(['fktp.antrean.add', 'pcare.pendaftaran.add']);
  });

  it('is taken once for ever: the second time answers 200 and changes nothing', async () => {
    const first = await send('/events', registered(2));
    const second = await send('/events', registered(2));
    expect(second).toMatchObject({
      status: 200,
      body: { status: 'duplicate', visitId: first.body.visitId, kodeBooking: first.body.kodeBooking },
    });
    expect(await messagesOf(first.body.visitId)).toHaveLength(2);
  });

  it('arrives once although fifty send it at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => send('/events', registered(3))));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.visitId)).size).toBe(1);
  });

  it('under an old number with another content is refused, not swallowed', async () => {
    await send('/events', called(2));
    const other = await send('/events', { ...called(2), occurredAt: '2026-01-15 09:00:00' });
    expect(other).toMatchObject({ status: 422, body: { error: { code: 'INPUT_EVENT', field: 'sourceEventId' } } });
  });

  it("reads a local time in the facility's zone", async () => {
    await send('/events', called(1));
    const found = await platform.owner.query<{ at: Date }>(
      `SELECT occurred_at AS at FROM hook_events WHERE source_event_id = 'C1'`,
    );
    expect(found.rows[0]?.at.toISOString()).toBe('2026-01-15T01:30:00.000Z');
  });

  it('that comes before its visit is kept and applied when the visit is registered', async () => {
    const early = await send('/events', called(4));
    expect(early).toMatchObject({ status: 201, body: { status: 'accepted', visitId: null } });
    const late = await send('/events', registered(4));
    expect(await messagesOf(late.body.visitId)).toEqual([
      'fktp.antrean.add',
      'fktp.antrean.panggil',
      'pcare.pendaftaran.add',
    ]);
  });

  it('leaves no readable person in the database', async () => {
    await send('/events', registered(5));
    const dump = await platform.owner.query<{ text: string }>(
      `SELECT row_to_json(e)::text AS text FROM hook_events e WHERE source_event_id = 'R5'`,
    );
    expect(dump.rows[0]?.text).not.toMatch(/PESERTA|0000000000305|pusing/);
  });

  it('with a service entry that P-Care would refuse is refused here, by name', async () => {
    const entry = {
      keluhan: 'pusing',
      kdSadar: '01',
      sistole: 120,
      diastole: 80,
      beratBadan: 60,
      tinggiBadan: 160,
      lingkarPerut: 80,
      respRate: 18,
      heartRate: 80,
      suhu: 36,
      diagnosa: [],
      kdStatusPulang: '3',
      kdDokter: '99951',
    };
    const event = {
      sourceEventId: 'S1',
      type: 'service.recorded',
      occurredAt: '2026-01-15 09:00:00',
      visitRef: 'V1',
      data: entry,
    };
    expect(await send('/events', event)).toMatchObject({ status: 422, body: { error: { field: 'data.diagnosa' } } });
    const mended = await send('/events', { ...event, data: { ...entry, diagnosa: ['I10'] } });
    expect(mended.status).toBe(201);
    expect(await messagesOf(mended.body.visitId)).toContain('pcare.kunjungan.add');
  });
});

describe('a batch', () => {
  it('reports each bad line by its place and takes all the others', async () => {
    const events = [
      registered(10),
      { ...registered(11), type: 'kunjungan.daftar' },
      { ...called(10), sourceEventId: '' },
      called(10),
      registered(10),
    ];
    const { status, body } = await send('/events/batch', { events });
    expect(status).toBe(207);
    expect(body.results.map((result: { status: string }) => result.status)).toEqual([
      'accepted',
      'rejected',
      'rejected',
      'accepted',
      'duplicate',
    ]);
    expect(body.results[1]).toMatchObject({
      index: 1,
      error: { field: 'type', value: 'kunjungan.daftar', nextStep: expect.stringContaining('visit.registered') },
    });
    expect(body.results[2]).toMatchObject({ index: 2, error: { field: 'sourceEventId' } });
  });

  it('takes two hundred visits in the order of each', async () => {
    const events = Array.from({ length: 200 }, (_, index) => index + 100).flatMap((n) => [
      registered(n, { data: { ...registered(n).data, patient: { ...person(n), nomorKartu: '' } } }),
      called(n),
    ]);
    const { body } = await send('/events/batch', { events });
    expect(body.results.every((result: { status: string }) => result.status === 'accepted')).toBe(true);
  });
});

describe('a caller without the scope', () => {
  it('is turned away', async () => {
    const other = await testApiKey(platform, platform.facilities.clinic, ['visit-read']);
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: { ...other.headers, 'idempotency-key': platform.random.uuidv7() },
      payload: registered(90),
    });
    expect(response.statusCode).toBe(403);
  });
});

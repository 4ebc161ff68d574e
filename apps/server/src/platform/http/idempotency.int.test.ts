// Every promise of Idempotency-Key, on a real database, with routes that count how often they worked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import type { ModuleDefinition } from '../module.ts';
import { createTestPlatform, testAccount, testApiKey, type TestPerson, type TestPlatform } from '../testing.ts';
import { createApp } from './create-app.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import type { TitianApp } from './types.ts';

const AT_ONCE = 50;
let platform: TestPlatform;
let app: TitianApp;
let person: TestPerson;
let worked: string[] = [];

/** Adds one line to the address of the facility: an effect that can be counted in the database. */
function counting(): ModuleDefinition {
  const effect = (facility: TestPlatform['facilities']['hospital'], note: string) =>
    platform.db.withFacility(facility, async (tx) => {
      worked.push(note);
      await tx.query("UPDATE facilities SET address = address || '.' WHERE facility_id = $1", [facility]);
    });
  const schema = {
    body: z.strictObject({ note: z.string() }),
    response: { 201: z.object({ note: z.string(), count: z.number() }) },
  };
  return {
    name: 'counting',
    routes: (api) => {
      api.post('/count', { config: { access: 'facility-read' }, schema }, async (request, reply) => {
        await effect(request.actor.facilityId, request.body.note);
        return reply.code(201).send({ note: request.body.note, count: worked.length });
      });
      api.post(
        '/count-safe',
        { config: { access: 'facility-read', safeToRepeat: true }, schema },
        async (request, reply) => {
          await effect(request.actor.facilityId, request.body.note);
          return reply.code(201).send({ note: request.body.note, count: worked.length });
        },
      );
      api.post('/away', { config: { access: 'facility-read' }, schema }, async (request, reply) => {
        if (request.body.note === 'before') await databaseGoes();
        await effect(request.actor.facilityId, request.body.note);
        await databaseGoes();
        return reply.code(201).send({ note: request.body.note, count: worked.length });
      });
      api.post('/refuse', { config: { access: 'facility-read' }, schema }, async (request) => {
        worked.push(request.body.note);
        throw notFound('anything');
      });
      api.post('/kept', { config: { access: 'facility-read' }, schema }, (request) =>
        platform.db.withFacility(request.actor.facilityId, async (tx) => {
          worked.push(request.body.note);
          await tx.query("UPDATE facilities SET address = address || '.' WHERE facility_id = $1", [tx.facilityId]);
          await request.keepAnswer(tx, { note: request.body.note, count: 7, secret: 'not in the schema' }, 201);
          throw new Error('the business transaction fails after all');
        }),
      );
      api.post(
        '/id',
        {
          config: { access: 'facility-read' },
          schema: { body: schema.body, response: { 200: z.object({ id: z.string() }) } },
        },
        (request) => ({
          id: request.repeatableId('thing'),
        }),
      );
    },
  };
}

/** Where the pool connects, and a folder in which no server listens. */
const place = () => platform.db.app.options;
let home: string | undefined;

/** No new connection is made, and those that stand are ended. */
async function databaseGoes(): Promise<void> {
  home ??= place().connectionString;
  place().connectionString = 'postgresql://titian@localhost/titian?host=/nowhere';
  await platform.owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'titian-app'",
  );
}
function databaseIsBack(): void {
  if (home !== undefined) place().connectionString = home;
}

beforeAll(async () => {
  platform = await createTestPlatform();
  app = await createApp({ platform, modules: [counting()] });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await platform.close();
});
beforeEach(async () => {
  worked = [];
  person = await testAccount(platform, platform.facilities.hospital, ['it']);
});

const post = (
  url: string,
  key: string | undefined,
  note = 'a',
  headers: Readonly<Record<string, string>> = person.headers,
) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    payload: { note },
  });

async function rowOf(key: string) {
  const result = await platform.owner.query<{ status: number | null; effect_at: Date | null }>(
    'SELECT status, effect_at FROM titian.idempotency_keys WHERE key = $1',
    [key],
  );
  return result.rows;
}

describe('one key', () => {
  it('is demanded', async () => {
    expect((await post('/count', undefined)).json().error).toMatchObject({
      code: 'INPUT_IDEMPOTENCY_KEY',
      field: 'Idempotency-Key',
    });
    expect((await post('/count', 'not-a-uuid')).statusCode).toBe(400);
    expect(worked).toEqual([]);
  });

  it('works once and answers the same again', async () => {
    const key = platform.random.uuidv7();
    const first = await post('/count', key);
    const second = await post('/count', key);
    expect(first.statusCode).toBe(201);
    expect(second.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(worked).toEqual(['a']);
  });

  it('under fifty calls at once works once, with one row and identical answers', async () => {
    const key = platform.random.uuidv7();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => post('/count', key)));
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect(worked).toEqual(['a']);
    expect(await rowOf(key)).toHaveLength(1);
  });

  it('with another body, another address or another person is refused', async () => {
    const key = platform.random.uuidv7();
    await post('/count', key);
    const stranger = await testAccount(platform, platform.facilities.hospital, ['it']);
    for (const answer of [
      await post('/count', key, 'b'),
      await post('/count-safe', key),
      await post('/count', key, 'a', stranger.headers),
    ]) {
      expect(answer.statusCode).toBe(422);
      expect(answer.json().error.code).toBe('INPUT_KEY_REUSED');
    }
    expect(worked).toEqual(['a']);
  });

  it('in another facility is another key', async () => {
    const key = platform.random.uuidv7();
    const elsewhere = await testAccount(platform, platform.facilities.clinic, ['it']);
    await post('/count', key);
    expect((await post('/count', key, 'b', elsewhere.headers)).statusCode).toBe(201);
    expect(worked).toEqual(['a', 'b']);
  });

  it('is free again after a refusal, so that a corrected form may be sent', async () => {
    const key = platform.random.uuidv7();
    expect((await post('/refuse', key)).statusCode).toBe(404);
    expect(await rowOf(key)).toEqual([]);
    expect((await post('/refuse', key)).statusCode).toBe(404);
    expect(worked).toEqual(['a', 'a']);
  });

  it('names the same new row in every repetition, and another per purpose and key', async () => {
    const key = platform.random.uuidv7();
    const first: { id: string } = (await post('/id', key)).json();
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await post('/id', platform.random.uuidv7())).json()).not.toEqual(first);
  });

  it('works the same with a machine key', async () => {
    const key = platform.random.uuidv7();
    const machine = await testApiKey(platform, platform.facilities.hospital, ['facility-read']);
    const first = await post('/count', key, 'm', machine.headers);
    expect((await post('/count', key, 'm', machine.headers)).body).toBe(first.body);
    expect(worked).toEqual(['m']);
  });

  it('keeps neither the request nor the answer readable in the database', async () => {
    const key = platform.random.uuidv7();
    await post('/count', key, 'canary-note-771');
    const dump = await platform.owner.query<{ row: string }>(
      'SELECT t::text AS row FROM titian.idempotency_keys t WHERE key = $1',
      [key],
    );
    const text = dump.rows[0]?.row ?? '';
    expect(text).not.toBe('');
    expect(text).not.toContain(Buffer.from('canary-note-771').toString('hex'));
    expect(text).not.toContain('canary-note-771');
  });
});

describe('after a crash', () => {
  const crashed = async (key: string, hasEffect: boolean, leaseMs: number, url = '/count') => {
    const store = createIdempotencyStore(platform.db, platform.sealer);
    const now = platform.clock.realNow();
    await store.claim({
      facilityId: platform.facilities.hospital,
      key,
      actorId: person.accountId,
      now,
      leaseUntil: new Date(now.getTime() + leaseMs),
      request: JSON.stringify(['POST', `/api/v1${url}`, { note: 'a' }]),
    });
    if (hasEffect)
      await platform.owner.query('UPDATE titian.idempotency_keys SET effect_at = now() WHERE key = $1', [key]);
  };

  it('before the commit, the repetition works', async () => {
    const key = platform.random.uuidv7();
    await crashed(key, false, -1);
    expect((await post('/count', key)).statusCode).toBe(201);
    expect(worked).toEqual(['a']);
  });

  it('after the commit, the repetition is told that it is done and works no second time', async () => {
    const key = platform.random.uuidv7();
    await crashed(key, true, -1);
    const answer = await post('/count', key);
    expect(answer.json().error.code).toBe('INPUT_ANSWER_LOST');
    expect(worked).toEqual([]);
  });

  it('a route that recognises repetitions itself runs again at once, lease or not', async () => {
    const key = platform.random.uuidv7();
    await crashed(key, true, 30_000, '/count-safe');
    expect((await post('/count-safe', key)).statusCode).toBe(201);
    expect(worked).toEqual(['a']);
  });

  it('marks the effect in the very transaction that wrote, and not for one that only read', async () => {
    const key = platform.random.uuidv7();
    await post('/count', key);
    expect((await rowOf(key))[0]?.effect_at).not.toBeNull();
    const readOnly = platform.random.uuidv7();
    await post('/id', readOnly);
    expect((await rowOf(readOnly))[0]).toMatchObject({ status: 200, effect_at: null });
  });

  it('an answer kept in the business transaction rolls back with it', async () => {
    const key = platform.random.uuidv7();
    expect((await post('/kept', key)).statusCode).toBe(500);
    expect(await rowOf(key)).toEqual([]);
  });
});

describe('a database that goes while a request runs', () => {
  it('is answered as a database that is away (503), not as a bug (500), although the key cannot be given back', async () => {
    const answer = await post('/away', crypto.randomUUID(), 'before');
    databaseIsBack();
    expect(answer.statusCode).toBe(503);
    expect(answer.json().error.code).toBe('STORE_UNAVAILABLE');
  });

  it('does not turn what is committed into a failure because the answer cannot be kept', async () => {
    const key = crypto.randomUUID();
    const answer = await post('/away', key, 'after');
    databaseIsBack();
    expect(answer.statusCode).toBe(201);
    expect(await rowOf(key)).toMatchObject([{ status: null, effect_at: expect.any(Date) }]);
  });
});

// Finding messages and understanding one, through the real routes and against a payer of its own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealEvidence } from './evidence.ts';
import { openMessageHouse, personOf, type MessageHouse } from './messages.testing.ts';
import { recordRefusal, refusalsAbout } from './refusals.ts';

let house: MessageHouse;
let refusedVisit: string;
let goodVisit: string;

const search = async (filter: object, role: 'it' | 'claims' | 'vendor' = 'it') => {
  const { status, body } = await house.ask(role, 'POST', '/messages/search', filter);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items as { id: string; kind: string; state: string; visitId: string; lastMessage: string | null }[];
};
const refused = async () => {
  const [message] = await search({ visitId: refusedVisit, state: ['refused'], kind: ['pcare.pendaftaran.add'] });
  return message?.id ?? '';
};

beforeAll(async () => {
  house = await openMessageHouse();
  goodVisit = await house.register(1, '001');
  refusedVisit = await house.register(2, '999');
  await house.until(async () =>
    (await search({ visitId: goodVisit })).every((message) => message.state === 'delivered'),
  );
  await house.until(async () => (await refused()) !== '');
});
afterAll(() => house.close());

describe('the search field', () => {
  it('finds a visit by its booking code, card, NIK, record number and the beginning of a name, and nobody else', async () => {
    const { rows } = await house.platform.owner.query('SELECT kode_booking, visit_ref FROM visits WHERE id = $1', [
      refusedVisit,
    ]);
    const { nomorKartu, nik, norm, nama } = personOf(2);
    for (const query of [rows[0].kode_booking, rows[0].visit_ref, nomorKartu, nik, norm, nama.slice(-4)]) {
      const found = await search({ query });
      expect([...new Set(found.map((message) => message.visitId))], `by ${query}`).toEqual([refusedVisit]);
    }
    expect(await search({ query: '0000000009999' })).toEqual([]);
  });

  it('finds a refusal by our words, by its code and by words of BPJS', async () => {
    const { body } = await house.ask('it', 'POST', '/messages/counts', {});
    const [reason] = body.reasons as { value: string; words: string | null; apa: string; count: number }[];
    expect(reason).toMatchObject({ value: expect.any(String), count: expect.any(Number), apa: expect.any(String) });
    for (const refusal of [
      reason?.value ?? '',
      (reason?.apa ?? '').slice(0, 20),
      (reason?.words ?? '').split('…')[0] ?? '',
    ]) {
      expect(refusal.length).toBeGreaterThan(2);
      const found = await search({ refusal });
      expect(
        found.map((message) => message.visitId),
        `by ${refusal}`,
      ).toContain(refusedVisit);
      expect(found.map((message) => message.visitId)).not.toContain(goodVisit);
    }
    expect(await search({ refusal: 'kata yang tidak ada di mana pun' })).toEqual([]);
  });

  it('keeps of a sentence of BPJS what can be searched, and nobody whom it names', async () => {
    const { db, sealer, clock, random, owner, facilities } = house.platform;
    const messageId = random.uuidv7();
    const said = 'Peserta BUDIARTO SANTOSO nomor 0000000000099 sudah terdaftar';
    await db.withFacility(facilities.hospital, async (tx) =>
      recordRefusal(sealer, tx, {
        message: { messageId },
        outcome: { kind: 'refused', code: 'BPJS_REJECTED', reason: null },
        evidence: await sealEvidence(sealer, tx, messageId, { code: '201', message: said }),
        at: clock.realNow(),
      }),
    );
    const { rows } = await owner.query('SELECT * FROM bpjs_refusals WHERE message_id = $1', [messageId]);
    expect(rows).toEqual([expect.objectContaining({ bpjs_code: '201', words: 'Peserta … nomor … sudah terdaftar' })]);
    // Who types the sentence as it was finds it all the same.
    expect(refusalsAbout(said).like).toContain('%Peserta%nomor%sudah terdaftar%');
  });

  it('pages without losing messages of one transaction, whatever the size of the page', async () => {
    const all = (await search({ limit: 100 })).map((message) => message.id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await house.ask('it', 'POST', '/messages/search', {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...body.items.map((message: { id: string }) => message.id));
      cursor = body.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  it('counts what stands behind each filter, and the list behind it has as many', async () => {
    const { body } = await house.ask('it', 'POST', '/messages/counts', {});
    expect(body.isComplete).toBe(true);
    for (const { value, count } of body.states)
      expect(await search({ state: [value], limit: 100 }), value).toHaveLength(count);
    for (const { value, count } of body.kinds)
      expect(await search({ kind: [value], limit: 100 }), value).toHaveLength(count);
    const narrowed = (await house.ask('it', 'POST', '/messages/counts', { state: ['refused'] })).body;
    expect(narrowed.states).toEqual(body.states);
    expect(narrowed.total).toBe(body.states.find((one: { value: string }) => one.value === 'refused').count);
  });

  it('keeps to the span that was asked for', async () => {
    const now = house.platform.clock.now().getTime();
    expect(await search({ until: new Date(now - 3_600_000).toISOString() })).toEqual([]);
    expect((await search({ from: new Date(now - 3_600_000).toISOString(), limit: 100 })).length).toBeGreaterThan(2);
  });
});

describe('one message', () => {
  it('tells its history line by line, with the name and the reason of who pressed a button', async () => {
    const id = await refused();
    await house.ask('it', 'POST', `/messages/${id}/resend`, { reason: 'Kode poli sudah diperiksa' });
    await house.until(async () => {
      const { body } = await house.ask('it', 'GET', `/messages/${id}`);
      return body.message.state === 'refused' && body.attempts.length === 2;
    });
    const { body } = await house.ask('it', 'GET', `/messages/${id}`);
    const lines = body.history as { kind: string; result: string | null; by: string | null; words: string | null }[];
    expect(lines.map(({ kind, result }) => [kind, result])).toEqual([
      ['recorded', null],
      ['attempt', null],
      ['answer', 'refused'],
      ['hand', 'resent'],
      ['attempt', null],
      ['answer', 'refused'],
    ]);
    expect(lines[3]).toMatchObject({ words: 'Kode poli sudah diperiksa', by: expect.stringMatching(/\w/) });
    expect(lines[3]?.by).not.toContain(':');
    expect(body.standing).toMatchObject({ turn: 'person', waits: [] });
  });

  it('says that a paused channel holds it, by whom and why, and that somebody has to act', async () => {
    await house.ask('it', 'POST', '/channels/pcare.pendaftaran/pause', { reason: 'jaringan dipelihara' });
    const visitId = await house.register(3, '001');
    await house.until(async () =>
      (await search({ visitId, kind: ['fktp.antrean.add'] })).every((message) => message.state === 'delivered'),
    );
    const [held] = await search({ visitId, kind: ['pcare.pendaftaran.add'] });
    const { body } = await house.ask('it', 'GET', `/messages/${held?.id}`);
    expect(body.standing).toMatchObject({ turn: 'person', role: 'it' });
    expect(body.standing.waits).toContainEqual(
      expect.objectContaining({ kind: 'paused', words: 'jaringan dipelihara', by: expect.stringMatching(/^[^:]+$/) }),
    );
    await house.ask('it', 'POST', '/channels/pcare.pendaftaran/resume', { reason: 'selesai' });
    await house.until(async () => (await search({ visitId })).every((message) => message.state === 'delivered'));
  });
});

describe('the exact bytes', () => {
  const open = (
    role: 'it' | 'claims' | 'vendor' | 'auditor',
    id: string,
    body: object = { reason: 'Keluhan dari BPJS' },
  ) => house.ask(role, 'POST', `/messages/${id}/payload`, body);

  it('are opened with a reason, which the audit trail keeps; what left is what had been committed', async () => {
    const [message] = await search({ visitId: goodVisit, kind: ['pcare.pendaftaran.add'] });
    const id = message?.id ?? '';
    const { body: detail } = await house.ask('it', 'GET', `/messages/${id}`);
    expect(JSON.stringify(detail)).not.toContain(personOf(1).nomorKartu);
    expect((await open('it', id, {})).status).toBe(400);
    await house.until(async () => (await open('it', id)).body.attempts[0]?.exchanges.length > 0);
    const { status, body } = await open('it', id);
    expect(status).toBe(200);
    const [attempt] = body.attempts;
    const sent = attempt.exchanges.find((one: { purpose: string }) => one.purpose === 'send');
    expect(JSON.parse(attempt.body.text)).toMatchObject({ noKartu: personOf(1).nomorKartu });
    expect(sent.requestBody).toEqual(attempt.body);
    expect(sent).toMatchObject({ method: 'POST', status: 201, failure: null });
    expect(sent.url).toMatch(/\/pendaftaran$/);
    // The answer as it came is sealed by BPJS's envelope; opened, it is readable.
    expect(JSON.parse(sent.responseBody.text).response).not.toMatch(/^\{/);
    expect(JSON.parse(sent.opened)).toMatchObject({ metaData: { code: 201 } });
    const audited = await house.platform.owner.query(
      "SELECT count(*)::int AS count FROM audit_events WHERE action = 'message.open-payload' AND subject_id = $1 AND reason_sealed IS NOT NULL",
      [id],
    );
    expect(audited.rows[0].count).toBeGreaterThanOrEqual(2);
  });

  it('hold no secret of the headers, not even sealed', async () => {
    const [message] = await search({ visitId: goodVisit, kind: ['pcare.pendaftaran.add'] });
    const text = JSON.stringify((await open('it', message?.id ?? '')).body);
    const keys = house.sandbox.credentials('9999U001');
    for (const secret of [keys.consId, keys.secret, keys.userKeys.pcare, keys.pcare.password])
      expect(text).not.toContain(secret);
    expect(text).toContain('X-signature');
  });

  it('are never for the vendor who hosts, nor for an auditor', async () => {
    const id = await refused();
    for (const role of ['vendor', 'auditor'] as const) expect((await open(role, id)).status).toBe(403);
    expect((await open('claims', id)).status).toBe(200);
  });
});

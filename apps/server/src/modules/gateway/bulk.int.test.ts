// Acting on many messages: what was previewed is done, once, whoever presses and whoever dies; and a whole day sent again against a payer
// that applies everything twice when it is asked twice leaves no effect twice (goal G3).
import { createOutbox } from '@titian/outbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBulkWorker } from './bulk-worker.ts';
import { openMessageHouse, type MessageHouse } from './messages.testing.ts';

let house: MessageHouse;
const REASON = { reason: 'Poli sudah diperbaiki di HFIS' };
const PEOPLE = 7;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly visitId: string | null;
}

beforeAll(async () => {
  house = await openMessageHouse({ character: 'dumb', people: PEOPLE * 2 + 1 });
});
afterAll(() => house.close());

const search = async (filter: object): Promise<Row[]> =>
  (await house.ask('it', 'POST', '/messages/search', { limit: 200, ...filter })).body.items;
const preview = async (action: 'resend' | 'cancel', filter: object) =>
  (await house.ask('it', 'POST', '/messages/bulk', { action, filter })).body;
const view = async (id: string) => (await house.ask('it', 'GET', `/messages/bulk/${id}`)).body;
const finished = (id: string) => house.until(async () => ['done', 'stopped'].includes((await view(id)).state));
const resentBy = async (reason: string) =>
  (
    await house.platform.owner.query(
      "SELECT message_id, count(*)::int AS count FROM outbox_outcomes WHERE kind = 'resent' AND reason = $1 GROUP BY 1",
      [reason],
    )
  ).rows as { message_id: string; count: number }[];
const twice = () => house.sandbox.ledger().filter(({ duplicateOf }) => duplicateOf != null);
const REFUSED = { state: ['refused'], kind: ['pcare.pendaftaran.add'] };

describe('many messages at once', () => {
  beforeAll(async () => {
    for (let person = 1; person <= PEOPLE; person += 1) await house.register(person, '999');
    await house.until(async () => (await search(REFUSED)).length === PEOPLE);
  });

  it('a preview says what would happen to which, and changes nothing', async () => {
    const draft = await preview('resend', { kind: ['pcare.pendaftaran.add'] });
    expect(draft).toMatchObject({ state: 'draft', total: PEOPLE, done: 0, reason: null });
    expect(draft.groups).toEqual([
      expect.objectContaining({ kind: 'pcare.pendaftaran.add', state: 'refused', verdict: 'sends', count: PEOPLE }),
    ]);
    expect(draft.items.length).toBe(PEOPLE);
    for (const role of ['vendor', 'auditor', 'doctor'] as const)
      expect((await house.ask(role, 'POST', `/messages/bulk/${draft.id}/start`, REASON)).status).toBe(403);
    expect((await house.ask('it', 'POST', `/messages/bulk/${draft.id}/start`, {})).status).toBe(400);
    expect(await resentBy(REASON.reason)).toEqual([]);
  });

  it('two operators press start at once, one of them twice: each message goes again once', async () => {
    const draft = await preview('resend', REFUSED);
    const answers = await Promise.all(
      (['it', 'it', 'claims'] as const).map((role) =>
        house.ask(role, 'POST', `/messages/bulk/${draft.id}/start`, REASON),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await finished(draft.id);
    expect(await view(draft.id)).toMatchObject({
      state: 'done',
      done: PEOPLE,
      results: [{ result: 'sends', count: PEOPLE }],
      reason: REASON.reason,
    });
    const resent = await resentBy(REASON.reason);
    expect(resent).toHaveLength(PEOPLE);
    expect(resent.every(({ count }) => count === 1)).toBe(true);
    const classes = await house.platform.owner.query(
      'SELECT DISTINCT class FROM outbox_messages WHERE message_id = ANY($1::uuid[])',
      [resent.map((one) => one.message_id)],
    );
    // Behind everything that somebody waits for.
    expect(classes.rows).toEqual([{ class: 2 }]);
    await house.until(async () => (await search(REFUSED)).length === PEOPLE);
  });

  it('after the stop button has answered nothing further begins, and what was done stays', async () => {
    const draft = await preview('resend', REFUSED);
    const reason = 'dihentikan di tengah';
    await house.ask('it', 'POST', `/messages/bulk/${draft.id}/start`, { reason });
    await house.until(async () => (await view(draft.id)).done >= 2);
    const stopped = (await house.ask('claims', 'POST', `/messages/bulk/${draft.id}/stop`, {})).body;
    expect(stopped).toMatchObject({ state: 'stopped', stoppedBy: expect.any(String) });
    const done = (await resentBy(reason)).length;
    expect(done).toBe(stopped.done);
    expect(done).toBeLessThan(PEOPLE);
    expect((await house.ask('it', 'POST', `/messages/bulk/${draft.id}/start`, { reason })).status).toBe(409);
    await house.until(async () => (await search(REFUSED)).length === PEOPLE);
    expect(await resentBy(reason)).toHaveLength(done);
  });

  it('a node that dies between two messages, or right after one was done, is followed by another: nothing twice, nothing left', async () => {
    const draft = await preview('resend', REFUSED);
    const reason = 'simpul mati di tengah';
    const { db, sealer, clock, random, owner, facilities } = house.platform;
    const outbox = createOutbox({ pools: { app: db.app, overview: db.overview }, clock, random, handlers: {} });
    const node = (nodeId: string, diesAt: number) => {
      let done = 0;
      const worker = createBulkWorker({
        db,
        sealer,
        clock,
        outbox: { nodeId, cancel: outbox.cancel },
        itemEveryMs: 0,
        onProgress: () => undefined,
        onTrouble: () => undefined,
        resend: async (facilityId, { messageId, by, reason: why, ...options }) => {
          const result = await outbox.resend(facilityId, messageId, by, why, options);
          done += 1;
          if (done === diesAt) throw new Error('the process is gone');
          return result;
        },
      });
      return worker.workOn(facilities.clinic, draft.id);
    };
    const [first, second, third] = [random.uuidv7(), random.uuidv7(), random.uuidv7()];
    // The first node was the first to see it; the house's own worker comes when the lease is over.
    await owner.query("UPDATE bulk_actions SET lease_by = $2, lease_until = now() + interval '1 hour' WHERE id = $1", [
      draft.id,
      first,
    ]);
    await house.ask('it', 'POST', `/messages/bulk/${draft.id}/start`, { reason });
    await node(first, 3);
    expect(await resentBy(reason)).toHaveLength(3);
    await node(second, 99);
    expect(await resentBy(reason)).toHaveLength(3);
    await owner.query("UPDATE bulk_actions SET lease_until = now() - interval '1 second' WHERE id = $1", [draft.id]);
    await Promise.all([node(second, 99), node(third, 99)]);
    await finished(draft.id);
    const resent = await resentBy(reason);
    expect(resent).toHaveLength(PEOPLE);
    expect(resent.every(({ count }) => count === 1)).toBe(true);
    expect((await view(draft.id)).state).toBe('done');
    await house.until(async () => (await search(REFUSED)).length === PEOPLE);
  });

  it('cancels what has not been sent, and nothing of what may have arrived', async () => {
    const visitId = await house.register(PEOPLE * 2 + 1, '001');
    await house.until(async () => (await search({ visitId })).every(({ state }) => state === 'delivered'));
    const draft = await preview('cancel', {});
    const verdicts = new Set(draft.groups.map((group: { verdict: string }) => group.verdict));
    expect(verdicts).toEqual(new Set(['cancels', 'settled']));
    await house.ask('it', 'POST', `/messages/bulk/${draft.id}/start`, { reason: 'tidak diperlukan lagi' });
    await finished(draft.id);
    expect(await search({ state: ['cancelled'] })).toHaveLength(draft.total);
    expect(await search({ state: ['refused'] })).toEqual([]);
  });
});

describe('a whole day sent again', () => {
  it('leaves no effect twice, with a third of the answers lost after the effect and everybody pressing everything', async () => {
    // One number that nobody can read back; its registration waits for it, and so do we no longer than for the others.
    await house.sandbox.setMood('antreanfktp', {
      faults: [{ kind: 'reset-after-apply', on: 'writes', probability: 1, ms: 0 }],
    });
    const heldVisit = await house.register(PEOPLE + 1, '001');
    await house.until(async () => (await search({ state: ['parked'] })).length === 1);
    await house.sandbox.clearMoods();
    await house.sandbox.setMood('pcare', {
      faults: [{ kind: 'reset-after-apply', on: 'writes', probability: 0.34, ms: 0 }],
    });
    for (let person = PEOPLE + 2; person <= PEOPLE * 2; person += 1) await house.register(person, '001');
    const everything = async () => {
      const drafts = [await preview('resend', {}), await preview('resend', {})];
      await Promise.all(
        drafts.flatMap(({ id }) =>
          (['it', 'claims'] as const).map((role) =>
            house.ask(role, 'POST', `/messages/bulk/${id}/start`, { reason: 'kirim ulang sehari penuh' }),
          ),
        ),
      );
      for (const row of (await search({})).filter((one) => one.state !== 'cancelled'))
        await Promise.all(
          (['it', 'claims'] as const).map((role) =>
            house.ask(role, 'POST', `/messages/${row.id}/resend`, { reason: 'kirim ulang satu per satu' }),
          ),
        );
      for (const { id } of drafts) await finished(id);
    };
    await everything();
    await house.sandbox.clearMoods();
    await house.until(async () =>
      (await search({})).every(
        (row) => ['delivered', 'already', 'cancelled'].includes(row.state) || row.visitId === heldVisit,
      ),
    );
    await everything();
    expect(twice()).toEqual([]);
    const effects = house.sandbox.ledger().length;
    expect(effects).toBeGreaterThanOrEqual(PEOPLE);
    // What nobody can read back is left to a person, and the preview says so.
    const held = (await search({ state: ['parked'] })).length;
    expect(held).toBeGreaterThan(0);
    const groups = (await preview('resend', {})).groups as { verdict: string; count: number }[];
    expect(groups.find(({ verdict }) => verdict === 'by-hand')?.count ?? 0).toBe(held);
    expect(groups.filter(({ verdict }) => !['settled', 'by-hand', 'moving'].includes(verdict))).toEqual([]);
  });

  it('sends what nobody can read back again for one person who has looked, and not for the next press', async () => {
    const [held] = await search({ state: ['parked'] });
    const { attempts } = (await house.ask('it', 'GET', `/messages/${held?.id}`)).body;
    const body = { reason: 'tidak ada di aplikasi BPJS', seenAttempt: attempts.at(-1).id };
    const path = `/messages/${held?.id}/resend`;
    expect((await house.ask('it', 'POST', path, { reason: body.reason })).status).toBe(409);
    await house.sandbox.setMood('antreanfktp', {
      faults: [{ kind: 'reset-before-apply', on: 'writes', probability: 1, ms: 0 }],
    });
    expect((await house.ask('it', 'POST', path, body)).status).toBe(200);
    await house.until(async () => {
      const now = (await house.ask('it', 'GET', `/messages/${held?.id}`)).body;
      return now.attempts.length > attempts.length && now.message.confirmable;
    });
    const second = await house.ask('claims', 'POST', path, body);
    expect([second.status, second.body.error.code]).toEqual([409, 'DOMAIN_OUTBOX_UNREADABLE']);
    await house.sandbox.clearMoods();
  });
});

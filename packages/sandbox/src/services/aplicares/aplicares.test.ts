// Aplicares over a real socket: the life of a room in both characters, pages, and what is refused.

import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox.ts';
import { testPayer } from '../../testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const ROOM = { kodekelas: 'KL3', koderuang: 'MWR3', namaruang: 'Mawar Kelas 3', kapasitas: 12, tersedia: 4 };

async function start(options: Parameters<typeof testPayer>[0] = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const beds = payer.caller('aplicares');
  return {
    ...payer,
    beds,
    post: (verb: 'create' | 'update' | 'delete', body: Record<string, string | number> = ROOM) =>
      beds.send('POST', `/rest/bed/${verb}/9999R001`, body),
    rows: (from = 1, limit = 50) => beds.get(`/rest/bed/read/9999R001/${from}/${limit}`),
  };
}

describe('Aplicares', () => {
  test('answers in the clear, with number codes and a count; what carries no data has no response', async () => {
    const { beds, post } = await start();
    const kelas = await beds.get('/rest/ref/kelas');
    expect(JSON.parse(kelas.text)).toMatchObject({
      metadata: { code: 1, totalitems: 10 },
      response: { list: expect.arrayContaining([{ kodekelas: 'NON', namakelas: '-' }]) },
    });
    expect(JSON.parse((await post('create')).text)).toEqual({ metadata: { code: 1, message: 'OK' } });
  });

  test('a room is created once, updated while it is there, and deleted once', async () => {
    const { post, rows } = await start();
    expect(await post('update')).toMatchObject({ code: '0', message: 'Data tidak ada di database.' });
    expect(await post('create')).toMatchObject({ code: '1' });
    expect(await post('create')).toMatchObject({ code: '0', message: 'Data tersebut sudah ada.' });
    expect(await post('update', { ...ROOM, tersedia: '3', tersediapria: '3' })).toMatchObject({ code: '1' });
    expect((await rows()).response).toEqual({
      list: [
        {
          ...ROOM,
          namakelas: 'KELAS III',
          kodeppk: '9999R001',
          tersedia: 3,
          tersediapria: 3,
          tersediawanita: 0,
          tersediapriawanita: 0,
          rownumber: 1,
          lastupdate: '2026-11-23 09:00:00',
        },
      ],
    });
    expect(await post('delete')).toMatchObject({ code: '1' });
    expect(await post('delete')).toMatchObject({ code: '0' });
    expect((await rows()).response).toEqual({ list: [] });
    expect(await post('create')).toMatchObject({ code: '1' });
  });

  test('pages start at 1; totalitems counts the page, or all by switch', async () => {
    const { post, rows, sandbox } = await start();
    for (const koderuang of ['A', 'B', 'C']) await post('create', { ...ROOM, koderuang });
    const second = await rows(3, 2);
    expect(second.response).toMatchObject({ list: [{ koderuang: 'C', rownumber: 3 }] });
    expect(JSON.parse(second.text)).toMatchObject({ metadata: { totalitems: 1 } });
    await sandbox.setSwitches({ aplicaresTotalItems: 'all' });
    expect(JSON.parse((await rows(1, 2)).text)).toMatchObject({ metadata: { totalitems: 3 } });
  });

  test.each([
    ['more free than there are', { ...ROOM, tersedia: 13 }],
    ['more kinds than free', { ...ROOM, tersediapria: 3, tersediawanita: 2 }],
    ['a negative count', { ...ROOM, tersedia: -1 }],
    ['half a bed', { ...ROOM, tersedia: 1.5 }],
    ['an unknown class', { ...ROOM, kodekelas: 'KL9' }],
    ['no room', { ...ROOM, koderuang: '' }],
  ])('%s is refused', async (_, body) => {
    const { post, sandbox } = await start();
    expect(await post('create', body)).toMatchObject({ code: '0' });
    expect(sandbox.ledger()).toMatchObject([{ effect: 'refused' }]);
  });

  test('a hospital keeps its own rooms only; VClaim’s user key is good here, a clinic has no access', async () => {
    const { beds, post, sandbox, caller } = await start();
    expect(await beds.send('POST', '/rest/bed/create/9999R002', ROOM)).toMatchObject({ code: '0' });
    await post('create');
    expect((await caller('aplicares', '9999R002').get('/rest/bed/read/9999R002/1/9')).response).toEqual({ list: [] });
    const { vclaim, antreanrs } = sandbox.credentials('9999R001').userKeys;
    const withKey = (user_key: string) =>
      beds.send('POST', '/rest/bed/update/9999R001', ROOM, { headers: { user_key } });
    expect(await withKey(vclaim)).toMatchObject({ code: '1' });
    expect(await withKey(antreanrs)).toMatchObject({ status: 403 });
    expect((await caller('aplicares', '9999U001').get('/rest/ref/kelas')).message).toContain('not registered');
  });

  test('the dumb payer creates and deletes twice and the ledger says so', async () => {
    const { post, sandbox } = await start({ character: 'dumb' });
    for (const verb of ['create', 'create', 'update', 'update', 'delete', 'delete'] as const) await post(verb);
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['bed.created', null],
      ['bed.created', 1],
      ['bed.updated', null],
      ['bed.updated', null],
      ['bed.deleted', null],
      ['bed.deleted', 5],
    ]);
  });
});

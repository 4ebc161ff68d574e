// Antrean FKTP over a real socket: the life of a queue entry in both characters.

import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_START_MS, TEST_TODAY, testPayer } from '../../testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof testPayer>[0] = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const antrean = payer.caller('antreanfktp');
  const key = { tanggalperiksa: TEST_TODAY, kodepoli: '001', nomorkartu: '0000000000001' };
  return {
    ...payer,
    antrean,
    add: (extra = {}) =>
      antrean.send('POST', '/antrean/add', {
        ...key,
        nik: '9999000000000001',
        nohp: '080000000001',
        namapoli: 'POLI UMUM',
        norm: '000001',
        kodedokter: 99951,
        namadokter: 'dr. Asri Contoh',
        jampraktek: '08:00-14:00',
        nomorantrean: 'A-1',
        angkaantrean: 1,
        keterangan: '',
        ...extra,
      }),
    panggil: (status: number | string) =>
      antrean.send('POST', '/antrean/panggil', { ...key, status, waktu: TEST_START_MS }),
    batal: () => antrean.send('POST', '/antrean/batal', { ...key, alasan: 'batal' }),
  };
}

describe('Antrean FKTP', () => {
  test('references succeed with 1 in {list}; a unit without sessions is a text under 201', async () => {
    const { antrean } = await start();
    expect(await antrean.get(`/ref/poli/tanggal/${TEST_TODAY}`)).toMatchObject({
      code: '1',
      encrypted: true,
      response: { list: [{ kodepoli: '001' }, {}, {}, {}, {}, {}] },
    });
    expect(await antrean.get(`/ref/dokter/kodepoli/001/tanggal/${TEST_TODAY}`)).toMatchObject({
      response: { list: [{ kodedokter: 99951, jampraktek: '08:00-14:00' }, {}] },
    });
    expect(await antrean.get(`/ref/dokter/kodepoli/777/tanggal/${TEST_TODAY}`)).toMatchObject({
      code: '201',
      message: 'Jadwal Dokter tidak ditemukan',
    });
  });

  test('an entry is added once: the second says sudah terdaftar; after a cancellation it is accepted again', async () => {
    const { add, batal } = await start();
    expect(await add()).toMatchObject({ code: '200', message: 'Ok', response: null });
    const again = await add();
    expect([again.code, again.message]).toEqual(['201', expect.stringContaining('sudah terdaftar')]);
    expect(await batal()).toMatchObject({ code: '200' });
    expect(await batal()).toMatchObject({ code: '201' });
    expect(await add()).toMatchObject({ code: '200' });
  });

  test('a call needs an entry; once present it cannot be cancelled; text numbers are taken', async () => {
    const { add, panggil, batal } = await start();
    expect(await panggil(1)).toMatchObject({ code: '201', message: 'Antrean Tidak Ditemukan' });
    await add({ kodedokter: '99951' });
    expect(await panggil('2')).toMatchObject({ code: '200' });
    expect(await panggil(1)).toMatchObject({ code: '200' });
    expect(await batal()).toMatchObject({
      code: '201',
      message: 'Pasien Sudah Dilayani, Antrean Tidak Dapat Dibatalkan',
    });
  });

  test('a session that HFIS does not hold is refused', async () => {
    const { add } = await start();
    expect(await add({ jampraktek: '01:00-02:00' })).toMatchObject({
      code: '201',
      message: 'Jadwal Dokter tidak ditemukan',
    });
  });

  test('the dumb payer takes everything twice and the ledger says so', async () => {
    const { add, panggil, batal, sandbox } = await start({ character: 'dumb' });
    await add();
    await add();
    await panggil(2);
    await panggil(2);
    await batal();
    await batal();
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['fktp.antrean.added', null],
      ['fktp.antrean.added', 1],
      ['fktp.antrean.called', null],
      ['fktp.antrean.called', 3],
      ['fktp.antrean.cancelled', null],
      ['fktp.antrean.cancelled', 5],
    ]);
  });

  test('patients without a card are told apart by NIK', async () => {
    const { add, sandbox } = await start();
    expect(await add({ nomorkartu: '', nik: '9999000000000011' })).toMatchObject({ code: '200' });
    expect(await add({ nomorkartu: '', nik: '9999000000000012' })).toMatchObject({ code: '200' });
    expect(sandbox.ledger()).toHaveLength(2);
  });
});

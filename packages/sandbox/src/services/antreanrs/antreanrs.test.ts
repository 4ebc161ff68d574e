// Antrean RS over a real socket: bookings, refusals, reads, dashboards, both characters.

import { afterEach, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_START_MS, TEST_TODAY, testPayer } from '../../testing.ts';
import { addDays } from '../../wib.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(options: Parameters<typeof testPayer>[0] = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const antrean = payer.caller('antreanrs');
  return { ...payer, antrean, add: (body: Json) => antrean.send('POST', '/antrean/add', body) };
}

const { person, referrals } = participantAt(1, 1, TEST_TODAY);
const booking = (kodebooking: string, extra: JsonObject = {}): JsonObject => ({
  kodebooking,
  jenispasien: 'JKN',
  nomorkartu: person.nomorKartu,
  nik: person.nik,
  nohp: '080000000001',
  kodepoli: referrals[0]?.poli ?? '',
  namapoli: 'Poli',
  pasienbaru: 0,
  norm: '000001',
  tanggalperiksa: TEST_TODAY,
  kodedokter: 99901,
  namadokter: 'dr. Rangga Contoh, Sp.PD',
  jampraktek: '08:00-12:00',
  jeniskunjungan: 1,
  nomorreferensi: referrals[0]?.nomorRujukan ?? '',
  nomorantrean: 'INT-1',
  angkaantrean: 1,
  estimasidilayani: TEST_START_MS,
  sisakuotajkn: 1,
  kuotajkn: 2,
  sisakuotanonjkn: 1,
  kuotanonjkn: 2,
  keterangan: '',
  ...extra,
});

describe('bookings', () => {
  test('a booking is stored once; the second is answered 208', async () => {
    const { add, sandbox } = await start();
    expect(await add(booking('B1'))).toMatchObject({ code: '200', message: 'Ok' });
    expect(await add(booking('B1'))).toMatchObject({ code: '208', message: 'Terdapat duplikasi Kode Booking' });
    expect(sandbox.ledger().map(({ effect, key }) => [effect, key])).toEqual([['booking.added', 'B1']]);
  });

  test('the dumb payer applies a repeated booking, task and cancellation again and says which one it repeats', async () => {
    const { add, antrean, sandbox } = await start({ character: 'dumb' });
    await add(booking('B1'));
    await add(booking('B1'));
    const task = { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS };
    await antrean.send('POST', '/antrean/updatewaktu', task);
    await antrean.send('POST', '/antrean/updatewaktu', task);
    await antrean.send('POST', '/antrean/batal', { kodebooking: 'B1', keterangan: 'batal' });
    await antrean.send('POST', '/antrean/batal', { kodebooking: 'B1', keterangan: 'batal' });
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['booking.added', null],
      ['booking.added', 1],
      ['task.stored', null],
      ['task.stored', 3],
      ['booking.cancelled', null],
      ['booking.cancelled', 5],
    ]);
  });

  test.each([
    ['another NIK than the card holder’s', { nik: '9999000000000002' }, 'data nik  belum sesuai.'],
    ['a doctor HFIS does not know', { kodedokter: 12345 }, 'Data dokter tidak ditemukan'],
    ['a number that is no referral of the member', { nomorreferensi: 'X' }, 'data nomorreferensi  belum sesuai.'],
    ['a referral of another type', { jeniskunjungan: 4 }, 'Rujukan tidak valid'],
    ['a control visit without its letter', { jeniskunjungan: 3 }, 'data nomorreferensi  belum sesuai.'],
    [
      'a referral that is over on the visit day',
      { tanggalperiksa: addDays(referrals[0]?.tanggal ?? '', 91) },
      `Rujukan untuk tanggal ${addDays(referrals[0]?.tanggal ?? '', 91)} tidak valid / masa berlaku habis`,
    ],
  ])('refuses %s', async (_what, extra, message) => {
    const { add, sandbox } = await start();
    expect(await add(booking('B1', extra))).toMatchObject({ code: '201', message });
    expect(sandbox.ledger()).toMatchObject([{ effect: 'refused', key: 'B1', data: { code: '201', message } }]);
  });

  test('a control letter of the day is a reference, a patient without JKN needs none, the 90th day is still valid', async () => {
    const { add } = await start();
    const control = participantAt(1, 6, TEST_TODAY);
    const letter = {
      nomorkartu: control.person.nomorKartu,
      nik: control.person.nik,
      jeniskunjungan: 3,
      nomorreferensi: control.controlLetter?.nomorSurat ?? '',
    };
    expect(await add(booking('K1', letter))).toMatchObject({ code: '200' });
    expect(await add(booking('N1', { jenispasien: 'NON JKN', nomorkartu: '', nomorreferensi: '' }))).toMatchObject({
      code: '200',
    });
    expect(await add(booking('L1', { tanggalperiksa: addDays(referrals[0]?.tanggal ?? '', 90) }))).toMatchObject({
      code: '200',
    });
  });

  test('numbers as strings are taken as numbers', async () => {
    const { add, antrean, sandbox } = await start();
    expect(await add(booking('B1', { kodedokter: '99901', pasienbaru: '0', jeniskunjungan: '1' }))).toMatchObject({
      code: '200',
    });
    expect(
      await antrean.send('POST', '/antrean/updatewaktu', {
        kodebooking: 'B1',
        taskid: '3',
        waktu: String(TEST_START_MS),
      }),
    ).toMatchObject({ code: '200' });
    expect(sandbox.ledger().at(-1)?.data).toMatchObject({ taskid: 3, waktu: TEST_START_MS });
  });

  test('tasks of an unknown booking are refused, a cancelled one takes none', async () => {
    const { add, antrean } = await start();
    const task = { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS };
    expect(await antrean.send('POST', '/antrean/updatewaktu', task)).toMatchObject({
      code: '201',
      message: 'Kode Booking tidak ditemukan',
    });
    await add(booking('B1'));
    expect(await antrean.send('POST', '/antrean/batal', { kodebooking: 'B1', keterangan: 'x' })).toMatchObject({
      code: '200',
    });
    expect(await antrean.send('POST', '/antrean/updatewaktu', task)).toMatchObject({
      code: '201',
      message: 'TaskId terakhir 99',
    });
    expect(await antrean.send('POST', '/antrean/batal', { kodebooking: 'B1', keterangan: 'x' })).toMatchObject({
      code: '201',
    });
  });

  test('a pharmacy number is stored once, with the lower-case spelling only', async () => {
    const { add, antrean } = await start();
    await add(booking('B1'));
    const farmasi = (jenisresep: string) =>
      antrean.send('POST', '/antrean/farmasi/add', { kodebooking: 'B1', jenisresep, nomorantrean: 7, keterangan: '' });
    expect(await farmasi('Racikan')).toMatchObject({ code: '201' });
    expect(await farmasi('racikan')).toMatchObject({ code: '200' });
    expect(await farmasi('racikan')).toMatchObject({ code: '208' });
  });

  test('bookings of another hospital are invisible', async () => {
    const { add, caller } = await start();
    await add(booking('B1'));
    expect(await caller('antreanrs', '9999R002').get('/antrean/pendaftaran/kodebooking/B1')).toMatchObject({
      code: '204',
      message: 'No Content',
    });
  });
});

describe('reads', () => {
  test('lists are bare arrays, or {list} by switch; references succeed with 1 and are encrypted', async () => {
    const { antrean, sandbox } = await start();
    const bare = await antrean.get('/ref/poli');
    expect(bare).toMatchObject({ code: '1', encrypted: true });
    expect(Array.isArray(bare.response)).toBe(true);
    await sandbox.setSwitches({ antreanListShape: 'list' });
    expect((await antrean.get('/ref/poli')).response).toMatchObject({ list: bare.response });
  });

  test('getlisttask shows what was sent and when it came, both in WIB', async () => {
    const { add, antrean, move } = await start();
    await add(booking('B1'));
    expect(await antrean.send('POST', '/antrean/getlisttask', { kodebooking: 'B1' })).toMatchObject({ code: '204' });
    move(90_000);
    await antrean.send('POST', '/antrean/updatewaktu', { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS + 1000 });
    const rows = await antrean.send('POST', '/antrean/getlisttask', { kodebooking: 'B1' });
    expect(rows.response).toMatchObject([
      { taskid: 3, wakturs: '23-11-2026 09:00:01 WIB', waktu: '23-11-2026 09:01:30 WIB', kodebooking: 'B1' },
    ]);
  });

  test('booking rows tell the status; active ones are those not yet served', async () => {
    const { add, antrean, sandbox } = await start();
    await add(booking('B1'));
    await add(booking('B2', { pasienbaru: 0 }));
    await antrean.send('POST', '/antrean/updatewaktu', { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS });
    await antrean.send('POST', '/antrean/updatewaktu', { kodebooking: 'B1', taskid: 4, waktu: TEST_START_MS + 60_000 });
    const active = await antrean.get('/antrean/pendaftaran/aktif');
    expect(active.response).toMatchObject([
      { kodebooking: 'B2', status: 'Belum dilayani', sumberdata: 'Bridging Antrean' },
    ]);
    expect((await antrean.get('/antrean/pendaftaran/kodebooking/B1')).response).toMatchObject([
      { status: 'Sedang dilayani' },
    ]);
    const poli = referrals[0]?.poli ?? '';
    const session = await antrean.get(
      `/antrean/pendaftaran/kodepoli/${poli}/kodedokter/99901/hari/1/jampraktek/08%3A00-12%3A00`,
    );
    expect(session.response).toMatchObject([{ kodebooking: 'B2' }]);
    await sandbox.arrange([
      {
        kind: 'booking',
        kodePpk: '9999R001',
        createdAtMs: TEST_START_MS,
        fields: { kodebooking: 'M1', tanggalperiksa: TEST_TODAY, pasienbaru: 0 },
      },
    ]);
    expect((await antrean.get(`/antrean/pendaftaran/tanggal/${TEST_TODAY}`)).response).toHaveLength(3);
    expect(sandbox.ledger().some(({ key }) => key === 'M1')).toBe(false);
  });

  test('dashboards are plain objects with seconds, by the hospital’s clock or by BPJS’s', async () => {
    const { add, antrean, move } = await start();
    await add(booking('B1'));
    await antrean.send('POST', '/antrean/updatewaktu', { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS });
    move(30_000);
    await antrean.send('POST', '/antrean/updatewaktu', {
      kodebooking: 'B1',
      taskid: 4,
      waktu: TEST_START_MS + 600_000,
    });
    const byHospital = await antrean.get(`/dashboard/waktutunggu/tanggal/${TEST_TODAY}/waktu/rs`);
    expect(byHospital).toMatchObject({
      encrypted: false,
      response: { list: [{ waktu_task3: 600, jumlah_antrean: 1 }] },
    });
    expect(await antrean.get('/dashboard/waktutunggu/bulan/11/tahun/2026/waktu/server')).toMatchObject({
      response: { list: [{ waktu_task3: 30 }] },
    });
  });
});

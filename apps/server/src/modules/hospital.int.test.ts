// A hospital visit crosses to BPJS: booking, SEP, every Task ID, once and in order; new and existing patients, with and without
// medicine, cancelled; through an outage; with ties held and differences named.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHospital, personOf, referralOf, type TestHospital } from './hospital.testing.ts';

let it: TestHospital;

beforeAll(async () => {
  it = await createTestHospital({ people: 40 });
}, 120_000);
afterAll(() => it.close());

const bookingOf = async (visitId: string) => {
  const visit = await it.platform.db.withFacility(it.clerk.facilityId, (tx) => it.hospital.visits.find(tx, visitId));
  return visit?.kodeBooking ?? '';
};
const viewOf = (visitId: string) =>
  it.platform.db.withFacility(it.clerk.facilityId, (tx) => it.hospital.views.one(tx, it.clerk, visitId));
const rowOf = async (visitId: string) => (await it.hospital.timeline.timeline(it.clerk, visitId)).row.standing;

const NEW_DAY = [
  ['patient.checked-in', '08:01:00'],
  ['admission.called', '08:06:00'],
  ['admission.done', '08:12:00'],
  ['poli.called', '08:40:00'],
] as const;

describe('a hospital visit', () => {
  test('of an existing patient with medicine reaches BPJS once, in order, with its SEP', async () => {
    const visitId = await it.register({ person: 1 });
    await it.record(visitId, 'patient.checked-in', '08:01:00');
    await it.record(visitId, 'poli.called', '08:40:00');
    await it.record(visitId, 'poli.done', '08:52:00', { resep: 'racikan' });
    await it.record(visitId, 'pharmacy.started', '09:00:00');
    await it.record(visitId, 'pharmacy.done', '09:20:30');
    await it.settled([visitId]);

    const kodeBooking = await bookingOf(visitId);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:01:00', '4@08:40:00', '5@08:52:00', '6@09:00:00', '7@09:20:30']);
    expect(it.effects(kodeBooking).map((line) => line.effect)).toEqual([
      'booking.added',
      'task.stored',
      'task.stored',
      'task.stored',
      'farmasi.added',
      'task.stored',
      'task.stored',
    ]);
    const view = await viewOf(visitId);
    expect(view.stage).toBe('selesai');
    expect(view.sep).toMatchObject({ state: 'diterima', nomorSep: expect.stringMatching(/^9999R0011126V\d{6}$/) });
    expect(view.deliveries.every((delivery) => delivery.state === 'diterima')).toBe(true);
    expect((await rowOf(visitId)).isComplete).toBe(true);
  });

  test('of a new patient without medicine has tasks 1 to 5', async () => {
    const visitId = await it.register({ person: 2, pasienBaru: true });
    for (const [type, time] of NEW_DAY) await it.record(visitId, type, time);
    await it.record(visitId, 'poli.done', '08:52:00', { resep: 'tidak-ada' });
    await it.settled([visitId]);
    expect(it.storedTasks(await bookingOf(visitId))).toEqual([
      '1@08:01:00',
      '2@08:06:00',
      '3@08:12:00',
      '4@08:40:00',
      '5@08:52:00',
    ]);
    expect((await viewOf(visitId)).stage).toBe('selesai');
    expect((await rowOf(visitId)).isComplete).toBe(true);
  });

  test('that is cancelled is cancelled there too, once, and no later time is sent', async () => {
    const visitId = await it.register({ person: 3 });
    await it.record(visitId, 'patient.checked-in', '08:01:00');
    await it.record(visitId, 'visit.cancelled', '08:30:00', { alasan: 'Pasien pulang' });
    await it.record(visitId, 'poli.called', '08:45:00');
    await it.settled([visitId]);
    const kodeBooking = await bookingOf(visitId);
    expect(it.effects(kodeBooking).map((line) => line.effect)).toEqual([
      'booking.added',
      'task.stored',
      'booking.cancelled',
    ]);
    expect(it.effects(kodeBooking).at(-1)?.data).toMatchObject({ keterangan: 'Pasien pulang' });
    expect((await viewOf(visitId)).stage).toBe('batal');
    expect((await rowOf(visitId)).isComplete).toBe(true);
  });

  test('of somebody who did not come ends with task 99', async () => {
    const visitId = await it.register({ person: 4 });
    await it.record(visitId, 'visit.no-show', '11:00:00');
    await it.settled([visitId]);
    expect(it.storedTasks(await bookingOf(visitId))).toEqual(['99@11:00:00']);
  });

  test('from Mobile JKN is not added again, and its SEP waits for the patient', async () => {
    const kodeBooking = 'MJKN-0005';
    await it.sandbox.arrange([
      {
        kind: 'booking',
        kodePpk: '9999R001',
        createdAtMs: it.at('07:00:00').getTime(),
        fields: {
          kodebooking: kodeBooking,
          tanggalperiksa: '2026-11-23',
          pasienbaru: 0,
          jenispasien: 'JKN',
          nomorkartu: personOf(5).nomorKartu,
          kodepoli: 'INT',
          kodedokter: 99901,
          jampraktek: '08:00-12:00',
        },
      },
    ]);
    const visitId = await it.register({ person: 5, sumber: 'mobile-jkn', kodeBooking });
    await it.settled([visitId]);
    expect((await viewOf(visitId)).sep).toBeNull();
    await it.record(visitId, 'patient.checked-in', '08:10:00');
    await it.settled([visitId]);
    expect(it.effects(kodeBooking).map((line) => line.effect)).toEqual(['task.stored']);
    expect((await viewOf(visitId)).sep?.state).toBe('diterima');
  });
});

describe('every kind of patient', () => {
  test('who pays for himself has a booking without card and no SEP', async () => {
    const visitId = await it.register({ person: 16, jenisPasien: 'NON JKN', nomorReferensi: null });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.settled([visitId]);
    const [booking] = it.effects(await bookingOf(visitId));
    expect(booking).toMatchObject({
      effect: 'booking.added',
      data: { jenispasien: 'NON JKN', nomorkartu: '', nomorreferensi: '' },
    });
    expect((await viewOf(visitId)).sep).toBeNull();
  });

  test('a control visit quotes the original referral and names the letter', async () => {
    const { controlLetter, earlierSep, person } = await it.someControlVisit();
    const visitId = await it.register({
      person: 17,
      patient: { ...person, noHp: '080000000012', tanggalLahir: null, jenisKelamin: null },
      jenisKunjungan: 3,
      nomorReferensi: controlLetter.nomorSurat,
      kodePoli: controlLetter.poli,
      kodeDokter: controlLetter.kodeDokter,
    });
    await it.settled([visitId]);
    const view = await viewOf(visitId);
    expect(view.sep).toMatchObject({ state: 'diterima' });
    const issued = it
      .effects()
      .find((line) => line.effect === 'sep.issued' && line.data['noSep'] === view.sep?.nomorSep);
    expect(JSON.stringify(issued?.data)).toContain(earlierSep.nomorRujukan);
  });

  test('a referral nobody knows is refused here, with the word for the clerk', async () => {
    const visitId = await it.register({ person: 18, nomorReferensi: '9999U0011126P999999' });
    await it.settled([visitId]);
    expect((await viewOf(visitId)).sep).toEqual({
      state: 'ditolak',
      nomorSep: null,
      reason: 'BPJS tidak mengenal nomor rujukan atau surat kontrol ini.',
    });
  });

  test('a discharge follows its letter in the same lane, and an outpatient has none', async () => {
    const visitId = await it.register({ person: 19 });
    const discharge = {
      tglPulang: '2026-11-23',
      statusPulang: '1',
      noSuratMeninggal: '',
      tglMeninggal: '',
      noLPManual: '',
    } as const;
    await it.hospital.sep.discharge(it.clerk, visitId, discharge);
    await it.settled([visitId]);
    const { sep, deliveries } = await viewOf(visitId);
    expect(deliveries.map(({ label, state }) => [label, state])).toContainEqual(['Tanggal pulang SEP', 'ditolak']);
    // BPJS closes an outpatient letter on its own day; only stays are discharged (docs/facts/vclaim.md §8.2).
    expect(it.effects(sep?.nomorSep ?? '')).toMatchObject([{ effect: 'refused' }]);
  });

  test('a booking code belongs to one visit', async () => {
    await it.register({ person: 20, kodeBooking: 'HIS-SATU-1', sumber: 'his' });
    await expect(it.register({ person: 21, kodeBooking: 'HIS-SATU-1', sumber: 'his' })).rejects.toMatchObject({
      field: 'kodeBooking',
    });
  });
});

describe('times that must not leave', () => {
  test('a missing click withholds what follows, and a late one lets all of it go in order', async () => {
    const visitId = await it.register({ person: 6 });
    await it.record(visitId, 'poli.called', '08:40:00');
    await it.record(visitId, 'poli.done', '08:50:00', { resep: 'tidak-ada' });
    await it.settled([visitId]);
    const kodeBooking = await bookingOf(visitId);
    expect(it.storedTasks(kodeBooking)).toEqual([]);
    expect((await rowOf(visitId)).cells.find((cell) => cell.task === 4)).toMatchObject({
      status: 'menunggu-pendahulu',
      reason: 'missing-3',
    });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.settled([visitId]);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:05:00', '4@08:40:00', '5@08:50:00']);
  });

  test('a tie is held until a named person corrects it with a reason and the password', async () => {
    const visitId = await it.register({ person: 7 });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.record(visitId, 'poli.called', '08:05:00');
    await it.settled([visitId]);
    const kodeBooking = await bookingOf(visitId);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:05:00']);
    expect((await rowOf(visitId)).cells.find((cell) => cell.task === 4)).toMatchObject({
      status: 'perlu-perbaikan',
      reason: 'tie',
    });
    const desk = await it.hospital.timeline.desk(it.clerk, {
      date: '2026-11-23',
      unit: 'INT',
      filter: 'ditolak',
      after: null,
      limit: 50,
    });
    expect(desk.rows.map((row) => row.visit.id)).toContain(visitId);

    const input = { newTime: it.at('08:25:00'), reason: 'Jam perangkat poli keliru', source: null };
    await expect(it.hospital.timeline.correct(it.clerk, visitId, 4, { ...input, password: 'salah' })).rejects.toThrow();
    await expect(
      it.hospital.timeline.correct(it.clerk, visitId, 4, {
        ...input,
        newTime: it.at('08:01:00'),
        password: it.password,
      }),
    ).rejects.toMatchObject({ code: 'DOMAIN_TASK_TIME' });
    const corrected = await it.hospital.timeline.correct(it.clerk, visitId, 4, { ...input, password: it.password });
    expect(corrected.history.find((entry) => entry.kind === 'corrected')).toMatchObject({
      task: 4,
      oldTime: it.at('08:05:00'),
      newTime: it.at('08:25:00'),
      reason: 'Jam perangkat poli keliru',
    });
    await it.settled([visitId]);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:05:00', '4@08:25:00']);
    expect((await rowOf(visitId)).cells.find((cell) => cell.task === 4)?.state).toMatchObject({
      observedAt: it.at('08:05:00'),
      correctedAt: it.at('08:25:00'),
    });
  });

  test('our own record of a time BPJS holds may change, and is then a named difference that is never sent', async () => {
    const visitId = await it.register({ person: 8 });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.settled([visitId]);
    await it.hospital.timeline.correct(it.clerk, visitId, 3, {
      newTime: it.at('08:03:00'),
      reason: 'Pasien datang lebih awal',
      password: it.password,
      source: null,
    });
    await it.settled([visitId]);
    expect(it.storedTasks(await bookingOf(visitId))).toEqual(['3@08:05:00']);
    const standing = await rowOf(visitId);
    expect(standing.differences).toEqual([
      { task: 3, kind: 'different-time', ours: it.at('08:03:00'), bpjs: it.at('08:05:00') },
    ]);
    expect(standing.cells.find((cell) => cell.task === 3)?.status).toBe('berbeda');
  });

  test('a time BPJS has from elsewhere is shown beside ours and not taken as equal', async () => {
    const visitId = await it.register({ person: 9 });
    await it.settled([visitId]);
    const kodeBooking = await bookingOf(visitId);
    await sendByHand(kodeBooking, 3, it.at('08:04:00'));
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.settled([visitId]);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:04:00']);
    const standing = await rowOf(visitId);
    expect(standing.differences).toEqual([
      { task: 3, kind: 'different-time', ours: it.at('08:05:00'), bpjs: it.at('08:04:00') },
    ]);
    await it.record(visitId, 'poli.called', '08:30:00');
    await it.settled([visitId]);
    expect(it.storedTasks(kodeBooking)).toEqual(['3@08:04:00', '4@08:30:00']);
    const comparison = await it.hospital.timeline.compare(it.clerk, visitId);
    expect(comparison.differences.map((difference) => difference.task)).toEqual([3]);
  });

  test('events that come before their visit are kept and applied when it is registered', async () => {
    const record = (type: 'patient.checked-in' | 'poli.called', time: string) =>
      it.hospital.visits.recordEvent(it.clerk, { visit: { ref: 'HIS-10' }, type, occurredAt: it.at(time), data: {} });
    await record('poli.called', '08:40:00');
    await record('patient.checked-in', '08:02:00');
    const visitId = await it.register({ person: 10, visitRef: 'HIS-10' });
    await it.settled([visitId]);
    expect(it.storedTasks(await bookingOf(visitId))).toEqual(['3@08:02:00', '4@08:40:00']);
  });
});

describe('an outage', () => {
  test('does not slow the desk, and afterwards everything arrives with its true time', async () => {
    await it.sandbox.setMood('*', { maintenance: { answer: 'refuse' } });
    const visitIds: string[] = [];
    for (const person of [11, 12, 13, 14]) {
      const visitId = await it.register({ person, jenisKunjungan: 1, nomorReferensi: referralOf(person) });
      await it.record(visitId, 'patient.checked-in', '08:05:00');
      await it.record(visitId, 'poli.called', '08:35:00');
      visitIds.push(visitId);
    }
    const during = await viewOf(visitIds[0] ?? '');
    expect(during.stage).toBe('dilayani-poli');
    expect(during.sep).toMatchObject({ nomorSep: null });
    expect(during.eligibility).toBeNull();
    await it.sandbox.clearMoods();
    await it.settled(visitIds);
    for (const visitId of visitIds) {
      expect(it.storedTasks(await bookingOf(visitId))).toEqual(['3@08:05:00', '4@08:35:00']);
      expect((await viewOf(visitId)).sep?.state).toBe('diterima');
    }
  }, 60_000);

  test('that swallows answers leaves each effect exactly once', async () => {
    await it.sandbox.setMood('antreanrs', {
      faults: [{ kind: 'reset-after-apply', probability: 1, on: 'writes', ms: 0 }],
    });
    await it.sandbox.setMood('vclaim.sep', {
      faults: [{ kind: 'reset-after-apply', probability: 1, on: 'writes', ms: 0 }],
    });
    const visitId = await it.register({ person: 15 });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.settled([visitId]);
    await it.sandbox.clearMoods();
    const kodeBooking = await bookingOf(visitId);
    expect(it.effects(kodeBooking).map((line) => line.effect)).toEqual(['booking.added', 'task.stored']);
    const view = await viewOf(visitId);
    expect(view.sep).toMatchObject({ state: 'diterima', nomorSep: expect.stringMatching(/^9999R001/) });
    expect(
      it
        .effects()
        .filter((line) => line.effect === 'sep.issued' && JSON.stringify(line.data).includes(personOf(15).nomorKartu)),
    ).toHaveLength(1);
  }, 60_000);
});

describe('a payer that applies everything it is asked twice', () => {
  test('still holds everything once, also when its answers are lost', async () => {
    await it.sandbox.setCharacter('dumb');
    await it.sandbox.setMood('antreanrs', { faults: [{ kind: 'reset-after-apply', on: 'writes' }] });
    await it.sandbox.setMood('vclaim.sep', { faults: [{ kind: 'reset-after-apply', on: 'writes' }] });
    const visitId = await it.register({ person: 22 });
    await it.record(visitId, 'patient.checked-in', '08:05:00');
    await it.record(visitId, 'poli.called', '08:25:00');
    await it.settled([visitId]);
    await it.sandbox.clearMoods();
    await it.sandbox.setCharacter('documented');
    const kodeBooking = await bookingOf(visitId);
    expect(it.effects(kodeBooking).map((line) => line.effect)).toEqual(['booking.added', 'task.stored', 'task.stored']);
    const letters = it.effects().filter((line) => line.effect === 'sep.issued');
    expect(letters.filter((line) => JSON.stringify(line.data).includes(personOf(22).nomorKartu))).toHaveLength(1);
  }, 60_000);
});

/** Somebody else reported the time: straight to BPJS, past Titian. */
async function sendByHand(kodebooking: string, taskid: 3, waktu: Date): Promise<void> {
  const { antreanrs } = await import('@titian/contract');
  const { createBpjsClient } = await import('@titian/client');
  const { consId, secret, userKeys } = it.sandbox.credentials('9999R001');
  const client = createBpjsClient({
    credentials: { consId, secret, userKeys },
    environment: 'development',
    baseUrls: it.sandbox.baseUrls,
    settings: { allowBaseUrl: [it.sandbox.url] },
  });
  await client.call(antreanrs.updatewaktu, { params: {}, body: { kodebooking, taskid, waktu: waktu.getTime() } });
}

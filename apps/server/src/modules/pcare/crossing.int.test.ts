// A clinic's visit crosses to BPJS: every effect in the ledger once and in order, through every way in which an answer can be lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../platform/actor.ts';
import type { RegisterInput } from '../visit/index.ts';
import { COMPLETE_ENTRY } from './entry.testing.ts';
import { pcareNumbers } from './index.ts';
import { createClinicHouse, until, type ClinicHouse } from './clinic.testing.ts';

const ENTRY = {
  ...COMPLETE_ENTRY,
  obat: [{ kode: '990000001', nama: 'Amlodipin 5 mg', racikan: false, signa1: 1, signa2: 1, jumlah: 10 }],
  tindakan: [{ kode: '01006', nama: 'Suntik KB', biaya: 20_000 }],
};

const EFFECT_OF: Readonly<Record<string, string>> = {
  'fktp.antrean.add': 'fktp.antrean.added',
  'fktp.antrean.panggil': 'fktp.antrean.called',
  'fktp.antrean.batal': 'fktp.antrean.cancelled',
};

describe.each(['documented', 'dumb'] as const)('a clinic visit against the %s payer', (character) => {
  let house: ClinicHouse;
  let actor: Actor;
  let people: { nomorKartu: string; nik: string; nama: string }[] = [];

  beforeAll(async () => {
    house = await createClinicHouse({ character });
    actor = systemActor(house.clinic, 'test');
    // The documented payer refuses what it has ("sudah terdaftar"): this facility lets Titian repeat. The dumb one must not be told twice.
    if (character === 'documented') await house.allowRepeating();
    people = Array.from({ length: 20 }, (_, index) => ({
      nomorKartu: `00000000005${String(index).padStart(2, '0')}`,
      nik: `99990000000005${String(index).padStart(2, '0')}`,
      nama: `PESERTA UJI ${index}`,
    }));
    await house.sandbox.arrange(
      people.map(
        (person) =>
          ({ kind: 'participant', person: { ...person, jenisKelamin: 'P', tanggalLahir: '1980-01-01' } }) as never,
      ),
    );
  });
  afterAll(() => house.close());

  const register = async (index: number, change: Partial<RegisterInput> = {}) => {
    const person = people[index];
    if (person === undefined) throw new Error('no such person');
    const at = house.platform.clock.now();
    const input: RegisterInput = {
      visitRef: null,
      occurredAt: at,
      serviceDate: null,
      patientId: null,
      patient: { ...person, norm: `00${index}`, noHp: '080000000017', tanggalLahir: null, jenisKelamin: 'P' },
      jenisPasien: 'JKN',
      pasienBaru: false,
      sessionId: null,
      kodePoli: '001',
      namaPoli: 'POLI UMUM',
      kodeDokter: '99951',
      namaDokter: 'dr. Asri Contoh',
      jamPraktek: '08:00-14:00',
      jenisKunjungan: null,
      nomorReferensi: null,
      sumber: 'onsite',
      kodeBooking: null,
      eligibilityId: null,
      extra: { keluhan: 'pusing', kunjunganSakit: true },
      ...change,
    };
    return (await house.visits.register(actor, input, { checkIn: false })).visitId;
  };
  /** What happened at BPJS for a person, in the order of the ledger; children of a visit are found by its number. */
  const effectsOf = (index: number): string[] => {
    const lines = house.sandbox.ledger();
    const card = people[index]?.nomorKartu ?? 'nobody';
    const mine = lines.filter((line) => JSON.stringify(line).includes(card));
    const numbers = mine
      .filter((line) => line.effect === 'kunjungan.added')
      .map((line) => JSON.stringify(line).match(/9999U001\d{4}[YP]\d{6}/)?.[0] ?? '');
    const children = lines.filter(
      (line) =>
        !mine.includes(line) && numbers.some((number) => number !== '' && JSON.stringify(line).includes(number)),
    );
    return [...mine, ...children].toSorted((a, b) => a.seq - b.seq).map((line) => line.effect);
  };
  const statesOf = async (visitId: string) => {
    const rows = await house.platform.owner.query<{
      message_id: string;
      kind: string;
      state: string;
      code: string | null;
      reason: string | null;
    }>(
      'SELECT message_id, kind, state, code, reason FROM outbox_messages WHERE subject_id = $1 ORDER BY created_at, seq',
      [visitId],
    );
    return rows.rows;
  };
  /** The person at the message browser: looks at BPJS for what nobody can read back, and says what is there or sends it again. */
  const decideByHand = async (visitId: string, index: number) => {
    for (const { message_id: id, kind, state, reason } of await statesOf(visitId)) {
      if (state !== 'parked' || reason !== 'unreadable') continue;
      const isThere = effectsOf(index).includes(EFFECT_OF[kind] ?? kind);
      await house.gateway.outbox[isThere ? 'confirm' : 'resend'](house.clinic, id, 'user:1', 'dilihat di BPJS');
    }
  };
  const settled = (visitId: string, index?: number) =>
    until(
      async () => {
        if (index !== undefined) await decideByHand(visitId, index);
        return statesOf(visitId);
      },
      (rows) => rows.every(({ state }) => ['delivered', 'already', 'refused', 'skipped'].includes(state)),
      25_000,
    );
  const call = (visitId: string, at = house.platform.clock.now()) =>
    house.visits.recordEvent(actor, { visit: { id: visitId }, type: 'poli.called', occurredAt: at, data: {} });

  const WHOLE_VISIT = [
    'fktp.antrean.added',
    'fktp.antrean.called',
    'kunjungan.added',
    'obat.added',
    'pendaftaran.added',
    'tindakan.added',
  ];
  const PCARE_ORDER = ['pendaftaran.added', 'kunjungan.added', 'obat.added', 'tindakan.added'];
  const pcareOf = (effects: readonly string[]) => effects.filter((effect) => !effect.startsWith('fktp.'));

  it('registers, calls, records the service: each effect once, in order', async () => {
    const visitId = await register(0);
    await call(visitId);
    const saved = await house.pcare.saveEntry(actor, visitId, ENTRY);
    expect(saved.problems).toEqual([]);
    await settled(visitId);
    expect(effectsOf(0).toSorted()).toEqual(WHOLE_VISIT);
    expect(pcareOf(effectsOf(0))).toEqual(PCARE_ORDER);
    // The queue comes first when it answers (docs/facts/antrean-fktp.md, relation to PCare).
    expect(effectsOf(0)[0]).toBe('fktp.antrean.added');
    const numbers = await house.platform.db.withFacility(house.clinic, (tx) => pcareNumbers(tx, [visitId]));
    expect(numbers.get(visitId)).toMatchObject({
      noUrut: expect.stringMatching(/^[A-Z]\d+$/),
      noKunjungan: expect.stringMatching(/^9999U001/),
    });
  });

  it.each([
    'timeout-after-apply',
    'reset-after-apply',
    'html-after-apply',
    'status-5xx-after-apply',
    'empty-after-apply',
    'truncated-after-apply',
    'wrong-key',
  ] as const)('P-Care applies and then loses its answer (%s): each effect once, in order', async (kind) => {
    const index =
      1 +
      [
        'timeout-after-apply',
        'reset-after-apply',
        'html-after-apply',
        'status-5xx-after-apply',
        'empty-after-apply',
        'truncated-after-apply',
        'wrong-key',
      ].indexOf(kind);
    await house.sandbox.setMood('pcare', { faults: [{ kind, on: 'writes' }] });
    const visitId = await register(index);
    await house.pcare.saveEntry(actor, visitId, ENTRY);
    await settled(visitId);
    await house.sandbox.clearMoods();
    expect(pcareOf(effectsOf(index))).toEqual(PCARE_ORDER);
  });

  it('loses requests before they are applied: sent again until it is there, once', async () => {
    await house.sandbox.setMood('pcare', { faults: [{ kind: 'status-5xx', on: 'writes', probability: 0.5 }] });
    const visitId = await register(8);
    await house.pcare.saveEntry(actor, visitId, ENTRY);
    await settled(visitId);
    await house.sandbox.clearMoods();
    expect(pcareOf(effectsOf(8))).toEqual(PCARE_ORDER);
  });

  it('goes on through an outage and delivers with true times afterwards', async () => {
    await house.sandbox.setMood('*', { maintenance: { answer: 'html' } });
    const began = performance.now();
    const visitId = await register(9);
    const calledAt = house.platform.clock.now();
    await call(visitId, calledAt);
    expect((await house.pcare.saveEntry(actor, visitId, ENTRY)).problems).toEqual([]);
    // Nobody waits for BPJS: three saves against a dead payer.
    expect(performance.now() - began).toBeLessThan(1_000);
    await until(
      () => house.gateway.tracker.get(house.clinic, 'pcare.pendaftaran'),
      (health) => health?.interruptedSince != null,
    );
    expect(effectsOf(9)).toEqual([]);
    await house.sandbox.clearMoods();
    await settled(visitId, 9);
    expect(effectsOf(9).toSorted()).toEqual(WHOLE_VISIT);
    expect(pcareOf(effectsOf(9))).toEqual(PCARE_ORDER);
    const called = house.sandbox
      .ledger()
      .find(
        (line) => line.effect === 'fktp.antrean.called' && JSON.stringify(line).includes(people[9]?.nomorKartu ?? ''),
      );
    expect(JSON.stringify(called)).toContain(String(calledAt.getTime()));
  });

  it('does not let a dead queue service hold back P-Care', async () => {
    await house.sandbox.setMood('antreanfktp', { maintenance: { answer: 'refuse' } });
    const visitId = await register(10);
    await until(
      () => effectsOf(10),
      (seen) => seen.includes('pendaftaran.added'),
      28_000,
    );
    await house.sandbox.clearMoods();
    await settled(visitId, 10);
    expect(effectsOf(10)).toEqual(['pendaftaran.added', 'fktp.antrean.added']);
  });

  it('the queue applies and then loses its answer: it is there once, and known or left to a person', async () => {
    await house.sandbox.setMood('antreanfktp', { faults: [{ kind: 'reset-after-apply', on: 'writes' }] });
    const visitId = await register(16);
    await until(
      () => effectsOf(16),
      (seen) => seen.includes('fktp.antrean.added'),
    );
    await house.sandbox.clearMoods();
    const isDone = (rows: readonly { kind: string; state: string }[]) =>
      rows.some(
        ({ kind, state }) => kind === 'fktp.antrean.add' && state === (character === 'dumb' ? 'parked' : 'already'),
      );
    await until(() => statesOf(visitId), isDone);
    await until(
      () => effectsOf(16),
      (seen) => seen.includes('pendaftaran.added'),
    );
    expect(effectsOf(16).filter((effect) => effect === 'fktp.antrean.added')).toHaveLength(1);
  });

  it('takes a cancelled visit back at both services', async () => {
    const visitId = await register(11);
    await house.visits.cancel(actor, visitId, { alasan: 'Pasien pulang', isNoShow: false });
    await settled(visitId);
    expect(effectsOf(11).toSorted()).toEqual([
      'fktp.antrean.added',
      'fktp.antrean.cancelled',
      'pendaftaran.added',
      'pendaftaran.deleted',
    ]);
  });

  it('keeps an incomplete entry as a draft, names what is missing, and sends nothing', async () => {
    const visitId = await register(12);
    const saved = await house.pcare.saveEntry(actor, visitId, { ...ENTRY, diagnosa: [], kdStatusPulang: '4' });
    expect(saved.problems.map((problem) => problem.field).toSorted()).toEqual(['diagnosa', 'kdStatusPulang']);
    await settled(visitId);
    expect(effectsOf(12)).not.toContain('kunjungan.added');
    const completed = await house.pcare.saveEntry(actor, visitId, ENTRY);
    expect(completed.problems).toEqual([]);
    await settled(visitId);
    expect(pcareOf(effectsOf(12))).toEqual(PCARE_ORDER);
  });

  it('sends a corrected entry as an update, and the same entry not again', async () => {
    const visitId = await register(13);
    await house.pcare.saveEntry(actor, visitId, ENTRY);
    await settled(visitId);
    await house.pcare.saveEntry(actor, visitId, ENTRY);
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, diagnosa: [{ kode: 'E11.9', nama: 'x' }] });
    await settled(visitId);
    expect(pcareOf(effectsOf(13))).toEqual([...PCARE_ORDER, 'kunjungan.updated']);
  });

  it('does not report a patient who is no member to P-Care', async () => {
    const visitId = await register(14, { jenisPasien: 'NON JKN' });
    await settled(visitId);
    expect((await statesOf(visitId)).map(({ kind }) => kind)).toEqual(['fktp.antrean.add']);
  });

  it('stops the lane of a refused registration and says why', async () => {
    const visitId = await register(15, { kodePoli: '999', namaPoli: 'POLI X' });
    await until(
      () => statesOf(visitId),
      (rows) => rows.some(({ kind, state }) => kind === 'pcare.pendaftaran.add' && state === 'refused'),
    );
    const [refused] = (await statesOf(visitId)).filter(({ kind }) => kind === 'pcare.pendaftaran.add');
    expect(refused?.code).toMatch(/^pcare\./);
  });
});

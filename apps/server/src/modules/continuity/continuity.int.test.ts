// A morning without the participant service, on a real database and a sandbox: the mode comes and goes by what calls have shown, every
// registration is kept with what was decided, and afterwards BPJS is asked about everybody. Nothing is cancelled by the software.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHospital, DAY, personOf, referralOf, type TestHospital } from '../hospital.testing.ts';
import { casesOf } from './case-store.ts';
import type { Choice } from './rules.ts';

let test: TestHospital;
const at = { fresh: 1, old: 2, unknown: 3, pays: 4, waits: 5, late: 6 } as const;

beforeAll(async () => {
  test = await createTestHospital();
}, 120_000);
afterAll(() => test.close());

const facilityId = () => test.platform.facilities.hospital;
const inFacility = <T>(work: Parameters<typeof test.platform.db.withFacility<T>>[1]) =>
  test.platform.db.withFacility(facilityId(), work);
const search = (person: number) =>
  test.hospital.peserta.search(test.clerk, { query: personOf(person).nomorKartu, serviceDate: DAY });
const look = () => test.hospital.continuity.worker().look(facilityId());
const mode = () => test.hospital.continuity.mode;
const caseOf = async (visitId: string) => (await inFacility((tx) => casesOf(tx, [visitId])))[0];

async function interrupt(): Promise<void> {
  await test.sandbox.setMood('vclaim.peserta', { maintenance: { answer: 'html' } });
  for (let call = 0; call < 3; call += 1) await search(at.fresh);
  await test.gateway.tracker.flush();
}

/** Looks as the worker does until something is so; the worker itself is not started here. */
async function lookUntil(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = test.clock.monotonicMs() + 20_000;
  while (!(await isSo())) {
    if (test.clock.monotonicMs() > deadline) throw new Error('it did not become so in time');
    await look();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a morning without the participant service', () => {
  const visits = new Map<keyof typeof at, string>();

  beforeAll(async () => {
    await inFacility((tx) =>
      mode().changePolicy(tx, test.clerk, {
        maxAgeDays: 30,
        whenOld: 'pernyataan',
        whenUnknown: 'pernyataan',
        isAutomatic: true,
        startAfterMinutes: 0,
        endAfterMinutes: 0,
        opensAt: '06:00',
        patientText: '',
        contacts: [{ peran: 'Kepala pendaftaran', nama: 'Ibu Contoh', telepon: '080000000001' }],
      }),
    );
    for (const person of [at.fresh, at.old, at.pays]) await search(person);
    // The sandbox cannot answer for last summer: the row itself is made older.
    await test.platform.owner.query(
      `UPDATE eligibility_snapshots SET asked_at = asked_at - interval '90 days', service_date = service_date - 90
        WHERE id = (SELECT id FROM eligibility_snapshots ORDER BY asked_at OFFSET 1 LIMIT 1)`,
    );
  });

  it('does not begin while BPJS answers', async () => {
    expect(await look()).toBe(false);
    expect(await inFacility((tx) => mode().current(tx))).toBeNull();
    expect((await search(at.fresh)).matches[0]?.continuity).toBeNull();
  });

  it('begins by itself with the measured instants, once for two nodes that look together', async () => {
    await interrupt();
    await Promise.all([look(), look()]);
    const outages = await inFacility((tx) => mode().list(tx, 10));
    expect(outages).toHaveLength(1);
    expect(outages[0]).toMatchObject({ origin: 'otomatis', service: 'vclaim', startedBy: 'Titian', endedAt: null });
    expect(outages[0]?.interruptedAt?.getTime()).toBeGreaterThan(outages[0]?.lastGoodAt?.getTime() ?? Infinity);
  });

  it('tells the desk what the policy says, with the age of what is known', async () => {
    expect((await search(at.fresh)).matches[0]?.continuity).toEqual({
      decision: 'terima',
      ground: 'aktif-baru',
      ageDays: 0,
    });
    expect((await search(at.old)).matches[0]?.continuity).toEqual({
      decision: 'terima-dengan-pernyataan',
      ground: 'aktif-lama',
      ageDays: 90,
    });
  });

  it('keeps a case with every registration, written in the same save', async () => {
    for (const [name, person] of Object.entries(at)) {
      const choices: Partial<Record<string, Choice>> = { pays: 'bayar-sendiri', waits: 'menunggu' };
      const visitId = await test.register({
        person,
        jenisPasien: name === 'pays' ? 'NON JKN' : 'JKN',
        // One letter names a referral that BPJS does not know: its SEP does not come.
        nomorReferensi: name === 'pays' ? null : name === 'late' ? '9999U0011126P999999' : referralOf(person),
        extra: { continuity: { choice: choices[name] ?? 'lanjut' } },
      });
      visits.set(name as keyof typeof at, visitId);
    }
    expect(await caseOf(visits.get('fresh') ?? '')).toMatchObject({
      decision: 'terima',
      choice: 'lanjut',
      verification: 'belum',
      policyVersion: 1,
    });
    expect(await caseOf(visits.get('unknown') ?? '')).toMatchObject({
      decision: 'terima-dengan-pernyataan',
      ground: 'belum-dikenal',
      snapshotAt: null,
    });
    expect(await caseOf(visits.get('pays') ?? '')).toMatchObject({ choice: 'bayar-sendiri' });
  });

  it('keeps every choice of a patient, with who recorded it', async () => {
    const visitId = visits.get('waits') ?? '';
    await inFacility((tx) =>
      test.hospital.continuity
        .cases()
        .choose(tx, test.clerk, visitId, { choice: 'lanjut', note: 'tidak kuat menunggu' }),
    );
    const outage = await inFacility((tx) => mode().current(tx));
    const lines = await inFacility((tx) => mode().log.ofVisit(tx, outage?.id ?? '', visitId));
    expect(lines.map(({ value, note }) => [value, note])).toEqual([
      ['menunggu', null],
      ['lanjut', 'tidak kuat menunggu'],
    ]);
    const { counters } = await inFacility((tx) => test.hospital.continuity.records.of(tx, outage?.id ?? ''));
    expect(counters).toMatchObject({ affected: 6, waited: 1, paidPrivately: 1, unverified: 6 });
  });

  it('asks one question at a time while BPJS is away, puts it off, and leaves nothing answered', async () => {
    const postponed = async () => {
      const { rows } = await test.platform.owner.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM continuity_cases WHERE ask_at > now() + interval '20 seconds'",
      );
      return rows[0]?.count;
    };
    await look();
    expect(await postponed()).toBe(1);
    await look();
    expect(await postponed()).toBe(2);
    for (const visitId of visits.values()) expect(await caseOf(visitId)).toMatchObject({ verification: 'belum' });
  });

  it('asks about everybody when BPJS is back, ends by itself, and says who turned out inactive', async () => {
    const { nomorHp: _phone, ...gone } = personOf(at.unknown);
    await test.sandbox.arrange([
      {
        kind: 'participant',
        person: {
          ...gone,
          jenisKelamin: 'L',
          tanggalLahir: '1990-05-06',
          status: { kode: '4', keterangan: 'NON AKTIF PREMI' },
        },
      },
    ]);
    await test.sandbox.clearMoods();
    // What waits for its turn is asked now: the lease and the pause are the database's own clock.
    await test.platform.owner.query('UPDATE continuity_cases SET ask_at = now()');
    await lookUntil(async () => {
      await test.platform.owner.query("UPDATE continuity_cases SET ask_at = now() WHERE verification = 'belum'");
      await test.gateway.tracker.flush();
      const rows = await inFacility((tx) => casesOf(tx, [...visits.values()]));
      return rows.every(({ verification }) => verification !== 'belum');
    });
    await lookUntil(async () => (await inFacility((tx) => mode().list(tx, 1)))[0]?.endedAt != null);
    const [outage] = await inFacility((tx) => mode().list(tx, 1));
    expect(outage).toMatchObject({ endedBy: 'Titian' });
    expect(outage?.recoveredAt).not.toBeNull();
    const record = await inFacility((tx) => test.hospital.continuity.records.of(tx, outage?.id ?? ''));
    expect(record.counters).toMatchObject({
      unverified: 0,
      verifiedActive: 5,
      turnedOut: 1,
      toDo: 1,
      mayChangeBack: 1,
    });
    expect(record.timeline.map(({ kind }) => kind)).toEqual(['terputus', 'mode-mulai', 'pulih', 'mode-selesai']);
  });

  it('keeps on the worklist until a person has decided, with a reason', async () => {
    const visitId = visits.get('unknown') ?? '';
    const { mode: _mode, records, cases } = test.hospital.continuity;
    const [outage] = await inFacility((tx) => mode().list(tx, 1));
    const list = await inFacility((tx) => cases().list(tx, outage?.id ?? '', 'perlu-tindakan'));
    expect(list.map((one) => one.visitId)).toEqual([visitId]);
    expect((await inFacility((tx) => test.hospital.continuity.actions(tx)))[0]).toMatchObject({ count: 2 });
    await inFacility((tx) =>
      cases().resolve(tx, test.clerk, visitId, { resolution: 'pasien-dihubungi', reason: 'dihubungi lewat telepon' }),
    );
    await inFacility((tx) =>
      cases().resolve(tx, test.clerk, visits.get('pays') ?? '', {
        resolution: 'kembali-jkn',
        reason: 'uang dikembalikan',
      }),
    );
    expect((await inFacility((tx) => records.of(tx, outage?.id ?? ''))).counters).toMatchObject({
      toDo: 0,
      changedBack: 1,
      mayChangeBack: 0,
    });
  });

  it('has cancelled nothing, and everything of the outage arrived', async () => {
    await test.settled([...visits.values()]);
    const messages = await test.gateway.outbox.inspect.messages(facilityId(), {});
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter(({ kind, state }) => kind === 'antreanrs.batal' || state === 'cancelled')).toEqual([]);
    const { rows } = await test.platform.owner.query<{ type: string }>('SELECT DISTINCT type FROM visit_events');
    expect(rows.map(({ type }) => type)).not.toContain('visit.cancelled');
    expect(test.effects().map(({ effect }) => effect)).not.toContain('booking.cancelled');
  });

  it('asks for the past day of a SEP that did not come, once, also when the answer was lost', async () => {
    const { lateSeps } = test.hospital.continuity;
    const [outage] = await inFacility((tx) => mode().list(tx, 1));
    const visitId = visits.get('late') ?? '';
    // Whoever turned out inactive may stand there too: their letter was refused.
    const listed = async () =>
      (await inFacility((tx) => lateSeps().ofOutage(tx, outage?.id ?? ''))).filter(({ visit }) => visit.id === visitId);
    expect(await listed()).toEqual([]);
    test.later(1);
    expect(await listed()).toMatchObject([{ visit: { id: visitId }, tglSep: DAY, request: null }]);
    await test.sandbox.setMood('vclaim.sep.pengajuan', { faults: [{ kind: 'reset-after-apply' }] });
    await inFacility((tx) => lateSeps().request(tx, test.clerk, visitId, 'Gangguan layanan BPJS'));
    await expect(inFacility((tx) => lateSeps().request(tx, test.clerk, visitId, 'sekali lagi'))).rejects.toMatchObject({
      code: 'DOMAIN_BACKDATE_ASKED',
    });
    const state = async () => (await listed())[0]?.request?.state;
    const deadline = test.clock.monotonicMs() + 20_000;
    while (!['diterima', 'sudah-ada'].includes((await state()) ?? '')) {
      if (test.clock.monotonicMs() > deadline) throw new Error(`the request is still ${await state()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(test.effects().filter(({ effect }) => effect === 'sep.approval')).toHaveLength(1);
    await test.sandbox.clearMoods();
    test.later(-1);
  });

  it('is ended by hand for good: the same interruption does not begin it again', async () => {
    await interrupt();
    await look();
    const { id } = await inFacility((tx) => mode().endByHand(tx, test.clerk, 'diumumkan selesai'));
    await look();
    expect(await inFacility((tx) => mode().current(tx))).toBeNull();
    expect((await inFacility((tx) => mode().find(tx, id)))?.endedBy).toBe(test.clerk.displayName);
    await test.sandbox.clearMoods();
  });
});

// What a clinic's screens rely on beside the crossing: members and references while BPJS is there and while it is not, registrations
// that BPJS holds already, compounds, and differences that must be named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBpjsClient } from '@titian/client';
import { pcare as endpoints } from '@titian/contract';
import { systemActor, type Actor } from '../../platform/actor.ts';
import { permissionsOfRoles } from '../../platform/permissions.ts';
import { createBrowser, createComparison } from '../gateway/index.ts';
import { createClinicHouse, until, type ClinicHouse } from './clinic.testing.ts';
import { pcareDate } from './bpjs.ts';
import { pcareNumbers, pcarePesertaLookup } from './index.ts';

let house: ClinicHouse;
let actor: Actor;
const person = (n: number) => ({
  nomorKartu: `00000000006${String(n).padStart(2, '0')}`,
  nik: `99990000000006${String(n).padStart(2, '0')}`,
  nama: `PESERTA UJI ${n}`,
});

beforeAll(async () => {
  house = await createClinicHouse();
  actor = systemActor(house.clinic, 'test');
  await house.sandbox.arrange(
    Array.from({ length: 10 }, (_, n) => ({
      kind: 'participant' as const,
      person: { ...person(n), jenisKelamin: 'P' as const, tanggalLahir: '1980-01-01' },
    })),
  );
});
afterAll(() => house.close());

const today = () => new Date(house.platform.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
const register = async (n: number, sumber: 'onsite' | 'mobile-jkn' = 'onsite', kodePoli = '001') => {
  const { visitId } = await house.visits.register(
    actor,
    {
      visitRef: null,
      occurredAt: house.platform.clock.now(),
      serviceDate: today(),
      patientId: null,
      patient: { ...person(n), norm: `K${n}`, noHp: null, tanggalLahir: null, jenisKelamin: null },
      jenisPasien: 'JKN',
      pasienBaru: false,
      sessionId: null,
      kodePoli,
      namaPoli: null,
      kodeDokter: '99951',
      namaDokter: null,
      jamPraktek: '08:00-14:00',
      jenisKunjungan: null,
      nomorReferensi: null,
      sumber,
      kodeBooking: null,
      eligibilityId: null,
      extra: { keluhan: 'pusing' },
    },
    { checkIn: false },
  );
  return visitId;
};
const stateOf = async (visitId: string, kind: string) => {
  const found = await house.platform.owner.query<{ state: string; reason: string | null }>(
    'SELECT state, reason FROM outbox_messages WHERE subject_id = $1 AND kind = $2',
    [visitId, kind],
  );
  return found.rows[0];
};
/** As the message browser is put together in clinic.ts. */
const differenceDesk = () => {
  const { db, sealer, clock, audit } = house.platform;
  const officer: Actor = {
    ...systemActor(house.clinic, 'test'),
    displayName: 'Petugas Klaim',
    permissions: permissionsOfRoles(['claims']),
  };
  const browser = createBrowser({
    db,
    sealer,
    audit,
    clock,
    subjectNames: (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, id]))),
    peopleNames: () => Promise.resolve(new Map()),
  });
  const bpjs = (id: typeof house.clinic) => house.gateway.forFacility(id);
  const comparison = createComparison({ db, sealer, clock, audit, bpjs, kindOf: (name) => house.gateway.kindOf(name) });
  const everything = {
    states: null,
    services: null,
    kinds: null,
    channels: null,
    subjectIds: null,
    refusal: null,
    from: null,
    until: null,
  };
  const open = async () =>
    (await browser.list(officer, { ...everything, isDifferent: true }, { before: null, limit: 100 })).items;
  return { officer, browser, comparison, open };
};
const client = () => {
  const keys = house.sandbox.credentials('9999U001');
  return createBpjsClient({
    environment: 'development',
    baseUrls: { pcare: house.sandbox.baseUrls.pcare },
    settings: { allowBaseUrl: [house.sandbox.url] },
    credentials: { consId: keys.consId, secret: keys.secret, userKeys: keys.userKeys, pcare: keys.pcare },
  });
};
const drug = (kode: string, change: object = {}) => ({
  kode,
  nama: kode,
  racikan: false,
  signa1: 3,
  signa2: 1,
  jumlah: 10,
  ...change,
});
const ENTRY = {
  keluhan: 'batuk',
  anamnesa: 'batuk',
  kdSadar: '01',
  sistole: 120,
  diastole: 80,
  beratBadan: 60,
  tinggiBadan: 160,
  lingkarPerut: 80,
  respRate: 18,
  heartRate: 80,
  suhu: 36.4,
  diagnosa: [{ kode: 'I10', nama: '' }],
  kdStatusPulang: '3',
  kdDokter: '99951',
  terapiObat: '-',
  terapiNonObat: '-',
  bmhp: '-',
};

describe('a member', () => {
  it('is found by card and by NIK, with what the counter needs', async () => {
    const bpjs = house.gateway.forFacility(house.clinic);
    for (const key of [
      { kind: 'card', value: person(0).nomorKartu },
      { kind: 'nik', value: person(0).nik },
    ] as const) {
      expect(await pcarePesertaLookup(bpjs, key, { serviceDate: today(), timeoutMs: 2_000 })).toMatchObject({
        nomorKartu: person(0).nomorKartu,
        nik: person(0).nik,
        isAktif: true,
        fktp: { kode: '9999U001' },
        tanggalLahir: '1980-01-01',
      });
    }
  });
  it('that nobody knows is nobody, not an error', async () => {
    const bpjs = house.gateway.forFacility(house.clinic);
    expect(
      await pcarePesertaLookup(
        bpjs,
        { kind: 'card', value: '0000000000699' },
        { serviceDate: today(), timeoutMs: 2_000 },
      ),
    ).toBeNull();
  });
  it('is answered at once while members are down, and other groups go on', async () => {
    await house.sandbox.setMood('pcare.peserta', { faults: [{ kind: 'hang' }] });
    const bpjs = house.gateway.forFacility(house.clinic);
    const ask = () =>
      pcarePesertaLookup(bpjs, { kind: 'card', value: person(0).nomorKartu }, { serviceDate: today(), timeoutMs: 200 });
    for (let tries = 0; tries < 3; tries += 1) await expect(ask()).rejects.toThrow();
    // The first look after the interruption is the probe; everybody else hears at once.
    await expect(ask()).rejects.toThrow();
    const began = performance.now();
    await expect(ask()).rejects.toMatchObject({ code: 'CHANNEL_INTERRUPTED' });
    expect(performance.now() - began).toBeLessThan(100);
    expect((await house.references.search(house.clinic, 'dokter', '')).source).toBe('bpjs');
    await house.sandbox.clearMoods();
  });
});

describe('references', () => {
  it('come from P-Care and stay when it is away', async () => {
    const live = await house.references.search(house.clinic, 'diagnosa', 'hypert');
    expect(live).toMatchObject({
      source: 'bpjs',
      items: expect.arrayContaining([expect.objectContaining({ kode: 'I10', extra: { nonSpesialis: true } })]),
    });
    await house.sandbox.setMood('pcare', { maintenance: { answer: 'refuse' } });
    const cached = await house.references.search(house.clinic, 'diagnosa', 'hypertension');
    expect(cached).toMatchObject({
      source: 'lokal',
      items: expect.arrayContaining([expect.objectContaining({ kode: 'I10' })]),
    });
    const never = await house.references.search(house.clinic, 'kesadaran', '');
    expect(never.source).toBe('lokal');
    expect(never.items.length).toBeGreaterThan(2);
    await house.sandbox.clearMoods();
    await until(
      () => house.references.search(house.clinic, 'kesadaran', ''),
      (answer) => answer.source === 'bpjs',
      25_000,
    );
  });
  it('take a percent sign for a percent sign', async () => {
    expect((await house.references.search(house.clinic, 'dokter', '%')).items).toEqual([]);
  });
});

describe('what BPJS holds already', () => {
  it('a registration made by Mobile JKN is taken over with its number, not made again', async () => {
    const body = {
      kdProviderPeserta: '9999U001',
      tglDaftar: pcareDate(today()),
      noKartu: person(1).nomorKartu,
      kdPoli: '001',
      keluhan: '-',
      kunjSakit: true,
      sistole: 0,
      diastole: 0,
      beratBadan: 0,
      tinggiBadan: 0,
      respRate: 0,
      lingkarPerut: 0,
      heartRate: 0,
      rujukBalik: 0,
      kdTkp: '10' as const,
    };
    const added = await client().call(endpoints.pendaftaranAdd, { params: {}, body });
    const visitId = await register(1, 'mobile-jkn');
    await until(
      () => stateOf(visitId, 'pcare.pendaftaran.add'),
      (message) => message?.state === 'already',
    );
    const numbers = await house.platform.db.withFacility(house.clinic, (tx) => pcareNumbers(tx, [visitId]));
    expect(numbers.get(visitId)?.noUrut).toBe(added.kind === 'ok' ? added.data[0]?.message : '');
    expect(
      house.sandbox
        .ledger()
        .filter((line) => line.effect === 'pendaftaran.added' && JSON.stringify(line).includes(person(1).nomorKartu)),
    ).toHaveLength(1);
  });

  it('a visit typed in by hand with another diagnosis is a named difference, not a silent success', async () => {
    const visitId = await register(2);
    await until(
      () => stateOf(visitId, 'pcare.pendaftaran.add'),
      (message) => message?.state === 'delivered',
    );
    // Our addition is applied and its answer lost, while what is stored there differs from what we sent.
    await house.sandbox.setMood('pcare.kunjungan', { faults: [{ kind: 'reset-before-apply', on: 'writes' }] });
    await house.pcare.saveEntry(actor, visitId, ENTRY);
    await until(
      () => stateOf(visitId, 'pcare.kunjungan.add'),
      (message) => message?.state === 'unknown',
    );
    await house.sandbox.clearMoods();
    await client().call(endpoints.kunjunganAdd, {
      params: {},
      body: {
        keluhan: 'batuk',
        anamnesa: 'batuk',
        kdSadar: '01',
        sistole: 120,
        diastole: 80,
        beratBadan: 60,
        tinggiBadan: 160,
        lingkarPerut: 80,
        respRate: 18,
        heartRate: 80,
        kdStatusPulang: '3',
        kdDokter: '99951',
        terapiObat: '-',
        terapiNonObat: '-',
        bmhp: '-',
        noKunjungan: null,
        noKartu: person(2).nomorKartu,
        tglDaftar: pcareDate(today()),
        kdPoli: '001',
        tglPulang: pcareDate(today()),
        kdDiag1: 'A09',
        kdDiag2: null,
        kdDiag3: null,
        kdPoliRujukInternal: null,
        rujukLanjut: null,
        kdTacc: -1,
        alasanTacc: null,
        alergiMakan: '00',
        alergiUdara: '00',
        alergiObat: '00',
        kdPrognosa: '02',
        suhu: '36,4',
      },
    });
    const settled = await until(
      () => stateOf(visitId, 'pcare.kunjungan.add'),
      (message) => message?.state === 'already',
    );
    expect(settled?.reason).toBe('different');
    const differences = await house.platform.owner.query<{ kind: string }>(
      'SELECT kind FROM bpjs_differences WHERE subject_id = $1',
      [visitId],
    );
    expect(differences.rows).toEqual([{ kind: 'pcare.kunjungan.add' }]);
    const desk = differenceDesk();
    const [row] = (await desk.open()).filter((message) => message.visitId === visitId);
    const detail = () => desk.browser.detail(desk.officer, row?.id ?? '');
    expect((await detail()).difference).toMatchObject({
      fields: [{ field: 'kdDiag1', ours: ENTRY.diagnosa[0]?.kode, theirs: 'A09' }],
      accepted: null,
    });
    expect(await desk.comparison.compare(desk.officer, row?.id ?? '')).toBe('berbeda');
    await desk.comparison.accept(desk.officer, row?.id ?? '', 'dokter memilih yang di P-Care');
    expect((await desk.open()).map((message) => message.id)).not.toContain(row?.id);
    expect((await detail()).difference?.accepted).toMatchObject({
      by: 'Petugas Klaim',
      reason: 'dokter memilih yang di P-Care',
    });
    await expect(desk.comparison.accept(desk.officer, row?.id ?? '', 'sekali lagi')).rejects.toMatchObject({
      code: 'DOMAIN_NO_DIFFERENCE',
    });
    // The doctor saves the service once more: P-Care is told, and what it holds is ours again.
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, keluhan: 'pusing sejak pagi' });
    await until(
      () => stateOf(visitId, 'pcare.kunjungan.update'),
      (message) => message?.state === 'delivered',
    );
    expect((await detail()).difference).toBeNull();
    await expect(desk.comparison.compare(desk.officer, row?.id ?? '')).rejects.toMatchObject({
      code: 'DOMAIN_NOT_COMPARABLE',
    });
    expect(
      house.sandbox
        .ledger()
        .filter((line) => line.effect === 'kunjungan.added' && JSON.stringify(line).includes(person(2).nomorKartu)),
    ).toHaveLength(1);
  });
});

describe('a poli for the healthy', () => {
  it('gets a healthy visit when nobody says otherwise, because P-Care refuses the other', async () => {
    await house.references.search(house.clinic, 'poli', '');
    const visitId = await register(7, 'onsite', '021');
    await until(
      () => stateOf(visitId, 'pcare.pendaftaran.add'),
      (message) => message?.state === 'delivered',
    );
  });
});

describe('compounds', () => {
  it('share the code that P-Care gave to the first ingredient', async () => {
    const visitId = await register(3);
    const obat = [drug('990000003', { racikan: true }), drug('990000004', { racikan: true }), drug('990000001')];
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, obat });
    const rows = await until(
      async () =>
        (
          await house.platform.owner.query<{ state: string; kd_racikan: string | null }>(
            'SELECT state, kd_racikan FROM service_items WHERE visit_id = $1 ORDER BY position',
            [visitId],
          )
        ).rows,
      (items) => items.length === 3 && items.every((item) => item.state === 'delivered'),
    );
    expect(rows[0]?.kd_racikan).toMatch(/^R/);
    expect(rows[1]?.kd_racikan).toBe(rows[0]?.kd_racikan);
    const sent = house.sandbox
      .ledger()
      .filter((line) => line.effect === 'obat.added')
      .map((line) => line.data);
    expect(sent.at(-2)).toMatchObject({ kdRacikan: rows[0]?.kd_racikan });
  });
});

describe('a correction', () => {
  const effectsOf = (n: number) => {
    const lines = house.sandbox.ledger();
    const mine = lines.filter((line) => JSON.stringify(line).includes(person(n).nomorKartu));
    const numbers = mine
      .filter((line) => line.effect === 'kunjungan.added')
      .map((line) => JSON.stringify(line).match(/9999U001\d{4}[YP]\d{6}/)?.[0] ?? 'none');
    return lines
      .filter((line) => mine.includes(line) || numbers.some((number) => JSON.stringify(line).includes(number)))
      .map((line) => line.effect)
      .filter((effect) => !effect.startsWith('fktp.'));
  };
  const numbersOf = (visitId: string) =>
    house.platform.db.withFacility(house.clinic, async (tx) => (await pcareNumbers(tx, [visitId])).get(visitId));
  const settled = (visitId: string) =>
    until(
      async () =>
        (
          await house.platform.owner.query<{ state: string }>(
            'SELECT state FROM outbox_messages WHERE subject_id = $1',
            [visitId],
          )
        ).rows,
      (rows) => rows.every((row) => ['delivered', 'already', 'refused', 'skipped'].includes(row.state)),
    );

  it('of a drug takes the old one back at P-Care before the new one goes, although the answer is lost', async () => {
    const visitId = await register(4);
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, obat: [drug('990000001')] });
    await settled(visitId);
    await house.sandbox.setMood('pcare.obat', { faults: [{ kind: 'reset-after-apply', on: 'writes' }] });
    const changed = await house.pcare.saveEntry(actor, visitId, { ...ENTRY, obat: [drug('990000001', { jumlah: 5 })] });
    expect(changed.problems).toEqual([]);
    await settled(visitId);
    await house.sandbox.clearMoods();
    // The ledger has no name for a deleted drug; what P-Care holds at the end tells.
    expect(effectsOf(4).filter((effect) => effect === 'obat.added')).toHaveLength(2);
    const noKunjungan = (await numbersOf(visitId))?.noKunjungan ?? '';
    const held = await client().call(endpoints.obatList, { params: { noKunjungan } });
    expect(held.kind === 'ok' ? held.data.list.map((row) => row.jmlObat) : []).toEqual([5]);
  });

  it('of the whole entry withdraws the visit with everything on it, and lets it be recorded again', async () => {
    const visitId = await register(5);
    const tindakan = [{ kode: '01006', nama: 'Suntik KB', biaya: 20_000 }];
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, obat: [drug('990000001')], tindakan });
    await settled(visitId);
    await house.pcare.withdrawEntry(actor, visitId, 'Salah kunjungan');
    await settled(visitId);
    expect(effectsOf(5)).toContain('kunjungan.deleted');
    expect((await numbersOf(visitId))?.noKunjungan).toBeNull();
    await expect(house.pcare.withdrawEntry(actor, visitId, 'sekali lagi')).rejects.toMatchObject({
      code: 'DOMAIN_ENTRY_NOT_SENT',
    });
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, tindakan });
    await settled(visitId);
    expect(effectsOf(5).filter((effect) => effect === 'kunjungan.added')).toHaveLength(2);
    expect(effectsOf(5).at(-1)).toBe('tindakan.added');
  });

  it('that withdraws before anything left sends nothing', async () => {
    await house.sandbox.setMood('pcare', { maintenance: { answer: 'refuse' } });
    const visitId = await register(6);
    await house.pcare.saveEntry(actor, visitId, { ...ENTRY, obat: [drug('990000001')] });
    await house.pcare.withdrawEntry(actor, visitId, 'Salah kunjungan');
    await house.sandbox.clearMoods();
    await settled(visitId);
    expect(effectsOf(6)).toEqual(['pendaftaran.added']);
  });
});

describe('reads on a channel that is paused', () => {
  it('are answered at once', async () => {
    await house.gateway.outbox.pauseChannel(house.clinic, 'pcare.peserta', 'uji', 'uji');
    const bpjs = house.gateway.forFacility(house.clinic);
    const began = performance.now();
    const asked = pcarePesertaLookup(
      bpjs,
      { kind: 'card', value: person(0).nomorKartu },
      { serviceDate: today(), timeoutMs: 2_000 },
    );
    await expect(asked).rejects.toMatchObject({ code: 'CHANNEL_INTERRUPTED' });
    expect(performance.now() - began).toBeLessThan(300);
    await house.gateway.outbox.resumeChannel(house.clinic, 'pcare.peserta', 'uji', 'uji');
  });
});

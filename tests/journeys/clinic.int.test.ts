// A day at a clinic through the calls of its screens: search, register, call, record the service; a half-filled entry, a patient without
// JKN, one who leaves, and a P-Care that is away for a while. At the end BPJS holds each effect once and in order.
import type { SetupInput } from '@titian/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, isClean } from '../../apps/cli/src/checker/index.ts';
import { COMPLETE_ENTRY } from '../../apps/server/src/modules/pcare/entry.testing.ts';
import { toCsv } from '../../tools/demo-day/csv.ts';
import type { Row } from '../../tools/demo-day/morning.ts';
import { DAY, openHouse, wib, type Caller, type JourneyHouse } from './house.ts';

const PPK = '9999U001';
const DELIVERED_WITHIN_MS = 30_000;
const PEOPLE = ['SARI CONTOH', 'UDIN CONTOH', 'WATI CONTOH', 'JONO CONTOH'].map((nama, index) => ({
  nama,
  nomorKartu: `000000000080${index}`,
  nik: `999900000000080${index}`,
  norm: `K80${index}`,
  noHp: '080000000031',
  tanggalLahir: '1986-02-03',
  jenisKelamin: 'P' as const,
}));
type Person = (typeof PEOPLE)[number];

let house: JourneyHouse;
let desk: Caller;
let doctor: Caller;
/** What happened, as the offline checker reads it. */
const happened: Row[] = [];

beforeAll(async () => {
  house = await openHouse({ startsAtMs: wib('07:30:00') });
  await house.sandbox.arrange(
    PEOPLE.map(({ nama, nomorKartu, nik, tanggalLahir, jenisKelamin }): SetupInput => ({
      kind: 'participant',
      person: { nama, nomorKartu, nik, tanggalLahir, jenisKelamin },
    })),
  );
  desk = await house.screen(PPK, ['registration']);
  doctor = await house.screen(PPK, ['doctor', 'nurse']);
}, 60_000);
afterAll(() => house.close());

function note(person: Person, time: string, type: string, cells: Row = {}): void {
  const count = String(happened.length + 1);
  const occurred_at = `${DAY}T${time}+07:00`;
  happened.push({ event_id: `K${count}`, occurred_at, facility: PPK, visit_ref: person.norm, type, ...cells });
}

interface Visit {
  readonly id: string;
  readonly nomorAntrean: string;
  readonly pcare: { readonly noUrut: string | null; readonly noKunjungan: string | null } | null;
}

async function register(person: Person, time: string, jenisPasien: 'JKN' | 'NON JKN'): Promise<Visit> {
  house.setTime(wib(time));
  const { nomorKartu, tanggalLahir, jenisKelamin, nama, nik, norm, noHp } = person;
  const found = await desk.call<{ matches: { eligibility: { snapshotId: string } | null }[] }>(
    'POST',
    '/peserta/search',
    { query: nomorKartu, serviceDate: DAY },
  );
  const { body: schedule } = await desk.call<{
    units: { kodePoli: string; sessions: { sessionId: string; kodeDokter: string; jamPraktek: string }[] }[];
  }>('GET', `/schedule?date=${DAY}`);
  const unit = schedule.units.find(({ kodePoli }) => kodePoli === '001');
  const [session] = unit?.sessions ?? [];
  const eligibility = found.body.matches[0]?.eligibility ?? null;
  const { body } = await desk.call<Visit>('POST', '/visits', {
    patient: { nama, nik, norm, noHp, tanggalLahir, jenisKelamin, ...(jenisPasien === 'JKN' ? { nomorKartu } : {}) },
    jenisPasien,
    pasienBaru: false,
    serviceDate: DAY,
    kodePoli: '001',
    namaPoli: 'POLI UMUM',
    ...(session === undefined
      ? { kodeDokter: '99951' }
      : { sessionId: session.sessionId, kodeDokter: session.kodeDokter, jamPraktek: session.jamPraktek }),
    keluhan: 'pusing',
    kunjunganSakit: true,
    checkIn: true,
    ...(eligibility === null || jenisPasien !== 'JKN' ? {} : { eligibilitySnapshotId: eligibility.snapshotId }),
  });
  note(person, time, 'visit.registered', {
    tanggal_periksa: DAY,
    nama,
    norm,
    nomor_kartu: jenisPasien === 'JKN' ? nomorKartu : '',
    nik,
    jenis_pasien: jenisPasien,
    kode_poli: '001',
    sumber: 'onsite',
  });
  return body;
}

async function callIn(person: Person, visit: Visit, time: string): Promise<void> {
  house.setTime(wib(time));
  await doctor.call('POST', `/visits/${visit.id}/events`, { type: 'poli.called' });
  note(person, time, 'poli.called');
}

interface Saved {
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

async function recordService(person: Person, visit: Visit, time: string, change: object = {}): Promise<Saved> {
  house.setTime(wib(time));
  const saved = await doctor.call<Saved>('PUT', `/visits/${visit.id}/service-entry`, { ...COMPLETE_ENTRY, ...change });
  if (saved.body.problems.length === 0) note(person, time, 'service.recorded');
  return saved.body;
}

it('crosses to BPJS visit by visit: once, in order, with true times', async () => {
  const [sari, udin, wati, jono] = PEOPLE;
  if (sari === undefined || udin === undefined || wati === undefined || jono === undefined) throw new Error('nobody');

  // Sari comes first; the doctor forgets the diagnosis, is told so, and mends it.
  const first = await register(sari, '07:40:10', 'JKN');
  await callIn(sari, first, '08:02:30');
  const draft = await recordService(sari, first, '08:09:00', { diagnosa: [] });
  expect(draft.problems.map(({ field }) => field)).toContain('diagnosa');
  expect(house.ledger().some(({ effect }) => effect === 'kunjungan.added')).toBe(false);
  expect((await recordService(sari, first, '08:10:20')).problems).toEqual([]);

  // Udin is no member: the queue hears of him, P-Care does not.
  const second = await register(udin, '08:11:00', 'NON JKN');
  await callIn(udin, second, '08:20:00');

  // P-Care goes away; Wati is registered, called and treated all the same.
  await house.sandbox.setMood('pcare', { maintenance: { answer: 'html' } });
  const third = await register(wati, '08:30:00', 'JKN');
  await callIn(wati, third, '08:41:00');
  expect((await recordService(wati, third, '08:52:00')).problems).toEqual([]);
  expect(third.nomorAntrean).toMatch(/\d/);
  expect(third.pcare?.noUrut ?? null).toBeNull();

  // Jono is registered during the outage too and leaves before his turn.
  const fourth = await register(jono, '08:55:00', 'JKN');
  house.setTime(wib('09:05:00'));
  await desk.call('POST', `/visits/${fourth.id}/cancel`, { alasan: 'Pasien pulang sebelum dipanggil' });
  note(jono, '09:05:00', 'visit.cancelled', { alasan: 'Pasien pulang sebelum dipanggil' });

  await house.sandbox.clearMoods();
  house.setTime(wib('14:00:00'));
  await house.untilDelivered(DELIVERED_WITHIN_MS);

  const verdict = check(toCsv(happened), house.ledgerText());
  expect(verdict.findings).toEqual([]);
  expect(isClean(verdict)).toBe(true);
  expect(verdict.visits).toBe(PEOPLE.length);
  const { body: seen } = await desk.call<Visit>('GET', `/visits/${third.id}`);
  expect(seen.pcare).toMatchObject({ noUrut: expect.any(String), noKunjungan: expect.any(String) });
}, 60_000);

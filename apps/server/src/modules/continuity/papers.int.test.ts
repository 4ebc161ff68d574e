// Paper in and out through HTTP, in a clinic's sister, the hospital without any credentials: BPJS cannot be asked at all, and everything of
// this room still works. What comes from paper keeps the paper's times and says so.
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHouse, type House } from '../../app.ts';
import { systemClock } from '../../platform/clock.ts';
import { createTestPlatform, testAccount, type TestPerson, type TestPlatform } from '../../platform/testing.ts';

const DAY = '2026-11-23';
/** Where to look at the files: set by whoever wants to see them. */
const KEPT = process.env['TITIAN_KEEP_PDF'];

let platform: TestPlatform;
let house: House;
let clerk: TestPerson;
let head: TestPerson;
let nurse: TestPerson;

beforeAll(async () => {
  const business = {
    baseMs: Date.parse(`${DAY}T12:30:00+07:00`),
    realBaseMs: systemClock().realNow().getTime(),
    speed: 1,
  };
  platform = await createTestPlatform({ clock: systemClock(business) });
  const { hospital } = platform.facilities;
  [clerk, head, nurse] = await Promise.all([
    testAccount(platform, hospital, ['registration']),
    testAccount(platform, hospital, ['management']),
    testAccount(platform, hospital, ['nurse']),
  ]);
  house = await createHouse(platform);
  await house.app.ready();
}, 120_000);
afterAll(async () => {
  await house.app.close();
  await platform.close();
});

const inject = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
  house.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...person.headers, 'idempotency-key': platform.random.uuidv7() },
    ...(payload === undefined ? {} : { payload }),
  });

async function call<T>(person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<T> {
  const response = await inject(person, method, path, payload);
  expect(response.statusCode, `${method} ${path}: ${response.body.slice(0, 400)}`).toBeLessThan(300);
  return response.statusCode === 204 ? (undefined as T) : response.json();
}

/** A PDF of a sensible size; kept where somebody wants to look at it. */
async function pdf(person: TestPerson, path: string, name: string): Promise<void> {
  const response = await inject(person, 'GET', path);
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
  expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(response.rawPayload.length).toBeGreaterThan(1_500);
  if (KEPT === undefined) return;
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(`${KEPT}/${name}.pdf`, response.rawPayload);
}

const patient = (n: number) => ({
  nama: `PESERTA KERTAS ${n}`,
  nomorKartu: String(n).padStart(13, '0'),
  nik: `9999${String(n).padStart(12, '0')}`,
  noHp: '080000000012',
});
const row = (over: object = {}, registration: object = {}) => ({
  date: DAY,
  rowNumber: 4,
  writtenBy: 'Sari',
  arrivedAt: '08:20',
  calledAt: '09:05',
  registration: {
    patient: patient(901),
    jenisPasien: 'JKN',
    pasienBaru: false,
    kodePoli: 'INT',
    namaPoli: 'PENYAKIT DALAM',
    kodeDokter: '99901',
    namaDokter: 'dr. Contoh',
    jamPraktek: '08:00-12:00',
    nomorReferensi: '9999U0011126P000901',
    ...registration,
  },
  ...over,
});

interface VisitView {
  readonly id: string;
  readonly stage: string;
  readonly events: readonly { type: string; occurredAt: string }[];
  readonly continuity: {
    decision: string;
    ground: string;
    statementPrintedAt: string | null;
    choice: string | null;
  } | null;
}

let outageId: string;

test('the written policy is kept in versions, and a nurse neither writes it nor switches the mode', async () => {
  const before = await call<{ version: number; maxAgeDays: number }>(nurse, 'GET', '/continuity/policy');
  expect(before).toMatchObject({ version: 0, maxAgeDays: 30 });
  const change = {
    maxAgeDays: 14,
    whenOld: 'pernyataan',
    whenUnknown: 'pernyataan',
    isAutomatic: true,
    startAfterMinutes: 3,
    endAfterMinutes: 5,
    opensAt: '07:00',
    patientText: 'BPJS sedang terganggu. Pendaftaran tetap buka di loket 1 sampai 4; petugas menjelaskan pilihan Anda.',
    contacts: [
      { peran: 'Kepala pendaftaran', nama: 'Ibu Contoh', telepon: '080000000001' },
      { peran: 'Kantor cabang BPJS', nama: '', telepon: '080000000165' },
    ],
  };
  expect(await call(head, 'PUT', '/continuity/policy', change)).toMatchObject({ version: 1 });
  expect(await call(head, 'PUT', '/continuity/policy', { ...change, maxAgeDays: 30 })).toMatchObject({
    version: 2,
    history: [
      { version: 2, maxAgeDays: 30 },
      { version: 1, maxAgeDays: 14 },
    ],
  });
  expect((await inject(nurse, 'PUT', '/continuity/policy', change)).statusCode).toBe(403);
  expect((await inject(nurse, 'POST', '/continuity/start', { reason: 'dicoba' })).statusCode).toBe(403);
});

test('switched on by hand it is told to patients, without a name', async () => {
  expect(await call(nurse, 'GET', '/display/notice')).toMatchObject({ state: 'normal', text: null });
  ({ id: outageId } = await call<{ id: string }>(clerk, 'POST', '/continuity/start', {
    reason: 'BPJS tidak menjawab',
  }));
  await call(clerk, 'POST', `/continuity/outages/${outageId}/announcements`, {
    oleh: 'Kantor cabang',
    teks: 'Pemeliharaan 30 menit',
    dari: `${DAY}T01:05:00.000Z`,
    sampai: `${DAY}T01:35:00.000Z`,
  });
  expect(await call(nurse, 'GET', '/display/notice')).toMatchObject({
    state: 'terganggu',
    announcedUntil: `${DAY}T01:35:00.000Z`,
    text: expect.stringContaining('loket 1 sampai 4'),
  });
  expect((await inject(clerk, 'POST', '/continuity/start', { reason: 'sekali lagi' })).statusCode).toBe(409);
});

let visit: VisitView;

test('a row of the paper becomes a visit with the times of the paper, and says where they come from', async () => {
  visit = await call<VisitView>(clerk, 'POST', '/continuity/register', row());
  expect(visit.events.map(({ type, occurredAt }) => `${type} ${occurredAt}`)).toEqual([
    `visit.registered ${DAY}T01:20:00.000Z`,
    `patient.checked-in ${DAY}T01:20:00.000Z`,
    `poli.called ${DAY}T02:05:00.000Z`,
  ]);
  expect(visit.stage).toBe('dilayani-poli');
  expect(visit.continuity).toMatchObject({ decision: 'terima-dengan-pernyataan', ground: 'belum-dikenal' });
  const {
    row: { tasks },
  } = await call<{ row: { tasks: { provenance: { sourceRef: string | null } | null }[] } }>(
    clerk,
    'GET',
    `/visits/${visit.id}/timeline`,
  );
  const sources = tasks.flatMap(({ provenance }) => (provenance === null ? [] : [provenance.sourceRef]));
  expect(new Set(sources)).toEqual(new Set(['register darurat baris 4, ditulis Sari']));
});

test('a row is entered once, and a time that cannot be true is refused, never mended', async () => {
  expect((await inject(clerk, 'POST', '/continuity/register', row({}, { patient: patient(902) }))).statusCode).toBe(
    409,
  );
  for (const [field, wrong] of [
    ['arrivedAt', { arrivedAt: '12:45', calledAt: undefined }],
    ['arrivedAt', { arrivedAt: '06:59' }],
    ['calledAt', { calledAt: '08:10' }],
    ['date', { date: '2026-11-24' }],
  ] as const) {
    const refused = await inject(clerk, 'POST', '/continuity/register', row({ rowNumber: 5, ...wrong }));
    expect(refused.statusCode, refused.body).toBe(422);
    expect(refused.json().error.field).toBe(field);
  }
  const { rows } = await platform.owner.query('SELECT 1 FROM visits');
  expect(rows).toHaveLength(1);
});

test('who left is counted, and can be called if they wish', async () => {
  await call(clerk, 'POST', `/continuity/outages/${outageId}/departures`, {
    nama: 'PESERTA PERGI',
    noHp: '080000000013',
    catatan: 'menunggu sejak 07.30',
  });
  expect(await call(clerk, 'GET', `/continuity/outages/${outageId}`)).toMatchObject({
    counters: { affected: 1, left: 1 },
  });
  const register = await call<{ lines: { kind: string; nama: string | null }[] }>(clerk, 'GET', '/continuity/register');
  expect(register.lines.map(({ kind, nama }) => [kind, nama])).toEqual([
    ['terdaftar', null],
    ['pergi', 'PESERTA PERGI'],
  ]);
});

test('every paper prints, and printing the statement is on record', async () => {
  await call(clerk, 'POST', `/visits/${visit.id}/continuity/choice`, { choice: 'lanjut' });
  await pdf(clerk, `/visits/${visit.id}/statement.pdf`, 'statement');
  await call(clerk, 'POST', `/visits/${visit.id}/continuity/statement`, {});
  const now = await call<VisitView>(clerk, 'GET', `/visits/${visit.id}`);
  expect(now.continuity).toMatchObject({ choice: 'lanjut', statementPrintedAt: expect.any(String) });
  await pdf(clerk, `/visits/${visit.id}/ticket.pdf`, 'ticket');
  await pdf(clerk, `/continuity/outages/${outageId}/report.pdf`, 'report');
  await pdf(nurse, '/continuity/sop.pdf', 'sop');
  await pdf(clerk, '/continuity/register.pdf', 'register-blank');
  await pdf(clerk, '/continuity/register.pdf?isi=hari', 'register-filled');
});

test('people of a session that ended unserved get another place, many at once, and nobody is cancelled', async () => {
  const waits = await call<VisitView>(
    clerk,
    'POST',
    '/continuity/register',
    row({ rowNumber: 8, calledAt: undefined }, { patient: patient(904), jenisPasien: 'NON JKN', nomorReferensi: '' }),
  );
  const sessionId = platform.random.uuidv7();
  await platform.owner.query(
    `INSERT INTO schedule_sessions (facility_id, id, tanggal, kode_poli, kode_subspesialis, nama_poli, kode_dokter, nama_dokter, jam_praktek,
       kapasitas, is_libur, asked_at)
     VALUES ($1, $2, '2026-11-25', 'INT', 'INT', 'PENYAKIT DALAM', '99901', 'dr. Contoh', '08:00-12:00', 20, false, now())`,
    [platform.facilities.hospital, sessionId],
  );
  const listed = async () =>
    (
      await call<{ sessions: { jamPraktek: string; visits: { id: string }[] }[] }>(
        clerk,
        'GET',
        `/continuity/outages/${outageId}/unserved`,
      )
    ).sessions;
  expect(await listed()).toMatchObject([{ jamPraktek: '08:00-12:00', visits: [{ id: waits.id }] }]);
  const wish = {
    visitIds: [waits.id],
    date: '2026-11-25',
    sessionId,
    decidedFor: 'pasien',
    reason: 'memilih Rabu',
    confirm: false,
  };
  const path = `/continuity/outages/${outageId}/rebook`;
  expect(await call(clerk, 'POST', path, wish)).toMatchObject({ moved: [{ newVisitId: null }] });
  expect(await listed()).toHaveLength(1);
  const { moved } = await call<{ moved: { newVisitId: string }[] }>(clerk, 'POST', path, { ...wish, confirm: true });
  expect(await listed()).toEqual([]);
  const next = await call<VisitView & { serviceDate: string }>(clerk, 'GET', `/visits/${moved[0]?.newVisitId ?? ''}`);
  expect(next).toMatchObject({ serviceDate: '2026-11-25', stage: 'terdaftar', continuity: null });
  expect((await call<VisitView>(clerk, 'GET', `/visits/${waits.id}`)).stage).toBe('menunggu-poli');
  expect((await inject(clerk, 'POST', path, { ...wish, confirm: true })).statusCode).toBe(409);
  expect(await call(clerk, 'GET', `/continuity/outages/${outageId}`)).toMatchObject({ counters: { rebooked: 1 } });
});

test('ended by hand, what is entered later still belongs to the outage in which it happened', async () => {
  await call(clerk, 'POST', '/continuity/end', { reason: 'BPJS menjawab lagi' });
  expect(await call(nurse, 'GET', '/display/notice')).toMatchObject({ state: 'normal' });
  // The outage began by hand at half past twelve; a row of that minute is inside, one of the morning is not.
  const morning = await call<VisitView>(
    clerk,
    'POST',
    '/continuity/register',
    row({ rowNumber: 6, arrivedAt: '07:40', calledAt: undefined }, { patient: patient(903) }),
  );
  expect(morning.continuity).toBeNull();
  expect((await inject(clerk, 'POST', '/continuity/end', { reason: 'sekali lagi' })).statusCode).toBe(409);
});

test('an outage on purpose is made in the sandbox only, and marked', async () => {
  const { hospital } = platform.facilities;
  const environment = (name: string) =>
    platform.owner.query('UPDATE facilities SET bpjs_environment = $2 WHERE facility_id = $1', [hospital, name]);
  const wish = { reason: 'latihan', rehearsal: true };
  await environment('production');
  expect((await inject(clerk, 'POST', '/continuity/start', wish)).json()).toMatchObject({
    error: { code: 'DOMAIN_REHEARSAL' },
  });
  await environment('sandbox');
  expect(await call(clerk, 'POST', '/continuity/start', wish)).toMatchObject({ isRehearsal: true });
  await call(clerk, 'POST', '/continuity/end', { reason: 'latihan selesai' });
});

// S3, S5, S19: unique values are planted in every personal field and secret, on the screens' way, the HIS's way and in BPJS's own
// answers, also while BPJS lies and in requests that fail; then everything the run left behind is searched: every table, the
// data folder with its WAL, the server's log, metrics, answers to the wrong people, and new temporary files.
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startPostgres, type EmbeddedPostgres } from '@titian/embedded-postgres';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../apps/server/src/demo-seed.ts';
import { parseConfig } from '../../apps/server/src/platform/config/index.ts';
import { createLogger } from '../../apps/server/src/platform/logging.ts';
import { plantCanaries } from '../../apps/server/src/platform/testing-canaries.ts';
import { systemClock, systemRandom } from '../../apps/server/src/platform/clock.ts';
import { connectOwner } from '../../apps/server/src/platform/db/wait.ts';
import { start, type Started } from '../../apps/server/src/start.ts';
import { field } from './house.ts';

const SETTLE_MS = 8_000;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const random = systemRandom();
const canaries = plantCanaries('tes');
const { values } = canaries;
const PERSON = { nomorKartu: values.nomorKartu, nik: values.nik, nama: values.nama };

let postgres: EmbeddedPostgres;
let sandbox: Sandbox;
let server: Started;
let home: string;
let log = '';
let cookie = '';
let startedAt: Date;

beforeAll(async () => {
  startedAt = new Date();
  home = await mkdtemp(join(tmpdir(), 'titian-canary-'));
  // PostgreSQL runs as another user and keeps its files after it has stopped: they are what is searched.
  await chmod(home, 0o755);
  postgres = await startPostgres({ dataDir: join(home, 'postgres'), onLog: () => undefined });
  sandbox = await createSandbox({ population: 10 });
  await sandbox.arrange([
    { kind: 'participant', person: { ...PERSON, jenisKelamin: 'L', tanggalLahir: '1980-01-01', nomorHp: values.noHp } },
  ]);
  const parsed = parseConfig({
    DATABASE_URL: postgres.connectionString,
    TITIAN_KEY_FILE: join(home, 'master.key'),
    TITIAN_DEMO: '1',
    PORT: '0',
    TITIAN_SANDBOX_URL: sandbox.url,
    TITIAN_LOG_LEVEL: 'debug',
    TITIAN_SETTLE_WINDOW_MS: '500',
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log += chunk.toString('utf8');
      done();
    },
  });
  const facilities = ['9999R001', '9999U001', '9999R002'].map((kodePpk) => ({
    kodePpk,
    credentials: sandbox.credentials(kodePpk),
  }));
  server = await start({
    config: parsed.config,
    logger: createLogger('debug', destination),
    readSandbox: () => Promise.resolve(facilities),
  });
});
afterAll(async () => {
  await sandbox.close();
  await postgres.stop('immediate');
  await rm(postgres.folder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

async function call(
  method: string,
  path: string,
  body?: object | string,
): Promise<{ status: number; text: string; json: unknown }> {
  // Talking to the real socket is what this test is for.
  const response = await globalThis.fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      origin: server.url,
      'sec-fetch-site': 'same-origin',
      'idempotency-key': random.uuidv7(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

async function signIn(username: string, password = DEMO_PASSWORD): Promise<number> {
  const response = await globalThis.fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  await response.text();
  cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return response.status;
}

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format();
}

const registration = (more: object) => ({
  patient: { ...PERSON, noHp: values.noHp },
  jenisPasien: 'JKN',
  pasienBaru: false,
  serviceDate: today(),
  kodePoli: 'INT',
  kodeDokter: '99901',
  jamPraktek: '08:00-12:00',
  keluhan: values.keluhan,
  ...more,
});

async function hospitalMorning(): Promise<void> {
  expect(await signIn('pendaftaran.rs')).toBe(200);
  for (const query of [values.nomorKartu, values.nik, values.nama])
    for (const path of ['/peserta/search', '/visits/search']) await call('POST', path, { query });
  const visit = await call(
    'POST',
    '/visits',
    registration({
      jenisKunjungan: 1,
      nomorReferensi: '9999U0011126Y999999',
      sep: { issue: true, catatan: values.keluhan },
    }),
  );
  expect(visit.status, visit.text).toBe(201);
  const id = String(field(visit.json, 'id'));
  for (const type of ['poli.called', 'poli.done'])
    await call('POST', `/visits/${id}/events`, { type, data: { resep: 'racikan' } });
  for (const path of ['ticket.pdf', 'sep.pdf', 'timeline']) await call('GET', `/visits/${id}/${path}`);
  await call('POST', `/visits/${id}/cancel`, { alasan: values.keluhan });
}

async function clinicMorning(): Promise<void> {
  expect(await signIn('pendaftaran.klinik')).toBe(200);
  await call('POST', '/peserta/search', { query: values.nomorKartu });
  const visit = await call('POST', '/visits', registration({ kodePoli: '001', kunjunganSakit: true }));
  expect(visit.status, visit.text).toBe(201);
  expect(await signIn('dokter.klinik')).toBe(200);
  await call('PUT', `/visits/${String(field(visit.json, 'id'))}/service-entry`, {
    keluhan: values.keluhan,
    anamnesa: values.keluhan,
    terapiObat: values.keluhan,
    kdSadar: '01',
    sistole: 120,
    diastole: 80,
    beratBadan: 60,
    tinggiBadan: 165,
    lingkarPerut: 80,
    respRate: 20,
    heartRate: 80,
    suhu: 37,
    diagnosa: [{ kode: 'J00', nama: values.keluhan }],
    kdStatusPulang: '3',
    kdDokter: '99901',
  });
}

async function machines(): Promise<void> {
  expect(await signIn('it.rs')).toBe(200);
  for (const service of ['vclaim', 'antreanrs']) {
    // Into another environment's slot would need a switch; the demo's own are restored by the next start.
    await call('PUT', '/facility/credentials', {
      service,
      consId: '12345',
      secret: values.secret,
      userKey: `${values.secret}-kunci`,
    });
  }
  await call('PATCH', '/facility', { address: 'Jl. Contoh 1', [values.secret]: values.nik });
  const key = await call('POST', '/api-keys', { label: 'SIMRS', scopes: ['event-submit'], expiresInDays: 1 });
  const token = String(field(key.json, 'key'));
  const event = (sourceEventId: string, more: object) => ({
    sourceEventId,
    type: 'visit.registered',
    occurredAt: new Date().toISOString(),
    visitRef: `R-${sourceEventId}`,
    data: {
      patient: { ...PERSON, norm: '000777', noHp: values.noHp },
      kodePoli: 'INT',
      keluhan: values.keluhan,
      ...more,
    },
  });
  const response = await globalThis.fetch(`${server.url}/api/v1/events/batch`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': random.uuidv7(),
    },
    body: JSON.stringify({
      source: 'his',
      events: [event('1', {}), event('2', { jenisKunjungan: values.nik }), { ...event('3', {}), type: values.nama }],
    }),
  });
  await response.text();
}

async function mistakes(): Promise<void> {
  expect(await signIn(values.secret, values.secret)).toBe(401);
  expect(await signIn('pendaftaran.rs')).toBe(200);
  await call('POST', '/visits', `{"patient":{"nama":"${values.nama}"`);
  await call('POST', '/visits', registration({ serviceDate: values.nik }));
  await call('GET', `/visits/${values.nik}`);
  await call('POST', '/visits/search', { query: values.nama, [values.nik]: values.nomorKartu });
  await call('POST', '/visits/search', { query: values.nama, date: values.nik });
  await call('GET', `/visits?q=${encodeURIComponent(values.nama)}&date=${values.nik}`);
  await call('GET', `/${values.nomorKartu}/${values.nik}?kartu=${values.nomorKartu}`);
}

async function lies(): Promise<void> {
  // Every way an answer can be broken carries the patient into some error path.
  for (const kind of ['html', 'wrong-key', 'truncated-after-apply', 'throttle', 'plaintext'] as const) {
    await sandbox.setMood('*', { faults: [{ kind }] });
    await call('POST', '/peserta/search', { query: values.nomorKartu });
  }
  await sandbox.clearMoods();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function search(files: readonly string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const file of files) {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw new Error(`${file} is too large to search`);
    hits.push(...canaries.found(await readFile(file)).map((what) => `${file}: ${what}`));
  }
  return hits;
}

describe('after a morning with planted people and secrets', () => {
  beforeAll(async () => {
    await hospitalMorning();
    await clinicMorning();
    await lies();
    await machines();
    await mistakes();
    await quiet();
  }, 120_000);

  /** Until the outbox has nothing to do for a while: its error paths must have had their turn. */
  async function quiet(): Promise<void> {
    const deadline = performance.now() + SETTLE_MS;
    let last = -1;
    while (performance.now() < deadline) {
      await new Promise((resolve) => {
        setTimeout(resolve, 1_500);
      });
      const total = sandbox.stats().total;
      if (total === last) return;
      last = total;
    }
  }

  it('the sandbox has really been sent the planted people', () => {
    const sent = JSON.stringify(sandbox.ledger());
    expect(sent).toContain(values.nomorKartu);
  });

  it('every route that must has left its audit event, and nothing impossible has happened', () => {
    const lines = log.split('\n').filter((line) => line.includes('"code":"BUG_'));
    expect(lines).toEqual([]);
  });

  it('no table holds a planted value', async () => {
    const client = await connectOwner(postgres.connectionString, systemClock());
    const tables = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'titian'::regnamespace AND relkind IN ('r', 'm')",
    );
    const hits: string[] = [];
    let rows = 0;
    for (const { name } of tables.rows) {
      const content = await client.query<{ row: string }>(`SELECT t::text AS row FROM titian.${name} t`);
      rows += content.rows.length;
      const found = new Set(content.rows.flatMap(({ row }) => canaries.found(row)));
      hits.push(...[...found].map((what) => `${name}: ${what}`));
    }
    await client.end();
    expect(rows).toBeGreaterThan(50);
    expect(hits).toEqual([]);
  });

  it('no log line and no metric holds a planted value', async () => {
    expect(await signIn('it.rs')).toBe(200);
    const metrics = await globalThis.fetch(`${server.url}/metrics`, { headers: { cookie } });
    const text = await metrics.text();
    expect(text).toContain('titian_http_requests_total');
    expect(canaries.found(text)).toEqual([]);
    expect(log.length).toBeGreaterThan(2_000);
    expect(canaries.found(log)).toEqual([]);
  });

  it('no file of the database, its write-ahead log included, and no temporary file holds a planted value', async () => {
    await server.stop();
    await postgres.stop('fast');
    const database = await filesBelow(postgres.folder);
    expect(database.some((file) => file.includes('pg_wal'))).toBe(true);
    expect(await search(database)).toEqual([]);
    expect(await search([...(await filesBelow(home))])).toEqual([]);
    const fresh: string[] = [];
    for (const name of await readdir(tmpdir())) {
      const info = await stat(join(tmpdir(), name)).catch(() => null);
      if (info?.isFile() && info.mtime >= startedAt && info.size < MAX_FILE_BYTES) fresh.push(join(tmpdir(), name));
    }
    expect(await search(fresh)).toEqual([]);
  });
});

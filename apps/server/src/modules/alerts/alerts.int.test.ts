// Alerts from the condition in the database to whoever must hear of it: the bell, a real HTTP receiver, a real mail server. And the drill:
// each of the five conditions of goal G5 fires, and clears itself when it is over.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHouse } from '../../app.ts';
import { Secret } from '../../platform/config/index.ts';
import { findCertificate } from '../../platform/http/certificate.ts';
import { healthDetail } from '../../platform/http/health.ts';
import { serveMetrics } from '../../platform/http/metrics-server.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import type { ModuleDefinition } from '../../platform/module.ts';
import type { Role } from '../../platform/permissions.ts';
import { createTestPlatform, testAccount, type TestPlatform } from '../../platform/testing.ts';
import { createFacilityService } from '../facility/index.ts';
import { createDetail, createGateway, createStatus, putFact, type Gateway } from '../gateway/index.ts';
import { Registry } from 'prom-client';
import { deliverDue } from './deliver.ts';
import { createMailer } from './mail.ts';
import { runRound } from './round.ts';
import { startSmtp, type TestSmtp } from './smtp.testing.ts';
import { createSurroundings } from './surroundings.ts';
import { sign } from './webhook.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let platform: TestPlatform;
let app: TitianApp;
let modules: readonly ModuleDefinition[];
let gateway: Gateway;
let smtp: TestSmtp;
let receiver: Server;
let hookUrl: string;
const received: Received[] = [];
/** What the receiver answers next; 200 when nothing is left. */
const answers: number[] = [];
const people = new Map<Role, Readonly<Record<string, string>>>();
let look: () => Promise<void>;

const SUBJECT = '01990000-0000-7000-8000-00000000a1e1';
const LANE = '01990000-0000-7000-8000-00000000a1e2';
const MESSAGE = '01990000-0000-7000-8000-00000000a1e3';

beforeAll(async () => {
  smtp = await startSmtp({ refuses: 'tidak.ada@rs.example' });
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/inner' } : {}).end('taken');
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook/path-is-a-password`;
  platform = await createTestPlatform({
    environment: {
      TITIAN_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      TITIAN_SMTP_FROM: 'Titian <titian@rs.example>',
      TITIAN_WEBHOOK_HOSTS: '127.0.0.1',
    },
  });
  ({ app, modules } = await createHouse(platform));
  await app.ready();
  for (const role of ['it', 'management', 'nurse'] as const)
    people.set(role, (await testAccount(platform, platform.facilities.hospital, [role])).headers);
  // A second eye on the same database, looking when the test says so.
  const facility = createFacilityService(platform);
  gateway = createGateway({ ...platform, metrics: new Registry(), credentials: facility, facility });
  const { db, clock, random, sealer, events, config } = platform;
  const { meter, outbox } = gateway;
  const detail = createDetail({ db, clock, meter, status: createStatus({ db, clock, outbox, facility }) });
  const delivering = { db, clock, sealer, mailer: createMailer(config), webhookHosts: config.webhookHosts };
  const rounds = {
    db,
    clock,
    random,
    events,
    facility,
    surroundings: createSurroundings({ db, clock, config }),
    detail: (id: typeof platform.facilities.hospital) => detail(id, { slots: 1 }),
  };
  look = async () => {
    expect(await runRound(rounds, platform.facilities.hospital, 0)).toBe(true);
    await deliverDue(delivering, platform.facilities.hospital);
  };
  await platform.owner.query('INSERT INTO outbox_nodes (node_id) VALUES ($1)', [platform.random.uuidv7()]);
  // It does not beat by itself here; nobody may take it for dead while the test runs.
  await platform.owner.query("UPDATE outbox_nodes SET seen_at = now() + interval '1 hour'");
});
afterAll(async () => {
  await app.close();
  await gateway.stop();
  await smtp.close();
  receiver.close();
  await platform.close();
});
beforeEach(() => {
  received.length = 0;
  answers.length = 0;
  smtp.mails.length = 0;
});

const ask = async (role: Role, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
  const response = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...people.get(role), 'idempotency-key': platform.random.uuidv7() },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.body === '' ? null : response.json() };
};
interface Shown {
  readonly id: string;
  readonly rule: string;
  readonly seenAt: string | null;
  readonly clearedAt: string | null;
}
const list = async (state: 'open' | 'cleared' = 'open'): Promise<readonly Shown[]> =>
  (await ask('it', 'GET', `/alerts?state=${state}`)).body.items;
const open = async () => (await list()).map((alert) => alert.rule);
const aMinuteLater = () =>
  platform.owner.query(
    "UPDATE alerts SET last_true_at = last_true_at - interval '61 seconds' WHERE cleared_at IS NULL",
  );

async function putMessage(values: { age?: string; deadline?: string }): Promise<void> {
  const { hospital } = platform.facilities;
  await platform.owner.query(
    `INSERT INTO outbox_lanes (facility_id, lane_id, subject_id, service, channel, class, state, next_at, head_seq, scan_from, last_seq, pending,
       head_created_at, deadline_at)
     VALUES ($1, $2, $3, 'antreanrs', 'antreanrs.antrean', 1, 'ready', now() + interval '1 hour', 1, 1, 1, 1, now() - $4::interval, now() + $5::interval)`,
    [hospital, LANE, SUBJECT, values.age ?? '0', values.deadline ?? '5 days'],
  );
  await platform.owner.query(
    `INSERT INTO outbox_messages (facility_id, lane_id, seq, message_id, subject_id, service, kind, channel, class, intent, on_refused, dangerous, deadline_at)
     VALUES ($1, $2, 1, $3, $4, 'antreanrs', 'antreanrs.updatewaktu', 'antreanrs.antrean', 1, '{}', 'stop-lane', true, now() + $5::interval)`,
    [hospital, LANE, MESSAGE, SUBJECT, values.deadline ?? '5 days'],
  );
}
async function takeMessageAway(): Promise<void> {
  await platform.owner.query('DELETE FROM outbox_messages WHERE lane_id = $1', [LANE]);
  await platform.owner.query('DELETE FROM outbox_lanes WHERE lane_id = $1', [LANE]);
}
const drills: readonly (readonly [string, { begin(): Promise<unknown>; end(): Promise<unknown> }])[] = [
  ['antrean-lama', { begin: () => putMessage({ age: '31 minutes' }), end: takeMessageAway }],
  ['batas-h7', { begin: () => putMessage({ deadline: '3 hours' }), end: takeMessageAway }],
  [
    'kanal-dijeda',
    {
      begin: () => ask('it', 'POST', '/channels/antreanrs.antrean/pause', { reason: 'latihan' }),
      end: () => ask('it', 'POST', '/channels/antreanrs.antrean/resume', { reason: 'latihan selesai' }),
    },
  ],
  [
    'jawaban-asing',
    {
      begin: async () => {
        gateway.meter.observe(platform.facilities.hospital, {
          service: 'antreanrs',
          channel: 'antreanrs.antrean',
          errorCode: 'BPJS_UNFAMILIAR',
          latencyMs: 80,
        });
        await gateway.meter.flush();
      },
      // A quarter of an hour without another one.
      end: () => platform.owner.query("UPDATE bpjs_channel_minutes SET minute = minute - interval '16 minutes'"),
    },
  ],
  [
    'ruang-disk',
    {
      begin: () => putDisk(500_000_000),
      end: () => putDisk(400_000_000_000),
    },
  ],
];
const putDisk = (freeBytes: number) =>
  putFact(
    platform.db.directory,
    { name: 'disk', source: 'arsip', value: { freeBytes, totalBytes: 500_000_000_000 } },
    platform.clock.realNow(),
  );

it.each(drills)(
  'drill G5: %s fires at the first look, once, and clears itself when it is over',
  async (rule, drill) => {
    await look();
    expect(await open()).toEqual([]);
    await drill.begin();
    await look();
    await look();
    expect(await open()).toEqual([rule]);
    await drill.end();
    await aMinuteLater();
    await look();
    expect(await open()).toEqual([]);
    expect((await list('cleared'))[0]?.rule).toBe(rule);
  },
);

it('looks by itself: a channel that is paused rings within seconds, and stops when it goes on', async () => {
  for (const module of modules) await module.everywhere?.start();
  try {
    const until = async (wanted: readonly string[]) => {
      await expect.poll(open, { timeout: 15_000, interval: 200 }).toEqual(wanted);
    };
    await ask('it', 'POST', '/channels/antreanrs.antrean/pause', { reason: 'latihan' });
    await until(['kanal-dijeda']);
    await ask('it', 'POST', '/channels/antreanrs.antrean/resume', { reason: 'selesai' });
    await until([]);
  } finally {
    for (const module of modules) await module.everywhere?.stop();
  }
});

it('two processes that look at the same moment tell it once', async () => {
  // One that comes later than another may be sent away, and its look fails; those that look do so side by side.
  const together = async () => {
    const looks = await Promise.allSettled([look(), look(), look()]);
    expect(looks.map((one) => one.status)).toContain('fulfilled');
  };
  const made = await ask('it', 'POST', '/alert-endpoints', { kind: 'webhook', label: 'Dua simpul', target: hookUrl });
  await putDisk(500_000_000);
  await together();
  await look();
  expect(await open()).toEqual(['ruang-disk']);
  await putDisk(400_000_000_000);
  await aMinuteLater();
  await together();
  expect(await open()).toEqual([]);
  expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['alert.fired', 'alert.cleared']);
  await ask('it', 'DELETE', `/alert-endpoints/${made.body.endpoint.id}`);
});

it('no process that delivers is left: that is told too, also by one that only serves people', async () => {
  await platform.owner.query("UPDATE outbox_nodes SET seen_at = now() - interval '5 minutes'");
  await look();
  expect(await open()).toEqual([]);
  await platform.owner.query("UPDATE alerts SET since = since - interval '61 seconds'");
  await look();
  expect(await open()).toEqual(['tanpa-pengirim']);
  await platform.owner.query("UPDATE outbox_nodes SET seen_at = now() + interval '1 hour'");
  await look();
  expect(await open()).toEqual([]);
});

describe('people', () => {
  it('take note and mute; a nurse has no bell, and the other hospital none of it', async () => {
    await putDisk(500_000_000);
    await look();
    const [alert] = await list();
    expect((await ask('nurse', 'GET', '/alerts')).status).toBe(403);
    expect((await ask('management', 'POST', `/alerts/${alert?.id}/seen`)).body.seenAt).toEqual(expect.any(String));
    expect((await ask('it', 'POST', `/alerts/${alert?.id}/mute`, { hours: 4 })).body.mutedUntil).toEqual(
      expect.any(String),
    );
    expect((await ask('it', 'POST', `/alerts/${alert?.id}/mute`, { hours: 0 })).body.mutedUntil).toBeNull();
    const neighbour = await testAccount(platform, platform.facilities.clinic, ['it']);
    const foreign = await app.inject({
      method: 'POST',
      url: `/api/v1/alerts/${alert?.id}/seen`,
      headers: { ...neighbour.headers, 'idempotency-key': platform.random.uuidv7() },
    });
    expect(foreign.statusCode).toBe(404);
    await putDisk(400_000_000_000);
    await aMinuteLater();
    await look();
  });
});

describe('a webhook', () => {
  let secret: string;
  let id: string;

  it('is refused when it leads inside the house, and its secret is shown once', async () => {
    const inner = await ask('it', 'POST', '/alert-endpoints', {
      kind: 'webhook',
      label: 'x',
      target: 'https://169.254.169.254/x',
    });
    expect(inner.status).toBe(422);
    expect(
      (await ask('management', 'POST', '/alert-endpoints', { kind: 'webhook', label: 'x', target: hookUrl })).status,
    ).toBe(403);
    const made = await ask('it', 'POST', '/alert-endpoints', { kind: 'webhook', label: 'Pusat jaga', target: hookUrl });
    expect(made.status).toBe(201);
    ({ secret } = made.body);
    id = made.body.endpoint.id;
    expect(secret).toMatch(/^whsec_/);
    const { items } = (await ask('it', 'GET', '/alert-endpoints')).body;
    expect(JSON.stringify(items)).not.toContain('path-is-a-password');
    const rows = await platform.owner.query('SELECT * FROM alert_endpoints');
    expect(JSON.stringify(rows.rows)).not.toContain('path-is-a-password');
  });

  it('hears of the beginning and the end, each signed, with nothing of a patient', async () => {
    await putDisk(500_000_000);
    await look();
    await putDisk(400_000_000_000);
    await aMinuteLater();
    await look();
    expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['alert.fired', 'alert.cleared']);
    for (const { headers, body } of received) {
      const seconds = Number(headers['webhook-timestamp']);
      expect(headers['webhook-signature']).toBe(sign({ secret, id: String(headers['webhook-id']), seconds, body }));
      expect(Math.abs(seconds - platform.clock.realNow().getTime() / 1000)).toBeLessThan(60);
    }
    expect(JSON.parse(received[0]?.body ?? '').data).toMatchObject({
      rule: 'ruang-disk',
      severity: 'kritis',
      facility: '9999R001',
    });
  });

  it('that fails is tried again with the same id, and does not follow where it is sent', async () => {
    answers.push(500, 302);
    await putDisk(500_000_000);
    await look();
    expect((await ask('it', 'GET', '/alert-endpoints')).body.items[0]).toMatchObject({
      lastError: 'HTTP 500',
      waiting: 1,
    });
    const again = async () => {
      await platform.owner.query(
        "UPDATE alert_deliveries SET next_at = now() - interval '1 second' WHERE state = 'queued'",
      );
      await look();
    };
    await look();
    expect(received).toHaveLength(1);
    await again();
    expect((await ask('it', 'GET', '/alert-endpoints')).body.items[0]).toMatchObject({
      lastError: 'HTTP 302',
      waiting: 1,
    });
    await again();
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await ask('it', 'GET', '/alert-endpoints')).body.items[0]).toMatchObject({ lastError: null, waiting: 0 });
    await putDisk(400_000_000_000);
    await aMinuteLater();
    await look();
  });

  it('says honestly what the other side said when it is tested, and goes when it is removed', async () => {
    answers.push(503);
    expect((await ask('it', 'POST', `/alert-endpoints/${id}/test`)).body).toEqual({ ok: false, detail: 'HTTP 503' });
    expect((await ask('it', 'POST', `/alert-endpoints/${id}/test`)).body).toEqual({ ok: true, detail: 'HTTP 200' });
    expect((await ask('it', 'DELETE', `/alert-endpoints/${id}`)).status).toBe(204);
    expect((await ask('it', 'POST', `/alert-endpoints/${id}/test`)).status).toBe(404);
  });
});

describe('mail', () => {
  it('is one digest, at most one about a rule in half an hour, and the end of it comes with the next', async () => {
    const made = await ask('it', 'POST', '/alert-endpoints', {
      kind: 'email',
      label: 'Jaga',
      target: 'jaga.ti@rs.example',
    });
    expect(made.body.endpoint.target).toBe('j…@rs.example');
    await putDisk(500_000_000);
    await putMessage({ deadline: '3 hours' });
    await look();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.to).toBe('jaga.ti@rs.example');
    expect(smtp.mails[0]?.text).toContain('KRITIS');
    // Both in one, whatever way the words are encoded.
    expect(smtp.mails[0]?.text.match(/KRITIS/g)).toHaveLength(2);
    await putDisk(400_000_000_000);
    await aMinuteLater();
    await look();
    expect(smtp.mails).toHaveLength(1);
    await platform.owner.query("UPDATE alert_deliveries SET created_at = created_at - interval '31 minutes'");
    await look();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.text).toContain('SELESAI');
    await takeMessageAway();
    await aMinuteLater();
    await look();
    const test = await ask('it', 'POST', `/alert-endpoints/${made.body.endpoint.id}/test`);
    expect(test.body).toEqual({ ok: true, detail: '250 2.0.0 taken' });
    await ask('it', 'DELETE', `/alert-endpoints/${made.body.endpoint.id}`);
  });

  it('that the server refuses is told in its words; a certificate that nobody vouches for is not trusted', async () => {
    const made = await ask('it', 'POST', '/alert-endpoints', {
      kind: 'email',
      label: 'x',
      target: 'tidak.ada@rs.example',
    });
    const test = await ask('it', 'POST', `/alert-endpoints/${made.body.endpoint.id}/test`);
    expect(test.body.ok).toBe(false);
    expect(test.body.detail).toContain('550 5.1.1 no such mailbox here');
    await ask('it', 'DELETE', `/alert-endpoints/${made.body.endpoint.id}`);
    const dir = mkdtempSync(join(tmpdir(), 'titian-tls-'));
    const tls = await findCertificate({ mode: 'self-made', dir, names: ['127.0.0.1'] }, platform.clock);
    const secure = await startSmtp(tls === undefined ? {} : { tls });
    const url = new Secret(`smtps://127.0.0.1:${secure.port}`);
    const mailer = createMailer({ smtp: { url, from: 'titian@rs.example' } });
    const sent = await mailer({ to: 'a@rs.example', subject: 's', text: 't', id: 'i' });
    expect(sent).toMatchObject({ ok: false });
    expect(sent.detail).toMatch(/self.signed/i);
    expect(secure.mails).toHaveLength(0);
    await secure.close();
    rmSync(dir, { recursive: true });
  });
});

it('the inner port tells the numbers of the newest look with ids only, and what stands behind "ready"', async () => {
  await putMessage({ age: '40 minutes' });
  await look();
  const inner = await serveMetrics(platform.metrics, 0, () => healthDetail(platform));
  const read = async (path: string) => (await globalThis.fetch(`http://127.0.0.1:${inner.port}${path}`)).text();
  const text = await read('/metrics');
  const { hospital } = platform.facilities;
  expect(text).toContain(
    `titian_bpjs_waiting_messages{facility="${hospital}",channel="antreanrs.antrean",class="1"} 1`,
  );
  expect(text).toContain(`titian_alerts_open{facility="${hospital}",rule="antrean-lama",severity="peringatan"} 1`);
  expect(text).not.toContain('Tirta Medika');
  const health = JSON.parse(await read('/health'));
  expect(health.database).toMatchObject({ up: true, migrations: { missing: [] } });
  expect((await globalThis.fetch(`http://127.0.0.1:${inner.port}/other`)).status).toBe(404);
  await inner.close();
  await takeMessageAway();
});

it('every metric of ours stands in docs/operations/metrics.md with its labels, and nothing else does', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/operations/metrics.md'), 'utf8');
  const described = new Map(
    [...page.matchAll(/^\| `(titian_\w+)` \| \w+ \| ([^|]*) \|/gm)].map((row) => [
      row[1] ?? '',
      (row[2] ?? '').split(',').map((label) => label.trim()),
    ]),
  );
  const registered = platform.metrics.getMetricsAsArray().filter((metric) => metric.name.startsWith('titian_'));
  expect([...described.keys()].toSorted()).toEqual(registered.map((metric) => metric.name).toSorted());
  for (const metric of registered) {
    const labels: unknown = Reflect.get(metric, 'labelNames');
    expect(described.get(metric.name), metric.name).toEqual(labels);
  }
});

it('ready means: the schema is complete; live needs nothing', async () => {
  const answer = async (url: string) => (await app.inject({ url })).statusCode;
  expect(await answer('/readyz')).toBe(200);
  await platform.owner.query("UPDATE schema_migrations SET name = 'elsewhere' WHERE name = '0056_alerts'");
  expect(await answer('/readyz')).toBe(503);
  expect(await answer('/livez')).toBe(200);
  await platform.owner.query("UPDATE schema_migrations SET name = '0056_alerts' WHERE name = 'elsewhere'");
  expect(await answer('/readyz')).toBe(200);
});

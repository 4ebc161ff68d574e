// What the journeys find when they come: a hospital in the middle of a Monday morning, as the demo's own day tells it, sent by a hospital
// system through the public API. Whoever looks at a screen or its picture sees people waiting, and no journey depends on the hour at
// which the tests run. A Titian that runs already (TITIAN_URL) has a morning of its own and is left alone.
import { randomUUID } from 'node:crypto';
import { expect, request, type FullConfig } from '@playwright/test';
import { sandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { readEventsFile } from '../../apps/cli/src/events-file/read.ts';
import { toCsv } from '../../tools/demo-day/csv.ts';
import { DEMO } from '../../tools/demo-day/generate.ts';
import { morning } from '../../tools/demo-day/morning.ts';
import { BEGIN, DEMO_PASSWORD, sandboxUrl } from './house.ts';

const HOSPITAL = '9999R001';
/** Half of the polis: every message is one less to wait for, and the queues stay as long as in the whole day. */
const POLIS = new Set(['INT', 'ANA', 'BED', 'JAN']);
const VISITS = 200;
const BATCH = 100;
const DELIVERED_MS = 90_000;

export default async function arrangeMorning(config: FullConfig): Promise<void> {
  if (process.env['TITIAN_URL'] !== undefined) return;
  const baseURL = config.projects[0]?.use.baseURL ?? '';
  const events = eventsBefore(Date.parse(BEGIN));
  await sandboxControl(sandboxUrl(baseURL)).arrangePeople(events);
  const page = await request.newContext({
    baseURL,
    extraHTTPHeaders: { origin: baseURL, 'sec-fetch-site': 'same-origin' },
  });
  const ask = async <T>(method: 'get' | 'post', path: string, data?: unknown, headers = {}): Promise<T> => {
    const answer = await page[method](`/api/v1${path}`, {
      ...(data === undefined ? {} : { data }),
      headers: { 'idempotency-key': randomUUID(), ...headers },
    });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    // The shapes are the API's own, held by its document.
    return (await answer.json()) as T;
  };
  await ask('post', '/session', { username: 'it.rs', password: DEMO_PASSWORD });
  const { key } = await ask<{ key: string }>('post', '/api-keys', {
    label: 'SIMRS',
    scopes: ['event-submit'],
    expiresInDays: 90,
  });
  const machine = await request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  for (let from = 0; from < events.length; from += BATCH) {
    const answer = await machine.post('/api/v1/events/batch', {
      headers: { 'idempotency-key': randomUUID() },
      data: { events: events.slice(from, from + BATCH).map(({ body }) => body) },
    });
    expect(answer.status(), await answer.text()).toBe(207);
  }
  // The journeys read BPJS's ledger: it must be quiet before they begin.
  await expect
    .poll(
      async () => {
        const { services } = await ask<{ services: { waiting: number; unknown: number }[] }>('get', '/bpjs/health');
        return services.reduce((sum, service) => sum + service.waiting + service.unknown, 0);
      },
      { timeout: DELIVERED_MS, message: 'messages of the morning still on their way' },
    )
    .toBe(0);
  await Promise.all([page.dispose(), machine.dispose()]);
}

/** Of every visit that was registered by then, what had happened to it. */
function eventsBefore(instant: number): ReturnType<typeof readEventsFile>['events'] {
  const { events } = readEventsFile(toCsv(morning({ seed: DEMO.seed, date: DEMO.date, visits: VISITS })));
  const past = events.filter(({ ppk, atMs }) => ppk === HOSPITAL && atMs < instant);
  const registered = new Set(
    past
      .filter(({ body, cells }) => body.type === 'visit.registered' && POLIS.has(cells.kode_poli ?? ''))
      .map(({ body }) => body.visitRef),
  );
  return past.filter(({ body }) => registered.has(body.visitRef));
}

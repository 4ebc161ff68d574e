// The whole server of a journey without a socket, and a BPJS beside it: the facilities of the demo, a clock that the story moves, and
// callers that speak as a screen (cookie) or as a HIS (key). `app.inject` runs the very hooks and routes of production.
import { createSandbox, type Character, type LedgerLine, type Sandbox } from '@titian/sandbox';
import { createHouse } from '../../apps/server/src/app.ts';
import {
  createFacility,
  createFacilityService,
  type NewFacility,
} from '../../apps/server/src/modules/facility/index.ts';
import { systemActor } from '../../apps/server/src/platform/actor.ts';
import type { Clock } from '../../apps/server/src/platform/clock.ts';
import { facilityId, type FacilityId } from '../../apps/server/src/platform/ids.ts';
import type { Role } from '../../apps/server/src/platform/permissions.ts';
import { createTestPlatform, testAccount, testApiKey } from '../../apps/server/src/platform/testing.ts';

/** A Monday. */
export const DAY = '2026-11-23';
export const wib = (time: string): number => Date.parse(`${DAY}T${time}+07:00`);

const EASTERN: NewFacility = {
  name: 'RS Cendrawasih Timur',
  kind: 'fkrtl',
  kodePpk: '9999R002',
  timeZone: 'Asia/Jayapura',
  bpjsEnvironment: 'sandbox',
};
const SERVICES = {
  '9999R001': ['vclaim', 'antreanrs'],
  '9999R002': ['vclaim', 'antreanrs'],
  '9999U001': ['pcare', 'antreanfktp'],
} as const;
export type Ppk = keyof typeof SERVICES;

const SETTLE_WINDOW_MS = 1_000;
const PROBE_INTERVAL_MS = 300;
const POLL_MS = 50;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly tookMs: number;
}

export interface Caller {
  /** Rejects an answer that is no success, with its text: a story that is refused has ended. */
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<Answer<T>>;
}

export interface JourneyHouse {
  readonly sandbox: Sandbox;
  /** Moves the business clock of the server; the payer's stands in the evening of the day unless told. */
  setTime(businessMs: number): void;
  screen(ppk: Ppk, roles: readonly Role[]): Promise<Caller>;
  his(ppk: Ppk): Promise<Caller>;
  ledger(): readonly LedgerLine[];
  /** As the sandbox's file holds it: what the offline checker reads. */
  ledgerText(): string;
  /** Lanes in which something is still on its way. */
  open(): Promise<string[]>;
  untilDelivered(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly character?: Character;
  /** Business time at which server and payer begin. */
  readonly startsAtMs: number;
  /** Business time of the payer; the day is over there by default, so that no instant lies in its future. */
  readonly payerAtMs?: number;
}

export async function openHouse({ character, startsAtMs, payerAtMs }: HouseOptions): Promise<JourneyHouse> {
  let nowMs = startsAtMs;
  const realNowMs = (): number => performance.timeOrigin + performance.now();
  const clock: Clock = {
    now: () => new Date(nowMs),
    realNow: () => new Date(realNowMs()),
    monotonicMs: () => performance.now(),
    businessOf: (real) => new Date(nowMs + (real.getTime() - realNowMs())),
  };
  const sandbox = await createSandbox({
    population: 0,
    businessClock: { baseMs: payerAtMs ?? wib('21:00:00'), realBaseMs: Math.round(realNowMs()), speed: 1 },
    ...(character === undefined ? {} : { character }),
  });
  const platform = await createTestPlatform({
    clock,
    environment: {
      TITIAN_SANDBOX_URL: sandbox.url,
      TITIAN_SETTLE_WINDOW_MS: String(SETTLE_WINDOW_MS),
      TITIAN_PROBE_INTERVAL_MS: String(PROBE_INTERVAL_MS),
    },
  });
  const eastern = await createFacility(platform, facilityId(platform.random.uuidv7()), EASTERN);
  const { hospital, clinic } = platform.facilities;
  const ids: Readonly<Record<Ppk, FacilityId>> = { '9999R001': hospital, '9999R002': eastern, '9999U001': clinic };
  const facilities = createFacilityService(platform);
  for (const ppk of PPKS) {
    const { consId, secret, userKeys, pcare } = sandbox.credentials(ppk);
    await platform.db.withFacility(ids[ppk], async (tx) => {
      for (const service of SERVICES[ppk]) {
        await facilities.setCredentials(tx, systemActor(ids[ppk], 'test'), {
          service,
          consId,
          secret,
          userKey: userKeys[service],
          ...(service === 'pcare'
            ? { pcareUsername: pcare.username, pcarePassword: pcare.password, kdAplikasi: pcare.kdAplikasi }
            : {}),
        });
      }
    });
  }
  const { app, modules } = await createHouse(platform);
  await app.ready();
  for (const { worker } of modules) await worker?.start();

  const callerOf = (headers: Readonly<Record<string, string>>): Caller => ({
    call: async (method, path, payload) => {
      const from = performance.now();
      const response = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...headers, 'idempotency-key': platform.random.uuidv7() },
        ...(payload === undefined ? {} : { payload }),
      });
      const tookMs = performance.now() - from;
      if (response.statusCode >= 300)
        throw new Error(`${method} ${path} was answered ${response.statusCode}: ${response.body}`);
      return { status: response.statusCode, body: response.json(), tookMs };
    },
  });
  const open = async (): Promise<string[]> => {
    const { rows } = await platform.owner.query<{ text: string }>(
      // A lane without a time has come to rest: empty, or behind a refusal that a person must mend.
      `SELECT service || ' ' || state || ' ' || coalesce(reason, '') AS text FROM outbox_lanes WHERE next_at IS NOT NULL`,
    );
    return rows.map(({ text }) => text);
  };
  return {
    sandbox,
    setTime: (businessMs) => {
      nowMs = businessMs;
    },
    screen: async (ppk, roles) => callerOf((await testAccount(platform, ids[ppk], roles)).headers),
    his: async (ppk) => callerOf((await testApiKey(platform, ids[ppk], ['event-submit'])).headers),
    ledger: () => sandbox.ledger(),
    ledgerText: () =>
      sandbox
        .ledger()
        .map((line) => JSON.stringify(line))
        .join('\n'),
    open,
    untilDelivered: async (withinMs) => {
      await until(open, (messages) => messages.length === 0, withinMs);
    },
    close: async () => {
      for (const { worker } of modules) await worker?.stop();
      await app.close();
      await platform.close();
      await sandbox.close();
    },
  };
}

const PPKS = ['9999R001', '9999R002', '9999U001'] as const;

/** Looks until it is so or the time is over; the error says what was there instead. */
export async function until<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean, withinMs: number): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`not in time; last seen: ${JSON.stringify(seen, null, 1)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
}

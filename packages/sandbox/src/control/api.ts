// The control API under /_sandbox/ and the page at `/`: arranging people, moods and clocks, reading state, ledger and traffic. For
// operators, tests and trainings on the same machine; it is no part of BPJS and takes no BPJS credentials.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Json } from '../json.ts';
import { CHARACTERS } from '../kernel.ts';
import { MoodSchema } from '../moods/moods.ts';
import type { Payer } from '../payer.ts';
import { SwitchesSchema } from '../switches.ts';
import { readBody } from '../wire/body.ts';
import { wibDate } from '../wib.ts';
import {
  ClockSchema,
  ControlLetterSchema,
  FacilitySchema,
  PersonSchema,
  ReferralSchema,
  type SetupInput,
} from '../world/setup.ts';
import { mask } from './mask.ts';
import type { Meter, TrafficEntry } from './meter.ts';
import { PAGE, PAGE_POLICY } from './page.ts';

export interface ControlParts {
  readonly payer: Payer;
  readonly meter: Meter;
  readonly pendingLate: () => number;
}

type Handler = (
  parts: ControlParts,
  input: { readonly body: unknown; readonly query: URLSearchParams },
) => unknown | Promise<unknown>;

/** Rows per answer of ledger and traffic; callers page with `after`. */
const MAX_ROWS = 100_000;
const DEFAULT_ROWS = 1000;
/** Thousands of participants in one request are wanted (demo, benches). */
const MAX_CONTROL_BYTES = 64 * 1024 * 1024;

const MoodsInput = z.record(z.string().min(1).max(100), MoodSchema.nullable());
const PartialSwitches = SwitchesSchema.partial();

const rows = (query: URLSearchParams): { after: number; limit: number } => ({
  after: Math.max(0, Number(query.get('after') ?? '0') || 0),
  limit: Math.min(MAX_ROWS, Math.max(1, Number(query.get('limit') ?? DEFAULT_ROWS) || DEFAULT_ROWS)),
});

function state({ payer, meter, pendingLate }: ControlParts): unknown {
  const { total, maxInFlightPerKey } = meter.stats(0);
  return {
    character: payer.character,
    seed: payer.seed,
    realNow: new Date(payer.clocks.real()).toISOString(),
    businessNow: new Date(payer.clocks.business()).toISOString(),
    businessDateWib: wibDate(payer.clocks.business()),
    businessClock: payer.clocks.getBusiness(),
    skewMs: payer.skewMs,
    windowMs: payer.windowMs,
    moods: payer.moods,
    switches: payer.switches,
    participants: payer.world.people.size,
    referrals: payer.world.referrals.size,
    facilities: payer.facilities().map(({ kodePpk, nama, jenis, consumer }) => ({ kodePpk, nama, jenis, consumer })),
    ledger: { lastSeq: payer.ledger.lastSeq, counts: payer.ledger.counts() },
    traffic: { total, maxInFlightPerKey },
    pendingLate: pendingLate(),
  };
}

async function putMoods({ payer }: ControlParts, body: unknown, replace: boolean): Promise<unknown> {
  const input = MoodsInput.parse(body);
  const merged = { ...(replace ? {} : payer.moods), ...input };
  const moods = Object.fromEntries(
    Object.entries(merged).flatMap(([scope, mood]) => (mood === null ? [] : [[scope, mood] as const])),
  );
  await payer.arrange([{ kind: 'moods', moods }]);
  return { moods: payer.moods };
}

const arrangeList =
  <T>(key: string, schema: z.ZodType<T>, toItem: (value: T, parts: ControlParts) => SetupInput): Handler =>
  async (parts, { body }) => {
    const list = z
      .union([z.object({ [key]: z.array(schema) }).transform((value) => value[key] ?? []), z.array(schema)])
      .parse(body);
    return { added: await parts.payer.arrange(list.map((value) => toItem(value, parts))) };
  };

const BookingInput = z.object({
  kodePpk: z.string().default('9999R001'),
  sumberdata: z.string().default('Mobile JKN'),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const FingerprintInput = z.object({
  nomorKartu: z.string(),
  tanggal: z.string(),
  validated: z.boolean().default(true),
});
const ApprovalInput = z.object({
  nomorKartu: z.string(),
  tanggal: z.string(),
  jnsPelayanan: z.enum(['1', '2']).default('2'),
  jnsPengajuan: z.enum(['1', '2']).default('1'),
});
const PopulationInput = z.object({
  seed: z.number().int().optional(),
  n: z.number().int(),
  first: z.number().int().default(1),
  date: z.string().optional(),
});
const ClaimInput = z.object({ nomorSep: z.string(), status: z.enum(['none', '1', '2', '3']) });

const PharmacyClaimInput = z.object({ nomor: z.string(), verified: z.boolean().default(true) });

const trafficRow = (entry: TrafficEntry): Json => ({
  id: entry.id,
  at: entry.at,
  atMs: entry.atMs,
  endMs: entry.endMs,
  service: entry.service,
  group: entry.group,
  endpoint: entry.endpoint,
  method: entry.method,
  path: entry.path,
  kind: entry.kind,
  ppk: entry.ppk,
  key: entry.key,
  inFlightForKey: entry.inFlightForKey,
  status: entry.status,
  code: entry.code,
  message: entry.message,
  fault: entry.fault,
  effects: entry.effects,
});

const shownRow = (entry: TrafficEntry): unknown => ({
  ...Object.fromEntries(Object.entries(trafficRow(entry) ?? {})),
  path: mask(entry.path),
  key: mask(entry.key),
  request: mask(entry.request ?? null),
  response: mask(entry.response ?? null),
});

/** `METHOD path` → what it does; also served as GET /_sandbox. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /_sandbox/state': state,
  'GET /_sandbox/healthz': ({ payer }) => ({ ok: true, lastSeq: payer.ledger.lastSeq }),
  'GET /_sandbox/facilities': ({ payer }) => ({ facilities: payer.facilities() }),
  'POST /_sandbox/facilities': arrangeList('facilities', FacilitySchema, (facility) => ({
    kind: 'facility',
    facility,
  })),
  'GET /_sandbox/ledger': ({ payer }, { query }) => {
    const { after, limit } = rows(query);
    return { lastSeq: payer.ledger.lastSeq, lines: payer.ledger.after(after, limit) };
  },
  'GET /_sandbox/moods': ({ payer }) => ({ moods: payer.moods }),
  'PUT /_sandbox/moods': (parts, { body, query }) => putMoods(parts, body, query.get('replace') === '1'),
  'DELETE /_sandbox/moods': (parts) => putMoods(parts, {}, true),
  'GET /_sandbox/switches': ({ payer }) => ({ switches: payer.switches }),
  'PUT /_sandbox/switches': async ({ payer }, { body }) => {
    await payer.arrange([{ kind: 'switches', switches: { ...payer.switches, ...PartialSwitches.parse(body) } }]);
    return { switches: payer.switches };
  },
  'PUT /_sandbox/character': async ({ payer }, { body }) => {
    const { character } = z.object({ character: z.enum(CHARACTERS) }).parse(body);
    await payer.arrange([{ kind: 'character', character }]);
    return { character: payer.character };
  },
  'GET /_sandbox/clock': ({ payer }) => clockOf(payer),
  'PUT /_sandbox/clock': async ({ payer }, { body }) => {
    await payer.arrange([{ kind: 'clock', clock: ClockSchema.parse(body) }]);
    return clockOf(payer);
  },
  'POST /_sandbox/reset': async (parts) => {
    await parts.payer.reset();
    parts.meter.reset();
    return state(parts);
  },
  'POST /_sandbox/population': async ({ payer }, { body }) => {
    const { seed = payer.seed, date = wibDate(payer.clocks.business()), n, first } = PopulationInput.parse(body);
    await payer.arrange([{ kind: 'population', seed, n, first, date }]);
    return { participants: payer.world.people.size };
  },
  'GET /_sandbox/participants': ({ payer }, { query }) => ({
    participants: payer.world.people.sample(rows(query).limit).map((person) => ({
      ...person,
      referrals: payer.world.referrals.ofCard(person.nomorKartu),
      controlLetters: payer.world.letters.ofCard(person.nomorKartu),
    })),
  }),
  'POST /_sandbox/participants': arrangeList('participants', PersonSchema, (person) => ({
    kind: 'participant',
    person,
  })),
  'POST /_sandbox/referrals': arrangeList('referrals', ReferralSchema, (referral) => ({ kind: 'referral', referral })),
  'POST /_sandbox/control-letters': arrangeList('letters', ControlLetterSchema, (letter) => ({
    kind: 'control-letter',
    letter,
  })),
  'POST /_sandbox/bookings': arrangeList('bookings', BookingInput, (booking, { payer }) => ({
    kind: 'booking',
    createdAtMs: payer.clocks.business(),
    ...booking,
  })),
  'POST /_sandbox/fingerprints': arrangeList('fingerprints', FingerprintInput, (value) => ({
    kind: 'fingerprint',
    ...value,
  })),
  'POST /_sandbox/approvals': arrangeList('approvals', ApprovalInput, (value) => ({ kind: 'approval', ...value })),
  'POST /_sandbox/pharmacy-claims': arrangeList('claims', PharmacyClaimInput, (value) => ({
    kind: 'pharmacy-claim',
    ...value,
  })),
  'POST /_sandbox/claims': arrangeList('claims', ClaimInput, (value) => ({ kind: 'claim', ...value })),
  'GET /_sandbox/stats': ({ meter }, { query }) => {
    const seconds = Number(query.get('seconds') ?? Number.NaN);
    return Number.isInteger(seconds) && seconds >= 0 ? meter.stats(seconds) : meter.stats();
  },
  'POST /_sandbox/stats/reset': ({ meter }) => {
    meter.reset();
    return { ok: true };
  },
  'GET /_sandbox/traffic': ({ meter }, { query }) => {
    const { after, limit } = rows(query);
    return { entries: meter.after(after, limit).map(trafficRow) };
  },
  'GET /_sandbox/traffic/last': ({ meter }, { query }) => ({
    entries: meter.last(Math.min(200, rows(query).limit)).map(shownRow),
  }),
};

function clockOf(payer: Payer): unknown {
  return {
    realNow: new Date(payer.clocks.real()).toISOString(),
    businessNow: new Date(payer.clocks.business()).toISOString(),
    business: payer.clocks.getBusiness(),
    skewMs: payer.skewMs,
    windowMs: payer.windowMs,
  };
}

export async function handleControl(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  if (path === '/' || path === '/index.html') {
    page(response);
    return true;
  }
  if (!path.startsWith('/_sandbox')) return false;
  const name = `${request.method ?? 'GET'} ${path.replace(/\/$/, '')}`;
  if (name === 'GET /_sandbox') {
    json(response, 200, { routes: Object.keys(HANDLERS) });
    return true;
  }
  const handler = HANDLERS[name];
  if (handler === undefined) json(response, 404, { error: `no control route ${name}`, routes: Object.keys(HANDLERS) });
  else if (isForeignOrigin(request))
    json(response, 403, { error: 'a page of another origin may not arrange the sandbox' });
  else await run(parts, handler, request, response);
  return true;
}

/** A web page elsewhere must not be able to change the payer of a developer's machine. */
function isForeignOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && origin !== `http://${host ?? ''}`;
}

async function run(
  parts: ControlParts,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, MAX_CONTROL_BYTES);
  if (body.kind === 'malformed' || body.kind === 'too-large')
    return json(response, 400, { error: `body is ${body.kind}` });
  const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  try {
    json(response, 200, await handler(parts, { body: body.kind === 'json' ? body.value : {}, query }));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    json(response, 400, {
      error: 'invalid input',
      issues: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    });
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function page(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
  });
  response.end(PAGE);
}

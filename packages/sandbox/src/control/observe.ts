// What can be seen of a running sandbox: state, ledger, traffic, load. Bodies are masked unless the operator asks to see them.

import { objectAt, textAt, type Json } from '../json.ts';
import { wibDate } from '../wib.ts';
import { openRecord } from '../wire/medical-record.ts';
import { mask } from './mask.ts';
import { ControlRefusal, rows, type ControlParts, type Handlers } from './handler.ts';
import type { TrafficEntry } from './meter.ts';

export function state({ payer, meter, pendingLate }: ControlParts): unknown {
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
    moodsNow: payer.moodsNow(),
    plan: payer.plan?.plan.name ?? null,
    switches: payer.switches,
    participants: payer.world.people.size,
    referrals: payer.world.referrals.size,
    facilities: payer.facilities().map(({ kodePpk, nama, jenis, consumer }) => ({ kodePpk, nama, jenis, consumer })),
    ledger: { lastSeq: payer.ledger.lastSeq, counts: payer.ledger.counts() },
    traffic: { total, maxInFlightPerKey },
    pendingLate: pendingLate(),
  };
}

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

const shownRow = (entry: TrafficEntry): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(trafficRow(entry) ?? {})),
  path: mask(entry.path),
  key: mask(entry.key),
  request: mask(entry.request ?? null),
  response: mask(entry.response ?? null),
});

/** One request with its bodies as the payer read and wrote them, sealed or not. */
function entryWithBodies({ payer, meter }: ControlParts, query: URLSearchParams): unknown {
  const entry = meter.find(Number(query.get('id')));
  if (entry === undefined) throw new ControlRefusal(404, 'this request is not in the traffic log any more');
  const request = withOpenRecord(entry, payer.facility(entry.ppk)?.credentials);
  if (query.get('reveal') !== '1')
    return { ...shownRow({ ...entry, request }), hasBodies: entry.request !== undefined };
  return {
    ...Object.fromEntries(Object.entries(trafficRow(entry) ?? {})),
    request,
    response: entry.response ?? null,
    hasBodies: entry.request !== undefined,
  };
}

/** The medical record is sealed inside its body, with a key of its own. */
function withOpenRecord(
  { service, ppk, request = null }: TrafficEntry,
  credentials: { readonly consId: string; readonly secret: string } | undefined,
): Json {
  const body = objectAt(request, 'request');
  const dataMR = textAt(body, 'dataMR');
  if (service !== 'erekammedis' || dataMR === '' || credentials === undefined) return request;
  const bundle = openRecord(dataMR, { ...credentials, kodePpk: ppk });
  return bundle === null ? request : { request: { ...body, dataMR: bundle } };
}

export const OBSERVE: Handlers = {
  'GET /_sandbox/state': state,
  'GET /_sandbox/healthz': ({ payer }) => ({ ok: true, lastSeq: payer.ledger.lastSeq }),
  'GET /_sandbox/ledger': ({ payer }, { query }) => {
    const { after, limit } = rows(query);
    return { lastSeq: payer.ledger.lastSeq, lines: payer.ledger.after(after, limit) };
  },
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
  'GET /_sandbox/traffic/entry': (parts, { query }) => entryWithBodies(parts, query),
};

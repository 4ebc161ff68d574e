// The HTTP side of the payer: one request through meter, mood, gate, decision and rendering. Faults are acted out here and nowhere
// else; the decisions never know of them.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { actOut, deliver, earlyFault, send } from './delivery.ts';
import type { Json } from './json.ts';
import type { Call, Reply, Route } from './kernel.ts';
import type { Meter, TrafficEntry } from './control/meter.ts';
import { decideFate, type Fate, type Load } from './moods/faults.ts';
import { resolveMood, scopeSetting, type Mood, type Target } from './moods/moods.ts';
import type { Payer } from './payer.ts';
import { seededFor } from './random.ts';
import { routersByService, splitPrefix } from './routes.ts';
import { HISTORY_PATH } from './services/icare/handlers.ts';
import { historyPage } from './services/icare/page.ts';
import type { EklaimCall, EklaimDoor } from './services/eklaim/door.ts';
import { bodyOfEklaim, hospitalOf, matchEklaim, planEklaim, readEklaim } from './services/eklaim/exchange.ts';
import { readBody, type Body } from './wire/body.ts';
import { gatewayText, renderReply, requestErrorPage, type HttpAnswer } from './wire/envelope.ts';
import { examine } from './wire/gatekeeper.ts';
import type { LedgerService } from './world/facilities.ts';

export interface ServerParts {
  readonly payer: Payer;
  readonly meter: Meter;
  /** Answers the control API and the page; false when the path is not theirs. */
  readonly control: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
  /** Real milliseconds; tests bring their own. */
  readonly delay: (ms: number) => Promise<void>;
}

/** Broken-off requests whose effect is still to come, by request id. */
type Late = Set<number>;

export interface PayerServer {
  readonly http: Server;
  /** Effects that were broken off and will still come. */
  pendingLate(): number;
  close(): Promise<void>;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: TrafficEntry;
  readonly route: Route | null;
  readonly params: Readonly<Record<string, string>>;
  readonly service: LedgerService;
  readonly mood: Mood;
  /** A call of E-Klaim, opened before anything else: the method stands in the sealed body. */
  readonly eklaim: EklaimCall | null;
}

const routers = routersByService();

export function createPayerServer(parts: ServerParts): PayerServer {
  const late: Late = new Set();
  const sockets = new Set<Socket>();
  const http = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    handle(parts, late, request, response).catch((error: unknown) => {
      // The payer's own bug: loud in the log, a 500 for the caller.
      console.error('sandbox: request failed', error);
      if (!response.headersSent) send(parts, response, gatewayText(500, 'Internal Server Error'));
      else response.destroy();
    });
  });
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    http,
    pendingLate: () => late.size,
    close: () =>
      new Promise((resolve, reject) => {
        // What was broken off and did not happen yet never will: the payer forgot it too.
        late.clear();
        http.close((error) => (error === undefined ? resolve() : reject(error)));
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function handle(
  parts: ServerParts,
  late: Late,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  if (path === HISTORY_PATH) {
    // Read by a browser, so outside gate, moods and traffic: the token in the address must not be noted anywhere.
    const token = new URLSearchParams(query).get('token') ?? '';
    send(parts, response, historyPage(parts.payer, token, parts.payer.clocks.business()));
    return;
  }
  const split = splitPrefix(path);
  if (split === null) {
    if (!(await parts.control(request, response, path)))
      send(parts, response, gatewayText(404, 'No Mapping Rule matched'));
    return;
  }
  const eklaim = split.service === 'eklaim' ? await readEklaim(request, doorOf(parts)) : null;
  const exchange = begin(parts, request, response, split, eklaim);
  const { target, scope } = trackScope(parts, exchange);
  // A caller that gives up is no longer in flight for its lane, even if the payer goes on and applies the request later.
  response.once('close', () => parts.meter.end(exchange.entry, parts.payer.clocks.real()));
  try {
    await converse(parts, late, exchange, target);
  } finally {
    if (scope !== null) parts.meter.leaveScope(scope);
    parts.meter.end(exchange.entry, parts.payer.clocks.real());
    parts.meter.record(exchange.entry);
  }
}

function begin(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  { service, rest }: { service: LedgerService; rest: string },
  eklaim: EklaimCall | null,
): Exchange {
  const match = (eklaim === null
    ? routers.get(service)?.match(request.method ?? 'GET', rest)
    : matchEklaim(eklaim)) ?? {
    kind: 'none',
  };
  const route = match.kind === 'found' ? match.target : null;
  const entry = parts.meter.begin({
    atMs: parts.payer.clocks.real(),
    service,
    group: route?.group ?? (match.kind === 'none' ? 'tidak-dikenal' : 'metode-salah'),
    endpoint: route?.id ?? match.kind,
    method: request.method ?? 'GET',
    path: rest,
    kind: route?.kind ?? 'unknown',
    ppk: '',
    key: '',
  });
  const mood = resolveMood(parts.payer.moodsNow(), { service, group: entry.group, endpoint: entry.endpoint });
  return { request, response, entry, route, params: match.kind === 'found' ? match.params : {}, service, mood, eklaim };
}

const doorOf = ({ payer }: ServerParts): EklaimDoor => ({
  facilities: payer.facilities(),
  isDebug: payer.switches.eklaimDebug,
});

interface Tracked {
  readonly target: Load;
  readonly scope: string | null;
}

/** Counts the request in the scopes whose limits apply to it; the channel scope is left again when the exchange ends. */
function trackScope({ payer, meter }: ServerParts, { entry, service, request }: Exchange): Tracked {
  const target: Target = { service, group: entry.group, endpoint: entry.endpoint };
  const moods = payer.moodsNow();
  const throttled = scopeSetting(moods, target, 'throttle');
  const bulk = entry.kind === 'write' ? scopeSetting(moods, target, 'bulk') : null;
  // Whose write it is, is not proved yet; whoever pretends to be another fills the other's minute, as at a real gateway.
  const writer = String(request.headers['x-cons-id'] ?? '');
  // Counted even without a limit: one that is set while requests are under way then sees them.
  const scope = scopeSetting(moods, target, 'channelLimit') ?? `${service}.${entry.group}`;
  return {
    target: {
      inFlight: meter.enterScope(scope),
      lastSecond: throttled === null ? 0 : meter.hit(`second ${throttled}`, Math.floor(entry.atMs / 1000)),
      writesThisMinute:
        bulk === null ? 0 : meter.hit(`minute ${bulk} ${writer}`, Math.floor(payer.clocks.business() / 60_000)),
    },
    scope,
  };
}

async function converse(parts: ServerParts, late: Late, exchange: Exchange, load: Tracked['target']): Promise<void> {
  const { payer, delay } = parts;
  const { entry, mood, request } = exchange;
  const random = seededFor(payer.seed, entry.endpoint, entry.id);
  const fate = decideFate(mood, entry.kind === 'write' ? 'write' : 'read', payer.clocks.business(), load, random);
  entry.fault = fate.fault?.cause ?? null;
  if (fate.fault?.kind === 'refuse') {
    exchange.response.destroy();
    return;
  }
  const body = exchange.eklaim === null ? await readBody(request) : bodyOfEklaim(exchange.eklaim);
  identify(parts, exchange, body);
  if (fate.latencyMs > 0) await delay(fate.latencyMs);
  const early = earlyFault(fate);
  if (early !== null) return actOut(parts, exchange, early);

  const outcome = decide(parts, exchange, body, fate, late);
  if (outcome.kind === 'late') {
    exchange.response.destroy();
    return;
  }
  await payer.settled();
  await deliver(parts, exchange, outcome.answer, fate, random.next());
}

function identify(
  { payer, meter }: ServerParts,
  { entry, request, route, params, eklaim }: Exchange,
  body: Body,
): void {
  const consId = request.headers['x-cons-id'];
  const known = typeof consId === 'string' ? payer.byConsId(consId) : undefined;
  const facility = eklaim === null ? known : hospitalOf(eklaim);
  const value: Json = body.kind === 'json' ? body.value : null;
  entry.request = value;
  const key = route?.subject?.({ body: value, params }).key ?? Object.values(params)[0] ?? '';
  meter.identify(entry, facility?.kodePpk ?? '', key);
}

type Decision = { readonly kind: 'answer'; readonly answer: HttpAnswer } | { readonly kind: 'late' };

function decide(parts: ServerParts, exchange: Exchange, body: Body, fate: Fate, late: Late): Decision {
  const { payer } = parts;
  const { route, service, request, mood, entry, eklaim } = exchange;
  if (eklaim !== null || service === 'eklaim') return decideEklaim(parts, exchange, eklaim, { fate, late });
  const gate = examine(service, request.headers, payer, {
    nowMs: payer.clocks.real() + payer.skewMs,
    windowMs: payer.windowMs,
    credentials: mood.credentials ?? 'ok',
  });
  if (gate.kind === 'gateway') return { kind: 'answer', answer: gatewayText(gate.status, gate.text) };
  if (route === null) return { kind: 'answer', answer: noRoute(entry) };
  if (route.isOpen?.(payer.switches) === false) return { kind: 'answer', answer: wrongVerb() };
  const timestamp = String(request.headers['x-timestamp'] ?? '');
  const render = (reply: Reply, facilityKey: { consId: string; secret: string } | null): HttpAnswer => {
    entry.code = String(reply.code);
    entry.message = reply.message;
    entry.response = route.isSecret ? null : (reply.response ?? null);
    const wrongKey = fate.fault?.kind === 'wrong-key';
    return renderReply({
      service,
      reply,
      encryption: fate.fault?.kind === 'plaintext' ? 'plain' : route.encryption,
      cipherKey: {
        consId: facilityKey?.consId ?? '',
        secret: facilityKey?.secret ?? '',
        timestamp: wrongKey ? String(Number(timestamp) + 1) : timestamp,
      },
      switches: payer.switches,
    });
  };
  if (gate.kind === 'service')
    return { kind: 'answer', answer: render({ code: gate.code, message: gate.message }, null) };
  const malformed = bodyProblem(parts, exchange, body);
  if (malformed !== null)
    return { kind: 'answer', answer: 'status' in malformed ? malformed : render(malformed, null) };

  const call = {
    facility: gate.facility,
    params: exchange.params,
    body: body.kind === 'json' ? body.value : null,
    origin: originOf(request),
  };
  return perform(parts, entry, { route, call, fate, late }, (reply) => render(reply, gate.facility.credentials));
}

interface Performance {
  readonly route: Route;
  readonly call: Pick<Call, 'facility' | 'params' | 'body' | 'origin'>;
  readonly fate: Fate;
  readonly late: Late;
}

/** Applies now and answers, or breaks off and applies later. */
function perform(
  parts: ServerParts,
  entry: TrafficEntry,
  { route, call, fate, late }: Performance,
  render: (reply: Reply) => HttpAnswer,
): Decision {
  const { payer } = parts;
  const meta = { requestId: `r${entry.id}`, staleMs: fate.staleMs };
  if (fate.fault?.kind === 'late-apply' && route.kind === 'write') {
    late.add(entry.id);
    void applyLate(parts, late, entry, fate.fault.ms, () =>
      payer.perform(route, call, meta).lines.map(({ seq }) => seq),
    );
    return { kind: 'late' };
  }
  const { reply, lines } = payer.perform(route, call, meta);
  entry.effects = lines.filter(({ effect }) => effect !== 'refused').map(({ seq }) => seq);
  return { kind: 'answer', answer: render(reply) };
}

/** Where the caller found us: links in answers lead back there. */
const originOf = (request: IncomingMessage): string => `http://${request.headers.host ?? ''}`;

function decideEklaim(
  parts: ServerParts,
  { entry, request }: Exchange,
  eklaim: EklaimCall | null,
  { fate, late }: Pick<Performance, 'fate' | 'late'>,
): Decision {
  const plan = planEklaim(eklaim, {
    note: (reply) => {
      entry.code = reply.errorNumber ?? String(reply.code);
      entry.message = reply.message;
      entry.response = reply.response ?? null;
    },
    isWrongKey: fate.fault?.kind === 'wrong-key',
    switches: parts.payer.switches,
  });
  if (plan.kind === 'answer') return plan;
  const { route, facility, body, render } = plan;
  const call = { facility, params: {}, body, origin: originOf(request) };
  return perform(parts, entry, { route, call, fate, late }, render);
}

async function applyLate(
  { delay }: ServerParts,
  late: Late,
  entry: TrafficEntry,
  ms: number,
  apply: () => readonly number[],
): Promise<void> {
  await delay(ms);
  if (!late.delete(entry.id)) return;
  entry.effects = apply();
}

/** docs/facts/vclaim.md §6.1: unknown paths at the gateway [C], wrong verbs 405 [C]. */
function noRoute(entry: TrafficEntry): HttpAnswer {
  return entry.endpoint === 'wrong-method' ? wrongVerb() : gatewayText(404, 'No Mapping Rule matched');
}

const wrongVerb = (): HttpAnswer => gatewayText(405, 'Method Not Allowed');

/** What each service says to a body that is not JSON; VClaim also to a JSON content type [B], docs/facts/vclaim.md §2.6. */
function bodyProblem(
  { payer }: ServerParts,
  { route, service, request }: Exchange,
  body: Body,
): HttpAnswer | Reply | null {
  if (route === null || route.method === 'GET') return null;
  const contentType = String(request.headers['content-type'] ?? '').toLowerCase();
  if (service === 'vclaim' && payer.switches.vclaimRefusesJson && contentType.startsWith('application/json'))
    return requestErrorPage();
  if (service === 'sisrute' && refusesContentType(payer.switches.sisruteContentType, contentType))
    return requestErrorPage();
  // The development server of SRBK calls it bad JSON [C], docs/facts/pcare.md §8 and §11; under which code is not known.
  const unreadable = { code: 400, message: 'Format json tidak valid' };
  if (service === 'srbk' && refusesContentType(payer.switches.srbkContentType, contentType)) return unreadable;
  if (body.kind === 'too-large') return gatewayText(413, 'Request Entity Too Large');
  if (body.kind === 'json' || (body.kind === 'none' && route.method === 'DELETE')) return null;
  if (service === 'vclaim' || service === 'sisrute') return requestErrorPage();
  if (service === 'srbk') return unreadable;
  // A leaked .NET text as PCare answers wrong structures [1], docs/facts/pcare.md §11.
  return service === 'pcare'
    ? { code: 500, message: 'Cannot access child value on Newtonsoft.Json.Linq.JValue.', response: [] }
    : { code: service === 'aplicares' ? 0 : 201, message: 'Format json tidak valid' };
}

const refusesContentType = (wanted: 'any' | 'none' | 'required', contentType: string): boolean =>
  wanted === 'none' ? contentType !== '' : wanted === 'required' && contentType === '';

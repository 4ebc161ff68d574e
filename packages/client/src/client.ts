// The client itself: prepare (a storable request without signature), send (sign, transmit, classify), call (both). It
// never repeats a request that may have been applied and never decides; effect and advice of its errors tell the caller what is known.
import {
  type Endpoint,
  type Environment,
  findEndpoint,
  fillPath,
  PCARE_KD_APLIKASI,
  type Service,
  SERVICES,
} from '@titian/contract';
import type { Answer, OkAnswer } from './answer.ts';
import { checkBaseUrl } from './base-url.ts';
import { classifyFailure, classifyReply, type ClassifyInput, type Verdict } from './classify.ts';
import { BpjsError, inputError } from './errors.ts';
import { type ClientHooks, type Exchange, HookRunner, outcomeOf, seenVerdict } from './hooks.ts';
import { readReply } from './opened.ts';
import { type Listed, type PageOptions, type RowOf, walkItems, walkPages, type Window } from './paging.ts';
import { systemClock } from './transport/system-clock.ts';
import {
  type Clock,
  type Transport,
  TransportFailure,
  type WireReply,
  type WireRequest,
} from './transport/transport.ts';
import { createUndiciTransport } from './transport/undici-transport.ts';
import { sealMedicalRecord } from './wire/medical-record.ts';
import { signature, type SignatureInput } from './wire/signature.ts';

export interface Credentials {
  readonly consId: string;
  readonly secret: string;
  /**
   * One key per service. Where one is missing another stands in: PCare's for Antrean FKTP, SRBK and the clinic's i-Care, VClaim's for
   * Aplicares, Apotek, e-Rekam Medis, SISRUTE and the hospital's i-Care (docs/facts/aplicares-icare-apotek.md §1).
   */
  readonly userKeys: Readonly<Partial<Record<Service, string>>>;
  readonly pcare?:
    | { readonly username: string; readonly password: string; readonly kdAplikasi?: string | undefined }
    | undefined;
  /** The facility's code at BPJS; only e-Rekam Medis needs it, as part of the key of the record. */
  readonly kodePpk?: string | undefined;
}

export interface ClientLimits {
  /** Overrides the service's own total limit. */
  readonly timeoutMs?: number | undefined;
  readonly bodyBytes?: number | undefined;
  readonly plaintextUnits?: number | undefined;
}

export interface ClientSettings {
  /** Origins outside BPJS that may be called, e.g. the sandbox on loopback. */
  readonly allowBaseUrl?: readonly string[] | undefined;
  /** Added to the clock for signatures only, when the clock of BPJS is known to differ. */
  readonly timestampOffsetMs?: (() => number) | undefined;
  /** Antrean FKTP accepts PCare's X-authorization but does not need it (docs/facts/antrean-fktp.md §A). */
  readonly fktpAuthorization?: boolean | undefined;
  /** Ids of endpoints that are called under their second path, where sources disagree (Endpoint.otherPath). */
  readonly otherPaths?: readonly string[] | undefined;
  /** Ids of endpoints that are called with their second verb first (Endpoint.otherMethod); 405 leads to the other one. */
  readonly otherMethods?: readonly string[] | undefined;
  /** Content-Type of every request with a body, per service; null sends none (docs/facts/vclaim.md §2.6). */
  readonly contentTypes?: Readonly<Partial<Record<Service, string | null>>> | undefined;
}

export interface ClientOptions {
  readonly credentials: Credentials;
  readonly environment: Environment;
  readonly baseUrls?: Readonly<Partial<Record<Service, string>>> | undefined;
  readonly transport?: Transport | undefined;
  readonly clock?: Clock | undefined;
  readonly limits?: ClientLimits | undefined;
  readonly proxy?: string | undefined;
  readonly settings?: ClientSettings | undefined;
  readonly hooks?: ClientHooks | undefined;
}

/** A request as it will be sent, without signature: same input, same record; it may be stored and sent later. */
export interface PreparedCall {
  readonly endpointId: string;
  readonly method: WireRequest['method'];
  /** Path below the service's base URL, already percent-encoded. */
  readonly path: string;
  /** The exact body, or null. */
  readonly body: string | null;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** Asked right before the first byte leaves; false ends the call as `BPJS_UNREACHABLE` with nothing sent. For callers that hold a lease. */
  readonly mayBegin?: (() => boolean) | undefined;
}

/** Parameters without the window; `signal` ends the walk, also between two pages. */
export type PageInput<P extends Window> = SendOptions &
  PageOptions &
  (keyof Omit<P, keyof Window> extends never
    ? { readonly params?: Omit<NoInfer<P>, keyof Window> | undefined }
    : { readonly params: Omit<NoInfer<P>, keyof Window> });

export interface BpjsClient {
  prepare<P, Q, R>(
    endpoint: Endpoint<P, Q, R>,
    input: { readonly params?: unknown; readonly body?: unknown },
  ): PreparedCall;
  send<R = unknown>(prepared: PreparedCall, options?: SendOptions): Promise<Answer<R>>;
  call<P, Q, R>(
    endpoint: Endpoint<P, Q, R>,
    input: { readonly params?: NoInfer<P> | undefined; readonly body?: NoInfer<Q> | undefined } & SendOptions,
  ): Promise<Answer<R>>;
  /**
   * The pages of a list, one call each, as far as they are read; ends at the first page that is not full. Same errors as `call`.
   * @example for await (const { data } of bpjs.pages(pcare.refDokter, {})) console.log(data.list.length);
   */
  pages<P extends Window, Q, R extends Listed>(
    endpoint: Endpoint<P, Q, R>,
    input: PageInput<P>,
  ): AsyncGenerator<OkAnswer<R>, void, void>;
  /**
   * The rows of all pages.
   * @example for await (const doctor of bpjs.items(pcare.refDokter, {})) console.log(doctor.nmDokter);
   */
  items<P extends Window, Q, R extends Listed>(
    endpoint: Endpoint<P, Q, R>,
    input: PageInput<P>,
  ): AsyncGenerator<RowOf<R>, void, void>;
  /** Closes the sockets of this client; a transport passed in as an option stays open. */
  close(): Promise<void>;
}

/** Body cap of docs/facts/vclaim.md §2 answers: real ones stay below 1 MB. */
const BODY_LIMIT_BYTES = 5 * 1024 * 1024;
/** Printable ASCII: what a header may carry. */
const HEADER_TEXT = /^[\x21-\x7e]+$/;

function issuePaths(issues: readonly { readonly path: readonly PropertyKey[]; readonly code: string }[]): string[] {
  return issues.slice(0, 20).map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
}

export interface PrepareOptions {
  /** What a sealed member is encrypted with; needed for endpoints with `seal` only. */
  readonly credentials?: Pick<Credentials, 'consId' | 'secret' | 'kodePpk'> | undefined;
  readonly otherPaths?: readonly string[] | undefined;
  readonly otherMethods?: readonly string[] | undefined;
}

function changeAt(value: unknown, path: readonly string[], change: (member: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  // The endpoint's schema has made sure that every step of the path is an object.
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: changeAt(record[key], rest, change) };
}

/** The body as it travels: the member that the endpoint names is encrypted, everything else stays as it is. */
function sealedBody(endpoint: Endpoint, body: unknown, credentials: PrepareOptions['credentials']): unknown {
  if (endpoint.seal === undefined) return body;
  const { consId = '', secret = '', kodePpk = '' } = credentials ?? {};
  if (kodePpk === '')
    throw inputError('INPUT_CREDENTIALS', { endpoint: endpoint.id, reason: 'no kodePpk to encrypt the record with' });
  return changeAt(body, endpoint.seal, (member) => sealMedicalRecord(member, { consId, secret, kodePpk }));
}

/** Checks and freezes a request; exported for callers that only want to store it. */
export function prepareCall(
  endpoint: Endpoint,
  input: { readonly params?: unknown; readonly body?: unknown },
  options: PrepareOptions = {},
): PreparedCall {
  const params = endpoint.params.safeParse(input.params ?? {});
  if (!params.success)
    throw inputError('INPUT_PARAMS', { endpoint: endpoint.id, issues: issuePaths(params.error.issues) });
  let body: string | null = null;
  if (endpoint.request !== null) {
    const parsed = endpoint.request.safeParse(input.body);
    if (!parsed.success)
      throw inputError('INPUT_BODY', { endpoint: endpoint.id, issues: issuePaths(parsed.error.issues) });
    body = JSON.stringify(sealedBody(endpoint, parsed.data, options.credentials));
  } else if (input.body !== undefined && input.body !== null) {
    throw inputError('INPUT_BODY', { endpoint: endpoint.id, issues: ['this endpoint has no body'] });
  }
  // Path parameters are strings in every schema of the catalogue; fillPath refuses anything else.
  const template = (options.otherPaths?.includes(endpoint.id) ? endpoint.otherPath : undefined) ?? endpoint.path;
  const path = fillPath(template, params.data as Readonly<Record<string, unknown>>);
  const method = (options.otherMethods?.includes(endpoint.id) ? endpoint.otherMethod : undefined) ?? endpoint.method;
  return { endpointId: endpoint.id, method, path, body };
}

function checkCredentials(credentials: Credentials): void {
  const values = [credentials.consId, ...Object.values(credentials.userKeys)];
  if (credentials.secret === '' || values.some((value) => value === undefined || !HEADER_TEXT.test(value))) {
    throw inputError('INPUT_CREDENTIALS', { reason: 'empty, or not printable ASCII without blanks' });
  }
}

function userKeyOf({ service, userKeyFallback }: Endpoint, credentials: Credentials): string {
  const fallback = userKeyFallback ?? SERVICES[service].userKeyFallback;
  const key = credentials.userKeys[service] ?? (fallback === undefined ? undefined : credentials.userKeys[fallback]);
  if (key === undefined)
    throw new BpjsError('BPJS_CREDENTIAL', {
      effect: 'none',
      advice: 'pause-channel',
      context: { service, reason: 'no user key' },
    });
  return key;
}

function pcareAuthorization(credentials: Credentials): string {
  const { pcare } = credentials;
  if (pcare === undefined)
    throw new BpjsError('BPJS_CREDENTIAL', {
      effect: 'none',
      advice: 'pause-channel',
      context: { service: 'pcare', reason: 'no PCare user' },
    });
  const text = `${pcare.username}:${pcare.password}:${pcare.kdAplikasi ?? PCARE_KD_APLIKASI}`;
  return `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;
}

/** What the gateway says to a verb or path that it does not know (docs/facts/vclaim.md §6.1): nothing was applied. */
function isUnknownVerb(verdict: Verdict): boolean {
  if (verdict.kind !== 'error' || verdict.error.effect !== 'none') return false;
  const { context, messageId, bpjsCode } = verdict.error;
  return context['httpStatus'] === 405 || bpjsCode === '405' || messageId === 'gateway.no-mapping';
}

function readSkew(reply: WireReply, sentAtMs: number, receivedAtMs: number): number | null {
  const theirs = Date.parse(reply.headers['date'] ?? '');
  if (Number.isNaN(theirs)) return null;
  // The header has whole seconds; the middle of the exchange is the best guess of when it was written.
  return theirs + 500 - (sentAtMs + receivedAtMs) / 2;
}

export function createBpjsClient(options: ClientOptions): BpjsClient {
  const { credentials } = options;
  const clock = options.clock ?? systemClock;
  const limits = options.limits ?? {};
  const allowed = options.settings?.allowBaseUrl ?? [];
  checkCredentials(credentials);
  const transport = options.transport ?? createUndiciTransport({ proxy: options.proxy });
  const hooks = new HookRunner<Exchange>(options.hooks);
  const baseUrls = new Map<Service, string>();
  for (const [service, base] of Object.entries(options.baseUrls ?? {})) {
    // Keys come from the typed record above.
    if (base !== undefined) baseUrls.set(service as Service, checkBaseUrl(base, allowed));
  }

  function baseUrlOf(service: Service): string {
    return baseUrls.get(service) ?? SERVICES[service].defaultBaseUrls[options.environment];
  }

  function contentTypeOf({ service }: Endpoint, method: WireRequest['method']): string | undefined {
    const { contentType, bareIn = [] } = SERVICES[service];
    if (method === 'GET') return contentType.read;
    const chosen = options.settings?.contentTypes?.[service];
    if (chosen !== undefined) return chosen ?? undefined;
    if (bareIn.includes(options.environment)) return undefined;
    return method === 'DELETE' ? contentType.delete : contentType.write;
  }

  function headersOf(
    endpoint: Endpoint,
    method: WireRequest['method'],
    signed: SignatureInput,
  ): Record<string, string> {
    const contentType = contentTypeOf(endpoint, method);
    const sendsBasic =
      SERVICES[endpoint.service].basicAuthorization ||
      (endpoint.basicAuthorization === 'if-configured' && credentials.pcare !== undefined) ||
      (endpoint.service === 'antreanfktp' && options.settings?.fktpAuthorization === true);
    return {
      Accept: 'application/json',
      'Accept-Encoding': 'identity',
      'X-cons-id': signed.consId,
      'X-timestamp': signed.timestamp,
      'X-signature': signature(signed),
      user_key: userKeyOf(endpoint, credentials),
      ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
      ...(sendsBasic ? { 'X-authorization': pcareAuthorization(credentials) } : {}),
    };
  }

  /** Where sources disagree about the verb: a gateway that does not know ours did nothing, so the other one follows at once. */
  async function transmit<R>(
    endpoint: Endpoint<unknown, unknown, R>,
    prepared: PreparedCall,
    send: SendOptions,
  ): Promise<Verdict<R>> {
    const verdict = await transmitOnce(endpoint, prepared, send);
    const { method, otherMethod } = endpoint;
    if (otherMethod === undefined || !isUnknownVerb(verdict)) return verdict;
    return transmitOnce(endpoint, { ...prepared, method: prepared.method === method ? otherMethod : method }, send);
  }

  async function transmitOnce<R>(
    endpoint: Endpoint<unknown, unknown, R>,
    prepared: PreparedCall,
    send: SendOptions,
  ): Promise<Verdict<R>> {
    const sentAtMs = clock.now().getTime();
    // Read once: the header, the signature and the response key all need this one second (docs/facts/vclaim.md §2.3).
    const timestamp = String(Math.floor((sentAtMs + (options.settings?.timestampOffsetMs?.() ?? 0)) / 1000));
    const signed: SignatureInput = { consId: credentials.consId, secret: credentials.secret, timestamp };
    const request: WireRequest = {
      method: prepared.method,
      url: `${baseUrlOf(endpoint.service)}${prepared.path}`,
      headers: headersOf(endpoint, prepared.method, signed),
      body: prepared.body,
      timeoutMs: send.timeoutMs ?? limits.timeoutMs ?? SERVICES[endpoint.service].timeoutMs,
      bodyLimitBytes: limits.bodyBytes ?? BODY_LIMIT_BYTES,
      signal: send.signal,
      mayBegin: send.mayBegin,
    };
    const { id: endpointId, service, group } = endpoint;
    const { method, path, body } = prepared;
    const seen = hooks.request({ endpointId, service, group, method, path, body });
    let reply: WireReply | undefined;
    let failure: TransportFailure | undefined;
    try {
      reply = await transport.send(request);
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      failure = error;
    }
    const receivedAtMs = clock.now().getTime();
    const input: ClassifyInput<R> = {
      endpoint,
      signature: signed,
      nowMs: receivedAtMs,
      plaintextLimitUnits: limits.plaintextUnits,
    };
    const verdict =
      reply !== undefined
        ? classifyReply(reply, input)
        : classifyFailure(failure ?? new TransportFailure('network', true), input);
    const durationMs = receivedAtMs - sentAtMs;
    hooks.response(
      () => ({
        request: seen,
        httpStatus: reply?.status ?? null,
        failure: failure?.reason ?? null,
        verdict: seenVerdict(verdict),
        durationMs,
      }),
      () => (reply === undefined ? { kind: 'none', problem: null } : readReply(reply, input)),
    );
    hooks.exchange({
      endpointId,
      service,
      group,
      durationMs,
      httpStatus: reply?.status ?? null,
      outcome: outcomeOf(verdict),
      skewMs: reply === undefined ? null : readSkew(reply, sentAtMs, receivedAtMs),
    });
    return verdict;
  }

  function answerOf<R>(verdict: Verdict<R>): Answer<R> {
    if (verdict.kind === 'error') throw verdict.error;
    return verdict.answer;
  }

  const prepareOptions: PrepareOptions = {
    credentials,
    otherPaths: options.settings?.otherPaths,
    otherMethods: options.settings?.otherMethods,
  };

  const call: BpjsClient['call'] = async (endpoint, input) => {
    const prepared = prepareCall(endpoint, { params: input.params, body: input.body }, prepareOptions);
    return answerOf(await transmit(endpoint, prepared, input));
  };
  const pages: BpjsClient['pages'] = (endpoint, { params, ...input }) =>
    // The window and the other parameters are together what the endpoint's schema checks.
    walkPages(endpoint, (window) => call(endpoint, { ...input, params: { ...params, ...window } as never }), input);

  return {
    prepare: (endpoint, input) => prepareCall(endpoint, input, prepareOptions),

    async send<R>(prepared: PreparedCall, sendOptions: SendOptions = {}): Promise<Answer<R>> {
      const endpoint = findEndpoint(prepared.endpointId);
      if (endpoint === undefined || ![endpoint.method, endpoint.otherMethod].includes(prepared.method))
        throw inputError('INPUT_ENDPOINT', { endpoint: prepared.endpointId });
      // The caller names the type of its own endpoint's answer; the schema of that endpoint has checked the value.
      return answerOf(await transmit(endpoint as Endpoint<unknown, unknown, R>, prepared, sendOptions));
    },

    call,
    pages,
    items: (endpoint, input) => walkItems(pages(endpoint, input)),

    // A transport that was given may serve other clients; whoever made it closes it.
    close: () => (options.transport === undefined ? transport.close() : Promise.resolve()),
  };
}

// The client of a hospital's own E-Klaim: prepare (storable, in clear), send (seal, transmit, open, classify), call (both). Like the BPJS
// client it never retries, with one exception that cannot do harm: when the server says that the key is not its own, nothing was read,
// and the key before the last change is tried once.
import { EKLAIM_PATH, type EklaimMethod, findEklaimMethod } from '@titian/contract';
import type { Answer } from '../answer.ts';
import { inputError } from '../errors.ts';
import { type ClientHooks, HookRunner, outcomeOf, seenVerdict } from '../hooks.ts';
import { type Transport, TransportFailure, type WireReply } from '../transport/transport.ts';
import { createUndiciTransport } from '../transport/undici-transport.ts';
import { systemClock } from '../transport/system-clock.ts';
import type { Clock } from '../transport/transport.ts';
import { EKLAIM_KEY, seal } from './cipher.ts';
import { classifyEklaimFailure, classifyEklaimReply, type EklaimVerdict, readEklaimReply } from './classify.ts';

export interface EklaimExchange {
  readonly endpointId: string;
  readonly service: 'eklaim';
  readonly group: string;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  /** Answer kind or error code. */
  readonly outcome: string;
  /** The server still has the key before the last change: somebody should finish the rotation. */
  readonly usedPreviousKey: boolean;
}

export interface EklaimClientOptions {
  /** `http://<server>` or with the path of ws.php; plain http only inside the house, see `checkEklaimUrl`. */
  readonly url: string;
  /** 64 hexadecimal digits from Setup → Integrasi → SIMRS. */
  readonly key: string;
  /** The key before the last change; tried once when the server refuses the new one. */
  readonly previousKey?: string | undefined;
  readonly transport?: Transport | undefined;
  readonly clock?: Clock | undefined;
  readonly limits?: { readonly timeoutMs?: number | undefined; readonly bodyBytes?: number | undefined } | undefined;
  /** `onRequest` and `onResponse` see the call in clear, without its seal. */
  readonly hooks?: ClientHooks<EklaimExchange> | undefined;
}

/** A call in clear, to be stored encrypted like every body that names a patient. */
export interface PreparedEklaimCall {
  readonly methodId: string;
  readonly body: string;
}

export interface EklaimSendOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

export interface EklaimClient {
  prepare<Q, R>(method: EklaimMethod<Q, R>, input: NoInfer<Q>): PreparedEklaimCall;
  send<R = unknown>(prepared: PreparedEklaimCall, options?: EklaimSendOptions): Promise<Answer<R>>;
  call<Q, R>(method: EklaimMethod<Q, R>, input: NoInfer<Q>, options?: EklaimSendOptions): Promise<Answer<R>>;
  close(): Promise<void>;
}

/** Claim sheets come as PDF in base64, so answers are larger than BPJS's. */
const BODY_LIMIT_BYTES = 20 * 1024 * 1024;
const PRIVATE_HOST =
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|[a-z0-9-]+|.+\.(local|lan|internal|home\.arpa))$/i;

/**
 * The address of ws.php. Plain http is refused outside private addresses: the seal leaves the first block of a request
 * unauthenticated (docs/facts/eklaim.md §2). Throws INPUT_BASE_URL.
 */
export function checkEklaimUrl(text: string): string {
  if (!URL.canParse(text)) throw inputError('INPUT_BASE_URL', { reason: 'not a URL' });
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.search !== '')
    throw inputError('INPUT_BASE_URL', { reason: 'more than host and path; debug mode is not for production' });
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && PRIVATE_HOST.test(url.hostname)))
    throw inputError('INPUT_BASE_URL', { reason: 'plain http outside the own network' });
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? EKLAIM_PATH : path}`;
}

/** Checks a call and puts the method's name into it. */
export function prepareEklaimCall(method: EklaimMethod, input: unknown): PreparedEklaimCall {
  const parsed = method.request.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 20)
      .map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
    throw inputError('INPUT_BODY', { endpoint: method.id, issues });
  }
  // Every request schema of the catalogue is an object with these two members at most.
  const { metadata, data } = parsed.data as { metadata?: Record<string, unknown>; data?: unknown };
  const body = {
    metadata: { ...metadata, ...method.fixed, method: method.call },
    ...(data === undefined ? {} : { data }),
  };
  return { methodId: method.id, body: JSON.stringify(body) };
}

export function createEklaimClient(options: EklaimClientOptions): EklaimClient {
  const url = checkEklaimUrl(options.url);
  const keys = [options.key, ...(options.previousKey === undefined ? [] : [options.previousKey])];
  if (!keys.every((key) => EKLAIM_KEY.test(key)))
    throw inputError('INPUT_CREDENTIALS', { reason: 'an E-Klaim key has 64 hexadecimal digits' });
  const clock = options.clock ?? systemClock;
  const transport = options.transport ?? createUndiciTransport();
  const bodyLimitBytes = options.limits?.bodyBytes ?? BODY_LIMIT_BYTES;
  const hooks = new HookRunner<EklaimExchange>(options.hooks);
  const { pathname: path } = new URL(url);

  async function exchange<R>(
    method: EklaimMethod<unknown, R>,
    body: string,
    key: string,
    send: EklaimSendOptions,
  ): Promise<EklaimVerdict<R>> {
    const sentAtMs = clock.now().getTime();
    // The key of the request first: an answer sealed with the other one still tells that they differ.
    const input = { method, keys: [key, ...keys.filter((other) => other !== key)], bodyLimitBytes };
    const { id: endpointId, group } = method;
    const seen = hooks.request({ endpointId, service: 'eklaim', group, method: 'POST', path, body });
    let reply: WireReply | undefined;
    let failure: TransportFailure | undefined;
    let verdict: EklaimVerdict<R>;
    try {
      reply = await transport.send({
        method: 'POST',
        url,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Encoding': 'identity' },
        body: seal(body, key),
        timeoutMs: send.timeoutMs ?? options.limits?.timeoutMs ?? method.timeoutMs,
        bodyLimitBytes,
        signal: send.signal,
      });
      verdict = classifyEklaimReply(reply, input);
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      failure = error;
      verdict = classifyEklaimFailure(error, input);
    }
    const durationMs = clock.now().getTime() - sentAtMs;
    hooks.response(
      () => ({
        request: seen,
        httpStatus: reply?.status ?? null,
        failure: failure?.reason ?? null,
        verdict: seenVerdict(verdict),
        durationMs,
      }),
      () => (reply === undefined ? { kind: 'none', problem: null } : readEklaimReply(reply, input)),
    );
    hooks.exchange({
      endpointId,
      service: 'eklaim',
      group,
      durationMs,
      httpStatus: reply?.status ?? null,
      outcome: outcomeOf(verdict),
      usedPreviousKey: key !== options.key,
    });
    return verdict;
  }

  async function transmit<R>(
    method: EklaimMethod<unknown, R>,
    prepared: PreparedEklaimCall,
    send: EklaimSendOptions,
  ): Promise<Answer<R>> {
    let verdict = await exchange(method, prepared.body, options.key, send);
    if (verdict.kind === 'error' && verdict.isKeyMismatch === true && options.previousKey !== undefined)
      verdict = await exchange(method, prepared.body, options.previousKey, send);
    if (verdict.kind === 'error') throw verdict.error;
    return verdict.answer;
  }

  return {
    prepare: (method, input) => prepareEklaimCall(method, input),

    send<R>(prepared: PreparedEklaimCall, send: EklaimSendOptions = {}): Promise<Answer<R>> {
      const method = findEklaimMethod(prepared.methodId);
      if (method === undefined) throw inputError('INPUT_ENDPOINT', { endpoint: prepared.methodId });
      // The caller names the type of its own method's answer; the schema of that method has checked the value.
      return transmit(method as EklaimMethod<unknown, R>, prepared, send);
    },

    call: (method, input, send = {}) => transmit(method, prepareEklaimCall(method, input), send),

    close: () => (options.transport === undefined ? transport.close() : Promise.resolve()),
  };
}

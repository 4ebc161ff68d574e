// The network through undici: TLS verification always on, keep-alive, no redirects, one limit for the whole call, capped
// bodies. Its second duty is the proof of "nothing was sent": undici reports the start of a request right before it
// writes the first byte, so a failure without that report cannot have reached BPJS.
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { type FailureReason, type Transport, TransportFailure, type WireReply, type WireRequest } from './transport.ts';

export interface UndiciTransportOptions {
  /** Outbound proxy for all BPJS hosts, docs/facts/pcare.md §1 (registered public address). */
  readonly proxy?: string | undefined;
  /** Additional certificate authorities in PEM; they extend nothing else and never switch verification off. */
  readonly ca?: readonly string[] | undefined;
  readonly connectTimeoutMs?: number | undefined;
  /** Sockets per service; one transport may serve many facilities, whose channel limits stay below this together. */
  readonly connections?: number | undefined;
  /** Idle time after which our side closes a socket, shorter than common gateway limits so that reuse rarely races. */
  readonly keepAliveMs?: number | undefined;
}

const CONNECT_TIMEOUT_MS = 8_000;
/** Above any share we would ask of a national service; the real limit is the caller's, this one only bounds sockets. */
const CONNECTIONS = 256;
const KEEP_ALIVE_MS = 4_000;
/** Response headers larger than this come from no BPJS service. */
const HEADER_LIMIT_BYTES = 32 * 1024;

const REASON_BY_CODE: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_INVALID_ARG: 'invalid-request',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'protocol',
  UND_ERR_RESPONSE: 'protocol',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function reasonOf(error: unknown): FailureReason {
  const code = codeOf(error);
  const known = Object.hasOwn(REASON_BY_CODE, code) ? REASON_BY_CODE[code] : undefined;
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'protocol';
  if (/CERT|TLS|SSL|SELF_SIGNED|ISSUER|VERIFY/.test(code)) return 'tls';
  return 'network';
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

type Settle = { readonly resolve: (reply: WireReply) => void; readonly reject: (failure: TransportFailure) => void };

/** Collects one exchange; knows whether its first byte was written. */
class Exchange implements Dispatcher.DispatchHandler {
  sent = false;
  private controller: Dispatcher.DispatchController | undefined;
  private stopReason: FailureReason | undefined;
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private readonly limit: number;
  private readonly mayBegin: () => boolean;
  private readonly settle: Settle;

  constructor({ bodyLimitBytes, mayBegin = () => true }: WireRequest, settle: Settle) {
    this.limit = bodyLimitBytes;
    this.mayBegin = mayBegin;
    this.settle = settle;
  }

  /** Ends the exchange from our side; before the start there is no controller, so the start itself is refused then. */
  stop(reason: FailureReason): void {
    this.stopReason ??= reason;
    this.controller?.abort(new Error(reason));
    this.settle.reject(new TransportFailure(this.stopReason, this.sent));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.stopReason === undefined && !this.mayBegin()) this.stopReason = 'aborted';
    if (this.stopReason !== undefined) {
      controller.abort(new Error(this.stopReason));
      return;
    }
    this.sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    this.headers = flatHeaders(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size > this.limit) this.stop('body-too-large');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.settle.resolve({ status: this.status, headers: this.headers, body: Buffer.concat(this.chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.settle.reject(new TransportFailure(this.stopReason ?? reasonOf(error), this.sent, { cause: error }));
  }
}

function createDispatcher(options: UndiciTransportOptions): Dispatcher {
  const tls = {
    // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED=0 cannot switch it off either.
    rejectUnauthorized: true,
    ...(options.ca === undefined ? {} : { ca: [...options.ca] }),
  };
  const pool = {
    connections: options.connections ?? CONNECTIONS,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: options.keepAliveMs ?? KEEP_ALIVE_MS,
    keepAliveMaxTimeout: options.keepAliveMs ?? KEEP_ALIVE_MS,
    maxHeaderSize: HEADER_LIMIT_BYTES,
    // The exchange has one limit of its own that covers everything.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const timeout = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  if (options.proxy !== undefined)
    return new ProxyAgent({
      ...pool,
      uri: options.proxy,
      // A tunnel for plain http too: what the proxy says before the tunnel stands was never sent to BPJS.
      proxyTunnel: true,
      requestTls: { ...tls, timeout },
      proxyTls: { ...tls, timeout },
    });
  return new Agent({ ...pool, connect: { ...tls, timeout } });
}

/** One dispatcher per upstream, so that a hanging service cannot use up the sockets of another. */
export function createUndiciTransport(options: UndiciTransportOptions = {}): Transport {
  const dispatchers = new Map<string, Dispatcher>();
  let closed = false;

  function dispatcherOf(key: string): Dispatcher {
    const existing = dispatchers.get(key);
    if (existing !== undefined) return existing;
    const created = createDispatcher(options);
    dispatchers.set(key, created);
    return created;
  }

  function send(request: WireRequest): Promise<WireReply> {
    if (closed || request.signal?.aborted === true) return Promise.reject(new TransportFailure('aborted', false));
    // Not `Promise.withResolvers`: it is newer than the oldest Node that the package runs on.
    return new Promise((resolve, reject) => begin(request, { resolve, reject }));
  }

  function begin(request: WireRequest, settle: Settle): void {
    const url = new URL(request.url);
    const upstream = `${url.origin}/${url.pathname.split('/')[1] ?? ''}`;
    const finish = (): void => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
    };
    const exchange = new Exchange(request, {
      resolve: (reply) => {
        finish();
        settle.resolve(reply);
      },
      reject: (failure) => {
        finish();
        settle.reject(failure);
      },
    });
    const timer = setTimeout(() => exchange.stop('timeout'), request.timeoutMs);
    const onAbort = (): void => exchange.stop('aborted');
    request.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      dispatcherOf(upstream).dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: request.method,
          headers: { ...request.headers },
          body: request.body,
          reset: false,
        },
        exchange,
      );
    } catch (error) {
      finish();
      settle.reject(new TransportFailure(reasonOf(error), exchange.sent, { cause: error }));
    }
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    dispatchers.clear();
  }

  return { send, close };
}

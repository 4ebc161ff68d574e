// Listens to what passes between the client and the network while a message is being sent or asked about, byte for byte. It stands in the
// transport and never changes, delays or fails a call; what it saw is handed to whoever asked for it and forgotten. Secrets of the headers
// do not get past it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { TransportFailure, type ResponseSeen, type Transport, type WireReply, type WireRequest } from '@titian/client';

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** A body as far as it is kept; size and digest are of the whole. */
export interface KeptBytes {
  readonly bytes: number;
  readonly sha256: string;
  /** As text where the bytes are UTF-8, otherwise in base64. */
  readonly text: string;
  readonly encoding: 'utf8' | 'base64';
  readonly isCut: boolean;
}

export interface SeenExchange {
  readonly at: Date;
  readonly method: WireRequest['method'];
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly requestBody: KeptBytes | null;
  tookMs: number | null;
  status: number | null;
  /** Why there is no reply. */
  failure: string | null;
  responseHeaders: readonly Header[];
  responseBody: KeptBytes | null;
  /** The answer with BPJS's envelope opened; null where there was none or it could not be opened. */
  opened: string | null;
}

export interface ExchangeRecorder {
  wrap(transport: Transport): Transport;
  readonly onResponse: (seen: ResponseSeen) => void;
  /** Whatever the work sends is noted in the list, in its order. */
  into<T>(list: SeenExchange[], work: () => Promise<T>): Promise<T>;
}

/** Kept of one body; an answer to a write is a few hundred bytes, a list that is read back some kilobytes. */
const BODY_MAX_BYTES = 32 * 1024;
/** A reading back is a handful of calls. */
const EXCHANGES_MAX = 20;
/** Headers of ours whose values open nothing; every other one is a key, a signature or a password. */
const OPEN_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'content-type', 'x-timestamp']);
const SECRET_ANSWERS = /cookie|auth|token|key|signature/i;
const HIDDEN = '•••';

export function createExchangeRecorder(clock: { realNow(): Date; monotonicMs(): number }): ExchangeRecorder {
  const listening = new AsyncLocalStorage<SeenExchange[]>();
  const listen = async (transport: Transport, request: WireRequest, list: SeenExchange[]): Promise<WireReply> => {
    const exchange: SeenExchange = {
      at: clock.realNow(),
      method: request.method,
      url: request.url,
      requestHeaders: Object.entries(request.headers).map(([name, value]) => ({
        name,
        value: OPEN_HEADERS.has(name.toLowerCase()) ? value : HIDDEN,
      })),
      requestBody: request.body === null ? null : keptBytes(Buffer.from(request.body, 'utf8')),
      tookMs: null,
      status: null,
      failure: null,
      responseHeaders: [],
      responseBody: null,
      opened: null,
    };
    list.push(exchange);
    const startedMs = clock.monotonicMs();
    try {
      const reply = await transport.send(request);
      exchange.status = reply.status;
      exchange.responseHeaders = Object.entries(reply.headers).map(([name, value]) => ({
        name,
        value: SECRET_ANSWERS.test(name) ? HIDDEN : value,
      }));
      exchange.responseBody = keptBytes(Buffer.from(reply.body));
      return reply;
    } catch (error) {
      exchange.failure =
        error instanceof TransportFailure
          ? `${error.reason} ${error.sent ? '(after sending)' : '(not sent)'}`
          : 'unknown';
      throw error;
    } finally {
      exchange.tookMs = Math.round(clock.monotonicMs() - startedMs);
    }
  };
  return {
    wrap: (transport) => ({
      send: (request) => {
        const list = listening.getStore();
        return list === undefined || list.length >= EXCHANGES_MAX
          ? transport.send(request)
          : listen(transport, request, list);
      },
      close: () => transport.close(),
    }),
    onResponse: (seen) => {
      const exchange = listening
        .getStore()
        ?.findLast(
          ({ opened, url, method }) =>
            opened === null && method === seen.request.method && url.endsWith(seen.request.path),
        );
      // Only what is noted is opened a second time.
      if (exchange === undefined || exchange.responseBody === null) return;
      const { content } = seen;
      exchange.opened = content.kind === 'json' ? JSON.stringify(content.value).slice(0, BODY_MAX_BYTES) : null;
    },
    into: (list, work) => listening.run(list, work),
  };
}

export function keptBytes(whole: Buffer): KeptBytes {
  const kept = whole.subarray(0, BODY_MAX_BYTES);
  const text = kept.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(kept);
  return {
    bytes: whole.length,
    sha256: createHash('sha256').update(whole).digest('hex'),
    text: isText ? text : kept.toString('base64'),
    encoding: isText ? 'utf8' : 'base64',
    isCut: kept.length < whole.length,
  };
}

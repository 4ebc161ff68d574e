// What an onlooker of the client sees. Three hooks by how much they may know: `onExchange` for metrics and logs (names of calls and
// numbers, never a person), `onRequest` and `onResponse` for those who must see bodies. A hook only looks on: what it throws, and what its
// promise rejects with, changes nothing about the call, because the effect of a request that BPJS has answered is known.
import type { HttpMethod, Service } from '@titian/contract';
import type { Answer } from './answer.ts';
import type { Advice, BpjsError, BpjsErrorCode, Effect, ErrorContext } from './errors.ts';
import type { ReceivedContent } from './opened.ts';
import type { FailureReason } from './transport/transport.ts';

/** One request and its end, for metrics: every member may be a label or a value, none can name a person or hold a secret. */
export interface Exchange {
  readonly endpointId: string;
  readonly service: Service;
  readonly group: string;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  /** Answer kind or error code. */
  readonly outcome: string;
  /** BPJS's clock minus ours, from the Date header; null when there is none. */
  readonly skewMs: number | null;
}

/** SENSITIVE: path and body name patients. Headers are not here, they hold signature and keys. */
export interface RequestSeen {
  /** Counts the requests of this client from 1; the response of a request has the same number. */
  readonly sequence: number;
  readonly endpointId: string;
  readonly service: Service | 'eklaim';
  readonly group: string;
  readonly method: HttpMethod;
  /** Path below the service's base URL, filled in. */
  readonly path: string;
  /** The body before E-Klaim's seal and as it travels everywhere else; null when there is none. */
  readonly body: string | null;
}

/** What the client made of an answer; without texts of BPJS. */
export interface VerdictSeen {
  readonly outcome: Answer['kind'] | BpjsErrorCode;
  /** Null for answers: they are no failure. */
  readonly effect: Effect | null;
  readonly advice: Advice | null;
  readonly bpjsCode: string | null;
  /** Id in the message catalogue when the text is known. */
  readonly messageId: string | null;
  /** Keys of the answer that the catalogue does not know. */
  readonly unknownKeys: readonly string[];
  /** Facts of the error without personal data: `reason`, and `issues` with the paths that did not fit the schema. */
  readonly context: ErrorContext;
}

/** SENSITIVE: what came back, in clear. */
export interface ResponseSeen {
  readonly request: RequestSeen;
  /** Null without a complete reply. */
  readonly httpStatus: number | null;
  /** Why there is no reply; null when there is one. */
  readonly failure: FailureReason | null;
  readonly content: ReceivedContent;
  readonly verdict: VerdictSeen;
  readonly durationMs: number;
}

export interface ClientHooks<E = Exchange> {
  /** Right before the request goes to the network. */
  readonly onRequest?: ((request: RequestSeen) => void) | undefined;
  /** After the answer was classified, also when there was none. The answer is opened a second time when `content` is first read. */
  readonly onResponse?: ((response: ResponseSeen) => void) | undefined;
  readonly onExchange?: ((exchange: E) => void) | undefined;
  /** A hook threw or its promise rejected. Without it Node prints one warning for each hook, without the error's text. */
  readonly onHookError?: ((error: unknown, hook: HookName) => void) | undefined;
}

export type HookName = 'onRequest' | 'onResponse' | 'onExchange' | 'onHookError';

export type VerdictLike =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'error'; readonly error: BpjsError };

export function outcomeOf(verdict: VerdictLike): VerdictSeen['outcome'] {
  return verdict.kind === 'answer' ? verdict.answer.kind : verdict.error.code;
}

export function seenVerdict(verdict: VerdictLike): VerdictSeen {
  const outcome = outcomeOf(verdict);
  if (verdict.kind === 'answer') {
    const { code, messageId = null, unknownKeys } = verdict.answer;
    return {
      outcome,
      effect: null,
      advice: null,
      bpjsCode: code,
      messageId,
      unknownKeys: [...unknownKeys],
      context: {},
    };
  }
  const { effect, advice, bpjsCode = null, messageId = null, context } = verdict.error;
  return { outcome, effect, advice, bpjsCode, messageId, unknownKeys: [], context: structuredClone(context) };
}

/** Calls hooks so that nothing they do comes back. */
export class HookRunner<E> {
  private readonly hooks: ClientHooks<E>;
  private readonly warned = new Set<HookName>();
  private requests = 0;

  constructor(hooks: ClientHooks<E> = {}) {
    this.hooks = hooks;
  }

  request(seen: Omit<RequestSeen, 'sequence'>): RequestSeen {
    this.requests += 1;
    const request = Object.freeze({ ...seen, sequence: this.requests });
    this.run('onRequest', () => this.hooks.onRequest?.(request));
    return request;
  }

  /** Opening an answer again costs time: only who looks inside pays it, once. */
  response(seen: () => Omit<ResponseSeen, 'content'>, open: () => ReceivedContent): void {
    const { onResponse } = this.hooks;
    if (onResponse === undefined) return;
    let content: ReceivedContent | undefined;
    this.run('onResponse', () =>
      onResponse({
        ...seen(),
        get content() {
          content ??= open();
          return content;
        },
      }),
    );
  }

  exchange(exchange: E): void {
    this.run('onExchange', () => this.hooks.onExchange?.(exchange));
  }

  private run(hook: HookName, call: () => unknown): void {
    try {
      const result = call();
      // A function that promises something fits a type that returns nothing; its failure must not end the process.
      if (result instanceof Promise) result.catch((error: unknown) => this.failed(error, hook));
    } catch (error) {
      this.failed(error, hook);
    }
  }

  private failed(error: unknown, hook: HookName): void {
    const { onHookError } = this.hooks;
    if (onHookError !== undefined && hook !== 'onHookError') {
      this.run('onHookError', () => onHookError(error, hook));
      return;
    }
    if (this.warned.has(hook)) return;
    this.warned.add(hook);
    // The error's text may quote what the hook saw, so it stays away from the log.
    process.emitWarning(`The hook ${hook} of @titian/client failed; the call was not changed by it.`, {
      code: 'TITIAN_HOOK',
    });
  }
}

// The vocabulary of the catalogue: what an endpoint of BPJS is, as data. Everything that signs, sends, answers or
// explains a BPJS call reads these records; nothing here performs a call.
import type { z } from 'zod';

export const SERVICE_NAMES = [
  'vclaim',
  'antreanrs',
  'pcare',
  'antreanfktp',
  'aplicares',
  'icare',
  'apotek',
  'erekammedis',
  'sisrute',
  'srbk',
] as const;
export type Service = (typeof SERVICE_NAMES)[number];

/**
 * What a repeated copy of a request does at BPJS: `read` changes nothing, `write-once` refuses or ignores a late second
 * copy, `dangerous` may apply it again, so the settle window is never shortened for it.
 */
export const WRITE_CLASSES = ['read', 'write-once', 'dangerous'] as const;
export type WriteClass = (typeof WRITE_CLASSES)[number];

/** A: catalogue and a program; B: two independent programs; C: one source; U: unverified, keep it a setting. */
export const CONFIDENCES = ['A', 'B', 'C', 'U'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** How `response` arrives when a call succeeds. `tolerant`: plain text or encrypted text, both are legitimate. */
export type Encryption = 'string-is-encrypted' | 'plain' | 'tolerant';

/** A list that comes in windows: path parameters `start` and `limit`, rows in `list`. A page shorter than `limit` is the last. */
export interface Paging {
  /** `start` of the first row. */
  readonly first: 0 | 1;
  /** Rows of one page that are known to work. */
  readonly size: number;
}

export interface Endpoint<P = unknown, Q = unknown, R = unknown> {
  readonly id: string;
  readonly service: Service;
  /** The endpoint group; `<service>.<group>` is the channel that limits, breaks and pauses together. */
  readonly group: string;
  readonly method: HttpMethod;
  /** Path template; parameters in braces are percent-encoded by the caller of the catalogue. */
  readonly path: string;
  readonly params: z.ZodType<P>;
  /** The exact wire body including its wrapper, or null when the call has no body. */
  readonly request: z.ZodType<Q> | null;
  /** The `response` member after decryption. */
  readonly response: z.ZodType<R>;
  readonly encryption: Encryption;
  readonly success: readonly string[];
  readonly already: readonly string[];
  /**
   * Codes that can mean "no data": a success code here means so when `response` is empty, another code means so when
   * its text is one of the catalogue's `empty` messages (204 needs no text).
   */
  readonly empty: readonly string[];
  /** Codes of this service that are a refusal whatever their text, beside those that every service shares. */
  readonly refused?: readonly string[] | undefined;
  /** Service whose user key stands in for a missing one, where the service's own rule (ServiceWire) does not hold. */
  readonly userKeyFallback?: Service | undefined;
  /** `if-configured`: PCare's X-authorization goes along when the facility has a PCare user. */
  readonly basicAuthorization?: 'if-configured' | undefined;
  /**
   * Path to the member of the body that callers give as an object and that travels encrypted
   * (docs/facts/aplicares-icare-apotek.md §5).
   */
  readonly seal?: readonly string[] | undefined;
  /** A second verb for the same call, where sources disagree; `method` is the default. */
  readonly otherMethod?: HttpMethod | undefined;
  /** A second spelling of the path with the same parameters, where sources disagree; `path` is the default. */
  readonly otherPath?: string | undefined;
  /** Numbers that an unclear answer may still carry, read from its `response`. */
  readonly carries?: ((response: unknown) => Readonly<Record<string, string>>) | undefined;
  readonly paging?: Paging | undefined;
  readonly writeClass: WriteClass;
  readonly confidence: Confidence;
  readonly source: string;
  readonly purpose: string;
  readonly example: { readonly params: P; readonly request: Q | null; readonly response: R };
}

/** Parameter record of an endpoint type. */
export type ParamsOf<E> = E extends Endpoint<infer P, unknown, unknown> ? P : never;
/** Wire body of an endpoint type. */
export type RequestOf<E> = E extends Endpoint<unknown, infer Q, unknown> ? Q : never;
/** Decrypted answer of an endpoint type. */
export type ResponseOf<E> = E extends Endpoint<unknown, unknown, infer R> ? R : never;

// The shape of a corpus entry and small builders for bodies. An entry is one answer as it came over the wire and the one
// class it belongs to; nothing here calls the classifier.
import type { Endpoint } from '@titian/contract';
import type { Advice, BpjsErrorCode, Effect } from '../../src/index.ts';
import { seal } from '../server.ts';

export const TIMESTAMP = '1735689600';

export interface CorpusCase {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly expect:
    | { readonly kind: 'ok' | 'already' | 'empty'; readonly data?: unknown; readonly messageId?: string; readonly values?: Readonly<Record<string, string>> }
    | { readonly code: BpjsErrorCode; readonly effect: Effect; readonly advice: Advice; readonly messageId?: string; readonly reason?: string };
}

export const uncertainWrite = { code: 'BPJS_UNCERTAIN', effect: 'unknown', advice: 'reconcile' } as const;
export const uncertainRead = { code: 'BPJS_UNCERTAIN', effect: 'none', advice: 'later' } as const;
export const unfamiliarWrite = { code: 'BPJS_UNFAMILIAR', effect: 'unknown', advice: 'reconcile' } as const;
export const unfamiliarRead = { code: 'BPJS_UNFAMILIAR', effect: 'none', advice: 'stop' } as const;
export const rejected = { code: 'BPJS_REJECTED', effect: 'none', advice: 'fix' } as const;
export const predecessor = { code: 'BPJS_PREDECESSOR', effect: 'none', advice: 'after-predecessor' } as const;
export const credential = { code: 'BPJS_CREDENTIAL', effect: 'none', advice: 'pause-channel' } as const;
export const throttled = { code: 'BPJS_THROTTLED', effect: 'none', advice: 'later' } as const;
export const unsupported = { code: 'BPJS_UNFAMILIAR', effect: 'none', advice: 'stop' } as const;

/** VClaim and PCare spelling. */
export function metaData(code: string | number, message: unknown, response?: unknown): string {
  return JSON.stringify({ metaData: { code, message }, ...(response === undefined ? {} : { response }) });
}

/** Antrean spelling. */
export function metadata(code: string | number, message: unknown, response?: unknown): string {
  return JSON.stringify({ metadata: { code, message }, ...(response === undefined ? {} : { response }) });
}

export function sealed(value: unknown): string {
  return seal(JSON.stringify(value), TIMESTAMP);
}

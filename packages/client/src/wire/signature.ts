// The request signature and the response key of the common BPJS security layer (docs/facts/vclaim.md §2.2 and §2.4).
// Pure functions of their arguments: the timestamp of a request is read elsewhere, once.
import { createHash, createHmac } from 'node:crypto';

export interface SignatureInput {
  readonly consId: string;
  readonly secret: string;
  /** Unix seconds as the decimal text of the `X-timestamp` header. */
  readonly timestamp: string;
}

/**
 * `X-signature` of a request.
 * @example signature({ consId: '1234', secret: 'pwd', timestamp: '433223232' }) // 'eXMtvX2r7e7CLCIu3kpEpCrvciZgK8FuOhKv06NDAHk='
 */
export function signature({ consId, secret, timestamp }: SignatureInput): string {
  return createHmac('sha256', secret).update(`${consId}&${timestamp}`).digest('base64');
}

/** All 32 bytes are the AES key, the first 16 of them the IV. */
export function responseKey({ consId, secret, timestamp }: SignatureInput): Buffer {
  return createHash('sha256').update(`${consId}${secret}${timestamp}`).digest();
}

// The sandbox's own reading of the BPJS request signature. Written from docs/facts/vclaim.md §2.2, not from the client:
// two independent wires that agree are evidence, one shared wire is not.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** base64(HMAC-SHA256(secret, consId & timestamp)), standard alphabet with padding [A], docs/facts/vclaim.md §2.2. */
export function expectedSignature(consId: string, secret: string, timestamp: string): string {
  return createHmac('sha256', secret).update(`${consId}&${timestamp}`, 'utf8').digest('base64');
}

export function signatureMatches(given: string, consId: string, secret: string, timestamp: string): boolean {
  const expected = Buffer.from(expectedSignature(consId, secret, timestamp), 'utf8');
  const actual = Buffer.from(given, 'utf8');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

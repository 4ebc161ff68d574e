// The same-origin rule for requests that a browser signs with a cookie: every unsafe method, every content type.
// Bearer keys are exempt, because a foreign page cannot set that header without our leave.

export interface OriginFacts {
  readonly method: string;
  readonly usesBearer: boolean;
  readonly hasCookie: boolean;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** What this server is called from outside, e.g. `https://titian.klinik.local:3000`. */
  readonly ownOrigin: string;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/** True when the request may go on. */
export function isSameOrigin(facts: OriginFacts): boolean {
  if (isSafeMethod(facts.method) || facts.usesBearer) return true;
  // Without a cookie there is nothing to abuse except signing a person in as somebody else: a foreign Origin is still refused.
  if (!facts.hasCookie && facts.origin === undefined && facts.secFetchSite === undefined) return true;
  if (facts.origin !== facts.ownOrigin) return false;
  return facts.secFetchSite === undefined ? !sendsFetchMetadata(facts.ownOrigin) : facts.secFetchSite === 'same-origin';
}

/** Browsers send Sec-Fetch-Site only to https and to loopback; on a clinic's plain-http LAN Origin alone decides. */
function sendsFetchMetadata(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    hostname === '127.0.0.1' ||
    hostname === '[::1]' ||
    hostname.endsWith('.localhost')
  );
}

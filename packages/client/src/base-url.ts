// Where calls may go. Credentials and patient data leave only to BPJS over https, or to an address that the operator
// allowed by name; plain http is possible on loopback only (the sandbox).
import { inputError } from './errors.ts';

const BPJS_DOMAIN = 'bpjs-kesehatan.go.id';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isBpjsHost(hostname: string): boolean {
  return hostname === BPJS_DOMAIN || hostname.endsWith(`.${BPJS_DOMAIN}`);
}

function refuse(reason: string): never {
  throw inputError('INPUT_BASE_URL', { reason });
}

/** The base without trailing slashes; throws INPUT_BASE_URL. `allowed` holds origins such as `http://127.0.0.1:4100`. */
export function checkBaseUrl(text: string, allowed: readonly string[]): string {
  if (!URL.canParse(text)) refuse('not a URL');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    refuse('more than host and path');
  const isAllowed = allowed.some((origin) => URL.canParse(origin) && new URL(origin).origin === url.origin);
  if (url.protocol === 'http:') {
    if (!isAllowed || !LOOPBACK.has(url.hostname)) refuse('plain http outside an allowed loopback address');
  } else if (url.protocol !== 'https:') refuse('neither https nor http');
  else if (!isBpjsHost(url.hostname) && !isAllowed) refuse('host is not BPJS and not allowed');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

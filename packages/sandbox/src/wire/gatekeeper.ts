// Who may pass: user key, consumer, signature, freshness, and PCare's second credential (i-Care reads it when it is sent, programs
// differ on it, docs/facts/pcare.md §9), each with its own refusal. Gateway
// refusals are plain text, service refusals are an envelope, so that both branches of a reader are exercised.

import type { IncomingHttpHeaders } from 'node:http';
import type { Facility, SandboxService } from '../world/facilities.ts';
import { signatureMatches } from './signature.ts';

export type Gate =
  | { readonly kind: 'pass'; readonly facility: Facility; readonly timestamp: string }
  | { readonly kind: 'gateway'; readonly status: number; readonly text: string }
  | { readonly kind: 'service'; readonly code: number; readonly message: string };

export interface GateSettings {
  /** The payer's clock, skew included. */
  readonly nowMs: number;
  readonly windowMs: number;
  /** Mood: whatever the request carries, the credentials are no longer good. */
  readonly credentials: 'ok' | 'revoked' | 'expired' | 'unregistered';
}

export interface FacilityDirectory {
  byConsId(consId: string): Facility | undefined;
  byUserKey(service: SandboxService, userKey: string): Facility | undefined;
}

const gateway = (status: number, text: string): Gate => ({ kind: 'gateway', status, text });
const service = (code: number, message: string): Gate => ({ kind: 'service', code, message });

const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

/** docs/facts/vclaim.md §6.1 [B]: refusals of a consumer. */
const NOT_REGISTERED = service(404, 'Unauthorized! You are not registered for this service!');
const EXPIRED = service(401, 'Unauthorized! Consumer ID is expired!');
/** PCare and, signed like it, SRBK. */
const needsUser = (name: SandboxService): boolean => name === 'pcare' || name === 'srbk';
/** The code of a bad signature varies [2+]: 401 in PCare, 201 elsewhere, docs/facts/pcare.md §11. */
const badSignature = (name: SandboxService): Gate =>
  service(needsUser(name) ? 401 : 201, 'Signature Service Tidak Sesuai');

export function examine(
  name: SandboxService,
  headers: IncomingHttpHeaders,
  directory: FacilityDirectory,
  settings: GateSettings,
): Gate {
  // Standard texts of the gateway product [U], docs/facts/vclaim.md §6.1.
  const userKey = header(headers, 'user_key');
  if (userKey === '') return gateway(401, 'Authentication parameters missing');
  const keyOwner = directory.byUserKey(name, userKey);
  if (keyOwner === undefined) return gateway(403, 'Authentication failed');

  const consId = header(headers, 'x-cons-id');
  const facility = directory.byConsId(consId);
  if (facility === undefined || facility.kodePpk !== keyOwner.kodePpk || !facility.services.includes(name))
    return NOT_REGISTERED;
  if (facility.consumer === 'unregistered' || settings.credentials === 'unregistered') return NOT_REGISTERED;
  if (facility.consumer === 'expired' || settings.credentials === 'expired') return EXPIRED;

  const timestamp = header(headers, 'x-timestamp');
  const signed = signatureMatches(header(headers, 'x-signature'), consId, facility.credentials.secret, timestamp);
  if (!signed || !isFresh(timestamp, settings) || settings.credentials === 'revoked') return badSignature(name);
  const authorization = header(headers, 'x-authorization');
  return needsUser(name) || (name === 'icare' && authorization !== '')
    ? examineUser(authorization, facility, timestamp)
    : { kind: 'pass', facility, timestamp };
}

/** Whole epoch seconds inside the window [U], docs/facts/vclaim.md §2.3. */
function isFresh(timestamp: string, { nowMs, windowMs }: GateSettings): boolean {
  return /^\d{9,11}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= windowMs;
}

/** X-authorization: Basic base64(user:password:kdAplikasi) [2+], docs/facts/pcare.md §2; wording of the refusals [?]. */
function examineUser(authorization: string, facility: Facility, timestamp: string): Gate {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization)?.[1];
  if (encoded === undefined)
    return service(401, 'Unauthorized! X-authorization tidak ditemukan atau tidak sesuai format');
  const parts = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  if (parts.length < 3) return service(401, 'Unauthorized! X-authorization tidak ditemukan atau tidak sesuai format');
  // A password may hold colons; the application code is the last part.
  const [username = '', ...rest] = parts;
  const kdAplikasi = rest.pop() ?? '';
  const { pcare } = facility.credentials;
  if (username !== pcare.username || rest.join(':') !== pcare.password)
    return service(401, 'Unauthorized! Username atau password tidak sesuai');
  if (kdAplikasi !== pcare.kdAplikasi) return service(401, 'Unauthorized! Kode aplikasi tidak sesuai');
  return { kind: 'pass', facility, timestamp };
}

// The door of E-Klaim: no headers to check, the key is the credential. Which hospital's E-Klaim this is follows from the key that fits
// (docs/facts/eklaim.md §2); what cannot be opened is answered with E2031 in clear, or with a PHP notice by switch [B].

import { randomBytes } from 'node:crypto';
import { isObject, parseJson, type Json } from '../../json.ts';
import type { Reply, Route } from '../../kernel.ts';
import type { Switches } from '../../switches.ts';
import type { HttpAnswer } from '../../wire/envelope.ts';
import type { Facility } from '../../world/facilities.ts';
import { openSealed, sealAnswer } from './cipher.ts';
import { findEklaimRoute } from './routes.ts';

export type EklaimCall =
  | { readonly kind: 'open'; readonly facility: Facility; readonly body: Json; readonly route: Route | null }
  | { readonly kind: 'debug'; readonly facility: Facility; readonly body: Json; readonly route: Route | null }
  | { readonly kind: 'malformed'; readonly facility: Facility }
  | { readonly kind: 'wrong-key' };

export interface EklaimDoor {
  readonly facilities: readonly Facility[];
  readonly isDebug: boolean;
}

export function openEklaim(text: string, { facilities, isDebug }: EklaimDoor): EklaimCall {
  const hospitals = facilities.filter(({ jenis }) => jenis === 'fkrtl');
  for (const facility of hospitals) {
    const opened = openSealed(text, facility.credentials.eklaimKey);
    if (opened === null) continue;
    const parsed = parseJson(opened);
    if (!parsed.ok) return { kind: 'malformed', facility };
    return { kind: 'open', facility, body: parsed.value, route: findEklaimRoute(parsed.value) ?? null };
  }
  const [first] = hospitals;
  const plain = isDebug ? parseJson(text) : null;
  if (plain?.ok !== true || first === undefined) return { kind: 'wrong-key' };
  return { kind: 'debug', facility: first, body: plain.value, route: findEklaimRoute(plain.value) ?? null };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/html; charset=UTF-8';

/** What a server says that cannot read the request, docs/facts/eklaim.md §2 [B]. */
export function unreadable({ eklaimUnreadable }: Switches): HttpAnswer {
  if (eklaimUnreadable === 'php-notice')
    return {
      status: 200,
      contentType: TEXT_TYPE,
      body: '<br />\n<b>Notice</b>: Undefined offset: 1 in ws.php on line 57',
    };
  const body = JSON.stringify({ metadata: { code: 400, message: 'Kunci tidak cocok', error_no: 'E2031' } });
  return { status: 200, contentType: JSON_TYPE, body };
}

/** HTTP 200 whatever happened [U], docs/facts/eklaim.md §1. */
export function renderEklaim(
  { code, message, errorNumber, response }: Reply,
  { key, isDebug, switches }: { readonly key: string; readonly isDebug: boolean; readonly switches: Switches },
): HttpAnswer {
  const error = errorNumber === undefined ? {} : { error_no: errorNumber };
  const payload = isObject(response) ? response : {};
  const text = JSON.stringify({ metadata: { code, message, ...error }, ...payload });
  const body = isDebug
    ? text
    : sealAnswer(text, key, { iv: randomBytes(16), trailingBreak: switches.eklaimTrailingBreak });
  return { status: 200, contentType: isDebug ? JSON_TYPE : TEXT_TYPE, body };
}

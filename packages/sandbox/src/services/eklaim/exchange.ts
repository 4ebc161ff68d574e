// E-Klaim's part of one exchange: reading and opening the sealed body before anything else, because the method stands in it; and deciding
// what is answered when it cannot be opened or is no method. Faults and effects are the server's, as for every other service.

import type { IncomingMessage } from 'node:http';
import type { Reply, Route } from '../../kernel.ts';
import type { Switches } from '../../switches.ts';
import { MAX_BODY_BYTES, readText, type Body } from '../../wire/body.ts';
import type { HttpAnswer } from '../../wire/envelope.ts';
import type { Match } from '../../wire/paths.ts';
import type { Facility } from '../../world/facilities.ts';
import { openEklaim, renderEklaim, unreadable, type EklaimCall, type EklaimDoor } from './door.ts';

/** A sealed attachment is larger than any body of BPJS. */
const EKLAIM_BODY_LIMIT = 16 * MAX_BODY_BYTES;

export async function readEklaim(request: IncomingMessage, door: EklaimDoor): Promise<EklaimCall> {
  const text = await readText(request, EKLAIM_BODY_LIMIT);
  return openEklaim(text ?? '', door);
}

export function matchEklaim(call: EklaimCall): Match<Route> | undefined {
  const route = 'route' in call ? call.route : null;
  return route === null ? undefined : { kind: 'found', target: route, params: {} };
}

export function bodyOfEklaim(call: EklaimCall): Body {
  return 'body' in call ? { kind: 'json', value: call.body } : { kind: 'malformed' };
}

export const hospitalOf = (call: EklaimCall): Facility | undefined => ('facility' in call ? call.facility : undefined);

export interface EklaimNotes {
  /** What the traffic log keeps of an answer. */
  readonly note: (reply: Reply) => void;
  /** The fault "wrong key" of the other services: sealed with a key that nobody holds. */
  readonly isWrongKey: boolean;
  readonly switches: Switches;
}

/** Either the answer already, or how to render the one that performing the call will give. */
export type EklaimPlan =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | {
      readonly kind: 'perform';
      readonly facility: Facility;
      readonly body: Extract<EklaimCall, { kind: 'open' }>['body'];
      readonly route: Route;
      readonly render: (reply: Reply) => HttpAnswer;
    };

/** No gate but the key, and no envelope but the seal. */
export function planEklaim(call: EklaimCall | null, { note, isWrongKey, switches }: EklaimNotes): EklaimPlan {
  if (call === null || call.kind === 'wrong-key') return { kind: 'answer', answer: unreadable(switches) };
  const { facility } = call;
  const render = (reply: Reply): HttpAnswer => {
    note(reply);
    const key = isWrongKey ? '0'.repeat(64) : facility.credentials.eklaimKey;
    return renderEklaim(reply, { key, isDebug: call.kind === 'debug', switches });
  };
  if (call.kind === 'malformed')
    return { kind: 'answer', answer: render({ code: 400, message: 'Syntax error', errorNumber: 'E2024' }) };
  if (call.route === null)
    return { kind: 'answer', answer: render({ code: 400, message: 'Method tidak dikenal', errorNumber: 'E2001' }) };
  return { kind: 'perform', facility, body: call.body, route: call.route, render };
}

// How an exchange ends on the socket: the answer, or what a fault makes of it. Decides nothing: which fault it is was drawn before.

import type { ServerResponse } from 'node:http';
import type { TrafficEntry } from './control/meter.ts';
import type { Fate } from './moods/faults.ts';
import type { FaultKind } from './moods/moods.ts';
import type { Payer } from './payer.ts';
import { gatewayText, htmlPage, maintenancePage, type HttpAnswer } from './wire/envelope.ts';

interface Whose {
  readonly payer: Payer;
}
interface Ending {
  readonly response: ServerResponse;
  readonly entry: TrafficEntry;
}

export type Early = HttpAnswer | 'reset' | 'hang';

/** Faults that happen before anything is applied. */
export function earlyFault({ fault }: Fate): Early | null {
  switch (fault?.kind) {
    case 'reset-before-apply':
      return 'reset';
    case 'hang':
      return 'hang';
    case 'html':
      return fault.cause === 'maintenance' ? maintenancePage() : htmlPage();
    case 'empty':
      return gatewayText(200, '');
    case 'status-5xx':
      return gatewayText(503, 'no healthy upstream');
    case 'throttle':
      return gatewayText(429, 'Rate limit quota violation', {
        'retry-after': String(Math.max(1, Math.ceil(fault.ms / 1000))),
      });
    default:
      return null;
  }
}

export async function actOut(parts: Whose, exchange: Ending, early: Early): Promise<void> {
  if (early === 'reset') exchange.response.destroy();
  else if (early === 'hang') await hangUp(exchange.response);
  else finish(parts, exchange, early);
}

/** Never answers: waits until the caller gives up or the server stops. */
function hangUp(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
}

export async function deliver(
  parts: Whose,
  exchange: Ending,
  answer: HttpAnswer,
  { fault }: Fate,
  draw: number,
): Promise<void> {
  const { response } = exchange;
  const kind: FaultKind | undefined = fault?.kind;
  switch (kind) {
    case 'timeout-after-apply':
      return hangUp(response);
    case 'reset-after-apply':
      response.destroy();
      return;
    case 'html-after-apply':
      return finish(parts, exchange, htmlPage());
    case 'status-5xx-after-apply':
      return finish(parts, exchange, gatewayText(502, 'upstream connect error or disconnect/reset before headers'));
    case 'empty-after-apply':
      return finish(parts, exchange, gatewayText(200, ''));
    case 'truncated-after-apply':
      return truncate(parts, exchange, answer, draw);
    default:
      return finish(parts, exchange, answer);
  }
}

/** Half the time the text just ends, half the time the connection breaks in the middle of it. */
function truncate(parts: Whose, exchange: Ending, answer: HttpAnswer, draw: number): void {
  const half = answer.body.slice(0, Math.max(1, Math.floor(answer.body.length / 2)));
  if (draw < 0.5) return finish(parts, exchange, { ...answer, body: half });
  exchange.entry.status = answer.status;
  const { response } = exchange;
  response.sendDate = false;
  response.writeHead(answer.status, {
    date: payerDate(parts),
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
  });
  response.write(half, () => response.destroy());
}

function finish(parts: Whose, { response, entry }: Ending, answer: HttpAnswer): void {
  entry.status = answer.status;
  send(parts, response, answer);
}

const payerDate = ({ payer }: Whose): string => new Date(payer.clocks.real() + payer.skewMs).toUTCString();

export function send(parts: Whose, response: ServerResponse, { status, contentType, body, headers }: HttpAnswer): void {
  response.sendDate = false;
  response.writeHead(status, {
    date: payerDate(parts),
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-titian-sandbox': '1',
    ...headers,
  });
  response.end(body);
}

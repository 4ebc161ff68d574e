// The door of the control API under /_sandbox/ and of the console at `/`: who may come in, which handler answers, what a refusal looks
// like. For operators, tests and trainings on the same machine; it is no part of BPJS and takes no BPJS credentials.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { readText } from '../wire/body.ts';
import { ARRANGE } from './arrange.ts';
import { assetAt, PAGE_POLICY, type Asset } from './assets.ts';
import { BROWSE } from './browse.ts';
import { ControlRefusal, type ControlParts, type Handler, type Handlers } from './handler.ts';
import { MOBILE_JKN } from './mobile-jkn.ts';
import { OBSERVE } from './observe.ts';
import { SETTINGS } from './settings.ts';

/** Thousands of participants in one request are wanted (demo, benches). */
const MAX_CONTROL_BYTES = 64 * 1024 * 1024;

/** Also served as GET /_sandbox. */
const HANDLERS: Handlers = { ...OBSERVE, ...SETTINGS, ...ARRANGE, ...BROWSE, ...MOBILE_JKN };

export async function handleControl(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const asset = request.method === 'GET' ? assetAt(path) : undefined;
  if (asset !== undefined) {
    show(response, asset);
    return true;
  }
  if (!path.startsWith('/_sandbox')) return false;
  const name = `${request.method ?? 'GET'} ${path.replace(/\/$/, '')}`;
  if (name === 'GET /_sandbox') {
    json(response, 200, { routes: Object.keys(HANDLERS) });
    return true;
  }
  const handler = HANDLERS[name];
  if (handler === undefined) json(response, 404, { error: `no control route ${name}`, routes: Object.keys(HANDLERS) });
  else if (isForeign(request, parts.host))
    json(response, 403, { error: 'a page of another origin may not arrange the sandbox' });
  else await run(parts, handler, request, response);
  return true;
}

/**
 * A web page elsewhere must not be able to change the payer of a developer's machine, or to call facilities through it. Its origin gives
 * it away; a page whose name was made to point here has the right origin and is known by the name: ours are addresses and `localhost`.
 */
function isForeign(request: IncomingMessage, ownHost: string): boolean {
  const { origin, host = '' } = request.headers;
  if (origin === undefined) return false;
  const name = (URL.parse(`http://${host}`)?.hostname ?? '').replace(/^\[|\]$/g, '');
  return origin !== `http://${host}` || !(name === 'localhost' || name === ownHost || isIP(name) !== 0);
}

async function run(
  parts: ControlParts,
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readText(request, MAX_CONTROL_BYTES);
  if (text === null) return json(response, 400, { error: 'body is too-large' });
  const parsed = text === '' ? { ok: true as const, value: {} } : parseJson(text);
  const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  try {
    // Handlers that name the line of a mistake read the text themselves.
    if (!parsed.ok && !request.url?.startsWith('/_sandbox/plan')) throw new ControlRefusal(400, 'body is malformed');
    json(response, 200, await handler(parts, { body: parsed.ok ? parsed.value : null, text, query }));
  } catch (error) {
    if (error instanceof ControlRefusal)
      return json(response, error.status, { error: error.message, ...error.details });
    if (!(error instanceof z.ZodError)) throw error;
    json(response, 400, {
      error: 'invalid input',
      issues: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    });
  }
}

const COMMON = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function json(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    ...COMMON,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function show(response: ServerResponse, { type, content }: Asset): void {
  response.writeHead(200, {
    ...COMMON,
    'content-type': type,
    'content-length': content.length,
    'content-security-policy': PAGE_POLICY,
    'referrer-policy': 'no-referrer',
  });
  response.end(content);
}

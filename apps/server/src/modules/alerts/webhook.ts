// One signed POST to a webhook, in the form of Standard Webhooks: id, timestamp and an HMAC over `id.timestamp.body`. No redirects, bounded in
// time and size; what the receiver says is its status, nothing more.
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { checkUrl, guardedLookup } from './address.ts';

const TIMEOUT_MS = 10_000;
const SECRET_PREFIX = 'whsec_';

export interface Sent {
  readonly ok: boolean;
  /** What is kept: a status or a code, never a text of somebody else's. */
  readonly code: string;
  /** For the person who pressed "test": the server's own words, or ours. */
  readonly detail: string;
}

export interface WebhookCall {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly at: Date;
  readonly body: string;
  readonly allowedHosts: readonly string[];
}

export function newSecret(bytes: Buffer): string {
  return SECRET_PREFIX + bytes.toString('base64');
}

/** @example sign({ secret: 'whsec_…', id: 'msg_1', seconds: 1700000000, body: '{}' }) // 'v1,…' */
export function sign(input: { secret: string; id: string; seconds: number; body: string }): string {
  const key = Buffer.from(input.secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${input.id}.${input.seconds}.${input.body}`).digest('base64')}`;
}

export async function sendWebhook(call: WebhookCall): Promise<Sent> {
  try {
    const status = await post(call);
    return { ok: status >= 200 && status < 300, code: `HTTP ${status}`, detail: detailOf(status) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
    return { ok: false, code, detail: error instanceof Error ? `${code}: ${error.message.slice(0, 150)}` : code };
  }
}

function detailOf(status: number): string {
  return status >= 300 && status < 400 ? `HTTP ${status}: pengalihan tidak diikuti` : `HTTP ${status}`;
}

async function post({ url: text, secret, id, at, body, allowedHosts }: WebhookCall): Promise<number> {
  const url = checkUrl(text, allowedHosts);
  const seconds = Math.floor(at.getTime() / 1000);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = send(
      url,
      {
        method: 'POST',
        lookup: guardedLookup(allowedHosts),
        // A connection of its own: an address that was good a minute ago is looked up and checked again.
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Titian',
          'webhook-id': id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': sign({ secret, id, seconds, body }),
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        // Its words are not wanted, and may be endless.
        response.destroy();
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

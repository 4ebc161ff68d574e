// The demo as a HIS: gets an API key for each facility of the file, sends events with it, and asks how much still waits. It
// uses Titian only through its public API.
import { randomUUID } from 'node:crypto';
import { CommandError } from '../command.ts';
import type { PlayEvent } from '../events-file/read.ts';
import { askJson, member, type JsonAnswer } from '../run/json-http.ts';
import type { SaveAnswer } from './player.ts';

/** A foreground save must be noticed as blocked long before this; the limit only frees the connection. */
const SAVE_TIMEOUT_MS = 10_000;
const SCOPES = ['event-submit', 'bpjs-health', 'message-read', 'task-read'];

export interface SignIn {
  readonly username: string;
  readonly password: string;
}

export interface His {
  send(event: PlayEvent): Promise<SaveAnswer>;
  /** Messages that are not settled yet, over all facilities; null while the server does not answer. */
  pending(): Promise<{ waiting: number; unknown: number; refused: number; parked: number } | null>;
}

/** @param signIns IT people of the demo facilities: each may make an API key of its own facility */
export async function connectHis(serverUrl: string, signIns: readonly SignIn[]): Promise<His> {
  const keys = new Map<string, string>();
  for (const signIn of signIns) {
    const { kodePpk, apiKey } = await makeKey(serverUrl, signIn);
    keys.set(kodePpk, apiKey);
  }
  const keyOf = (ppk: string): string => {
    const key = keys.get(ppk);
    if (key === undefined)
      throw new CommandError(
        `The file speaks of facility ${ppk}, which the demo does not have. It has: ${[...keys.keys()].join(', ')}.`,
      );
    return key;
  };
  return {
    send: async (event) => {
      const answer = await askJson({
        method: 'POST',
        url: `${serverUrl}/api/v1/events`,
        body: event.body,
        headers: { authorization: `Bearer ${keyOf(event.ppk)}`, 'idempotency-key': randomUUID() },
        timeoutMs: SAVE_TIMEOUT_MS,
      });
      return saveAnswer(answer);
    },
    pending: async () => {
      const total = { waiting: 0, unknown: 0, refused: 0, parked: 0 };
      for (const key of keys.values()) {
        const answer = await askJson({
          method: 'GET',
          url: `${serverUrl}/api/v1/bpjs/health`,
          headers: { authorization: `Bearer ${key}` },
        });
        if (answer.kind !== 'answer' || answer.status !== 200) return null;
        const services = member(answer.body, 'services');
        for (const service of Array.isArray(services) ? services : []) {
          for (const name of ['waiting', 'unknown', 'refused', 'parked'] as const) {
            const count = member(service, name);
            if (typeof count === 'number') total[name] += count;
          }
        }
      }
      return total;
    },
  };
}

function saveAnswer(answer: JsonAnswer): SaveAnswer {
  if (answer.kind === 'no-answer') return { kind: 'no-answer', reason: answer.reason };
  if (answer.status >= 500 || answer.status === 429) return { kind: 'no-answer', reason: `HTTP ${answer.status}` };
  if (answer.status >= 200 && answer.status < 300 && member(answer.body, 'status') !== 'rejected')
    return { kind: 'accepted' };
  const message = member(answer.body, 'error', 'message');
  const field = member(answer.body, 'error', 'field');
  return {
    kind: 'rejected',
    reason: `${typeof field === 'string' ? `${field}: ` : ''}${typeof message === 'string' ? message : `HTTP ${answer.status}`}`,
  };
}

async function makeKey(serverUrl: string, signIn: SignIn): Promise<{ kodePpk: string; apiKey: string }> {
  const origin = { origin: serverUrl, 'sec-fetch-site': 'same-origin' };
  const session = await askJson({
    method: 'POST',
    url: `${serverUrl}/api/v1/session`,
    body: signIn,
    headers: { ...origin, 'idempotency-key': randomUUID() },
  });
  const kodePpk = session.kind === 'answer' ? member(session.body, 'facility', 'kodePpk') : undefined;
  if (session.kind !== 'answer' || typeof kodePpk !== 'string')
    throw new CommandError(`The demo cannot sign in as ${signIn.username}: ${describe(session)}`);
  const cookie = session.cookies.map((text) => text.split(';')[0]).join('; ');
  const made = await askJson({
    method: 'POST',
    url: `${serverUrl}/api/v1/api-keys`,
    body: { label: 'Demo', scopes: SCOPES, expiresInDays: 1 },
    headers: { ...origin, cookie, 'idempotency-key': randomUUID() },
  });
  const apiKey = made.kind === 'answer' ? member(made.body, 'key') : undefined;
  if (typeof apiKey !== 'string') throw new CommandError(`The demo got no API key for ${kodePpk}: ${describe(made)}`);
  return { kodePpk, apiKey };
}

function describe(answer: JsonAnswer): string {
  return answer.kind === 'no-answer' ? answer.reason : `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
}

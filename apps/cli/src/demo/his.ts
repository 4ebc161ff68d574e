// The demo as a HIS: gets an API key for each facility of the file, sends events with it, and asks how much still waits. It
// uses Titian only through its public API.
import { randomUUID } from 'node:crypto';
import { createTitianApi, isTitianApiError, result, type TitianApi, type paths } from '@titian/api-client';
import { CommandError } from '../command.ts';
import type { PlayEvent } from '../events-file/read.ts';
import type { SaveAnswer } from './player.ts';

/** A foreground save must be noticed as blocked long before this; the limit only frees the connection. */
const SAVE_TIMEOUT_MS = 10_000;

export interface SignIn {
  readonly username: string;
  readonly password: string;
}

export interface Pending {
  readonly waiting: number;
  readonly unknown: number;
  readonly refused: number;
  readonly parked: number;
}

export interface His {
  send(event: PlayEvent): Promise<SaveAnswer>;
  /** Messages that are not settled yet, over all facilities; null while the server does not answer. */
  pending(): Promise<Pending | null>;
  /** `<booking code> <kind>` of the messages that a person must decide about because nobody can read them back. */
  undecided(ppk: string): Promise<string[]>;
  /** What a person at the message browser does with the other held messages: sends them again, which asks BPJS first. Answers how many. */
  resendHeld(ppk: string): Promise<number>;
  /** Ids of messages that wait for a person whom nobody tells what happened. */
  unexplained(ppk: string): Promise<string[]>;
  /** Booking codes that the Task ID desk shows as differing from what BPJS holds. */
  differing(ppk: string, date: string): Promise<string[]>;
}

/** @param signIns IT people of the demo facilities: each may make an API key of its own facility */
export async function connectHis(serverUrl: string, signIns: readonly SignIn[]): Promise<His> {
  const apis = new Map<string, TitianApi>();
  const people = new Map<string, TitianApi>();
  for (const signIn of signIns) {
    const { kodePpk, key, page } = await makeKey(serverUrl, signIn);
    apis.set(kodePpk, createTitianApi({ baseUrl: serverUrl, apiKey: key }));
    people.set(kodePpk, page);
  }
  const apiOf = (ppk: string): TitianApi => known(apis, ppk);
  const peopleOf = (ppk: string): TitianApi => known(people, ppk);
  const known = (all: ReadonlyMap<string, TitianApi>, ppk: string): TitianApi => {
    const api = all.get(ppk);
    if (api !== undefined) return api;
    throw new CommandError(
      `The file speaks of facility ${ppk}, which the demo does not have. It has: ${[...apis.keys()].join(', ')}.`,
    );
  };
  const parked = async (ppk: string) => {
    const rows = [];
    for (let cursor: string | undefined; ;) {
      const query = { state: 'parked', limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const page = await result(apiOf(ppk).GET('/api/v1/messages', { params: { query } }));
      rows.push(...page.items);
      if (page.nextCursor === null) return rows;
      cursor = page.nextCursor;
    }
  };
  return {
    send: async (event) => {
      const api = apiOf(event.ppk);
      try {
        const signal = AbortSignal.timeout(SAVE_TIMEOUT_MS);
        const header = { 'Idempotency-Key': randomUUID() };
        await result(api.POST('/api/v1/events', { params: { header }, body: bodyOf(event), signal }));
        return { kind: 'accepted' };
      } catch (error) {
        return saveFailure(error);
      }
    },
    differing: async (ppk, date) => {
      const codes: string[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { date, filter: 'berbeda' as const, ...(cursor === undefined ? {} : { cursor }) };
        const desk = await result(apiOf(ppk).GET('/api/v1/task-ids', { params: { query } }));
        codes.push(...desk.rows.map((row) => row.kodeBooking));
        if (desk.nextCursor === null) return codes;
        cursor = desk.nextCursor;
      }
    },
    // A subject is shown as "A-017 · <booking code>".
    undecided: async (ppk) =>
      (await parked(ppk))
        .filter((row) => row.confirmable)
        .map((row) => `${row.subject.split(' · ').at(-1)} ${row.kind}`),
    unexplained: async (ppk) => (await parked(ppk)).filter((row) => row.explanation === null).map((row) => row.id),
    resendHeld: async (ppk) => {
      const held = (await parked(ppk)).filter((row) => !row.confirmable);
      for (const { id } of held) {
        const params = { path: { id }, header: { 'Idempotency-Key': randomUUID() } };
        const body = { reason: 'Dilihat pada daftar pesan, dikirim ulang' };
        await result(peopleOf(ppk).POST('/api/v1/messages/{id}/resend', { params, body }));
      }
      return held.length;
    },
    pending: async () => {
      try {
        const all = await Promise.all([...apis.values()].map((api) => result(api.GET('/api/v1/bpjs/health'))));
        const services = all.flatMap((health) => health.services);
        const sum = (name: keyof Pending): number => services.reduce((total, service) => total + service[name], 0);
        return { waiting: sum('waiting'), unknown: sum('unknown'), refused: sum('refused'), parked: sum('parked') };
      } catch (error) {
        // Killed, starting or busy: the caller asks again.
        if (isTitianApiError(error) || error instanceof TypeError || error instanceof DOMException) return null;
        throw error;
      }
    },
  };
}

type EventBody = NonNullable<paths['/api/v1/events']['post']['requestBody']>['content']['application/json'];

function bodyOf(event: PlayEvent): EventBody {
  // `data` differs by type of event; the document leaves it open and the server checks it.
  return event.body as EventBody;
}

/** The platform's `fetch` reports a dead connection as a TypeError and a time limit as a DOMException. */
function saveFailure(error: unknown): SaveAnswer {
  if (isTitianApiError(error)) {
    if (error.status >= 500 || error.status === 429) return { kind: 'no-answer', reason: `HTTP ${error.status}` };
    const field = error.body?.field;
    return { kind: 'rejected', reason: `${field === undefined ? '' : `${field}: `}${error.message}` };
  }
  if (error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError) {
    return { kind: 'no-answer', reason: error.message };
  }
  throw error;
}

/** A command as a page of Titian: for people who sign in. */
export function asPage(serverUrl: string): (request: Request) => Promise<Response> {
  const cookies = new Map<string, string>();
  // A command has no cookie jar and no page; it keeps the session's cookie and names the server's own origin.
  return async (request) => {
    const headers = new Headers(request.headers);
    headers.set('origin', serverUrl);
    headers.set('sec-fetch-site', 'same-origin');
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await globalThis.fetch(new Request(request, { headers }));
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
}

async function makeKey(serverUrl: string, signIn: SignIn): Promise<{ kodePpk: string; key: string; page: TitianApi }> {
  const page = createTitianApi({ baseUrl: serverUrl, fetch: asPage(serverUrl) });
  try {
    const session = await result(page.POST('/api/v1/session', { body: { ...signIn } }));
    const scopes = ['event-submit', 'bpjs-health', 'message-read', 'task-read'] as const;
    const made = await result(
      page.POST('/api/v1/api-keys', {
        params: { header: { 'Idempotency-Key': randomUUID() } },
        body: { label: 'Demo', scopes: [...scopes], expiresInDays: 1 },
      }),
    );
    return { kodePpk: session.facility.kodePpk, key: made.key, page };
  } catch (error) {
    if (isTitianApiError(error))
      throw new CommandError(`The demo cannot get a key as ${signIn.username}: ${error.message}`);
    throw error;
  }
}

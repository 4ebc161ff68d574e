// Wake-ups between processes: LISTEN on a session of its own, NOTIFY after commit and coalesced. A lost wake-up costs one poll interval,
// never a message: polling stands behind it.
import pg from 'pg';
import type { ClientConfig } from 'pg';
import { WAKE_CHANNEL } from '../sql/notify.ts';
import type { OutboxStore } from '../store/store.ts';
import type { OutboxTimers } from './timers.ts';

export interface Hint {
  readonly facilityId: string;
  readonly channel: string;
  readonly class: number;
}

/** PostgreSQL takes 8,000 bytes; more than this and the listeners simply look everywhere. */
const PAYLOAD_LIMIT = 7_000;
const EVERYTHING = '*';
const RECONNECT_MS = 500;
/** Half-open connections are noticed by asking now and then. */
const PING_MS = 10_000;
const PING_TIMEOUT_MS = 5_000;
/** After a promotion the old primary may go on answering pings, and nobody speaks there any more: a new connection is made now and then. */
const PINGS_OF_A_CONNECTION = 6;

const encode = (hint: Hint): string => `${hint.facilityId} ${hint.class} ${hint.channel}`;

export function decode(payload: string): readonly Hint[] | 'everything' {
  if (payload === EVERYTHING) return 'everything';
  return payload.split('\n').flatMap((line) => {
    const [facilityId, messageClass, ...channel] = line.split(' ');
    return facilityId !== undefined && channel.length > 0
      ? [{ facilityId, class: Number(messageClass), channel: channel.join(' ') }]
      : [];
  });
}

export class Notifier {
  readonly #pending = new Set<string>();
  #isScheduled = false;
  readonly #store: OutboxStore;
  readonly #timers: OutboxTimers;
  readonly #coalesceMs: number;
  readonly #onError: (error: unknown, where: string) => void;

  constructor(
    store: OutboxStore,
    timers: OutboxTimers,
    coalesceMs: number,
    onError: (error: unknown, where: string) => void,
  ) {
    this.#store = store;
    this.#timers = timers;
    this.#coalesceMs = coalesceMs;
    this.#onError = onError;
  }

  add(hint: Hint): void {
    this.#pending.add(encode(hint));
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#timers.set(() => void this.#flush(), this.#coalesceMs);
  }

  async #flush(): Promise<void> {
    this.#isScheduled = false;
    const joined = [...this.#pending].join('\n');
    this.#pending.clear();
    try {
      await this.#store.notify(joined.length > PAYLOAD_LIMIT ? EVERYTHING : joined);
    } catch (error) {
      this.#onError(error, 'notify');
    }
  }
}

export class Listener {
  #client: pg.Client | null = null;
  #isStopped = false;
  #cancelPing: (() => void) | null = null;
  readonly #config: ClientConfig;
  readonly #timers: OutboxTimers;
  readonly #onWake: (hints: readonly Hint[] | 'everything') => void;
  readonly #onError: (error: unknown, where: string) => void;

  constructor(
    config: ClientConfig,
    timers: OutboxTimers,
    onWake: (hints: readonly Hint[] | 'everything') => void,
    onError: (error: unknown, where: string) => void,
  ) {
    this.#config = config;
    this.#timers = timers;
    this.#onWake = onWake;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    if (this.#isStopped) return;
    const client = new pg.Client({
      ...this.#config,
      keepAlive: true,
      connectionTimeoutMillis: PING_TIMEOUT_MS,
      query_timeout: PING_TIMEOUT_MS,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    client.on('notification', (message) => this.#onWake(decode(message.payload ?? EVERYTHING)));
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      // Whatever was said while nobody listened.
      this.#onWake('everything');
      this.#ping(client, 1);
    } catch (error) {
      this.#lost(client, error);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelPing?.();
    const client = this.#client;
    this.#client = null;
    if (client !== null) await client.end().catch((error: unknown) => this.#onError(error, 'listen'));
  }

  #ping(client: pg.Client, count: number): void {
    this.#cancelPing = this.#timers.set(() => {
      if (client !== this.#client) return;
      if (count > PINGS_OF_A_CONNECTION) {
        this.#lost(client, null);
        return;
      }
      client.query('SELECT 1').then(
        () => this.#ping(client, count + 1),
        (error: unknown) => this.#lost(client, error),
      );
    }, PING_MS);
  }

  #lost(client: pg.Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = null;
    this.#cancelPing?.();
    if (error !== null) this.#onError(error, 'listen');
    client.end().catch((endError: unknown) => this.#onError(endError, 'listen'));
    this.#timers.set(() => void this.start(), RECONNECT_MS);
  }
}

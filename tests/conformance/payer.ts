// The payer that the conformance suites talk to, and what they note on the way: which endpoints were called, and which keys of an
// answer the catalogue does not name.
import {
  type Answer,
  type BpjsClient,
  createBpjsClient,
  createEklaimClient,
  type EklaimClient,
  isBpjsError,
} from '@titian/client';
import type { EklaimMethod, Endpoint } from '@titian/contract';
import { type Character, createSandbox, type Sandbox } from '@titian/sandbox';

/** A Thursday, nine in the morning WIB. */
export const NOW_MS = Date.parse('2026-11-26T02:00:00Z');
export const TODAY = '2026-11-26';
export const HARI_INI = '26-11-2026';
export const SEED = 1;

/** Opened before the first test of a suite and closed after the last. */
export class Payer {
  readonly called = new Set<string>();
  readonly unknownKeys: string[] = [];
  readonly #character: Character;
  #sandbox: Sandbox | undefined;
  readonly #clients = new Map<string, BpjsClient>();
  #eklaim: EklaimClient | undefined;

  constructor(character: Character) {
    this.#character = character;
  }

  async open(): Promise<void> {
    this.#sandbox = await createSandbox({ seed: SEED, population: 120, now: () => NOW_MS, character: this.#character });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
    await this.#eklaim?.close();
    await this.#sandbox?.close();
  }

  get sandbox(): Sandbox {
    if (this.#sandbox === undefined) throw new Error('The payer is not open yet.');
    return this.#sandbox;
  }
  get hospital(): BpjsClient {
    return this.#clientOf('9999R001');
  }
  get clinic(): BpjsClient {
    return this.#clientOf('9999U001');
  }
  /** The hospital's pharmacy under its own code. */
  get pharmacy(): BpjsClient {
    return this.#clientOf('9999A001');
  }

  /** Calls, remembers the endpoint, and notes what the catalogue did not expect. */
  async ask<P, Q, R>(
    client: BpjsClient,
    endpoint: Endpoint<P, Q, R>,
    params?: NoInfer<P>,
    body?: NoInfer<Q>,
  ): Promise<Answer<R>> {
    this.called.add(endpoint.id);
    const answer = await client.call(endpoint, { params, body });
    this.unknownKeys.push(...answer.unknownKeys.map((key) => `${endpoint.id}: ${key}`));
    return answer;
  }

  /** The data of an answer; anything but `ok` throws. */
  async dataOf<P, Q, R>(
    client: BpjsClient,
    endpoint: Endpoint<P, Q, R>,
    params?: NoInfer<P>,
    body?: NoInfer<Q>,
  ): Promise<R> {
    const answer = await this.ask(client, endpoint, params, body);
    if (answer.kind !== 'ok') throw new Error(`${endpoint.id} answered ${answer.kind}: ${answer.message}`);
    return answer.data;
  }

  async askEklaim<Q, R>(method: EklaimMethod<Q, R>, input: NoInfer<Q>): Promise<Answer<R>> {
    this.called.add(method.id);
    this.#eklaim ??= createEklaimClient({
      url: this.sandbox.eklaimUrl,
      key: this.sandbox.credentials('9999R001').eklaimKey,
    });
    const answer = await this.#eklaim.call(method, input);
    this.unknownKeys.push(...answer.unknownKeys.map((key) => `${method.id}: ${key}`));
    return answer;
  }

  async dataOfEklaim<Q, R>(method: EklaimMethod<Q, R>, input: NoInfer<Q>): Promise<R> {
    const answer = await this.askEklaim(method, input);
    if (answer.kind !== 'ok') throw new Error(`${method.id} answered ${answer.kind}: ${answer.message}`);
    return answer.data;
  }

  /** What a second copy of the same request is told: the documented payer says so, the dumb one does it again. */
  repeated(expected: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return this.#character === 'documented' ? expected : { kind: 'ok' };
  }

  #clientOf(kodePpk: string): BpjsClient {
    const known = this.#clients.get(kodePpk);
    if (known !== undefined) return known;
    const client = createBpjsClient({
      credentials: this.sandbox.credentials(kodePpk),
      environment: 'development',
      baseUrls: this.sandbox.baseUrls,
      clock: { now: () => new Date(NOW_MS) },
      settings: { allowBaseUrl: [this.sandbox.url] },
    });
    this.#clients.set(kodePpk, client);
    return client;
  }
}

/** `answered`, or the error's code and the known message behind it. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isBpjsError(error)) return `${error.code} ${error.messageId ?? ''}`.trim();
    throw error;
  }
  return 'answered';
}

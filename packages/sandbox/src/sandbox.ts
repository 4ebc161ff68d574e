// Puts a payer together: clocks, storage, world, meter, HTTP. The same function serves the process (main.ts) and in-process tests.

import { appendFile } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createClocks, wallClock, type BusinessClock } from './clock.ts';
import { handleControl } from './control/api.ts';
import { Meter, type ChannelStats, type TrafficEntry } from './control/meter.ts';
import type { Character, LedgerLine } from './kernel.ts';
import { readPlan } from './plans/read.ts';
import type { Plan } from './plans/plan.ts';
import { MoodTableSchema, type Mood, type MoodTable } from './moods/moods.ts';
import type { z } from 'zod';
import { Payer } from './payer.ts';
import { createPayerServer } from './server.ts';
import type { Switches } from './switches.ts';
import type { FacilityCredentials, SandboxService } from './world/facilities.ts';
import type { SetupInput } from './world/setup.ts';

export interface SandboxOptions {
  /** Folder for ledger.jsonl and setup.jsonl; absent = in memory only. */
  readonly dataDir?: string;
  /** 0 or absent = any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly seed?: number;
  readonly character?: Character;
  /** People that a fresh payer knows; 1000 unless told. */
  readonly population?: number;
  /** Source of real time in epoch milliseconds. */
  readonly now?: () => number;
  readonly businessClock?: BusinessClock | null;
  /** Faults that come by themselves; the same plan goes on after a restart. */
  readonly plan?: Plan;
  /** Names of facilities outside loopback and private networks that "call as Mobile JKN" may reach; `*` = any. */
  readonly allowCallsTo?: readonly string[];
  /** Waits real milliseconds (latency, late effects); tests may bring one they control. */
  readonly delay?: (ms: number) => Promise<void>;
  /** Requests kept in the traffic log. */
  readonly trafficLimit?: number;
  /** Also append every finished request to this file (chaos runs). */
  readonly trafficFile?: string;
}

export interface Sandbox {
  readonly port: number;
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Address of every hospital's E-Klaim; the key tells them apart. */
  readonly eklaimUrl: string;
  /** Base URL per service, as a client's setting takes it. */
  readonly baseUrls: Readonly<Record<SandboxService, string>>;
  /** As the client takes them: `kodePpk` belongs to the key of medical records. */
  credentials(kodePpk: string): FacilityCredentials & { readonly kodePpk: string };
  ledger(after?: number): readonly LedgerLine[];
  traffic(after?: number): readonly TrafficEntry[];
  stats(): { channels: Record<string, ChannelStats>; maxInFlightPerKey: number; total: number };
  /** Replaces the mood of a scope (`*`, service, `service.group`, endpoint id); null clears it. */
  setMood(scope: string, mood: z.input<typeof MoodTableSchema>[string] | null): Promise<void>;
  clearMoods(): Promise<void>;
  /** Begins a fault plan (its JSON text, see README); null ends the one that runs. */
  setPlan(plan: string | null): Promise<void>;
  setSwitches(switches: Partial<Switches>): Promise<void>;
  setCharacter(character: Character): Promise<void>;
  setClock(clock: { skewMs?: number; windowMs?: number; business?: BusinessClock | null }): Promise<void>;
  /** Participants, referrals, letters, bookings of Mobile JKN, facilities …. */
  arrange(items: readonly SetupInput[]): Promise<void>;
  /** Effects that were broken off and will still come. */
  pendingLate(): number;
  reset(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_POPULATION = 1000;
const DEFAULT_TRAFFIC_LIMIT = 50_000;
const LOOPBACK = '127.0.0.1';

export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clocks = createClocks(options.now ?? wallClock, options.businessClock ?? null);
  const payer = new Payer({
    clocks,
    seed: options.seed ?? 1,
    dataDir: options.dataDir ?? null,
    population: options.population ?? DEFAULT_POPULATION,
    character: options.character ?? null,
  });
  await payer.settled();
  // The caller's clock wins over one that an earlier run was set to.
  if (options.businessClock) clocks.setBusiness(options.businessClock);
  if (options.plan !== undefined) await payer.startPlan(options.plan);
  const meter = new Meter({
    limit: options.trafficLimit ?? DEFAULT_TRAFFIC_LIMIT,
    ...trafficSink(options.trafficFile),
  });
  const host = options.host ?? LOOPBACK;
  const server = createPayerServer({
    payer,
    meter,
    control: (request, response, path) =>
      handleControl(
        { payer, meter, pendingLate: () => server.pendingLate(), host, allowCallsTo: options.allowCallsTo ?? [] },
        request,
        response,
        path,
      ),
    // Unreferenced: a sandbox that is closed does not keep its process alive for a late effect.
    delay: options.delay ?? ((ms) => wait(ms, undefined, { ref: false })),
  });
  await new Promise<void>((resolve, reject) => {
    server.http.once('error', reject);
    server.http.listen(options.port ?? 0, host, () => resolve());
  });
  // A listening TCP server always has an AddressInfo.
  const { port } = server.http.address() as AddressInfo;
  const url = `http://${host === '0.0.0.0' ? LOOPBACK : host}:${port}`;
  return {
    port,
    url,
    eklaimUrl: `${url}/E-Klaim/ws.php`,
    baseUrls: {
      vclaim: `${url}/vclaim-rest`,
      antreanrs: `${url}/antreanrs`,
      pcare: `${url}/pcare-rest`,
      antreanfktp: `${url}/antreanfktp`,
      aplicares: `${url}/aplicaresws`,
      icare: `${url}/wsihs`,
      apotek: `${url}/apotek-rest`,
      erekammedis: `${url}/medicalrecord`,
      sisrute: `${url}/vclaim-sisrute-rest`,
      srbk: `${url}/pcare-sisrute-rest`,
    },
    credentials: (kodePpk) => {
      const facility = payer.facility(kodePpk);
      if (facility === undefined) throw new Error(`the sandbox knows no facility ${kodePpk}`);
      return { kodePpk, ...facility.credentials };
    },
    ledger: (after = 0) => payer.ledger.after(after, Number.MAX_SAFE_INTEGER),
    traffic: (after = 0) => meter.after(after, Number.MAX_SAFE_INTEGER),
    stats: () => meter.stats(),
    setMood: async (scope, mood) => {
      const { [scope]: _replaced, ...others } = payer.moods;
      const moods: MoodTable =
        mood === null ? others : { ...others, [scope]: MoodTableSchema.parse({ [scope]: mood })[scope] as Mood };
      await payer.arrange([{ kind: 'moods', moods }]);
    },
    clearMoods: async () => {
      await payer.arrange([{ kind: 'moods', moods: {} }]);
    },
    setPlan: async (text) => {
      if (text === null) await payer.arrange([{ kind: 'plan', plan: null, startMs: clocks.business() }]);
      else await payer.startPlan(readPlan(text));
    },
    setSwitches: async (switches) => {
      await payer.arrange([{ kind: 'switches', switches: { ...payer.switches, ...switches } }]);
    },
    setCharacter: async (character) => {
      await payer.arrange([{ kind: 'character', character }]);
    },
    setClock: async (clock) => {
      await payer.arrange([{ kind: 'clock', clock }]);
    },
    arrange: async (items) => {
      await payer.arrange(items);
    },
    pendingLate: () => server.pendingLate(),
    reset: async () => {
      await payer.reset();
      meter.reset();
    },
    close: async () => {
      await server.close();
      await payer.close();
    },
  };
}

/** Traffic is evidence for a checker, not state: appended without waiting for the disk. */
function trafficSink(file: string | undefined): { onDone?: (entry: TrafficEntry) => void } {
  if (file === undefined) return {};
  return {
    onDone: ({ request: _request, response: _response, ...entry }) => {
      appendFile(file, `${JSON.stringify(entry)}\n`, (error) => {
        if (error !== null) console.error(`sandbox: cannot write the traffic log: ${error.message}`);
      });
    },
  };
}

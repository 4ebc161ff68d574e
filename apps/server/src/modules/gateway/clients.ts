// One BPJS client per facility and service, made from the facility's credentials when first needed and dropped when they change.
// Secrets stay inside the client; nothing here logs or lists them.
import {
  createBpjsClient,
  createUndiciTransport,
  type BpjsClient,
  type Exchange,
  type ResponseSeen,
  type Transport,
} from '@titian/client';
import { SERVICES, type Service } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { StoredCredentials } from '../facility/index.ts';
import { NO_SKEW, observeSkew, SKEW_ALARM_MS, type Skew } from './skew.ts';

/** Clients kept at once: 1,000 facilities with four services; a client is a few kilobytes. */
const CLIENTS_MAX = 4_000;
/** Another process may have changed the credentials without our hearing of it. */
const TRUST_MS = 60_000;

export interface CredentialSource {
  credentials(tx: FacilityTx, service: Service): Promise<StoredCredentials | null>;
  onChange(listener: (facilityId: FacilityId) => void): () => void;
}

export interface ClientPool {
  /** Null when the facility has no credentials for the service. */
  get(facilityId: FacilityId, service: Service): Promise<BpjsClient | null>;
  /** What is added to our clock when a request to this service is signed. */
  skewOf(service: Service): number;
  invalidate(facilityId: FacilityId): void;
  close(): Promise<void>;
}

export interface ClientPoolDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Pick<Config, 'sandboxUrl' | 'outboundProxy'>;
  readonly source: CredentialSource;
  /** Total limit of one call; the service's own default when absent. */
  readonly timeoutMs?: number;
  /** Stands between the clients and the network; for the exact bytes of messages. */
  readonly wrapTransport?: ((transport: Transport) => Transport) | undefined;
  /** Sees every answer in clear; what it keeps must name nobody. */
  readonly onResponse?: ((seen: ResponseSeen) => void) | undefined;
  /** BPJS's clock turned out to differ from ours, or to agree again. */
  readonly onSkew?: (about: { service: Service; offsetMs: number }) => void;
}

/** One clock per service: all facilities talk to the same machines. */
type Skews = Map<Service, Skew>;

interface Kept {
  readonly client: Promise<BpjsClient | null>;
  readonly madeAtMs: number;
}

export function createClientPool(deps: ClientPoolDeps): ClientPool {
  const kept = new Map<string, Kept>();
  const skews: Skews = new Map();
  const proxy = deps.config.outboundProxy?.reveal();
  // One transport for all: sockets to BPJS are shared, credentials travel per request.
  const network = createUndiciTransport(proxy === undefined ? {} : { proxy });
  const transport = deps.wrapTransport?.(network) ?? network;
  const invalidate = (facilityId: FacilityId) => {
    for (const service of Object.keys(SERVICES)) kept.delete(`${facilityId}|${service}`);
  };
  const unsubscribe = deps.source.onChange(invalidate);
  return {
    get: (facilityId, service) => {
      const key = `${facilityId}|${service}`;
      const now = deps.clock.monotonicMs();
      const found = kept.get(key);
      if (found !== undefined && now - found.madeAtMs < TRUST_MS) return found.client;
      const client = make(deps, { facilityId, service, transport, skews }).catch((error: unknown) => {
        // A database that was away must not be remembered as a client that cannot be made.
        kept.delete(key);
        throw error;
      });
      kept.delete(key);
      kept.set(key, { client, madeAtMs: now });
      for (const oldest of kept.keys()) {
        if (kept.size <= CLIENTS_MAX) break;
        kept.delete(oldest);
      }
      return client;
    },
    skewOf: (service) => skews.get(service)?.offsetMs ?? 0,
    invalidate,
    close: async () => {
      unsubscribe();
      kept.clear();
      await transport.close();
    },
  };
}

interface Wanted {
  readonly facilityId: FacilityId;
  readonly service: Service;
  readonly transport: Transport;
  readonly skews: Skews;
}

async function make(
  deps: ClientPoolDeps,
  { facilityId, service, transport, skews }: Wanted,
): Promise<BpjsClient | null> {
  const stored = await deps.db.withFacility(facilityId, (tx) => deps.source.credentials(tx, service));
  if (stored === null) return null;
  const { pcare } = stored;
  const learn = ({ skewMs, outcome }: Exchange) => {
    if (skewMs === null) return;
    const before = skews.get(service) ?? NO_SKEW;
    const after = observeSkew(before, skewMs, outcome === 'BPJS_CREDENTIAL');
    skews.set(service, after);
    if (after.offsetMs !== before.offsetMs && Math.abs(after.offsetMs - before.offsetMs) >= SKEW_ALARM_MS) {
      deps.onSkew?.({ service, offsetMs: after.offsetMs });
    }
  };
  return createBpjsClient({
    credentials: {
      consId: stored.consId,
      secret: stored.secret.reveal(),
      userKeys: { [service]: stored.userKey.reveal() },
      ...(pcare === null
        ? {}
        : { pcare: { username: pcare.username, password: pcare.password.reveal(), kdAplikasi: pcare.kdAplikasi } }),
    },
    ...placeOf(deps, stored.environment, { service, timestampOffsetMs: () => skews.get(service)?.offsetMs ?? 0 }),
    hooks: { onExchange: learn, onResponse: deps.onResponse },
    transport,
    // Signatures live by the real clock, whatever the business clock of a demo says.
    clock: { now: () => deps.clock.realNow() },
    ...(deps.timeoutMs === undefined ? {} : { limits: { timeoutMs: deps.timeoutMs } }),
  });
}

/** The sandbox is a base URL of its own; the real BPJS is chosen by environment and never by URL (security goal S23). */
function placeOf(
  deps: ClientPoolDeps,
  environment: StoredCredentials['environment'],
  { service, timestampOffsetMs }: { service: Service; timestampOffsetMs: () => number },
) {
  if (environment !== 'sandbox') return { environment, settings: { timestampOffsetMs } };
  const base = deps.config.sandboxUrl;
  if (base === null) throw new TypeError('a facility works in the sandbox, but no sandbox address is configured');
  const url = `${base.replace(/\/$/, '')}${SERVICES[service].sandboxPrefix}`;
  return {
    environment: 'development' as const,
    baseUrls: { [service]: url },
    settings: { allowBaseUrl: [url], timestampOffsetMs },
  };
}

// SQL of the health page: minutes and nodes of the gateway's own, and reading the outbox's open work. Every question is answered from
// what is open or from the last day, so that its cost does not grow with history (health-plans.int.test.ts looks at the plans).
import type { FacilityTx } from '../../platform/db/index.ts';
import { LATENCY_BUCKETS, type SlotCount } from './health-minutes.ts';

export interface MinuteRow {
  readonly minute: Date;
  readonly channel: string;
  readonly code: string;
  readonly count: number;
  readonly latency: readonly number[];
}

/** More rows than a flush of a busy facility has; few texts, so that each stays a prepared statement. */
const ROWS_PER_STATEMENT = [32, 8, 1] as const;
const COLUMNS = 6;
const LATENCY_SUM = Array.from(
  { length: LATENCY_BUCKETS },
  (_, index) => `t.latency[${index + 1}] + excluded.latency[${index + 1}]`,
).join(', ');

/** Adds to what this and other nodes have counted in the same minute. */
export async function addMinutes(tx: FacilityTx, rows: readonly MinuteRow[]): Promise<void> {
  // One order everywhere: nodes that write the same minute must not wait for each other crosswise.
  const ordered = rows.toSorted(
    (a, b) => a.minute.getTime() - b.minute.getTime() || order(a.channel, b.channel) || order(a.code, b.code),
  );
  for (let from = 0; from < ordered.length;) {
    const size = ROWS_PER_STATEMENT.find((one) => one <= ordered.length - from) ?? 1;
    const part = ordered.slice(from, from + size);
    const values = part.map(
      (_, row) => `(${Array.from({ length: COLUMNS }, (__, i) => `$${row * COLUMNS + i + 1}`).join(', ')})`,
    );
    await tx.query(
      `INSERT INTO bpjs_channel_minutes AS t (facility_id, minute, channel, code, count, latency) VALUES ${values.join(', ')}
       ON CONFLICT (facility_id, minute, channel, code) DO UPDATE SET count = t.count + excluded.count, latency = ARRAY[${LATENCY_SUM}]`,
      part.flatMap((row) => [tx.facilityId, row.minute, row.channel, row.code, row.count, row.latency]),
    );
    from += size;
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export async function dropMinutes(tx: FacilityTx, before: Date): Promise<void> {
  await tx.query('DELETE FROM bpjs_channel_minutes WHERE facility_id = $1 AND minute < $2', [tx.facilityId, before]);
}

const LATENCY_SUMS = Array.from({ length: LATENCY_BUCKETS }, (_, index) => `sum(latency[${index + 1}])::int`).join(
  ', ',
);

/** By quarters of an hour before `now`; `slots` of them. */
export function countSlots(tx: FacilityTx, now: Date, slots: number): Promise<SlotCount[]> {
  return tx.query<SlotCount>(
    `SELECT channel, code, greatest(0, floor(extract(epoch FROM $2::timestamptz - minute) / 900))::int AS slot,
            sum(count)::int AS count, ARRAY[${LATENCY_SUMS}] AS latency
       FROM bpjs_channel_minutes WHERE facility_id = $1 AND minute > $2::timestamptz - make_interval(mins => 15 * $3::int)
      GROUP BY 1, 2, 3`,
    [tx.facilityId, now, slots],
  );
}

export interface NodePlaces {
  readonly channel: string;
  readonly nodeId: string;
  readonly inFlight: number;
  readonly limit: number;
  readonly share: number;
}

export async function putNodePlaces(tx: FacilityTx, places: NodePlaces, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO bpjs_channel_nodes (facility_id, channel, node_id, in_flight, call_limit, share, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (facility_id, channel, node_id) DO UPDATE SET in_flight = excluded.in_flight, call_limit = excluded.call_limit,
       share = excluded.share, updated_at = excluded.updated_at`,
    [tx.facilityId, places.channel, places.nodeId, places.inFlight, places.limit, places.share, at],
  );
}

/** Nodes that are long gone; the page only counts living ones anyway. */
export async function dropNodePlaces(tx: FacilityTx, before: Date): Promise<void> {
  await tx.query(
    `DELETE FROM bpjs_channel_nodes WHERE facility_id = $1 AND updated_at < $2
        AND node_id NOT IN (SELECT node_id FROM outbox_nodes)`,
    [tx.facilityId, before],
  );
}

export interface NodePlacesRow extends NodePlaces {
  readonly updatedAt: Date;
}

/** Only of nodes that were alive a moment ago. */
export function listNodePlaces(tx: FacilityTx): Promise<NodePlacesRow[]> {
  return tx.query<NodePlacesRow>(
    `SELECT p.channel, p.node_id AS "nodeId", p.in_flight AS "inFlight", p.call_limit AS "limit", p.share, p.updated_at AS "updatedAt"
       FROM bpjs_channel_nodes p JOIN outbox_nodes n ON n.node_id = p.node_id
      WHERE p.facility_id = $1 AND n.seen_at > now() - interval '1 minute'`,
    [tx.facilityId],
  );
}

export interface NodeRow {
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly silentMs: number;
}

/** Nodes that deliver; one that said goodbye is not among them. Ages by the database's clock, like the heartbeats. */
export function listNodes(tx: FacilityTx): Promise<NodeRow[]> {
  return tx.query<NodeRow>(
    `SELECT node_id AS id, started_at AS "startedAt", seen_at AS "seenAt", (extract(epoch FROM now() - seen_at) * 1000)::float8 AS "silentMs"
       FROM outbox_nodes ORDER BY started_at`,
  );
}

export interface WaitingRow {
  readonly channel: string;
  readonly class: 0 | 1 | 2 | 3;
  readonly messages: number;
  readonly oldestAt: Date;
  readonly unknown: number;
  readonly unknownSince: Date | null;
}

/** Lanes on their way, by the class of their first message; served by the index of lanes that may be claimed. */
export function countWaiting(tx: FacilityTx): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT channel, class, sum(pending)::int AS messages, min(head_created_at) AS "oldestAt",
            count(*) FILTER (WHERE state = 'unknown')::int AS unknown, min(unknown_since) FILTER (WHERE state = 'unknown') AS "unknownSince"
       FROM outbox_lanes WHERE facility_id = $1 AND next_at IS NOT NULL AND pending > 0 GROUP BY channel, class`,
    [tx.facilityId],
  );
}

export interface HeldRow {
  readonly service: string;
  readonly state: 'refused' | 'parked';
  readonly count: number;
  readonly oldestAt: Date;
}

/** What waits for a person; served by the index of messages that need attention. */
export function countHeld(tx: FacilityTx): Promise<HeldRow[]> {
  return tx.query<HeldRow>(
    `SELECT service, state, count(*)::int AS count, min(attention_at) AS "oldestAt" FROM outbox_messages
      WHERE facility_id = $1 AND attention_at IS NOT NULL AND state IN ('refused', 'parked') GROUP BY service, state`,
    [tx.facilityId],
  );
}

export interface DueRow {
  readonly service: string;
  readonly kind: string;
  readonly deadlineAt: Date;
  readonly count: number;
}

/**
 * What has not reached BPJS and is due before `until`: lanes on their way, and lanes that a refused or held message stops. Deadlines
 * are ends of days, so a group is a day's worth.
 */
export function countDue(tx: FacilityTx, until: Date): Promise<DueRow[]> {
  return tx.query<DueRow>(
    `WITH open AS (
       SELECT lane_id, head_seq FROM outbox_lanes
        WHERE facility_id = $1 AND next_at IS NOT NULL AND pending > 0 AND deadline_at <= $2
       UNION
       SELECT l.lane_id, l.head_seq FROM outbox_messages a JOIN outbox_lanes l ON l.facility_id = a.facility_id AND l.lane_id = a.lane_id
        WHERE a.facility_id = $1 AND a.attention_at IS NOT NULL AND l.state IN ('stopped', 'parked'))
     SELECT m.service, m.kind, m.deadline_at AS "deadlineAt", count(*)::int AS count
       FROM open JOIN outbox_messages m ON m.facility_id = $1 AND m.lane_id = open.lane_id AND m.seq >= open.head_seq
      WHERE m.deadline_at <= $2 AND m.state NOT IN ('delivered', 'already', 'skipped', 'cancelled')
      GROUP BY m.service, m.kind, m.deadline_at`,
    [tx.facilityId, until],
  );
}

export interface OpenDifferences {
  readonly service: string;
  readonly count: number;
  readonly oldestAt: Date;
}

export function countDifferences(tx: FacilityTx): Promise<OpenDifferences[]> {
  return tx.query<OpenDifferences>(
    `SELECT m.service, count(*)::int AS count, min(d.found_at) AS "oldestAt"
       FROM bpjs_differences d JOIN outbox_messages m ON m.facility_id = d.facility_id AND m.message_id = d.message_id
      WHERE d.facility_id = $1 AND d.cleared_at IS NULL AND d.accepted_at IS NULL GROUP BY m.service`,
    [tx.facilityId],
  );
}

export interface FactRow {
  readonly name: string;
  readonly source: string;
  readonly value: unknown;
  readonly updatedAt: Date;
}

/** Facts of the machines: the same for every facility. */
export function listFacts(tx: Pick<FacilityTx, 'query'>): Promise<FactRow[]> {
  return tx.query<FactRow>('SELECT name, source, value, updated_at AS "updatedAt" FROM titian.operation_facts');
}

export async function putFact(
  tx: Pick<FacilityTx, 'query'>,
  fact: { readonly name: string; readonly source: string; readonly value: unknown },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO titian.operation_facts (name, source, value, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name, source) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    [fact.name, fact.source, JSON.stringify(fact.value), at],
  );
}

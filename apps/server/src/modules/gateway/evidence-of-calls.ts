// What calls have shown about channels and what became of the messages of many visits, for rooms that keep a record of an outage. Reads
// only; the strip's words are status.ts's.
import type { Service } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { laneIdFor } from './ids.ts';
import { listChannelHealth } from './store.ts';

export interface ChannelEvidence {
  readonly channel: string;
  readonly lastGoodAt: Date | null;
  readonly interruptedSince: Date | null;
  readonly lastFailedAt: Date | null;
  readonly recoveredAt: Date | null;
}

/** Kept by the real clock, told by the business clock like everything that people read (docs/adr/0009). */
export async function evidenceOfCalls(tx: FacilityTx, clock: Clock): Promise<ChannelEvidence[]> {
  const told = (real: Date | null) => (real === null ? null : clock.businessOf(real));
  return (await listChannelHealth(tx)).map((row) => ({
    channel: row.channel,
    lastGoodAt: told(row.lastGoodAt),
    interruptedSince: told(row.interruptedSince),
    lastFailedAt: told(row.lastFailedAt),
    recoveredAt: told(row.recoveredAt),
  }));
}

export interface DeliveryCounts {
  readonly delivered: number;
  readonly open: number;
  readonly refused: number;
}

const SERVICES: readonly Service[] = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'];

/** Messages of these visits by how they stand now; found by their lanes, which follow from the visit. */
export async function countDeliveries(tx: FacilityTx, subjectIds: readonly string[]): Promise<DeliveryCounts> {
  const lanes = subjectIds.flatMap((subjectId) => SERVICES.map((service) => laneIdFor(subjectId, service)));
  const [row] = await tx.query<{ delivered: string; open: string; refused: string }>(
    `SELECT count(*) FILTER (WHERE state IN ('delivered', 'already')) AS delivered,
            count(*) FILTER (WHERE state IN ('queued', 'waiting', 'unknown')) AS open,
            count(*) FILTER (WHERE state IN ('refused', 'parked')) AS refused
       FROM outbox_messages WHERE facility_id = $1 AND lane_id = ANY($2)`,
    [tx.facilityId, lanes],
  );
  return { delivered: Number(row?.delivered ?? 0), open: Number(row?.open ?? 0), refused: Number(row?.refused ?? 0) };
}

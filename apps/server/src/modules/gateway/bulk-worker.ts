// Works off acts on many messages, one message after the other and never faster than people could follow: whichever node holds the lease, so
// that a node that dies is followed by another. A message and its line in the result are written in one transaction: nothing is repeated,
// and after the stop button nothing begins.
import { OutboxError, UNREADABLE, type MessageState, type Outbox, type Queryable } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { facilityId as checkedFacilityId, type FacilityId } from '../../platform/ids.ts';
import { bulkReason } from './bulk.ts';
import { isAct, verdictOf } from './bulk-rules.ts';
import * as store from './bulk-store.ts';
import { MESSAGE_CLASS } from './message.ts';
import { findMessage } from './message-store.ts';
import type { Resend } from './resend.ts';

export interface BulkWorkerDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  readonly outbox: Pick<Outbox, 'cancel' | 'nodeId'>;
  readonly resend: Resend;
  /** Something went wrong with one act; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
  /** A message was done, or the whole act: screens may look. */
  readonly onProgress: (facilityId: FacilityId, bulkId: string) => void;
  readonly lookEveryMs?: number;
  readonly itemEveryMs?: number;
}

export interface BulkWorker {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Works off this one, if its lease is free or ours; for tests. */
  workOn(facilityId: FacilityId, bulkId: string): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
/** 20 messages a second: BPJS's own share is kept by the outbox, this spares our database and leaves time to press stop. */
const ITEM_EVERY_MS = 50;
const LEASE_MS = 30_000;
const FOUND_MAX = 20;

/** Thrown inside the outbox's transaction to undo it: the act was stopped, or another node was faster. */
class NotOurs extends Error {}

export function createBulkWorker(deps: BulkWorkerDeps): BulkWorker {
  const { db, sealer, clock, outbox, onTrouble, onProgress } = deps;
  const { lookEveryMs = LOOK_EVERY_MS, itemEveryMs = ITEM_EVERY_MS } = deps;
  let isRunning = false;
  let loop: Promise<void> = Promise.resolve();
  let wake: (() => void) | undefined;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** False when there is nothing more to do, or it is not ours any more. */
  const step = async (facilityId: FacilityId, bulkId: string): Promise<boolean> => {
    const turn = await db.withFacility(facilityId, async (tx) => {
      if (!(await store.claimBulk(tx, bulkId, outbox.nodeId, LEASE_MS))) return null;
      const row = await store.findBulk(tx, bulkId);
      const item = await store.nextItem(tx, bulkId);
      if (row === undefined || item === undefined) {
        await store.finishBulk(tx, bulkId);
        return null;
      }
      const record = await findMessage(tx, item.messageId);
      const verdict = record === undefined ? 'settled' : verdictOf(row.action, record, clock.now());
      if (!isAct(verdict)) await store.markItem(tx, bulkId, item.position, verdict);
      return { row, item, verdict, reason: (await bulkReason(sealer, tx, row)) ?? '' };
    });
    if (turn === null) return false;
    const { row, item, verdict, reason } = turn;
    if (!isAct(verdict)) return true;
    const about = { facilityId, bulkId, position: item.position };
    const inside = (tx: Queryable, before: { state: MessageState; reason: string | null }) => {
      // Behind the lane's lock: what it became while its turn came is judged again.
      if (before.state === 'parked' && before.reason === UNREADABLE)
        throw new OutboxError('OUTBOX_UNREADABLE', 'nobody can ask the peer about it', 'fix');
      const isMoving = row.action === 'resend' && (before.state === 'queued' || before.state === 'waiting');
      return markInside(tx, about, isMoving ? 'moving' : verdict);
    };
    const hand = { messageId: item.messageId, by: row.createdBy, reason };
    try {
      if (row.action === 'resend') await deps.resend(facilityId, { ...hand, inside, lowestClass: MESSAGE_CLASS.late });
      else await outbox.cancel(facilityId, hand.messageId, hand.by, hand.reason, { inside });
    } catch (error) {
      if (error instanceof NotOurs) return false;
      if (!(error instanceof OutboxError)) throw error;
      const result = error.code === 'OUTBOX_UNREADABLE' ? 'by-hand' : error.code;
      await db.withFacility(facilityId, (tx) => store.markItem(tx, bulkId, item.position, result));
    }
    return true;
  };

  const work = async (facilityId: FacilityId, bulkId: string): Promise<void> => {
    try {
      while (await step(facilityId, bulkId)) {
        onProgress(facilityId, bulkId);
        if (!isRunning) return;
        await pause(itemEveryMs);
      }
    } catch (error) {
      // The lease ends, and somebody goes on with the same message.
      onTrouble(error);
    }
    onProgress(facilityId, bulkId);
  };

  const runOnce = async () => {
    const { rows } = await db.overview.query<{ facility_id: string; id: string }>(
      `SELECT facility_id, id FROM titian.bulk_actions WHERE state = 'running' AND (lease_until IS NULL OR lease_until < now())
        ORDER BY facility_id, id LIMIT ${FOUND_MAX}`,
    );
    // Facilities side by side: one with thousands of messages holds back nobody else.
    await Promise.all(rows.map((row) => work(checkedFacilityId(row.facility_id), row.id)));
  };

  return {
    workOn: (facilityId, bulkId) => {
      isRunning = true;
      return work(facilityId, bulkId);
    },
    start: () => {
      isRunning = true;
      loop = (async () => {
        while (isRunning) {
          await runOnce().catch(onTrouble);
          if (isRunning) await pause(lookEveryMs);
        }
      })();
      return Promise.resolve();
    },
    stop: async () => {
      isRunning = false;
      wake?.();
      await loop;
    },
  };
}

async function markInside(
  tx: Queryable,
  { facilityId, bulkId, position }: { facilityId: FacilityId; bulkId: string; position: number },
  result: string,
): Promise<void> {
  const running = await tx.query({ text: store.HOLD_RUNNING, values: [facilityId, bulkId] });
  if (running.rows.length === 0) throw new NotOurs('the act was stopped');
  const marked = await tx.query({ text: store.MARK_ITEM, values: [facilityId, bulkId, position, result] });
  if (marked.rows.length === 0) throw new NotOurs('somebody else was faster');
}

// The settling transaction from inside, for the engine's batches and for a hand's single move: business rows first, then the lanes
// (a caller that registers an event locks its visit first and the lane second; the same order here means no deadlock), then the moves,
// then the history.
import type { OutboxClock, OutboxRandom, Queryable } from '../types.ts';
import type { OutboxSettings } from '../settings.ts';
import { assertArrow } from '../state-machine.ts';
import { LOCK_LANES, SETTLE, WAKE_LANES, insertOutcomes } from '../sql/settle.ts';
import * as read from './rows.ts';
import { run, runPrepared, safeReason } from './session.ts';
import type { Settled, Settlement } from './store.ts';

export class LeaseLost extends Error {
  readonly code = 'LEASE_LOST';
  readonly laneIds: ReadonlySet<string>;
  constructor(laneIds: ReadonlySet<string>) {
    super(`${laneIds.size} lanes are no longer held`);
    this.laneIds = laneIds;
  }
}

export interface SettleInside {
  readonly tx: Queryable;
  readonly facilityId: string;
  /** In lane-id order. */
  readonly items: readonly Settlement[];
  readonly tell: (tx: Queryable, item: Settlement) => Promise<void>;
  readonly settings: OutboxSettings;
  readonly random: OutboxRandom;
  readonly clock: OutboxClock;
}

/** Throws LeaseLost when any lane has gone to somebody else: then nothing of the batch may commit, business rows included. */
export async function settleInside(given: SettleInside): Promise<Map<string, Settled>> {
  const { tx, facilityId, items, tell } = given;
  for (const item of items) if (item.outcome !== null) await tell(tx, item);
  const locked = new Map(
    (
      await runPrepared(tx, LOCK_LANES, [
        facilityId,
        items.map((i) => i.lease.laneId),
        items.map((i) => i.lease.fence),
        items.map((i) => i.lease.message.seq),
      ])
    ).map((row) => [read.text(row, 'lane_id'), row]),
  );
  const lost = new Set(items.filter((item) => !locked.has(item.lease.laneId)).map((item) => item.lease.laneId));
  if (lost.size > 0) throw new LeaseLost(lost);
  const scanFrom = items.map((item) => {
    const row = locked.get(item.lease.laneId) ?? {};
    assertArrow('engine', read.messageState(row, 'message_state'), item.messageState);
    return read.number(row, 'scan_from');
  });
  return moveAndRecord(given, scanFrom);
}

/** The moves themselves; the lanes are locked by this transaction. */
export async function moveAndRecord(
  { tx, facilityId, items, settings, random, clock }: SettleInside,
  scanFrom: readonly number[],
): Promise<Map<string, Settled>> {
  const sentAtMs = clock.monotonicMs();
  const rows = await runPrepared(tx, SETTLE, [
    facilityId,
    items.map((i) => i.lease.laneId),
    items.map((i) => i.lease.fence),
    items.map((i) => i.lease.message.seq),
    scanFrom,
    items.map((i) => i.messageState),
    items.map((i) => i.advance),
    items.map((i) => i.holdState),
    items.map((i) => Math.max(0, i.delayMs)),
    items.map((i) => i.code),
    items.map((i) => (i.reason === null ? null : safeReason(i.reason))),
    items.map((i) => i.keepAttempt),
    items.map((i) => i.chain),
    items.map((i) => i.failures),
    items.map((i) => i.deaths),
    items.map((i) => i.absentReads),
    settings.leaseMs,
    settings.lateAfterMs,
    items.map((i) => i.lease.message.class),
  ]);
  const woken = await wakeDependents(tx, facilityId, items);
  await record(tx, facilityId, items, random);
  return new Map(
    rows.map((row): [string, Settled] => {
      const laneState = read.laneState(row, 'lane_state');
      return [
        read.text(row, 'lane_id'),
        {
          laneState,
          channel: read.text(row, 'channel'),
          class: read.number(row, 'class'),
          woken,
          dueInMs: row['due_in_ms'] == null ? null : read.number(row, 'due_in_ms'),
          next: laneState === 'leased' ? read.lease(facilityId, row, sentAtMs + read.number(row, 'due_in_ms')) : null,
        },
      ];
    }),
  );
}

async function wakeDependents(
  tx: Queryable,
  facilityId: string,
  items: readonly Settlement[],
): Promise<{ channel: string; class: number }[]> {
  const lanes = new Set(
    items
      .filter((item) => item.advance || item.messageState === 'refused')
      .flatMap((item) => item.lease.message.dependents),
  );
  if (lanes.size === 0) return [];
  const rows = await run(tx, WAKE_LANES, [facilityId, [...lanes]]);
  return rows.map((row) => ({ channel: read.text(row, 'channel'), class: read.number(row, 'class') }));
}

async function record(
  tx: Queryable,
  facilityId: string,
  items: readonly Settlement[],
  random: OutboxRandom,
): Promise<void> {
  const values: unknown[] = [facilityId];
  let count = 0;
  for (const { lease, record: entry, attemptId, code, reason, evidence } of items) {
    if (entry === null) continue;
    count += 1;
    values.push(
      lease.laneId,
      random.uuidv7(),
      lease.message.seq,
      lease.message.messageId,
      attemptId,
      lease.fence,
      entry.kind,
      entry.via,
      code,
      reason === null ? null : safeReason(reason),
      entry.actor ?? null,
      evidence,
    );
  }
  if (count > 0) await run(tx, insertOutcomes(count), values);
}

// The store on PostgreSQL. Every method is one short transaction of one facility; batches go in lane-id order.
import type { Pool } from 'pg';
import type { OpenAttempt, OutboxClock, OutboxRandom, Queryable } from '../types.ts';
import type { ChannelShare, OutboxSettings } from '../settings.ts';
import { ATTEMPT_WIDTH, BEGIN_ATTEMPTS, READ_ATTEMPT, insertAttempts } from '../sql/begin.ts';
import { CLAIM, CLAIM_EXPIRED, CLAIM_LANE, HEAD_MESSAGE } from '../sql/claim.ts';
import * as channelSql from '../sql/channels.ts';
import { DEPENDENCIES } from '../sql/dependencies.ts';
import { FIND_MESSAGE, HURRY_LANE, READ_LANE } from '../sql/hand.ts';
import * as nodeSql from '../sql/nodes.ts';
import { NOTIFY, WAKE_CHANNEL } from '../sql/notify.ts';
import { OVERVIEW } from '../sql/overview.ts';
import { RENEW } from '../sql/renew.ts';
import { PUT_ON_TRIAL } from '../sql/trial.ts';
import * as read from './rows.ts';
import { run, runPrepared, safeReason, withFacility, type Rows } from './session.ts';
import { settleInside } from './settle-inside.ts';
import type { Begin, Begun, ClaimRequest, ExceptionalChannel, Lease, OutboxStore, ReadyGroup } from './store.ts';

export interface PgStoreOptions {
  readonly app: Pool;
  readonly overview: Pool;
  readonly clock: OutboxClock;
  readonly random: OutboxRandom;
  readonly settings: OutboxSettings;
  readonly nodeId: string;
  /** Called between the last write of a settlement and its commit: failpoint. */
  readonly beforeCommit?: (facilityId: string) => Promise<void>;
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

export function createPgStore({
  app,
  overview,
  clock,
  random,
  settings,
  nodeId,
  beforeCommit,
}: PgStoreOptions): OutboxStore {
  const session = { citus: settings.citus, isHot: true };
  const inFacility = <T>(facilityId: string, work: (tx: Queryable) => Promise<T>): Promise<T> =>
    withFacility(app, facilityId, session, work);
  /** Taken before the statement leaves: the database's lease can only end later than this. */
  const leaseDeadline = (): number => clock.monotonicMs() + settings.leaseMs;

  async function leases(facilityId: string, tx: Queryable, rows: Rows, until: number): Promise<Lease[]> {
    const held: Lease[] = [];
    for (const row of rows) {
      // A head that was inserted after the claim's snapshot is missing in its answer; the lane is ours, a second statement sees it.
      const head =
        row['message_id'] != null
          ? row
          : { ...row, ...(await run(tx, HEAD_MESSAGE, [facilityId, row['lane_id'], row['head_seq']]))[0] };
      held.push(read.lease(facilityId, head, until));
    }
    return held;
  }

  return {
    async overview(after, limit) {
      const rows = await run(overview, OVERVIEW, [
        after?.facilityId ?? NIL_UUID,
        after?.channel ?? '',
        after?.class ?? -1,
        limit,
      ]);
      return rows.map((row): ReadyGroup => ({
        facilityId: read.text(row, 'facility_id'),
        channel: read.text(row, 'channel'),
        class: read.number(row, 'class'),
        dueInMs: read.number(row, 'due_in_ms'),
      }));
    },

    claim: (request: ClaimRequest) => {
      const until = leaseDeadline();
      return inFacility(request.facilityId, async (tx) =>
        leases(
          request.facilityId,
          tx,
          await runPrepared(tx, CLAIM, [
            request.facilityId,
            request.channel,
            request.class,
            request.minAgeMs,
            request.maxAgeMs,
            request.limit,
            nodeId,
            settings.leaseMs,
          ]),
          until,
        ),
      );
    },

    claimLane: (facilityId, laneId) => {
      const until = leaseDeadline();
      return inFacility(
        facilityId,
        async (tx) =>
          (
            await leases(
              facilityId,
              tx,
              await run(tx, CLAIM_LANE, [facilityId, laneId, nodeId, settings.leaseMs]),
              until,
            )
          )[0] ?? null,
      );
    },

    claimExpired: (facilityId, channel, messageClass, now, limit) => {
      const until = leaseDeadline();
      return inFacility(facilityId, async (tx) =>
        leases(
          facilityId,
          tx,
          await run(tx, CLAIM_EXPIRED, [facilityId, channel, messageClass, now, limit, nodeId, settings.leaseMs]),
          until,
        ),
      );
    },

    begin: (facilityId, items) =>
      inFacility(facilityId, async (tx) => {
        const sorted = byLane(items);
        const rows = await runPrepared(tx, BEGIN_ATTEMPTS, [
          facilityId,
          sorted.map((i) => i.lease.laneId),
          sorted.map((i) => i.lease.fence),
          sorted.map((i) => i.lease.message.seq),
          sorted.map((i) => i.attemptId),
        ]);
        if (settings.plantedBug === 'skip-lease-check') for (const item of sorted) plantBegin(rows, item, clock.now());
        const begun = new Map(
          rows.map((row): [string, Begun] => [
            read.text(row, 'lane_id'),
            { number: read.number(row, 'attempts'), startedAt: read.date(row, 'started_at') },
          ]),
        );
        const values: unknown[] = [facilityId];
        let count = 0;
        for (const item of sorted) {
          const own = begun.get(item.lease.laneId);
          if (own === undefined) continue;
          count += 1;
          values.push(
            item.lease.laneId,
            item.attemptId,
            item.lease.message.seq,
            item.lease.message.messageId,
            own.number,
            item.lease.fence,
            nodeId,
            item.body,
            own.startedAt,
          );
        }
        if (count > 0) await run(tx, insertAttempts(count), values);
        if (values.length !== 1 + count * ATTEMPT_WIDTH) throw new Error('attempt columns and values differ');
        return begun;
      }),

    putOnTrial: (lease) =>
      inFacility(
        lease.facilityId,
        async (tx) => (await run(tx, PUT_ON_TRIAL, [lease.facilityId, lease.laneId, lease.fence])).length === 1,
      ),

    readAttempt: (lease) =>
      inFacility(lease.facilityId, async (tx): Promise<OpenAttempt | null> => {
        if (lease.openAttempt === null) return null;
        const [row] = await run(tx, READ_ATTEMPT, [
          lease.facilityId,
          lease.laneId,
          lease.openAttempt.startedAt,
          lease.openAttempt.attemptId,
        ]);
        if (row === undefined) return null;
        const body = row['body'];
        return {
          attemptId: read.text(row, 'attempt_id'),
          number: read.number(row, 'number'),
          startedAt: read.date(row, 'started_at'),
          sealedBody: body instanceof Uint8Array ? body : new Uint8Array(),
        };
      }),

    settle: (facilityId, items, tell) =>
      withFacility(app, facilityId, { ...session, lockTimeoutMs: settings.settleLockTimeoutMs }, async (tx) => {
        const settled = await settleInside({ tx, facilityId, items: byLane(items), tell, settings, random, clock });
        await beforeCommit?.(facilityId);
        return settled;
      }),

    renew: (facilityId, held) =>
      inFacility(facilityId, async (tx) => {
        const sorted = [...held].toSorted((a, b) => (a.laneId < b.laneId ? -1 : 1));
        const rows = await run(tx, RENEW, [
          facilityId,
          sorted.map((l) => l.laneId),
          sorted.map((l) => l.fence),
          settings.leaseMs,
        ]);
        return new Set(rows.map((row) => read.text(row, 'lane_id')));
      }),

    dependencies: (facilityId, messageIds) =>
      inFacility(facilityId, async (tx) => {
        const rows = await run(tx, DEPENDENCIES, [facilityId, messageIds]);
        return new Map(rows.map((row) => [read.text(row, 'message_id'), read.messageState(row, 'state')]));
      }),

    messageState: (facilityId, messageId) =>
      inFacility(facilityId, async (tx) => {
        const [row] = await run(tx, FIND_MESSAGE, [facilityId, messageId]);
        return row === undefined
          ? null
          : {
              state: read.messageState(row, 'state'),
              code: read.textOrNull(row, 'code'),
              reason: read.textOrNull(row, 'reason'),
            };
      }),

    readLane: (facilityId, laneId, isHurried) =>
      inFacility(facilityId, async (tx) => {
        if (isHurried) await run(tx, HURRY_LANE, [facilityId, laneId]);
        const [row] = await run(tx, READ_LANE, [facilityId, laneId]);
        return row === undefined ? null : { state: read.laneState(row, 'state'), channel: read.text(row, 'channel') };
      }),

    channels: async () =>
      (await run(overview, channelSql.EXCEPTIONAL_CHANNELS, [])).map((row): ExceptionalChannel => ({
        facilityId: read.text(row, 'facility_id'),
        channel: read.text(row, 'channel'),
        paused: row['paused'] === true,
        open: row['open'] === true,
        probeInMs: row['probe_in_ms'] == null ? null : read.number(row, 'probe_in_ms'),
      })),
    pauseChannel: async (facilityId, channel, by, reason) => {
      await inFacility(facilityId, (tx) =>
        run(tx, channelSql.PAUSE_CHANNEL, [facilityId, channel, by, safeReason(reason)]),
      );
    },
    resumeChannel: async (facilityId, channel, by, reason) => {
      await inFacility(facilityId, (tx) =>
        run(tx, channelSql.RESUME_CHANNEL, [facilityId, channel, by, safeReason(reason)]),
      );
    },
    openBreaker: async (facilityId, channel, probeInMs) => {
      await inFacility(facilityId, (tx) =>
        run(tx, channelSql.OPEN_BREAKER, [facilityId, channel, Math.round(probeInMs)]),
      );
    },
    closeBreaker: async (facilityId, channel) => {
      await inFacility(facilityId, (tx) => run(tx, channelSql.CLOSE_BREAKER, [facilityId, channel]));
    },
    takeProbe: async (facilityId, channel, nextInMs) =>
      (
        await inFacility(facilityId, (tx) =>
          run(tx, channelSql.TAKE_PROBE, [facilityId, channel, Math.round(nextInMs)]),
        )
      ).length === 1,

    async heartbeat() {
      await run(app, nodeSql.HEARTBEAT, [nodeId]);
      return (await run(app, nodeSql.LIVE_NODES, [settings.nodeGoneMs])).map((row) => read.text(row, 'node_id'));
    },
    leave: async () => {
      await run(app, nodeSql.LEAVE, [nodeId]);
    },
    budgets: async () =>
      new Map(
        (await run(overview, nodeSql.BUDGETS, [])).map((row): [string, ChannelShare] => [
          read.text(row, 'channel'),
          {
            concurrency: read.number(row, 'concurrency'),
            ratePerSecond: row['rate_per_second'] == null ? null : read.number(row, 'rate_per_second'),
          },
        ]),
      ),
    notify: async (payload) => {
      await run(app, NOTIFY, [WAKE_CHANNEL, payload]);
    },
  };
}

const byLane = <T extends { readonly lease: Lease }>(items: readonly T[]): T[] =>
  [...items].toSorted((a, b) => (a.lease.laneId < b.lease.laneId ? -1 : 1));

/** Planted bug for the checker: whoever thinks it holds the lane may send. */
function plantBegin(rows: Rows, item: Begin, now: Date): void {
  if (rows.some((row) => row['lane_id'] === item.lease.laneId)) return;
  rows.push({ lane_id: item.lease.laneId, attempts: item.lease.attempts + 1, started_at: now });
}

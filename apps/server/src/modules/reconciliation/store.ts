// SQL of runs, findings and watched outages. One function per statement; sides and judgements are sealed.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Action, Divergence, Finding, Occasion, Subject } from './rules.ts';

export type RunState = 'menunggu' | 'berjalan' | 'selesai' | 'gagal';
export type FindingState = 'terbuka' | 'diterima' | 'diperbaiki' | 'hilang';

export interface Counts {
  readonly compared: number;
  readonly postponed: number;
  readonly found: number;
}
export type CountsBySubject = Readonly<Partial<Record<Subject, Counts>>>;

export interface Run {
  readonly id: string;
  readonly date: string;
  readonly occasion: Occasion;
  readonly state: RunState;
  readonly step: number;
  readonly cursor: string | null;
  readonly counts: CountsBySubject;
  readonly plannedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly requestedBy: string | null;
  readonly trouble: string | null;
}

const RUN_COLUMNS = `run_id AS id, service_date AS date, occasion, state, step, cursor, counts, planned_at AS "plannedAt",
  started_at AS "startedAt", finished_at AS "finishedAt", requested_by AS "requestedBy", trouble`;

/** Null when this occasion was planned before. */
export async function planRun(
  tx: FacilityTx,
  run: { id: string; date: string; occasion: Occasion; onceKey: string; at: Date; by: string | null; delayMs?: number },
): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO reconciliation_runs (facility_id, run_id, service_date, occasion, once_key, state, planned_at, requested_by, next_at)
     VALUES ($1, $2, $3, $4, $5, 'menunggu', $6, $7, now() + make_interval(secs => $8))
     ON CONFLICT (facility_id, once_key) DO NOTHING RETURNING run_id AS id`,
    [tx.facilityId, run.id, run.date, run.occasion, run.onceKey, run.at, run.by, (run.delayMs ?? 0) / 1000],
  );
  return rows[0]?.id ?? null;
}

/** The oldest run that nobody works on, ours for the length of a lease. */
export async function claimRun(
  tx: FacilityTx,
  lease: { id: string; leaseMs: number; at: Date },
): Promise<Run | undefined> {
  const [run] = await tx.query<Run>(
    `UPDATE reconciliation_runs SET state = 'berjalan', lease_id = $2, next_at = now() + make_interval(secs => $3),
            started_at = coalesce(started_at, $4)
      WHERE facility_id = $1 AND run_id = (
        SELECT run_id FROM reconciliation_runs
         WHERE facility_id = $1 AND state IN ('menunggu', 'berjalan') AND next_at <= now()
         ORDER BY next_at, run_id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING ${RUN_COLUMNS}`,
    [tx.facilityId, lease.id, lease.leaseMs / 1000, lease.at],
  );
  return run;
}

interface Progress {
  readonly runId: string;
  readonly leaseId: string;
  readonly step: number;
  readonly cursor: string | null;
  readonly counts: CountsBySubject;
  readonly leaseMs: number;
}

/** False when another node has taken the run over: then nothing of this part is kept. */
export async function saveProgress(tx: FacilityTx, progress: Progress): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE reconciliation_runs SET step = $4, cursor = $5, counts = $6, trouble = NULL, next_at = now() + make_interval(secs => $7)
      WHERE facility_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'berjalan' RETURNING 1`,
    [
      tx.facilityId,
      progress.runId,
      progress.leaseId,
      progress.step,
      progress.cursor,
      JSON.stringify(progress.counts),
      progress.leaseMs / 1000,
    ],
  );
  return rows.length === 1;
}

export async function finishRun(tx: FacilityTx, runId: string, leaseId: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE reconciliation_runs SET state = 'selesai', finished_at = $4, lease_id = NULL
      WHERE facility_id = $1 AND run_id = $2 AND lease_id = $3 RETURNING 1`,
    [tx.facilityId, runId, leaseId, at],
  );
  return rows.length === 1;
}

/** Waits and goes on from the same place; after its last day it is given up and says so. */
export async function postponeRun(
  tx: FacilityTx,
  input: { runId: string; leaseId: string; trouble: string; retryMs: number; giveUpBefore: Date; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE reconciliation_runs SET trouble = $4, lease_id = NULL, next_at = now() + make_interval(secs => $5),
            state = CASE WHEN planned_at < $6 THEN 'gagal' ELSE 'menunggu' END,
            finished_at = CASE WHEN planned_at < $6 THEN $7::timestamptz END
      WHERE facility_id = $1 AND run_id = $2 AND lease_id = $3`,
    [
      tx.facilityId,
      input.runId,
      input.leaseId,
      input.trouble.slice(0, 60),
      input.retryMs / 1000,
      input.giveUpBefore,
      input.at,
    ],
  );
}

export function runsBetween(tx: FacilityTx, from: string, to: string): Promise<Run[]> {
  return tx.query<Run>(
    `SELECT ${RUN_COLUMNS} FROM reconciliation_runs
      WHERE facility_id = $1 AND service_date BETWEEN $2 AND $3 ORDER BY service_date, planned_at, run_id LIMIT 2000`,
    [tx.facilityId, from, to],
  );
}

export async function findRun(tx: FacilityTx, runId: string): Promise<Run | undefined> {
  const [run] = await tx.query<Run>(
    `SELECT ${RUN_COLUMNS} FROM reconciliation_runs WHERE facility_id = $1 AND run_id = $2`,
    [tx.facilityId, runId],
  );
  return run;
}

export interface Judgement {
  readonly by: string;
  readonly reason: string;
}

export interface FindingRecord {
  readonly id: string;
  readonly date: string;
  readonly subject: Subject;
  readonly key: string;
  readonly visitId: string | null;
  readonly finding: Finding;
  readonly state: FindingState;
  readonly action: Action | null;
  readonly judgement: Judgement | null;
  readonly judgedAt: Date | null;
  readonly foundAt: Date;
  readonly seenAt: Date;
  readonly divergence: Divergence;
}

interface FindingRow extends Omit<FindingRecord, 'divergence' | 'judgement'> {
  readonly detailSealed: Buffer;
  readonly judgedSealed: Buffer | null;
}

const FINDING_COLUMNS = `finding_id AS id, service_date AS date, subject, key, visit_id AS "visitId", finding, state, action,
  judged_at AS "judgedAt", judged_sealed AS "judgedSealed", found_at AS "foundAt", seen_at AS "seenAt", detail_sealed AS "detailSealed"`;

const place = (column: 'detail_sealed' | 'judged_sealed', rowId: string) => ({
  table: 'reconciliation_findings',
  column,
  rowId,
});

export interface FindingFilter {
  readonly from: string;
  readonly to: string;
  readonly state: FindingState | null;
  readonly after: string | null;
  readonly limit: number;
}

export function createFindingStore(sealer: Sealer) {
  const opened = async (tx: FacilityTx, row: FindingRow): Promise<FindingRecord> => {
    const { detailSealed, judgedSealed, ...rest } = row;
    // Both written below in this shape, and authenticated by the seal.
    return {
      ...rest,
      divergence: JSON.parse(await sealer.openText(tx, place('detail_sealed', row.id), detailSealed)) as Divergence,
      judgement:
        judgedSealed === null
          ? null
          : (JSON.parse(await sealer.openText(tx, place('judged_sealed', row.id), judgedSealed)) as Judgement),
    };
  };
  const many = async (tx: FacilityTx, rows: readonly FindingRow[]): Promise<FindingRecord[]> => {
    const records: FindingRecord[] = [];
    for (const row of rows) records.push(await opened(tx, row));
    return records;
  };
  return {
    async ofDay(tx: FacilityTx, date: string, subject: Subject): Promise<FindingRecord[]> {
      return many(
        tx,
        await tx.query<FindingRow>(
          `SELECT ${FINDING_COLUMNS} FROM reconciliation_findings
            WHERE facility_id = $1 AND service_date = $2 AND subject = $3`,
          [tx.facilityId, date, subject],
        ),
      );
    },

    async list(tx: FacilityTx, filter: FindingFilter): Promise<FindingRecord[]> {
      return many(
        tx,
        await tx.query<FindingRow>(
          `SELECT ${FINDING_COLUMNS} FROM reconciliation_findings
            WHERE facility_id = $1 AND service_date BETWEEN $2 AND $3 AND ($4::text IS NULL OR state = $4)
              AND ($5::uuid IS NULL OR finding_id > $5)
            ORDER BY finding_id LIMIT $6`,
          [tx.facilityId, filter.from, filter.to, filter.state, filter.after, filter.limit],
        ),
      );
    },

    /** Held until the transaction ends: two people decide about one finding one after the other. */
    async lock(tx: FacilityTx, id: string): Promise<FindingRecord | undefined> {
      const [row] = await tx.query<FindingRow>(
        `SELECT ${FINDING_COLUMNS} FROM reconciliation_findings WHERE facility_id = $1 AND finding_id = $2 FOR UPDATE`,
        [tx.facilityId, id],
      );
      return row === undefined ? undefined : opened(tx, row);
    },

    /** New, or found again with another content: open either way. */
    async open(
      tx: FacilityTx,
      input: { id: string; date: string; subject: Subject; runId: string; divergence: Divergence; at: Date },
    ): Promise<void> {
      const { divergence } = input;
      const detail = await sealer.sealText(tx, place('detail_sealed', input.id), JSON.stringify(divergence));
      await tx.query(
        `INSERT INTO reconciliation_findings
           (facility_id, finding_id, service_date, subject, key, visit_id, finding, detail_sealed, state, run_id, found_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'terbuka', $9, $10, $10)
         ON CONFLICT (facility_id, finding_id) DO UPDATE
            SET visit_id = excluded.visit_id, finding = excluded.finding, detail_sealed = excluded.detail_sealed, state = 'terbuka',
                action = NULL, judged_sealed = NULL, judged_at = NULL, run_id = excluded.run_id, found_at = excluded.found_at,
                seen_at = excluded.seen_at`,
        [
          tx.facilityId,
          input.id,
          input.date,
          input.subject,
          divergence.key,
          divergence.visitId,
          divergence.finding,
          detail,
          input.runId,
          input.at,
        ],
      );
    },

    async seen(tx: FacilityTx, ids: readonly string[], runId: string, at: Date): Promise<void> {
      if (ids.length === 0) return;
      await tx.query(
        'UPDATE reconciliation_findings SET run_id = $3, seen_at = $4 WHERE facility_id = $1 AND finding_id = ANY($2)',
        [tx.facilityId, ids, runId, at],
      );
    },

    async judge(
      tx: FacilityTx,
      input: { id: string; state: FindingState; action: Action; judgement: Judgement; at: Date },
    ): Promise<void> {
      const sealed = await sealer.sealText(tx, place('judged_sealed', input.id), JSON.stringify(input.judgement));
      await tx.query(
        `UPDATE reconciliation_findings SET state = $3, action = $4, judged_sealed = $5, judged_at = $6
          WHERE facility_id = $1 AND finding_id = $2`,
        [tx.facilityId, input.id, input.state, input.action, sealed, input.at],
      );
    },

    async vanish(tx: FacilityTx, id: string, at: Date): Promise<void> {
      await tx.query(
        "UPDATE reconciliation_findings SET state = 'hilang', seen_at = $3 WHERE facility_id = $1 AND finding_id = $2",
        [tx.facilityId, id, at],
      );
    },
  };
}

export type FindingStore = ReturnType<typeof createFindingStore>;

/** Open findings of this subject that a finished reading of the day no longer met. */
export async function vanishUnseen(
  tx: FacilityTx,
  input: { date: string; subject: Subject; runId: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE reconciliation_findings SET state = 'hilang', seen_at = $5
      WHERE facility_id = $1 AND service_date = $2 AND subject = $3 AND run_id <> $4 AND state = 'terbuka'`,
    [tx.facilityId, input.date, input.subject, input.runId, input.at],
  );
}

export function openByDay(tx: FacilityTx, from: string, to: string): Promise<{ date: string; open: number }[]> {
  return tx.query(
    `SELECT service_date AS date, count(*)::int AS open FROM reconciliation_findings
      WHERE facility_id = $1 AND service_date BETWEEN $2 AND $3 AND state = 'terbuka' GROUP BY service_date`,
    [tx.facilityId, from, to],
  );
}

export async function countOpen(tx: FacilityTx, from: string): Promise<number> {
  const [row] = await tx.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM reconciliation_findings
      WHERE facility_id = $1 AND service_date >= $2 AND state = 'terbuka'`,
    [tx.facilityId, from],
  );
  return row?.open ?? 0;
}

export interface WatchedChannel {
  readonly channel: string;
  readonly interruptedSince: Date | null;
  readonly recoveredAt: Date | null;
  readonly watchedSince: Date | null;
  readonly handledUntil: Date | null;
}

/** Health of the channels beside what was done about their last outage. */
export function watchedChannels(tx: FacilityTx): Promise<WatchedChannel[]> {
  return tx.query<WatchedChannel>(
    `SELECT h.channel, h.interrupted_since AS "interruptedSince", h.recovered_at AS "recoveredAt",
            w.interrupted_since AS "watchedSince", w.handled_until AS "handledUntil"
       FROM bpjs_channel_health h LEFT JOIN reconciliation_watch w ON w.facility_id = h.facility_id AND w.channel = h.channel
      WHERE h.facility_id = $1 ORDER BY h.channel`,
    [tx.facilityId],
  );
}

export async function watch(
  tx: FacilityTx,
  channel: string,
  interruptedSince: Date | null,
  handledUntil: Date | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO reconciliation_watch (facility_id, channel, interrupted_since, handled_until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, channel) DO UPDATE
        SET interrupted_since = excluded.interrupted_since, handled_until = coalesce(excluded.handled_until, reconciliation_watch.handled_until)`,
    [tx.facilityId, channel, interruptedSince, handledUntil],
  );
}

/** Days that were compared to the end after this restoring: by the runs planned for it, or by a later one. */
export async function daysComparedSince(tx: FacilityTx, restoredAt: string): Promise<string[]> {
  const rows = await tx.query<{ date: string }>(
    `SELECT DISTINCT r.service_date AS date FROM reconciliation_runs r
       JOIN reconciliation_runs p ON p.facility_id = r.facility_id AND p.service_date = r.service_date
            AND p.once_key = 'pulih ' || p.service_date::text || ' ' || $2
      WHERE r.facility_id = $1 AND r.state = 'selesai' AND r.planned_at >= p.planned_at`,
    [tx.facilityId, restoredAt],
  );
  return rows.map(({ date }) => date);
}

export async function releaseRestored(
  tx: FacilityTx,
  input: { restoredAt: Date; at: Date; sealed: Buffer },
): Promise<void> {
  await tx.query(
    'UPDATE restored_starts SET released_at = $3, released_sealed = $4 WHERE facility_id = $1 AND restored_at = $2 AND released_at IS NULL',
    [tx.facilityId, input.restoredAt, input.at, input.sealed],
  );
}

// SQL of outages and of the log of what was done about them. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';

export interface Outage {
  readonly id: string;
  readonly origin: 'otomatis' | 'manual';
  readonly isRehearsal: boolean;
  readonly service: string;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly lastGoodAt: Date | null;
  readonly interruptedAt: Date | null;
  readonly recoveredAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

const COLUMNS = `id, origin, is_rehearsal AS "isRehearsal", service, started_at AS "startedAt", started_by AS "startedBy",
  last_good_at AS "lastGoodAt", interrupted_at AS "interruptedAt", recovered_at AS "recoveredAt", ended_at AS "endedAt", ended_by AS "endedBy"`;

/** Asked by every registration and every search; by the index over open ones, of which there is at most one. */
export async function openOutage(tx: FacilityTx): Promise<Outage | null> {
  const [row] = await tx.query<Outage>(`SELECT ${COLUMNS} FROM outages WHERE facility_id = $1 AND ended_at IS NULL`, [
    tx.facilityId,
  ]);
  return row ?? null;
}

/** The same, held against everybody who would change it. */
export async function lockOpenOutage(tx: FacilityTx): Promise<Outage | null> {
  const [row] = await tx.query<Outage>(
    `SELECT ${COLUMNS} FROM outages WHERE facility_id = $1 AND ended_at IS NULL FOR NO KEY UPDATE`,
    [tx.facilityId],
  );
  return row ?? null;
}

export async function findOutage(tx: FacilityTx, id: string): Promise<Outage | null> {
  const [row] = await tx.query<Outage>(`SELECT ${COLUMNS} FROM outages WHERE facility_id = $1 AND id = $2`, [
    tx.facilityId,
    id,
  ]);
  return row ?? null;
}

/** The open one, else the one in which something happened that is told only now. */
export async function coveringOutage(tx: FacilityTx, at: Date): Promise<Outage | null> {
  const [row] = await tx.query<Outage>(
    `SELECT ${COLUMNS} FROM outages
      WHERE facility_id = $1 AND (ended_at IS NULL OR (coalesce(interrupted_at, started_at) <= $2 AND ended_at >= $2))
      ORDER BY ended_at NULLS FIRST LIMIT 1`,
    [tx.facilityId, at],
  );
  return row ?? null;
}

export function listOutages(tx: FacilityTx, limit: number): Promise<Outage[]> {
  return tx.query<Outage>(`SELECT ${COLUMNS} FROM outages WHERE facility_id = $1 ORDER BY started_at DESC LIMIT $2`, [
    tx.facilityId,
    limit,
  ]);
}

export async function lastEndedAt(tx: FacilityTx): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    'SELECT max(ended_at) AS at FROM outages WHERE facility_id = $1 AND ended_at IS NOT NULL',
    [tx.facilityId],
  );
  return row?.at ?? null;
}

/** False when another node, or a person, was faster. */
export async function insertOutage(
  tx: FacilityTx,
  outage: Omit<Outage, 'recoveredAt' | 'endedAt' | 'endedBy'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO outages (facility_id, id, origin, is_rehearsal, service, started_at, started_by, last_good_at, interrupted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (facility_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
    [
      tx.facilityId,
      outage.id,
      outage.origin,
      outage.isRehearsal,
      outage.service,
      outage.startedAt,
      outage.startedBy,
      outage.lastGoodAt,
      outage.interruptedAt,
    ],
  );
  return rows.length === 1;
}

/** The first measured instant stays; a recovery that did not hold is taken back. */
export async function markInterrupted(
  tx: FacilityTx,
  id: string,
  at: { interruptedAt: Date; lastGoodAt: Date | null },
): Promise<void> {
  await tx.query(
    `UPDATE outages SET interrupted_at = coalesce(interrupted_at, $3), last_good_at = CASE WHEN interrupted_at IS NULL THEN $4 ELSE last_good_at END,
            recovered_at = NULL
      WHERE facility_id = $1 AND id = $2 AND ended_at IS NULL`,
    [tx.facilityId, id, at.interruptedAt, at.lastGoodAt],
  );
}

export async function markRecovered(tx: FacilityTx, id: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE outages SET recovered_at = $3 WHERE facility_id = $1 AND id = $2 AND recovered_at IS NULL AND ended_at IS NULL',
    [tx.facilityId, id, at],
  );
}

/** False when it has ended already. */
export async function endOutage(tx: FacilityTx, id: string, at: Date, by: string): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE outages SET ended_at = $3, ended_by = $4 WHERE facility_id = $1 AND id = $2 AND ended_at IS NULL RETURNING id',
    [tx.facilityId, id, at, by],
  );
  return rows.length === 1;
}

export const LOG_KINDS = [
  'mode-mulai',
  'terputus',
  'terputus-lagi',
  'pulih',
  'mode-selesai',
  'pengumuman',
  'catatan',
  'pilihan',
  'pernyataan-dicetak',
  'pernyataan-ditandatangani',
  'verifikasi',
  'tindakan',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

export interface LogEntry {
  readonly id: string;
  readonly outageId: string;
  readonly visitId: string | null;
  readonly at: Date;
  readonly kind: LogKind;
  /** A code or an instant; never words about a person. */
  readonly value: string | null;
  readonly actor: string;
  /** What somebody typed. */
  readonly note: string | null;
}

interface LogRow {
  readonly id: string;
  readonly outage_id: string;
  readonly visit_id: string | null;
  readonly at: Date;
  readonly kind: LogKind;
  readonly value: string | null;
  readonly actor: string;
  readonly note: Buffer | null;
}

export function createLogStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'continuity_log', column: 'note', rowId });
  const opened = async (tx: FacilityTx, row: LogRow): Promise<LogEntry> => ({
    id: row.id,
    outageId: row.outage_id,
    visitId: row.visit_id,
    at: row.at,
    kind: row.kind,
    value: row.value,
    actor: row.actor,
    note: row.note === null ? null : await sealer.openText(tx, place(row.id), row.note),
  });
  const LOG_COLUMNS = 'id, outage_id, visit_id, at, kind, value, actor, note';

  return {
    async add(tx: FacilityTx, entry: LogEntry): Promise<void> {
      await tx.query(
        `INSERT INTO continuity_log (facility_id, id, outage_id, visit_id, at, kind, value, actor, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (facility_id, id) DO NOTHING`,
        [
          tx.facilityId,
          entry.id,
          entry.outageId,
          entry.visitId,
          entry.at,
          entry.kind,
          entry.value,
          entry.actor,
          entry.note === null ? null : await sealer.sealText(tx, place(entry.id), entry.note),
        ],
      );
    },

    /** What concerns the outage as a whole, in order. */
    async ofOutage(tx: FacilityTx, outageId: string, limit: number): Promise<LogEntry[]> {
      const rows = await tx.query<LogRow>(
        `SELECT ${LOG_COLUMNS} FROM continuity_log WHERE facility_id = $1 AND outage_id = $2 AND visit_id IS NULL ORDER BY at, id LIMIT $3`,
        [tx.facilityId, outageId, limit],
      );
      return Promise.all(rows.map((row) => opened(tx, row)));
    },

    async ofVisit(tx: FacilityTx, outageId: string, visitId: string): Promise<LogEntry[]> {
      const rows = await tx.query<LogRow>(
        `SELECT ${LOG_COLUMNS} FROM continuity_log WHERE facility_id = $1 AND outage_id = $2 AND visit_id = $3 ORDER BY at, id LIMIT 200`,
        [tx.facilityId, outageId, visitId],
      );
      return Promise.all(rows.map((row) => opened(tx, row)));
    },

    /** How many visits ever had this value: a choice that was changed later was a choice all the same. */
    async countVisitsWith(tx: FacilityTx, outageId: string, kind: LogKind, value: string): Promise<number> {
      const [row] = await tx.query<{ count: string }>(
        `SELECT count(DISTINCT visit_id) AS count FROM continuity_log
          WHERE facility_id = $1 AND outage_id = $2 AND kind = $3 AND value = $4 AND visit_id IS NOT NULL`,
        [tx.facilityId, outageId, kind, value],
      );
      return Number(row?.count ?? 0);
    },
  };
}

export type LogStore = ReturnType<typeof createLogStore>;

// SQL of requests for a SEP on a past day. One function per statement; the typed reason is sealed.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';

export const BACKDATE_STATES = [
  'menunggu',
  'diterima',
  'sudah-ada',
  'ditolak',
  'kedaluwarsa',
  'belum-pasti',
  'dibatalkan',
] as const;
export type BackdateState = (typeof BACKDATE_STATES)[number];

export interface Backdate {
  readonly visitId: string;
  readonly messageId: string;
  readonly tglSep: string;
  readonly keterangan: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly state: BackdateState;
  readonly answer: string | null;
  readonly settledAt: Date | null;
}

interface BackdateRow extends Omit<Backdate, 'keterangan'> {
  readonly keterangan: Buffer;
}

const COLUMNS = `visit_id AS "visitId", message_id AS "messageId", tgl_sep AS "tglSep", keterangan, requested_by AS "requestedBy",
  requested_at AS "requestedAt", state, answer, settled_at AS "settledAt"`;

export function createBackdateStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'sep_backdates', column: 'keterangan', rowId });
  return {
    async of(tx: FacilityTx, visitIds: readonly string[]): Promise<Backdate[]> {
      if (visitIds.length === 0) return [];
      const rows = await tx.query<BackdateRow>(
        `SELECT ${COLUMNS} FROM sep_backdates WHERE facility_id = $1 AND visit_id = ANY($2)`,
        [tx.facilityId, visitIds],
      );
      return Promise.all(
        rows.map(async (row) => ({
          ...row,
          keterangan: await sealer.openText(tx, place(row.visitId), row.keterangan),
        })),
      );
    },

    /** False when there is a request for this visit already. */
    async insert(tx: FacilityTx, one: Omit<Backdate, 'state' | 'answer' | 'settledAt'>): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO sep_backdates (facility_id, visit_id, message_id, tgl_sep, keterangan, requested_by, requested_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'menunggu') ON CONFLICT (facility_id, visit_id) DO NOTHING RETURNING visit_id`,
        [
          tx.facilityId,
          one.visitId,
          one.messageId,
          one.tglSep,
          await sealer.sealText(tx, place(one.visitId), one.keterangan),
          one.requestedBy,
          one.requestedAt,
        ],
      );
      return rows.length === 1;
    },

    async settle(
      tx: FacilityTx,
      visitId: string,
      settled: { state: BackdateState; answer: string | null; at: Date },
    ): Promise<void> {
      await tx.query(
        'UPDATE sep_backdates SET state = $3, answer = coalesce($4, answer), settled_at = $5 WHERE facility_id = $1 AND visit_id = $2',
        [tx.facilityId, visitId, settled.state, settled.answer, settled.at],
      );
    },
  };
}

export type BackdateStore = ReturnType<typeof createBackdateStore>;

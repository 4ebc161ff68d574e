// SQL of eligibility letters; wish and basis hold the diagnosis and are sealed. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { SepBasis, SepWish } from './rules.ts';

export type SepState = 'menunggu' | 'diterima' | 'sudah-ada' | 'ditolak' | 'kedaluwarsa' | 'belum-pasti' | 'dibatalkan';
export type Lookup = 'pending' | 'found' | 'absent';

export interface Discharge {
  readonly tglPulang: string;
  readonly statusPulang: '1' | '3' | '4' | '5';
  readonly noSuratMeninggal: string;
  readonly tglMeninggal: string;
  readonly noLPManual: string;
}

export interface Sep {
  readonly visitId: string;
  readonly wish: SepWish;
  readonly basis: SepBasis | null;
  readonly lookup: Lookup;
  readonly lookupAt: Date | null;
  readonly messageId: string;
  readonly tglSep: string;
  readonly state: SepState;
  readonly nomorSep: string | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly issuedAt: Date | null;
  readonly discharge: Discharge | null;
}

/** The part that needs no key: for lists. */
export interface SepBrief {
  readonly visitId: string;
  readonly state: SepState;
  readonly nomorSep: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}

/** As far as a comparison of a whole day needs it. */
export interface SepOfDay {
  readonly visitId: string;
  readonly state: SepState;
  readonly nomorSep: string | null;
  readonly issuedAt: Date | null;
}

interface SepRow {
  readonly visit_id: string;
  readonly wish: Buffer;
  readonly basis: Buffer | null;
  readonly lookup: Lookup;
  readonly lookup_at: Date | null;
  readonly message_id: string;
  readonly tgl_sep: string;
  readonly state: SepState;
  readonly nomor_sep: string | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly issued_at: Date | null;
  readonly discharge: Buffer | null;
}

const COLUMNS =
  'visit_id, wish, basis, lookup, lookup_at, message_id, tgl_sep, state, nomor_sep, code, reason, issued_at, discharge';

export function createSepStore(sealer: Sealer) {
  const place = (column: string, rowId: string) => ({ table: 'seps', column, rowId });
  // Each column is written here in the shape it is read in, and authenticated by the seal.
  const opened = async <T>(tx: FacilityTx, column: string, visitId: string, sealed: Buffer | null): Promise<T | null> =>
    sealed === null ? null : (JSON.parse(await sealer.openText(tx, place(column, visitId), sealed)) as T);

  return {
    async find(tx: FacilityTx, visitId: string): Promise<Sep | null> {
      const [row] = await tx.query<SepRow>(`SELECT ${COLUMNS} FROM seps WHERE facility_id = $1 AND visit_id = $2`, [
        tx.facilityId,
        visitId,
      ]);
      if (row === undefined) return null;
      const wish = await opened<SepWish>(tx, 'wish', visitId, row.wish);
      if (wish === null) return null;
      return {
        visitId: row.visit_id,
        wish,
        basis: await opened<SepBasis>(tx, 'basis', visitId, row.basis),
        lookup: row.lookup,
        lookupAt: row.lookup_at,
        messageId: row.message_id,
        tglSep: row.tgl_sep,
        state: row.state,
        nomorSep: row.nomor_sep,
        code: row.code,
        reason: row.reason,
        issuedAt: row.issued_at,
        discharge: await opened<Discharge>(tx, 'discharge', visitId, row.discharge),
      };
    },

    async briefs(tx: FacilityTx, visitIds: readonly string[]): Promise<SepBrief[]> {
      if (visitIds.length === 0) return [];
      const rows = await tx.query<Pick<SepRow, 'visit_id' | 'state' | 'nomor_sep' | 'code' | 'reason'>>(
        'SELECT visit_id, state, nomor_sep, code, reason FROM seps WHERE facility_id = $1 AND visit_id = ANY($2)',
        [tx.facilityId, visitIds],
      );
      return rows.map((row) => ({
        visitId: row.visit_id,
        state: row.state,
        nomorSep: row.nomor_sep,
        code: row.code,
        reason: row.reason,
      }));
    },

    /** Letters of a day, without their sealed parts. */
    async ofDay(tx: FacilityTx, date: string): Promise<SepOfDay[]> {
      const rows = await tx.query<SepOfDay>(
        `SELECT visit_id AS "visitId", state, nomor_sep AS "nomorSep", issued_at AS "issuedAt"
           FROM seps WHERE facility_id = $1 AND tgl_sep = $2 ORDER BY visit_id`,
        [tx.facilityId, date],
      );
      return rows;
    },

    /** Usually one; two visits of one person at one poli on one day share a letter. */
    async visitsOfNumber(tx: FacilityTx, nomorSep: string): Promise<string[]> {
      const rows = await tx.query<{ visit_id: string }>(
        'SELECT visit_id FROM seps WHERE facility_id = $1 AND nomor_sep = $2',
        [tx.facilityId, nomorSep.toUpperCase()],
      );
      return rows.map((row) => row.visit_id);
    },

    /** False when the visit has its letter, or the wish for one, already. */
    async insert(
      tx: FacilityTx,
      sep: { visitId: string; wish: SepWish; basis: SepBasis | null; messageId: string; tglSep: string; at: Date },
    ): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO seps (facility_id, visit_id, wish, basis, lookup, message_id, tgl_sep, state, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'menunggu', $8) ON CONFLICT (facility_id, visit_id) DO NOTHING RETURNING visit_id`,
        [
          tx.facilityId,
          sep.visitId,
          await sealer.sealText(tx, place('wish', sep.visitId), JSON.stringify(sep.wish)),
          sep.basis === null ? null : await sealer.sealText(tx, place('basis', sep.visitId), JSON.stringify(sep.basis)),
          sep.basis === null ? 'pending' : 'found',
          sep.messageId,
          sep.tglSep,
          sep.at,
        ],
      );
      return rows.length === 1;
    },

    async saveLookup(tx: FacilityTx, visitId: string, lookup: Lookup, basis: SepBasis | null, at: Date): Promise<void> {
      const sealed = basis === null ? null : await sealer.sealText(tx, place('basis', visitId), JSON.stringify(basis));
      await tx.query(
        'UPDATE seps SET lookup = $3, basis = coalesce($4, basis), lookup_at = $5, updated_at = $5 WHERE facility_id = $1 AND visit_id = $2',
        [tx.facilityId, visitId, lookup, sealed, at],
      );
    },

    async saveWish(tx: FacilityTx, visitId: string, wish: SepWish, at: Date): Promise<void> {
      const sealed = await sealer.sealText(tx, place('wish', visitId), JSON.stringify(wish));
      await tx.query(
        `UPDATE seps SET wish = $3, lookup = CASE WHEN basis IS NULL THEN 'pending' ELSE lookup END, lookup_at = NULL, state = 'menunggu',
                code = NULL, reason = NULL, updated_at = $4 WHERE facility_id = $1 AND visit_id = $2`,
        [tx.facilityId, visitId, sealed, at],
      );
    },

    async settle(
      tx: FacilityTx,
      visitId: string,
      input: { state: SepState; nomorSep: string | null; code: string | null; reason: string | null; at: Date },
    ): Promise<void> {
      await tx.query(
        `UPDATE seps SET state = $3, nomor_sep = coalesce($4, nomor_sep), code = $5, reason = $6,
                issued_at = CASE WHEN $4::text IS NULL THEN issued_at ELSE $7 END, updated_at = $7
          WHERE facility_id = $1 AND visit_id = $2`,
        [tx.facilityId, visitId, input.state, input.nomorSep, input.code, input.reason, input.at],
      );
    },

    async saveDischarge(tx: FacilityTx, visitId: string, discharge: Discharge, at: Date): Promise<void> {
      const sealed = await sealer.sealText(tx, place('discharge', visitId), JSON.stringify(discharge));
      await tx.query(
        "UPDATE seps SET discharge = $3, discharge_state = 'menunggu', updated_at = $4 WHERE facility_id = $1 AND visit_id = $2",
        [tx.facilityId, visitId, sealed, at],
      );
    },

    async settleDischarge(
      tx: FacilityTx,
      visitId: string,
      state: 'diterima' | 'ditolak' | 'kedaluwarsa',
      at: Date,
    ): Promise<void> {
      await tx.query('UPDATE seps SET discharge_state = $3, updated_at = $4 WHERE facility_id = $1 AND visit_id = $2', [
        tx.facilityId,
        visitId,
        state,
        at,
      ]);
    },
  };
}

export type SepStore = ReturnType<typeof createSepStore>;

// SQL of the clinic's P-Care rows, one function per statement. Sealed columns come and go as bytes; service.ts opens them.
import type { FacilityTx } from '../../platform/db/index.ts';

export interface RegistrationRow {
  readonly keluhanSealed: Buffer | null;
  readonly kunjunganSakit: boolean;
  readonly noUrut: string | null;
  readonly state: 'planned' | 'registered' | 'refused' | 'deleted';
}

export async function insertRegistration(
  tx: FacilityTx,
  row: { visitId: string; keluhanSealed: Buffer | null; kunjunganSakit: boolean; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO pcare_registrations (facility_id, visit_id, keluhan_sealed, kunjungan_sakit, state, updated_at)
     VALUES ($1, $2, $3, $4, 'planned', $5) ON CONFLICT (facility_id, visit_id) DO NOTHING`,
    [tx.facilityId, row.visitId, row.keluhanSealed, row.kunjunganSakit, row.at],
  );
}

export async function findRegistrationRow(tx: FacilityTx, visitId: string): Promise<RegistrationRow | undefined> {
  const [row] = await tx.query<RegistrationRow>(
    `SELECT keluhan_sealed AS "keluhanSealed", kunjungan_sakit AS "kunjunganSakit", no_urut AS "noUrut", state
       FROM pcare_registrations WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId],
  );
  return row;
}

export async function setRegistrationState(
  tx: FacilityTx,
  row: { visitId: string; state: RegistrationRow['state']; noUrut?: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE pcare_registrations SET state = $3, no_urut = coalesce($4, no_urut), updated_at = $5
      WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, row.visitId, row.state, row.noUrut ?? null, row.at],
  );
}

export interface RegistrationOfDay {
  readonly visitId: string;
  readonly noUrut: string | null;
  readonly state: RegistrationRow['state'];
  readonly updatedAt: Date;
}

export function registrationsOfDay(tx: FacilityTx, visitIds: readonly string[]): Promise<RegistrationOfDay[]> {
  return tx.query<RegistrationOfDay>(
    `SELECT visit_id AS "visitId", no_urut AS "noUrut", state, updated_at AS "updatedAt"
       FROM pcare_registrations WHERE facility_id = $1 AND visit_id = ANY($2)`,
    [tx.facilityId, visitIds],
  );
}

export interface EntryRow {
  readonly revision: number;
  /** Counts withdrawals: each recording of the visit is another visit at P-Care. */
  readonly generation: number;
  readonly state: 'draft' | 'ready';
  readonly entrySealed: Buffer;
  readonly attemptedRevision: number;
  readonly deliveredRevision: number;
  readonly noKunjungan: string | null;
  readonly deletedAt: Date | null;
  readonly updatedAt: Date;
}

export async function findEntryRow(tx: FacilityTx, visitId: string): Promise<EntryRow | undefined> {
  const [row] = await tx.query<EntryRow>(
    `SELECT revision, generation, state, entry_sealed AS "entrySealed", attempted_revision AS "attemptedRevision",
            delivered_revision AS "deliveredRevision", no_kunjungan AS "noKunjungan", deleted_at AS "deletedAt",
            updated_at AS "updatedAt"
       FROM service_entries WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId],
  );
  return row;
}

/** As above, and holds the row until the transaction ends: two screens saving the same visit take turns. */
export async function lockEntryRow(tx: FacilityTx, visitId: string): Promise<EntryRow | undefined> {
  await tx.query('SELECT 1 FROM service_entries WHERE facility_id = $1 AND visit_id = $2 FOR UPDATE', [
    tx.facilityId,
    visitId,
  ]);
  return findEntryRow(tx, visitId);
}

export interface EntryWrite {
  readonly visitId: string;
  readonly revision: number;
  readonly state: EntryRow['state'];
  readonly entrySealed: Buffer;
  readonly by: string;
  readonly at: Date;
}

export async function putEntryRow(tx: FacilityTx, row: EntryWrite): Promise<void> {
  await tx.query(
    `INSERT INTO service_entries (facility_id, visit_id, revision, state, entry_sealed, updated_at, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (facility_id, visit_id) DO UPDATE SET revision = excluded.revision, state = excluded.state,
       entry_sealed = excluded.entry_sealed, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tx.facilityId, row.visitId, row.revision, row.state, row.entrySealed, row.at, row.by],
  );
}

export async function setAttemptedRevision(tx: FacilityTx, visitId: string, revision: number): Promise<void> {
  await tx.query('UPDATE service_entries SET attempted_revision = $3 WHERE facility_id = $1 AND visit_id = $2', [
    tx.facilityId,
    visitId,
    revision,
  ]);
}

/** BPJS holds the revision of the newest attempt; the number stays what it was when the answer brings none. */
export async function setEntryDelivered(
  tx: FacilityTx,
  visitId: string,
  noKunjungan: string | null,
  isSame: boolean,
): Promise<void> {
  await tx.query(
    `UPDATE service_entries SET no_kunjungan = coalesce($3, no_kunjungan),
            delivered_revision = CASE WHEN $4 THEN attempted_revision ELSE delivered_revision END
      WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId, noKunjungan, isSame],
  );
}

export async function setEntryDeleted(tx: FacilityTx, visitId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE service_entries SET deleted_at = $3, no_kunjungan = NULL, delivered_revision = 0 WHERE facility_id = $1 AND visit_id = $2',
    [tx.facilityId, visitId, at],
  );
}

export interface ItemRow {
  readonly id: string;
  readonly kind: 'obat' | 'tindakan';
  readonly itemSealed: Buffer;
  /** `removing`: no longer in the entry, and taken back at P-Care if it ever arrived there. */
  readonly state: 'planned' | 'delivered' | 'refused' | 'removing' | 'removed';
  readonly bpjsNumber: string | null;
  readonly kdRacikan: string | null;
}

const ITEM_COLUMNS = `id, kind, item_sealed AS "itemSealed", state, bpjs_number AS "bpjsNumber", kd_racikan AS "kdRacikan"`;

export function listItems(tx: FacilityTx, visitId: string): Promise<ItemRow[]> {
  return tx.query<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM service_items WHERE facility_id = $1 AND visit_id = $2 ORDER BY kind, position, id`,
    [tx.facilityId, visitId],
  );
}

export async function findItem(tx: FacilityTx, visitId: string, id: string): Promise<ItemRow | undefined> {
  const [row] = await tx.query<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM service_items WHERE facility_id = $1 AND visit_id = $2 AND id = $3`,
    [tx.facilityId, visitId, id],
  );
  return row;
}

export interface ItemWrite {
  readonly visitId: string;
  readonly id: string;
  readonly kind: ItemRow['kind'];
  readonly position: number;
  readonly digest: Buffer;
  readonly sealed: Buffer;
  readonly at: Date;
}

/** The id of the live item with this digest, whether it is new or was there. */
export async function putItem(tx: FacilityTx, row: ItemWrite): Promise<{ id: string; state: ItemRow['state'] }> {
  const [stored] = await tx.query<{ id: string; state: ItemRow['state'] }>(
    `INSERT INTO service_items (facility_id, visit_id, id, kind, position, item_digest, item_sealed, state, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'planned', $8)
     ON CONFLICT (facility_id, visit_id, kind, item_digest) DO UPDATE
       SET position = excluded.position
     RETURNING id, state`,
    [tx.facilityId, row.visitId, row.id, row.kind, row.position, row.digest, row.sealed, row.at],
  );
  if (stored === undefined) throw new Error('an upsert returned no row');
  return stored;
}

export async function setItemState(
  tx: FacilityTx,
  row: {
    visitId: string;
    id: string;
    state: ItemRow['state'];
    bpjsNumber?: string | null;
    kdRacikan?: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `UPDATE service_items SET state = $4, bpjs_number = coalesce($5, bpjs_number), kd_racikan = coalesce($6, kd_racikan), updated_at = $7
      WHERE facility_id = $1 AND visit_id = $2 AND id = $3`,
    [tx.facilityId, row.visitId, row.id, row.state, row.bpjsNumber ?? null, row.kdRacikan ?? null, row.at],
  );
}

/** Takes an item out of the entry. Its digest gives way, so that the same drug may be entered again as a new item. */
export async function removeItem(tx: FacilityTx, visitId: string, id: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE service_items SET state = 'removing', item_digest = item_digest || uuid_send(id), updated_at = $4
      WHERE facility_id = $1 AND visit_id = $2 AND id = $3`,
    [tx.facilityId, visitId, id, at],
  );
}

/** P-Care took it after it had left the entry: the number is what its removal needs. */
export async function setItemNumber(
  tx: FacilityTx,
  visitId: string,
  id: string,
  bpjsNumber: string | null,
): Promise<void> {
  await tx.query('UPDATE service_items SET bpjs_number = $4 WHERE facility_id = $1 AND visit_id = $2 AND id = $3', [
    tx.facilityId,
    visitId,
    id,
    bpjsNumber,
  ]);
}

/** The entry goes back to a draft and its next recording is another visit at P-Care. */
export async function withdrawEntryRow(tx: FacilityTx, visitId: string, by: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE service_entries SET state = 'draft', generation = generation + 1, revision = revision + 1, updated_at = $3, updated_by = $4
      WHERE facility_id = $1 AND visit_id = $2`,
    [tx.facilityId, visitId, at, by],
  );
}

export interface PcareNumbers {
  readonly noUrut: string | null;
  readonly noKunjungan: string | null;
}

export async function listNumbers(
  tx: FacilityTx,
  visitIds: readonly string[],
): Promise<ReadonlyMap<string, PcareNumbers>> {
  const rows = await tx.query<PcareNumbers & { readonly visitId: string }>(
    `SELECT r.visit_id AS "visitId", r.no_urut AS "noUrut", e.no_kunjungan AS "noKunjungan"
       FROM pcare_registrations r LEFT JOIN service_entries e ON e.facility_id = r.facility_id AND e.visit_id = r.visit_id
      WHERE r.facility_id = $1 AND r.visit_id = ANY($2::uuid[])`,
    [tx.facilityId, visitIds],
  );
  return new Map(rows.map(({ visitId, noUrut, noKunjungan }) => [visitId, { noUrut, noKunjungan }]));
}

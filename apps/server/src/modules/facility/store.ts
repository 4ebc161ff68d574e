// Statements of the facility's own tables, one function each.
import type { FacilityTx } from '../../platform/db/index.ts';
import { facilityId } from '../../platform/ids.ts';
import {
  DEFAULT_SWITCHES,
  type BpjsEnvironment,
  type FacilityRecord,
  type NewFacility,
  type Switches,
} from './types.ts';

interface FacilityRow {
  readonly facility_id: string;
  readonly name: string;
  readonly kind: FacilityRecord['kind'];
  readonly kode_ppk: string;
  readonly time_zone: FacilityRecord['timeZone'];
  readonly address: string;
  readonly switches: Partial<Switches>;
  readonly bpjs_environment: BpjsEnvironment;
}

export interface CredentialRow {
  readonly service: string;
  readonly cons_id_masked: string;
  readonly sealed: Buffer;
  readonly updated_at: Date;
}

const COLUMNS = 'facility_id, name, kind, kode_ppk, time_zone, address, switches, bpjs_environment';

export async function insertFacility(tx: FacilityTx, input: NewFacility): Promise<void> {
  await tx.query(`INSERT INTO facilities (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, [
    tx.facilityId,
    input.name,
    input.kind,
    input.kodePpk,
    input.timeZone,
    input.address ?? '',
    JSON.stringify(DEFAULT_SWITCHES[input.kind]),
    input.bpjsEnvironment,
  ]);
}

/** The first link of the audit chain is the digest of the facility itself. */
export async function insertAuditHead(tx: FacilityTx): Promise<void> {
  await tx.query(
    "INSERT INTO audit_heads (facility_id, seq, hash) VALUES ($1, 0, sha256(convert_to('titian audit ' || $1::uuid, 'UTF8')))",
    [tx.facilityId],
  );
}

export async function selectFacility(tx: FacilityTx): Promise<FacilityRecord | null> {
  const [row] = await tx.query<FacilityRow>(`SELECT ${COLUMNS} FROM facilities WHERE facility_id = $1`, [
    tx.facilityId,
  ]);
  return row ? recordOf(row) : null;
}

export async function updateFacility(tx: FacilityTx, next: FacilityRecord): Promise<void> {
  await tx.query(
    `UPDATE facilities SET name = $2, address = $3, time_zone = $4, switches = $5, bpjs_environment = $6, updated_at = now() WHERE facility_id = $1`,
    [tx.facilityId, next.name, next.address, next.timeZone, JSON.stringify(next.switches), next.bpjsEnvironment],
  );
}

export async function selectCredentials(tx: FacilityTx, environment: BpjsEnvironment): Promise<CredentialRow[]> {
  return await tx.query<CredentialRow>(
    'SELECT service, cons_id_masked, sealed, updated_at FROM facility_credentials WHERE facility_id = $1 AND environment = $2',
    [tx.facilityId, environment],
  );
}

export interface NewCredentialRow {
  readonly environment: BpjsEnvironment;
  readonly service: string;
  readonly consIdMasked: string;
  readonly sealed: Buffer;
}

export async function upsertCredentials(tx: FacilityTx, row: NewCredentialRow): Promise<void> {
  await tx.query(
    `INSERT INTO facility_credentials (facility_id, environment, service, cons_id_masked, sealed) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (facility_id, environment, service)
     DO UPDATE SET cons_id_masked = excluded.cons_id_masked, sealed = excluded.sealed, updated_at = now()`,
    [tx.facilityId, row.environment, row.service, row.consIdMasked, row.sealed],
  );
}

function recordOf(row: FacilityRow): FacilityRecord {
  return {
    id: facilityId(row.facility_id),
    name: row.name,
    kind: row.kind,
    kodePpk: row.kode_ppk,
    timeZone: row.time_zone,
    address: row.address,
    // A switch that is younger than the row takes the kind's default.
    switches: { ...DEFAULT_SWITCHES[row.kind], ...row.switches },
    bpjsEnvironment: row.bpjs_environment,
  };
}

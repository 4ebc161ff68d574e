// SQL of the written policy: every version is kept, the newest counts. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { DEFAULT_POLICY, type Contact, type Otherwise, type Policy } from './rules.ts';

interface PolicyRow {
  readonly version: number;
  readonly max_age_days: number;
  readonly when_old: Otherwise;
  readonly when_unknown: Otherwise;
  readonly is_automatic: boolean;
  readonly start_after_minutes: number;
  readonly end_after_minutes: number;
  readonly opens_at: string;
  readonly patient_text: string;
  readonly contacts: Buffer | null;
  readonly changed_by: string;
  readonly changed_at: Date;
}

const COLUMNS = `version, max_age_days, when_old, when_unknown, is_automatic, start_after_minutes, end_after_minutes, opens_at, patient_text,
  contacts, changed_by, changed_at`;
/** Every registration of an outage asks for it, once per transaction. */
const known = new WeakMap<FacilityTx, Promise<Policy>>();

export function createPolicyStore(sealer: Sealer) {
  const place = (version: number) => ({ table: 'continuity_policies', column: 'contacts', rowId: String(version) });

  const opened = async (tx: FacilityTx, row: PolicyRow): Promise<Policy> => ({
    version: row.version,
    maxAgeDays: row.max_age_days,
    whenOld: row.when_old,
    whenUnknown: row.when_unknown,
    isAutomatic: row.is_automatic,
    startAfterMinutes: row.start_after_minutes,
    endAfterMinutes: row.end_after_minutes,
    opensAt: row.opens_at,
    patientText: row.patient_text,
    // Written by `insert` in this very shape and authenticated by the seal.
    contacts:
      row.contacts === null
        ? []
        : (JSON.parse(await sealer.openText(tx, place(row.version), row.contacts)) as Contact[]),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  });

  const read = async (tx: FacilityTx): Promise<Policy> => {
    const [row] = await tx.query<PolicyRow>(
      `SELECT ${COLUMNS} FROM continuity_policies WHERE facility_id = $1 ORDER BY version DESC LIMIT 1`,
      [tx.facilityId],
    );
    return row === undefined ? DEFAULT_POLICY : opened(tx, row);
  };

  return {
    current: (tx: FacilityTx): Promise<Policy> => {
      const asked = known.get(tx) ?? read(tx);
      known.set(tx, asked);
      return asked;
    },

    /** False when another person wrote the same version at this very moment. */
    async insert(tx: FacilityTx, policy: Policy & { changedBy: string; changedAt: Date }): Promise<boolean> {
      known.delete(tx);
      const contacts =
        policy.contacts.length === 0
          ? null
          : await sealer.sealText(tx, place(policy.version), JSON.stringify(policy.contacts));
      const rows = await tx.query(
        `INSERT INTO continuity_policies (facility_id, version, max_age_days, when_old, when_unknown, is_automatic, start_after_minutes,
           end_after_minutes, opens_at, patient_text, contacts, changed_by, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (facility_id, version) DO NOTHING RETURNING version`,
        [
          tx.facilityId,
          policy.version,
          policy.maxAgeDays,
          policy.whenOld,
          policy.whenUnknown,
          policy.isAutomatic,
          policy.startAfterMinutes,
          policy.endAfterMinutes,
          policy.opensAt,
          policy.patientText,
          contacts,
          policy.changedBy,
          policy.changedAt,
        ],
      );
      return rows.length === 1;
    },

    async history(tx: FacilityTx, limit: number): Promise<Policy[]> {
      const rows = await tx.query<PolicyRow>(
        `SELECT ${COLUMNS} FROM continuity_policies WHERE facility_id = $1 ORDER BY version DESC LIMIT $2`,
        [tx.facilityId, limit],
      );
      return Promise.all(rows.map((row) => opened(tx, row)));
    },
  };
}

export type PolicyStore = ReturnType<typeof createPolicyStore>;

// SQL of the emergency register. One function per statement; what was written about a person is sealed.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';

export interface LeftPerson {
  readonly nama: string;
  readonly noHp: string;
  readonly catatan: string;
}

export interface RegisterLine {
  readonly id: string;
  readonly outageId: string | null;
  readonly serviceDate: string;
  readonly rowNumber: number | null;
  readonly kind: 'terdaftar' | 'pergi';
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly visitId: string | null;
  readonly person: LeftPerson | null;
  readonly enteredBy: string;
  readonly enteredAt: Date;
}

interface LineRow extends Omit<RegisterLine, 'person'> {
  readonly person: Buffer | null;
}

const COLUMNS = `id, outage_id AS "outageId", service_date AS "serviceDate", row_number AS "rowNumber", kind, written_at AS "writtenAt",
  written_by AS "writtenBy", visit_id AS "visitId", person, entered_by AS "enteredBy", entered_at AS "enteredAt"`;

export function createRegisterStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'emergency_register', column: 'person', rowId });
  const opened = async (tx: FacilityTx, { person, ...row }: LineRow): Promise<RegisterLine> => ({
    ...row,
    // Written by `insert` in this very shape and authenticated by the seal.
    person: person === null ? null : (JSON.parse(await sealer.openText(tx, place(row.id), person)) as LeftPerson),
  });

  return {
    /** False when this row of the paper has been entered already. */
    async insert(tx: FacilityTx, line: RegisterLine): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO emergency_register (facility_id, id, outage_id, service_date, row_number, kind, written_at, written_by, visit_id, person,
           entered_by, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`,
        [
          tx.facilityId,
          line.id,
          line.outageId,
          line.serviceDate,
          line.rowNumber,
          line.kind,
          line.writtenAt,
          line.writtenBy,
          line.visitId,
          line.person === null ? null : await sealer.sealText(tx, place(line.id), JSON.stringify(line.person)),
          line.enteredBy,
          line.enteredAt,
        ],
      );
      return rows.length === 1;
    },

    async find(tx: FacilityTx, id: string): Promise<RegisterLine | null> {
      const [row] = await tx.query<LineRow>(
        `SELECT ${COLUMNS} FROM emergency_register WHERE facility_id = $1 AND id = $2`,
        [tx.facilityId, id],
      );
      return row === undefined ? null : opened(tx, row);
    },

    async ofDay(tx: FacilityTx, date: string): Promise<RegisterLine[]> {
      const rows = await tx.query<LineRow>(
        `SELECT ${COLUMNS} FROM emergency_register WHERE facility_id = $1 AND service_date = $2 ORDER BY row_number NULLS LAST, written_at LIMIT 2000`,
        [tx.facilityId, date],
      );
      return Promise.all(rows.map((row) => opened(tx, row)));
    },

    async countLeft(tx: FacilityTx, outageId: string): Promise<number> {
      const [row] = await tx.query<{ count: string }>(
        "SELECT count(*) AS count FROM emergency_register WHERE facility_id = $1 AND outage_id = $2 AND kind = 'pergi'",
        [tx.facilityId, outageId],
      );
      return Number(row?.count ?? 0);
    },
  };
}

export type RegisterStore = ReturnType<typeof createRegisterStore>;

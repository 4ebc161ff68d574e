// SQL of the referrals we have seen; the clinical part is sealed. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Rujukan } from './rules.ts';

interface RujukanRow {
  readonly nomor_rujukan: string;
  readonly nomor_kartu_index: Buffer;
  readonly details: Buffer;
  readonly asked_at: Date;
}

export interface StoredRujukan {
  readonly rujukan: Rujukan;
  readonly askedAt: Date;
  readonly cardIndex: Buffer;
}

const COLUMNS = 'nomor_rujukan, nomor_kartu_index, details, asked_at';
/** BPJS lists referrals of many years; the desk needs the recent ones. */
const MAX_LISTED = 20;

export function createRujukanStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'rujukan', column: 'details', rowId });

  const open = async (tx: FacilityTx, row: RujukanRow): Promise<StoredRujukan> => ({
    // Written by `save` in this very shape and authenticated by the seal.
    rujukan: JSON.parse(await sealer.openText(tx, place(row.nomor_rujukan), row.details)) as Rujukan,
    askedAt: row.asked_at,
    cardIndex: row.nomor_kartu_index,
  });

  return {
    cardIndex: (tx: FacilityTx, nomorKartu: string) => sealer.blindIndex(tx, 'card', nomorKartu),

    async save(tx: FacilityTx, cardIndex: Buffer, rujukan: Rujukan, askedAt: Date): Promise<void> {
      const details = await sealer.sealText(tx, place(rujukan.nomorRujukan), JSON.stringify(rujukan));
      await tx.query(
        `INSERT INTO rujukan (facility_id, nomor_rujukan, nomor_kartu_index, tanggal, berlaku_sampai, details, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (facility_id, nomor_rujukan) DO UPDATE
            SET nomor_kartu_index = excluded.nomor_kartu_index, tanggal = excluded.tanggal, berlaku_sampai = excluded.berlaku_sampai,
                details = excluded.details, asked_at = excluded.asked_at`,
        [tx.facilityId, rujukan.nomorRujukan, cardIndex, rujukan.tanggal, rujukan.berlakuSampai, details, askedAt],
      );
    },

    async listOfCard(tx: FacilityTx, cardIndex: Buffer): Promise<StoredRujukan[]> {
      const rows = await tx.query<RujukanRow>(
        `SELECT ${COLUMNS} FROM rujukan WHERE facility_id = $1 AND nomor_kartu_index = $2 ORDER BY tanggal DESC LIMIT ${MAX_LISTED}`,
        [tx.facilityId, cardIndex],
      );
      const opened: StoredRujukan[] = [];
      for (const row of rows) opened.push(await open(tx, row));
      return opened;
    },

    async find(tx: FacilityTx, nomorRujukan: string): Promise<StoredRujukan | null> {
      const [row] = await tx.query<RujukanRow>(
        `SELECT ${COLUMNS} FROM rujukan WHERE facility_id = $1 AND nomor_rujukan = $2`,
        [tx.facilityId, nomorRujukan],
      );
      return row === undefined ? null : open(tx, row);
    },
  };
}

export type RujukanStore = ReturnType<typeof createRujukanStore>;

// SQL of the reference cache, one function per statement. References are no personal data and stay readable.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { ReferenceItem } from './reference-lists.ts';

/** When this list (or, for searched lists, this word) was read last. */
export async function lastRead(tx: FacilityTx, list: string, query: string): Promise<Date | null> {
  const [row] = await tx.query<{ readAt: Date }>(
    `SELECT read_at AS "readAt" FROM pcare_reference_reads WHERE facility_id = $1 AND list = $2 AND query = $3`,
    [tx.facilityId, list, query],
  );
  return row?.readAt ?? null;
}

export async function newestRead(tx: FacilityTx, list: string): Promise<Date | null> {
  const [row] = await tx.query<{ readAt: Date | null }>(
    `SELECT max(read_at) AS "readAt" FROM pcare_reference_reads WHERE facility_id = $1 AND list = $2`,
    [tx.facilityId, list],
  );
  return row?.readAt ?? null;
}

export async function markRead(tx: FacilityTx, list: string, query: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO pcare_reference_reads (facility_id, list, query, read_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (facility_id, list, query) DO UPDATE SET read_at = excluded.read_at`,
    [tx.facilityId, list, query, at],
  );
}

/** Rows per statement: five values each, far below the protocol's limit of parameters. */
const ROWS_PER_STATEMENT = 500;

export async function putItems(tx: FacilityTx, list: string, items: readonly ReferenceItem[], at: Date): Promise<void> {
  // The same code twice in one statement would be refused; the later row wins.
  const distinct = [...new Map(items.map((item) => [item.kode, item])).values()];
  for (let start = 0; start < distinct.length; start += ROWS_PER_STATEMENT) {
    const part = distinct.slice(start, start + ROWS_PER_STATEMENT);
    const rows = part
      .map((_, index) => `($1, $2, $${index * 3 + 4}, $${index * 3 + 5}, $${index * 3 + 6}, $3)`)
      .join(', ');
    await tx.query(
      `INSERT INTO pcare_references (facility_id, list, kode, nama, extra, seen_at) VALUES ${rows}
       ON CONFLICT (facility_id, list, kode) DO UPDATE SET nama = excluded.nama, extra = excluded.extra, seen_at = excluded.seen_at`,
      [tx.facilityId, list, at, ...part.flatMap((item) => [item.kode, item.nama, JSON.stringify(item.extra ?? {})])],
    );
  }
}

/** A whole list was read: what it no longer holds is gone at BPJS. */
export async function dropOlder(tx: FacilityTx, list: string, at: Date): Promise<void> {
  await tx.query('DELETE FROM pcare_references WHERE facility_id = $1 AND list = $2 AND seen_at < $3', [
    tx.facilityId,
    list,
    at,
  ]);
}

export async function searchItems(
  tx: FacilityTx,
  list: string,
  query: string,
  limit: number,
): Promise<ReferenceItem[]> {
  const word = query.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return tx.query<ReferenceItem>(
    `SELECT kode, nama, extra FROM pcare_references
      WHERE facility_id = $1 AND list = $2 AND (kode ILIKE $3 OR nama ILIKE $4)
      ORDER BY (kode ILIKE $3) DESC, kode LIMIT $5`,
    [tx.facilityId, list, `${word}%`, `%${word}%`, limit],
  );
}

export async function findReference(tx: FacilityTx, list: string, kode: string): Promise<ReferenceItem | undefined> {
  const [row] = await tx.query<ReferenceItem>(
    'SELECT kode, nama, extra FROM pcare_references WHERE facility_id = $1 AND list = $2 AND kode = $3',
    [tx.facilityId, list, kode],
  );
  return row;
}

// The mark of a restored database, from the installation to its facilities: written after the migrations, so that also a backup from before
// the gate existed starts held. Written again after a crash without harm.
import pg from 'pg';
import { z } from 'zod';

const mark = z.object({ takenAt: z.iso.datetime(), restoredAt: z.iso.datetime() });

/** Answers when the backup was taken, or null when nothing was restored. */
export async function markRestored(databaseUrl: string): Promise<Date | null> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'titian-start' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ value: string }>(
      "SELECT value FROM titian.installation WHERE name = 'restored'",
    );
    const [row] = rows;
    if (row === undefined) return null;
    const { takenAt, restoredAt } = mark.parse(JSON.parse(row.value));
    const facilities = await client.query<{ id: string }>(
      'SELECT facility_id AS id FROM titian.memberships UNION SELECT facility_id FROM titian.api_keys ORDER BY 1',
    );
    await client.query('BEGIN');
    for (const { id } of facilities.rows) {
      await client.query("SELECT set_config('app.facility_id', $1, true)", [id]);
      await client.query(
        'INSERT INTO titian.restored_starts (facility_id, taken_at, restored_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [id, takenAt, restoredAt],
      );
    }
    await client.query("DELETE FROM titian.installation WHERE name = 'restored'");
    await client.query('COMMIT');
    return new Date(takenAt);
  } finally {
    await client.end();
  }
}

/** When the last backup was made and verified, for whoever watches over it. */
export async function recordBackup(databaseUrl: string, at: Date): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'titian-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO titian.operation_facts (name, source, value, updated_at) VALUES ('backup', 'titian', $1, $2)
       ON CONFLICT (name, source) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
      [JSON.stringify({ lastBackupAt: at.toISOString() }), at],
    );
  } finally {
    await client.end();
  }
}

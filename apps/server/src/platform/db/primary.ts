// Whether a new connection ends at the server that may be written to. Behind an address that moves (virtual IP, proxy, DNS) a connection can end at a
// standby, or at a primary that was replaced while it went on talking: both are refused before anything is asked of them. What this process
// cannot know is a promotion of which no connection has told it yet; there only synchronous replication helps (docs/operations/production.md).
import type pg from 'pg';

/** What PostgreSQL itself says to a write on a standby. */
const READ_ONLY = '25006';

export class NotThePrimary extends Error {
  override readonly name = 'NotThePrimary';
  readonly code = READ_ONLY;
}

export interface PrimaryGuard {
  /** Throws unless the server at the other end takes writes and is not older than one that was seen before. */
  check(client: pg.ClientBase): Promise<void>;
}

// Each promotion begins a timeline of its own, with a higher number; it stands in the name of the WAL file that is being written.
const WHO_ARE_YOU = `
  SELECT pg_is_in_recovery() AS standby,
         CASE WHEN pg_is_in_recovery() THEN NULL ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS timeline`;

/** Some hosted servers keep their WAL to themselves; then only the first question is asked. */
const FORBIDDEN = new Set(['42501', '0A000', '42883']);

interface Facts {
  readonly standby: boolean;
  readonly timeline: string | null;
}

/** One guard for all pools of a process: what one connection learns counts for all. */
export function createPrimaryGuard(): PrimaryGuard {
  let newest = 0;
  return {
    check: async (client) => {
      const { standby, timeline } = await askWho(client);
      if (standby) throw new NotThePrimary('this server is a standby');
      const number = timeline === null ? newest : Number.parseInt(timeline, 16);
      if (number < newest) throw new NotThePrimary('this server was replaced by another');
      newest = number;
    },
  };
}

async function askWho(client: pg.ClientBase): Promise<Facts> {
  try {
    const { rows } = await client.query<Facts>(WHO_ARE_YOU);
    return rows[0] ?? { standby: false, timeline: null };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && FORBIDDEN.has(String(error.code)))) throw error;
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    return { standby: rows[0]?.standby === true, timeline: null };
  }
}

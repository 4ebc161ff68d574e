// Waits for PostgreSQL at start: after a power cut server and database come up together, and recovery takes its time.
import pg from 'pg';
import { recognise } from '../http/error-answer.ts';
import type { Clock } from '../clock.ts';
import { CLIENT_LIMITS } from './connection-settings.ts';
import { createPrimaryGuard } from './primary.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;

export async function connectOwner(databaseUrl: string, clock: Clock): Promise<pg.Client> {
  const deadline = clock.monotonicMs() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ ...CLIENT_LIMITS, connectionString: databaseUrl, application_name: 'titian-start' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      // A standby that is about to be promoted is waited for like a server that is about to start.
      await createPrimaryGuard().check(client);
      return client;
    } catch (error) {
      await client.end();
      if (recognise(error).code !== 'STORE_UNAVAILABLE' || clock.monotonicMs() > deadline) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE_MS);
      });
    }
  }
}

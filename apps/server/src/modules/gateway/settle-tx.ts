// Gives a kind's `settle` the same transaction type as every use case, over the connection on which the outbox settles. The outbox
// owns BEGIN and COMMIT: what wants to be last runs at the end of `settle`, what wants to wait for the commit is handed back.
import type pg from 'pg';
import type { Queryable } from '@titian/outbox';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug } from '../../platform/errors.ts';
import { facilityId as checkedFacilityId } from '../../platform/ids.ts';

export interface SettleTx {
  readonly tx: FacilityTx;
  /** Runs what `beforeCommit` collected; call it after the kind has written its rows. */
  finish(): Promise<void>;
  /** What `afterCommit` collected, to be run when the outbox reports the commit. */
  takeAfterCommit(): (() => void)[];
}

export function openSettleTx(connection: Queryable, facility: string): SettleTx {
  const last: (() => Promise<void>)[] = [];
  const after: (() => void)[] = [];
  const tx: FacilityTx = {
    facilityId: checkedFacilityId(facility),
    query: async <R>(text: string, values?: readonly unknown[]) => {
      const result = await connection.query(values === undefined ? { text } : { text, values: [...values] });
      // The caller names the row type it selects, as everywhere in the server.
      return result.rows as R[];
    },
    // Settling uses plain statements only: a query builder or a raw client here could end the outbox's transaction.
    get kysely(): FacilityTx['kysely'] {
      throw bug('no query builder while a message settles');
    },
    get client(): pg.PoolClient {
      throw bug('no raw connection while a message settles');
    },
    beforeCommit: (work) => {
      last.push(work);
    },
    afterCommit: (work) => {
      after.push(work);
    },
  };
  return {
    tx,
    finish: async () => {
      for (const step of last.splice(0)) await step();
    },
    takeAfterCommit: () => after.splice(0),
  };
}

// Keeps the exact bytes of exchanges, sealed, for the message browser: in small batches beside the delivery, which never waits for them and
// never fails because of them. What a dying process had not written yet is missed here and nowhere else: the body of every attempt is
// committed by the outbox before its first byte leaves.
import type { Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { SeenExchange } from './exchange-recorder.ts';

export type ExchangePurpose = 'send' | 'ask';

export interface NewExchange {
  readonly messageId: string;
  readonly attemptId: string | null;
  readonly purpose: ExchangePurpose;
  readonly exchange: SeenExchange;
}

export interface KeptExchange extends NewExchange {
  readonly id: string;
}

export interface ExchangeKeeper {
  add(facilityId: FacilityId, exchanges: readonly NewExchange[]): void;
  /** What was added so far is written. */
  settled(): Promise<void>;
}

const FLUSH_MS = 100;
const BATCH = 50;
/** Waiting to be written; a database that is away for long costs the oldest of them. */
const WAITING_MAX = 2_000;

export interface KeeperDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly random: Random;
  readonly onTrouble: (error: unknown) => void;
}

export function createExchangeKeeper({ db, sealer, random, onTrouble }: KeeperDeps): ExchangeKeeper {
  const waiting = new Map<FacilityId, NewExchange[]>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const flush = async () => {
    timer = undefined;
    const all = [...waiting];
    waiting.clear();
    for (const [facilityId, exchanges] of all) {
      for (let at = 0; at < exchanges.length; at += BATCH) {
        await db
          .withFacility(facilityId, (tx) => insert(sealer, random, tx, exchanges.slice(at, at + BATCH)))
          .catch(onTrouble);
      }
    }
  };
  const start = () => {
    running = running.then(flush);
    return running;
  };
  return {
    add: (facilityId, exchanges) => {
      if (exchanges.length === 0) return;
      const list = waiting.get(facilityId) ?? [];
      list.push(...exchanges);
      list.splice(0, Math.max(0, list.length - WAITING_MAX));
      waiting.set(facilityId, list);
      timer ??= setTimeout(() => void start(), FLUSH_MS);
    },
    settled: () => {
      clearTimeout(timer);
      return start();
    },
  };
}

const place = (id: string) => ({ table: 'bpjs_exchanges', column: 'exchange_sealed', rowId: id });
const WIDTH = 6;

async function insert(sealer: Sealer, random: Random, tx: FacilityTx, batch: readonly NewExchange[]): Promise<void> {
  // Nothing is promised on these rows, so nobody waits for the disk.
  await tx.query('SET LOCAL synchronous_commit = off');
  const values: unknown[] = [tx.facilityId];
  for (const { messageId, attemptId, purpose, exchange } of batch) {
    const id = random.uuidv7();
    // The body of an attempt is kept by the outbox already.
    const kept = purpose === 'send' && exchange.requestBody !== null ? withoutText(exchange) : exchange;
    const sealed = await sealer.sealText(tx, place(id), JSON.stringify(kept));
    values.push(messageId, exchange.at, id, attemptId, purpose, sealed);
  }
  const rows = batch.map(
    (_, row) => `($1, ${Array.from({ length: WIDTH }, (__, column) => `$${2 + row * WIDTH + column}`).join(', ')})`,
  );
  await tx.query(
    `INSERT INTO bpjs_exchanges (facility_id, message_id, at, id, attempt_id, purpose, exchange_sealed) VALUES ${rows.join(', ')}`,
    values,
  );
}

function withoutText(exchange: SeenExchange): SeenExchange {
  return {
    ...exchange,
    requestBody: exchange.requestBody === null ? null : { ...exchange.requestBody, text: '' },
  };
}

export async function listExchanges(sealer: Sealer, tx: FacilityTx, messageId: string): Promise<KeptExchange[]> {
  const rows = await tx.query<{ id: string; attemptId: string | null; purpose: ExchangePurpose; sealed: Buffer }>(
    `SELECT id, attempt_id AS "attemptId", purpose, exchange_sealed AS sealed FROM bpjs_exchanges
      WHERE facility_id = $1 AND message_id = $2 ORDER BY at, id LIMIT 200`,
    [tx.facilityId, messageId],
  );
  const exchanges: KeptExchange[] = [];
  for (const { id, attemptId, purpose, sealed } of rows) {
    // Our own text under our own seal.
    const stored = JSON.parse(await sealer.openText(tx, place(id), sealed)) as SeenExchange & { readonly at: string };
    exchanges.push({ id, messageId, attemptId, purpose, exchange: { ...stored, at: new Date(stored.at) } });
  }
  return exchanges;
}

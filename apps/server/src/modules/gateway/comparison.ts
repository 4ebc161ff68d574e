// Differences between what we sent and what BPJS holds, worked off by a person: ask BPJS again, or take the difference as it is, with a
// reason. It sends nothing and changes no record: which side is right is decided elsewhere.
import type { Json, OutboxMessage } from '@titian/outbox';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, type AppError, notFound } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { openDifferences, openSent, sealAcceptance, sealDifferences, type SentRecord } from './evidence.ts';
import type { BpjsMessageKind, Difference, FacilityBpjs, ReadBackResult } from './kinds.ts';
import { MENDS } from './mends.ts';
import { bpjsAway, isBpjsTrouble } from './reachability.ts';
import * as messages from './message-store.ts';
import * as store from './store.ts';

export const COMPARED = ['sama', 'berbeda', 'tidak-ada', 'belum-jelas'] as const;
export type Compared = (typeof COMPARED)[number];

export interface Comparison {
  /** Asks BPJS now. */
  compare(actor: Actor, messageId: string): Promise<Compared>;
  accept(actor: Actor, messageId: string, reason: string): Promise<void>;
}

export interface ComparisonDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  readonly kindOf: (name: string) => BpjsMessageKind | undefined;
}

interface Question {
  readonly ask: (bpjs: FacilityBpjs) => Promise<ReadBackResult>;
  readonly record: messages.MessageRecord;
}

export function createComparison(deps: ComparisonDeps): Comparison {
  const { db, sealer, clock, audit } = deps;
  return {
    async compare(actor, messageId) {
      const { ask, record } = await db.withFacility(actor.facilityId, (tx) => questionOf(deps, tx, messageId));
      const found = await ask(deps.bpjs(actor.facilityId)).catch((error: unknown) => {
        throw isBpjsTrouble(error) ? bpjsAway(error) : error;
      });
      return db.withFacility(actor.facilityId, async (tx) => {
        await audit.record(tx, { actor, action: 'message.compare', subjectType: 'message', subjectId: messageId });
        return keep(deps, tx, record, found);
      });
    },

    accept: (actor, messageId, reason) =>
      db.withFacility(actor.facilityId, async (tx) => {
        if ((await messages.findMessage(tx, messageId)) === undefined) throw notFound('message');
        const sealed = await sealAcceptance(sealer, tx, messageId, { by: actor.displayName, reason });
        if (!(await store.acceptDifference(tx, messageId, clock.now(), sealed)))
          throw conflict('DOMAIN_NO_DIFFERENCE', 'there is no open difference', {
            message: 'Tidak ada perbedaan yang terbuka pada pesan ini.',
            meaning: 'Sudah diterima orang lain, atau BPJS sudah menyimpan isi yang sama.',
            nextStep: 'Muat ulang untuk melihat keadaan terakhir.',
          });
        await audit.record(tx, {
          actor,
          action: 'message.accept-difference',
          subjectType: 'message',
          subjectId: messageId,
          reason,
        });
      }),
  };
}

/** What to ask, and with which body; refused where the answer would say nothing. */
async function questionOf(deps: ComparisonDeps, tx: FacilityTx, messageId: string): Promise<Question> {
  const record = await messages.findMessage(tx, messageId);
  if (record === undefined) throw notFound('message');
  const readBack = deps.kindOf(record.kind)?.readBack ?? null;
  const attempt = (await messages.listAttempts(tx, record.laneId, messageId)).at(-1);
  const isHeld = record.state === 'delivered' || record.state === 'already';
  if (readBack === null || attempt === undefined || !isHeld) throw notComparable('not-comparable');
  const lane = await messages.listLane(tx, record.laneId);
  const isMended = lane.some(
    (later) =>
      Number(later.seq) > Number(record.seq) &&
      (later.state === 'delivered' || later.state === 'already') &&
      MENDS[later.kind]?.includes(record.kind) === true,
  );
  // What BPJS holds now is what the later message said.
  if (isMended) throw notComparable('replaced');
  const sent: SentRecord = await openSent(deps.sealer, tx, messageId, attempt.body);
  const message: Pick<OutboxMessage, 'intent'> = { intent: jsonOf(record.intent) };
  return { record, ask: (bpjs) => readBack(bpjs, sent, message) };
}

async function keep(
  { sealer, clock }: ComparisonDeps,
  tx: FacilityTx,
  record: messages.MessageRecord,
  found: ReadBackResult,
): Promise<Compared> {
  const { messageId, subjectId, kind } = record;
  const at = clock.now();
  if (found.kind === 'present' && found.same) {
    await store.clearDifference(tx, messageId, at);
    return 'sama';
  }
  if (found.kind === 'present') {
    const differences = found.differences ?? [];
    const known = await store.findDifference(tx, messageId);
    const isKnown =
      known !== undefined && isEqual(await openDifferences(sealer, tx, messageId, known.detailSealed), differences);
    // The same difference stays as it was judged.
    if (!isKnown) {
      const detailSealed = await sealDifferences(sealer, tx, messageId, differences);
      await store.putDifference(tx, { messageId, subjectId, kind, detailSealed, foundAt: at });
    }
    await store.markDifferenceCompared(tx, messageId, at);
    return 'berbeda';
  }
  await store.markDifferenceCompared(tx, messageId, at);
  return found.kind === 'absent' ? 'tidak-ada' : 'belum-jelas';
}

function isEqual(left: readonly Difference[], right: readonly Difference[]): boolean {
  const told = (list: readonly Difference[]) =>
    list
      .map(({ field, ours, theirs }) => JSON.stringify([field, ours, theirs]))
      .toSorted()
      .join();
  return told(left) === told(right);
}

/** Read from a column of JSON. */
function jsonOf(value: unknown): Json {
  return value as Json;
}

function notComparable(why: 'not-comparable' | 'replaced'): AppError {
  return conflict('DOMAIN_NOT_COMPARABLE', `this message cannot be compared: ${why}`, {
    message: 'Pesan ini tidak dapat dibandingkan.',
    meaning:
      why === 'replaced'
        ? 'Pesan sesudahnya sudah mengubah atau menghapus isinya di BPJS.'
        : 'Belum sampai di BPJS, atau BPJS tidak menyediakan cara membacanya.',
    nextStep: why === 'replaced' ? 'Bandingkan pesan yang sesudahnya.' : 'Lihat di aplikasi BPJS.',
  });
}

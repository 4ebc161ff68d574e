// Opening a message: what was sent and what came back, byte for byte, for somebody who has said why. Every opening is an access to a
// patient's data and stands in the audit trail with its reason (docs/adr/0014-opening-a-message.md).
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import { openEvidence, openSent, type EvidenceRecord } from './evidence.ts';
import { listExchanges, type ExchangePurpose, type KeptExchange } from './exchange-keeper.ts';
import { keptBytes, type Header, type KeptBytes } from './exchange-recorder.ts';
import * as store from './message-store.ts';

export interface ExchangeView {
  readonly id: string;
  readonly at: string;
  readonly purpose: ExchangePurpose;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly requestBody: KeptBytes | null;
  readonly tookMs: number | null;
  readonly status: number | null;
  readonly failure: string | null;
  readonly responseHeaders: readonly Header[];
  readonly responseBody: KeptBytes | null;
  readonly opened: string | null;
}

export interface PayloadAttempt {
  readonly id: string;
  readonly number: number;
  readonly startedAt: string;
  readonly method: string;
  readonly path: string;
  readonly body: KeptBytes | null;
  readonly exchanges: readonly ExchangeView[];
  /** What was understood of the answers, as kept beyond the raw bytes. */
  readonly answer: EvidenceRecord | null;
}

export interface PayloadView {
  readonly attempts: readonly PayloadAttempt[];
  /** BPJS was asked before the first attempt. */
  readonly asked: readonly ExchangeView[];
}

export interface PayloadDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly audit: Audit;
  readonly clock: Pick<Clock, 'businessOf'>;
}

export type OpenPayload = (actor: Actor, messageId: string, reason: string) => Promise<PayloadView>;

export function createOpenPayload({ db, sealer, audit, clock }: PayloadDeps): OpenPayload {
  const shown = (real: Date) => clock.businessOf(real).toISOString();
  return (actor, messageId, reason) =>
    db.withFacility(actor.facilityId, async (tx) => {
      const record = await store.findMessage(tx, messageId);
      if (record === undefined) throw notFound('message');
      await audit.record(tx, {
        actor,
        action: 'message.open-payload',
        subjectType: 'message',
        subjectId: messageId,
        reason,
        after: { subjectId: record.subjectId },
      });
      const exchanges = await listExchanges(sealer, tx, messageId);
      const outcomes = await store.listOutcomes(tx, record.laneId, messageId);
      const attempts: PayloadAttempt[] = [];
      for (const attempt of await store.listAttempts(tx, record.laneId, messageId)) {
        const sent = await openSent(sealer, tx, messageId, attempt.body);
        const body = sent.exactBody === null ? null : keptBytes(Buffer.from(sent.exactBody, 'utf8'));
        const sealed = outcomes.findLast(
          (one) => one.attemptId === attempt.attemptId && one.evidence !== null,
        )?.evidence;
        attempts.push({
          id: attempt.attemptId,
          number: attempts.length + 1,
          startedAt: shown(attempt.startedAt),
          method: sent.method,
          path: sent.path,
          body,
          exchanges: exchanges
            .filter((one) => one.attemptId === attempt.attemptId)
            .map((one) => exchangeView(one, body, shown)),
          answer: sealed == null ? null : await openEvidence(sealer, tx, messageId, sealed),
        });
      }
      const asked = exchanges.filter((one) => one.attemptId === null).map((one) => exchangeView(one, null, shown));
      return { attempts, asked };
    });
}

function exchangeView(
  { id, purpose, exchange }: KeptExchange,
  body: KeptBytes | null,
  shown: (real: Date) => string,
): ExchangeView {
  const { at, requestBody, ...rest } = exchange;
  // The digests say whether the bytes that left are the ones that were committed before.
  const isCommitted = purpose === 'send' && body !== null && requestBody?.sha256 === body.sha256;
  return { id, purpose, ...rest, at: shown(at), requestBody: isCommitted ? body : requestBody };
}

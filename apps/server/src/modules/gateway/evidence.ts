// What an attempt carried and what came back, as sealed bytes for the outbox: the exact body before the first byte, the answer as
// proof afterwards. Only the gateway opens them again, for reading back and for people with the permission `message-payload`.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Difference, WireCall } from './kinds.ts';

/** The attempt: parameters and body as built, and the exact text that goes over the wire. */
export interface SentRecord extends WireCall {
  readonly endpointId: string;
  readonly method: string;
  readonly path: string;
  readonly exactBody: string | null;
}

/** What was learned: an answer's code, text and data, an error's, or the differences a reading back found. */
export interface EvidenceRecord {
  readonly code: string | null;
  readonly message: string | null;
  readonly data?: unknown;
  readonly differences?: readonly Difference[];
}

/** Cap of a kept answer; a write's answer is a few hundred bytes, anything larger is only its beginning. */
const EVIDENCE_MAX_CHARS = 20_000;

const place = (column: 'body' | 'evidence', messageId: string) => ({
  table: column === 'body' ? 'outbox_attempts' : 'outbox_outcomes',
  column,
  rowId: messageId,
});

export function sealSent(sealer: Sealer, tx: FacilityTx, messageId: string, sent: SentRecord): Promise<Buffer> {
  return sealer.sealText(tx, place('body', messageId), JSON.stringify(sent));
}

export async function openSent(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  sealed: Uint8Array,
): Promise<SentRecord> {
  // We wrote this text ourselves a moment or a day ago; the seal proves that nobody else did.
  return JSON.parse(await sealer.openText(tx, place('body', messageId), sealed)) as SentRecord;
}

export function sealEvidence(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  evidence: EvidenceRecord,
): Promise<Buffer> {
  const text = JSON.stringify(evidence);
  const kept =
    text.length <= EVIDENCE_MAX_CHARS ? text : JSON.stringify({ ...evidence, data: text.slice(0, EVIDENCE_MAX_CHARS) });
  return sealer.sealText(tx, place('evidence', messageId), kept);
}

export async function openEvidence(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  sealed: Uint8Array,
): Promise<EvidenceRecord> {
  // As above: our own text under our own seal.
  return JSON.parse(await sealer.openText(tx, place('evidence', messageId), sealed)) as EvidenceRecord;
}

const differencePlace = (column: 'detail_sealed' | 'accepted_sealed', messageId: string) => ({
  table: 'bpjs_differences',
  column,
  rowId: messageId,
});

export function sealDifferences(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  differences: readonly Difference[],
): Promise<Buffer> {
  return sealer.sealText(tx, differencePlace('detail_sealed', messageId), JSON.stringify(differences));
}

export async function openDifferences(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  sealed: Buffer,
): Promise<readonly Difference[]> {
  // As above.
  return JSON.parse(await sealer.openText(tx, differencePlace('detail_sealed', messageId), sealed)) as Difference[];
}

/** Who took a difference as it is, and why. */
interface Acceptance {
  readonly by: string;
  readonly reason: string;
}

export function sealAcceptance(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  acceptance: Acceptance,
): Promise<Buffer> {
  return sealer.sealText(tx, differencePlace('accepted_sealed', messageId), JSON.stringify(acceptance));
}

export async function openAcceptance(
  sealer: Sealer,
  tx: FacilityTx,
  messageId: string,
  sealed: Buffer,
): Promise<Acceptance> {
  // As above.
  return JSON.parse(await sealer.openText(tx, differencePlace('accepted_sealed', messageId), sealed)) as Acceptance;
}

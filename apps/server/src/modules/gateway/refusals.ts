// What is kept of a refusal so that people can search it: the code of our explanation, BPJS's code, and BPJS's sentence without whom it
// speaks of. The sentence as it came stays in the sealed evidence. Also the way back: what a person types, as codes and patterns.
import { sentenceTwin } from '@titian/client';
import type { OutboxMessage } from '@titian/outbox';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { openEvidence } from './evidence.ts';
import { codesAbout } from './explain.ts';
import type { SettledOutcome } from './kinds.ts';
import { putRefusal } from './search-store.ts';

const CODE_MAX = 100;
const BPJS_CODE = /^\d{1,4}$/;
/** Fewer letters would be found in nearly every sentence. */
const MIN_LETTERS = 3;

export interface SettledRefusal {
  readonly message: Pick<OutboxMessage, 'messageId'>;
  readonly outcome: Pick<SettledOutcome, 'kind' | 'code' | 'reason'>;
  readonly evidence: Uint8Array | null;
  readonly at: Date;
}

/** In the transaction of the settlement; anything but a refusal or a held message leaves no row. */
export async function recordRefusal(
  sealer: Sealer,
  tx: FacilityTx,
  { message, outcome, evidence, at }: SettledRefusal,
): Promise<void> {
  if (outcome.kind !== 'refused' && outcome.kind !== 'parked') return;
  const said = evidence === null ? null : await openEvidence(sealer, tx, message.messageId, evidence);
  const bpjsCode = said?.code ?? null;
  await putRefusal(tx, {
    messageId: message.messageId,
    code: (outcome.code ?? outcome.reason ?? outcome.kind).slice(0, CODE_MAX),
    bpjsCode: bpjsCode !== null && BPJS_CODE.test(bpjsCode) ? bpjsCode : null,
    words: said?.message == null || said.message === '' ? null : sentenceTwin(said.message),
    at,
  });
}

/** Example: `refusalsAbout('rujukan BUDI habis')` finds sentences like `rujukan … habis` and our own explanations with these words. */
export function refusalsAbout(text: string): { readonly codes: readonly string[]; readonly like: readonly string[] } {
  const whole = `%${escaped(text)}%`;
  const parts = sentenceTwin(text)
    .split('…')
    .map((part) => part.trim());
  const letters = parts.join('').replaceAll(/[^\p{L}]/gu, '').length;
  const masked = `%${parts.map(escaped).join('%')}%`;
  return { codes: codesAbout(text), like: letters >= MIN_LETTERS && masked !== whole ? [whole, masked] : [whole] };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

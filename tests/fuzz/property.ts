// What must hold for every answer: one class of the closed set, the effect that belongs to it, no success without a success code and the
// endpoint's own shape, no damage taken for an answer, nothing larger than its bound. Violations are thrown.
import { strict as assert } from 'node:assert';
import { type Advice, type BpjsErrorCode, classifyReply, type Effect, SERVICES, type Verdict } from '@titian/client';
import type { HostileAnswer } from './answers.ts';
import { PLAINTEXT_LIMIT, SIGNATURE } from './wrappings.ts';

/** Every pair of effect and advice that a class may have; anything else would be a class of its own. */
const MEANINGS: Readonly<Partial<Record<BpjsErrorCode, readonly `${Effect} ${Advice}`[]>>> = {
  BPJS_REJECTED: ['none fix'],
  BPJS_PREDECESSOR: ['none after-predecessor'],
  BPJS_CREDENTIAL: ['none pause-channel'],
  BPJS_THROTTLED: ['none later'],
  BPJS_UNCERTAIN: ['none later', 'unknown reconcile'],
  BPJS_UNFAMILIAR: ['none stop', 'unknown reconcile'],
};
const EVIDENCE_LIMIT_CHARS = 65_536;
/** The reader lets 64 levels through; the shape of a bare list then puts one more around it. */
const DEPTH_LIMIT = 65;
/** A unit of text may take six letters of JSON. */
const JSON_GROWTH = 6;

export function classify({ endpoint, status, headers, bytes }: HostileAnswer): Verdict {
  return classifyReply(
    { status, headers, body: bytes },
    { endpoint, signature: SIGNATURE, nowMs: 1_735_689_600_000, plaintextLimitUnits: PLAINTEXT_LIMIT },
  );
}

/** The class in one word, for counting. */
export function classOf(verdict: Verdict): string {
  return verdict.kind === 'answer' ? verdict.answer.kind : verdict.error.code;
}

const normalised = (code: unknown): string =>
  typeof code === 'string' || typeof code === 'number' ? String(code).trim() : '';

export function check(hostile: HostileAnswer, isThorough: boolean): string {
  const verdict = classify(hostile);
  if (verdict.kind === 'answer') checkAnswer(hostile, verdict.answer);
  else checkError(hostile, verdict.error);
  if (isThorough) {
    const again = classify(hostile);
    assert.equal(classOf(again), classOf(verdict), 'the same bytes, another class');
    if (verdict.kind === 'answer')
      assert.ok(
        (JSON.stringify(verdict.answer.data) ?? '').length <= PLAINTEXT_LIMIT * JSON_GROWTH,
        'larger than the limit',
      );
    else assert.equal(JSON.stringify(verdict.error).includes(SIGNATURE.secret), false, 'the secret in an error');
  }
  return classOf(verdict);
}

type AnswerOf = Extract<Verdict, { kind: 'answer' }>['answer'];
type ErrorOf = Extract<Verdict, { kind: 'error' }>['error'];

function checkAnswer({ endpoint, status, isBroken, codes }: HostileAnswer, answer: AnswerOf): void {
  const reads = endpoint.writeClass === 'read';
  if (answer.kind === 'already') assert.ok(!reads, 'a read found something to be there already');
  if (answer.kind === 'empty') assert.ok(reads, 'a write was answered with nothing');
  if (answer.kind !== 'ok') {
    assert.equal(answer.data, null);
    return;
  }
  assert.ok(!isBroken, 'damage taken for success');
  assert.ok(status >= 200 && status <= 299, `success under HTTP ${status}`);
  assert.ok(endpoint.success.includes(answer.code), `success under the code ${answer.code}`);
  if (codes !== null)
    assert.ok(
      codes.some((code) => endpoint.success.includes(normalised(code))),
      'success although nobody wrote a success code',
    );
  const spelled = new Set(codes?.map(normalised));
  assert.ok(
    spelled.size <= 1 || SERVICES[endpoint.service].innerEnvelope === true,
    'success although two codes disagree',
  );
  assert.ok(depthOf(answer.data) <= DEPTH_LIMIT, 'deeper than the reader allows');
  assert.ok(endpoint.response.safeParse(answer.data).success, 'success with a shape that the endpoint does not have');
}

/** Level by level, so that no depth can hurt the judge. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0; depth += 1)
    level = level.flatMap((member) => (typeof member === 'object' && member !== null ? Object.values(member) : []));
  return depth - 1;
}

function checkError({ endpoint, status, isBroken, opens, codes }: HostileAnswer, error: ErrorOf): void {
  const reads = endpoint.writeClass === 'read';
  const meaning = `${error.effect} ${error.advice}` as const;
  assert.ok(MEANINGS[error.code]?.includes(meaning), `${error.code} with ${meaning}`);
  if (reads) assert.equal(error.effect, 'none', 'a read that may have changed something');
  if (opens)
    assert.doesNotMatch(String(error.context['reason']), /undecryptable|not-compressed/, 'an intact seal not opened');
  const saysSuccess = (codes?.length ?? 0) > 0 && codes?.every((code) => endpoint.success.includes(normalised(code)));
  // Success outside, damage inside: it may have happened, so nobody may deny it.
  if (isBroken && saysSuccess === true && status === 200 && !reads)
    assert.equal(error.effect, 'unknown', 'an effect denied');
  assert.ok((error.evidence ?? '').length <= EVIDENCE_LIMIT_CHARS, 'evidence without limit');
}

// Every answer of the corpus has exactly one class, and none succeeds by default.
import { ENDPOINTS, EXPLANATIONS, explain } from '@titian/contract';
import { describe, expect, it } from 'vitest';
import { classifyFailure, classifyReply, type ClassifyInput, FAILURE_REASONS, TransportFailure, type Verdict } from '../../src/index.ts';
import { readRetryAfter } from '../../src/classify.ts';
import { CREDENTIALS } from '../server.ts';
import { type CorpusCase, TIMESTAMP } from './cases.ts';
import { DAMAGED, DIALECTS } from './odd-shapes.ts';
import { GATEWAYS, REFUSALS } from './what-bpjs-says.ts';

const CORPUS = [...DIALECTS, ...DAMAGED, ...REFUSALS, ...GATEWAYS];

function inputOf(endpoint: ClassifyInput['endpoint']): ClassifyInput {
  return { endpoint, signature: { consId: CREDENTIALS.consId, secret: CREDENTIALS.secret, timestamp: TIMESTAMP }, nowMs: 1_735_689_600_000 };
}

function classify(entry: CorpusCase): Verdict {
  const body = typeof entry.body === 'string' ? Buffer.from(entry.body) : entry.body;
  return classifyReply({ status: entry.status ?? 200, headers: entry.headers ?? {}, body }, inputOf(entry.endpoint));
}

/** The same words for both kinds of verdict, so that one comparison shows every difference. */
function summary(verdict: Verdict): Record<string, unknown> {
  if (verdict.kind === 'answer') {
    const { kind, data, messageId, values } = verdict.answer;
    return { kind, data, messageId, values };
  }
  const { code, effect, advice, messageId, context } = verdict.error;
  return { code, effect, advice, messageId, reason: context['reason'] };
}

describe('the corpus', () => {
  it('has at least 80 answers, each with a name of its own', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(CORPUS.map((entry) => entry.id)).size).toBe(CORPUS.length);
  });

  it.each(CORPUS.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const verdict = classify(entry);
    expect(summary(verdict)).toMatchObject(entry.expect);
    expect(summary(classify(entry))).toEqual(summary(verdict));
    if (verdict.kind === 'error') {
      expect(explain(verdict.error.messageId, verdict.error.code).langkah.length).toBeGreaterThan(10);
      // Logging an error must not show what BPJS wrote about a person.
      expect(JSON.stringify(verdict.error)).not.toMatch(/0000000000001|TIRTA/);
    }
  });

  it('every damaged answer is an error', () => {
    for (const entry of DAMAGED) expect(classify(entry).kind, entry.id).toBe('error');
  });

  it('keeps the raw answer of everything unfamiliar', () => {
    for (const entry of CORPUS) {
      const verdict = classify(entry);
      const isWrite = entry.endpoint.writeClass !== 'read';
      if (verdict.kind === 'error' && verdict.error.code === 'BPJS_UNFAMILIAR' && isWrite && verdict.error.messageId === undefined && entry.status !== 405) {
        expect(verdict.error.evidence, entry.id).toBeDefined();
      }
    }
  });
});

describe('calls without a reply', () => {
  it.each(FAILURE_REASONS)('%s: effect follows from what was sent and what the call does', (reason) => {
    for (const endpoint of ENDPOINTS) {
      const before = classifyFailure(new TransportFailure(reason, false), inputOf(endpoint));
      expect(summary(before)).toMatchObject({ code: 'BPJS_UNREACHABLE', effect: 'none', advice: 'later' });
      const after = classifyFailure(new TransportFailure(reason, true), inputOf(endpoint));
      const isRead = endpoint.writeClass === 'read';
      expect(summary(after)).toMatchObject({ code: 'BPJS_UNCERTAIN', effect: isRead ? 'none' : 'unknown', advice: isRead ? 'later' : 'reconcile' });
    }
  });
});

describe('Retry-After', () => {
  it('is seconds or a date, never negative, never above the limit', () => {
    const nowMs = Date.parse('2026-01-15T01:00:00Z');
    expect(readRetryAfter('7', nowMs)).toBe(7000);
    expect(readRetryAfter('Thu, 15 Jan 2026 01:01:00 GMT', nowMs)).toBe(60_000);
    expect(readRetryAfter('Thu, 15 Jan 2026 00:00:00 GMT', nowMs)).toBe(0);
    expect(readRetryAfter('999999', nowMs)).toBe(900_000);
    expect(readRetryAfter('besok', nowMs)).toBeUndefined();
    expect(readRetryAfter(undefined, nowMs)).toBeUndefined();
  });
});

describe('explanations', () => {
  it('exist for every class of the client', () => {
    for (const code of ['BPJS_REJECTED', 'BPJS_PREDECESSOR', 'BPJS_UNREACHABLE', 'BPJS_UNCERTAIN', 'BPJS_UNFAMILIAR', 'BPJS_CREDENTIAL', 'BPJS_THROTTLED']) {
      expect(EXPLANATIONS[code]).toBeDefined();
    }
  });
});

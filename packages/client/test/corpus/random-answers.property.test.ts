// Random bytes and random JSON: the classifier never crashes and nothing succeeds by chance.
import { ENDPOINTS } from '@titian/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyReply, type ClassifyInput } from '../../src/index.ts';
import { CREDENTIALS } from '../server.ts';
import { TIMESTAMP } from './cases.ts';

/** A case costs a tenth of a millisecond, so five times as many as usual. */
const RUNS = (fc.readConfigureGlobal().numRuns ?? 100) * 5;

function inputOf(endpoint: ClassifyInput['endpoint']): ClassifyInput {
  return {
    endpoint,
    signature: { consId: CREDENTIALS.consId, secret: CREDENTIALS.secret, timestamp: TIMESTAMP },
    nowMs: 1_735_689_600_000,
  };
}

describe('random answers', () => {
  const endpoints = fc.constantFrom(...ENDPOINTS);
  const statuses = fc.constantFrom(200, 200, 201, 204, 302, 304, 400, 401, 403, 404, 405, 408, 412, 429, 500, 502, 503);

  it('bytes never crash the reader and never succeed', () => {
    fc.assert(
      fc.property(endpoints, statuses, fc.uint8Array({ minLength: 1, maxLength: 200 }), (endpoint, status, body) => {
        const verdict = classifyReply({ status, headers: {}, body }, inputOf(endpoint));
        // Blank bytes under 204 or 304 are an empty body, which has a meaning of its own.
        if (status === 204 || status === 304) expect(verdict.kind === 'answer' && verdict.answer.kind).not.toBe('ok');
        else expect(verdict.kind).toBe('error');
      }),
      { numRuns: RUNS },
    );
  });

  it('JSON never crashes the reader, and succeeds only with a success code of its endpoint', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const code = fc.oneof(fc.constantFrom('200', 200, '201', 208, 1, '0', null, 'x'), value);
    const envelope = fc.record({ key: fc.constantFrom('metaData', 'metadata', 'MetaData', 'meta'), code, message: fc.oneof(fc.string(), value), response: value });
    fc.assert(
      fc.property(endpoints, statuses, envelope, (endpoint, status, { key, code: sent, message, response }) => {
        const body = Buffer.from(JSON.stringify({ [key]: { code: sent, message }, response }));
        const verdict = classifyReply({ status, headers: {}, body }, inputOf(endpoint));
        if (verdict.kind === 'answer' && verdict.answer.kind === 'ok') {
          expect(endpoint.success).toContain(verdict.answer.code);
          expect([200, '200', '201', 1]).toContain(sent);
          expect([200, 201, 204]).toContain(status);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

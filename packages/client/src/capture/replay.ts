// A capture file read back: each record becomes an answer for the client again, and what the contract does not say of it is listed. This is
// how a record that somebody sent becomes a fixture.
import { findEndpoint, unknownKeysOf } from '@titian/contract';
import { classifyReply, type Verdict } from '../classify.ts';
import { CAPTURE_VERSION, type CapturedExchange } from './record.ts';

/** A file of one installation and a few days stays far below. */
const RECORDS_LIMIT = 100_000;

export function readCapture(text: string): CapturedExchange[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > RECORDS_LIMIT) throw new RangeError(`A capture holds at most ${RECORDS_LIMIT} records.`);
  return lines.map((line, place) => {
    const record: unknown = JSON.parse(line);
    if (typeof record !== 'object' || record === null || !('version' in record) || record.version !== CAPTURE_VERSION)
      throw new TypeError(`Line ${place + 1} is no record of version ${CAPTURE_VERSION}.`);
    // Written by `redactExchange`; the version says so.
    return record as CapturedExchange;
  });
}

/** The answer as the client would meet it; undefined for records without one, and for endpoints that the catalogue does not know. */
export function replayExchange(record: CapturedExchange): Verdict | undefined {
  const endpoint = findEndpoint(record.endpointId);
  if (endpoint === undefined || record.httpStatus === null || record.answer === null) return undefined;
  return classifyReply(
    { status: record.httpStatus, headers: {}, body: Buffer.from(JSON.stringify(record.answer)) },
    {
      // Its seal was opened when it was recorded.
      endpoint: { ...endpoint, encryption: 'plain' },
      signature: { consId: '0', secret: '0', timestamp: '0' },
      nowMs: 0,
    },
  );
}

/** What the contract does not know of this answer: paths that do not fit the schema, and keys that it does not name. */
export function contractDifferences(record: CapturedExchange): string[] {
  const verdict = replayExchange(record);
  if (verdict === undefined) return [];
  if (verdict.kind === 'answer') {
    const endpoint = findEndpoint(record.endpointId);
    const keys = endpoint === undefined ? [] : unknownKeysOf(endpoint.response, verdict.answer.data);
    return keys.map((key) => `${key}: not in the catalogue`);
  }
  const { issues } = verdict.error.context;
  return Array.isArray(issues) ? issues.map(String) : [];
}

// Stable ids of lanes and messages, derived from what they stand for, so that planning the same thing twice meets the row that
// exists already. Not for secrets and not for rows of people: those take UUIDv7 from the platform.
import { createHash } from 'node:crypto';
import type { Service } from '@titian/contract';

/** UUID version 8 (RFC 9562 §5.8) from a SHA-256 over the name: same name, same id, on every node. */
function derivedUuid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** One lane per subject (usually a visit) and BPJS service: strictly one message after the other inside it. */
export function laneIdFor(subjectId: string, service: Service): string {
  return derivedUuid(`lane|${subjectId}|${service}`);
}

/**
 * The message of a subject, unique per facility. `part` tells repeated messages of one kind apart: the Task ID number, the
 * running number of a procedure, the revision of an update. Planning the same part again is a no-op in the outbox.
 */
export function messageIdFor(subjectId: string, kind: string, part: string | number = ''): string {
  return derivedUuid(`message|${subjectId}|${kind}|${part}`);
}

// Shapes of messages and of BPJS's health at our API, and the copies that turn the readonly views into them.
import { SERVICE_NAMES } from '@titian/contract';
import { z } from 'zod';
import { ROLES } from '../../platform/permissions.ts';
import type { MessageDetailView } from './browser.ts';
import { SERVICE_STATES } from './health.ts';
import { SHOWN_STATES } from './shown.ts';
import type { BpjsStatus } from './status.ts';

const instant = z.string();
const explanation = z.strictObject({
  apa: z.string(),
  arti: z.string(),
  langkah: z.string(),
  peran: z.enum(ROLES).nullable(),
});
const messageRow = z
  .strictObject({
    id: z.uuid(),
    service: z.string(),
    channel: z.string(),
    kind: z.string(),
    label: z.string(),
    visitId: z.uuid().nullable(),
    subject: z.string(),
    class: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    state: z.enum(SHOWN_STATES),
    attempts: z.int(),
    enqueuedAt: instant,
    nextAt: instant.nullable(),
    deadlineAt: instant.nullable(),
    resendable: z.boolean(),
    confirmable: z.boolean(),
    lastCode: z.string().nullable(),
    lastMessage: z.string().nullable(),
    explanation: explanation.nullable(),
    differs: z.boolean(),
  })
  .meta({ id: 'MessageRow' });
export const messagePage = z
  .strictObject({ items: z.array(messageRow), nextCursor: z.string().nullable() })
  .meta({ id: 'MessagePage' });
const difference = z
  .strictObject({
    foundAt: instant,
    comparedAt: instant.nullable(),
    /** Values are null for whom the content of messages is hidden. */
    fields: z.array(z.strictObject({ field: z.string(), ours: z.string().nullable(), theirs: z.string().nullable() })),
    accepted: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'MessageDifference' });
export const messageDetail = z
  .strictObject({
    message: messageRow,
    lane: z.array(messageRow),
    attempts: z.array(
      z.strictObject({
        id: z.uuid(),
        startedAt: instant,
        endedAt: instant.nullable(),
        tookMs: z.number().nullable(),
        outcome: z.string().nullable(),
        code: z.string().nullable(),
        bpjsMessage: z.string().nullable(),
        request: z.unknown(),
        response: z.unknown(),
      }),
    ),
    payloadVisible: z.boolean(),
    difference: difference.nullable(),
  })
  .meta({ id: 'MessageDetail' });
export const bpjsHealth = z
  .strictObject({
    services: z.array(
      z.strictObject({
        service: z.enum(SERVICE_NAMES),
        main: z.boolean(),
        state: z.enum(SERVICE_STATES),
        since: instant.nullable(),
        lastGoodAt: instant.nullable(),
        lastTriedAt: instant.nullable(),
        waiting: z.int(),
        unknown: z.int(),
        refused: z.int(),
        parked: z.int(),
        deliveredSinceRecovery: z.int(),
        channels: z.array(
          z.strictObject({
            id: z.string(),
            group: z.string(),
            state: z.enum(['open', 'half-open', 'closed', 'paused']),
            pausedReason: z.string().nullable(),
            inFlight: z.int(),
            limit: z.number(),
            waiting: z.int(),
            latencyMs: z.number().nullable(),
          }),
        ),
      }),
    ),
    asOf: instant,
  })
  .meta({ id: 'BpjsHealth' });

export const reasonBody = z.strictObject({ reason: z.string().trim().min(3).max(300) });

// The schemas' arrays are plain, the views' are readonly: copies at the border keep both honest.
export const mutableRow = (row: MessageDetailView['message']) => ({
  ...row,
  explanation: row.explanation === null ? null : { ...row.explanation },
});
export const mutableDetail = (detail: MessageDetailView) => ({
  message: mutableRow(detail.message),
  lane: detail.lane.map(mutableRow),
  attempts: detail.attempts.map((attempt) => ({ ...attempt })),
  payloadVisible: detail.payloadVisible,
  difference:
    detail.difference === null
      ? null
      : { ...detail.difference, fields: detail.difference.fields.map((field) => ({ ...field })) },
});
export const mutableStatus = (status: BpjsStatus) => ({
  services: status.services.map((service) => ({
    ...service,
    channels: service.channels.map((channel) => ({ ...channel })),
  })),
  asOf: status.asOf,
});

// Shapes of messages and of BPJS's health at our API, and the copies that turn the readonly views into them.
import { SERVICE_NAMES } from '@titian/contract';
import { z } from 'zod';
import { ROLES } from '../../platform/permissions.ts';
import type { CountsView, MessageDetailView } from './browser.ts';
import { SERVICE_STATES } from './health.ts';
import { HISTORY_KINDS } from './history.ts';
import type { PayloadView } from './payload.ts';
import { SHOWN_STATES } from './shown.ts';
import type { BpjsStatus } from './status.ts';
import { TURNS, WAIT_KINDS } from './wait.ts';

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
    settledAt: instant.nullable(),
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
const namedMessage = z
  .strictObject({ id: z.uuid(), label: z.string(), service: z.string(), state: z.enum(SHOWN_STATES) })
  .meta({ id: 'NamedMessage' });
const standing = z
  .strictObject({
    turn: z.enum(TURNS),
    role: z.enum(ROLES).nullable(),
    waits: z.array(
      z.strictObject({
        kind: z.enum(WAIT_KINDS),
        since: instant.nullable(),
        until: instant.nullable(),
        by: z.string().nullable(),
        words: z.string().nullable(),
        message: namedMessage.nullable(),
      }),
    ),
  })
  .meta({ id: 'MessageStanding' });
const historyLine = z
  .strictObject({
    at: instant,
    kind: z.enum(HISTORY_KINDS),
    result: z.string().nullable(),
    attempt: z.int().nullable(),
    code: z.string().nullable(),
    words: z.string().nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: 'MessageHistoryLine' });
const counted = { value: z.string(), count: z.int() };
export const messageCounts = z
  .strictObject({
    states: z.array(z.strictObject({ value: z.enum(SHOWN_STATES), count: z.int() })),
    services: z.array(z.strictObject(counted)),
    kinds: z.array(z.strictObject({ ...counted, label: z.string() })),
    channels: z.array(z.strictObject(counted)),
    reasons: z.array(
      z.strictObject({
        ...counted,
        bpjsCode: z.string().nullable(),
        words: z.string().nullable(),
        apa: z.string().nullable(),
      }),
    ),
    total: z.int(),
    isComplete: z.boolean(),
  })
  .meta({ id: 'MessageCounts' });
const keptBytes = z
  .strictObject({
    bytes: z.int(),
    sha256: z.string(),
    text: z.string(),
    encoding: z.enum(['utf8', 'base64']),
    isCut: z.boolean(),
  })
  .meta({ id: 'KeptBytes' });
const headers = z.array(z.strictObject({ name: z.string(), value: z.string() }));
const exchange = z
  .strictObject({
    id: z.uuid(),
    at: instant,
    purpose: z.enum(['send', 'ask']),
    method: z.string(),
    url: z.string(),
    requestHeaders: headers,
    requestBody: keptBytes.nullable(),
    tookMs: z.number().nullable(),
    status: z.int().nullable(),
    failure: z.string().nullable(),
    responseHeaders: headers,
    responseBody: keptBytes.nullable(),
    opened: z.string().nullable(),
  })
  .meta({ id: 'MessageExchange' });
export const messagePayload = z
  .strictObject({
    attempts: z.array(
      z.strictObject({
        id: z.uuid(),
        number: z.int(),
        startedAt: instant,
        method: z.string(),
        path: z.string(),
        body: keptBytes.nullable(),
        exchanges: z.array(exchange),
        answer: z.unknown(),
      }),
    ),
    asked: z.array(exchange),
  })
  .meta({ id: 'MessagePayload' });
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
      }),
    ),
    standing,
    history: z.array(historyLine),
    payloadVisible: z.boolean(),
    payloadOpenable: z.boolean(),
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
  standing: {
    ...detail.standing,
    waits: detail.standing.waits.map((wait) => ({
      ...wait,
      message: wait.message === null ? null : { ...wait.message },
    })),
  },
  history: detail.history.map((line) => ({ ...line })),
  payloadVisible: detail.payloadVisible,
  payloadOpenable: detail.payloadOpenable,
  difference:
    detail.difference === null
      ? null
      : { ...detail.difference, fields: detail.difference.fields.map((field) => ({ ...field })) },
});
const mutableExchange = (one: PayloadView['asked'][number]) => ({
  ...one,
  requestHeaders: [...one.requestHeaders],
  responseHeaders: [...one.responseHeaders],
});
export const mutablePayload = (payload: PayloadView) => ({
  attempts: payload.attempts.map((attempt) => ({ ...attempt, exchanges: attempt.exchanges.map(mutableExchange) })),
  asked: payload.asked.map(mutableExchange),
});
export const mutableCounts = (counts: CountsView) => ({
  states: counts.states.map((one) => ({ ...one })),
  services: counts.services.map((one) => ({ ...one })),
  kinds: counts.kinds.map((one) => ({ ...one })),
  channels: counts.channels.map((one) => ({ ...one })),
  reasons: counts.reasons.map((one) => ({ ...one })),
  total: counts.total,
  isComplete: counts.isComplete,
});
export const mutableStatus = (status: BpjsStatus) => ({
  services: status.services.map((service) => ({
    ...service,
    channels: service.channels.map((channel) => ({ ...channel })),
  })),
  asOf: status.asOf,
});

// Makes an outbox message for a registered kind, so that lane, channel, stop rule and danger come from the kind and its endpoint
// and no planner repeats them.
import type { Endpoint, Service } from '@titian/contract';
import type { NewMessage } from '@titian/outbox';
import { laneIdFor, messageIdFor } from './ids.ts';
import type { BpjsMessageKind, Json } from './kinds.ts';

/** Priority classes of a channel (docs: outbox README): lower goes first. */
export const MESSAGE_CLASS = { personWaiting: 0, today: 1, late: 2, bulk: 3 } as const;

export interface OutgoingInput {
  readonly kind: Pick<BpjsMessageKind, 'kind' | 'endpoint' | 'onRefused'>;
  readonly subjectId: string;
  /** Tells several messages of the same kind and subject apart (Task ID, revision, running number). */
  readonly part?: string | number;
  readonly class: 0 | 1 | 2 | 3;
  /** Ids and codes only: it is stored in the clear. */
  readonly intent: Json;
  readonly deadlineAt: Date | null;
  readonly notBefore?: Date;
  readonly after?: readonly After[];
}

/** Order across services: `maxWaitMs` makes it soft (a dead predecessor holds this message back no longer than that). */
export interface After {
  readonly laneId: string;
  readonly messageId: string;
  readonly maxWaitMs?: number;
}

/** `<service>.<group>`: the unit of limiter, breaker and pause. */
export function channelOf(endpoint: Pick<Endpoint, 'service' | 'group'>): string {
  return `${endpoint.service}.${endpoint.group}`;
}

/** Example: `outgoing({ kind: addKind, subjectId: visit.id, class: MESSAGE_CLASS.personWaiting, intent: { visitId }, deadlineAt })`. */
export function outgoing(input: OutgoingInput): NewMessage {
  const { endpoint, kind, onRefused } = input.kind;
  return {
    messageId: messageIdFor(input.subjectId, kind, input.part),
    laneId: laneIdFor(input.subjectId, endpoint.service),
    subjectId: input.subjectId,
    service: endpoint.service,
    kind,
    channel: channelOf(endpoint),
    class: input.class,
    intent: input.intent,
    deadlineAt: input.deadlineAt,
    onRefused,
    dangerous: endpoint.writeClass === 'dangerous',
    ...(input.notBefore === undefined ? {} : { notBefore: input.notBefore }),
    ...(input.after === undefined ? {} : { after: [...input.after] }),
  };
}

/** A reference to another subject's or service's message, for `after`. */
export function afterMessage(
  subjectId: string,
  service: Service,
  kind: string,
  options: { part?: string | number; maxWaitMs?: number } = {},
): After {
  return {
    laneId: laneIdFor(subjectId, service),
    messageId: messageIdFor(subjectId, kind, options.part),
    ...(options.maxWaitMs === undefined ? {} : { maxWaitMs: options.maxWaitMs }),
  };
}

// What a P-Care message says it is about: ids only, stored in the clear. Read back with a check, because rows live longer than code.
import type { Json, OutboxMessage } from '../gateway/index.ts';
import { bug } from '../../platform/errors.ts';

export function visitIdOf(message: OutboxMessage): string {
  return textOf(message.intent, 'visitId');
}

export function itemIdOf(message: OutboxMessage): string {
  return textOf(message.intent, 'itemId');
}

function textOf(intent: Json, field: string): string {
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, field) : undefined;
  if (typeof value !== 'string') throw bug(`a message's intent lacks ${field}`);
  return value;
}

// Names, messages and chance that tests and simulations share: repeatable from seeds, without database, clock or peer.
import { createHash } from 'node:crypto';
import type { NewMessage, OutboxRandom } from '../types.ts';

export const uuid = (...parts: readonly (string | number)[]): string => {
  const hex = createHash('sha256').update(parts.join('|')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Repeatable, independent of the machine. */
export function seeded(seed: number): OutboxRandom {
  let state = seed >>> 0;
  let count = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    // The count makes them distinct whatever chance does.
    uuidv7: () => {
      const place = (count += 1).toString(16).padStart(8, '0');
      const chance = Math.floor((1 + next()) * 2 ** 32)
        .toString(16)
        .slice(1);
      return `${place}-${chance.slice(0, 4)}-7${chance.slice(4, 7)}-8${chance.slice(5)}-${chance}${chance.slice(0, 4)}`;
    },
  };
}

export const FACILITY = uuid('facility', 1);
export const OTHER_FACILITY = uuid('facility', 2);
export const CHANNEL = 'peer.group';

export function message(lane: string | number, index: number, overrides: Partial<NewMessage> = {}): NewMessage {
  const laneId = uuid('lane', lane);
  return {
    messageId: uuid('message', lane, index),
    laneId,
    subjectId: uuid('subject', lane),
    service: 'peer',
    kind: 'test',
    channel: CHANNEL,
    class: 1,
    intent: { index },
    deadlineAt: null,
    onRefused: 'stop-lane',
    dangerous: true,
    ...overrides,
  };
}

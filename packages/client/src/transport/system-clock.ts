// The machine's clock, for callers that bring none.
import type { Clock } from './transport.ts';

export const systemClock: Clock = { now: () => new Date(Date.now()) };

// One hospital day: 2,000 visits, 14,000 messages.
import { orderedDay } from './ordered-day.ts';

export const run = orderedDay({ name: 'rs-day', visits: 2_000, facilities: 1 });

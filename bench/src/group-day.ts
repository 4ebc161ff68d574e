// One day of a group: 50 facilities, 20,000 visits, 140,000 messages.
import { orderedDay } from './ordered-day.ts';

export const run = orderedDay({ name: 'group-day', visits: 20_000, facilities: 50 });

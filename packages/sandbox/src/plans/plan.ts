// A fault plan: what goes wrong when, on the business clock, written down beforehand so that a training or a test repeats itself. Pure:
// the timeline follows from plan, start and seed; the payer asks it which moods hold now. Not for reading files, see read.ts.

import { z } from 'zod';
import { MoodSchema, type Mood, type MoodTable } from '../moods/moods.ts';
import { seededFor } from '../random.ts';

const DURATION = /^(?=\d)(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** `1h30m` in milliseconds; null when it is not a duration. */
export function durationMs(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
}

const isInstant = (text: string): boolean => z.iso.datetime({ offset: true }).safeParse(text).success;

const duration = z
  .string()
  .refine((text) => (durationMs(text) ?? 0) > 0, 'is no duration')
  .optional();

export const StepSchema = z.strictObject({
  /** `+10m` after the start of the plan, or an instant with its zone. */
  at: z.string().refine((text) => (text.startsWith('+') ? durationMs(text.slice(1)) !== null : isInstant(text)), {
    message: 'is neither a delay nor an instant',
  }),
  /** How long; absent = until a later step of the same scope. */
  for: duration,
  scope: z.string().min(1).max(100).default('*'),
  /** null: whatever earlier steps set for this scope is over. */
  mood: MoodSchema.nullable(),
  /** Again after so long, `times` times in all. */
  every: duration,
  times: z.number().int().min(1).max(1000).optional(),
  /** Each beginning shifts by up to so much, drawn from the seed. */
  jitter: duration,
});

export const PlanSchema = z.strictObject({
  name: z.string().min(1).max(100),
  description: z.string().max(500).default(''),
  steps: z.array(StepSchema).min(1).max(200),
});
export type Plan = z.infer<typeof PlanSchema>;

export interface Span {
  /** Counted from 1, as people count the steps of the file. */
  readonly step: number;
  readonly scope: string;
  readonly fromMs: number;
  readonly untilMs: number | null;
  readonly mood: Mood | null;
}

/** Everything that the plan will do, in order of its beginning. */
export function timelineOf({ steps }: Plan, startMs: number, seed: number): readonly Span[] {
  const spans = steps.flatMap((step, place) => {
    const first = step.at.startsWith('+') ? startMs + (durationMs(step.at.slice(1)) ?? 0) : Date.parse(step.at);
    const everyMs = durationMs(step.every ?? '') ?? 0;
    const lastsMs = durationMs(step.for ?? '');
    const jitterMs = durationMs(step.jitter ?? '') ?? 0;
    return Array.from({ length: step.every === undefined ? 1 : (step.times ?? 1) }, (_, turn): Span => {
      const shift = Math.floor(seededFor(seed, 'plan', place, turn).next() * jitterMs);
      const fromMs = first + turn * everyMs + shift;
      return {
        step: place + 1,
        scope: step.scope,
        fromMs,
        untilMs: lastsMs === null ? null : fromMs + lastsMs,
        mood: step.mood,
      };
    });
  });
  return spans.sort((a, b) => a.fromMs - b.fromMs || a.step - b.step);
}

export type SpanState = 'waiting' | 'active' | 'over';

export function stateAt({ fromMs, untilMs }: Span, nowMs: number): SpanState {
  if (nowMs < fromMs) return 'waiting';
  return untilMs !== null && nowMs >= untilMs ? 'over' : 'active';
}

/** The moods that hold at an instant: of each scope the newest span that has begun and is not over. */
export function tableAt(timeline: readonly Span[], nowMs: number): MoodTable {
  const table = new Map<string, Mood>();
  for (const span of timeline) {
    if (stateAt(span, nowMs) !== 'active') continue;
    if (span.mood === null) table.delete(span.scope);
    else table.set(span.scope, span.mood);
  }
  return Object.fromEntries(table);
}

/** A plan that has begun. */
export class RunningPlan {
  readonly plan: Plan;
  readonly startMs: number;
  readonly timeline: readonly Span[];

  constructor(plan: Plan, startMs: number, seed: number) {
    this.plan = plan;
    this.startMs = startMs;
    this.timeline = timelineOf(plan, startMs, seed);
  }

  tableAt(nowMs: number): MoodTable {
    return tableAt(this.timeline, nowMs);
  }
}

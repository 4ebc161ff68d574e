// Moods: how the payer behaves badly, per everything (`*`), service, endpoint group or single endpoint, changed while running.
// Only data and its resolution; faults.ts acts on it. Permanent interpretations of BPJS are switches, not moods.

import { z } from 'zod';

/**
 * Before anything is applied: refuse, reset, hang, html, empty, truncated, status-5xx, throttle. After it was applied:
 * `*-after-apply`, wrong-key, truncated-after-apply. `late-apply`: the connection dies now and the effect comes `ms` later.
 */
export const FAULT_KINDS = [
  'refuse',
  'reset-before-apply',
  'hang',
  'html',
  'empty',
  'status-5xx',
  'throttle',
  'timeout-after-apply',
  'reset-after-apply',
  'html-after-apply',
  'status-5xx-after-apply',
  'empty-after-apply',
  'truncated-after-apply',
  'wrong-key',
  'plaintext',
  'late-apply',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FaultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  probability: z.number().min(0).max(1).default(1),
  on: z.enum(['all', 'reads', 'writes']).default('all'),
  /** late-apply: how much later the effect comes; throttle: Retry-After. */
  ms: z.number().int().min(0).max(600_000).default(0),
});
export type Fault = z.infer<typeof FaultSchema>;

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

export const MoodSchema = z.strictObject({
  latency: z
    .union([
      z.strictObject({ kind: z.literal('fixed'), ms: z.number().min(0).max(600_000) }),
      z.strictObject({ kind: z.literal('uniform'), minMs: z.number().min(0), maxMs: z.number().min(0).max(600_000) }),
    ])
    .optional(),
  /** Share of requests answered by a gateway error before anything is applied. */
  errorRate: z.number().min(0).max(1).optional(),
  faults: z.array(FaultSchema).max(20).optional(),
  /** Reads show the state of so long ago, with the given probability (below 1 = alternating). */
  staleReads: z
    .strictObject({ ms: z.number().int().min(0).max(600_000), probability: z.number().min(0).max(1).default(1) })
    .optional(),
  /** `html`: 503 page; `refuse`: the connection is cut. A window on the business clock, or always. */
  maintenance: z
    .strictObject({
      answer: z.enum(['html', 'refuse']).default('html'),
      from: z.iso.datetime({ offset: true }).optional(),
      until: z.iso.datetime({ offset: true }).optional(),
    })
    .nullable()
    .optional(),
  /**
   * Above `limit` in flight: each further request waits longer and fails more often, as an overloaded channel does. There are `capacity`
   * channels at all; a request beyond them is turned away. Without it the knee alone counts.
   */
  channelLimit: z
    .strictObject({
      limit: z.number().int().min(1).max(100_000),
      capacity: z.number().int().min(1).max(100_000).optional(),
      extraLatencyMsPerExcess: z.number().min(0).max(60_000).default(50),
      errorRatePerExcess: z.number().min(0).max(1).default(0.02),
    })
    .nullable()
    .optional(),
  /** At most so many requests a second, then 429 with Retry-After. */
  throttle: z
    .strictObject({ perSecond: z.number().min(0), retryAfterMs: z.number().int().min(0).default(1000) })
    .nullable()
    .optional(),
  /**
   * Bulk is for the night: by day a facility may write so often in a minute of the business clock, more is told to come back (429). From
   * `from` until `until` (WIB, may pass midnight) any number is taken. The field sends collective entries at night; a rule with hours and
   * a number is nowhere written [D], so there is none unless it is set.
   */
  bulk: z
    .strictObject({
      from: z.string().regex(TIME_OF_DAY, 'a time of day, as "20:00"').default('20:00'),
      until: z.string().regex(TIME_OF_DAY, 'a time of day, as "20:00"').default('05:00'),
      perMinute: z.number().int().min(0).max(100_000).default(30),
      retryAfterMs: z.number().int().min(0).max(86_400_000).default(60_000),
    })
    .nullable()
    .optional(),
  credentials: z.enum(['ok', 'revoked', 'expired', 'unregistered']).optional(),
});
export type Mood = z.infer<typeof MoodSchema>;

export const MoodTableSchema = z.record(z.string().min(1).max(100), MoodSchema);
export type MoodTable = z.infer<typeof MoodTableSchema>;

export interface Target {
  readonly service: string;
  readonly group: string;
  readonly endpoint: string;
}

/** The scopes that apply to a request, widest first: `*`, `vclaim`, `vclaim.peserta`, `vclaim.peserta.kartu`. */
export function scopesOf({ service, group, endpoint }: Target): readonly string[] {
  return [...new Set(['*', service, `${service}.${group}`, endpoint])];
}

/** Narrower scopes override wider ones, member by member. */
export function resolveMood(table: MoodTable, target: Target): Mood {
  const found = scopesOf(target).map((scope) => table[scope]);
  const merged: Mood = {};
  return Object.assign(merged, ...found);
}

/** The narrowest scope that sets a member: its counter is the one that a limit compares. */
export function scopeSetting(table: MoodTable, target: Target, member: keyof Mood): string | null {
  return scopesOf(target).findLast((scope) => table[scope]?.[member] !== undefined) ?? null;
}

export function isMaintenance(mood: Mood, businessMs: number): 'html' | 'refuse' | null {
  const window = mood.maintenance;
  if (window === undefined || window === null) return null;
  const begun = window.from === undefined || businessMs >= Date.parse(window.from);
  const over = window.until !== undefined && businessMs >= Date.parse(window.until);
  return begun && !over ? window.answer : null;
}

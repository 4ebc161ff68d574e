// The route of the health page with its shape at our API.
import { SERVICE_NAMES } from '@titian/contract';
import { z } from 'zod';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import { SERVICE_STATES } from './health.ts';
import type { Detail, HealthDetail } from './health-detail.ts';
import type { Meter } from './health-meter.ts';
import { RISKS } from './health-risk.ts';

const instant = z.string();
const milliseconds = z.number().nullable();
const figures = z.strictObject({
  total: z.int(),
  good: z.int(),
  unanswered: z.int(),
  p50Ms: milliseconds,
  p95Ms: milliseconds,
  p99Ms: milliseconds,
});
const messageClass = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const channel = z.strictObject({
  id: z.string(),
  group: z.string(),
  state: z.enum(['open', 'half-open', 'closed', 'paused']),
  pausedReason: z.string().nullable(),
  pausedAt: instant.nullable(),
  openedAt: instant.nullable(),
  nextProbeAt: instant.nullable(),
  lastGoodAt: instant.nullable(),
  lastFailedAt: instant.nullable(),
  interruptedSince: instant.nullable(),
  waiting: z.array(z.strictObject({ class: messageClass, messages: z.int(), oldestAt: instant })),
  places: z
    .strictObject({ inFlight: z.int(), limit: z.number(), share: z.number(), nodes: z.int(), asOf: instant })
    .nullable(),
  periods: z.strictObject({ m15: figures, h1: figures, h24: figures }),
  errors: z.array(
    z.strictObject({ code: z.string(), count: z.int(), what: z.string().nullable(), nextStep: z.string().nullable() }),
  ),
  curve: z.array(z.strictObject({ total: z.int(), unanswered: z.int(), p95Ms: milliseconds })),
});
const healthDetail = z
  .strictObject({
    services: z.array(
      z.strictObject({
        service: z.enum(SERVICE_NAMES),
        name: z.string(),
        main: z.boolean(),
        state: z.enum(SERVICE_STATES),
        since: instant.nullable(),
        lastGoodAt: instant.nullable(),
        lastTriedAt: instant.nullable(),
        waiting: z.int(),
        unknown: z.int(),
        unknownSince: instant.nullable(),
        refused: z.int(),
        parked: z.int(),
        differences: z.int(),
        deliveredSinceRecovery: z.int(),
        skewMs: z.number().nullable(),
        risks: z.array(
          z.strictObject({
            risk: z.enum(RISKS),
            count: z.int(),
            late: z.int(),
            soonestAt: instant,
            link: z.string(),
          }),
        ),
        channels: z.array(channel),
      }),
    ),
    nodes: z.array(z.strictObject({ id: z.uuid(), startedAt: instant, seenAt: instant, alive: z.boolean() })),
    asOf: instant,
  })
  .meta({ id: 'BpjsHealthDetail' });

export function healthRoutes(app: TitianApp, deps: { readonly detail: Detail; readonly meter: Meter }): void {
  app.get(
    '/bpjs/health/detail',
    {
      schema: {
        tags: ['gateway'],
        summary: 'How each channel to BPJS is doing, with figures',
        description:
          'Per service and channel: percentiles and kinds of errors over the last quarter, hour and day, places in use over all nodes, ' +
          'breaker, waiting work by class with its age, and deadlines at risk. Figures are at most some seconds old.',
        response: { 200: healthDetail, ...errorResponses },
      },
      config: { access: 'bpjs-health-detail' },
    },
    async (request) => plain(await deps.detail(request.actor.facilityId)),
  );
  // Whoever stops this process without its worker keeps the last seconds of counting too.
  app.addHook('onClose', () => deps.meter.flush());
}

/** Readonly views as the plain arrays of the schema. */
function plain(detail: HealthDetail): z.infer<typeof healthDetail> {
  // A deep copy of a tree of plain values; only `readonly` falls off.
  return structuredClone(detail) as z.infer<typeof healthDetail>;
}

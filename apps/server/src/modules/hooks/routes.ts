// Routes for events from outside. The body of a batch is checked event by event, so that one bad line does not refuse the others.
import { z } from 'zod';
import { answerFor } from '../../platform/http/error-answer.ts';
import { errorBody, errorResponses, type TitianApp } from '../../platform/http/index.ts';
import { currentScope } from '../../platform/request-scope.ts';
import type { EventOutcome, HookService } from './service.ts';
import { BATCH_MAX, EVENT_TYPES } from './rules.ts';

/** Who sends when nothing is said: most facilities have one system. */
const DEFAULT_SOURCE = 'his';
const source = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9._-]{1,60}$/)
  .default(DEFAULT_SOURCE);

/** The form for the document; the values are checked by rules.ts, which can name what is wrong inside. */
const eventIn = z
  .looseObject({
    sourceEventId: z.unknown().meta({
      type: 'string',
      description: "The sender's own number of the event; the same number again changes nothing, for ever.",
    }),
    type: z.unknown().meta({ type: 'string', enum: [...EVENT_TYPES] }),
    occurredAt: z
      .unknown()
      .meta({ type: 'string', description: "RFC 3339 with offset, or local time in the facility's zone." }),
    visitRef: z.unknown().meta({ type: 'string', description: "The sender's own number of the visit." }),
    data: z.unknown().optional().meta({ type: 'object', description: 'Depends on the type; see the events document.' }),
  })
  .meta({ id: 'EventIn' });

const eventResult = z
  .strictObject({
    index: z.int(),
    sourceEventId: z.string(),
    status: z.enum(['accepted', 'duplicate', 'rejected']),
    visitId: z.uuid().nullable(),
    kodeBooking: z.string().nullable(),
    error: errorBody.shape.error.nullable(),
  })
  .meta({ id: 'EventResult' });

export function hookRoutes(app: TitianApp, hooks: HookService): void {
  app.post(
    '/events',
    {
      schema: {
        tags: ['events'],
        summary: 'Tell Titian what happened',
        description:
          'Does the same as the screens. 201 = recorded, 200 = this event was recorded before and nothing changed.',
        querystring: z.strictObject({ source }),
        body: eventIn,
        response: { 200: eventResult, 201: eventResult, ...errorResponses },
      },
      // The event's own number is what makes it safe to repeat.
      config: { access: 'event-submit', safeToRepeat: true, ratePerMinute: 12_000 },
    },
    async (request, reply) => {
      const outcome = await hooks.accept(request.actor, request.query.source, request.body, (tx, told) =>
        request.keepAnswer(tx, resultOf(told, 0), statusOf(told)),
      );
      if (outcome.error !== null) throw outcome.error;
      return reply.code(statusOf(outcome)).send(resultOf(outcome, 0));
    },
  );

  app.post(
    '/events/batch',
    {
      schema: {
        tags: ['events'],
        summary: 'Tell Titian what happened, many events at once',
        description:
          'Each event stands for itself: a bad one is answered by its index with field, value and remedy, the others are recorded. ' +
          'Events of one visit are taken in the order given.',
        body: z.strictObject({ source, events: z.array(eventIn).min(1).max(BATCH_MAX) }),
        response: { 207: z.strictObject({ results: z.array(eventResult) }), ...errorResponses },
      },
      config: { access: 'event-submit', safeToRepeat: true, ratePerMinute: 600 },
    },
    async (request, reply) => {
      const outcomes = await hooks.acceptAll(request.actor, request.body.source, request.body.events);
      return reply.code(207).send({ results: outcomes.map(resultOf) });
    },
  );
}

function statusOf(outcome: EventOutcome): 200 | 201 {
  return outcome.status === 'accepted' ? 201 : 200;
}

function resultOf(outcome: EventOutcome, index: number): z.infer<typeof eventResult> {
  const { sourceEventId, status, visitId, kodeBooking, error } = outcome;
  const answer = error === null ? null : answerFor(error, currentScope()?.reference ?? '').body.error;
  return { index, sourceEventId, status, visitId, kodeBooking, error: answer };
}

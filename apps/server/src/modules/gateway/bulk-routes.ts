// Routes of acts on many messages: look first, start with a reason, watch, stop.
import { z } from 'zod';
import type { FacilityTx } from '../../platform/db/index.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { Bulk, BulkView } from './bulk.ts';
import { BULK_ACTIONS, VERDICTS } from './bulk-rules.ts';
import { BULK_STATES } from './bulk-store.ts';
import { messageFilter, queryOf } from './message-routes.ts';
import { reasonBody } from './shapes.ts';
import { SHOWN_STATES } from './shown.ts';

export interface BulkRouteDeps {
  readonly bulk: Bulk;
  readonly findSubjects: (tx: FacilityTx, text: string) => Promise<readonly string[]>;
}

const bulkAction = z
  .strictObject({
    id: z.uuid(),
    action: z.enum(BULK_ACTIONS),
    state: z.enum(BULK_STATES),
    total: z.int(),
    done: z.int(),
    groups: z.array(
      z.strictObject({
        kind: z.string(),
        label: z.string(),
        state: z.enum(SHOWN_STATES),
        verdict: z.enum(VERDICTS),
        count: z.int(),
      }),
    ),
    results: z.array(z.strictObject({ result: z.string(), count: z.int() })),
    items: z.array(
      z.strictObject({
        messageId: z.uuid(),
        label: z.string(),
        subject: z.string(),
        state: z.enum(SHOWN_STATES),
        result: z.string().nullable(),
      }),
    ),
    by: z.string(),
    reason: z.string().nullable(),
    stoppedBy: z.string().nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'BulkAction' });
const bulkList = z.strictObject({ items: z.array(bulkAction) });
const previewBody = z.strictObject({ action: z.enum(BULK_ACTIONS), filter: messageFilter }).meta({ id: 'BulkPreview' });

// The views are readonly, the schemas' arrays are plain.
const mutable = (view: BulkView) => ({
  ...view,
  groups: view.groups.map((group) => ({ ...group })),
  results: view.results.map((result) => ({ ...result })),
  items: view.items.map((item) => ({ ...item })),
});

export function bulkRoutes(app: TitianApp, { bulk, findSubjects }: BulkRouteDeps): void {
  app.post(
    '/messages/bulk',
    {
      schema: {
        tags: ['gateway'],
        summary: 'See what an act on many messages would do, and keep which ones are meant',
        description:
          'Takes the filters of `POST /messages/search`. Answers how many of each kind and state would be sent again after BPJS was asked, sent, ' +
          'cancelled, or left alone and why, with the first 20. Changes no message; a preview that nobody starts is forgotten after an hour.',
        body: previewBody,
        response: { 201: bulkAction, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async (request, reply) => {
      const { action, filter } = request.body;
      const view = await bulk.preview(request.actor, {
        id: request.repeatableId('bulk'),
        action,
        query: (tx) => queryOf({ findSubjects }, tx, filter),
      });
      return reply.code(201).send(mutable(view));
    },
  );

  app.get(
    '/messages/bulk',
    {
      schema: {
        tags: ['gateway'],
        summary: 'The latest acts on many messages',
        response: { 200: bulkList, ...errorResponses },
      },
      config: { access: 'message-manage' },
    },
    async ({ actor }) => ({ items: (await bulk.list(actor)).map(mutable) }),
  );

  app.get(
    '/messages/bulk/:id',
    {
      schema: {
        tags: ['gateway'],
        summary: 'How far an act on many messages is',
        params: idParam,
        response: { 200: bulkAction, ...errorResponses },
      },
      config: { access: 'message-manage' },
    },
    async ({ actor, params }) => mutable(await bulk.view(actor, params.id)),
  );

  app.post(
    '/messages/bulk/:id/start',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Start what was previewed',
        description:
          'By a named person with a reason. Each message goes the way of its own button: what may have arrived is asked for before anything is ' +
          'sent. Safe to press twice; goes on after a crash without repeating.',
        params: idParam,
        body: reasonBody,
        response: { 200: bulkAction, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async ({ actor, params, body }) => mutable(await bulk.start(actor, params.id, body.reason)),
  );

  app.post(
    '/messages/bulk/:id/stop',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Stop between two messages',
        description: 'When this has answered, no further message of it begins. What was done stays.',
        params: idParam,
        body: z.strictObject({}),
        response: { 200: bulkAction, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async ({ actor, params }) => mutable(await bulk.stop(actor, params.id)),
  );
}

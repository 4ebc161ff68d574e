// Routes of the alerts room: the bell's list, taking note and muting, and the places that alerts are sent to.
import { z } from 'zod';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import { ROLES } from '../../platform/permissions.ts';
import { SEVERITIES } from './rules.ts';
import type { AlertService, AlertView } from './service.ts';

const instant = z.string();
const words = z.strictObject({ what: z.string(), meaning: z.string(), todo: z.string() });
const alert = z
  .strictObject({
    id: z.uuid(),
    rule: z.string(),
    subject: z.string(),
    severity: z.enum(SEVERITIES),
    since: instant,
    firedAt: instant,
    clearedAt: instant.nullable(),
    seenAt: instant.nullable(),
    seenBy: z.string().nullable(),
    mutedUntil: instant.nullable(),
    who: z.enum(ROLES),
    text: z.strictObject({ id: words, en: words }),
  })
  .meta({ id: 'Alert' });
const alertList = z.strictObject({ items: z.array(alert) }).meta({ id: 'AlertList' });
const endpoint = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['webhook', 'email']),
    label: z.string(),
    target: z.string().describe('masked'),
    createdAt: instant,
    lastSentAt: instant.nullable(),
    lastError: z.string().nullable(),
    waiting: z.int(),
  })
  .meta({ id: 'AlertEndpoint' });
const newEndpoint = z
  .strictObject({
    kind: z.enum(['webhook', 'email']),
    label: z.string().trim().min(1).max(100),
    target: z.string().trim().min(3).max(500),
  })
  .meta({ id: 'NewAlertEndpoint' });
const MUTE_HOURS_MAX = 24 * 14;

export function alertRoutes(app: TitianApp, alerts: AlertService): void {
  reading(app, alerts);
  acting(app, alerts);
  places(app, alerts);
}

function reading(app: TitianApp, alerts: AlertService): void {
  app.get(
    '/alerts',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Alerts',
        description: '`state=open` (the default) is what holds now; `state=cleared` the newest hundred that are over.',
        querystring: z.strictObject({ state: z.enum(['open', 'cleared']).default('open') }),
        response: { 200: alertList, ...errorResponses },
      },
      config: { access: 'alert-read' },
    },
    async ({ actor, query }) => {
      const items = query.state === 'open' ? await alerts.open(actor) : await alerts.recent(actor);
      return { items: items.map(plain) };
    },
  );
}

function acting(app: TitianApp, alerts: AlertService): void {
  app.post(
    '/alerts/:id/seen',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Take note of an alert',
        description: 'It is not said again; it stays until its condition is over.',
        params: idParam,
        response: { 200: alert, ...errorResponses },
      },
      config: { access: 'alert-read', audit: 'write' },
    },
    async ({ actor, params }) => plain(await alerts.see(actor, params.id)),
  );
  app.post(
    '/alerts/:id/mute',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Mute an alert for some hours',
        description: '`hours: 0` ends it. A muted alert stays in the list; nothing is sent about it.',
        params: idParam,
        body: z.strictObject({ hours: z.int().min(0).max(MUTE_HOURS_MAX) }),
        response: { 200: alert, ...errorResponses },
      },
      config: { access: 'alert-read', audit: 'write' },
    },
    async ({ actor, params, body }) => plain(await alerts.mute(actor, params.id, body.hours)),
  );
}

function places(app: TitianApp, alerts: AlertService): void {
  app.get(
    '/alert-endpoints',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Where alerts are sent',
        response: { 200: z.strictObject({ items: z.array(endpoint) }), ...errorResponses },
      },
      config: { access: 'alert-manage' },
    },
    async ({ actor }) => ({ items: (await alerts.endpoints(actor)).map((one) => ({ ...one })) }),
  );
  app.post(
    '/alert-endpoints',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Send alerts somewhere',
        description:
          'A webhook gets signed events in the form of Standard Webhooks; its secret is in this answer only. An e-mail address gets a digest.',
        body: newEndpoint,
        response: {
          201: z.strictObject({ endpoint, secret: z.string().nullable().describe('shown once') }),
          ...errorResponses,
        },
      },
      config: { access: 'alert-manage', audit: 'write', hasSecretAnswer: true },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const { endpoint: made, secret } = await alerts.addEndpoint(actor, request.repeatableId('alert-endpoint'), body);
      return reply.code(201).send({ endpoint: { ...made }, secret });
    },
  );
  app.delete(
    '/alert-endpoints/:id',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Stop sending alerts there',
        params: idParam,
        response: { 204: z.null(), ...errorResponses },
      },
      config: { access: 'alert-manage', audit: 'write' },
    },
    async ({ actor, params }, reply) => {
      await alerts.removeEndpoint(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/alert-endpoints/:id/test',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Try it now, and say what the other side said',
        params: idParam,
        response: { 200: z.strictObject({ ok: z.boolean(), detail: z.string() }), ...errorResponses },
      },
      config: { access: 'alert-manage', audit: 'write', ratePerMinute: 10 },
    },
    async ({ actor, params }) => ({ ...(await alerts.test(actor, params.id)) }),
  );
}

function plain({ id_, en, ...rest }: AlertView) {
  return { ...rest, text: { id: { ...id_ }, en: { ...en } } };
}

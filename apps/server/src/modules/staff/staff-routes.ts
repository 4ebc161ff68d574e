// People, their sessions, machine keys and devices of a facility: for its IT officer.
import { z } from 'zod';
import { KEY_KINDS, MAX_KEY_DAYS, MAX_PASSWORD, type KeyKind, type KeyRow } from '../../platform/auth/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import { idParam } from '../../platform/http/index.ts';
import { accountId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/module.ts';
import { API_KEY_SCOPES, ROLES } from '../../platform/permissions.ts';
import type { StaffService } from './service.ts';
import * as store from './store.ts';
import type { StaffUser } from './types.ts';

const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,59}$/);
const displayName = z.string().trim().min(1).max(100);
const password = z.string().min(1).max(MAX_PASSWORD);

const staffUser = z
  .object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(ROLES)),
    active: z.boolean(),
    lastSignInAt: z.string().nullable(),
  })
  .meta({ id: 'StaffUser' });

const apiKey = z
  .object({
    id: z.uuid(),
    kind: z.enum(KEY_KINDS),
    label: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });

const session = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    username: z.string(),
    startedAt: z.string(),
    lastSeenAt: z.string(),
    source: z.string().nullable(),
  })
  .meta({ id: 'StaffSession' });

const DAY_MS = 86_400_000;
const days = z.number().int().min(1).max(MAX_KEY_DAYS).default(365);
const label = z.string().trim().min(1).max(100);
const newKey = z.strictObject({ label, scopes: z.array(z.enum(API_KEY_SCOPES)).min(1), expiresInDays: days });
const newDevice = z.strictObject({ label, kind: z.enum(['display', 'kiosk']), expiresInDays: days });
const keyOnce = z.object({ key: z.string().describe('shown once'), apiKey }).meta({ id: 'NewApiKey' });

export function staffRoutes(app: TitianApp, platform: Platform, staff: StaffService): void {
  people(app, staff);
  openSessions(app, platform);
  keys(app, platform, { path: '/api-keys', access: 'api-key-manage', kinds: ['api-key'] });
  keys(app, platform, { path: '/devices', access: 'staff-manage', kinds: ['display', 'kiosk'] });
}

function people(app: TitianApp, staff: StaffService): void {
  app.get(
    '/staff',
    {
      config: { access: 'staff-manage' },
      schema: {
        summary: 'People of this facility',
        tags: ['staff'],
        response: { 200: z.object({ items: z.array(staffUser) }) },
      },
    },
    async (request) => ({ items: (await staff.list(request.actor.facilityId)).map(mutable) }),
  );

  app.post(
    '/staff',
    {
      config: { access: 'staff-manage', audit: 'write' },
      schema: {
        summary: 'Add a person',
        tags: ['staff'],
        body: z.strictObject({ username, displayName, roles, password }),
        response: { 201: staffUser },
      },
    },
    async (request, reply) => {
      const added = await staff.add(request.actor, request.body, accountId(request.repeatableId('account')));
      return reply.code(201).send(mutable(added));
    },
  );

  app.patch(
    '/staff/:id',
    {
      config: { access: 'staff-manage', audit: 'write' },
      schema: {
        summary: 'Change roles, name, password or whether a person may sign in',
        tags: ['staff'],
        params: idParam,
        body: z.strictObject({ roles, displayName, password, active: z.boolean() }).partial(),
        response: { 200: staffUser },
      },
    },
    async (request) => mutable(await staff.change(request.actor, request.params.id, request.body)),
  );
}

function openSessions(app: TitianApp, platform: Platform): void {
  const { db, audit, clock } = platform;
  app.get(
    '/staff/sessions',
    {
      config: { access: 'staff-manage' },
      schema: {
        summary: 'Open sessions of this facility',
        tags: ['staff'],
        response: { 200: z.object({ items: z.array(session) }) },
      },
    },
    async (request) => {
      const rows = await store.selectSessions(db.directory, request.actor.facilityId, clock.realNow());
      return {
        items: rows.map((row) => ({
          id: row.id,
          accountId: row.account_id,
          username: row.username,
          startedAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          source: row.source,
        })),
      };
    },
  );

  app.delete(
    '/staff/sessions/:id',
    {
      config: { access: 'staff-manage', audit: 'write' },
      schema: { summary: 'End a session at once', tags: ['staff'], params: idParam, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { actor, params } = request;
      await db.withFacility(actor.facilityId, async (tx) => {
        if (!(await store.deleteSession(db.directory, actor.facilityId, params.id))) throw notFound('session');
        await audit.record(tx, { actor, action: 'staff.end-session', subjectType: 'session', subjectId: params.id });
      });
      return reply.code(204).send(null);
    },
  );
}

interface KeyRoutes {
  readonly path: '/api-keys' | '/devices';
  readonly access: 'api-key-manage' | 'staff-manage';
  readonly kinds: readonly KeyKind[];
}

function keys(app: TitianApp, platform: Platform, { path, access, kinds }: KeyRoutes): void {
  const { auth, db, audit, clock } = platform;
  const isDevice = path === '/devices';

  app.get(
    path,
    {
      config: { access },
      schema: {
        summary: isDevice ? 'Displays and kiosks' : 'Keys of machines',
        tags: ['keys'],
        response: { 200: z.object({ items: z.array(apiKey) }) },
      },
    },
    async (request) => ({ items: (await auth.keys.list(request.actor.facilityId, kinds)).map(keyView) }),
  );

  app.post(
    path,
    {
      config: { access, audit: 'write', hasSecretAnswer: true },
      schema: {
        summary: isDevice ? 'Register a display or kiosk' : 'Make a key; it is shown once',
        tags: ['keys'],
        body: isDevice ? newDevice : newKey,
        response: { 201: keyOnce },
      },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const made = await db.withFacility(actor.facilityId, async (tx) => {
        const created = await auth.keys.create(actor.facilityId, {
          id: request.repeatableId('key'),
          kind: 'kind' in body ? body.kind : 'api-key',
          label: body.label,
          scopes: 'scopes' in body ? body.scopes : [],
          expiresAt: new Date(clock.realNow().getTime() + body.expiresInDays * DAY_MS),
          createdBy: actor.accountId,
        });
        await audit.record(tx, {
          actor,
          action: 'key.create',
          subjectType: 'key',
          subjectId: created.row.id,
          after: { label: body.label, scopes: created.row.scopes },
        });
        return created;
      });
      return reply.code(201).send({ key: made.token, apiKey: keyView(made.row) });
    },
  );

  app.delete(
    `${path}/:id`,
    {
      config: { access, audit: 'write' },
      schema: {
        summary: isDevice ? 'Revoke a device' : 'Revoke a key',
        tags: ['keys'],
        params: idParam,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { actor, params } = request;
      await db.withFacility(actor.facilityId, async (tx) => {
        if (!(await auth.keys.revoke(actor.facilityId, params.id))) throw notFound('key');
        await audit.record(tx, { actor, action: 'key.revoke', subjectType: 'key', subjectId: params.id });
      });
      return reply.code(204).send(null);
    },
  );
}

function keyView(row: KeyRow): z.infer<typeof apiKey> {
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    prefix: row.prefix,
    scopes: [...row.scopes],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

function mutable(user: StaffUser): z.infer<typeof staffUser> {
  return { ...user, roles: [...user.roles] };
}

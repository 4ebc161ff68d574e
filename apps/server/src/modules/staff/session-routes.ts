// Signing in and out, the own session, the own password.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Session } from '../../platform/auth/index.ts';
import { MAX_PASSWORD } from '../../platform/auth/index.ts';
import { clearSessionCookie, sessionOf, setSessionCookie } from '../../platform/http/authenticate.ts';
import type { TitianApp } from '../../platform/http/index.ts';
import { notFound } from '../../platform/errors.ts';
import { facilityId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/module.ts';
import { DEVICE_ROLES, ROLES } from '../../platform/permissions.ts';
import { facilityBrief, type FacilityRecord, type FacilityService } from '../facility/index.ts';
import type { StaffService } from './service.ts';
import * as store from './store.ts';

const password = z.string().min(1).max(MAX_PASSWORD);
const languages = z.enum(['id', 'en']);

const signIn = z.strictObject({
  username: z.string().trim().min(1).max(60),
  password,
  facilityId: z.uuid().optional(),
});

const session = z
  .object({
    account: z.object({ id: z.uuid(), username: z.string(), displayName: z.string(), language: languages }),
    facility: facilityBrief,
    roles: z.array(z.enum([...ROLES, ...DEVICE_ROLES])),
    permissions: z.array(z.string()),
    facilities: z.array(facilityBrief),
    expiresAt: z.string(),
    serverTime: z.string(),
    demo: z.boolean(),
  })
  .meta({ id: 'Session' });

/** Guessing is slowed per account and source; this only keeps a flood from using up the hash workers. */
const SIGN_INS_PER_MINUTE = 60;

export function sessionRoutes(
  app: TitianApp,
  platform: Platform,
  services: { facility: FacilityService; staff: StaffService },
): void {
  const { auth, db, audit, clock, config } = platform;

  const briefOf = (record: FacilityRecord) => ({
    id: record.id,
    name: record.name,
    kind: record.kind,
    kodePpk: record.kodePpk,
    timeZone: record.timeZone,
  });

  const view = async (current: Session): Promise<z.infer<typeof session>> => {
    const memberships = await auth.sessions.membershipsOf(current.accountId);
    const facilities = [];
    for (const { facilityId: id } of memberships) {
      facilities.push(briefOf(await db.withFacility(id, (tx) => services.facility.get(tx))));
    }
    const facility = facilities.find((one) => one.id === current.facilityId);
    if (!facility) throw notFound('facility');
    return {
      account: {
        id: current.accountId,
        username: current.username,
        displayName: current.actor.displayName,
        language: current.language,
      },
      facility,
      facilities,
      roles: [...current.actor.roles],
      permissions: [...current.actor.permissions],
      expiresAt: current.expiresAt.toISOString(),
      serverTime: clock.now().toISOString(),
      demo: config.isDemo,
    };
  };

  const note = (request: FastifyRequest, current: Session, action: string) =>
    db.withFacility(current.facilityId, (tx) =>
      audit.record(tx, { actor: current.actor, action, subjectType: 'session', subjectId: current.id }),
    );

  app.post(
    '/session',
    {
      config: { access: 'public', audit: 'write', ratePerMinute: SIGN_INS_PER_MINUTE },
      schema: { summary: 'Sign in', tags: ['session'], body: signIn, response: { 200: session } },
    },
    async (request, reply) => {
      const { username, password: given, facilityId: wanted } = request.body;
      const { token, session: current } = await auth.signIn({
        username,
        password: given,
        source: request.ip,
        facilityId: wanted === undefined ? undefined : facilityId(wanted),
      });
      await note(request, current, 'session.start');
      setSessionCookie(request, reply, token);
      return await view(current);
    },
  );

  app.get(
    '/session',
    {
      config: { access: 'session' },
      schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: session } },
    },
    async (request) => await view(sessionOf(request)),
  );

  app.patch(
    '/session',
    {
      config: { access: 'session', audit: 'write', idempotent: false },
      schema: {
        summary: 'Choose the facility or the language',
        tags: ['session'],
        body: z.strictObject({ facilityId: z.uuid(), language: languages }).partial(),
        response: { 200: session },
      },
    },
    async (request, reply) => {
      const current = sessionOf(request);
      const { facilityId: wanted, language } = request.body;
      let token: string | undefined;
      if (wanted !== undefined && wanted !== current.facilityId) {
        const memberships = await auth.sessions.membershipsOf(current.accountId);
        const target = memberships.find((one) => one.facilityId === wanted);
        if (!target) throw notFound('facility');
        // Another facility means other rights: a new token, so that the old one cannot be used beside it.
        token = await auth.sessions.start(current.accountId, target.facilityId, request.ip);
        await auth.sessions.end(current.id);
        setSessionCookie(request, reply, token);
      }
      if (language !== undefined) await store.updateLanguage(db.directory, current.accountId, language);
      const found = token === undefined ? current : await auth.sessions.find(token);
      if (!found) throw notFound('session');
      await note(request, found, 'session.change');
      return await view({ ...found, language: language ?? found.language });
    },
  );

  app.delete(
    '/session',
    {
      config: { access: 'session', audit: 'write', idempotent: false },
      schema: { summary: 'Sign out', tags: ['session'], response: { 204: z.null() } },
    },
    async (request, reply) => {
      const current = sessionOf(request);
      await auth.sessions.end(current.id);
      await note(request, current, 'session.end');
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/session/password',
    {
      config: { access: 'session', audit: 'write' },
      schema: {
        summary: 'Change the own password; other sessions end',
        tags: ['session'],
        body: z.strictObject({ currentPassword: password, newPassword: password }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const current = sessionOf(request);
      const { currentPassword, newPassword } = request.body;
      await services.staff.changeOwnPassword(
        request.actor,
        current.id,
        { current: currentPassword, next: newPassword },
        request.ip,
      );
      return reply.code(204).send(null);
    },
  );
}

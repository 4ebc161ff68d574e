// HTTP of the facility's settings: parse, call the service, answer.
import { z } from 'zod';
import type { TitianApp } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/module.ts';
import type { FacilityService } from './service.ts';
import {
  BPJS_ENVIRONMENTS,
  CREDENTIAL_SERVICES,
  FACILITY_KINDS,
  TIME_ZONES,
  type CredentialState,
  type FacilityRecord,
} from './types.ts';

export const facilityBrief = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(FACILITY_KINDS),
    kodePpk: z.string(),
    timeZone: z.enum(TIME_ZONES),
  })
  .meta({ id: 'FacilityBrief' });

const switches = z.strictObject({
  antrean: z.boolean(),
  sep: z.boolean(),
  farmasiQueue: z.boolean(),
  addForMobileJkn: z.boolean(),
  pcare: z.boolean(),
  antreanFktp: z.boolean(),
  repeatsUnreadable: z.boolean(),
});

const facility = facilityBrief
  .extend({
    address: z.string(),
    switches,
    bpjsEnvironment: z.enum(BPJS_ENVIRONMENTS),
    credentials: z.array(
      z.object({
        service: z.string(),
        consIdMasked: z.string().nullable(),
        configured: z.boolean(),
        updatedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Facility' });

const changes = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    address: z.string().trim().max(500),
    timeZone: z.enum(TIME_ZONES),
    switches: switches.partial(),
    bpjsEnvironment: z.enum(BPJS_ENVIRONMENTS),
  })
  .partial();

const secretText = z.string().min(1).max(200);
const credentials = z.strictObject({
  service: z.enum(CREDENTIAL_SERVICES),
  consId: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{1,20}$/),
  secret: secretText,
  userKey: secretText,
  pcareUsername: z.string().trim().min(1).max(100).optional(),
  pcarePassword: secretText.optional(),
  kdAplikasi: z.string().trim().min(1).max(10).optional(),
});

export function facilityRoutes(app: TitianApp, platform: Platform, service: FacilityService): void {
  app.get(
    '/facility',
    {
      config: { access: 'facility-read' },
      schema: { summary: 'The own facility', tags: ['facility'], response: { 200: facility } },
    },
    (request) =>
      platform.db.withFacility(request.actor.facilityId, async (tx) =>
        view(await service.get(tx), await service.credentialStates(tx)),
      ),
  );

  app.patch(
    '/facility',
    {
      config: { access: 'facility-write', audit: 'write' },
      schema: {
        summary: 'Change name, address, time zone, switches or BPJS environment',
        tags: ['facility'],
        body: changes,
        response: { 200: facility },
      },
    },
    (request) =>
      platform.db.withFacility(request.actor.facilityId, async (tx) => {
        const next = await service.change(tx, request.actor, request.body);
        const answer = view(next, await service.credentialStates(tx));
        await request.keepAnswer(tx, answer);
        return answer;
      }),
  );

  app.put(
    '/facility/credentials',
    {
      config: { access: 'credentials-write', audit: 'write' },
      schema: {
        summary: 'Store the BPJS credentials of one service; they are never shown again',
        tags: ['facility'],
        body: credentials,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await platform.db.withFacility(request.actor.facilityId, (tx) =>
        service.setCredentials(tx, request.actor, request.body),
      );
      return reply.code(204).send(null);
    },
  );
}

function view(record: FacilityRecord, states: readonly CredentialState[]): z.infer<typeof facility> {
  return { ...record, switches: { ...record.switches }, credentials: states.map((state) => ({ ...state })) };
}

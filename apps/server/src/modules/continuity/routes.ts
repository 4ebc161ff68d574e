// Routes of the mode itself: its state, its policy, switching by hand, what was announced, and outages as records.
import { z } from 'zod';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { errorResponses, idParam, type TitianApp } from '../../platform/http/index.ts';
import type { Mode } from './mode.ts';
import type { Records } from './record.ts';
import { decide, patientNotice } from './rules.ts';
import {
  announcement,
  continuityStatus,
  logView,
  outage,
  outageRecord,
  outageView,
  policy,
  policyChange,
  policyView,
} from './shapes.ts';

export interface ModeRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly mode: Mode;
  readonly records: Records;
}

const why = z.strictObject({ reason: z.string().trim().min(3).max(300) });
/** A rehearsal is an outage like any other, marked as one, and only where nothing reaches BPJS. */
const start = why.extend({ rehearsal: z.boolean().optional() });
/** Outages of years; a facility has some in a month. */
const MAX_OUTAGES = 200;

export function modeRoutes(app: TitianApp, deps: ModeRoutesDeps): void {
  const { db, clock, mode, records } = deps;

  app.get(
    '/continuity',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Whether the facility works in continuity mode',
        response: { 200: continuityStatus, ...errorResponses },
      },
      config: { access: 'bpjs-health' },
    },
    ({ actor }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const current = await mode.current(tx);
        const written = await mode.policy(tx);
        return {
          outage: current === null ? null : outageView(current),
          isAnswering: current !== null && current.recoveredAt !== null,
          unknown: decide(written, null, clock.now().toISOString().slice(0, 10)),
          maxAgeDays: written.maxAgeDays,
          policyVersion: written.version,
          patientNotice: patientNotice(written),
          asOf: clock.now().toISOString(),
        };
      }),
  );

  app.get(
    '/continuity/policy',
    {
      schema: {
        tags: ['continuity'],
        summary: "The facility's written policy",
        description:
          'With who changed it and when. Version 0 are the defaults that hold until the facility has written its own.',
        response: { 200: policy, ...errorResponses },
      },
      config: { access: 'facility-read' },
    },
    ({ actor }) =>
      db.withFacility(actor.facilityId, async (tx) => policyView(await mode.policy(tx), await mode.policyHistory(tx))),
  );

  app.put(
    '/continuity/policy',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Write the policy anew',
        description: 'Earlier versions stay; cases keep the version under which they were decided.',
        body: policyChange,
        response: { 200: policy, ...errorResponses },
      },
      config: { access: 'continuity-policy', audit: 'write' },
    },
    ({ actor, body }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const changed = await mode.changePolicy(tx, actor, body);
        return policyView(changed, await mode.policyHistory(tx));
      }),
  );

  app.post(
    '/continuity/start',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Switch continuity mode on by hand',
        description: 'It then also ends by hand. What calls have measured is added by itself.',
        body: start,
        response: { 201: outage, ...errorResponses },
      },
      config: { access: 'continuity-manage', audit: 'write' },
    },
    async ({ actor, body }, reply) =>
      reply
        .code(201)
        .send(
          outageView(
            await db.withFacility(actor.facilityId, (tx) =>
              mode.startByHand(tx, actor, body.reason, body.rehearsal ?? false),
            ),
          ),
        ),
  );

  app.post(
    '/continuity/end',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Switch continuity mode off by hand',
        description: 'The same interruption does not switch it on again by itself; a new one does.',
        body: why,
        response: { 200: outageRecord, ...errorResponses },
      },
      config: { access: 'continuity-manage', audit: 'write' },
    },
    ({ actor, body }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const { id } = await mode.endByHand(tx, actor, body.reason);
        return recordView(await records.of(tx, id));
      }),
  );

  app.get(
    '/continuity/outages',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Outages, newest first',
        response: { 200: z.strictObject({ items: z.array(outage) }).meta({ id: 'OutageList' }), ...errorResponses },
      },
      config: { access: 'bpjs-health' },
    },
    ({ actor }) =>
      db.withFacility(actor.facilityId, async (tx) => ({ items: (await mode.list(tx, MAX_OUTAGES)).map(outageView) })),
  );

  app.get(
    '/continuity/outages/:id',
    {
      schema: {
        tags: ['continuity'],
        summary: 'An outage as a record',
        description: 'Announced, measured, whom it touched and what became of it. Counts only, no names.',
        params: idParam,
        response: { 200: outageRecord, ...errorResponses },
      },
      config: { access: 'bpjs-health' },
    },
    ({ actor, params }) => db.withFacility(actor.facilityId, async (tx) => recordView(await records.of(tx, params.id))),
  );

  app.post(
    '/continuity/outages/:id/announcements',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Write down what was announced',
        description: 'Who announced it, in which words, for which time; typed by a person and never guessed.',
        params: idParam,
        body: announcement,
        response: { 200: outageRecord, ...errorResponses },
      },
      config: { access: 'continuity-manage', audit: 'write' },
    },
    ({ actor, params, body }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        await mode.announce(tx, actor, params.id, {
          ...body,
          dari: body.dari ?? null,
          sampai: body.sampai ?? null,
        });
        return recordView(await records.of(tx, params.id));
      }),
  );

  app.post(
    '/continuity/outages/:id/notes',
    {
      schema: {
        tags: ['continuity'],
        summary: 'Add a note to the record',
        params: idParam,
        body: z.strictObject({ text: z.string().trim().min(3).max(600) }),
        response: { 200: outageRecord, ...errorResponses },
      },
      config: { access: 'continuity-manage', audit: 'write' },
    },
    ({ actor, params, body }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        await mode.addNote(tx, actor, params.id, body.text);
        return recordView(await records.of(tx, params.id));
      }),
  );
}

function recordView(record: Awaited<ReturnType<Records['of']>>): z.infer<typeof outageRecord> {
  return {
    outage: outageView(record.outage),
    counters: { ...record.counters },
    announcements: record.announcements.map((one) => ({ ...one, recordedAt: one.recordedAt.toISOString() })),
    timeline: record.timeline.map(logView),
  };
}

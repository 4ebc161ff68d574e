// Routes of a restored database: everybody sees that it is held, IT lets it go.
import { z } from 'zod';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import type { Restored } from './restored.ts';

const restoredStart = z
  .strictObject({
    held: z
      .strictObject({
        takenAt: z.iso.datetime(),
        restoredAt: z.iso.datetime(),
        days: z.int(),
        done: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'RestoredStart' });

export function restoredRoutes(app: TitianApp, restored: Restored): void {
  const answer = async (actor: Parameters<Restored['view']>[0]): Promise<z.input<typeof restoredStart>> => {
    const view = await restored.view(actor);
    if (view === null) return { held: null };
    const { takenAt, restoredAt, days, done } = view;
    return { held: { takenAt: takenAt.toISOString(), restoredAt: restoredAt.toISOString(), days, done } };
  };

  app.get(
    '/restored-start',
    {
      schema: {
        tags: ['reconciliation'],
        summary: 'Whether this database was restored from a backup and is not released yet',
        description: 'While it is held, nothing is sent to BPJS; `days` are compared first, `done` of them are.',
        response: { 200: restoredStart, ...errorResponses },
      },
      config: { access: 'session' },
    },
    async ({ actor }) => answer(actor),
  );

  app.post(
    '/restored-start/release',
    {
      schema: {
        tags: ['reconciliation'],
        summary: 'Let a restored database send again',
        description:
          'Refused until every day was compared. Afterwards BPJS is asked before each message for eight days.',
        body: z.strictObject({ reason: z.string().trim().min(5).max(500) }),
        response: { 200: restoredStart, ...errorResponses },
      },
      config: { access: 'channel-manage', audit: 'write' },
    },
    async ({ actor, body }) => {
      await restored.release(actor, body.reason);
      return answer(actor);
    },
  );
}

// What a display or kiosk in the waiting room may say: whether BPJS can be asked, since when, and the facility's own words. No names and
// no numbers of patients.
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { errorResponses, type TitianApp } from '../../platform/http/index.ts';
import type { Letterhead } from './continuity.ts';
import type { Mode } from './mode.ts';
import type { Records } from './record.ts';
import { patientNotice } from './rules.ts';

export interface DisplayRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly mode: Mode;
  readonly records: Records;
  readonly letterhead: (tx: FacilityTx) => Promise<Letterhead>;
}

const notice = z
  .strictObject({
    facility: z.string(),
    timeZone: z.string(),
    state: z.enum(['normal', 'terganggu', 'pulih']),
    since: z.iso.datetime().nullable(),
    /** As somebody has announced it, if it was written down. */
    announcedUntil: z.iso.datetime().nullable(),
    text: z.string().nullable(),
    asOf: z.iso.datetime(),
  })
  .meta({ id: 'DisplayNotice' });

export function displayRoutes(app: TitianApp, { db, clock, mode, records, letterhead }: DisplayRoutesDeps): void {
  app.get(
    '/display/notice',
    {
      schema: {
        tags: ['continuity'],
        summary: 'What patients are told',
        description: 'For waiting-room displays and kiosks. Changes are announced on the stream under `continuity`.',
        response: { 200: notice, ...errorResponses },
      },
      config: { access: 'display-read' },
    },
    ({ actor }) =>
      db.withFacility(actor.facilityId, async (tx) => {
        const { name, timeZone } = await letterhead(tx);
        const outage = await mode.current(tx);
        const announced = outage === null ? [] : (await records.of(tx, outage.id)).announcements;
        return {
          facility: name,
          timeZone,
          state: outage === null ? 'normal' : outage.recoveredAt === null ? 'terganggu' : 'pulih',
          since: (outage?.interruptedAt ?? outage?.startedAt ?? null)?.toISOString() ?? null,
          announcedUntil: announced.findLast(({ sampai }) => sampai !== null)?.sampai ?? null,
          text: outage === null ? null : patientNotice(await mode.policy(tx)),
          asOf: clock.now().toISOString(),
        };
      }),
  );
}

// The one habit of the clinic's queue that a facility may change: what to do when nobody can tell whether a call arrived.
import { z } from 'zod';
import type { FacilityTx } from '../../platform/db/index.ts';

const schema = z.object({ repeatsUnreadable: z.boolean().default(true) });

export interface AntreanSettings {
  /** Repeat an unclear call after the settle window (default), or leave it unclear for a person. */
  readonly repeatsUnreadable: boolean;
}

export async function antreanSettings(tx: FacilityTx): Promise<AntreanSettings> {
  const [row] = await tx.query<{ settings: unknown }>('SELECT settings FROM clinic_settings WHERE facility_id = $1', [
    tx.facilityId,
  ]);
  const parsed = schema.safeParse(row?.settings ?? {});
  return parsed.success ? parsed.data : { repeatsUnreadable: true };
}

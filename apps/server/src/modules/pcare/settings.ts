// The facility's own limits for service entries, over the defaults of rules.ts. An unreadable setting falls back to the default as
// a whole: half a setting would be harder to find than none.
import { z } from 'zod';
import type { FacilityTx } from '../../platform/db/index.ts';
import { DEFAULT_ENTRY_SETTINGS, type EntrySettings, VITALS } from './rules.ts';

const range = z.strictObject({ min: z.number(), max: z.number() });
const schema = z.object({
  ranges: z.partialRecord(z.enum(VITALS), range).default({}),
  textLength: range.optional(),
  referralStatuses: z.array(z.string()).optional(),
  decimalSeparator: z.enum([',', '.']).optional(),
  defaultPrognosa: z.string().optional(),
});

/** What a HIS that does not record a field stands for; the desk sees it in the entry. `02` = bonam (docs/facts/pcare.md §6). */
export const DEFAULT_PROGNOSA = '02';

export interface ClinicSettings extends EntrySettings {
  readonly defaultPrognosa: string;
}

export async function clinicSettings(tx: FacilityTx): Promise<ClinicSettings> {
  const [row] = await tx.query<{ settings: unknown }>('SELECT settings FROM clinic_settings WHERE facility_id = $1', [
    tx.facilityId,
  ]);
  return clinicSettingsOf(row?.settings);
}

export function clinicSettingsOf(stored: unknown): ClinicSettings {
  const parsed = schema.safeParse(stored ?? {});
  const own = parsed.success ? parsed.data : schema.parse({});
  return {
    ranges: { ...DEFAULT_ENTRY_SETTINGS.ranges, ...own.ranges },
    textLength: own.textLength ?? DEFAULT_ENTRY_SETTINGS.textLength,
    referralStatuses: own.referralStatuses ?? DEFAULT_ENTRY_SETTINGS.referralStatuses,
    decimalSeparator: own.decimalSeparator ?? DEFAULT_ENTRY_SETTINGS.decimalSeparator,
    defaultPrognosa: own.defaultPrognosa ?? DEFAULT_PROGNOSA,
  };
}

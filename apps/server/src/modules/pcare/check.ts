// One answer to "may this entry leave?" for every door: the screen's route, the HIS's event, the planner. Reads the facility's
// settings; writes nothing except a draft when asked to.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { saveEntry, lockEntry, type EntryDeps } from './entries.ts';
import { completeEntry, entrySchema } from './entry-input.ts';
import type { EntryProblem, ServiceEntry } from './entry.ts';
import { entryProblems } from './rules.ts';
import { clinicSettings } from './settings.ts';
import { dayWib } from './wib.ts';

export interface EntryToCheck {
  readonly serviceDate: string;
  readonly data: unknown;
}

export interface CheckedEntry {
  /** Null when the data is no entry at all. */
  readonly entry: ServiceEntry | null;
  readonly problems: readonly EntryProblem[];
}

export async function checkEntry(
  deps: { readonly clock: Clock },
  tx: FacilityTx,
  { serviceDate, data }: EntryToCheck,
): Promise<CheckedEntry> {
  const settings = await clinicSettings(tx);
  const parsed = entrySchema.safeParse(data);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: 'Belum diisi atau bentuknya belum benar; lihat dokumentasi API.',
    }));
    return { entry: null, problems };
  }
  const entry = completeEntry(parsed.data, serviceDate, settings);
  return { entry, problems: entryProblems(entry, { serviceDate, today: dayWib(deps.clock.now()) }, settings) };
}

/** Keeps what was typed, unless a complete entry is on its way already: that one is not made incomplete again. */
export async function keepDraft(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, entry, by }: { visitId: string; entry: ServiceEntry; by: string },
): Promise<boolean> {
  const before = await lockEntry(deps, tx, visitId);
  if (before?.row.state === 'ready') return false;
  await saveEntry(deps, tx, { visitId, entry, state: 'draft', by });
  return true;
}

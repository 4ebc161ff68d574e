// One answer to "may this entry leave?" for every door: the screen's route, the HIS's event, the planner. Reads settings and what
// BPJS holds already; writes nothing except a draft when asked to.
import type { FacilityTx } from '../../platform/db/index.ts';
import { openItems, saveEntry, lockEntry, type EntryDeps } from './entries.ts';
import { completeEntry, entrySchema } from './entry-input.ts';
import type { EntryProblem, ServiceDrug, ServiceEntry, ServiceProcedure } from './entry.ts';
import { entryProblems, lockedChildProblems } from './rules.ts';
import { clinicSettings } from './settings.ts';
import { dayWib } from './wib.ts';

export interface EntryToCheck {
  /** Null while the visit is not registered here. */
  readonly visitId: string | null;
  readonly serviceDate: string;
  readonly data: unknown;
}

export interface CheckedEntry {
  /** Null when the data is no entry at all. */
  readonly entry: ServiceEntry | null;
  readonly problems: readonly EntryProblem[];
}

export async function checkEntry(
  deps: EntryDeps,
  tx: FacilityTx,
  { visitId, serviceDate, data }: EntryToCheck,
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
  const held = visitId === null ? { obat: [], tindakan: [] } : await deliveredItems(deps, tx, visitId);
  const problems = [
    ...entryProblems(entry, { serviceDate, today: dayWib(deps.clock.now()) }, settings),
    ...lockedChildProblems(entry, held),
  ];
  return { entry, problems };
}

async function deliveredItems(deps: EntryDeps, tx: FacilityTx, visitId: string) {
  const obat: ServiceDrug[] = [];
  const tindakan: ServiceProcedure[] = [];
  for (const { row, content } of await openItems(deps, tx, visitId)) {
    if (row.state !== 'delivered') continue;
    if (content.kind === 'obat') obat.push(content.item);
    else tindakan.push(content.item);
  }
  return { obat, tindakan };
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

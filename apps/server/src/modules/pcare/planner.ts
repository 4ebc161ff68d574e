// Which P-Care messages a visit event asks for. Called in the visit's transaction; writes the clinic's rows, returns the messages in
// the order of the lane: registration, visit, drugs, procedures (docs/facts/pcare.md §7.1).
import type { NewMessage } from '@titian/outbox';
import type { FacilityTx } from '../../platform/db/index.ts';
import {
  afterMessage,
  clinicDeadline,
  MESSAGE_CLASS,
  outgoing,
  type FacilityFacts,
  type MessagePlanner,
  type PlanInput,
  type VisitFacts,
} from '../gateway/index.ts';
import { openEntry, saveEntry, syncItems, type EntryDeps, type ItemRef } from './entries.ts';
import type { ServiceEntry } from './entry.ts';
import { checkEntry, keepDraft } from './check.ts';
import { KUNJUNGAN_ADD, KUNJUNGAN_DELETE, KUNJUNGAN_UPDATE, recordingPart } from './kinds-visit.ts';
import { OBAT_ADD, OBAT_DELETE, TINDAKAN_ADD, TINDAKAN_DELETE } from './kinds-items.ts';
import { keluhanPlace, PENDAFTARAN_ADD, PENDAFTARAN_DELETE } from './kinds-registration.ts';
import { findReference } from './reference-store.ts';
import { findRegistrationRow, insertRegistration } from './store.ts';

/** How long a dead Antrean may hold back a registration at P-Care (design: order across services is soft). */
const AFTER_ANTREAN_MAX_WAIT_MS = 20_000;

export interface PcarePlannerDeps extends EntryDeps {
  readonly afterAntreanMaxWaitMs?: number;
}

export function createPcarePlanner(deps: PcarePlannerDeps): MessagePlanner {
  return {
    name: 'pcare',
    plan: async (tx, input) => {
      const { facility, visit, event } = input;
      // Only members are registered at P-Care; a facility may do without the service.
      if (facility.kind !== 'fktp' || facility.switches['pcare'] === false || visit.jenisPasien !== 'JKN') return [];
      switch (event.type) {
        case 'visit.registered':
          return planRegistration(deps, tx, input);
        case 'service.recorded':
          return planRecorded(deps, tx, input);
        case 'visit.cancelled':
        case 'visit.no-show':
          return planWithdrawal(deps, tx, input);
        default:
          return [];
      }
    },
  };
}

async function planRegistration(
  deps: PcarePlannerDeps,
  tx: FacilityTx,
  { facility, visit, event }: PlanInput,
): Promise<NewMessage[]> {
  const keluhan = typeof event.data['keluhan'] === 'string' ? event.data['keluhan'] : '';
  await insertRegistration(tx, {
    visitId: visit.id,
    keluhanSealed: keluhan === '' ? null : await deps.sealer.sealText(tx, keluhanPlace(visit.id), keluhan),
    kunjunganSakit: await isSickVisit(tx, event.data['kunjunganSakit'], visit.kodePoli),
    at: deps.clock.now(),
  });
  const hasAntrean = facility.switches['antreanFktp'] !== false && visit.sumber !== 'mobile-jkn';
  const message = outgoing({
    kind: PENDAFTARAN_ADD,
    subjectId: visit.id,
    class: MESSAGE_CLASS.personWaiting,
    intent: { visitId: visit.id, sumber: visit.sumber },
    deadlineAt: deadlineOf(deps, visit),
    // Queue first, then P-Care, is common practice [B]; a dead queue service holds nobody back (docs/facts/antrean-fktp.md §A).
    ...(hasAntrean
      ? {
          after: [
            afterMessage(visit.id, 'antreanfktp', 'fktp.antrean.add', {
              maxWaitMs: deps.afterAntreanMaxWaitMs ?? AFTER_ANTREAN_MAX_WAIT_MS,
            }),
          ],
        }
      : {}),
  });
  return [message];
}

/**
 * What the counter says; else what the poli is for, because P-Care refuses a sick visit at a poli for the healthy and the other way
 * round (docs/facts/pcare.md §4.4); else a visit is for an illness.
 */
async function isSickVisit(tx: FacilityTx, said: unknown, kodePoli: string): Promise<boolean> {
  if (typeof said === 'boolean') return said;
  const poliSakit = (await findReference(tx, 'poli', kodePoli))?.extra?.['poliSakit'];
  return poliSakit !== false;
}

/**
 * The door has checked the entry (hooks for a HIS, the route for screens). One that comes here incomplete was recorded before its
 * visit was registered: it is kept as a draft for the doctor, and holds nothing else back.
 */
async function planRecorded(
  deps: EntryDeps,
  tx: FacilityTx,
  { visit, facility, event }: PlanInput,
): Promise<NewMessage[]> {
  const checked = await checkEntry(deps, tx, {
    serviceDate: visit.serviceDateWib,
    data: event.data,
  });
  if (checked.entry === null) return [];
  if (checked.problems.length === 0)
    return planEntry(deps, tx, { visit, facility, entry: checked.entry, by: event.id });
  await keepDraft(deps, tx, { visitId: visit.id, entry: checked.entry, by: event.id });
  return [];
}

export interface EntryPlan {
  readonly visit: VisitFacts;
  readonly facility: FacilityFacts;
  readonly entry: ServiceEntry;
  readonly by: string;
}

/** Stores a complete entry and plans what P-Care must know of it. The caller has checked it with rules.ts. */
export async function planEntry(
  deps: EntryDeps,
  tx: FacilityTx,
  { visit, facility, entry, by }: EntryPlan,
): Promise<NewMessage[]> {
  const { revision, isNew, generation } = await saveEntry(deps, tx, { visitId: visit.id, entry, state: 'ready', by });
  const { added, removed } = await syncItems(deps, tx, visit.id, entry);
  const about = { visitId: visit.id, kodePpk: facility.kodePpk, generation };
  const frame = frameOf(deps, visit);
  const add = outgoing({ ...frame, kind: KUNJUNGAN_ADD, part: recordingPart(generation), intent: about });
  // A later revision before the addition has left skips itself: the addition carries the newest content.
  const update =
    isNew && revision > 1 ? [outgoing({ ...frame, kind: KUNJUNGAN_UPDATE, part: revision, intent: about })] : [];
  // Out before in: the same code twice at P-Care could not be told apart.
  return [add, ...update, ...removals(frame, removed), ...added.map((item) => additionOf(frame, item))];
}

/** Takes a recorded service back at P-Care: first what hangs on the visit, then the visit (docs/facts/pcare.md §7.4). */
export async function planEntryWithdrawal(
  deps: EntryDeps,
  tx: FacilityTx,
  { visit, facility, generation }: { visit: VisitFacts; facility: FacilityFacts; generation: number },
): Promise<NewMessage[]> {
  const { removed } = await syncItems(deps, tx, visit.id, { obat: [], tindakan: [] });
  const intent = { visitId: visit.id, kodePpk: facility.kodePpk, generation };
  const frame = frameOf(deps, visit);
  return [
    ...removals(frame, removed),
    outgoing({ ...frame, kind: KUNJUNGAN_DELETE, part: recordingPart(generation), intent }),
  ];
}

type DeadlineDeps = Pick<EntryDeps, 'clock' | 'deliveryDays'>;

function deadlineOf({ clock, deliveryDays: days }: DeadlineDeps, visit: VisitFacts): Date {
  return clinicDeadline({ serviceDate: visit.serviceDateWib, now: clock.now(), days });
}

function frameOf(deps: DeadlineDeps, visit: VisitFacts) {
  return { subjectId: visit.id, class: MESSAGE_CLASS.today, deadlineAt: deadlineOf(deps, visit) } as const;
}

type Frame = ReturnType<typeof frameOf>;

function additionOf(frame: Frame, { id, kind }: ItemRef): NewMessage {
  const intent = { visitId: frame.subjectId, itemId: id };
  return outgoing({ ...frame, kind: kind === 'obat' ? OBAT_ADD : TINDAKAN_ADD, part: id, intent });
}

function removals(frame: Frame, items: readonly ItemRef[]): NewMessage[] {
  return items.map(({ id, kind }) =>
    outgoing({
      ...frame,
      kind: kind === 'obat' ? OBAT_DELETE : TINDAKAN_DELETE,
      part: id,
      intent: { visitId: frame.subjectId, itemId: id },
    }),
  );
}

/** A visit that does not take place is taken back at P-Care, unless the service has already been recorded. */
async function planWithdrawal(deps: EntryDeps, tx: FacilityTx, { visit }: PlanInput): Promise<NewMessage[]> {
  const registration = await findRegistrationRow(tx, visit.id);
  const entry = await openEntry(deps, tx, visit.id);
  if (registration === undefined || entry?.row.state === 'ready') return [];
  return [outgoing({ ...frameOf(deps, visit), kind: PENDAFTARAN_DELETE, intent: { visitId: visit.id } })];
}

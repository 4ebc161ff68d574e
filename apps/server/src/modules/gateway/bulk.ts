// Acting on many messages at once: a preview that fixes which messages are meant, a start by a named person with a reason, a stop between two
// messages. Nothing is sent from here: each message goes the way of the single button, with all its safety (bulk-worker.ts).
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { filterOf, type MessageQuery } from './browser.ts';
import { isAct, verdictOf, type BulkActionName, type Verdict } from './bulk-rules.ts';
import * as store from './bulk-store.ts';
import { nameOf } from './by-hand.ts';
import { labelOf } from './explain.ts';
import { findMessages, type MessageRecord } from './message-store.ts';
import { searchMessages, type Place } from './search-store.ts';
import { shownState, type ShownState } from './shown.ts';

/** More than a hospital's day; what is beyond is another preview. */
export const BULK_LOOK_MAX = 20_000;
const PAGE = 500;
/** Pages without end would be a look through years for nothing. */
const PAGES_MAX = 60;
const LISTED = 20;

export interface BulkGroupView {
  readonly kind: string;
  readonly label: string;
  readonly state: ShownState;
  readonly verdict: Verdict;
  readonly count: number;
}

export interface BulkView {
  readonly id: string;
  readonly action: BulkActionName;
  readonly state: store.BulkRow['state'];
  /** Messages that something would be done to. */
  readonly total: number;
  readonly done: number;
  readonly groups: readonly BulkGroupView[];
  readonly results: readonly { readonly result: string; readonly count: number }[];
  /** The first ones. */
  readonly items: readonly {
    readonly messageId: string;
    readonly label: string;
    readonly subject: string;
    readonly state: ShownState;
    readonly result: string | null;
  }[];
  readonly by: string;
  readonly reason: string | null;
  readonly stoppedBy: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface BulkDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly audit: Audit;
  readonly clock: Pick<Clock, 'now' | 'realNow' | 'businessOf'>;
  readonly subjectNames: (tx: FacilityTx, subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly peopleNames: (facilityId: FacilityId) => Promise<ReadonlyMap<string, string>>;
}

export type Bulk = ReturnType<typeof createBulk>;

const reasonPlace = (id: string) => ({ table: 'bulk_actions', column: 'reason_sealed', rowId: id });

export function bulkReason(sealer: Sealer, tx: FacilityTx, row: store.BulkRow): Promise<string | null> {
  return row.reasonSealed === null ? Promise.resolve(null) : sealer.openText(tx, reasonPlace(row.id), row.reasonSealed);
}

export function createBulk(deps: BulkDeps) {
  const { db, sealer, audit, clock } = deps;
  const found = async (tx: FacilityTx, id: string) => {
    const row = await store.findBulk(tx, id);
    if (row === undefined) throw notFound('bulk');
    return row;
  };
  const view = async (actor: Actor, id: string): Promise<BulkView> => {
    const names = await deps.peopleNames(actor.facilityId);
    return db.withFacility(actor.facilityId, async (tx) => viewOf(deps, tx, await found(tx, id), names));
  };
  return {
    view,

    list: async (actor: Actor): Promise<BulkView[]> => {
      const names = await deps.peopleNames(actor.facilityId);
      return db.withFacility(actor.facilityId, async (tx) => {
        const views: BulkView[] = [];
        for (const row of await store.listBulk(tx, LISTED)) views.push(await viewOf(deps, tx, row, names));
        return views;
      });
    },

    /** Looks, and keeps which messages are meant: what is started later is what was seen. */
    async preview(
      actor: Actor,
      { id, action, query }: { id: string; action: BulkActionName; query: (tx: FacilityTx) => Promise<MessageQuery> },
    ): Promise<BulkView> {
      await db.withFacility(actor.facilityId, async (tx) => {
        if ((await store.findBulk(tx, id)) !== undefined) return;
        await store.dropOldDrafts(tx);
        const records = await meant(deps, tx, await query(tx));
        const judged = records.map((record) => ({ record, verdict: verdictOf(action, record, clock.now()) }));
        // The head of a lane first: what it holds back can only go after it.
        const acts = judged
          .filter(({ verdict }) => isAct(verdict))
          .map(({ record }) => record)
          .toSorted((one, other) =>
            one.laneId === other.laneId
              ? Number(one.seq) - Number(other.seq)
              : one.createdAt.getTime() - other.createdAt.getTime() || (one.laneId < other.laneId ? -1 : 1),
          );
        await store.insertDraft(tx, {
          id,
          action,
          groups: groupsOf(judged),
          createdBy: nameOf(actor),
          messageIds: acts.map((record) => record.messageId),
        });
        await audit.record(tx, { actor, action: 'message.bulk-preview', subjectType: 'bulk', subjectId: id });
      });
      return view(actor, id);
    },

    async start(actor: Actor, id: string, reason: string): Promise<BulkView> {
      await db.withFacility(actor.facilityId, async (tx) => {
        const row = await found(tx, id);
        // Two presses, or two people: the second finds it running, and that is what both wanted.
        await audit.record(tx, {
          actor,
          action: 'message.bulk-start',
          subjectType: 'bulk',
          subjectId: id,
          reason,
          after: { action: row.action, total: row.total },
        });
        const isStarted = await store.startBulk(tx, id, await sealer.sealText(tx, reasonPlace(id), reason));
        if (!isStarted && row.state === 'stopped') throw isStopped();
      });
      return view(actor, id);
    },

    async stop(actor: Actor, id: string): Promise<BulkView> {
      await db.withFacility(actor.facilityId, async (tx) => {
        await found(tx, id);
        await audit.record(tx, { actor, action: 'message.bulk-stop', subjectType: 'bulk', subjectId: id });
        await store.stopBulk(tx, id, nameOf(actor));
      });
      return view(actor, id);
    },
  };
}

/** Every message behind the filter, newest first, up to the limit. */
async function meant(deps: BulkDeps, tx: FacilityTx, query: MessageQuery): Promise<MessageRecord[]> {
  const filter = filterOf(deps.clock, query);
  const records: MessageRecord[] = [];
  let before: Place | null = null;
  for (let page = 0; page < PAGES_MAX && records.length < BULK_LOOK_MAX; page += 1) {
    const look = await searchMessages(tx, filter, { before, limit: PAGE });
    records.push(...look.records);
    before = look.next;
    if (before === null) break;
  }
  return records;
}

function groupsOf(judged: readonly { readonly record: MessageRecord; readonly verdict: Verdict }[]): store.BulkGroup[] {
  const groups = new Map<string, store.BulkGroup>();
  for (const { record, verdict } of judged) {
    const { kind } = record;
    const state = shownState(record);
    const key = `${kind}|${state}|${verdict}`;
    groups.set(key, { kind, state, verdict, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].toSorted((one, other) => other.count - one.count);
}

async function viewOf(
  deps: BulkDeps,
  tx: FacilityTx,
  row: store.BulkRow,
  names: ReadonlyMap<string, string>,
): Promise<BulkView> {
  const who = (by: string) => names.get(by.slice(by.indexOf(':') + 1)) ?? by.slice(0, by.indexOf(':'));
  const shown = (real: Date | null) => (real === null ? null : deps.clock.businessOf(real).toISOString());
  const counts = await store.countItems(tx, row.id);
  const first = await store.listItems(tx, row.id, 0, LISTED);
  const records = new Map(
    (
      await findMessages(
        tx,
        first.map((item) => item.messageId),
      )
    ).map((record) => [record.messageId, record]),
  );
  const subjects = await deps.subjectNames(tx, [...new Set([...records.values()].map((record) => record.subjectId))]);
  return {
    id: row.id,
    action: row.action,
    state: row.state,
    total: row.total,
    done: counts.reduce((sum, { result, count }) => sum + (result === null ? 0 : count), 0),
    groups: row.groups.map((group) => ({ ...group, label: labelOf(group.kind, null) })),
    results: counts.flatMap(({ result, count }) => (result === null ? [] : [{ result, count }])),
    items: first.flatMap(({ messageId, result }) => {
      const record = records.get(messageId);
      if (record === undefined) return [];
      const { subjectId } = record;
      const label = labelOf(record.kind, record.intent);
      return [{ messageId, label, subject: subjects.get(subjectId) ?? subjectId, state: shownState(record), result }];
    }),
    by: who(row.createdBy),
    reason: await bulkReason(deps.sealer, tx, row),
    stoppedBy: row.stoppedBy === null ? null : who(row.stoppedBy),
    createdAt: deps.clock.businessOf(row.createdAt).toISOString(),
    startedAt: shown(row.startedAt),
    endedAt: shown(row.endedAt),
  };
}

function isStopped() {
  return conflict('DOMAIN_BULK_STOPPED', 'this act was stopped', {
    message: 'Tindakan massal ini sudah dihentikan.',
    meaning: 'Yang sudah dikerjakan tetap; sisanya tidak disentuh.',
    nextStep: 'Buat pratinjau baru untuk meneruskan.',
  });
}

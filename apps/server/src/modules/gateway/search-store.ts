// Finding messages among a million: pages by place (keyset), and how many there are behind each filter. Whatever narrows the search
// through an index is searched whole; without such a filter a look goes through a bounded number of messages, newest first, and says where
// it stopped. Plans: search-plans.int.test.ts.
import { SERVICE_NAMES } from '@titian/contract';
import type { FacilityTx } from '../../platform/db/index.ts';
import { laneIdFor } from './ids.ts';
import { MESSAGE_COLUMNS, type MessageRecord } from './message-store.ts';
import { storedStates, type ShownState } from './shown.ts';

/** Messages one page looks through when nothing but its filters narrows it: some 100 ms. */
export const SCAN_MAX = 20_000;
/** Refusals that a text may mean, newest first. */
const REFUSALS_MAX = 5_000;
const REASONS_MAX = 15;

export interface MessageFilter {
  readonly states: readonly ShownState[] | null;
  readonly services: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly subjectIds: readonly string[] | null;
  /** Refusals with one of these codes, or whose masked words are like one of these patterns. */
  readonly refusal: { readonly codes: readonly string[]; readonly like: readonly string[] } | null;
  /** Only those of which BPJS holds something else. */
  readonly isDifferent: boolean;
  /** Real instants, as the database writes them. */
  readonly from: Date | null;
  readonly until: Date | null;
}

export const EVERYTHING: MessageFilter = {
  states: null,
  services: null,
  kinds: null,
  channels: null,
  subjectIds: null,
  refusal: null,
  isDifferent: false,
  from: null,
  until: null,
};

/** A place in the list. The instant is PostgreSQL's own text: messages of one transaction differ by less than a millisecond. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** As `shownState` in shown.ts says it; search.int.test.ts holds the two together. */
const SHOWN = `CASE
  WHEN m.state = 'refused' AND m.code = 'expired' THEN 'expired'
  WHEN m.seq = l.head_seq AND m.settled_at IS NULL AND l.state = 'leased' THEN 'sending'
  WHEN m.state = 'queued' AND (CASE WHEN m.seq = l.head_seq AND l.reason IS NOT NULL THEN l.reason ELSE m.reason END) IS NOT NULL THEN 'later'
  ELSE m.state END`;
const COPIED = `m.facility_id, m.lane_id, m.seq, m.message_id, m.subject_id, m.service, m.channel, m.kind, m.class, m.intent, m.code, m.state, m.reason,
  m.created_at, m.settled_at, m.deadline_at`;
/** `OFFSET 0` keeps the planner from reading all lanes of a facility for the few that are wanted. */
const LANE_OF_EACH = `JOIN LATERAL (SELECT l.* FROM outbox_lanes l WHERE l.facility_id = m.facility_id AND l.lane_id = m.lane_id OFFSET 0) l ON true`;
const NEEDS_SOMEBODY: ReadonlySet<ShownState> = new Set(['refused', 'expired', 'parked', 'unknown']);

/** Collects the values of one statement. */
function values(tx: FacilityTx) {
  const list: unknown[] = [tx.facilityId];
  return { list, given: (value: unknown, type: string) => `$${list.push(value)}::${type}` };
}
type Values = ReturnType<typeof values>;

interface Candidates {
  readonly where: string;
  /** An index leads to these messages; otherwise they are looked through by age. */
  readonly isNarrow: boolean;
}

function candidatesOf(filter: MessageFilter, { given }: Values): Candidates {
  const narrow: string[] = [];
  if (filter.subjectIds !== null) {
    const lanes = filter.subjectIds.flatMap((id) => SERVICE_NAMES.map((service) => laneIdFor(id, service)));
    narrow.push(`m.lane_id = ANY(${given(lanes, 'uuid[]')})`);
  }
  if (filter.states !== null && filter.states.every((state) => NEEDS_SOMEBODY.has(state)))
    narrow.push('m.attention_at IS NOT NULL');
  if (filter.refusal !== null)
    narrow.push(`m.message_id IN (SELECT r.message_id FROM bpjs_refusals r WHERE r.facility_id = $1
      AND (r.code = ANY(${given(filter.refusal.codes, 'text[]')}) OR r.words ILIKE ANY(${given(filter.refusal.like, 'text[]')}))
      ORDER BY r.refused_at DESC LIMIT ${REFUSALS_MAX})`);
  if (filter.isDifferent)
    narrow.push(`m.message_id IN (SELECT d.message_id FROM bpjs_differences d
      WHERE d.facility_id = $1 AND d.cleared_at IS NULL AND d.accepted_at IS NULL)`);
  const span = [
    ...(filter.from === null ? [] : [`m.created_at >= ${given(filter.from, 'timestamptz')}`]),
    ...(filter.until === null ? [] : [`m.created_at < ${given(filter.until, 'timestamptz')}`]),
  ];
  return { where: ['true', ...narrow, ...span].join(' AND '), isNarrow: narrow.length > 0 };
}

function narrowedBy(filter: MessageFilter, { given }: Values): string {
  const conditions = [
    // The stored state first: most messages fall away before their lane is looked up.
    ...(filter.states === null
      ? []
      : [
          `m.state = ANY(${given(storedStates(filter.states), 'text[]')})`,
          `(${SHOWN}) = ANY(${given(filter.states, 'text[]')})`,
        ]),
    ...(filter.services === null ? [] : [`m.service = ANY(${given(filter.services, 'text[]')})`]),
    ...(filter.kinds === null ? [] : [`m.kind = ANY(${given(filter.kinds, 'text[]')})`]),
    ...(filter.channels === null ? [] : [`m.channel = ANY(${given(filter.channels, 'text[]')})`]),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

const beforePlace = (before: Place | null, { given }: Values): string =>
  before === null
    ? ''
    : `AND (m.created_at, m.message_id) < (${given(before.at, 'timestamptz')}, ${given(before.id, 'uuid')})`;

const EXACT = `to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "exactAt"`;

export interface FoundPage {
  readonly records: readonly MessageRecord[];
  /** Where the next page begins; null at the end. A page may be short and still have a next one: the look was bounded. */
  readonly next: Place | null;
}

export async function searchMessages(
  tx: FacilityTx,
  filter: MessageFilter,
  { before, limit }: { readonly before: Place | null; readonly limit: number },
): Promise<FoundPage> {
  const use = values(tx);
  const { where, isNarrow } = candidatesOf(filter, use);
  const bound = isNarrow ? '' : `ORDER BY m.created_at DESC, m.message_id DESC LIMIT ${SCAN_MAX}`;
  const candidates = `SELECT ${COPIED} FROM outbox_messages m WHERE m.facility_id = $1 AND ${where} ${beforePlace(before, use)} ${bound}`;
  const rows = await tx.query<MessageRecord & { readonly exactAt: string }>(
    `SELECT ${MESSAGE_COLUMNS}, ${EXACT} FROM (${candidates}) m ${LANE_OF_EACH}
      WHERE m.facility_id = $1 AND ${narrowedBy(filter, use)}
      ORDER BY m.created_at DESC, m.message_id DESC LIMIT ${use.given(limit + 1, 'integer')}`,
    use.list,
  );
  const records = rows.slice(0, limit);
  const last = records.at(-1);
  if (rows.length > limit && last !== undefined) return { records, next: { at: last.exactAt, id: last.messageId } };
  return { records, next: isNarrow ? null : await endOfLook(tx, filter, before) };
}

/** The last message that a bounded look went through; null when it saw the oldest. */
async function endOfLook(tx: FacilityTx, filter: MessageFilter, before: Place | null): Promise<Place | null> {
  const use = values(tx);
  const { where } = candidatesOf(filter, use);
  const [row] = await tx.query<{ exactAt: string; messageId: string }>(
    `SELECT ${EXACT}, m.message_id AS "messageId" FROM outbox_messages m WHERE m.facility_id = $1 AND ${where} ${beforePlace(before, use)}
      ORDER BY m.created_at DESC, m.message_id DESC OFFSET ${SCAN_MAX - 1} LIMIT 1`,
    use.list,
  );
  return row === undefined ? null : { at: row.exactAt, id: row.messageId };
}

export interface Group {
  readonly state: ShownState;
  readonly service: string;
  readonly kind: string;
  readonly channel: string;
  readonly count: number;
}

/**
 * How many messages stand where, of those that subject, span, refusal and difference leave; the other filters are for the reader of the
 * groups. Those that need somebody are all counted, of the others the newest `SCAN_MAX`.
 */
export async function countGroups(
  tx: FacilityTx,
  filter: MessageFilter,
): Promise<{ readonly groups: readonly Group[]; readonly isComplete: boolean }> {
  const wide: MessageFilter = { ...filter, states: null };
  const looks = [];
  for (const only of ['m.attention_at IS NOT NULL', 'm.attention_at IS NULL']) {
    const use = values(tx);
    const { where } = candidatesOf(wide, use);
    looks.push(
      await tx.query<Group>(
        `WITH m AS MATERIALIZED (SELECT ${COPIED} FROM outbox_messages m WHERE m.facility_id = $1 AND ${where} AND ${only}
           ORDER BY m.created_at DESC LIMIT ${SCAN_MAX})
         SELECT state, service, kind, channel, count(*)::integer AS count FROM (
           SELECT CASE WHEN m.state = 'refused' AND m.code = 'expired' THEN 'expired' ELSE m.state END AS state, m.service, m.kind, m.channel
             FROM m WHERE m.facility_id = $1 AND m.state NOT IN ('queued', 'waiting', 'unknown')
           UNION ALL
           SELECT ${SHOWN}, m.service, m.kind, m.channel FROM m ${LANE_OF_EACH}
            WHERE m.facility_id = $1 AND m.state IN ('queued', 'waiting', 'unknown')) counted
          GROUP BY state, service, kind, channel`,
        use.list,
      ),
    );
  }
  const isComplete = looks.every((groups) => groups.reduce((sum, { count }) => sum + count, 0) < SCAN_MAX);
  return { groups: looks.flat(), isComplete };
}

export interface ReasonGroup {
  readonly code: string;
  readonly bpjsCode: string | null;
  readonly words: string | null;
  readonly count: number;
}

/** Why messages are refused or held now, the commonest first. */
export function countReasons(tx: FacilityTx, filter: MessageFilter): Promise<ReasonGroup[]> {
  const use = values(tx);
  const { where } = candidatesOf({ ...filter, states: ['refused', 'parked'], refusal: null }, use);
  const { services, kinds, channels } = filter;
  return tx.query<ReasonGroup>(
    `SELECT r.code, r.bpjs_code AS "bpjsCode", r.words, count(*)::integer AS count
       FROM outbox_messages m
       JOIN LATERAL (SELECT * FROM bpjs_refusals r WHERE r.facility_id = m.facility_id AND r.message_id = m.message_id OFFSET 0) r ON true
      WHERE m.facility_id = $1 AND ${where} AND m.state IN ('refused', 'parked') AND ${narrowedBy({ ...EVERYTHING, services, kinds, channels }, use)}
      GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1 LIMIT ${REASONS_MAX}`,
    use.list,
  );
}

export interface RefusalRow {
  readonly messageId: string;
  readonly code: string;
  readonly bpjsCode: string | null;
  readonly words: string | null;
  readonly at: Date;
}

export async function putRefusal(tx: FacilityTx, row: RefusalRow): Promise<void> {
  await tx.query(
    `INSERT INTO bpjs_refusals (facility_id, message_id, code, bpjs_code, words, refused_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (facility_id, message_id) DO UPDATE SET code = excluded.code, bpjs_code = excluded.bpjs_code, words = excluded.words,
       refused_at = excluded.refused_at`,
    [tx.facilityId, row.messageId, row.code, row.bpjsCode, row.words, row.at],
  );
}

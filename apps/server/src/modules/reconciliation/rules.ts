// What differs between our record and what BPJS holds, decided from two lists alone: no clock, no database, no wire. A list of BPJS is
// compared with our record as it was before and after the reading, so that what moved meanwhile is left to the next run instead of being
// called a difference. It repairs nothing and calls nobody wrong.

export const SUBJECTS = ['antrean', 'task', 'sep', 'pendaftaran', 'kunjungan'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const FINDINGS = ['hanya-di-titian', 'hanya-di-bpjs', 'berbeda'] as const;
export type Finding = (typeof FINDINGS)[number];

/**
 * `held`: as far as we know BPJS holds it. `open`: on its way, or too fresh for a list of BPJS to be believed about it. `none`: as far as we
 * know it is not there (refused, never sent, cancelled).
 */
export type Stand = 'held' | 'open' | 'none';

/** Null = the side holds nothing in this field. A field that a side leaves out is not compared. */
export type Fields = Readonly<Record<string, string | null>>;

export interface OurEntry {
  /** Names the entry within its subject and day, on both sides; never a card number or NIK. */
  readonly key: string;
  readonly visitId: string;
  readonly stand: Stand;
  readonly fields: Fields;
}

/** Who made an entry as far as BPJS's data tells: the source it names and when it arrived. */
export interface Sender {
  readonly source: string | null;
  readonly at: string | null;
}

export interface TheirEntry {
  readonly key: string;
  /** A visit of ours that it belongs to, where the reader knows one. */
  readonly visitId: string | null;
  readonly fields: Fields;
  readonly sender: Sender;
}

export interface FieldDifference {
  readonly field: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

export interface Divergence {
  readonly key: string;
  readonly visitId: string | null;
  readonly finding: Finding;
  readonly fields: readonly FieldDifference[];
  readonly sender: Sender;
}

export interface Verdict {
  readonly divergences: readonly Divergence[];
  /** Entries that were looked at, ours and theirs together. */
  readonly compared: number;
  /** Keys left to the next run: on their way, or changed while BPJS was read. */
  readonly postponed: readonly string[];
}

const UNNAMED: Sender = { source: null, at: null };

/**
 * @example
 * judge({ before: [held], after: [held], theirs: [] }).divergences[0].finding // 'hanya-di-titian'
 */
export function judge(input: {
  readonly before: readonly OurEntry[];
  readonly after: readonly OurEntry[];
  readonly theirs: readonly TheirEntry[];
}): Verdict {
  const before = byKey(input.before);
  const after = byKey(input.after);
  const theirs = new Map(input.theirs.map((entry) => [entry.key, entry]));
  const divergences: Divergence[] = [];
  const postponed: string[] = [];
  const keys = new Set([...before.keys(), ...after.keys(), ...theirs.keys()]);
  for (const key of keys) {
    const ours = after.get(key);
    if (hasMoved(before.get(key), ours) || ours?.stand === 'open') {
      postponed.push(key);
      continue;
    }
    const found = divergenceOf(ours, theirs.get(key));
    if (found !== null) divergences.push(found);
  }
  return { divergences, compared: keys.size, postponed };
}

function divergenceOf(ours: OurEntry | undefined, theirs: TheirEntry | undefined): Divergence | null {
  if (theirs === undefined) {
    if (ours?.stand !== 'held') return null;
    const fields = Object.entries(ours.fields).map(([field, value]) => ({ field, ours: value, theirs: null }));
    return { key: ours.key, visitId: ours.visitId, finding: 'hanya-di-titian', fields, sender: UNNAMED };
  }
  if (ours?.stand !== 'held') {
    const fields = Object.entries(theirs.fields).map(([field, value]) => ({
      field,
      ours: ours?.fields[field] ?? null,
      theirs: value,
    }));
    const visitId = ours?.visitId ?? theirs.visitId;
    return { key: theirs.key, visitId, finding: 'hanya-di-bpjs', fields, sender: theirs.sender };
  }
  const fields = differingFields(ours.fields, theirs.fields);
  if (fields.length === 0) return null;
  return { key: ours.key, visitId: ours.visitId, finding: 'berbeda', fields, sender: theirs.sender };
}

function differingFields(ours: Fields, theirs: Fields): FieldDifference[] {
  return Object.entries(ours).flatMap(([field, value]) => {
    const other = theirs[field];
    return other === undefined || other === value ? [] : [{ field, ours: value, theirs: other }];
  });
}

function hasMoved(before: OurEntry | undefined, after: OurEntry | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return (
    before.stand !== after.stand ||
    before.visitId !== after.visitId ||
    JSON.stringify(before.fields) !== JSON.stringify(after.fields)
  );
}

function byKey(entries: readonly OurEntry[]): ReadonlyMap<string, OurEntry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** Where a person's judgement of a divergence still holds: the same finding with the same content on both sides. */
export function sameDivergence(left: Divergence, right: Divergence): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint({ finding, fields }: Divergence): string {
  const told = fields.map(({ field, ours, theirs }) => JSON.stringify([field, ours, theirs])).toSorted();
  return JSON.stringify([finding, told]);
}

export const ACTIONS = ['kirim-ulang', 'catat-bpjs', 'terima'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a person may do with a divergence; opening the visit is always possible where there is one. */
export function actionsFor(
  subject: Subject,
  { finding, visitId }: Pick<Divergence, 'finding' | 'visitId'>,
): readonly Action[] {
  if (visitId === null) return ['terima'];
  switch (finding) {
    case 'hanya-di-titian':
      return CAN_SEND_AGAIN.has(subject) ? ['kirim-ulang', 'terima'] : ['terima'];
    case 'hanya-di-bpjs':
      return CAN_TAKE.has(subject) ? ['catat-bpjs', 'terima'] : ['terima'];
    case 'berbeda':
      // Only a time may be taken over: whose a booking is and where it was made is not settled by copying.
      return subject === 'task' ? ['catat-bpjs', 'terima'] : ['terima'];
  }
}

/** A letter that BPJS no longer holds was deleted there by somebody: it is issued again at the counter, not from a list. */
const CAN_SEND_AGAIN: ReadonlySet<Subject> = new Set(['antrean', 'task']);
const CAN_TAKE: ReadonlySet<Subject> = new Set(['antrean', 'task', 'sep', 'pendaftaran']);

/** Days after the visit on which its day is looked at. docs/facts/task-id.md §7.7 */
export const NIGHTLY_DAYS = [0, 1, 3, 6] as const;
export type Occasion = 'D' | 'D+1' | 'D+3' | 'D+6' | 'gangguan' | 'manual' | 'pulih';

export const nightlyOccasion = (days: (typeof NIGHTLY_DAYS)[number]): Occasion => (days === 0 ? 'D' : `D+${days}`);

/** Evening until early morning by the facility's own clock: nobody waits at a counter then. */
export interface NightWindow {
  /** Minutes of the day. */
  readonly from: number;
  readonly to: number;
}
export const DEFAULT_NIGHT: NightWindow = { from: 22 * 60, to: 5 * 60 };
const DAY_MINUTES = 24 * 60;

/** The evening's calendar day while the night lasts, also after midnight; null by day. `localTime` is `HH:mm`. */
export function nightOf(localDate: string, localTime: string, night: NightWindow = DEFAULT_NIGHT): string | null {
  const [hours = 0, minutes = 0] = localTime.split(':').map(Number);
  const minute = (hours * 60 + minutes) % DAY_MINUTES;
  if (minute >= night.from) return localDate;
  return minute < night.to ? addDays(localDate, -1) : null;
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Both days included; never more than `limit`, the newest are kept. */
export function daysBetween(from: string, to: string, limit: number): string[] {
  const days: string[] = [];
  for (let day = to; day >= from && days.length < limit; day = addDays(day, -1)) days.push(day);
  return days.toReversed();
}

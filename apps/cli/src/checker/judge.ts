// Compares what was due (`due.ts`) with what BPJS holds (`ledger.ts`) and names every difference with the shortest history of
// its lane. It decides nothing about time-outs or retries: only effects count.
import { dayWib, type DueEffect, type DueLane } from './due.ts';
import { dataText, textOf, type LedgerLine } from './ledger.ts';

export type FindingKind = 'lost' | 'duplicated' | 'outOfOrder' | 'invented';

export interface Finding {
  readonly kind: FindingKind;
  readonly ppk: string;
  readonly visitRef: string;
  readonly what: string;
  readonly history: readonly string[];
}

export interface Verdict {
  readonly visits: number;
  /** Effects that were due. */
  readonly messages: number;
  /** Effects BPJS holds for the visits of the file. */
  readonly effects: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly invented: number;
  /** Due effects that BPJS refused in its own words: a human's work, not a loss. */
  readonly refused: readonly { visitRef: string; what: string; code: string; message: string }[];
  /** Due effects that are absent because a person was asked to decide about them: visible, not lost. */
  readonly leftToPeople: number;
  readonly findings: readonly Finding[];
}

/** `<ledger key> <effect>` of what the product shows to a person as undecided, read from its API by whoever asks for the verdict. */
export type LeftToPeople = ReadonlySet<string>;

/** A refusal that only says "not in this order" is the bridge's own fault and excuses nothing (docs/facts/task-id.md §6). */
const ORDER_REFUSAL = /belum ada|belum terkirim|tidak boleh kurang|lebih besar da/i;

export function judge(
  lanes: readonly DueLane[],
  ledger: readonly LedgerLine[],
  leftToPeople: LeftToPeople = new Set(),
): Verdict {
  const index = new LedgerIndex(ledger);
  const findings: Finding[] = [];
  const refused: Verdict['refused'][number][] = [];
  let messages = 0;
  let left = 0;
  let effects = 0;
  for (const lane of lanes) {
    const lines = index.take(lane);
    const done = lines.filter((line) => line.effect !== 'refused');
    messages += lane.effects.length;
    effects += done.length;
    const report = (kind: FindingKind, what: string): void => {
      findings.push({ kind, ppk: lane.ppk, visitRef: lane.visitRef, what, history: lines.map(describe) });
    };
    const isLeft = (due: DueEffect): boolean => lines.some((line) => leftToPeople.has(`${line.key} ${due.effect}`));
    left += judgeAbsent(lane, lines, { report, refused, isLeft });
    judgeRepeated(done, report);
    judgeOrder(lane, done, report);
    judgeInvented(lane, done, report);
  }
  for (const line of index.untaken(new Set(lanes.map((lane) => lane.ppk)))) {
    findings.push({
      kind: 'invented',
      ppk: line.ppk,
      visitRef: '-',
      what: 'no visit of the file asks for this effect',
      history: [describe(line)],
    });
  }
  const count = (kind: FindingKind): number => findings.filter((finding) => finding.kind === kind).length;
  return {
    visits: new Set(lanes.map((lane) => `${lane.ppk} ${lane.visitRef}`)).size,
    messages,
    effects,
    lost: count('lost'),
    duplicated: count('duplicated'),
    outOfOrder: count('outOfOrder'),
    invented: count('invented'),
    refused,
    leftToPeople: left,
    findings,
  };
}

type Report = (kind: FindingKind, what: string) => void;

interface Absence {
  readonly report: Report;
  readonly refused: Verdict['refused'][number][];
  readonly isLeft: (due: DueEffect) => boolean;
}

/** Answers how many absent effects are left to a person. */
function judgeAbsent(lane: DueLane, lines: readonly LedgerLine[], { report, refused, isLeft }: Absence): number {
  let left = 0;
  const present = new Set(lines.filter((line) => line.effect !== 'refused').map(nameOf));
  for (const due of lane.effects) {
    if (present.has(due.effect) || cancelledAnyway(due, present)) continue;
    if (isLeft(due)) {
      left += 1;
      continue;
    }
    const refusal = lines.find((line) => line.effect === 'refused' && excuses(line, due));
    if (refusal === undefined) {
      report('lost', `${due.effect} is absent`);
      continue;
    }
    refused.push({
      visitRef: lane.visitRef,
      what: due.effect,
      code: textOf(refusal.data['code']),
      message: textOf(refusal.data['message']),
    });
    return left; // What follows a refused step in its lane is not due before a person has mended it.
  }
  return left;
}

/** Either road to CANCELLED will do: `antrean/batal` or Task 99 (docs/facts/task-id.md §5). */
function cancelledAnyway(due: DueEffect, present: ReadonlySet<string>): boolean {
  return due.effect === 'booking.cancelled' && present.has('task.stored:99');
}

function excuses(line: LedgerLine, due: DueEffect): boolean {
  if (ORDER_REFUSAL.test(textOf(line.data['message']))) return false;
  const task = dataText(line, 'taskid');
  const asked = REFUSED_ENDPOINTS.find(([pattern]) => pattern.test(line.endpoint))?.[1] ?? '';
  return (asked === 'task.stored' ? `task.stored:${task}` : asked) === due.effect;
}

const REFUSED_ENDPOINTS: readonly (readonly [RegExp, string])[] = [
  [/^antreanrs\..*updatewaktu/i, 'task.stored'],
  [/^antreanrs\..*batal/i, 'booking.cancelled'],
  [/^antreanrs\.antrean\.add/i, 'booking.added'],
  [/^vclaim\.sep\.insert/i, 'sep.issued'],
  [/^pcare\.pendaftaran\.add/i, 'pendaftaran.added'],
  [/^pcare\.pendaftaran\.delete/i, 'pendaftaran.deleted'],
  [/^pcare\.kunjungan\.add/i, 'kunjungan.added'],
  [/^antreanfktp\..*add/i, 'fktp.antrean.added'],
  [/^antreanfktp\..*panggil/i, 'fktp.antrean.called'],
  [/^antreanfktp\..*batal/i, 'fktp.antrean.cancelled'],
];

/** Effects that a visit may have many of: each medicine and procedure is one of its own. */
const MANY = new Set(['obat.added', 'tindakan.added', 'sep.updated', 'kunjungan.updated']);

function judgeRepeated(done: readonly LedgerLine[], report: Report): void {
  const counts = new Map<string, number>();
  for (const line of done) counts.set(nameOf(line), (counts.get(nameOf(line)) ?? 0) + 1);
  for (const [name, count] of counts)
    if (count > 1 && !MANY.has(name)) report('duplicated', `${name} happened ${count} times`);
}

function judgeOrder(lane: DueLane, done: readonly LedgerLine[], report: Report): void {
  const rank = new Map(lane.effects.map((due, place) => [due.effect, place]));
  let highest = -1;
  let latestWaktu = -Infinity;
  for (const line of done) {
    const place = rank.get(nameOf(line));
    if (place !== undefined) {
      if (place < highest) report('outOfOrder', `${nameOf(line)} came after a later effect of its lane`);
      highest = Math.max(highest, place);
    }
    const waktu = line.effect === 'task.stored' ? Number(dataText(line, 'waktu')) : NaN;
    if (Number.isFinite(waktu)) {
      if (waktu <= latestWaktu && !isRepeat(done, line))
        report('outOfOrder', `${nameOf(line)} carries a time not after its predecessor's`);
      latestWaktu = Math.max(latestWaktu, waktu);
    }
  }
}

/** A second effect of the same task is counted as a duplicate, not also as an inversion. */
function isRepeat(done: readonly LedgerLine[], line: LedgerLine): boolean {
  return done.some((other) => other.seq < line.seq && nameOf(other) === nameOf(line));
}

function judgeInvented(lane: DueLane, done: readonly LedgerLine[], report: Report): void {
  const due = new Map(lane.effects.map((effect) => [effect.effect, effect]));
  for (const line of done) {
    if (line.effect === 'task.stored') {
      const task = Number(dataText(line, 'taskid'));
      const waktu = Number(dataText(line, 'waktu'));
      if (!(lane.observed.get(task) ?? []).includes(waktu))
        report('invented', `${nameOf(line)} carries ${waktu}, which nobody observed`);
      else if (task !== 99 && !due.has(nameOf(line))) report('invented', `${nameOf(line)} was not to be sent`);
      continue;
    }
    if (line.effect === 'fktp.antrean.called') {
      const expected = due.get(line.effect)?.atMs ?? null;
      if (expected !== Number(dataText(line, 'waktu'))) report('invented', 'the call carries a time nobody observed');
      continue;
    }
    if (OPTIONAL.has(line.effect) || due.has(nameOf(line)) || lane.allowed?.includes(nameOf(line)) === true) continue;
    report('invented', `${nameOf(line)} was not asked for`);
  }
}

/** Effects that belong to a due one and depend on switches of the facility the file does not hold. */
const OPTIONAL = new Set([
  'farmasi.added',
  'obat.added',
  'tindakan.added',
  'sep.updated',
  'sep.discharged',
  'kunjungan.updated',
]);

function nameOf(line: LedgerLine): string {
  return line.effect === 'task.stored' ? `task.stored:${dataText(line, 'taskid')}` : line.effect;
}

function describe(line: LedgerLine): string {
  const waktu = dataText(line, 'waktu');
  const message =
    line.effect === 'refused' ? ` ${line.endpoint} ${textOf(line.data['code'])} "${textOf(line.data['message'])}"` : '';
  return `#${line.seq} ${nameOf(line)}${waktu === '' ? '' : ` at ${new Date(Number(waktu)).toISOString()}`}${message}`;
}

/** Finds the ledger lines of a lane: by booking code for the queue, by card, poli and day for the rest. */
class LedgerIndex {
  readonly #byLane = new Map<string, LedgerLine[]>();
  readonly #keyOfVisit = new Map<string, string[]>();
  readonly #taken = new Set<number>();
  readonly #all: readonly LedgerLine[];

  constructor(ledger: readonly LedgerLine[]) {
    this.#all = ledger;
    for (const line of ledger) {
      for (const key of laneKeys(line)) push(this.#byLane, key, line);
      const norm = dataText(line, 'norm');
      if (line.service === 'antreanrs' && norm !== '') {
        const visit = visitKey(line.ppk, norm, dayOf(dataText(line, 'tanggalperiksa')), dataText(line, 'kodepoli'));
        const known = this.#keyOfVisit.get(visit) ?? [];
        if (!known.includes(line.key)) this.#keyOfVisit.set(visit, [...known, line.key]);
      }
    }
  }

  take(lane: DueLane): LedgerLine[] {
    const { identity, ppk } = lane;
    const keys =
      lane.service === 'antreanrs'
        ? identity.kodeBooking === ''
          ? (this.#keyOfVisit.get(visitKey(ppk, identity.norm, identity.serviceDate, identity.kodePoli)) ?? [])
          : [identity.kodeBooking]
        : [personKey(identity.nomorKartu || identity.nik, identity.serviceDate, identity.kodePoli)];
    const lines = keys.flatMap((key) => this.#byLane.get(`${ppk} ${lane.service} ${key}`) ?? []);
    for (const line of lines) this.#taken.add(line.seq);
    return lines.sort((a, b) => a.seq - b.seq);
  }

  untaken(ppks: ReadonlySet<string>): LedgerLine[] {
    return this.#all.filter(
      (line) => ppks.has(line.ppk) && line.effect !== 'refused' && !this.#taken.has(line.seq) && !isForeign(line),
    );
  }
}

/** Bookings that Mobile JKN itself made are BPJS's own effects, not the bridge's. */
function isForeign(line: LedgerLine): boolean {
  return /mobile\s*jkn/i.test(dataText(line, 'sumberdata'));
}

function laneKeys(line: LedgerLine): string[] {
  const service = line.service;
  if (service === 'antreanrs') return [`${line.ppk} ${service} ${line.key}`];
  const day = dayOf(dataText(line, 'tglSep', 'tglDaftar', 'tanggalperiksa'));
  const poli = dataText(line, 'kodePoli', 'kdPoli', 'kodepoli', 'poliTujuan', 'poli');
  const persons = new Set(
    [dataText(line, 'noKartu', 'nomorkartu'), dataText(line, 'nik')].filter((text) => text !== ''),
  );
  return [...persons].map((person) => `${line.ppk} ${service} ${personKey(person, day, poli)}`);
}

function visitKey(ppk: string, norm: string, day: string, poli: string): string {
  return `${ppk} ${norm} ${day} ${poli}`;
}

function personKey(person: string, day: string, poli: string): string {
  return `${person} ${day} ${poli}`;
}

/** P-Care writes days as dd-MM-yyyy, the others as yyyy-MM-dd; an epoch is a WIB day. */
function dayOf(text: string): string {
  const european = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text);
  if (european !== null) return `${european[3]}-${european[2]}-${european[1]}`;
  return /^\d{13}$/.test(text) ? dayWib(Number(text)) : text.slice(0, 10);
}

function push(map: Map<string, LedgerLine[]>, key: string, line: LedgerLine): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [line]);
  else list.push(line);
}

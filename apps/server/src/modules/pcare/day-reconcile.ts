// The clinic's registrations and visits of a day as both sides hold them, for reconciliation. Registrations come from P-Care's list of the
// date, visits from each member's history: no list of a day's visits is known (docs/facts/pcare.md §4.5). Nothing is sent from here.
import type { FacilityTx } from '../../platform/db/index.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import type { OurEntry, Source, SourceContext, Stand, TheirEntry } from '../reconciliation/index.ts';
import type { Visit, VisitService } from '../visit/index.ts';
import { pcareDate } from './bpjs.ts';
import { openEntry, type EntryDeps } from './entries.ts';
import { registrationsOf } from './kinds-registration.ts';
import { historyOf } from './kinds-visit.ts';
import type { HistoryRow, RegistrationRow } from './reconcile.ts';
import * as store from './store.ts';

export interface PcareSourceDeps extends EntryDeps {
  readonly visits: Pick<VisitService, 'ofDay'>;
  readonly peserta: Pick<PesertaService, 'findPatients'>;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

/** Members whose history is read in one part: a crash repeats no more reads than these. */
const PART_VISITS = 50;

const isUsed: Source['isUsed'] = (facility) => facility.kind === 'fktp' && facility.switches['pcare'] === true;

export function pcareSources(deps: PcareSourceDeps): readonly Source[] {
  return [registrationSource(deps), visitSource(deps)];
}

/** Our entry with what tells whose it is. */
interface Known {
  readonly entry: OurEntry;
  readonly nomorKartu: string;
  readonly kodePoli: string;
}

interface Member {
  readonly visit: Visit;
  readonly nomorKartu: string;
}

/** Visits of the day whose card is known, in the order of their ids: the others never went to P-Care. */
async function membersOf(deps: PcareSourceDeps, tx: FacilityTx, date: string): Promise<Member[]> {
  const list = await deps.visits.ofDay(tx, date);
  const patients = await deps.peserta.findPatients(tx, [...new Set(list.map(({ patientId }) => patientId))]);
  return list
    .flatMap((visit) => {
      const nomorKartu = patients.get(visit.patientId)?.nomorKartu ?? null;
      return nomorKartu === null ? [] : [{ visit, nomorKartu }];
    })
    .toSorted((left, right) => (left.visit.id < right.visit.id ? -1 : 1));
}

function registrationSource(deps: PcareSourceDeps): Source {
  const ours = async (tx: FacilityTx, date: string, freshMs: number): Promise<Known[]> => {
    const members = await membersOf(deps, tx, date);
    const rows = new Map(
      (
        await store.registrationsOfDay(
          tx,
          members.map(({ visit }) => visit.id),
        )
      ).map((row) => [row.visitId, row]),
    );
    const freshSince = deps.clock.now().getTime() - freshMs;
    return members.flatMap(({ visit, nomorKartu }) => {
      const row = rows.get(visit.id);
      if (row === undefined) return [];
      const isHeld = row.state === 'registered' && row.noUrut !== null;
      return [
        {
          nomorKartu,
          kodePoli: visit.kodePoli,
          entry: {
            key: isHeld ? registrationKey(row.noUrut ?? '', visit.kodePoli) : ownKey(visit.id),
            visitId: visit.id,
            stand: registrationStand(row, freshSince),
            fields: { nomorkartu: nomorKartu, ...(isHeld ? { noUrut: row.noUrut } : {}) },
          },
        },
      ];
    });
  };
  return {
    subject: 'pendaftaran',
    isUsed,
    async read({ bpjs, inFacility, freshMs }, date) {
      const before = await inFacility((tx) => ours(tx, date, freshMs));
      const rows = await registrationsOf(bpjs, pcareDate(date));
      const after = await inFacility((tx) => ours(tx, date, freshMs));
      return {
        before: before.map(({ entry }) => entry),
        after: after.map(({ entry }) => entry),
        theirs: rows.map((row) => registrationEntry(row, after)),
        next: null,
      };
    },
    async takeTheirs(tx, _actor, { visitId, divergence }) {
      const noUrut = divergence.fields.find(({ field }) => field === 'noUrut')?.theirs ?? null;
      if (noUrut === null) return;
      await store.setRegistrationState(tx, { visitId, state: 'registered', noUrut, at: deps.clock.now() });
    },
  };
}

function registrationEntry(row: RegistrationRow, ours: readonly Known[]): TheirEntry {
  const card = row.peserta?.noKartu ?? null;
  const kdPoli = row.poli?.kdPoli ?? '';
  const key = registrationKey(row.noUrut, kdPoli);
  const waiting = waitingFor(ours, { key, card, kdPoli });
  return {
    key: waiting?.entry.key ?? key,
    visitId: waiting?.entry.visitId ?? null,
    fields: {
      noUrut: row.noUrut,
      ...(card === null ? {} : { nomorkartu: card }),
      ...(kdPoli === '' ? {} : { kodepoli: kdPoli }),
    },
    sender: { source: null, at: null },
  };
}

function visitSource(deps: PcareSourceDeps): Source {
  const ours = async (tx: FacilityTx, members: readonly Member[], freshMs: number): Promise<Known[]> => {
    const freshSince = deps.clock.now().getTime() - freshMs;
    const known: Known[] = [];
    for (const { visit, nomorKartu } of members) {
      const stored = await openEntry(deps, tx, visit.id);
      if (stored === undefined) continue;
      const { row, entry } = stored;
      const isHeld = row.noKunjungan !== null && row.deletedAt === null;
      // BPJS holds an older revision of ours while a change is on its way: only that it is there is compared.
      const isNewest = row.deliveredRevision === row.revision;
      known.push({
        nomorKartu,
        kodePoli: visit.kodePoli,
        entry: {
          key: isHeld ? (row.noKunjungan ?? '') : ownKey(visit.id),
          visitId: visit.id,
          stand: visitStand(row, isHeld, freshSince),
          fields: isNewest ? contentOf(entry) : {},
        },
      });
    }
    return known;
  };
  return {
    subject: 'kunjungan',
    isUsed,
    async read({ bpjs, inFacility, freshMs }, date, cursor) {
      const { part, hasMore, ownPpk, before } = await inFacility(async (tx) => {
        const rest = (await membersOf(deps, tx, date)).filter(({ visit }) => cursor === null || visit.id > cursor);
        const members = rest.slice(0, PART_VISITS);
        return {
          part: members,
          hasMore: rest.length > PART_VISITS,
          ownPpk: (await deps.facility(tx)).kodePpk,
          before: await ours(tx, members, freshMs),
        };
      });
      const rows = await historiesOf(bpjs, part, { date, ownPpk });
      const after = await inFacility((tx) => ours(tx, part, freshMs));
      return {
        before: before.map(({ entry }) => entry),
        after: after.map(({ entry }) => entry),
        theirs: rows.map((row) => visitEntry(row, after)),
        next: hasMore ? (part.at(-1)?.visit.id ?? null) : null,
      };
    },
  };
}

interface HistoryOfMember {
  readonly nomorKartu: string;
  readonly row: HistoryRow;
}

async function historiesOf(
  bpjs: SourceContext['bpjs'],
  members: readonly Member[],
  { date, ownPpk }: { date: string; ownPpk: string },
): Promise<HistoryOfMember[]> {
  const found: HistoryOfMember[] = [];
  // Two visits of one member on one day have one history.
  for (const nomorKartu of new Set(members.map((member) => member.nomorKartu))) {
    for (const row of await historyOf(bpjs, nomorKartu)) {
      // The provider's empty styles are uncertain [U]: only another facility's code rules a row out.
      const isOwn = [ownPpk, '', null, undefined].includes(row.providerPelayanan?.kdProvider);
      if (row.tglKunjungan === pcareDate(date) && isOwn) found.push({ nomorKartu, row });
    }
  }
  return found;
}

function visitEntry({ nomorKartu, row }: HistoryOfMember, ours: readonly Known[]): TheirEntry {
  const kdPoli = row.poli?.kdPoli ?? '';
  const waiting = waitingFor(ours, { key: row.noKunjungan, card: nomorKartu, kdPoli });
  const known = ours.find((one) => one.nomorKartu === nomorKartu && one.kodePoli === kdPoli);
  const text = (value: string | null | undefined) => (value === undefined || value === '' ? null : value);
  return {
    key: waiting?.entry.key ?? row.noKunjungan,
    visitId: waiting?.entry.visitId ?? known?.entry.visitId ?? null,
    fields: {
      noKunjungan: row.noKunjungan,
      kdDiag1: text(row.diagnosa1?.kdDiag),
      kdDiag2: text(row.diagnosa2?.kdDiag),
      kdDiag3: text(row.diagnosa3?.kdDiag),
      kdDokter: text(row.dokter?.kdDokter),
      kdStatusPulang: text(row.statusPulang?.kdStatusPulang),
    },
    sender: { source: null, at: null },
  };
}

function contentOf(entry: { diagnosa: readonly { kode: string }[]; kdDokter: string; kdStatusPulang: string }) {
  const [first, second, third] = entry.diagnosa;
  return {
    kdDiag1: first?.kode ?? null,
    kdDiag2: second?.kode ?? null,
    kdDiag3: third?.kode ?? null,
    kdDokter: entry.kdDokter,
    kdStatusPulang: entry.kdStatusPulang,
  };
}

/** What BPJS shows under a number we do not know belongs to the visit that waits for one with the same card and poli. */
function waitingFor(
  ours: readonly Known[],
  about: { key: string; card: string | null; kdPoli: string },
): Known | undefined {
  if (ours.some(({ entry }) => entry.key === about.key)) return undefined;
  return ours.find(
    ({ entry, nomorKartu, kodePoli }) =>
      entry.stand !== 'held' && entry.key.startsWith(OWN) && nomorKartu === about.card && kodePoli === about.kdPoli,
  );
}

function registrationStand(row: store.RegistrationOfDay, freshSince: number): Stand {
  switch (row.state) {
    case 'registered':
      return row.noUrut === null || row.updatedAt.getTime() > freshSince ? 'open' : 'held';
    case 'planned':
      return 'open';
    case 'refused':
    case 'deleted':
      return row.updatedAt.getTime() > freshSince ? 'open' : 'none';
  }
}

function visitStand(row: store.EntryRow, isHeld: boolean, freshSince: number): Stand {
  if (row.updatedAt.getTime() > freshSince) return 'open';
  if (isHeld) return 'held';
  return row.state === 'ready' && row.deletedAt === null ? 'open' : 'none';
}

const OWN = 'visit:';
const ownKey = (visitId: string) => `${OWN}${visitId}`;
const registrationKey = (noUrut: string, kdPoli: string) => `${kdPoli}-${noUrut}`;

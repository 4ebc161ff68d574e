// Letters of a day as both sides hold them, for reconciliation. BPJS's list names number, card and poli; it does not name who made a letter,
// so that one made elsewhere is recognised by its number alone. A letter is never issued from here.
import { vclaim } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { PesertaService } from '../peserta/index.ts';
import type { OurEntry, Source, SourceContext, Stand, TheirEntry } from '../reconciliation/index.ts';
import type { VisitService } from '../visit/index.ts';
import type { SepOfDay, SepStore } from './store.ts';

export interface SepSourceDeps {
  readonly clock: Clock;
  readonly visits: VisitService;
  readonly peserta: Pick<PesertaService, 'findPatients'>;
  readonly store: SepStore;
}

const OUTPATIENT = '2';
/** A letter that the day's list leaves out is asked for by its number; a list that leaves out more than this is broken. */
const ASKED_SINGLY_MAX = 200;

/** Our letter with what tells whose it is. */
interface Known {
  readonly entry: OurEntry;
  readonly nomorKartu: string | null;
  readonly kodePoli: string;
}

export function sepSource(deps: SepSourceDeps): Source {
  const ours = async (tx: FacilityTx, date: string, freshMs: number): Promise<Known[]> => {
    const letters = await deps.store.ofDay(tx, date);
    const visits = new Map(
      (
        await deps.visits.findMany(
          tx,
          letters.map(({ visitId }) => visitId),
        )
      ).map((visit) => [visit.id, visit]),
    );
    const patientIds = new Set([...visits.values()].map((visit) => visit.patientId));
    const patients = await deps.peserta.findPatients(tx, [...patientIds]);
    const freshSince = deps.clock.now().getTime() - freshMs;
    return letters.flatMap((letter) => {
      const visit = visits.get(letter.visitId);
      if (visit === undefined) return [];
      const nomorKartu = patients.get(visit.patientId)?.nomorKartu ?? null;
      const entry: OurEntry = {
        key: letter.nomorSep ?? ownKey(letter.visitId),
        visitId: letter.visitId,
        stand: standOf(letter, freshSince),
        fields: {
          poli: visit.kodePoli,
          ...(letter.nomorSep === null ? {} : { nomorSep: letter.nomorSep }),
          ...(nomorKartu === null ? {} : { nomorkartu: nomorKartu }),
        },
      };
      return [{ entry, nomorKartu, kodePoli: visit.kodePoli }];
    });
  };
  return {
    subject: 'sep',
    isUsed: (facility) => facility.kind === 'fkrtl' && facility.switches['sep'] === true,
    async read({ bpjs, inFacility, freshMs }, date) {
      const before = await inFacility((tx) => ours(tx, date, freshMs));
      const rows = await lettersOf(bpjs, date, before);
      const after = await inFacility((tx) => ours(tx, date, freshMs));
      return {
        before: before.map(({ entry }) => entry),
        after: after.map(({ entry }) => entry),
        theirs: rows.map((row) => theirEntry(row, after)),
        next: null,
      };
    },
    async takeTheirs(tx, _actor, { visitId, divergence }) {
      const nomorSep = divergence.fields.find(({ field }) => field === 'nomorSep')?.theirs ?? null;
      if (nomorSep === null) return;
      await deps.store.settle(tx, visitId, {
        state: 'sudah-ada',
        nomorSep,
        code: null,
        reason: 'rekonsiliasi',
        at: deps.clock.now(),
      });
    },
  };
}

interface LetterRow {
  readonly noSep: string;
  readonly noKartu: string;
  readonly poli: string | null;
}

async function lettersOf(
  bpjs: SourceContext['bpjs'],
  date: string,
  ours: readonly Known[],
): Promise<readonly LetterRow[]> {
  const params = { tglSep: date, jnsPelayanan: OUTPATIENT } as const;
  const answer = await bpjs.call(vclaim.monitoringKunjungan, { params, body: null });
  const rows: LetterRow[] = (answer.kind === 'ok' ? answer.data.sep : []).map((row) => ({
    noSep: row.noSep,
    noKartu: row.noKartu,
    poli: row.poli ?? null,
  }));
  const shown = new Set(rows.map(({ noSep }) => noSep));
  const missing = ours.filter(({ entry }) => entry.stand === 'held' && !shown.has(entry.key));
  for (const { entry, nomorKartu } of missing.slice(0, ASKED_SINGLY_MAX)) {
    const found = await bpjs.call(vclaim.sepFind, { params: { noSep: entry.key }, body: null });
    if (found.kind !== 'ok') continue;
    // The letter exists; the single answer names the poli in words, so that it is left out of the comparison.
    rows.push({ noSep: entry.key, noKartu: found.data.peserta?.noKartu ?? nomorKartu ?? '', poli: null });
  }
  return rows;
}

/** A letter whose number we do not know belongs to the visit that waits for one with the same card and poli. */
function theirEntry(row: LetterRow, ours: readonly Known[]): TheirEntry {
  const isKnown = ours.some(({ entry }) => entry.key === row.noSep);
  const code = isCode(row.poli) ? row.poli : null;
  const waiting = isKnown
    ? undefined
    : ours.find(
        ({ entry, nomorKartu, kodePoli }) =>
          entry.stand !== 'held' && nomorKartu === row.noKartu && (code === null || code === kodePoli),
      );
  return {
    key: waiting?.entry.key ?? row.noSep,
    visitId: waiting?.entry.visitId ?? null,
    fields: {
      nomorSep: row.noSep,
      ...(row.noKartu === '' ? {} : { nomorkartu: row.noKartu }),
      ...(code === null ? {} : { poli: code }),
    },
    sender: { source: null, at: null },
  };
}

/** Some servers write names where the catalogue shows codes; names are not compared. */
function isCode(poli: string | null): poli is string {
  return poli !== null && /^[A-Z0-9-]{3,4}$/u.test(poli);
}

function standOf(letter: SepOfDay, freshSince: number): Stand {
  switch (letter.state) {
    case 'diterima':
    case 'sudah-ada':
      if (letter.nomorSep === null) return 'open';
      return letter.issuedAt !== null && letter.issuedAt.getTime() > freshSince ? 'open' : 'held';
    case 'menunggu':
    case 'belum-pasti':
      return 'open';
    case 'ditolak':
    case 'kedaluwarsa':
    case 'dibatalkan':
      return 'none';
  }
}

const ownKey = (visitId: string) => `visit:${visitId}`;

// The doctor sessions of a day, from HFIS when it answers in time and from our copy with its age when not, and the queue numbers
// that are handed out for them. Proposing schedule changes to HFIS is not part of this room.
import { antreanrs } from '@titian/contract';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityBpjs } from '../gateway/index.ts';
import { isBpjsTrouble } from '../rujukan/index.ts';
import { displayNumber, normaliseJam, quotaOf, UNKNOWN_CAPACITY, type Quota, type ScheduleSession } from './rules.ts';
import * as store from './store.ts';

export interface ScheduleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  /** Sessions of a clinic come from Antrean FKTP. */
  readonly clinicSchedule: ClinicSchedule;
}

export interface DaySchedule {
  readonly source: 'bpjs' | 'lokal';
  readonly asOf: Date;
  readonly sessions: readonly ScheduleSession[];
}

export type ClinicSchedule = (facilityId: FacilityId, date: string, kodePoli: string | null) => Promise<DaySchedule>;

/** HFIS changes take effect a day later (docs/facts/antrean-rs.md §2.2), so this only has to outlive a rush at the desk. */
const FRESH_MS = 15 * 60_000;
/** Somebody stands at the desk: what does not come in this time comes from our copy. */
const ANSWER_WITHIN_MS = 2_000;

export interface NumberRequest {
  readonly date: string;
  readonly kodePoli: string;
  readonly kodeDokter: string;
  readonly jamPraktek: string;
  readonly jenisPasien: 'JKN' | 'NON JKN';
  readonly capacity: number | null;
  readonly kuotaNonJkn?: number;
}

export interface HandedNumber {
  readonly angka: number;
  readonly nomorAntrean: string;
  /** Place in the doctor's session, for the estimate. */
  readonly position: number;
  readonly quota: Quota;
}

export function createScheduleService({ db, clock, random, bpjs, clinicSchedule }: ScheduleDeps) {
  const refreshPoli = async (facilityId: FacilityId): Promise<readonly store.Poli[]> => {
    const known = await db.withFacility(facilityId, (tx) => store.allPoli(tx));
    if (known.length > 0) return known;
    const answer = await bpjs(facilityId).call(antreanrs.refPoli, { params: {}, body: null, timeoutMs: ANSWER_WITHIN_MS });
    if (answer.kind !== 'ok') return [];
    const found = answer.data.list.map((row) => ({
      kodePoli: row.kdpoli,
      kodeSubspesialis: row.kdsubspesialis || row.kdpoli,
      namaPoli: row.nmsubspesialis || row.nmpoli,
    }));
    await db.withFacility(facilityId, async (tx) => {
      for (const poli of found) await store.savePoli(tx, poli, clock.now());
    });
    return found;
  };

  const refreshDay = async (facilityId: FacilityId, date: string, kodePoli: string): Promise<void> => {
    const answer = await bpjs(facilityId).call(antreanrs.jadwalDokter, {
      params: { kodepoli: kodePoli, tanggal: date },
      body: null,
      timeoutMs: ANSWER_WITHIN_MS,
    });
    const rows = answer.kind === 'ok' ? answer.data.list : [];
    await db.withFacility(facilityId, async (tx) => {
      const kept: string[] = [];
      for (const row of rows) {
        const session: ScheduleSession = {
          id: random.uuidv7(),
          kodePoli: row.kodepoli,
          kodeSubspesialis: row.kodesubspesialis,
          namaPoli: row.namasubspesialis || row.namapoli || row.kodepoli,
          kodeDokter: String(row.kodedokter),
          namaDokter: row.namadokter,
          jamPraktek: normaliseJam(row.jadwal),
          kapasitas: row.kapasitaspasien ?? UNKNOWN_CAPACITY,
          isLibur: row.libur === 1,
        };
        kept.push(await store.saveSession(tx, date, session, clock.now()));
      }
      await store.forgetSessions(tx, date, kodePoli, kept);
      await store.markDayAsked(tx, date, kodePoli, clock.now());
    });
  };

  const staleSince = async (facilityId: FacilityId, date: string, kodePoli: string): Promise<Date | null> => {
    const askedAt = await db.withFacility(facilityId, (tx) => store.dayAskedAt(tx, date, kodePoli));
    if (askedAt !== null && clock.now().getTime() - askedAt.getTime() < FRESH_MS) return askedAt;
    try {
      await refreshDay(facilityId, date, kodePoli);
      return clock.now();
    } catch (error) {
      if (isBpjsTrouble(error)) return askedAt;
      throw error;
    }
  };

  const hospitalDay = async (facilityId: FacilityId, date: string, kodePoli: string | null): Promise<DaySchedule> => {
    const wanted = kodePoli === null ? await orEmpty(refreshPoli(facilityId)) : [{ kodePoli }];
    const codes = [...new Set(wanted.map((poli) => poli.kodePoli))];
    const asked = await Promise.all(codes.map((code) => staleSince(facilityId, date, code)));
    const oldest = asked.reduce<Date | null>((found, at) => (at === null || found === null ? null : at < found ? at : found), clock.now());
    const sessions = await db.withFacility(facilityId, (tx) => store.sessionsOfDay(tx, date));
    const isFresh = oldest !== null && codes.length > 0 && clock.now().getTime() - oldest.getTime() < FRESH_MS;
    return {
      source: isFresh ? 'bpjs' : 'lokal',
      asOf: oldest ?? new Date(0),
      sessions: sessions.filter((session) => kodePoli === null || session.kodePoli === kodePoli || session.kodeSubspesialis === kodePoli),
    };
  };

  return {
    day: (facility: { id: FacilityId; kind: 'fktp' | 'fkrtl' }, date: string, kodePoli: string | null): Promise<DaySchedule> =>
      facility.kind === 'fktp' ? clinicSchedule(facility.id, date, kodePoli) : hospitalDay(facility.id, date, kodePoli),

    /** What is left of each session, from the numbers handed out here. */
    async quotas(tx: FacilityTx, date: string, sessions: readonly ScheduleSession[], kuotaNonJkn?: number): Promise<ReadonlyMap<string, Quota>> {
      const scopes = sessions.flatMap((session) => [sessionScope(session, 'JKN'), sessionScope(session, 'NON JKN')]);
      const numbers = await store.numbersOf(tx, date, scopes);
      return new Map(
        sessions.map((session) => [
          session.id,
          quotaOf(
            session.kapasitas,
            { jkn: numbers.get(sessionScope(session, 'JKN')) ?? 0, nonJkn: numbers.get(sessionScope(session, 'NON JKN')) ?? 0 },
            kuotaNonJkn,
          ),
        ]),
      );
    },

    findSession: store.findSession,
    matchSession: store.matchSession,
    namaPoli: store.namaPoli,

    /** Takes the poli's next number and a place in the doctor's session; both rows stay locked until the visit is committed. */
    async handOut(tx: FacilityTx, request: NumberRequest, given?: { angka: number; nomorAntrean: string }): Promise<HandedNumber> {
      const poliScope = `poli:${request.kodePoli}`;
      if (given !== undefined) await store.raiseNumber(tx, request.date, poliScope, given.angka);
      const angka = given?.angka ?? (await store.nextNumber(tx, request.date, poliScope));
      const own = sessionScope({ ...request, kodeSubspesialis: request.kodePoli }, request.jenisPasien);
      const other = sessionScope({ ...request, kodeSubspesialis: request.kodePoli }, request.jenisPasien === 'JKN' ? 'NON JKN' : 'JKN');
      const taken = await store.nextNumber(tx, request.date, own);
      const others = (await store.numbersOf(tx, request.date, [other])).get(other) ?? 0;
      const counts = request.jenisPasien === 'JKN' ? { jkn: taken, nonJkn: others } : { jkn: others, nonJkn: taken };
      return {
        angka,
        nomorAntrean: given?.nomorAntrean ?? displayNumber(request.kodePoli, angka),
        position: taken + others,
        quota: quotaOf(request.capacity ?? UNKNOWN_CAPACITY, counts, request.kuotaNonJkn),
      };
    },

    nextPharmacyNumber: (tx: FacilityTx, date: string, jenis: string) => store.nextNumber(tx, date, `farmasi:${jenis}`),
  };
}

export type ScheduleService = ReturnType<typeof createScheduleService>;

function sessionScope(session: { kodeSubspesialis: string; kodeDokter: string; jamPraktek: string }, jenisPasien: 'JKN' | 'NON JKN'): string {
  return `sesi:${session.kodeSubspesialis}|${session.kodeDokter}|${session.jamPraktek}|${jenisPasien}`;
}

async function orEmpty<T>(work: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await work;
  } catch (error) {
    if (isBpjsTrouble(error)) return [];
    throw error;
  }
}

// The doctor sessions of a day, from HFIS when it answers in time and from our copy with its age when not, and the queue numbers
// that are handed out for them. Proposing schedule changes to HFIS is not part of this room.
import { antreanrs } from '@titian/contract';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsTrouble, type FacilityBpjs } from '../gateway/index.ts';
import { displayNumber, normaliseJam, quotaOf, UNKNOWN_CAPACITY, type Quota, type ScheduleSession } from './rules.ts';
import * as store from './store.ts';

export interface ScheduleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  /** Sessions of a clinic come from Antrean FKTP; throws when BPJS is away. */
  readonly clinicSessions: ClinicSessions;
  /** Hears of what went wrong while nobody waited for it. */
  readonly trouble?: (error: unknown) => void;
}

export type ClinicSessions = (
  facilityId: FacilityId,
  date: string,
  timeoutMs: number,
) => Promise<readonly ClinicSession[]>;
export type ClinicSession = Pick<
  ScheduleSession,
  'kodePoli' | 'namaPoli' | 'kodeDokter' | 'namaDokter' | 'jamPraktek' | 'kapasitas'
>;

export interface DaySchedule {
  readonly source: 'bpjs' | 'lokal';
  readonly asOf: Date;
  readonly sessions: readonly ScheduleSession[];
}

/** HFIS changes take effect a day later (docs/facts/antrean-rs.md §2.2), so this only has to outlive a rush at the desk. */
const FRESH_MS = 15 * 60_000;
/** Somebody stands at the desk: what does not come in this time comes from our copy. */
const ANSWER_WITHIN_MS = 2_000;
/** A clinic's whole day is asked for at once, so its age stands under this name instead of a poli's. */
const WHOLE_DAY = '*';

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

export function createScheduleService({ db, clock, random, bpjs, clinicSessions, trouble }: ScheduleDeps) {
  /** Days being learned, so that a rush of registrations asks once. */
  const learning = new Set<string>();

  const refreshPoli = async (facilityId: FacilityId): Promise<readonly store.Poli[]> => {
    const known = await db.withFacility(facilityId, (tx) => store.allPoli(tx));
    if (known.length > 0) return known;
    const answer = await bpjs(facilityId).call(antreanrs.refPoli, {
      params: {},
      body: null,
      timeoutMs: ANSWER_WITHIN_MS,
    });
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

  const refreshClinicDay = async (facilityId: FacilityId, date: string): Promise<void> => {
    const rows = await clinicSessions(facilityId, date, ANSWER_WITHIN_MS);
    await db.withFacility(facilityId, async (tx) => {
      const kept: string[] = [];
      for (const row of rows) {
        const session: ScheduleSession = {
          ...row,
          id: random.uuidv7(),
          kodeSubspesialis: row.kodePoli,
          jamPraktek: normaliseJam(row.jamPraktek),
          isLibur: false,
        };
        kept.push(await store.saveSession(tx, date, session, clock.now()));
      }
      await store.forgetDay(tx, date, kept);
      await store.markDayAsked(tx, date, WHOLE_DAY, clock.now());
    });
  };

  /** Since when our copy is right: now when BPJS answered, an earlier instant when it did not, null when it never did. */
  const askedAt = async (
    facilityId: FacilityId,
    date: string,
    scope: string,
    refresh: () => Promise<void>,
  ): Promise<Date | null> => {
    const known = await db.withFacility(facilityId, (tx) => store.dayAskedAt(tx, date, scope));
    if (known !== null && clock.now().getTime() - known.getTime() < FRESH_MS) return known;
    try {
      await refresh();
      return clock.now();
    } catch (error) {
      if (isBpjsTrouble(error)) return known;
      throw error;
    }
  };

  const clinicDay = async (facilityId: FacilityId, date: string, kodePoli: string | null): Promise<DaySchedule> => {
    const at = await askedAt(facilityId, date, WHOLE_DAY, () => refreshClinicDay(facilityId, date));
    return localDay(facilityId, date, kodePoli, at);
  };

  const localDay = async (
    facilityId: FacilityId,
    date: string,
    kodePoli: string | null,
    at: Date | null,
  ): Promise<DaySchedule> => {
    const sessions = await db.withFacility(facilityId, (tx) => store.sessionsOfDay(tx, date));
    return {
      source: at !== null && clock.now().getTime() - at.getTime() < FRESH_MS ? 'bpjs' : 'lokal',
      asOf: at ?? clock.now(),
      sessions: sessions.filter(
        (session) => kodePoli === null || session.kodePoli === kodePoli || session.kodeSubspesialis === kodePoli,
      ),
    };
  };

  const hospitalDay = async (facilityId: FacilityId, date: string, kodePoli: string | null): Promise<DaySchedule> => {
    const wanted = kodePoli === null ? await orEmpty(refreshPoli(facilityId)) : [{ kodePoli }];
    const codes = [...new Set(wanted.map((poli) => poli.kodePoli))];
    const asked = await Promise.all(
      codes.map((code) => askedAt(facilityId, date, code, () => refreshDay(facilityId, date, code))),
    );
    // The picture of a day is as old as its oldest part.
    const isComplete = asked.length > 0 && asked.every((at) => at !== null);
    const oldest = isComplete
      ? asked.flatMap((at) => at ?? []).toSorted((left, right) => left.getTime() - right.getTime())[0]
      : undefined;
    return localDay(facilityId, date, kodePoli, oldest ?? null);
  };

  return {
    day: (
      facility: { id: FacilityId; kind: 'fktp' | 'fkrtl' },
      date: string,
      kodePoli: string | null,
    ): Promise<DaySchedule> =>
      facility.kind === 'fktp' ? clinicDay(facility.id, date, kodePoli) : hospitalDay(facility.id, date, kodePoli),

    /**
     * For a booking whose session we do not know: a HIS never looks at our schedule, so we ask beside the registration and the next
     * booking tells BPJS the doctor's real places. A clinic's queue carries none.
     */
    learn(facility: { id: FacilityId; kind: 'fktp' | 'fkrtl' }, date: string, kodePoli: string): void {
      const key = `${facility.id} ${date} ${kodePoli}`;
      if (facility.kind === 'fktp' || learning.has(key)) return;
      learning.add(key);
      askedAt(facility.id, date, kodePoli, () => refreshDay(facility.id, date, kodePoli))
        .catch((error: unknown) => trouble?.(error))
        .finally(() => learning.delete(key));
    },

    /** What is left of each session, from the numbers handed out here. */
    async quotas(
      tx: FacilityTx,
      date: string,
      sessions: readonly ScheduleSession[],
      kuotaNonJkn?: number,
    ): Promise<ReadonlyMap<string, Quota>> {
      const scopes = sessions.flatMap((session) => [sessionScope(session, 'JKN'), sessionScope(session, 'NON JKN')]);
      const numbers = await store.numbersOf(tx, date, scopes);
      return new Map(
        sessions.map((session) => [
          session.id,
          quotaOf(
            session.kapasitas,
            {
              jkn: numbers.get(sessionScope(session, 'JKN')) ?? 0,
              nonJkn: numbers.get(sessionScope(session, 'NON JKN')) ?? 0,
            },
            kuotaNonJkn,
          ),
        ]),
      );
    },

    findSession: store.findSession,
    matchSession: store.matchSession,
    namaPoli: store.namaPoli,

    /** Takes the poli's next number and a place in the doctor's session; both rows stay locked until the visit is committed. */
    async handOut(
      tx: FacilityTx,
      request: NumberRequest,
      given?: { angka: number; nomorAntrean: string },
    ): Promise<HandedNumber> {
      const poliScope = `poli:${request.kodePoli}`;
      if (given !== undefined) await store.raiseNumber(tx, request.date, poliScope, given.angka);
      const angka = given?.angka ?? (await store.nextNumber(tx, request.date, poliScope));
      const own = sessionScope({ ...request, kodeSubspesialis: request.kodePoli }, request.jenisPasien);
      const other = sessionScope(
        { ...request, kodeSubspesialis: request.kodePoli },
        request.jenisPasien === 'JKN' ? 'NON JKN' : 'JKN',
      );
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

function sessionScope(
  session: { kodeSubspesialis: string; kodeDokter: string; jamPraktek: string },
  jenisPasien: 'JKN' | 'NON JKN',
): string {
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

// The use cases of a visit: registering it once, recording what happens in it, cancelling it. Each is one transaction that writes the
// business rows and, through the planners, the messages for BPJS; the person at the desk is answered from that commit. Nothing here
// knows a BPJS service by name, and nothing here waits for BPJS.
import type { Audit } from '../../platform/audit/index.ts';
import { systemActor, type Actor } from '../../platform/actor.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { bug, conflict, inputError, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { FacilityFacts, PatientIdentity, PlannerRegistry, VisitFacts, VisitReader } from '../gateway/index.ts';
import { phoneDigits, type GivenPatient, type Patient, type PesertaService } from '../peserta/index.ts';
import {
  bookingCode,
  isOwnBookingCode,
  estimateServedAt,
  normaliseJam,
  type ScheduleService,
  type ScheduleSession,
} from '../schedule/index.ts';
import type { NewMessage } from '@titian/outbox';
import { chooseDoctor } from './doctor.ts';
import { isEnded, isServed, localDate, standingOf, startOfDay, type Resep, type VisitEventType } from './rules.ts';
import * as store from './store.ts';
import type { Sumber, Visit } from './store.ts';

export interface VisitDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Audit;
  readonly events: Events;
  readonly peserta: PesertaService;
  readonly schedule: ScheduleService;
  readonly planners: PlannerRegistry;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  /** How often this database was restored from a backup. */
  readonly restorings: (tx: FacilityTx) => Promise<number>;
  /** Writes the messages in this transaction and wakes the delivery when it has committed. */
  readonly enqueue: (tx: FacilityTx, messages: readonly NewMessage[]) => Promise<void>;
  /** What waits for something of this visit is tried at once. */
  readonly hurry: (facilityId: FacilityId, visitId: string) => void;
}

export interface RegisterInput {
  /** The same for every repetition of one request: a visit of that id is this registration done already. */
  readonly id?: string;
  /** The facility's own number of the visit; null = Titian gives one. */
  readonly visitRef: string | null;
  readonly occurredAt: Date;
  /** Null = the local day of `occurredAt`. */
  readonly serviceDate: string | null;
  readonly patientId: string | null;
  readonly patient: GivenPatient | null;
  readonly jenisPasien: 'JKN' | 'NON JKN';
  readonly pasienBaru: boolean;
  readonly sessionId: string | null;
  readonly kodePoli: string;
  readonly namaPoli: string | null;
  readonly kodeDokter: string | null;
  readonly namaDokter: string | null;
  readonly jamPraktek: string | null;
  readonly jenisKunjungan: 1 | 2 | 3 | 4 | null;
  readonly nomorReferensi: string | null;
  readonly sumber: Sumber;
  readonly kodeBooking: string | null;
  readonly eligibilityId: string | null;
  /** Everything else of the form (complaint, SEP wishes): sealed with the event and handed to the planners. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface EventInput {
  /** The same for every repetition of one request: an event of that id is this one done already. */
  readonly id?: string;
  readonly visit: { readonly id: string } | { readonly ref: string };
  readonly type: Exclude<VisitEventType, 'visit.registered'>;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where something came from: the screens, a HIS with its own event number, an import. */
export interface Provenance {
  readonly source: string;
  readonly sourceRef: string | null;
}

export interface Registered {
  readonly visitId: string;
  readonly kodeBooking: string;
  readonly created: boolean;
}

export interface Recorded {
  /** Null: the visit is not registered yet; the event is kept and applied when it is. */
  readonly visitId: string | null;
}

const SCREENS: Provenance = { source: 'layar', sourceRef: null };

export function createVisitService(deps: VisitDeps) {
  const { db, clock, random, audit, events, peserta, schedule, planners } = deps;
  const eventStore = store.createEventStore(deps.sealer);

  /** Rows first, then the planners, then the messages: everything of one event in one transaction. */
  const apply = async (
    tx: FacilityTx,
    facility: FacilityFacts,
    visit: Visit,
    event: { id: string; type: VisitEventType; occurredAt: Date; data: Readonly<Record<string, unknown>> },
  ): Promise<Visit> => {
    const resep = event.type === 'poli.done' ? (resepOf(event.data) ?? visit.resep) : visit.resep;
    const standing = standingOf(
      { pasienBaru: visit.pasienBaru, facilityKind: facility.kind, registeredAt: visit.registeredAt, resep },
      await eventStore.ofVisit(tx, visit.id),
    );
    const updated = await store.updateStanding(tx, visit, { stage: standing.stage, since: standing.since, resep });
    const messages = await planners.plan(tx, { facility, visit: factsOf(updated), event });
    if (messages.length > 0) await deps.enqueue(tx, messages);
    return updated;
  };

  const announce = (tx: FacilityTx, visitId: string) => {
    for (const topic of ['visit', 'queue', 'pharmacy', 'task']) events.publishOn(tx, { topic, subjectId: visitId });
  };

  const registerIn = async (
    tx: FacilityTx,
    actor: Actor,
    input: RegisterInput,
    from: Provenance = SCREENS,
  ): Promise<Registered> => {
    const facility = await deps.facility(tx);
    const done = input.id === undefined ? null : await store.findVisit(tx, input.id);
    if (done !== null) return { visitId: done.id, kodeBooking: done.kodeBooking, created: false };
    if (input.visitRef !== null) {
      await store.lockReference(tx, input.visitRef);
      const existing = await store.findIdByRef(tx, input.visitRef);
      if (existing !== null)
        return {
          visitId: existing,
          kodeBooking: (await store.findVisit(tx, existing))?.kodeBooking ?? '',
          created: false,
        };
    }
    const patient = await patientOf(tx, input);
    if (input.kodeBooking !== null && (await store.findIdByBooking(tx, input.kodeBooking)) !== null) {
      throw inputError('kodeBooking', input.kodeBooking, 'Kode booking ini sudah dipakai kunjungan lain.');
    }
    const visit = await newVisit(tx, facility, patient, input, actor);
    await store.insertVisit(tx, visit, clock.now());
    const registered = {
      id: random.uuidv7(),
      type: 'visit.registered' as const,
      occurredAt: input.occurredAt,
      data: input.extra,
    };
    await eventStore.insert(tx, eventOf(registered, visit, actor, from));
    let standing = await apply(tx, facility, visit, registered);
    for (const early of await eventStore.waiting(tx, visit.visitRef)) {
      await eventStore.tie(tx, visit.visitRef, visit.id);
      standing = await apply(tx, facility, standing, early);
    }
    await audit.record(tx, { actor, action: 'visit.register', subjectType: 'visit', subjectId: visit.id });
    announce(tx, visit.id);
    return { visitId: visit.id, kodeBooking: visit.kodeBooking, created: true };
  };

  const patientOf = async (tx: FacilityTx, input: RegisterInput): Promise<Patient> => {
    if (input.patientId !== null) {
      const known = await peserta.findPatient(tx, input.patientId);
      if (known === null) throw notFound('patient');
      return known;
    }
    if (input.patient === null)
      throw inputError('patient', undefined, 'Pilih pasien dari pencarian atau isi data pasien baru.');
    return peserta.resolve(tx, { ...input.patient, noHp: phoneDigits(input.patient.noHp) || null });
  };

  const sessionOf = async (
    tx: FacilityTx,
    input: RegisterInput,
    serviceDate: string,
  ): Promise<ScheduleSession | null> => {
    if (input.sessionId !== null) return schedule.findSession(tx, input.sessionId);
    if (input.kodeDokter === null || input.jamPraktek === null) return null;
    return schedule.matchSession(tx, {
      date: serviceDate,
      kodePoli: input.kodePoli,
      kodeDokter: input.kodeDokter,
      jamPraktek: normaliseJam(input.jamPraktek),
    });
  };

  const newVisit = async (
    tx: FacilityTx,
    facility: FacilityFacts,
    patient: Patient,
    input: RegisterInput,
    actor: Actor,
  ): Promise<Visit> => {
    const serviceDate = input.serviceDate ?? localDate(input.occurredAt, facility.timeZone);
    const session = await sessionOf(tx, input, serviceDate);
    if (session === null)
      tx.afterCommit(() => schedule.learn({ id: tx.facilityId, kind: facility.kind }, serviceDate, input.kodePoli));
    const kodePoli = session?.kodeSubspesialis ?? input.kodePoli;
    const kodeDokter = session?.kodeDokter ?? input.kodeDokter ?? '';
    const jamPraktek = session?.jamPraktek ?? normaliseJam(input.jamPraktek ?? '');
    const kuotaNonJkn = facility.switches['kuotaNonJkn'];
    const number = await schedule.handOut(tx, {
      date: serviceDate,
      kodePoli,
      kodeDokter,
      jamPraktek,
      jenisPasien: input.jenisPasien,
      capacity: session?.kapasitas ?? null,
      ...(typeof kuotaNonJkn === 'number' ? { kuotaNonJkn } : {}),
    });
    const eligibility = await peserta.eligibilityFor(tx, patient, serviceDate, input.eligibilityId);
    const kodeBooking =
      input.kodeBooking ?? bookingCode(serviceDate, kodePoli, number.angka, await deps.restorings(tx));
    return {
      id: input.id ?? random.uuidv7(),
      visitRef: input.visitRef ?? kodeBooking,
      patientId: patient.id,
      serviceDate,
      registeredAt: input.occurredAt,
      sumber: input.sumber,
      jenisPasien: input.jenisPasien,
      pasienBaru: input.pasienBaru,
      kodePoli,
      namaPoli: session?.namaPoli ?? input.namaPoli ?? (await schedule.namaPoli(tx, kodePoli)) ?? kodePoli,
      kodeDokter,
      namaDokter: session?.namaDokter ?? input.namaDokter ?? '',
      jamPraktek,
      jenisKunjungan: input.jenisKunjungan ?? 1,
      nomorReferensi: input.nomorReferensi,
      kodeBooking,
      nomorAntrean: number.nomorAntrean,
      angkaAntrean: number.angka,
      estimasiAt: estimateServedAt({
        dayStart: startOfDay(serviceDate, facility.timeZone),
        jamPraktek,
        capacity: number.quota.kuotaJkn + number.quota.kuotaNonJkn,
        position: number.position,
        now: input.occurredAt,
      }),
      quota: number.quota,
      eligibilityId: eligibility.snapshot?.id ?? null,
      eligibilityStatus: input.jenisPasien === 'JKN' ? eligibility.status : 'tidak-diketahui',
      stage: 'terdaftar',
      stageSince: input.occurredAt,
      resep: null,
      registeredBy: actor.displayName,
    };
  };

  const recordIn = async (
    tx: FacilityTx,
    actor: Actor,
    input: EventInput,
    from: Provenance = SCREENS,
  ): Promise<Recorded> => {
    const event = { id: input.id ?? random.uuidv7(), type: input.type, occurredAt: input.occurredAt, data: input.data };
    if ('ref' in input.visit) await store.lockReference(tx, input.visit.ref);
    const visit =
      'id' in input.visit ? await store.lockVisit(tx, input.visit.id) : await store.lockVisitByRef(tx, input.visit.ref);
    if (visit === null) {
      if ('id' in input.visit) throw notFound('visit');
      await eventStore.insert(tx, eventOf(event, { id: null, visitRef: input.visit.ref }, actor, from));
      return { visitId: null };
    }
    const isNew = await eventStore.insert(tx, eventOf(event, visit, actor, from));
    if (!isNew) return { visitId: visit.id };
    await apply(tx, await deps.facility(tx), visit, event);
    await audit.record(tx, { actor, action: `visit.${input.type}`, subjectType: 'visit', subjectId: visit.id });
    announce(tx, visit.id);
    return { visitId: visit.id };
  };

  const eventOf = (
    event: { id: string; type: VisitEventType; occurredAt: Date; data: Readonly<Record<string, unknown>> },
    visit: { id: string | null; visitRef: string },
    actor: Actor,
    from: Provenance,
  ): store.NewEvent => ({
    ...event,
    visitId: visit.id,
    visitRef: visit.visitRef,
    recordedAt: clock.now(),
    source: from.source,
    sourceRef: from.sourceRef,
    actor: actor.displayName,
  });

  const reader: VisitReader = {
    facts: async (tx, visitId) => {
      const visit = await store.findVisit(tx, visitId);
      return visit === null ? undefined : factsOf(visit);
    },
    identity: async (tx, visitId) => {
      const visit = await store.findVisit(tx, visitId);
      return visit === null ? undefined : identityOf(tx, visit);
    },
    facility: deps.facility,
  };

  const identityOf = async (tx: FacilityTx, visit: Visit): Promise<PatientIdentity> => {
    const patient = await peserta.findPatient(tx, visit.patientId);
    if (patient === null) throw bug('visit without patient');
    const snapshot = await peserta.newestSnapshot(tx, patient);
    return {
      nomorKartu: patient.nomorKartu ?? snapshot?.peserta.nomorKartu ?? null,
      nik: patient.nik ?? snapshot?.peserta.nik ?? null,
      nama: patient.nama,
      norm: patient.norm,
      noHp: patient.noHp ?? snapshot?.peserta.noHp ?? null,
      kodeFktpTerdaftar: snapshot?.peserta.fktp?.kode ?? null,
    };
  };

  return {
    /** For callers with their own transaction (events of a HIS). */
    registerIn,
    recordIn,
    reader,

    register: (actor: Actor, input: RegisterInput, options: { checkIn: boolean }): Promise<Registered> =>
      db.withFacility(actor.facilityId, async (tx) => {
        const registered = await registerIn(tx, actor, input);
        if (options.checkIn && registered.created) {
          await recordIn(tx, actor, {
            visit: { id: registered.visitId },
            type: 'patient.checked-in',
            occurredAt: input.occurredAt,
            data: {},
          });
        }
        return registered;
      }),

    recordEvent: (actor: Actor, input: EventInput): Promise<Recorded> =>
      db.withFacility(actor.facilityId, (tx) => recordIn(tx, actor, input)),

    /** For a visit saved without a doctor's session. */
    chooseDoctor: (actor: Actor, visitId: string, sessionId: string): Promise<void> =>
      db.withFacility(actor.facilityId, async (tx) => {
        if (!(await chooseDoctor(deps, tx, { actor, visitId, sessionId }))) return;
        announce(tx, visitId);
        tx.afterCommit(() => deps.hurry(tx.facilityId, visitId));
      }),

    /** A person cancels: refused once the doctor has called the patient in. Events of a HIS are recorded as they come. */
    cancel: (
      actor: Actor,
      visitId: string,
      input: { id?: string; alasan: string; isNoShow: boolean },
    ): Promise<Recorded> =>
      db.withFacility(actor.facilityId, async (tx) => {
        const visit = await store.lockVisit(tx, visitId);
        if (visit === null) throw notFound('visit');
        const isDone = (await eventStore.ofVisit(tx, visitId)).some((event) => event.id === input.id);
        if (isDone) return { visitId };
        if (isServed(visit.stage)) {
          throw conflict('DOMAIN_ALREADY_SERVED', 'the patient was called in already', {
            message: 'Kunjungan tidak dapat dibatalkan.',
            meaning: 'Pasien sudah dipanggil atau dilayani di poli.',
            nextStep: 'Selesaikan kunjungan seperti biasa.',
          });
        }
        if (isEnded(visit.stage)) {
          throw conflict('DOMAIN_VISIT_ENDED', 'the visit has ended already', {
            message: 'Kunjungan sudah berakhir.',
            meaning: 'Tidak ada yang perlu dibatalkan lagi.',
            nextStep: 'Muat ulang halaman untuk melihat keadaan terakhir.',
          });
        }
        const type = input.isNoShow ? 'visit.no-show' : 'visit.cancelled';
        return recordIn(tx, actor, {
          ...(input.id === undefined ? {} : { id: input.id }),
          visit: { id: visitId },
          type,
          occurredAt: clock.now(),
          data: { alasan: input.alasan },
        });
      }),

    find: store.findVisit,
    lock: store.lockVisit,
    findMany: store.findVisits,
    list: store.listVisits,
    ofDay: store.everyVisitOfDay,
    newestOf: store.newestOf,
    countByStage: store.countByStage,
    medianSince: store.medianSince,
    openVisitsOf: store.openVisitsOf,
    findIdByRef: store.findIdByRef,
    findIdByBooking: store.findIdByBooking,
    eventsOf: eventStore.ofVisit,
    /** For rooms that plan again after a correction, without a new event. */
    enqueue: (tx: FacilityTx, messages: readonly NewMessage[]): Promise<void> =>
      messages.length === 0 ? Promise.resolve() : deps.enqueue(tx, messages),
    /** Titian acting by itself for a facility. */
    system: systemActor,
  };
}

export type VisitService = ReturnType<typeof createVisitService>;

/** Its booking code came from outside, so BPJS gave it and knows it: nothing to add there. */
export function isBookedElsewhere(
  visit: Pick<Visit, 'sumber' | 'kodeBooking' | 'serviceDate' | 'kodePoli' | 'angkaAntrean'>,
): boolean {
  return (
    visit.sumber === 'mobile-jkn' &&
    !isOwnBookingCode(visit.kodeBooking, bookingCode(visit.serviceDate, visit.kodePoli, visit.angkaAntrean))
  );
}

/** What other rooms may know of a visit in the clear. */
export function factsOf(visit: Visit): VisitFacts {
  return {
    id: visit.id,
    patientId: visit.patientId,
    serviceDateWib: visit.serviceDate,
    kodeBooking: visit.kodeBooking,
    jenisPasien: visit.jenisPasien,
    pasienBaru: visit.pasienBaru,
    sumber: visit.sumber === 'mobile-jkn' ? 'mobile-jkn' : 'onsite',
    kodePoli: visit.kodePoli,
    namaPoli: visit.namaPoli,
    kodeDokter: visit.kodeDokter,
    namaDokter: visit.namaDokter,
    jamPraktek: visit.jamPraktek,
    nomorAntrean: visit.nomorAntrean,
    angkaAntrean: visit.angkaAntrean,
    jenisKunjungan: visit.jenisKunjungan,
    nomorReferensi: visit.nomorReferensi,
  };
}

function resepOf(data: Readonly<Record<string, unknown>>): Resep | null {
  const { resep } = data;
  return resep === 'tidak-ada' || resep === 'racikan' || resep === 'non-racikan' ? resep : null;
}

// The door between a visit and the services it is reported to: each service module contributes a planner that turns one visit
// event into messages, inside the visit's transaction. The visit room calls `plan` once per recorded event and enqueues what
// comes back; it knows no BPJS service by name.
import type { NewMessage } from '@titian/outbox';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { Json } from './kinds.ts';

/** What planners may know of a facility. `services` are the enabled BPJS services, `switches` the facility's settings. */
export interface FacilityFacts {
  readonly id: string;
  readonly kind: 'fktp' | 'fkrtl';
  readonly kodePpk: string;
  readonly timeZone: string;
  readonly switches: Readonly<Record<string, Json>>;
}

/** What planners may know of a visit: codes and ids. Personal data is opened by `build`, shortly before sending. */
export interface VisitFacts {
  readonly id: string;
  readonly patientId: string;
  /** Calendar day of service in WIB, `yyyy-MM-dd`. */
  readonly serviceDateWib: string;
  readonly kodeBooking: string;
  readonly jenisPasien: 'JKN' | 'NON JKN';
  readonly pasienBaru: boolean;
  readonly sumber: 'onsite' | 'mobile-jkn' | 'his' | 'kiosk';
  readonly kodePoli: string;
  readonly namaPoli: string;
  readonly kodeDokter: string;
  readonly namaDokter: string;
  readonly jamPraktek: string;
  readonly nomorAntrean: string;
  readonly angkaAntrean: number;
  readonly jenisKunjungan: number;
  readonly nomorReferensi: string | null;
}

/** Identity of the patient as the wire needs it; opened from sealed columns, never logged, never stored in a message. */
export interface PatientIdentity {
  readonly nomorKartu: string | null;
  readonly nik: string | null;
  readonly nama: string;
  readonly norm: string;
  readonly noHp: string | null;
  /** Kode PPK of the FKTP where the participant is registered, from the newest eligibility snapshot; null = unknown. */
  readonly kodeFktpTerdaftar: string | null;
}

/**
 * The event as it came in. `data` is the whole input of the event in memory (for `visit.registered` the registration, with
 * `keluhan` and `kunjunganSakit` for a clinic): planners seal what they keep of it and never copy it into an intent.
 */
export interface VisitEventFacts {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PlanInput {
  readonly facility: FacilityFacts;
  readonly visit: VisitFacts;
  readonly event: VisitEventFacts;
}

export interface MessagePlanner {
  readonly name: string;
  /** Called inside the visit's transaction after the event's rows are written. Returns messages in sending order. */
  plan(tx: FacilityTx, input: PlanInput): Promise<readonly NewMessage[]>;
}

/** The visit room implements this; kinds use it to build wire bodies. */
export interface VisitReader {
  facts(tx: FacilityTx, visitId: string): Promise<VisitFacts | undefined>;
  identity(tx: FacilityTx, visitId: string): Promise<PatientIdentity | undefined>;
  facility(tx: FacilityTx): Promise<FacilityFacts>;
}

export interface PlannerRegistry {
  register(planner: MessagePlanner): void;
  /** All planners in registration order; a planner that throws fails the visit's transaction. */
  plan(tx: FacilityTx, input: PlanInput): Promise<NewMessage[]>;
}

export function createPlannerRegistry(): PlannerRegistry {
  const planners = new Map<string, MessagePlanner>();
  return {
    register(planner) {
      if (planners.has(planner.name)) throw new Error(`planner ${planner.name} is registered twice`);
      planners.set(planner.name, planner);
    },
    async plan(tx, input) {
      const messages: NewMessage[] = [];
      // One after the other: they share one connection, and enqueue order is lane order.
      for (const planner of planners.values()) messages.push(...(await planner.plan(tx, input)));
      return messages;
    },
  };
}

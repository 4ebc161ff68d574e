// Events from a HIS or a file do what the screens do: each is one transaction that remembers the event for ever and calls the same use
// case of the visit room. A bad event is answered by name and leaves nothing behind; the others of its batch go on.
import type { Actor } from '../../platform/actor.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { AppError, isAppError } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { checkEntry } from '../pcare/index.ts';
import { localDate, type VisitService } from '../visit/index.ts';
import { readEvent, type EventProblem, type ReadEvent, type RegisteredData } from './rules.ts';
import * as store from './store.ts';

export interface HookDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly visits: Pick<VisitService, 'registerIn' | 'recordIn' | 'find' | 'reader' | 'findIdByRef'>;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

export interface EventOutcome {
  readonly sourceEventId: string;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly visitId: string | null;
  readonly kodeBooking: string | null;
  readonly error: AppError | null;
}

export type KeepOutcome = (tx: FacilityTx, outcome: EventOutcome) => Promise<void>;

export interface HookService {
  /** `keep` runs in the event's own transaction with what will be answered. */
  accept(actor: Actor, source: string, input: unknown, keep?: KeepOutcome): Promise<EventOutcome>;
  /** In the order given for each visit; different visits side by side. */
  acceptAll(actor: Actor, source: string, inputs: readonly unknown[]): Promise<EventOutcome[]>;
}

/** Visits of one batch worked on at once: enough to hide the commit's wait, few enough to leave connections to the desk. */
const VISITS_AT_ONCE = 4;

export function createHookService(deps: HookDeps): HookService {
  const accept: HookService['accept'] = async (actor, source, input, keep) => {
    try {
      return await deps.db.withFacility(actor.facilityId, async (tx) => {
        const outcome = await acceptIn(deps, tx, { actor, source, input });
        await keep?.(tx, outcome);
        return outcome;
      });
    } catch (error) {
      // What the domain refuses belongs to this event; what breaks us must not be told as the sender's mistake.
      if (isAppError(error) && error.http < 500) return rejected(input, error);
      throw error;
    }
  };
  return {
    accept,
    acceptAll: async (actor, source, inputs) => {
      const outcomes: EventOutcome[] = [];
      const groups = [...groupByVisit(inputs).values()];
      const work = async () => {
        for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
          for (const index of group) outcomes[index] = await accept(actor, source, inputs[index]);
        }
      };
      await Promise.all(Array.from({ length: VISITS_AT_ONCE }, work));
      return outcomes;
    },
  };
}

function groupByVisit(inputs: readonly unknown[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, input] of inputs.entries()) {
    const key = textMember(input, 'visitRef') ?? `#${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return groups;
}

interface Incoming {
  readonly actor: Actor;
  readonly source: string;
  readonly input: unknown;
}

async function acceptIn(deps: HookDeps, tx: FacilityTx, { actor, source, input }: Incoming): Promise<EventOutcome> {
  const facility = await deps.facility(tx);
  const reading = readEvent(input, facility.timeZone);
  if (!reading.ok) throw problemError(reading.problem);
  const { event } = reading;
  const seen = await remember(deps, tx, { source, event, input });
  if (seen !== null) return { ...seen, kodeBooking: await bookingOf(deps, tx, seen.visitId) };
  const { visitId, kodeBooking } = await apply(deps, tx, { actor, source, event, facility });
  if (visitId !== null) await store.setVisit(tx, source, event.sourceEventId, visitId);
  return {
    sourceEventId: event.sourceEventId,
    status: 'accepted',
    visitId,
    kodeBooking,
    error: null,
  };
}

/** Null = new, and now remembered. An event under an old id with another content is refused, not swallowed. */
async function remember(
  deps: HookDeps,
  tx: FacilityTx,
  { source, event, input }: { source: string; event: ReadEvent; input: unknown },
): Promise<EventOutcome | null> {
  const body = canonical(input);
  const bodyDigest = await deps.sealer.blindIndex(tx, 'hook-event', body);
  const rowId = `${source}|${event.sourceEventId}`;
  const isNew = await store.insertEvent(tx, {
    source,
    sourceEventId: event.sourceEventId,
    id: deps.random.uuidv7(),
    type: event.type,
    occurredAt: event.occurredAt,
    receivedAt: deps.clock.now(),
    bodyDigest,
    bodySealed: await deps.sealer.sealText(tx, { table: 'hook_events', column: 'body_sealed', rowId }, body),
  });
  if (isNew) return null;
  const known = await store.findEvent(tx, source, event.sourceEventId);
  if (known !== undefined && !known.bodyDigest.equals(bodyDigest)) {
    throw problemError({
      field: 'sourceEventId',
      value: event.sourceEventId,
      remedy: 'Nomor ini sudah dipakai untuk kejadian lain. Beri nomor baru untuk kejadian baru.',
    });
  }
  return {
    sourceEventId: event.sourceEventId,
    status: 'duplicate',
    visitId: known?.visitId ?? null,
    kodeBooking: null,
    error: null,
  };
}

/** Keys in order at every level: the same event in another spelling is the same event. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

interface Applying {
  readonly actor: Actor;
  readonly source: string;
  readonly event: ReadEvent;
  readonly facility: FacilityFacts;
}

interface Applied {
  readonly visitId: string | null;
  /** Told when a visit is registered; its later events answer with the visit alone. */
  readonly kodeBooking: string | null;
}

async function apply(deps: HookDeps, tx: FacilityTx, { actor, source, event, facility }: Applying): Promise<Applied> {
  const from = { source, sourceRef: event.sourceEventId };
  if (event.type === 'visit.registered') {
    const registered = await deps.visits.registerIn(tx, actor, registerInput(event, event.data), from);
    return { visitId: registered.visitId, kodeBooking: registered.kodeBooking };
  }
  if (event.type === 'service.recorded') await requireEntry(deps, tx, { event, facility });
  const data = { ...event.data };
  const recorded = await deps.visits.recordIn(
    tx,
    actor,
    { visit: { ref: event.visitRef }, type: event.type, occurredAt: event.occurredAt, data },
    from,
  );
  return { visitId: recorded.visitId, kodeBooking: null };
}

/** The HIS hears at once what P-Care would refuse; screens ask the same question. */
async function requireEntry(
  deps: HookDeps,
  tx: FacilityTx,
  { event, facility }: { event: ReadEvent; facility: FacilityFacts },
): Promise<void> {
  const visitId = await deps.visits.findIdByRef(tx, event.visitRef);
  const visit = visitId === null ? undefined : await deps.visits.reader.facts(tx, visitId);
  const serviceDate = visit?.serviceDateWib ?? localDate(event.occurredAt, facility.timeZone);
  const { problems } = await checkEntry(deps, tx, { serviceDate, data: event.data });
  const [problem] = problems;
  if (problem !== undefined)
    throw problemError({ field: `data.${problem.field}`, value: null, remedy: problem.message });
}

type RegisterInput = Parameters<VisitService['registerIn']>[2];

function registerInput(event: ReadEvent, data: RegisteredData): RegisterInput {
  const { patient } = data;
  return {
    visitRef: event.visitRef,
    occurredAt: event.occurredAt,
    serviceDate: data.tanggalPeriksa ?? null,
    patientId: null,
    patient: {
      nama: patient.nama,
      nomorKartu: patient.nomorKartu ?? null,
      nik: patient.nik ?? null,
      norm: patient.norm,
      noHp: patient.noHp ?? null,
      tanggalLahir: patient.tanggalLahir ?? null,
      jenisKelamin: patient.jenisKelamin ?? null,
    },
    jenisPasien: data.jenisPasien,
    pasienBaru: data.pasienBaru,
    sessionId: null,
    kodePoli: data.kodePoli,
    namaPoli: data.namaPoli ?? null,
    kodeDokter: data.kodeDokter ?? null,
    namaDokter: data.namaDokter ?? null,
    jamPraktek: data.jamPraktek ?? null,
    jenisKunjungan: visitKind(data.jenisKunjungan),
    nomorReferensi: data.nomorReferensi ?? null,
    sumber: data.sumber === 'mobile-jkn' ? 'mobile-jkn' : 'his',
    kodeBooking: data.kodeBooking ?? null,
    eligibilityId: null,
    extra: {
      ...(data.keluhan === undefined ? {} : { keluhan: data.keluhan }),
      ...(data.kunjunganSakit === undefined ? {} : { kunjunganSakit: data.kunjunganSakit }),
    },
  };
}

function visitKind(value: number | undefined): 1 | 2 | 3 | 4 | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null;
}

async function bookingOf(deps: HookDeps, tx: FacilityTx, visitId: string | null): Promise<string | null> {
  return visitId === null ? null : ((await deps.visits.find(tx, visitId))?.kodeBooking ?? null);
}

function problemError(problem: EventProblem): AppError {
  return new AppError('INPUT_EVENT', {
    message: `event refused at ${problem.field}`,
    http: 422,
    field: problem.field,
    ...(problem.value === null ? {} : { value: problem.value }),
    text: {
      message: `Isian "${problem.field}" belum benar.`,
      meaning: 'Kejadian ini belum dicatat.',
      nextStep: problem.remedy,
    },
  });
}

function rejected(input: unknown, error: AppError): EventOutcome {
  return {
    sourceEventId: textMember(input, 'sourceEventId') ?? '',
    status: 'rejected',
    visitId: null,
    kodeBooking: null,
    error,
  };
}

function textMember(input: unknown, key: string): string | null {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, key)) return null;
  const value: unknown = Reflect.get(input, key);
  return typeof value === 'string' ? value : null;
}

// Finding a participant for somebody who stands at the desk: BPJS within two seconds, else what we know with its age. Also keeps the
// patients of the facility. It never makes the desk wait for BPJS and never registers anybody by itself.
import type { Audit } from '../../platform/audit/index.ts';
import { can, type Actor } from '../../platform/actor.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { bug, inputError } from '../../platform/errors.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { isBpjsRefusal, isBpjsTrouble, type FacilityBpjs, type FacilityFacts } from '../gateway/index.ts';
import { isFirstVisit, isValidOn, type Rujukan, type RujukanService } from '../rujukan/index.ts';
import type { PesertaKey, PesertaLookup } from './bpjs.ts';
import {
  eligibilityWarnings,
  maskIdentity,
  readQuery,
  type EligibilityStatus,
  type PesertaFacts,
  type SearchQuery,
} from './rules.ts';
import type { ContinuityVerdict } from './shapes.ts';
import { createPesertaStore, type Patient, type Snapshot } from './store.ts';

/** Somebody stands at the desk: what BPJS does not answer in this time is answered from what we know. */
const ANSWER_WITHIN_MS = 2_000;
/** Slower than this and the status strip says so. */
const SLOW_MS = 1_200;
const NORM_DIGITS = 6;
const MAX_NORM_TRIES = 5;

export interface PesertaDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Audit;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly lookups: { readonly fkrtl: PesertaLookup; readonly fktp: PesertaLookup };
  readonly rujukan: RujukanService;
  /** Visits of today that are still open, from the visit room. */
  readonly openVisits: (
    tx: FacilityTx,
    patientIds: readonly string[],
    date: string,
  ) => Promise<ReadonlyMap<string, { visitId: string; poli: string }>>;
  /** What the facility's policy says about a membership while BPJS cannot be asked; null outside that mode. */
  readonly continuity: (
    tx: FacilityTx,
    snapshot: Snapshot | null,
    serviceDate: string,
  ) => Promise<ContinuityVerdict | null>;
}

export interface GivenPatient {
  readonly nama: string;
  readonly nomorKartu: string | null;
  readonly nik: string | null;
  readonly norm: string | null;
  readonly noHp: string | null;
  readonly tanggalLahir: string | null;
  readonly jenisKelamin: 'L' | 'P' | null;
}

export interface EligibilityView {
  readonly snapshotId: string;
  readonly asOf: string;
  readonly status: EligibilityStatus;
  readonly statusText: string;
  readonly kelas: string | null;
  readonly jenisPeserta: string | null;
  readonly fktp: { kode: string; nama: string } | null;
  readonly prolanis: string | null;
  readonly prb: string | null;
  readonly warnings: string[];
}

type BpjsState = 'terhubung' | 'terputus' | 'lambat';

interface Person {
  readonly patient: Patient | null;
  readonly snapshot: Snapshot | null;
  readonly rujukan: readonly Rujukan[];
}

interface Found {
  readonly source: 'bpjs' | 'lokal';
  readonly bpjsState: BpjsState;
  readonly notice: string | null;
  readonly people: readonly Person[];
}

export function createPesertaService(deps: PesertaDeps) {
  const { db, clock, random, audit, rujukan } = deps;
  const store = createPesertaStore(deps.sealer);

  const local = async (tx: FacilityTx, query: SearchQuery): Promise<Person[]> => {
    switch (query.kind) {
      case 'card':
      case 'nik':
        return aboutKey(tx, query.kind, query.value);
      case 'rujukan': {
        const stored = await rujukan.findLocal(tx, query.value);
        const patient = stored === null ? null : await store.findByCardIndex(tx, stored.cardIndex);
        return patient === null ? [] : [await aboutPatient(tx, patient)];
      }
      case 'norm': {
        const patient = await store.findBy(tx, 'norm', query.value);
        return patient === null ? [] : [await aboutPatient(tx, patient)];
      }
      case 'name': {
        const people: Person[] = [];
        for (const patient of await store.findByName(tx, query.value)) people.push(await aboutPatient(tx, patient));
        return people;
      }
      case 'unusable':
        return [];
    }
  };

  const aboutKey = async (tx: FacilityTx, kind: 'card' | 'nik', value: string): Promise<Person[]> => {
    const patient = await store.findBy(tx, kind, value);
    const snapshot = await store.newestSnapshot(tx, kind, value);
    if (patient === null && snapshot === null) return [];
    const nomorKartu = patient?.nomorKartu ?? snapshot?.peserta.nomorKartu ?? null;
    return [{ patient, snapshot, rujukan: nomorKartu === null ? [] : await rujukan.localFor(tx, nomorKartu) }];
  };

  const snapshotOf = (tx: FacilityTx, patient: Patient): Promise<Snapshot | null> => {
    if (patient.nomorKartu !== null) return store.newestSnapshot(tx, 'card', patient.nomorKartu);
    return patient.nik === null ? Promise.resolve(null) : store.newestSnapshot(tx, 'nik', patient.nik);
  };

  const aboutPatient = async (tx: FacilityTx, patient: Patient): Promise<Person> => ({
    patient,
    snapshot: await snapshotOf(tx, patient),
    rujukan: patient.nomorKartu === null ? [] : await rujukan.localFor(tx, patient.nomorKartu),
  });

  const keepSnapshot = (facility: FacilityFacts, facilityId: FacilityId, peserta: PesertaFacts, serviceDate: string) =>
    db.withFacility(facilityId, async (tx) => {
      const snapshot: Snapshot = { id: random.uuidv7(), askedAt: clock.now(), serviceDate, peserta };
      await store.insertSnapshot(tx, snapshot, facility.kind === 'fkrtl' ? 'vclaim' : 'pcare');
      const byCard = peserta.nomorKartu === null ? null : await store.findBy(tx, 'card', peserta.nomorKartu);
      const patient = byCard ?? (peserta.nik === null ? null : await store.findBy(tx, 'nik', peserta.nik));
      return { snapshot, patient };
    });

  const askBpjs = async (
    facility: FacilityFacts,
    facilityId: FacilityId,
    query: PesertaKey,
    serviceDate: string,
  ): Promise<Person | null> => {
    const options = { serviceDate, timeoutMs: ANSWER_WITHIN_MS };
    const listed =
      facility.kind === 'fkrtl' && query.kind === 'card' ? rujukan.listFor(facilityId, query.value, options) : null;
    const peserta = await deps.lookups[facility.kind](deps.bpjs(facilityId), query, options).catch(
      async (error: unknown) => {
        // The list must not outlive the search unobserved.
        await listed;
        throw error;
      },
    );
    if (peserta === null) {
      await listed;
      return null;
    }
    const { snapshot, patient } = await keepSnapshot(facility, facilityId, peserta, serviceDate);
    const list =
      listed ??
      (facility.kind === 'fkrtl' && peserta.nomorKartu !== null
        ? rujukan.listFor(facilityId, peserta.nomorKartu, options)
        : null);
    return { snapshot, patient, rujukan: (await list)?.items ?? [] };
  };

  /** A referral number leads to a card; from there it is a search by card. */
  const keyOf = async (facilityId: FacilityId, query: SearchQuery): Promise<PesertaKey | null> => {
    if (query.kind === 'card' || query.kind === 'nik') return query;
    if (query.kind !== 'rujukan') return null;
    const found = await rujukan.findAtBpjs(facilityId, query.value, ANSWER_WITHIN_MS);
    return found?.nomorKartu == null ? null : { kind: 'card', value: found.nomorKartu };
  };

  const find = async (
    facility: FacilityFacts,
    facilityId: FacilityId,
    query: SearchQuery,
    serviceDate: string,
  ): Promise<Found> => {
    const startedMs = clock.monotonicMs();
    const isLocalOnly =
      query.kind === 'name' || query.kind === 'norm' || (query.kind === 'rujukan' && facility.kind === 'fktp');
    const fromLocal = async (bpjsState: BpjsState, notice: string | null): Promise<Found> => ({
      source: 'lokal',
      bpjsState,
      notice,
      people: await db.withFacility(facilityId, (tx) => local(tx, query)),
    });
    if (isLocalOnly) return fromLocal('terhubung', null);
    try {
      const key = await keyOf(facilityId, query);
      const person = key === null ? null : await askBpjs(facility, facilityId, key, serviceDate);
      const bpjsState = clock.monotonicMs() - startedMs > SLOW_MS ? 'lambat' : 'terhubung';
      if (person !== null) return { source: 'bpjs', bpjsState, notice: null, people: [person] };
      return await fromLocal(bpjsState, 'BPJS tidak menemukan data ini. Periksa kembali nomornya.');
    } catch (error) {
      if (isBpjsRefusal(error))
        return fromLocal('terhubung', `Jawaban BPJS: ${error.bpjsMessage ?? 'permintaan ditolak'}`);
      if (isBpjsTrouble(error)) {
        return fromLocal(
          'terputus',
          'BPJS belum menjawab. Data di bawah adalah data terakhir yang diketahui; pendaftaran tetap dapat dilanjutkan.',
        );
      }
      throw error;
    }
  };

  /** Asks BPJS about somebody and keeps the answer; throws when BPJS is away. For background look-ups, nobody waits for it. */
  const ask = async (facilityId: FacilityId, key: PesertaKey, serviceDate: string): Promise<Snapshot | null> => {
    const facility = await db.withFacility(facilityId, deps.facility);
    const peserta = await deps.lookups[facility.kind](deps.bpjs(facilityId), key, {
      serviceDate,
      timeoutMs: ANSWER_WITHIN_MS,
    });
    return peserta === null ? null : (await keepSnapshot(facility, facilityId, peserta, serviceDate)).snapshot;
  };

  return {
    /** The desk's one search field. Every use is in the audit trail, also when it finds nobody. */
    async search(actor: Actor, input: { query: string; serviceDate: string }) {
      const query = readQuery(input.query);
      if (query.kind === 'unusable') throw inputError('query', undefined, query.remedy);
      const { facilityId } = actor;
      const facility = await db.withFacility(facilityId, deps.facility);
      const found = await find(facility, facilityId, query, input.serviceDate);
      return db.withFacility(facilityId, async (tx) => {
        const known = found.people.flatMap((person) => (person.patient === null ? [] : [person.patient.id]));
        const open = await deps.openVisits(tx, known, input.serviceDate);
        await audit.record(tx, {
          actor,
          action: 'peserta.search',
          subjectType: 'patient',
          subjectId: known[0] ?? query.kind,
        });
        const mayIdentify = can(actor, 'person-identity');
        const matches = [];
        for (const person of found.people) {
          const continuity = await deps.continuity(tx, person.snapshot, input.serviceDate);
          matches.push(matchOf(person, { facility, serviceDate: input.serviceDate, mayIdentify, open, continuity }));
        }
        return {
          source: found.source,
          asOf: (found.source === 'bpjs' ? clock.now() : newestOf(found.people, clock.now())).toISOString(),
          bpjsState: found.bpjsState,
          notice: found.notice,
          matches,
        };
      });
    },

    /** Ids of patients meant by a search in a list; null when the text is no person. */
    async matchPatients(tx: FacilityTx, text: string): Promise<readonly string[] | null> {
      const query = readQuery(text);
      if (query.kind === 'card' || query.kind === 'nik' || query.kind === 'norm') {
        const patient = await store.findBy(tx, query.kind, query.value);
        return patient === null ? [] : [patient.id];
      }
      if (query.kind !== 'name') return null;
      return (await store.findByName(tx, query.value)).map((patient) => patient.id);
    },

    findPatient: store.findPatient,
    findPatients: store.findPatients,

    /** The patient of a registration: found by card, NIK or record number and brought up to date, or new. */
    async resolve(tx: FacilityTx, given: GivenPatient): Promise<Patient> {
      const found = await findGiven(tx, given);
      if (found !== null) return bringUpToDate(tx, found, given);
      for (let attempt = 0; attempt < MAX_NORM_TRIES; attempt += 1) {
        const norm = given.norm ?? String(await store.nextNorm(tx)).padStart(NORM_DIGITS, '0');
        const patient: Patient = { ...given, id: random.uuidv7(), norm };
        if (await store.insertPatient(tx, patient)) return patient;
        // Another desk was faster with the same person, or the number belongs to somebody already.
        const meanwhile = await findGiven(tx, given);
        if (meanwhile !== null) return bringUpToDate(tx, meanwhile, given);
      }
      throw bug('no free medical record number found');
    },

    /** What is known of a membership on a day; an answer of another day is known but not counted on. */
    async eligibilityFor(tx: FacilityTx, patient: Patient, serviceDate: string, snapshotId: string | null) {
      const chosen = snapshotId === null ? null : await store.findSnapshot(tx, snapshotId);
      const belongs =
        chosen !== null && (chosen.peserta.nomorKartu === patient.nomorKartu || chosen.peserta.nik === patient.nik);
      const snapshot = belongs ? chosen : await snapshotOf(tx, patient);
      const isOfThatDay = snapshot !== null && snapshot.serviceDate === serviceDate;
      const status: EligibilityStatus = !isOfThatDay
        ? 'tidak-diketahui'
        : snapshot.peserta.isAktif
          ? 'aktif'
          : 'tidak-aktif';
      return { snapshot, status };
    },

    ask,

    /** The same by card. */
    refresh: (facilityId: FacilityId, nomorKartu: string, serviceDate: string): Promise<Snapshot | null> =>
      ask(facilityId, { kind: 'card', value: nomorKartu }, serviceDate),

    /** Keeps what another answer told about a participant. */
    async keep(facilityId: FacilityId, peserta: PesertaFacts, serviceDate: string): Promise<Snapshot> {
      const facility = await db.withFacility(facilityId, deps.facility);
      return (await keepSnapshot(facility, facilityId, peserta, serviceDate)).snapshot;
    },

    findSnapshot: store.findSnapshot,
    newestSnapshot: snapshotOf,

    eligibilityView,
  };

  async function findGiven(tx: FacilityTx, given: GivenPatient): Promise<Patient | null> {
    return (
      (given.nomorKartu === null ? null : await store.findBy(tx, 'card', given.nomorKartu)) ??
      (given.nik === null ? null : await store.findBy(tx, 'nik', given.nik)) ??
      (given.norm === null ? null : await store.findBy(tx, 'norm', given.norm))
    );
  }

  /** New facts win, except where they belong to somebody else already: registering must not stop for a clerk's old mistake. */
  async function bringUpToDate(tx: FacilityTx, patient: Patient, given: GivenPatient): Promise<Patient> {
    const free = async (kind: 'card' | 'nik' | 'norm', wanted: string | null, present: string | null) => {
      if (wanted === null || wanted === present) return present;
      const owner = await store.findBy(tx, kind, wanted);
      return owner === null || owner.id === patient.id ? wanted : present;
    };
    const updated: Patient = {
      id: patient.id,
      nama: given.nama,
      nomorKartu: await free('card', given.nomorKartu, patient.nomorKartu),
      nik: await free('nik', given.nik, patient.nik),
      norm: (await free('norm', given.norm, patient.norm)) ?? patient.norm,
      noHp: given.noHp ?? patient.noHp,
      tanggalLahir: given.tanggalLahir ?? patient.tanggalLahir,
      jenisKelamin: given.jenisKelamin ?? patient.jenisKelamin,
    };
    if (!isSamePatient(updated, patient)) await store.updatePatient(tx, updated);
    return updated;
  }
}

export type PesertaService = ReturnType<typeof createPesertaService>;

function isSamePatient(left: Patient, right: Patient): boolean {
  return (
    left.nama === right.nama &&
    left.norm === right.norm &&
    left.nomorKartu === right.nomorKartu &&
    left.nik === right.nik &&
    left.noHp === right.noHp &&
    left.tanggalLahir === right.tanggalLahir &&
    left.jenisKelamin === right.jenisKelamin
  );
}

function newestOf(people: readonly Person[], fallback: Date): Date {
  const instants = people.flatMap((person) => (person.snapshot === null ? [] : [person.snapshot.askedAt.getTime()]));
  return instants.length === 0 ? fallback : new Date(Math.max(...instants));
}

export function eligibilityView(snapshot: Snapshot, serviceDate: string, isHospital: boolean): EligibilityView {
  const { peserta } = snapshot;
  return {
    snapshotId: snapshot.id,
    asOf: snapshot.askedAt.toISOString(),
    status: peserta.isAktif ? 'aktif' : 'tidak-aktif',
    statusText: peserta.statusText,
    kelas: peserta.kelasText ?? peserta.kelas,
    jenisPeserta: peserta.jenisPeserta,
    fktp: peserta.fktp,
    prolanis: peserta.prolanis,
    prb: peserta.prb,
    warnings: [...eligibilityWarnings(peserta, serviceDate, isHospital)],
  };
}

interface MatchContext {
  readonly facility: FacilityFacts;
  readonly serviceDate: string;
  readonly mayIdentify: boolean;
  readonly open: ReadonlyMap<string, { visitId: string; poli: string }>;
  readonly continuity: ContinuityVerdict | null;
}

function matchOf(
  { patient, snapshot, rujukan }: Person,
  { facility, serviceDate, mayIdentify, open, continuity }: MatchContext,
) {
  const peserta = snapshot?.peserta;
  const shown = (value: string | null | undefined) => (mayIdentify ? (value ?? null) : maskIdentity(value ?? null));
  return {
    patientId: patient?.id ?? null,
    norm: patient?.norm ?? null,
    nama: patient?.nama ?? peserta?.nama ?? '',
    jenisKelamin: patient?.jenisKelamin ?? peserta?.jenisKelamin ?? null,
    tanggalLahir: patient?.tanggalLahir ?? peserta?.tanggalLahir ?? null,
    umur: peserta?.umur ?? null,
    noHp: patient?.noHp ?? peserta?.noHp ?? null,
    nomorKartu: shown(patient?.nomorKartu ?? peserta?.nomorKartu),
    nik: shown(patient?.nik ?? peserta?.nik),
    eligibility: snapshot === null ? null : eligibilityView(snapshot, serviceDate, facility.kind === 'fkrtl'),
    continuity,
    rujukan: rujukan.map((item) => ({
      nomorRujukan: item.nomorRujukan,
      asal: item.asal,
      tanggal: item.tanggal,
      berlakuSampai: item.berlakuSampai,
      berlaku: isValidOn(item, serviceDate),
      poli: item.poli,
      diagnosa: item.diagnosa,
      perujuk: item.perujuk,
      jumlahSep: item.jumlahSep,
      kunjunganPertama: isFirstVisit(item),
    })),
    openVisitToday: patient === null ? null : (open.get(patient.id) ?? null),
  };
}

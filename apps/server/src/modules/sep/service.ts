// The eligibility letter of a visit: planned with the visit's own transaction, looked up in the background, issued by the outbox. Nothing
// here waits for BPJS while somebody stands at the desk; the print says "SEP menyusul" until the number is there.
import type { Audit } from '../../platform/audit/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { Logger } from 'pino';
import {
  afterMessage,
  laneIdFor,
  MESSAGE_CLASS,
  outgoing,
  type FacilityBpjs,
  type FacilityFacts,
  type MessagePlanner,
  type VisitReader,
} from '../gateway/index.ts';
import { pesertaFromVclaim, type PesertaService, type Snapshot } from '../peserta/index.ts';
import type { RujukanService } from '../rujukan/index.ts';
import { isBookedElsewhere, localDate, sepWish, type SepView, type Visit, type VisitService } from '../visit/index.ts';
import { emergencySource, letterSource, sepKinds, type BasisSource } from './bpjs.ts';
import { createLookups } from './lookups.ts';
import { sepSource } from './reconcile.ts';
import { SEP_DISCHARGE, SEP_INSERT } from './kinds.ts';
import { EMERGENCY_POLI, isDueAt, needsSep, NO_WISH, type SepBasis, type SepWish } from './rules.ts';
import { createSepStore, type Discharge, type SepBrief } from './store.ts';

export interface SepDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly events: Events;
  readonly logger: Pick<Logger, 'warn'>;
  readonly visits: VisitService;
  readonly reader: VisitReader;
  readonly peserta: PesertaService;
  readonly rujukan: RujukanService;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  readonly bpjs: (facilityId: FacilityId) => FacilityBpjs;
  /** Known to be away: then the letter does not wait for the booking at all. */
  readonly isAntreanDown: (facilityId: FacilityId) => boolean;
  /** The lane's turn comes now. */
  readonly hurry: (facilityId: FacilityId, laneId: string) => void;
  readonly resend: (actor: Actor, messageId: string, reason: string) => Promise<unknown>;
}

/** Kind of visit as bookings name it. docs/facts/antrean-rs.md §2.3 */
const KONTROL = 3;
const LOOKUP_WITHIN_MS = 5_000;
/**
 * A booking refused because its SEP came first (E-17 [C]) is avoided by waiting a little. Shorter than the desk waits for the print, so
 * that a dead Antrean costs two seconds and not the letter. docs/adr/0007-two-seconds-for-the-booking.md
 */
const AFTER_BOOKING_MS = 2_000;
/** BPJS fact: backdating needs an approval whose depth is unknown [U]; after that long a person decides anyway. docs/facts/vclaim.md §5 */
const DEADLINE_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

export function createSepService(deps: SepDeps) {
  const { db, clock, visits, peserta, rujukan } = deps;
  const store = createSepStore(deps.sealer);
  const lookups = createLookups({
    look: (facilityId, visitId) => lookup(facilityId, visitId),
    found: (facilityId, visitId) => deps.hurry(facilityId, laneIdFor(visitId, 'vclaim')),
    trouble: (error) =>
      deps.logger.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'look-up for a SEP failed'),
    later: (work, ms) => {
      // Not a reason to keep the process alive.
      setTimeout(work, ms).unref();
    },
  });

  /** After the commit, outside every transaction; what fails is tried again when the message's turn comes back. */
  const startLookup = (tx: FacilityTx, visitId: string): void => {
    const { facilityId } = tx;
    tx.afterCommit(() => lookups.want(facilityId, visitId));
  };

  const lookup = async (facilityId: FacilityId, visitId: string): Promise<void> => {
    const found = await db.withFacility(facilityId, async (tx) => {
      const visit = await visits.find(tx, visitId);
      const sep = await store.find(tx, visitId);
      return visit === null || sep === null || sep.basis !== null
        ? null
        : {
            visit,
            facility: await deps.facility(tx),
            nomorKartu: (await deps.reader.identity(tx, visitId))?.nomorKartu ?? null,
          };
    });
    if (found === null) return;
    const { visit, facility, nomorKartu } = found;
    try {
      const source = await sourceOf(facilityId, facility, visit);
      const basis = source === null ? null : await basisOf(facilityId, visit, nomorKartu, source);
      await db.withFacility(facilityId, (tx) =>
        store.saveLookup(tx, visitId, basis === null ? 'absent' : 'found', basis, clock.now()),
      );
    } catch (error) {
      await db.withFacility(facilityId, (tx) => store.saveLookup(tx, visitId, 'pending', null, clock.now()));
      throw error;
    }
  };

  const sourceOf = async (
    facilityId: FacilityId,
    facility: FacilityFacts,
    visit: Visit,
  ): Promise<BasisSource | null> => {
    if (visit.kodePoli === EMERGENCY_POLI && visit.nomorReferensi === null)
      return emergencySource(facility.kodePpk, visit.serviceDate);
    const nomor = visit.nomorReferensi ?? '';
    if (visit.jenisKunjungan === KONTROL)
      return letterSource(deps.bpjs(facilityId), nomor, facility.kodePpk, LOOKUP_WITHIN_MS);
    const found = await rujukan.findAtBpjs(facilityId, nomor, LOOKUP_WITHIN_MS);
    if (found === null) return null;
    // The referral carries the participant: class and phone come with it and need no second call.
    if (found.peserta != null) await peserta.keep(facilityId, pesertaFromVclaim(found.peserta), visit.serviceDate);
    return sourceOfRujukan(found.rujukan);
  };

  const basisOf = async (
    facilityId: FacilityId,
    visit: Visit,
    nomorKartu: string | null,
    source: BasisSource,
  ): Promise<SepBasis> => {
    const known = await db.withFacility(facilityId, (tx) => snapshotOf(tx, visit));
    const snapshot =
      known?.peserta.kelas != null || nomorKartu === null
        ? known
        : await peserta.refresh(facilityId, nomorKartu, visit.serviceDate);
    return basisFrom(source, snapshot);
  };

  const snapshotOf = async (tx: FacilityTx, visit: Visit): Promise<Snapshot | null> => {
    const patient = await peserta.findPatient(tx, visit.patientId);
    return patient === null ? null : peserta.newestSnapshot(tx, patient);
  };

  /** What the search at the desk has fetched already makes the look-up unnecessary. */
  const localBasis = async (tx: FacilityTx, visit: Visit): Promise<SepBasis | null> => {
    if (visit.jenisKunjungan === KONTROL || visit.nomorReferensi === null) return null;
    const stored = await rujukan.findLocal(tx, visit.nomorReferensi);
    const snapshot = await snapshotOf(tx, visit);
    return stored === null || snapshot?.peserta.kelas == null
      ? null
      : basisFrom(sourceOfRujukan(stored.rujukan), snapshot);
  };

  const plan = async (tx: FacilityTx, facility: FacilityFacts, visit: Visit, wish: SepWish) => {
    const hasBooking =
      facility.switches['antrean'] === true &&
      !deps.isAntreanDown(tx.facilityId) &&
      (!isBookedElsewhere(visit) || facility.switches['addForMobileJkn'] === true);
    const message = outgoing({
      kind: SEP_INSERT,
      subjectId: visit.id,
      class: MESSAGE_CLASS.personWaiting,
      intent: { visitId: visit.id },
      deadlineAt: new Date(Date.parse(`${visit.serviceDate}T17:00:00Z`) + DEADLINE_DAYS * DAY_MS),
      ...(hasBooking
        ? { after: [afterMessage(visit.id, 'antreanrs', 'antreanrs.add', { maxWaitMs: AFTER_BOOKING_MS })] }
        : {}),
    });
    if ((await store.briefs(tx, [visit.id])).length > 0) return [];
    const basis = await localBasis(tx, visit);
    const isNew = await store.insert(tx, {
      visitId: visit.id,
      wish,
      basis,
      messageId: message.messageId,
      tglSep: visit.serviceDate,
      at: clock.now(),
    });
    if (!isNew) return [];
    if (basis === null) startLookup(tx, visit.id);
    return [message];
  };

  const planner: MessagePlanner = {
    name: 'sep',
    async plan(tx, { facility, visit: facts, event }) {
      if (facility.kind !== 'fkrtl' || facility.switches['sep'] !== true) return [];
      if (event.type !== 'visit.registered' && event.type !== 'patient.checked-in') return [];
      const visit = await visits.find(tx, facts.id);
      const { isWanted, wish } = wishOf(event.data['sep']);
      if (visit === null || !needsSep(visit, isWanted)) return [];
      return isDueAt(event.type, visit, localDate(event.occurredAt, facility.timeZone))
        ? plan(tx, facility, visit, wish)
        : [];
    },
  };

  return {
    planner,
    kinds: sepKinds({ clock, visits, reader: deps.reader, store, startLookup }),
    source: sepSource({ clock, visits, peserta, store }),

    /** Issue or retry by hand; what the clerk chose now replaces what was chosen before. */
    async issue(actor: Actor, visitId: string, input: unknown): Promise<void> {
      const { wish } = wishOf(input);
      const again = await db.withFacility(actor.facilityId, async (tx) => {
        const visit = await visits.lock(tx, visitId);
        if (visit === null) throw notFound('visit');
        const sep = await store.find(tx, visitId);
        if (sep?.nomorSep != null)
          throw conflict('DOMAIN_SEP_ISSUED', 'this visit has its SEP', {
            message: 'SEP sudah terbit.',
            meaning: 'Satu kunjungan hanya memiliki satu SEP.',
            nextStep: 'Cetak SEP yang sudah ada.',
          });
        if (!needsSep(visit, true))
          throw conflict('DOMAIN_SEP_NOT_DUE', 'no SEP for this visit', {
            message: 'Kunjungan ini tidak memerlukan SEP.',
            meaning: 'SEP hanya untuk peserta JKN dengan rujukan atau pelayanan gawat darurat.',
            nextStep: 'Periksa jenis pasien dan nomor rujukan.',
          });
        await deps.audit.record(tx, { actor, action: 'sep.issue', subjectType: 'visit', subjectId: visitId });
        if (sep === null) {
          await visits.enqueue(tx, await plan(tx, await deps.facility(tx), visit, wish));
          return null;
        }
        if (sep.state === 'belum-pasti')
          throw conflict('DOMAIN_SEP_UNCLEAR', 'the first attempt may have arrived', {
            message: 'Penerbitan SEP sebelumnya belum pasti.',
            meaning: 'SEP mungkin sudah terbit di BPJS; sistem sedang menanyakannya.',
            nextStep: 'Tunggu sebentar; nomor SEP muncul sendiri bila sudah terbit.',
          });
        await store.saveWish(tx, visitId, input === undefined ? sep.wish : wish, clock.now());
        deps.events.publishOn(tx, { topic: 'visit', subjectId: visitId });
        return sep.messageId;
      });
      if (again !== null) await deps.resend(actor, again, 'sep-issue');
    },

    /** How and when the patient left; sent behind the letter in the same lane. */
    discharge: (actor: Actor, visitId: string, discharge: Discharge): Promise<void> =>
      db.withFacility(actor.facilityId, async (tx) => {
        const visit = await visits.lock(tx, visitId);
        const sep = await store.find(tx, visitId);
        if (visit === null || sep === null) throw notFound('sep');
        await store.saveDischarge(tx, visitId, discharge, clock.now());
        await deps.audit.record(tx, { actor, action: 'sep.discharge', subjectType: 'visit', subjectId: visitId });
        const part = `${discharge.tglPulang}-${discharge.statusPulang}`;
        await visits.enqueue(tx, [
          outgoing({
            kind: SEP_DISCHARGE,
            subjectId: visitId,
            part,
            class: MESSAGE_CLASS.today,
            intent: { visitId },
            deadlineAt: null,
          }),
        ]);
      }),

    isLookupHeldUp: lookups.isHeldUp,
    visitsOfNumber: store.visitsOfNumber,
    find: store.find,

    async views(
      tx: FacilityTx,
      visitIds: readonly string[],
      explain: (code: string | null, reason: string | null) => { apa: string } | null,
    ): Promise<ReadonlyMap<string, SepView>> {
      return new Map((await store.briefs(tx, visitIds)).map((brief) => [brief.visitId, viewOf(brief, explain)]));
    },
  };
}

export type SepService = ReturnType<typeof createSepService>;

function viewOf(
  brief: SepBrief,
  explain: (code: string | null, reason: string | null) => { apa: string } | null,
): SepView {
  const reason =
    brief.state === 'ditolak' || brief.state === 'kedaluwarsa'
      ? (OWN_REASONS[brief.reason ?? ''] ?? explain(brief.code, brief.reason)?.apa ?? null)
      : null;
  return { state: brief.state, nomorSep: brief.nomorSep, reason };
}

/** Refusals of our own, before anything was sent. */
const OWN_REASONS: Readonly<Record<string, string>> = {
  'rujukan-absent': 'BPJS tidak mengenal nomor rujukan atau surat kontrol ini.',
  'sep-card': 'Nomor kartu peserta belum tercatat.',
  'sep-diagnosis': 'Diagnosa awal belum diisi.',
  'sep-class': 'Kelas rawat peserta belum diketahui.',
};

function sourceOfRujukan(item: {
  asal: '1' | '2';
  tanggal: string;
  nomorRujukan: string;
  perujuk: { kode: string };
  poli: { kode: string };
  diagnosa: { kode: string };
  jumlahSep: number | null;
}): BasisSource {
  return {
    asal: item.asal,
    tanggal: item.tanggal,
    nomor: item.nomorRujukan,
    ppk: item.perujuk.kode,
    poli: item.poli.kode,
    diagnosa: item.diagnosa.kode,
    jumlahSep: item.jumlahSep,
    noSurat: '',
    kodeDpjp: '',
  };
}

function basisFrom(source: BasisSource, snapshot: Snapshot | null): SepBasis {
  return {
    asalRujukan: source.asal,
    tglRujukan: source.tanggal,
    noRujukan: source.nomor,
    ppkRujukan: source.ppk,
    poliRujukan: source.poli,
    diagAwal: source.diagnosa,
    kelas: snapshot?.peserta.kelas ?? '',
    noSurat: source.noSurat,
    kodeDpjp: source.kodeDpjp,
    jumlahSep: source.jumlahSep,
  };
}

/** The form's wishes as the event carries them; a HIS sends none and gets the usual letter. */
function wishOf(input: unknown): { isWanted: boolean; wish: SepWish } {
  const parsed = sepWish.partial().safeParse(input ?? {});
  if (!parsed.success) return { isWanted: true, wish: NO_WISH };
  const given = parsed.data;
  return {
    isWanted: given.issue ?? true,
    wish: {
      diagAwal: given.diagAwal || null,
      catatan: given.catatan || null,
      tujuanKunjungan: given.tujuanKunjungan ?? null,
      flagProcedure: given.flagProcedure ?? null,
      kdPenunjang: given.kdPenunjang ?? null,
      assesmentPel: given.assesmentPel ?? null,
      skdp: given.skdp ?? null,
      katarak: given.katarak ?? false,
      cob: given.cob ?? false,
    },
  };
}

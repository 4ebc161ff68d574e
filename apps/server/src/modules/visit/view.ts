// A visit as the screens see it: put together from this room's rows and the parts that other rooms contribute (SEP, P-Care numbers,
// deliveries). Identity numbers are shown in full only with the permission for them.
import { can, type Actor } from '../../platform/actor.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug, notFound } from '../../platform/errors.ts';
import type { FacilityFacts } from '../gateway/index.ts';
import { eligibilityView, maskIdentity, type PesertaService } from '../peserta/index.ts';
import { isDoctorMissing, isEnded } from './rules.ts';
import type { VisitService } from './service.ts';
import type { ContinuityPart, DeliveryView, SepView, TodayAction, VisitRowView, VisitView } from './shapes.ts';
import type { Visit } from './store.ts';

/** What other rooms add to the picture of visits; each answers for many visits at once. */
export interface VisitParts {
  readonly sep: (tx: FacilityTx, visitIds: readonly string[]) => Promise<ReadonlyMap<string, SepView>>;
  readonly pcare: (
    tx: FacilityTx,
    visitIds: readonly string[],
  ) => Promise<ReadonlyMap<string, { noUrut: string | null; noKunjungan: string | null }>>;
  /** How visits were accepted while BPJS could not be asked. */
  readonly continuity: (tx: FacilityTx, visitIds: readonly string[]) => Promise<ReadonlyMap<string, ContinuityPart>>;
  /** Everything of one visit that is, or was, on its way to BPJS, oldest first. */
  readonly deliveries: (tx: FacilityTx, visitId: string) => Promise<readonly DeliveryView[]>;
  /** What needs a hand, one line per visit. */
  readonly attention: (tx: FacilityTx, visits: readonly Visit[]) => Promise<ReadonlyMap<string, string>>;
  /** What a unit must do today, most urgent first. */
  readonly actions: (tx: FacilityTx, date: string) => Promise<readonly TodayAction[]>;
}

export interface ViewDeps {
  readonly visits: VisitService;
  readonly peserta: PesertaService;
  readonly parts: VisitParts;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
}

export function createVisitViews({ visits, peserta, parts, facility }: ViewDeps) {
  return {
    async one(tx: FacilityTx, actor: Actor, visitId: string): Promise<VisitView> {
      const visit = await visits.find(tx, visitId);
      if (visit === null) throw notFound('visit');
      const patient = await peserta.findPatient(tx, visit.patientId);
      if (patient === null) throw bug('visit without patient');
      const snapshot = visit.eligibilityId === null ? null : await peserta.findSnapshot(tx, visit.eligibilityId);
      const facts = await facility(tx);
      const ids = [visit.id];
      const shown = (value: string | null) => (can(actor, 'person-identity') ? value : maskIdentity(value));
      return {
        id: visit.id,
        kodeBooking: visit.kodeBooking,
        serviceDate: visit.serviceDate,
        registeredAt: visit.registeredAt.toISOString(),
        sumber: visit.sumber,
        patient: {
          id: patient.id,
          norm: patient.norm,
          nama: patient.nama,
          jenisKelamin: patient.jenisKelamin,
          tanggalLahir: patient.tanggalLahir,
          nomorKartu: shown(patient.nomorKartu),
          nik: shown(patient.nik),
          noHp: patient.noHp,
        },
        jenisPasien: visit.jenisPasien,
        pasienBaru: visit.pasienBaru,
        poli: { kode: visit.kodePoli, nama: visit.namaPoli },
        dokter: visit.kodeDokter === '' ? null : { kode: visit.kodeDokter, nama: visit.namaDokter },
        jamPraktek: visit.jamPraktek === '' ? null : visit.jamPraktek,
        nomorAntrean: visit.nomorAntrean,
        angkaAntrean: visit.angkaAntrean,
        estimasiDilayani: visit.estimasiAt?.toISOString() ?? null,
        stage: visit.stage,
        resep: visit.resep,
        eligibility:
          snapshot === null
            ? null
            : {
                ...eligibilityView(snapshot, visit.serviceDate, facts.kind === 'fkrtl'),
                status: visit.eligibilityStatus,
              },
        sep: (await parts.sep(tx, ids)).get(visit.id) ?? null,
        continuity: (await parts.continuity(tx, ids)).get(visit.id) ?? null,
        deliveries: [...(await parts.deliveries(tx, visit.id))],
        pcare: (await parts.pcare(tx, ids)).get(visit.id) ?? null,
        events: (await visits.eventsOf(tx, visit.id)).map((event) => ({
          type: event.type,
          occurredAt: event.occurredAt.toISOString(),
          recordedAt: event.recordedAt.toISOString(),
          by: event.actor,
        })),
      };
    },

    /** Rows of a list, in the order given. */
    async rows(tx: FacilityTx, list: readonly Visit[]): Promise<VisitRowView[]> {
      const ids = list.map((visit) => visit.id);
      const patients = await peserta.findPatients(tx, [...new Set(list.map((visit) => visit.patientId))]);
      const seps = await parts.sep(tx, ids);
      const attention = await parts.attention(tx, list);
      return list.map((visit) =>
        rowOf(visit, patients.get(visit.patientId), seps.get(visit.id), attention.get(visit.id) ?? null),
      );
    },

    actions: parts.actions,
  };
}

export type VisitViews = ReturnType<typeof createVisitViews>;

function rowOf(
  visit: Visit,
  patient: { nama: string; norm: string } | undefined,
  sep: SepView | undefined,
  attention: string | null,
): VisitRowView {
  return {
    id: visit.id,
    kodeBooking: visit.kodeBooking,
    nomorAntrean: visit.nomorAntrean,
    nama: patient?.nama ?? '',
    norm: patient?.norm ?? '',
    poli: { kode: visit.kodePoli, nama: visit.namaPoli },
    dokter: visit.namaDokter === '' ? null : visit.namaDokter,
    stage: visit.stage,
    pasienBaru: visit.pasienBaru,
    jenisPasien: visit.jenisPasien,
    resep: visit.resep,
    waitingSince: isEnded(visit.stage) ? null : visit.stageSince.toISOString(),
    sepState: sep?.state ?? null,
    nomorSep: sep?.nomorSep ?? null,
    attention: attention ?? sepAttention(visit, sep),
  };
}

function sepAttention(visit: Visit, sep: SepView | undefined): string | null {
  if (sep?.state === 'menunggu' && isDoctorMissing(visit)) return 'Pilih dokter';
  return sep?.state === 'ditolak' ? (sep.reason ?? 'SEP ditolak BPJS') : null;
}

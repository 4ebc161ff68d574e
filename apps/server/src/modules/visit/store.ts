// SQL of visits and their events. One function per statement; free texts and event data are sealed.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { EligibilityStatus } from '../peserta/index.ts';
import type { Quota } from '../schedule/index.ts';
import type { Resep, Stage, VisitEventType } from './rules.ts';

export const SUMBER = ['onsite', 'mobile-jkn', 'his', 'kiosk'] as const;
export type Sumber = (typeof SUMBER)[number];

export interface Visit {
  readonly id: string;
  readonly visitRef: string;
  readonly patientId: string;
  readonly serviceDate: string;
  readonly registeredAt: Date;
  readonly sumber: Sumber;
  readonly jenisPasien: 'JKN' | 'NON JKN';
  readonly pasienBaru: boolean;
  readonly kodePoli: string;
  readonly namaPoli: string;
  readonly kodeDokter: string;
  readonly namaDokter: string;
  readonly jamPraktek: string;
  readonly jenisKunjungan: number;
  readonly nomorReferensi: string | null;
  readonly kodeBooking: string;
  readonly nomorAntrean: string;
  readonly angkaAntrean: number;
  readonly estimasiAt: Date | null;
  readonly quota: Quota;
  readonly eligibilityId: string | null;
  readonly eligibilityStatus: EligibilityStatus;
  readonly stage: Stage;
  readonly stageSince: Date;
  readonly resep: Resep | null;
  readonly registeredBy: string;
}

interface VisitRow {
  readonly id: string;
  readonly visit_ref: string;
  readonly patient_id: string;
  readonly service_date: string;
  readonly registered_at: Date;
  readonly sumber: Sumber;
  readonly jenis_pasien: 'JKN' | 'NON JKN';
  readonly pasien_baru: boolean;
  readonly kode_poli: string;
  readonly nama_poli: string;
  readonly kode_dokter: string;
  readonly nama_dokter: string;
  readonly jam_praktek: string;
  readonly jenis_kunjungan: number;
  readonly nomor_referensi: string | null;
  readonly kode_booking: string;
  readonly nomor_antrean: string;
  readonly angka_antrean: number;
  readonly estimasi_at: Date | null;
  readonly quota: Quota;
  readonly eligibility_id: string | null;
  readonly eligibility_status: EligibilityStatus;
  readonly stage: Stage;
  readonly stage_since: Date;
  readonly resep: Resep | null;
  readonly registered_by: string;
}

const COLUMNS = `id, visit_ref, patient_id, service_date, registered_at, sumber, jenis_pasien, pasien_baru, kode_poli, nama_poli, kode_dokter,
  nama_dokter, jam_praktek, jenis_kunjungan, nomor_referensi, kode_booking, nomor_antrean, angka_antrean, estimasi_at, quota, eligibility_id,
  eligibility_status, stage, stage_since, resep, registered_by`;

const fromRow = (row: VisitRow): Visit => ({
  id: row.id,
  visitRef: row.visit_ref,
  patientId: row.patient_id,
  serviceDate: row.service_date,
  registeredAt: row.registered_at,
  sumber: row.sumber,
  jenisPasien: row.jenis_pasien,
  pasienBaru: row.pasien_baru,
  kodePoli: row.kode_poli,
  namaPoli: row.nama_poli,
  kodeDokter: row.kode_dokter,
  namaDokter: row.nama_dokter,
  jamPraktek: row.jam_praktek,
  jenisKunjungan: row.jenis_kunjungan,
  nomorReferensi: row.nomor_referensi,
  kodeBooking: row.kode_booking,
  nomorAntrean: row.nomor_antrean,
  angkaAntrean: row.angka_antrean,
  estimasiAt: row.estimasi_at,
  quota: row.quota,
  eligibilityId: row.eligibility_id,
  eligibilityStatus: row.eligibility_status,
  stage: row.stage,
  stageSince: row.stage_since,
  resep: row.resep,
  registeredBy: row.registered_by,
});

export interface StoredEvent {
  readonly id: string;
  readonly visitId: string | null;
  readonly type: VisitEventType;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly source: string;
  readonly sourceRef: string | null;
  readonly actor: string;
}

export interface NewEvent extends Omit<StoredEvent, 'recordedAt'> {
  readonly visitRef: string;
  readonly recordedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventRow {
  readonly id: string;
  readonly visit_id: string | null;
  readonly type: VisitEventType;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly source: string;
  readonly source_ref: string | null;
  readonly actor: string;
  readonly data: Buffer | null;
}

const EVENT_COLUMNS = 'id, visit_id, type, occurred_at, recorded_at, source, source_ref, actor, data';

const eventFromRow = (row: EventRow): StoredEvent => ({
  id: row.id,
  visitId: row.visit_id,
  type: row.type,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  source: row.source,
  sourceRef: row.source_ref,
  actor: row.actor,
});

export interface DayFilter {
  readonly date: string;
  readonly kodePoli?: string | undefined;
  readonly stages?: readonly Stage[] | undefined;
  readonly patientIds?: readonly string[] | undefined;
  readonly numberLike?: string | undefined;
  readonly after?: { readonly registeredAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/**
 * Keeps a registration and the events that name the same reference apart for the length of a transaction: an event that comes in
 * at the same moment is either seen by the registration or sees the visit.
 */
export async function lockReference(tx: FacilityTx, visitRef: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.facilityId}|visit|${visitRef}`]);
}

/**
 * Visits that this transaction has read: planners and kinds of other rooms ask for the same one again and again. Every write of
 * this file goes through it, and a lock reads anew.
 */
const seen = new WeakMap<FacilityTx, Map<string, Visit>>();

function keep(tx: FacilityTx, visit: Visit): Visit {
  const kept = seen.get(tx) ?? new Map<string, Visit>();
  seen.set(tx, kept.set(visit.id, visit));
  return visit;
}

export async function findVisit(tx: FacilityTx, id: string): Promise<Visit | null> {
  const kept = seen.get(tx)?.get(id);
  if (kept !== undefined) return kept;
  const [row] = await tx.query<VisitRow>(`SELECT ${COLUMNS} FROM visits WHERE facility_id = $1 AND id = $2`, [
    tx.facilityId,
    id,
  ]);
  return row === undefined ? null : keep(tx, fromRow(row));
}

/** Everything that happens in one visit happens one after the other. */
export async function lockVisit(tx: FacilityTx, id: string): Promise<Visit | null> {
  const [row] = await tx.query<VisitRow>(
    `SELECT ${COLUMNS} FROM visits WHERE facility_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [tx.facilityId, id],
  );
  return row === undefined ? null : keep(tx, fromRow(row));
}

/** The same by the sender's own number, in one statement. */
export async function lockVisitByRef(tx: FacilityTx, visitRef: string): Promise<Visit | null> {
  const [row] = await tx.query<VisitRow>(
    `SELECT ${COLUMNS} FROM visits WHERE facility_id = $1 AND visit_ref = $2 FOR NO KEY UPDATE`,
    [tx.facilityId, visitRef],
  );
  return row === undefined ? null : keep(tx, fromRow(row));
}

export async function findIdByRef(tx: FacilityTx, visitRef: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM visits WHERE facility_id = $1 AND visit_ref = $2', [
    tx.facilityId,
    visitRef,
  ]);
  return row?.id ?? null;
}

export async function findIdByBooking(tx: FacilityTx, kodeBooking: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM visits WHERE facility_id = $1 AND kode_booking = $2', [
    tx.facilityId,
    kodeBooking,
  ]);
  return row?.id ?? null;
}

export async function findVisits(tx: FacilityTx, ids: readonly string[]): Promise<Visit[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<VisitRow>(`SELECT ${COLUMNS} FROM visits WHERE facility_id = $1 AND id = ANY($2)`, [
    tx.facilityId,
    ids,
  ]);
  return rows.map(fromRow);
}

export async function insertVisit(tx: FacilityTx, visit: Visit, recordedAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO visits (facility_id, id, visit_ref, patient_id, service_date, registered_at, recorded_at, sumber, jenis_pasien, pasien_baru,
       kode_poli, nama_poli, kode_dokter, nama_dokter, jam_praktek, jenis_kunjungan, nomor_referensi, kode_booking, nomor_antrean, angka_antrean,
       estimasi_at, quota, eligibility_id, eligibility_status, stage, stage_since, resep, registered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
    [
      tx.facilityId,
      visit.id,
      visit.visitRef,
      visit.patientId,
      visit.serviceDate,
      visit.registeredAt,
      recordedAt,
      visit.sumber,
      visit.jenisPasien,
      visit.pasienBaru,
      visit.kodePoli,
      visit.namaPoli,
      visit.kodeDokter,
      visit.namaDokter,
      visit.jamPraktek,
      visit.jenisKunjungan,
      visit.nomorReferensi,
      visit.kodeBooking,
      visit.nomorAntrean,
      visit.angkaAntrean,
      visit.estimasiAt,
      JSON.stringify(visit.quota),
      visit.eligibilityId,
      visit.eligibilityStatus,
      visit.stage,
      visit.stageSince,
      visit.resep,
      visit.registeredBy,
    ],
  );
  keep(tx, visit);
}

export async function updateStanding(
  tx: FacilityTx,
  visit: Visit,
  standing: { stage: Stage; since: Date; resep: Resep | null },
): Promise<Visit> {
  const { stage, since: stageSince, resep } = standing;
  const isSame = visit.stage === stage && visit.stageSince.getTime() === stageSince.getTime() && visit.resep === resep;
  if (isSame) return visit;
  await tx.query('UPDATE visits SET stage = $3, stage_since = $4, resep = $5 WHERE facility_id = $1 AND id = $2', [
    tx.facilityId,
    visit.id,
    stage,
    stageSince,
    resep,
  ]);
  return keep(tx, { ...visit, stage, stageSince, resep });
}

/** The session of a visit that was saved without one. */
export async function updateDoctor(
  tx: FacilityTx,
  visit: Visit,
  chosen: Pick<Visit, 'kodePoli' | 'namaPoli' | 'kodeDokter' | 'namaDokter' | 'jamPraktek' | 'quota' | 'estimasiAt'>,
): Promise<void> {
  await tx.query(
    `UPDATE visits SET kode_poli = $3, nama_poli = $4, kode_dokter = $5, nama_dokter = $6, jam_praktek = $7, quota = $8, estimasi_at = $9
      WHERE facility_id = $1 AND id = $2`,
    [
      tx.facilityId,
      visit.id,
      chosen.kodePoli,
      chosen.namaPoli,
      chosen.kodeDokter,
      chosen.namaDokter,
      chosen.jamPraktek,
      JSON.stringify(chosen.quota),
      chosen.estimasiAt,
    ],
  );
  keep(tx, { ...visit, ...chosen });
}

export async function listVisits(tx: FacilityTx, filter: DayFilter): Promise<Visit[]> {
  const values: unknown[] = [tx.facilityId, filter.date];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    'facility_id = $1',
    'service_date = $2',
    ...(filter.kodePoli === undefined ? [] : [`kode_poli = ${given(filter.kodePoli)}`]),
    ...(filter.stages === undefined ? [] : [`stage = ANY(${given(filter.stages)})`]),
    ...(filter.after === undefined
      ? []
      : [`(registered_at, id) > (${given(filter.after.registeredAt)}, ${given(filter.after.id)})`]),
  ];
  const search = [
    ...(filter.patientIds === undefined ? [] : [`patient_id = ANY(${given(filter.patientIds)})`]),
    ...(filter.numberLike === undefined
      ? []
      : [
          `nomor_antrean ILIKE ${given(`%${filter.numberLike}%`)}`,
          `kode_booking ILIKE ${given(`%${filter.numberLike}%`)}`,
        ]),
  ];
  if (search.length > 0) conditions.push(`(${search.join(' OR ')})`);
  const rows = await tx.query<VisitRow>(
    `SELECT ${COLUMNS} FROM visits WHERE ${conditions.join(' AND ')} ORDER BY registered_at, id LIMIT ${given(filter.limit)}`,
    values,
  );
  return rows.map(fromRow);
}

const DAY_PAGE = 1_000;

/** All visits of a day in the order of their registration, however many there are: for comparing, not for screens. */
export async function everyVisitOfDay(tx: FacilityTx, date: string): Promise<Visit[]> {
  const all: Visit[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await listVisits(tx, {
      date,
      limit: DAY_PAGE,
      ...(last === undefined ? {} : { after: { registeredAt: last.registeredAt, id: last.id } }),
    });
    all.push(...page);
    if (page.length < DAY_PAGE) return all;
  }
}

/** The newest visits of these people, of any day. */
export async function newestOf(tx: FacilityTx, patientIds: readonly string[], limit: number): Promise<string[]> {
  if (patientIds.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM visits WHERE facility_id = $1 AND patient_id = ANY($2) ORDER BY service_date DESC, registered_at DESC LIMIT $3`,
    [tx.facilityId, patientIds, limit],
  );
  return rows.map((row) => row.id);
}

export async function openVisitsOf(
  tx: FacilityTx,
  patientIds: readonly string[],
  date: string,
): Promise<ReadonlyMap<string, { visitId: string; poli: string }>> {
  if (patientIds.length === 0) return new Map();
  const rows = await tx.query<{ patient_id: string; id: string; nama_poli: string }>(
    `SELECT patient_id, id, nama_poli FROM visits
      WHERE facility_id = $1 AND patient_id = ANY($2) AND service_date = $3 AND stage NOT IN ('selesai', 'batal', 'tidak-hadir')
      ORDER BY registered_at`,
    [tx.facilityId, patientIds, date],
  );
  return new Map(rows.map((row) => [row.patient_id, { visitId: row.id, poli: row.nama_poli }]));
}

export async function countByStage(
  tx: FacilityTx,
  date: string,
): Promise<{ kodePoli: string; namaPoli: string; stage: Stage; count: number; oldest: Date | null }[]> {
  const rows = await tx.query<{
    kode_poli: string;
    nama_poli: string;
    stage: Stage;
    count: string;
    oldest: Date | null;
  }>(
    `SELECT kode_poli, min(nama_poli) AS nama_poli, stage, count(*) AS count, min(stage_since) AS oldest
       FROM visits WHERE facility_id = $1 AND service_date = $2 GROUP BY kode_poli, stage ORDER BY 2`,
    [tx.facilityId, date],
  );
  return rows.map((row) => ({
    kodePoli: row.kode_poli,
    namaPoli: row.nama_poli,
    stage: row.stage,
    count: Number(row.count),
    oldest: row.oldest,
  }));
}

/** Since when the middle one of each stage has been there. */
export async function medianSince(tx: FacilityTx, date: string): Promise<ReadonlyMap<Stage, Date>> {
  const rows = await tx.query<{ stage: Stage; since: Date }>(
    `SELECT stage, percentile_disc(0.5) WITHIN GROUP (ORDER BY stage_since) AS since
       FROM visits WHERE facility_id = $1 AND service_date = $2 GROUP BY stage`,
    [tx.facilityId, date],
  );
  return new Map(rows.map((row) => [row.stage, row.since]));
}

export function createEventStore(sealer: Sealer) {
  const place = (rowId: string) => ({ table: 'visit_events', column: 'data', rowId });
  /** The events of the visit that a transaction is about; writing one forgets them. */
  const read = new WeakMap<FacilityTx, { readonly visitId: string; readonly events: StoredEvent[] }>();
  return {
    /** False when this very event is recorded already. */
    async insert(tx: FacilityTx, event: NewEvent): Promise<boolean> {
      read.delete(tx);
      const hasData = Object.keys(event.data).length > 0;
      const data = hasData ? await sealer.sealText(tx, place(event.id), JSON.stringify(event.data)) : null;
      const rows = await tx.query(
        `INSERT INTO visit_events (facility_id, id, visit_ref, visit_id, type, occurred_at, recorded_at, source, source_ref, actor, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (facility_id, id) DO NOTHING RETURNING id`,
        [
          tx.facilityId,
          event.id,
          event.visitRef,
          event.visitId,
          event.type,
          event.occurredAt,
          event.recordedAt,
          event.source,
          event.sourceRef,
          event.actor,
          data,
        ],
      );
      return rows.length === 1;
    },

    async ofVisit(tx: FacilityTx, visitId: string): Promise<readonly StoredEvent[]> {
      const known = read.get(tx);
      if (known?.visitId === visitId) return known.events;
      const rows = await tx.query<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM visit_events WHERE facility_id = $1 AND visit_id = $2 ORDER BY occurred_at, recorded_at`,
        [tx.facilityId, visitId],
      );
      const events = rows.map(eventFromRow);
      read.set(tx, { visitId, events });
      return events;
    },

    /** Events that came before their visit, in the order in which they happened. */
    async waiting(
      tx: FacilityTx,
      visitRef: string,
    ): Promise<(StoredEvent & { data: Readonly<Record<string, unknown>> })[]> {
      const rows = await tx.query<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM visit_events WHERE facility_id = $1 AND visit_ref = $2 AND visit_id IS NULL ORDER BY occurred_at, recorded_at`,
        [tx.facilityId, visitRef],
      );
      const events: (StoredEvent & { data: Readonly<Record<string, unknown>> })[] = [];
      for (const row of rows) {
        // Written by `insert` in this very shape and authenticated by the seal.
        const data =
          row.data === null
            ? {}
            : (JSON.parse(await sealer.openText(tx, place(row.id), row.data)) as Record<string, unknown>);
        events.push({ ...eventFromRow(row), data });
      }
      return events;
    },

    async tie(tx: FacilityTx, visitRef: string, visitId: string): Promise<void> {
      read.delete(tx);
      await tx.query(
        'UPDATE visit_events SET visit_id = $3 WHERE facility_id = $1 AND visit_ref = $2 AND visit_id IS NULL',
        [tx.facilityId, visitRef, visitId],
      );
    },
  };
}

export type EventStore = ReturnType<typeof createEventStore>;

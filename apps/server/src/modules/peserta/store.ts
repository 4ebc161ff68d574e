// SQL of patients and eligibility snapshots: sealed on the way in, opened on the way out. One function per statement.
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import type { PesertaFacts } from './rules.ts';

export interface Patient {
  readonly id: string;
  readonly nama: string;
  readonly norm: string;
  readonly nomorKartu: string | null;
  readonly nik: string | null;
  readonly noHp: string | null;
  readonly tanggalLahir: string | null;
  readonly jenisKelamin: 'L' | 'P' | null;
}

export interface Snapshot {
  readonly id: string;
  readonly askedAt: Date;
  readonly serviceDate: string;
  readonly peserta: PesertaFacts;
}

interface PatientRow {
  readonly id: string;
  readonly nama: Buffer;
  readonly norm: Buffer;
  readonly nomor_kartu: Buffer | null;
  readonly nik: Buffer | null;
  readonly no_hp: Buffer | null;
  readonly tanggal_lahir: Buffer | null;
  readonly jenis_kelamin: 'L' | 'P' | null;
}

const PATIENT_COLUMNS = 'id, nama, norm, nomor_kartu, nik, no_hp, tanggal_lahir, jenis_kelamin';
/** A desk shows one screen of namesakes; who needs more types more letters. */
const MAX_NAMESAKES = 20;

export function createPesertaStore(sealer: Sealer) {
  const place = (column: string, rowId: string) => ({ table: 'patients', column, rowId });

  const sealOptional = (tx: FacilityTx, column: string, rowId: string, value: string | null) =>
    value === null ? Promise.resolve(null) : sealer.sealText(tx, place(column, rowId), value);

  const openOptional = (tx: FacilityTx, column: string, rowId: string, value: Buffer | null) =>
    value === null ? Promise.resolve(null) : sealer.openText(tx, place(column, rowId), value);

  const openPatient = async (tx: FacilityTx, row: PatientRow): Promise<Patient> => ({
    id: row.id,
    nama: await sealer.openText(tx, place('nama', row.id), row.nama),
    norm: await sealer.openText(tx, place('norm', row.id), row.norm),
    nomorKartu: await openOptional(tx, 'nomor_kartu', row.id, row.nomor_kartu),
    nik: await openOptional(tx, 'nik', row.id, row.nik),
    noHp: await openOptional(tx, 'no_hp', row.id, row.no_hp),
    tanggalLahir: await openOptional(tx, 'tanggal_lahir', row.id, row.tanggal_lahir),
    jenisKelamin: row.jenis_kelamin,
  });

  // What one transaction has read or written: the rooms of a visit ask for the same person one after the other.
  const patients = new WeakMap<FacilityTx, Map<string, Patient>>();
  const snapshots = new WeakMap<FacilityTx, Map<string, Snapshot | null>>();

  const keepPatient = (tx: FacilityTx, patient: Patient): Patient => {
    const kept = patients.get(tx) ?? new Map<string, Patient>();
    patients.set(tx, kept.set(patient.id, patient));
    return patient;
  };

  const openAll = async (tx: FacilityTx, rows: readonly PatientRow[]): Promise<Patient[]> => {
    const opened: Patient[] = [];
    for (const row of rows) opened.push(await openPatient(tx, row));
    return opened;
  };

  const indexOf = (tx: FacilityTx, kind: 'card' | 'nik' | 'norm', value: string) =>
    sealer.blindIndex(tx, kind, value.toUpperCase());

  const sealedColumns = async (tx: FacilityTx, patient: Patient) => [
    await sealer.sealText(tx, place('nama', patient.id), patient.nama),
    await sealer.sealText(tx, place('norm', patient.id), patient.norm),
    await sealOptional(tx, 'nomor_kartu', patient.id, patient.nomorKartu),
    await sealOptional(tx, 'nik', patient.id, patient.nik),
    await sealOptional(tx, 'no_hp', patient.id, patient.noHp),
    await sealOptional(tx, 'tanggal_lahir', patient.id, patient.tanggalLahir),
    patient.jenisKelamin,
    await indexOf(tx, 'norm', patient.norm),
    patient.nomorKartu === null ? null : await indexOf(tx, 'card', patient.nomorKartu),
    patient.nik === null ? null : await indexOf(tx, 'nik', patient.nik),
    await sealer.nameIndex(tx, patient.nama),
  ];

  return {
    async findPatient(tx: FacilityTx, id: string): Promise<Patient | null> {
      const kept = patients.get(tx)?.get(id);
      if (kept !== undefined) return kept;
      const [row] = await tx.query<PatientRow>(
        `SELECT ${PATIENT_COLUMNS} FROM patients WHERE facility_id = $1 AND id = $2`,
        [tx.facilityId, id],
      );
      return row === undefined ? null : keepPatient(tx, await openPatient(tx, row));
    },

    async findPatients(tx: FacilityTx, ids: readonly string[]): Promise<ReadonlyMap<string, Patient>> {
      if (ids.length === 0) return new Map();
      const rows = await tx.query<PatientRow>(
        `SELECT ${PATIENT_COLUMNS} FROM patients WHERE facility_id = $1 AND id = ANY($2)`,
        [tx.facilityId, ids],
      );
      return new Map((await openAll(tx, rows)).map((patient) => [patient.id, patient]));
    },

    async findBy(tx: FacilityTx, kind: 'card' | 'nik' | 'norm', value: string): Promise<Patient | null> {
      const column = { card: 'nomor_kartu_index', nik: 'nik_index', norm: 'norm_index' }[kind];
      const [row] = await tx.query<PatientRow>(
        `SELECT ${PATIENT_COLUMNS} FROM patients WHERE facility_id = $1 AND ${column} = $2`,
        [tx.facilityId, await indexOf(tx, kind, value)],
      );
      return row === undefined ? null : keepPatient(tx, await openPatient(tx, row));
    },

    async findByCardIndex(tx: FacilityTx, cardIndex: Buffer): Promise<Patient | null> {
      const [row] = await tx.query<PatientRow>(
        `SELECT ${PATIENT_COLUMNS} FROM patients WHERE facility_id = $1 AND nomor_kartu_index = $2`,
        [tx.facilityId, cardIndex],
      );
      return row === undefined ? null : openPatient(tx, row);
    },

    async findByName(tx: FacilityTx, typed: string): Promise<Patient[]> {
      const words = await sealer.nameSearch(tx, typed);
      if (words.length === 0) return [];
      const rows = await tx.query<PatientRow>(
        `SELECT ${PATIENT_COLUMNS} FROM patients WHERE facility_id = $1 AND name_index @> $2::bytea[] ORDER BY updated_at DESC LIMIT ${MAX_NAMESAKES}`,
        [tx.facilityId, words],
      );
      return openAll(tx, rows);
    },

    /** False when somebody else registered the same card, NIK or record number at this very moment. */
    async insertPatient(tx: FacilityTx, patient: Patient): Promise<boolean> {
      const rows = await tx.query<{ id: string }>(
        `INSERT INTO patients (facility_id, id, nama, norm, nomor_kartu, nik, no_hp, tanggal_lahir, jenis_kelamin, norm_index, nomor_kartu_index, nik_index, name_index)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING id`,
        [tx.facilityId, patient.id, ...(await sealedColumns(tx, patient))],
      );
      if (rows.length === 1) keepPatient(tx, patient);
      return rows.length === 1;
    },

    async updatePatient(tx: FacilityTx, patient: Patient): Promise<void> {
      patients.delete(tx);
      await tx.query(
        `UPDATE patients SET nama = $3, norm = $4, nomor_kartu = $5, nik = $6, no_hp = $7, tanggal_lahir = $8, jenis_kelamin = $9,
                norm_index = $10, nomor_kartu_index = $11, nik_index = $12, name_index = $13, updated_at = now()
          WHERE facility_id = $1 AND id = $2`,
        [tx.facilityId, patient.id, ...(await sealedColumns(tx, patient))],
      );
    },

    /** The next free record number; the row's lock keeps two desks apart. */
    async nextNorm(tx: FacilityTx): Promise<number> {
      const [row] = await tx.query<{ last_number: string }>(
        `INSERT INTO norm_counters (facility_id, last_number) VALUES ($1, 1)
         ON CONFLICT (facility_id) DO UPDATE SET last_number = norm_counters.last_number + 1 RETURNING last_number`,
        [tx.facilityId],
      );
      return Number(row?.last_number);
    },

    async insertSnapshot(tx: FacilityTx, snapshot: Snapshot, source: 'vclaim' | 'pcare'): Promise<void> {
      const { peserta } = snapshot;
      snapshots.delete(tx);
      await tx.query(
        `INSERT INTO eligibility_snapshots (facility_id, id, nomor_kartu_index, nik_index, service_date, source, status, peserta, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          tx.facilityId,
          snapshot.id,
          peserta.nomorKartu === null ? null : await indexOf(tx, 'card', peserta.nomorKartu),
          peserta.nik === null ? null : await indexOf(tx, 'nik', peserta.nik),
          snapshot.serviceDate,
          source,
          peserta.isAktif ? 'aktif' : 'tidak-aktif',
          await sealer.sealText(
            tx,
            { table: 'eligibility_snapshots', column: 'peserta', rowId: snapshot.id },
            JSON.stringify(peserta),
          ),
          snapshot.askedAt,
        ],
      );
    },

    async findSnapshot(tx: FacilityTx, id: string): Promise<Snapshot | null> {
      const rows = await tx.query<SnapshotRow>(
        `SELECT ${SNAPSHOT_COLUMNS} FROM eligibility_snapshots WHERE facility_id = $1 AND id = $2`,
        [tx.facilityId, id],
      );
      return openSnapshot(tx, rows[0]);
    },

    async newestSnapshot(tx: FacilityTx, kind: 'card' | 'nik', value: string): Promise<Snapshot | null> {
      const key = `${kind} ${value}`;
      const known = snapshots.get(tx)?.get(key);
      if (known !== undefined) return known;
      const column = kind === 'card' ? 'nomor_kartu_index' : 'nik_index';
      const rows = await tx.query<SnapshotRow>(
        `SELECT ${SNAPSHOT_COLUMNS} FROM eligibility_snapshots WHERE facility_id = $1 AND ${column} = $2 ORDER BY asked_at DESC LIMIT 1`,
        [tx.facilityId, await indexOf(tx, kind, value)],
      );
      const snapshot = await openSnapshot(tx, rows[0]);
      const kept = snapshots.get(tx) ?? new Map<string, Snapshot | null>();
      snapshots.set(tx, kept.set(key, snapshot));
      return snapshot;
    },

    cardIndex: (tx: FacilityTx, nomorKartu: string) => indexOf(tx, 'card', nomorKartu),
  };

  async function openSnapshot(tx: FacilityTx, row: SnapshotRow | undefined): Promise<Snapshot | null> {
    if (row === undefined) return null;
    const text = await sealer.openText(
      tx,
      { table: 'eligibility_snapshots', column: 'peserta', rowId: row.id },
      row.peserta,
    );
    // Written by insertSnapshot in this very shape and authenticated by the seal.
    return {
      id: row.id,
      askedAt: row.asked_at,
      serviceDate: row.service_date,
      peserta: JSON.parse(text) as PesertaFacts,
    };
  }
}

interface SnapshotRow {
  readonly id: string;
  readonly asked_at: Date;
  readonly service_date: string;
  readonly peserta: Buffer;
}
const SNAPSHOT_COLUMNS = 'id, asked_at, service_date, peserta';

export type PesertaStore = ReturnType<typeof createPesertaStore>;

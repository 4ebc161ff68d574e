// Makes the visits of a chaos run: short hospital visits with every kind of effect, as events with times that never tie. Each
// visit's events are given one after the other; the run sends them as fast as the server accepts. Seeded.
import { Dice } from '../../tools/demo-day/dice.ts';
import type { PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { dataOf, type Cells, type EventType } from '../../apps/cli/src/events-file/columns.ts';

export const PPK = '9999R001';
export const CHAOS_DATE = '2026-11-23';
/** The business clock of a run stands here: all event times lie before it on the same service date. */
export const CHAOS_NOW = `${CHAOS_DATE}T11:30:00+07:00`;
const FIRST_EVENT_MS = Date.parse(`${CHAOS_DATE}T07:00:00+07:00`);
const SPACE_MS = 60_000;

const SESSIONS = [
  ['INT', 'PENYAKIT DALAM', '99901'],
  ['ANA', 'ANAK', '99902'],
  ['BED', 'BEDAH', '99903'],
  ['SAR', 'SARAF', '99907'],
  ['THT', 'THT-KL', '99908'],
] as const;

/** Visit number n with all its events, in order. */
export function visitEvents(n: number, seed: number): PlayEvent[] {
  const dice = new Dice(seed * 7919 + n);
  const person = personCells(n, dice);
  const isNew = dice.chance(0.3);
  const medicine = dice.pick(['tidak-ada', 'racikan', 'non-racikan']);
  const types = eventTypes(isNew, medicine, dice);
  const from = FIRST_EVENT_MS + (n % 600) * 1_000;
  return types.map((type, place) => {
    const cells: Cells = {
      ...(type === 'visit.registered' ? { ...person, pasien_baru: isNew ? '1' : '0' } : {}),
      ...(type === 'poli.done' ? { resep: medicine } : {}),
      ...(type === 'visit.cancelled' ? { alasan: 'Pasien pulang' } : {}),
    };
    const atMs = from + place * SPACE_MS;
    const occurredAt = new Date(atMs).toISOString();
    return {
      line: 0,
      ppk: PPK,
      atMs,
      cells,
      body: { sourceEventId: `C${n}-${place}`, type, occurredAt, visitRef: `C${n}`, data: dataOf(type, cells) },
    };
  });
}

function eventTypes(isNew: boolean, medicine: string, dice: Dice): EventType[] {
  const arrival: EventType[] = isNew
    ? ['patient.checked-in', 'admission.called', 'visit.registered', 'admission.done']
    : ['visit.registered', 'patient.checked-in'];
  if (dice.chance(0.05)) return [...arrival, 'visit.cancelled'];
  const pharmacy: EventType[] = medicine === 'tidak-ada' ? [] : ['pharmacy.started', 'pharmacy.done'];
  return [...arrival, 'poli.called', 'poli.done', ...pharmacy];
}

function personCells(n: number, dice: Dice): Cells {
  const [kodePoli, namaPoli, kodeDokter] = dice.pick(SESSIONS);
  const number = String(500_000 + n);
  return {
    tanggal_periksa: CHAOS_DATE,
    nama: `PESERTA UJI ${n}`,
    norm: number,
    nomor_kartu: `0000000${number}`,
    nik: `9999${number.padStart(12, '0')}`,
    no_hp: `0800${number.padStart(8, '0')}`,
    tanggal_lahir: '1985-04-12',
    jenis_kelamin: dice.chance(0.5) ? 'L' : 'P',
    jenis_pasien: 'JKN',
    kode_poli: kodePoli,
    nama_poli: namaPoli,
    kode_dokter: kodeDokter,
    nama_dokter: 'dr. Contoh',
    jam_praktek: '08:00-12:00',
    jenis_kunjungan: '1',
    nomor_referensi: `9999U0011126P${number}`,
    tanggal_rujukan: '2026-11-10',
    diagnosa_rujukan: 'I10',
    sumber: 'onsite',
  };
}

/** The accepted events as an events file: what the offline checker holds the ledger against. */
export function historyCsv(events: readonly PlayEvent[]): string {
  const columns = [
    'tanggal_periksa',
    'nama',
    'norm',
    'nomor_kartu',
    'nik',
    'kode_poli',
    'pasien_baru',
    'jenis_pasien',
    'jenis_kunjungan',
    'nomor_referensi',
    'sumber',
    'resep',
    'alasan',
  ] as const;
  const head = ['event_id', 'occurred_at', 'facility', 'visit_ref', 'type', ...columns].join(',');
  const rows = events.map((event) =>
    [
      event.body.sourceEventId,
      event.body.occurredAt,
      event.ppk,
      event.body.visitRef,
      event.body.type,
      ...columns.map((name) => event.cells[name] ?? ''),
    ].join(','),
  );
  return [head, ...rows].join('\n');
}

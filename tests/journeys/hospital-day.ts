// One hospital day told twice: as a HIS tells it (events with their own times) and as the screens do (buttons pressed at those times).
// The day is the demo's morning, with check-in at the moment of registration, because at the desk that is one button.
import { toCsv } from '../../tools/demo-day/csv.ts';
import { morning, type Row } from '../../tools/demo-day/morning.ts';
import { readEventsFile, type PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { DAY, type Caller, type JourneyHouse, type Ppk } from './house.ts';

export interface HospitalDay {
  /** What the offline checker holds the ledger against. */
  readonly csv: string;
  readonly events: readonly PlayEvent[];
}

export function hospitalDay(visits: number, seed: number): HospitalDay {
  const rows = morning({ seed, date: DAY, visits });
  const checkedIn = new Map(
    rows.filter((row) => row['type'] === 'patient.checked-in').map((row) => [row['visit_ref'], row['occurred_at']]),
  );
  const isAtTheDesk = (row: Row): boolean => row['type'] === 'visit.registered' && row['sumber'] === 'onsite';
  const csv = toCsv(
    rows.map((row) =>
      isAtTheDesk(row) ? { ...row, occurred_at: checkedIn.get(row['visit_ref']) ?? row['occurred_at'] ?? '' } : row,
    ),
  );
  const { events, bad } = readEventsFile(csv);
  if (bad.length > 0) throw new Error(`the generated day has a bad line: ${bad[0]?.remedy ?? ''}`);
  // At one instant the registration comes first: the screens know no patient before it.
  const place = (event: PlayEvent): number => (event.body.type === 'visit.registered' ? 0 : 1);
  return { csv, events: events.toSorted((a, b) => a.atMs - b.atMs || place(a) - place(b) || a.line - b.line) };
}

const nothing = (_event: PlayEvent): Promise<void> => Promise.resolve();

/**
 * A patient who leaves was here for a quarter of an hour, which this day skips: waits until what was to be sent has arrived, so that a
 * cancellation means the same in every telling.
 */
export function settleBeforeLeaving(house: JourneyHouse): (event: PlayEvent) => Promise<void> {
  return async ({ body }) => {
    if (body.type === 'visit.cancelled' || body.type === 'visit.no-show') await house.untilDelivered(SETTLED_WITHIN_MS);
  };
}

/** As a HIS: every event by POST /events, in the order of the day. */
export async function playAsHis(house: JourneyHouse, day: HospitalDay, before = nothing): Promise<void> {
  const callers = { '9999R001': await house.his('9999R001'), '9999R002': await house.his('9999R002') };
  for (const event of day.events) {
    house.setTime(event.atMs);
    await before(event);
    await callers[hospitalOf(event)].call('POST', '/events', event.body);
  }
}

const SETTLED_WITHIN_MS = 30_000;

/** Everybody of the house in one account: who may do what is proved elsewhere. */
const ROLES = ['registration', 'nurse', 'doctor', 'pharmacy'] as const;

interface Hospital {
  readonly screen: Caller;
  readonly outside: Caller;
}

export interface Registration {
  readonly visitId: string;
  readonly cells: PlayEvent['cells'];
  readonly atMs: number;
  /** How long the desk waited for "Simpan". */
  readonly tookMs: number;
}

/**
 * As the screens: the calls of the web app, each at the moment at which the button is pressed. `before` hears of every event first:
 * there the story makes things happen that no button makes.
 * @returns what was registered at the desk, in order
 */
export async function playOnScreens(house: JourneyHouse, day: HospitalDay, before = nothing): Promise<Registration[]> {
  const open = async (ppk: Ppk): Promise<Hospital> => ({
    screen: await house.screen(ppk, ROLES),
    outside: await house.his(ppk),
  });
  const hospitals = { '9999R001': await open('9999R001'), '9999R002': await open('9999R002') };
  const visitIds = new Map<string, string>();
  const registrations: Registration[] = [];
  for (const event of day.events) {
    house.setTime(event.atMs);
    await before(event);
    const hospital = hospitals[hospitalOf(event)];
    const { cells, atMs } = event;
    const { visitRef, type } = event.body;
    if (type === 'visit.registered') {
      const { visitId, tookMs } = await registerOnScreen(hospital, event);
      visitIds.set(visitRef, visitId);
      if (cells.sumber === 'onsite') registrations.push({ visitId, cells, atMs, tookMs });
    } else if (type !== 'patient.checked-in' || isFromMobile(day, visitRef)) {
      await pressButton(hospital.screen, visitIds.get(visitRef) ?? '', event);
    }
  }
  return registrations;
}

function hospitalOf({ ppk }: PlayEvent): '9999R001' | '9999R002' {
  return ppk === '9999R002' ? ppk : '9999R001';
}

function isFromMobile(day: HospitalDay, visitRef: string): boolean {
  return day.events.some(({ body, cells }) => body.visitRef === visitRef && cells.sumber === 'mobile-jkn');
}

interface Match {
  readonly nomorKartu: string | null;
  readonly eligibility: { readonly snapshotId: string } | null;
  readonly rujukan: readonly {
    readonly nomorRujukan: string;
    readonly berlaku: boolean;
    readonly diagnosa: { readonly kode: string };
  }[];
}
interface Schedule {
  readonly units: readonly {
    readonly kodePoli: string;
    readonly namaPoli: string;
    readonly sessions: readonly {
      readonly sessionId: string;
      readonly kodeDokter: string;
      readonly jamPraktek: string;
    }[];
  }[];
}

/** A booking of Mobile JKN comes from outside in either telling: no clerk types it. */
async function registerOnScreen(
  { screen, outside }: Hospital,
  event: PlayEvent,
): Promise<{ visitId: string; tookMs: number }> {
  const { cells } = event;
  if (cells.sumber === 'mobile-jkn') {
    const { body, tookMs } = await outside.call<{ visitId: string }>('POST', '/events', event.body);
    return { visitId: body.visitId, tookMs };
  }
  const serviceDate = cells.tanggal_periksa ?? DAY;
  const [match] =
    cells.nomor_kartu === undefined
      ? []
      : (await screen.call<{ matches: Match[] }>('POST', '/peserta/search', { query: cells.nomor_kartu, serviceDate }))
          .body.matches;
  const { body: schedule } = await screen.call<Schedule>('GET', `/schedule?date=${serviceDate}`);
  const unit = schedule.units.find(({ kodePoli }) => kodePoli === cells.kode_poli);
  const session = unit?.sessions.find(({ kodeDokter }) => kodeDokter === cells.kode_dokter);
  const rujukan = match?.rujukan.find(({ nomorRujukan }) => nomorRujukan === cells.nomor_referensi);
  const { body, tookMs } = await screen.call<{ id: string }>('POST', '/visits', {
    patient: {
      nama: cells.nama,
      nik: cells.nik,
      norm: cells.norm,
      noHp: cells.no_hp,
      tanggalLahir: cells.tanggal_lahir,
      jenisKelamin: cells.jenis_kelamin,
      ...(cells.nomor_kartu === undefined ? {} : { nomorKartu: cells.nomor_kartu }),
    },
    jenisPasien: cells.jenis_pasien,
    pasienBaru: cells.pasien_baru === '1',
    serviceDate,
    kodePoli: cells.kode_poli,
    namaPoli: unit?.namaPoli ?? cells.nama_poli,
    ...(session === undefined
      ? { kodeDokter: cells.kode_dokter, namaDokter: cells.nama_dokter, jamPraktek: cells.jam_praktek }
      : { sessionId: session.sessionId, kodeDokter: session.kodeDokter, jamPraktek: session.jamPraktek }),
    ...(cells.jenis_pasien === 'JKN'
      ? {
          jenisKunjungan: Number(cells.jenis_kunjungan),
          nomorReferensi: cells.nomor_referensi,
          sep: { issue: true, ...(rujukan === undefined ? {} : { diagAwal: rujukan.diagnosa.kode }) },
        }
      : {}),
    checkIn: true,
    ...(match?.eligibility == null ? {} : { eligibilitySnapshotId: match.eligibility.snapshotId }),
  });
  return { visitId: body.id, tookMs };
}

async function pressButton(screen: Caller, visitId: string, { body, cells }: PlayEvent): Promise<void> {
  if (body.type === 'visit.cancelled' || body.type === 'visit.no-show') {
    const noShow = body.type === 'visit.no-show';
    await screen.call('POST', `/visits/${visitId}/cancel`, { alasan: cells.alasan, ...(noShow ? { noShow } : {}) });
    return;
  }
  await screen.call('POST', `/visits/${visitId}/events`, {
    type: body.type,
    ...(cells.resep === undefined ? {} : { data: { resep: cells.resep } }),
  });
}

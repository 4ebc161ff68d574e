// Plays a believable hospital morning on paper: who comes when, who waits for whom, which clicks are missed. The result is
// a list of rows for the events file. It sends nothing and knows no server.
import { Dice } from './dice.ts';
import { BOGOR_SESSIONS, JAYAPURA_SESSIONS, personOf, type Person, type Session } from './people.ts';

export type Row = Readonly<Record<string, string>>;

export interface MorningOptions {
  readonly seed: number;
  /** Service date, `YYYY-MM-DD`: a working day. */
  readonly date: string;
  readonly visits: number;
}

interface Hospital {
  readonly ppk: string;
  /** Naive local times plus `zona` when true: the way most hospital databases hold them. */
  readonly naive: boolean;
  readonly zone: string;
  readonly offset: string;
  readonly sessions: readonly Session[];
}

const BOGOR: Hospital = {
  ppk: '9999R001',
  naive: false,
  zone: 'Asia/Jakarta',
  offset: '+07:00',
  sessions: BOGOR_SESSIONS,
};
const JAYAPURA: Hospital = {
  ppk: '9999R002',
  naive: true,
  zone: 'Asia/Jayapura',
  offset: '+09:00',
  sessions: JAYAPURA_SESSIONS,
};
/** One visit in twenty-five happens two time zones east of the payer. */
const EASTERN_SHARE = 25;

type Story = 'plain' | 'missing-click' | 'cancelled' | 'no-show' | 'tie' | 'expired-referral' | 'before-dawn';

interface Visit {
  readonly ref: string;
  readonly hospital: Hospital;
  readonly session: Session;
  readonly person: Person;
  readonly isNew: boolean;
  readonly isJkn: boolean;
  readonly mobile: boolean;
  readonly story: Story;
  readonly arrivesAt: number;
  readonly resep: 'tidak-ada' | 'racikan' | 'non-racikan';
}

interface Click {
  readonly visit: Visit;
  readonly at: number;
  readonly type: string;
}

/** All rows, in order of time: seconds are counted from local midnight and become instants only here. */
export function morning(options: MorningOptions): Row[] {
  const dice = new Dice(options.seed);
  const visits = Array.from({ length: options.visits }, (_, place) => visitOf(place, dice)).sort(
    (a, b) => a.arrivesAt - b.arrivesAt,
  );
  const clicks = serve(visits, dice);
  return clicks
    .map((click) => ({
      click,
      instant: Date.parse(`${options.date}T${clock(click.at)}${click.visit.hospital.offset}`),
    }))
    .sort((a, b) => a.instant - b.instant || a.click.visit.ref.localeCompare(b.click.visit.ref))
    .map(({ click }, place) => rowOf(click, place + 1, options.date));
}

function visitOf(place: number, dice: Dice): Visit {
  const hospital = place % EASTERN_SHARE === EASTERN_SHARE - 1 ? JAYAPURA : BOGOR;
  const session = hospital.sessions[place % hospital.sessions.length] ?? dice.pick(hospital.sessions);
  const mobile = hospital === BOGOR && dice.chance(0.1);
  const isNew = !mobile && dice.chance(0.18);
  const story = storyOf(place, mobile, dice);
  return {
    ref: `${hospital === BOGOR ? 'B' : 'J'}${String(place + 1).padStart(4, '0')}`,
    hospital,
    session,
    person: personOf(
      1000 + place,
      dice,
      session.kodePoli === 'ANA' ? [1, 14] : session.kodePoli === 'OBG' ? [19, 44] : [19, 78],
    ),
    isNew,
    isJkn: mobile || dice.chance(0.94),
    mobile,
    story,
    arrivesAt: story === 'before-dawn' ? 5400 : arrival(dice),
    resep: dice.chance(0.24) ? 'tidak-ada' : dice.chance(0.24) ? 'racikan' : 'non-racikan',
  };
}

/** The first visits of the list carry the special stories, so that even a short morning holds each of them. */
function storyOf(place: number, mobile: boolean, dice: Dice): Story {
  if (place === EASTERN_SHARE - 1) return 'before-dawn';
  if (place === 3 || (!mobile && dice.chance(0.02))) return 'expired-referral';
  if (mobile && dice.chance(0.2)) return 'no-show';
  if (dice.chance(0.04)) return 'missing-click';
  if (dice.chance(0.03)) return 'cancelled';
  return dice.chance(0.02) ? 'tie' : 'plain';
}

/** Doors open at 06.45; two thirds are there before 09.30. */
function arrival(dice: Dice): number {
  const early = dice.chance(0.66);
  return early ? dice.between(6 * 3600 + 2700, 9 * 3600 + 1800) : dice.between(9 * 3600 + 1800, 11 * 3600 + 1800);
}

/** Walks every patient through counter, poli and pharmacy; each desk serves one patient after the other. */
function serve(visits: readonly Visit[], dice: Dice): Click[] {
  const counters = new Desks(3, 6 * 3600 + 2700);
  const polis = new Map<string, Desks>();
  const pharmacy = new Desks(4, 8 * 3600);
  const clicks: Click[] = [];
  const waiting = visits.map((visit) => ({ visit, readyAt: atTheDoor(visit, counters, dice, clicks) }));
  waiting.sort((a, b) => a.readyAt - b.readyAt);
  const afterPoli: { visit: Visit; readyAt: number }[] = [];
  for (const { visit, readyAt } of waiting) {
    const doneAt = inThePoli(visit, readyAt, deskOf(polis, visit), dice, clicks);
    if (doneAt !== null && visit.resep !== 'tidak-ada') afterPoli.push({ visit, readyAt: doneAt });
  }
  afterPoli.sort((a, b) => a.readyAt - b.readyAt);
  for (const { visit, readyAt } of afterPoli) atThePharmacy(visit, readyAt, pharmacy, dice, clicks);
  return clicks;
}

function deskOf(polis: Map<string, Desks>, visit: Visit): Desks {
  const key = `${visit.hospital.ppk} ${visit.session.kodeDokter}`;
  const known = polis.get(key);
  if (known !== undefined) return known;
  const [hours = '8', minutes = '0'] = visit.session.opensAt.split(':');
  const desk = new Desks(1, Number(hours) * 3600 + Number(minutes) * 60);
  polis.set(key, desk);
  return desk;
}

function atTheDoor(visit: Visit, counters: Desks, dice: Dice, clicks: Click[]): number {
  const click = (at: number, type: string): number => clicks.push({ visit, at, type });
  if (visit.mobile) {
    click(5 * 3600 + 1800 + dice.between(0, 3600), 'visit.registered');
    if (visit.story !== 'no-show') click(visit.arrivesAt, 'patient.checked-in');
    return visit.arrivesAt;
  }
  const calledAt = counters.next(visit.arrivesAt, dice.between(45, visit.isNew ? 170 : 80));
  if (!visit.isNew) {
    click(calledAt + 30, 'visit.registered');
    click(calledAt + 33, 'patient.checked-in');
    return calledAt + 33;
  }
  const registeredAt = calledAt + dice.between(60, 150);
  click(visit.arrivesAt, 'patient.checked-in');
  click(Math.max(calledAt, visit.arrivesAt + 5), 'admission.called');
  click(registeredAt, 'visit.registered');
  click(registeredAt + dice.between(4, 12), 'admission.done');
  return registeredAt + 12;
}

function inThePoli(visit: Visit, readyAt: number, desk: Desks, dice: Dice, clicks: Click[]): number | null {
  const click = (at: number, type: string): number => clicks.push({ visit, at, type });
  if (visit.story === 'no-show') {
    click(12 * 3600 + 1800, 'visit.no-show');
    return null;
  }
  if (visit.story === 'cancelled') {
    click(readyAt + dice.between(600, 2400), 'visit.cancelled');
    return null;
  }
  const calledAt = desk.next(readyAt + 60, dice.between(150, 420));
  const doneAt = visit.story === 'tie' ? calledAt : calledAt + dice.between(120, 400);
  if (visit.story !== 'missing-click') click(calledAt, 'poli.called');
  click(doneAt, 'poli.done');
  if (visit.resep !== 'tidak-ada') click(doneAt + dice.between(20, 60), 'prescription.printed');
  return doneAt;
}

function atThePharmacy(visit: Visit, readyAt: number, pharmacy: Desks, dice: Dice, clicks: Click[]): void {
  const work = visit.resep === 'racikan' ? dice.between(420, 1100) : dice.between(120, 420);
  const startedAt = pharmacy.next(readyAt + 90, work);
  clicks.push(
    { visit, at: startedAt, type: 'pharmacy.started' },
    { visit, at: startedAt + work, type: 'pharmacy.done' },
  );
}

/** A row of equal desks: who is free first serves next. Times are seconds since local midnight. */
class Desks {
  readonly #freeAt: number[];

  constructor(count: number, opensAt: number) {
    this.#freeAt = Array.from({ length: count }, () => opensAt);
  }

  next(readyAt: number, workSeconds: number): number {
    const desk = this.#freeAt.indexOf(Math.min(...this.#freeAt));
    const startsAt = readyAt < 6 * 3600 ? readyAt : Math.max(readyAt, this.#freeAt[desk] ?? readyAt);
    this.#freeAt[desk] = Math.max(startsAt, this.#freeAt[desk] ?? 0) + workSeconds;
    return startsAt;
  }
}

function clock(seconds: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

function rowOf(click: Click, number: number, date: string): Row {
  const { visit } = click;
  const { hospital } = visit;
  return {
    event_id: `E${String(number).padStart(5, '0')}`,
    occurred_at: hospital.naive ? `${date} ${clock(click.at)}` : `${date}T${clock(click.at)}${hospital.offset}`,
    zona: hospital.naive ? hospital.zone : '',
    facility: hospital.ppk,
    visit_ref: visit.ref,
    type: click.type,
    ...(click.type === 'visit.registered' ? registration(visit, date) : {}),
    ...(click.type === 'poli.done' ? { resep: visit.resep } : {}),
    ...(click.type === 'visit.cancelled' ? { alasan: 'Pasien pulang sebelum dipanggil' } : {}),
    ...(click.type === 'visit.no-show' ? { alasan: 'Pasien tidak datang' } : {}),
  };
}

function registration(visit: Visit, date: string): Row {
  const { person, session } = visit;
  const referredDaysAgo = visit.story === 'expired-referral' ? 121 : 1 + (Number(person.norm) % 40);
  return {
    tanggal_periksa: date,
    nama: person.nama,
    norm: person.norm,
    nomor_kartu: visit.isJkn ? person.nomorKartu : '',
    nik: person.nik,
    no_hp: person.noHp,
    tanggal_lahir: person.tanggalLahir,
    jenis_kelamin: person.jenisKelamin,
    pasien_baru: visit.isNew ? '1' : '0',
    jenis_pasien: visit.isJkn ? 'JKN' : 'NON JKN',
    kode_poli: session.kodePoli,
    nama_poli: session.namaPoli,
    kode_dokter: session.kodeDokter,
    nama_dokter: session.namaDokter,
    jam_praktek: session.jamPraktek,
    jenis_kunjungan: '1',
    nomor_referensi: visit.isJkn ? `9999U001${date.slice(5, 7)}${date.slice(2, 4)}P${person.norm}` : '',
    tanggal_rujukan: visit.isJkn ? daysBefore(date, referredDaysAgo) : '',
    diagnosa_rujukan: session.diagnosa[Number(person.norm) % session.diagnosa.length] ?? 'Z00.0',
    sumber: visit.mobile ? 'mobile-jkn' : 'onsite',
    kode_booking: visit.mobile ? `MJ${date.replaceAll('-', '').slice(2)}${session.kodePoli}${person.norm}` : '',
  };
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

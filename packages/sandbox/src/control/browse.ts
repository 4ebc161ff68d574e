// The state browser: who BPJS knows and everything it holds of one person, facilities with doctors and beds. Read-only; names stay as they
// are, since everybody is fictitious and this page is where one looks them up.

import { REFERRAL_DAYS } from '../services/vclaim/sep-rules.ts';
import { statusOf } from '../services/antreanrs/state.ts';
import type { Referral, Person } from '../population/index.ts';
import { CLINIC_DOCTORS, CLINIC_POLIS } from '../reference/clinic.ts';
import { findPoli, HOSPITAL_DOCTORS, isOnLeave } from '../reference/hospital.ts';
import { addDays, dayName, wibDate } from '../wib.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, rows, type ControlParts, type Handlers } from './handler.ts';

/** How far a referral has come, by what BPJS holds on the day. */
export type ReferralStage = 'berlaku' | 'dipakai' | 'diperpanjang' | 'dirujuk balik' | 'kedaluwarsa';

export function stageOf(referral: Referral, world: World, today: string): ReferralStage {
  const seps = world.sep.onReferral(referral.nomorKartu, referral.nomorRujukan);
  if (seps.some(({ nomorSep }) => world.prb.ofSep(nomorSep).length > 0)) return 'dirujuk balik';
  if (addDays(referral.tanggal, REFERRAL_DAYS) < today)
    return world.special.lastDay(referral.nomorRujukan) >= today ? 'diperpanjang' : 'kedaluwarsa';
  return seps.length > 0 ? 'dipakai' : 'berlaku';
}

/** What makes a person special at the desk, in words. */
function marksOf(person: Person, today: string): string[] {
  return [
    ...(person.status.kode === '0' ? [] : [person.status.keterangan.toLowerCase()]),
    ...(person.tunggakanBulan > 0 ? [`menunggak ${person.tunggakanBulan} bulan`] : []),
    ...(person.tanggalLahir > addDays(today, -28) ? ['bayi baru lahir'] : []),
    ...(person.prb === '' ? [] : [`PRB ${person.prb}`]),
    ...(person.prolanis === '' ? [] : [`Prolanis ${person.prolanis}`]),
    ...(person.sidikJari === 'belum' ? ['belum sidik jari'] : []),
  ];
}

const MOST_PEOPLE = 200;

function people({ payer }: ControlParts, query: URLSearchParams): unknown {
  const { world, clocks } = payer;
  const today = wibDate(clocks.business());
  const wanted = (query.get('q') ?? '').trim().toUpperCase();
  const mark = query.get('mark') ?? '';
  const { limit } = rows(query);
  const found = world.people
    .sample(Number.MAX_SAFE_INTEGER)
    .map((person) => ({
      person,
      marks: marksOf(person, today),
      stages: world.referrals.ofCard(person.nomorKartu).map((referral) => stageOf(referral, world, today)),
    }))
    .filter(
      ({ person }) =>
        wanted === '' ||
        person.nomorKartu.endsWith(wanted) ||
        person.nik.endsWith(wanted) ||
        person.nama.includes(wanted),
    )
    .filter(({ person, marks, stages }) => mark === '' || isMarked(person, [...marks, ...stages], mark));
  return { total: found.length, people: found.slice(0, Math.min(limit, MOST_PEOPLE)) };
}

/** A segment by its name or its beginning (`PBI` are two), everything else by a part of a mark. */
function isMarked({ jenisPeserta: { keterangan } }: Person, marks: readonly string[], wanted: string): boolean {
  const isSegment = keterangan === wanted || keterangan.startsWith(`${wanted} `);
  return isSegment || marks.some((mark) => mark.includes(wanted));
}

function person({ payer }: ControlParts, card: string): unknown {
  const { world, clocks } = payer;
  const found = world.people.byCard(card);
  if (found === undefined) throw new ControlRefusal(404, 'no participant has this card');
  const today = wibDate(clocks.business());
  const seps = world.sep.ofCard(card);
  const facilities = payer.facilities();
  return {
    person: found,
    marks: marksOf(found, today),
    referrals: world.referrals.ofCard(card).map((referral) => ({
      ...referral,
      stage: stageOf(referral, world, today),
      until: latest(addDays(referral.tanggal, REFERRAL_DAYS), world.special.lastDay(referral.nomorRujukan)),
    })),
    seps: seps.map(({ fields, ...sep }) => ({ ...sep, diagAwal: fields['diagAwal'] ?? '' })),
    letters: world.letters.ofCard(card),
    bookings: facilities.flatMap(({ kodePpk }) =>
      world.antrean
        .from(kodePpk, '')
        .filter(({ fields }) => fields['nomorkartu'] === card)
        .map((booking) => ({ ...booking, status: statusOf(booking) })),
    ),
    registrations: world.pcare.registrationsOf(card),
    visits: world.pcare.visitsOf(card).map(({ fields, ...visit }) => ({
      ...visit,
      kdDiag1: fields['kdDiag1'] ?? '',
      kdStatusPulang: fields['kdStatusPulang'] ?? '',
    })),
    outgoing: seps.flatMap(({ nomorSep }) => world.outgoing.ofSep(nomorSep)),
    prb: seps.flatMap(({ nomorSep }) => world.prb.ofSep(nomorSep)),
    claimSheets: seps.flatMap(({ nomorSep }) => world.lpk.find(nomorSep) ?? []),
    prescriptions: world.apotek.ofCard(card).map(({ items, ...entry }) => ({ ...entry, items: items.length })),
    claims: facilities.flatMap(({ kodePpk }) =>
      world.eklaim
        .ofHospital(kodePpk)
        .filter(({ nomorKartu }) => nomorKartu === card)
        .map(({ nomorSep, stage, sentAt, kelas, createdAt }) => ({
          kodePpk,
          nomorSep,
          stage,
          sentAt,
          kelas,
          createdAt,
        })),
    ),
  };
}

const latest = (a: string, b: string): string => (a > b ? a : b);

function places({ payer }: ControlParts): unknown {
  const { world, clocks } = payer;
  const today = wibDate(clocks.business());
  return {
    today,
    hari: dayName(today),
    facilities: payer.facilities().map((facility) => ({
      kodePpk: facility.kodePpk,
      nama: facility.nama,
      jenis: facility.jenis,
      services: facility.services,
      consumer: facility.consumer,
      beds: world.aplicares.ofFacility(facility.kodePpk),
    })),
    doctors: HOSPITAL_DOCTORS.map((doctor) => ({
      ...doctor,
      namaPoli: findPoli(doctor.poli)?.nama ?? '',
      libur: isOnLeave(doctor, today),
    })),
    clinicDoctors: CLINIC_DOCTORS.map((doctor) => ({
      ...doctor,
      namaPolis: doctor.polis.map((code) => CLINIC_POLIS.find(({ kdPoli }) => kdPoli === code)?.nmPoli ?? code),
    })),
  };
}

export const BROWSE: Handlers = {
  'GET /_sandbox/facilities': ({ payer }) => ({ facilities: payer.facilities() }),
  'GET /_sandbox/participants': ({ payer }, { query }) => ({
    participants: payer.world.people.sample(rows(query).limit).map((person) => ({
      ...person,
      referrals: payer.world.referrals.ofCard(person.nomorKartu),
      controlLetters: payer.world.letters.ofCard(person.nomorKartu),
    })),
  }),
  'GET /_sandbox/people': (parts, { query }) => people(parts, query),
  'GET /_sandbox/person': (parts, { query }) => person(parts, query.get('card') ?? ''),
  'GET /_sandbox/places': places,
};

// Reads of Antrean RS: HFIS references, fingerprint enrolment, bookings. Success code is 1 for the four references and 200 for
// the rest [A], docs/facts/antrean-rs.md §1.

import { numberAt, textAt, type JsonObject } from '../../json.ts';
import { refuse, type Call, type Reply } from '../../kernel.ts';
import { doctorsOf, findPoli, HOSPITAL_DOCTORS, isOnLeave, POLIS, subspesialisName } from '../../reference/hospital.ts';
import { dayName, dayOfWeek, isDate, wibDate } from '../../wib.ts';
import { asList, listOrEmpty, noContent } from './shapes.ts';
import { isActive, statusOf, type Booking } from './state.ts';

const REF_OK = { code: 1, message: 'Ok' } as const;

export function listPolis(call: Call): Reply {
  const rows = POLIS.flatMap((poli) =>
    poli.subspesialis.map((sub) => ({
      nmpoli: poli.nama,
      nmsubspesialis: sub.nama,
      kdsubspesialis: sub.kode,
      kdpoli: poli.kode,
    })),
  );
  return { ...REF_OK, response: asList(call, rows) };
}

export function listDoctors(call: Call): Reply {
  const rows = HOSPITAL_DOCTORS.map(({ kode, nama }) => ({ namadokter: nama, kodedokter: kode }));
  return { ...REF_OK, response: asList(call, rows) };
}

export function listSchedule(call: Call): Reply {
  const { kodepoli = '', tanggal = '' } = call.params;
  if (!isDate(tanggal)) return refuse('Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd');
  const rows = doctorsOf(kodepoli).flatMap((doctor) =>
    doctor.sesi.map((sesi) => ({
      kodesubspesialis: doctor.subspesialis,
      hari: dayOfWeek(tanggal),
      kapasitaspasien: sesi.kapasitas,
      // Shown, not enforced: whether a booking on such a day is refused, and how, is not known.
      libur: isOnLeave(doctor, tanggal) ? 1 : 0,
      namahari: dayName(tanggal),
      // With blanks around the dash, unlike jampraktek [A], docs/facts/antrean-rs.md §2.1.
      jadwal: `${sesi.buka} - ${sesi.tutup}`,
      namasubspesialis: subspesialisName(doctor.subspesialis),
      namadokter: doctor.nama,
      kodepoli: doctor.poli,
      namapoli: findPoli(doctor.poli)?.nama ?? '',
      kodedokter: doctor.kode,
    })),
  );
  return listOrEmpty(call, rows);
}

export function listFingerprintPolis(call: Call): Reply {
  const rows = POLIS.filter(({ fingerprint }) => fingerprint).flatMap((poli) =>
    poli.subspesialis.map((sub) => ({
      kodesubspesialis: sub.kode,
      namasubspesialis: sub.nama,
      kodepoli: poli.kode,
      namapoli: poli.nama,
    })),
  );
  return { ...REF_OK, response: asList(call, rows) };
}

export function fingerprintEnrolment(call: Call): Reply {
  const { identitas = '', noidentitas = '' } = call.params;
  const person =
    identitas.toLowerCase() === 'nik' ? call.world.people.byNik(noidentitas) : call.world.people.byCard(noidentitas);
  if (person === undefined) return noContent(call);
  const daftarfp = call.world.fingerprints.isEnrolled(person) ? 1 : 0;
  return {
    ...REF_OK,
    response: { nomorkartu: person.nomorKartu, nik: person.nik, tgllahir: person.tanggalLahir, daftarfp },
  };
}

export function bookingsOfDate(call: Call): Reply {
  return listOrEmpty(
    call,
    call.world.antrean.onDate(call.facility.kodePpk, call.params['tanggal'] ?? '').map(bookingRow),
  );
}

/** Also a list, with one element [B], docs/facts/antrean-rs.md §2.0. */
export function bookingByCode(call: Call): Reply {
  const booking = call.world.antrean.find(call.facility.kodePpk, call.params['kodebooking'] ?? '');
  return listOrEmpty(call, booking === undefined ? [] : [bookingRow(booking)]);
}

export function activeBookings(call: Call): Reply {
  return listOrEmpty(call, activeOf(call).map(bookingRow));
}

export function sessionBookings(call: Call): Reply {
  const { kodepoli = '', kodedokter = '', hari = '', jampraktek = '' } = call.params;
  const rows = activeOf(call).filter(
    ({ fields, tanggalperiksa }) =>
      textAt(fields, 'kodepoli').toUpperCase() === kodepoli.toUpperCase() &&
      textAt(fields, 'kodedokter') === kodedokter &&
      String(dayOfWeek(tanggalperiksa)) === hari &&
      textAt(fields, 'jampraktek') === jampraktek,
  );
  return listOrEmpty(call, rows.map(bookingRow));
}

function activeOf(call: Call): readonly Booking[] {
  return call.world.antrean
    .from(call.facility.kodePpk, wibDate(call.nowMs))
    .filter((booking) => isActive(booking, call.nowMs));
}

function bookingRow(booking: Booking): JsonObject {
  const { fields } = booking;
  return {
    kodebooking: booking.kodebooking,
    tanggal: booking.tanggalperiksa,
    kodepoli: textAt(fields, 'kodepoli'),
    kodedokter: numberAt(fields, 'kodedokter'),
    jampraktek: textAt(fields, 'jampraktek'),
    nik: textAt(fields, 'nik'),
    nokapst: textAt(fields, 'nomorkartu'),
    nohp: textAt(fields, 'nohp'),
    norekammedis: textAt(fields, 'norm'),
    jeniskunjungan: numberAt(fields, 'jeniskunjungan'),
    nomorreferensi: textAt(fields, 'nomorreferensi'),
    sumberdata: booking.sumberdata,
    ispeserta: textAt(fields, 'jenispasien') === 'JKN' ? 1 : 0,
    noantrean: textAt(fields, 'nomorantrean'),
    estimasidilayani: numberAt(fields, 'estimasidilayani') || 0,
    createdtime: booking.createdAtMs,
    status: statusOf(booking),
  };
}

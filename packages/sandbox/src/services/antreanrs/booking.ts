// antrean/add, batal and farmasi/add: the decisions about a booking as a whole. Task times have their own file.

import { numberAt, objectAt, textAt, isObject, type JsonObject } from '../../json.ts';
import { refuse, scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { findHospitalDoctor, findPoli } from '../../reference/hospital.ts';
import { addDays, isDate } from '../../wib.ts';
import { isCancelled } from './state.ts';

/** Days a referral is valid [A]/[B], docs/facts/vclaim.md §5. */
const REFERRAL_DAYS = 90;

const OK: Pick<Reply, 'code' | 'message'> = { code: 200, message: 'Ok' };

export function bodyOf(call: Pick<Call, 'body'>): JsonObject {
  return isObject(call.body) ? call.body : {};
}

export function subjectOf(call: Pick<Call, 'body' | 'params'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  return { key: textAt(body, 'kodebooking'), data: scalarsOf(body) };
}

export function addBooking(call: Call): Reply {
  const body = bodyOf(call);
  const kodebooking = textAt(body, 'kodebooking');
  const existing = call.world.antrean.find(call.facility.kodePpk, kodebooking);
  if (existing !== undefined && call.character === 'documented') {
    // docs/facts/antrean-rs.md §4 [A]: 208 means that the booking is there.
    return { code: 208, message: 'Terdapat duplikasi Kode Booking' };
  }
  const problem = judgeFields(body) ?? (call.switches.checkBookingReferences ? judgeReferences(call, body) : null);
  if (problem !== null) return refuse(problem);
  const data = { ...scalarsOf(body), sumberdata: 'Bridging Antrean' };
  return { ...OK, effects: [{ effect: 'booking.added', key: kodebooking, data, duplicateOf: existing?.seq ?? null }] };
}

/** Shapes that every booking must have, docs/facts/antrean-rs.md §2.3. The texts for missing fields are ours [U]. */
function judgeFields(body: JsonObject): string | null {
  if (textAt(body, 'kodebooking') === '') return 'kodebooking tidak boleh kosong.';
  if (!isDate(textAt(body, 'tanggalperiksa')))
    return 'Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd';
  if (![0, 1].includes(numberAt(body, 'pasienbaru'))) return 'data pasienbaru  belum sesuai.';
  if (!['JKN', 'NON JKN'].includes(textAt(body, 'jenispasien'))) return 'data jenispasien  belum sesuai.';
  if (!/^\d{16}$/.test(textAt(body, 'nik'))) return 'data nik  belum sesuai.';
  if (![1, 2, 3, 4].includes(numberAt(body, 'jeniskunjungan'))) return 'data jeniskunjungan  belum sesuai.';
  if (!/^\d{2}:\d{2}-\d{2}:\d{2}$/.test(textAt(body, 'jampraktek'))) return 'data jampraktek  belum sesuai.';
  return null;
}

function judgeReferences(call: Call, body: JsonObject): string | null {
  if (findPoli(textAt(body, 'kodepoli')) === undefined) return 'Poli Tidak Ditemukan';
  // docs/facts/antrean-rs.md §4 [C].
  if (findHospitalDoctor(textAt(body, 'kodedokter')) === undefined) return 'Data dokter tidak ditemukan';
  if (textAt(body, 'jenispasien') !== 'JKN') return null;
  const person = call.world.people.byCard(textAt(body, 'nomorkartu'));
  // docs/facts/antrean-rs.md §4 [C]: two blanks, as met.
  if (person === undefined || person.nik !== textAt(body, 'nik')) return 'data nik  belum sesuai.';
  return judgeReferral(call, body);
}

/** The number must be what the visit type says: a referral (1, 4), a control letter of that day (3); 2 is undocumented [D]. */
function judgeReferral(call: Call, body: JsonObject): string | null {
  const nomor = textAt(body, 'nomorreferensi');
  const card = textAt(body, 'nomorkartu');
  const date = textAt(body, 'tanggalperiksa');
  const jenis = numberAt(body, 'jeniskunjungan');
  if (
    call.switches.refuseBookingAfterSep &&
    call.world.sep.findLive(card, date, textAt(body, 'kodepoli')) !== undefined
  ) {
    return `Nomor referensi ${nomor} sudah terbit SEP`;
  }
  if (jenis === 2) return null;
  if (jenis === 3) {
    const letter = call.world.letters.find(nomor);
    const fits = letter !== undefined && letter.nomorKartu === card && letter.tanggalRencana === date;
    return fits ? null : 'data nomorreferensi  belum sesuai.';
  }
  const referral = call.world.referrals.find(nomor);
  if (referral === undefined || referral.nomorKartu !== card) return 'data nomorreferensi  belum sesuai.';
  // docs/facts/antrean-rs.md §4 [C]: not a referral of the declared visit type.
  if (referral.asal !== (jenis === 1 ? '1' : '2')) return 'Rujukan tidak valid';
  const lastDay = addDays(referral.tanggal, REFERRAL_DAYS);
  return date > lastDay ? `Rujukan untuk tanggal ${date} tidak valid / masa berlaku habis` : null;
}

export function cancelBooking(call: Call): Reply {
  const body = bodyOf(call);
  const kodebooking = textAt(body, 'kodebooking');
  const booking = call.world.antrean.find(call.facility.kodePpk, kodebooking);
  if (booking === undefined) return refuse('Kode Booking tidak ditemukan');
  if (call.character === 'documented' || booking.cancelled === null) {
    // Wording borrowed from the facility's side of the same act, docs/facts/antrean-rs.md §3.13 [B].
    if (isCancelled(booking)) return refuse('Antrean Tidak Ditemukan atau Sudah Dibatalkan');
    // From REGISTERED … T3 only [D], docs/facts/task-id.md §5.
    if (booking.tasks.some(({ taskid }) => taskid >= 4))
      return refuse('Pasien Sudah Dilayani, Antrean Tidak Dapat Dibatalkan');
  }
  const data = { kodebooking, keterangan: textAt(body, 'keterangan') };
  return {
    ...OK,
    effects: [{ effect: 'booking.cancelled', key: kodebooking, data, duplicateOf: booking.cancelled?.seq ?? null }],
  };
}

export function addFarmasi(call: Call): Reply {
  const body = bodyOf(call);
  const kodebooking = textAt(body, 'kodebooking');
  const booking = call.world.antrean.find(call.facility.kodePpk, kodebooking);
  if (booking === undefined) return refuse('Kode Booking tidak ditemukan');
  // docs/facts/antrean-rs.md §2.4 [A]: lower case here, unlike updatewaktu.
  if (!['racikan', 'non racikan'].includes(textAt(body, 'jenisresep'))) return refuse('data jenisresep  belum sesuai.');
  if (booking.farmasi !== null && call.character === 'documented') {
    return { code: 208, message: `Antrean farmasi untuk Kode Booking ${kodebooking} sudah ada` };
  }
  return {
    ...OK,
    effects: [
      { effect: 'farmasi.added', key: kodebooking, data: scalarsOf(body), duplicateOf: booking.farmasi?.seq ?? null },
    ],
  };
}

/** The proposal is kept for the ledger only: it applies a day after approval, docs/facts/antrean-rs.md §2.2 [B]. */
export function proposeSchedule(call: Call): Reply {
  const body = bodyOf(call);
  const doctor = findHospitalDoctor(textAt(body, 'kodedokter'));
  if (doctor === undefined) return refuse('Data dokter tidak ditemukan');
  const data = { ...scalarsOf(body), jadwal: JSON.stringify(objectAt({ body }, 'body')['jadwal'] ?? []) };
  return { ...OK, effects: [{ effect: 'jadwal.proposed', key: String(doctor.kode), data }] };
}

// Antrean FKTP A1–A5: open units, doctors, and the life of a queue entry (docs/facts/antrean-fktp.md §A).

import { isObject, numberAt, textAt, type JsonObject } from '../../json.ts';
import { refuse, scalarsOf, type Call, type Effect, type Reply } from '../../kernel.ts';
import { CLINIC_DOCTORS, CLINIC_POLIS, CLINIC_SESSION_CAPACITY } from '../../reference/clinic.ts';
import { isDate } from '../../wib.ts';
import { entryKey } from './state.ts';

const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});
const OK = { code: 200, message: 'Ok' } as const;

export function subjectOf(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  return { key: entryKey(body), data: scalarsOf(body) };
}

const doctorsFor = (kodepoli: string): readonly (typeof CLINIC_DOCTORS)[number][] =>
  CLINIC_DOCTORS.filter(({ polis }) => polis.includes(kodepoli));

/** A1; references succeed with 1 [2+], an empty day answers 201 with a text [1]. */
export function openPolis(call: Call): Reply {
  if (!isDate(call.params['tanggal'] ?? ''))
    return refuse('Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd');
  const rows = CLINIC_POLIS.filter(({ kdPoli }) => doctorsFor(kdPoli).length > 0).map(({ kdPoli, nmPoli }) => ({
    namapoli: nmPoli,
    kodepoli: kdPoli,
    nmsubspesialis: null,
    kdsubspesialis: null,
  }));
  return { code: 1, message: 'Ok', response: { list: rows } };
}

/** A2. */
export function doctors(call: Call): Reply {
  const { kodepoli = '', tanggal = '' } = call.params;
  if (!isDate(tanggal)) return refuse('Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd');
  const rows = doctorsFor(kodepoli).flatMap(({ kdDokter, nmDokter, sesi }) =>
    sesi.map((jampraktek) => ({
      namadokter: nmDokter,
      kodedokter: Number(kdDokter),
      jampraktek,
      kapasitas: CLINIC_SESSION_CAPACITY,
    })),
  );
  return rows.length === 0
    ? refuse('Jadwal Dokter tidak ditemukan')
    : { code: 1, message: 'Ok', response: { list: rows } };
}

/** A3 on a live entry → 201 `sudah terdaftar` [1]; after a cancellation it is accepted again [?]. */
export function addEntry(call: Call): Reply {
  const body = bodyOf(call);
  const problem = judgeEntry(body);
  if (problem !== null) return refuse(problem);
  const { key, data } = subjectOf(call);
  const entry = call.world.fktp.find(call.facility.kodePpk, key);
  const live = entry !== undefined && entry.status !== 'cancelled';
  if (live && call.character === 'documented')
    return refuse(
      `Peserta dengan nomor antrean ${textAt(entry.fields, 'nomorantrean')} sudah terdaftar pada poli dan tanggal yang sama`,
    );
  const effect: Effect = { effect: 'fktp.antrean.added', key, data, duplicateOf: live ? entry.seq : null };
  return { ...OK, effects: [effect] };
}

function judgeEntry(body: JsonObject): string | null {
  const card = textAt(body, 'nomorkartu');
  if (card !== '' && !/^\d{13}$/.test(card)) return 'Format Nomor Kartu Tidak Sesuai';
  if (!/^\d{16}$/.test(textAt(body, 'nik'))) return 'Format NIK Tidak Sesuai';
  if (!isDate(textAt(body, 'tanggalperiksa')))
    return 'Format Tanggal Tidak Sesuai, format yang benar adalah yyyy-mm-dd';
  const sessions = doctorsFor(textAt(body, 'kodepoli')).filter(
    ({ kdDokter }) => kdDokter === textAt(body, 'kodedokter'),
  );
  if (sessions.length === 0) return 'Jadwal Dokter tidak ditemukan';
  // jampraktek must equal a session of A2 [2+], docs/facts/antrean-fktp.md §A.
  return sessions.some(({ sesi }) => sesi.includes(textAt(body, 'jampraktek')))
    ? null
    : 'Jadwal Dokter tidak ditemukan';
}

/** A4: status 1 present or 2 absent; numbers as strings are accepted [2+]. */
export function callEntry(call: Call): Reply {
  const body = bodyOf(call);
  const status = numberAt(body, 'status');
  if (status !== 1 && status !== 2) return refuse('Status tidak sesuai');
  if (!(numberAt(body, 'waktu') > 1_000_000_000_000)) return refuse('Waktu tidak sesuai');
  const { key, data } = subjectOf(call);
  const entry = call.world.fktp.find(call.facility.kodePpk, key);
  if (entry === undefined || entry.status === 'cancelled') return refuse('Antrean Tidak Ditemukan');
  return {
    ...OK,
    effects: [{ effect: 'fktp.antrean.called', key, data, duplicateOf: entry.calls.get(`called ${status}`) ?? null }],
  };
}

/** A5: from `added` or `absent` [?]; the dumb payer cancels again. */
export function cancelEntry(call: Call): Reply {
  const { key, data } = subjectOf(call);
  const entry = call.world.fktp.find(call.facility.kodePpk, key);
  if (entry === undefined) return refuse('Antrean Tidak Ditemukan');
  if (entry.status === 'cancelled' && call.character === 'documented')
    return refuse('Antrean Tidak Ditemukan atau Sudah Dibatalkan');
  if (entry.status === 'present') return refuse('Pasien Sudah Dilayani, Antrean Tidak Dapat Dibatalkan');
  return {
    ...OK,
    effects: [{ effect: 'fktp.antrean.cancelled', key, data, duplicateOf: entry.calls.get('cancelled') ?? null }],
  };
}

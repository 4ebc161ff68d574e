// Aplicares: class codes, and the life of a room (docs/facts/aplicares-icare-apotek.md §2). Success is 1, refusal 0; creating what
// exists and updating what does not have BPJS's own words [C], all other refusals are worded here because nobody has published them [D].

import { isObject, numberAt, textAt, type JsonObject } from '../../json.ts';
import { refuse, scalarsOf, type Call, type Effect, type Reply } from '../../kernel.ts';
import { roomKey, type Room } from './state.ts';

const TEXTS = {
  exists: 'Data tersebut sudah ada.', // [C]
  absent: 'Data tidak ada di database.', // [C] for an update; a deletion gets the same here [D]
  foreign: 'Kode PPK tidak sesuai',
  badClass: 'Kode kelas tidak sesuai',
  noRoom: 'Kode ruang dan nama ruang harus diisi',
  badCount: 'Jumlah tempat tidur tidak sesuai',
} as const;

/** Codes confirmed by public programs [B]; the names of KL3, VVP and NON as seen, the others by their code. */
const CLASSES = [
  { kodekelas: 'KL1', namakelas: 'KELAS I' },
  { kodekelas: 'KL2', namakelas: 'KELAS II' },
  { kodekelas: 'KL3', namakelas: 'KELAS III' },
  { kodekelas: 'VIP', namakelas: 'VIP' },
  { kodekelas: 'VVP', namakelas: 'VVIP' },
  { kodekelas: 'ICU', namakelas: 'ICU' },
  { kodekelas: 'HCU', namakelas: 'HCU' },
  { kodekelas: 'NIC', namakelas: 'NICU' },
  { kodekelas: 'PIC', namakelas: 'PICU' },
  { kodekelas: 'NON', namakelas: '-' },
] as const;

const OK = { code: 1, message: 'OK' } as const;
const no = (message: string): Reply => refuse(message, 0);
const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});
const classOf = (body: JsonObject): (typeof CLASSES)[number] | undefined =>
  CLASSES.find(({ kodekelas }) => kodekelas === textAt(body, 'kodekelas').toUpperCase());

export function subjectOf(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const body = bodyOf(call);
  return { key: roomKey(body), data: scalarsOf(body) };
}

export function classes(): Reply {
  return { ...OK, totalItems: CLASSES.length, response: { list: CLASSES } };
}

/** `start` counts from 1; what `totalitems` counts is open [D], so a switch tells. */
export function readRooms(call: Call): Reply {
  const { kodeppk = '', start = '', limit = '' } = call.params;
  if (kodeppk !== call.facility.kodePpk) return no(TEXTS.foreign);
  const rooms = call.world.aplicares.ofFacility(kodeppk);
  const from = Math.max(1, Number(start) || 1) - 1;
  const page = rooms.slice(from, from + (Number(limit) || 0));
  return {
    ...OK,
    totalItems: call.switches.aplicaresTotalItems === 'page' ? page.length : rooms.length,
    response: { list: page.map((room, offset) => rowOf(kodeppk, room, from + offset + 1)) },
  };
}

function rowOf(kodeppk: string, { fields, lastUpdate }: Room, rownumber: number): JsonObject {
  const beds = (name: string): number => numberAt(fields, name) || 0;
  return {
    kodekelas: textAt(fields, 'kodekelas').toUpperCase(),
    koderuang: textAt(fields, 'koderuang'),
    namaruang: textAt(fields, 'namaruang'),
    namakelas: classOf(fields)?.namakelas ?? '',
    kodeppk,
    kapasitas: beds('kapasitas'),
    tersedia: beds('tersedia'),
    tersediapria: beds('tersediapria'),
    tersediawanita: beds('tersediawanita'),
    tersediapriawanita: beds('tersediapriawanita'),
    rownumber,
    lastupdate: lastUpdate,
  };
}

/** 0 ≤ tersedia ≤ kapasitas, the kinds together not above tersedia; numeric text is taken [B]. */
function judge(call: Call, body: JsonObject): string | null {
  if (call.params['kodeppk'] !== call.facility.kodePpk) return TEXTS.foreign;
  if (classOf(body) === undefined) return TEXTS.badClass;
  if (textAt(body, 'koderuang') === '' || textAt(body, 'namaruang') === '') return TEXTS.noRoom;
  const kapasitas = numberAt(body, 'kapasitas');
  const tersedia = numberAt(body, 'tersedia');
  const kinds = ['tersediapria', 'tersediawanita', 'tersediapriawanita'].map((name) =>
    textAt(body, name) === '' ? 0 : numberAt(body, name),
  );
  const whole = [kapasitas, tersedia, ...kinds].every((count) => Number.isInteger(count) && count >= 0);
  const sum = kinds.reduce((all, count) => all + count, 0);
  return whole && tersedia <= kapasitas && sum <= tersedia ? null : TEXTS.badCount;
}

/** On a room that exists: refused [C]; the dumb payer makes it again. */
export function createRoom(call: Call): Reply {
  const { key, data } = subjectOf(call);
  const problem = judge(call, data);
  if (problem !== null) return no(problem);
  const room = call.world.aplicares.find(call.facility.kodePpk, key);
  if (room !== undefined && call.character === 'documented') return no(TEXTS.exists);
  return { ...OK, effects: [{ effect: 'bed.created', key, data, duplicateOf: room?.seq ?? null }] };
}

/** A count replaces the one before it, so a repeat is no repetition. */
export function updateRoom(call: Call): Reply {
  const { key, data } = subjectOf(call);
  const problem = judge(call, data);
  if (problem !== null) return no(problem);
  if (call.world.aplicares.find(call.facility.kodePpk, key) === undefined) return no(TEXTS.absent);
  return { ...OK, effects: [{ effect: 'bed.updated', key, data }] };
}

export function deleteRoom(call: Call): Reply {
  const { key, data } = subjectOf(call);
  if (call.params['kodeppk'] !== call.facility.kodePpk) return no(TEXTS.foreign);
  const { kodePpk } = call.facility;
  const room = call.world.aplicares.find(kodePpk, key);
  const earlier = room === undefined ? call.world.aplicares.deletionOf(kodePpk, key) : undefined;
  if (room === undefined && (earlier === undefined || call.character === 'documented')) return no(TEXTS.absent);
  const effect: Effect = { effect: 'bed.deleted', key, data, duplicateOf: earlier ?? null };
  return { ...OK, effects: [effect] };
}

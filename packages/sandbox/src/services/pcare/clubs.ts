// PCare's clubs, docs/facts/pcare.md §4.7: which ones a clinic has, their meetings, who came. A meeting is created and changed by the same
// call; attendees need one.

import { KEGIATAN_KELOMPOK, PROGRAM_PROLANIS } from '@titian/contract';
import { numberAt, textAt, type Json, type JsonObject } from '../../json.ts';
import { scalarsOf, type Call, type Reply } from '../../kernel.ts';
import { clubsOf, type Club } from '../../reference/clubs.ts';
import { fromDayFirst, wibDate } from '../../wib.ts';
import { dayOf, type Meeting } from './club-state.ts';
import { bodyOf, created } from './own-visit.ts';
import { counted, failedDependency, memberShape, noContent, precondition, type FieldProblem } from './shapes.ts';
import { memberProblems } from './visit-rules.ts';

type Subject = { readonly key: string; readonly data: JsonObject };

/** A meeting by its number, an attendance by number and card. */
export function meetingSubject(call: Pick<Call, 'body' | 'params'>): Subject {
  const data = { ...scalarsOf(bodyOf(call)), ...call.params };
  return { key: keyOf(textAt(data, 'eduId'), textAt(data, 'noKartu')), data };
}

const keyOf = (eduId: string, card: string): string => (card === '' ? eduId : `${eduId}+${card}`);

const ownClubs = (call: Call): Club[] => clubsOf(call.facility, call.world.people);

function ownMeeting(call: Call, eduId: string): Meeting | undefined {
  const meeting = call.world.clubs.find(eduId);
  return meeting?.kodePpk === call.facility.kodePpk ? meeting : undefined;
}

/** A club runs from the first to the last day of the payer's year. */
function clubShape(call: Call, { clubId, program, nama, ketua }: Club): JsonObject {
  const year = wibDate(call.nowMs).slice(0, 4);
  return {
    clubId,
    jnsKelompok: { kdProgram: program.kode, nmProgram: program.nama },
    tglMulai: `01-01-${year}`,
    tglAkhir: `31-12-${year}`,
    alamat: 'Jl. Contoh',
    nama,
    ketua_noHP: ketua.nomorHp,
    ketua_nama: ketua.nama,
  };
}

export const clubs = (call: Call): Reply =>
  counted(
    ownClubs(call)
      .filter(({ program }) => program.kode === call.params['kdProgram'])
      .map((club) => clubShape(call, club)),
  );

const named = (rows: readonly { readonly kode: string; readonly nama: string }[], kode: string): JsonObject => ({
  kode,
  nama: rows.find((row) => row.kode === kode)?.nama ?? '',
});

function meetingRow(call: Call, { eduId, fields }: Meeting): JsonObject {
  const club = ownClubs(call).find(({ clubId }) => clubId === numberAt(fields, 'clubId'));
  return {
    eduId,
    clubProl: club === undefined ? null : clubShape(call, club),
    tglPelayanan: textAt(fields, 'tglPelayanan'),
    kegiatan: named(KEGIATAN_KELOMPOK, textAt(fields, 'kdKegiatan')),
    kelompok: named(PROGRAM_PROLANIS, textAt(fields, 'kdKelompok')),
    materi: textAt(fields, 'materi'),
    pembicara: textAt(fields, 'pembicara'),
    lokasi: textAt(fields, 'lokasi'),
    keterangan: textAt(fields, 'keterangan'),
    biaya: numberAt(fields, 'biaya') || 0,
  };
}

/** The day selects its month [2+], docs/facts/pcare.md §4.7. */
export function meetings(call: Call): Reply {
  const tanggal = fromDayFirst(call.params['tanggal'] ?? '');
  if (tanggal === null) return noContent();
  const rows = call.world.clubs.inMonth(call.facility.kodePpk, tanggal.slice(0, 7));
  return counted(rows.map((meeting) => meetingRow(call, meeting)));
}

export function attendees(call: Call): Reply {
  const meeting = ownMeeting(call, call.params['eduId'] ?? '');
  const rows = (meeting?.attendees ?? []).map(({ nomorKartu }): Json => {
    const person = call.world.people.byCard(nomorKartu);
    return { eduId: meeting?.eduId ?? '', peserta: person === undefined ? null : memberShape(person) };
  });
  return counted(rows);
}

const noMeeting = (): Reply => precondition([{ field: 'eduId', message: 'Kegiatan tidak ditemukan.' }]);

export function saveMeeting(call: Call): Reply {
  const body = bodyOf(call);
  const wanted = textAt(body, 'eduId');
  const known = ownMeeting(call, wanted);
  for (const [field, rows] of [
    ['kdKegiatan', KEGIATAN_KELOMPOK],
    ['kdKelompok', PROGRAM_PROLANIS],
  ] as const) {
    if (!rows.some(({ kode }) => kode === textAt(body, field))) return failedDependency(`${field} tidak valid`);
  }
  const problems: FieldProblem[] = [];
  const tanggal = fromDayFirst(textAt(body, 'tglPelayanan'));
  if (wanted !== '' && known === undefined) problems.push({ field: 'eduId', message: 'Kegiatan tidak ditemukan.' });
  if (!ownClubs(call).some(({ clubId }) => clubId === numberAt(body, 'clubId')))
    problems.push({ field: 'clubId', message: 'Klub tidak ditemukan.' });
  if (tanggal === null) problems.push({ field: 'tglPelayanan', message: 'Format tanggal harus dd-MM-yyyy.' });
  if (Number.isNaN(numberAt(body, 'biaya'))) problems.push({ field: 'biaya', message: 'biaya harus berupa angka.' });
  if (problems.length > 0 || tanggal === null) return precondition(problems);

  const eduId = known?.eduId ?? call.world.clubs.nextEduId(tanggal);
  const data = { ...scalarsOf(body), eduId };
  const response = { field: 'eduId', message: eduId };
  if (known !== undefined) return created(response, [{ effect: 'kelompok.kegiatan.updated', key: eduId, data }]);
  const earlier = call.world.clubs
    .of(call.facility.kodePpk)
    .find(({ fields }) => dayOf(fields) === tanggal && isSameMeeting(fields, body));
  // No rule is known against two meetings of one day; the ledger only remarks the second.
  return created(response, [
    { effect: 'kelompok.kegiatan.added', key: eduId, data, duplicateOf: earlier?.seq ?? null },
  ]);
}

const isSameMeeting = (one: JsonObject, other: JsonObject): boolean =>
  ['clubId', 'kdKegiatan', 'kdKelompok', 'materi'].every((field) => textAt(one, field) === textAt(other, field));

export function addAttendee(call: Call): Reply {
  const body = bodyOf(call);
  const meeting = ownMeeting(call, textAt(body, 'eduId'));
  // Attendees need an existing meeting, docs/facts/pcare.md §4.10.
  if (meeting === undefined) return noMeeting();
  const noKartu = textAt(body, 'noKartu');
  const problems = memberProblems(call, body);
  const earlier = meeting.attendees.find(({ nomorKartu }) => nomorKartu === noKartu);
  // Twice → 412 [?], docs/facts/pcare.md §4.10.
  if (earlier !== undefined && call.switches.pcareAttendeeTwice === 'refuse' && call.character === 'documented')
    problems.push({ field: 'noKartu', message: 'Peserta sudah terdaftar pada kegiatan tersebut.' });
  if (problems.length > 0) return precondition(problems);
  return created(null, [
    {
      effect: 'kelompok.peserta.added',
      key: keyOf(meeting.eduId, noKartu),
      data: { eduId: meeting.eduId, noKartu },
      duplicateOf: earlier?.seq ?? null,
    },
  ]);
}

/** Those who came go with the meeting. */
export function deleteMeeting(call: Call): Reply {
  const eduId = call.params['eduId'] ?? '';
  const ever = call.world.clubs.ever(eduId);
  const repeated = call.character === 'dumb' && ever?.deleted != null && ever.kodePpk === call.facility.kodePpk;
  const meeting = repeated ? ever : ownMeeting(call, eduId);
  if (meeting === undefined) return noContent();
  const effect = {
    effect: 'kelompok.kegiatan.deleted',
    key: meeting.eduId,
    data: { eduId: meeting.eduId },
    duplicateOf: meeting.deleted?.seq ?? null,
  } as const;
  return { code: 200, message: 'OK', response: null, effects: [effect] };
}

export function deleteAttendee(call: Call): Reply {
  const { eduId = '', noKartu = '' } = call.params;
  const meeting = ownMeeting(call, eduId);
  if (meeting?.attendees.some(({ nomorKartu }) => nomorKartu === noKartu) !== true) return noContent();
  const effect = { effect: 'kelompok.peserta.deleted', key: keyOf(eduId, noKartu), data: { eduId, noKartu } } as const;
  return { code: 200, message: 'OK', response: null, effects: [effect] };
}

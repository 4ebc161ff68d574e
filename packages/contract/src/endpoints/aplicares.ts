// Aplicares, the beds a hospital has free: all five calls of docs/facts/aplicares-icare-apotek.md §2. Never encrypted; success is the
// number 1, everything else a refusal. A room is known by its class and its code together.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { listOf, maybeNum, maybeText, noParams, noResponse, num, page, segment, text } from '../shapes.ts';

const { read, write } = endpointsOf({
  service: 'aplicares',
  facts: 'aplicares-icare-apotek',
  confidence: 'A',
  readEncryption: 'plain',
  writeEncryption: 'plain',
  readSuccess: ['1'],
  writeSuccess: ['1'],
  readEmpty: ['1'],
  refused: ['0'],
});

const ownFacility = z.strictObject({ kodeppk: segment });
/** A number of beds: whole, not negative; numeric text is taken, docs/facts/aplicares-icare-apotek.md §2 [B]. */
const beds = num.pipe(z.number().int().min(0));
const room = {
  /** Class code of `ref/kelas`, see KELAS_APLICARES. */
  kodekelas: z.string().min(1),
  /** The hospital's own code; unique together with the class. */
  koderuang: z.string().min(1),
};

/** A room as it is reported: 0 ≤ tersedia ≤ kapasitas, and the three kinds together not above tersedia (§2, rules). */
const bed = z
  .looseObject({
    ...room,
    namaruang: z.string().min(1),
    /** All beds of the room. */
    kapasitas: beds,
    /** Free beds. */
    tersedia: beds,
    /** Free beds by who may lie in them; 0 when the hospital does not tell them apart. */
    tersediapria: beds.optional(),
    tersediawanita: beds.optional(),
    tersediapriawanita: beds.optional(),
  })
  .refine(({ tersedia, kapasitas }) => tersedia <= kapasitas, { path: ['tersedia'] })
  .refine(
    ({ tersedia, tersediapria = 0, tersediawanita = 0, tersediapriawanita = 0 }) =>
      tersediapria + tersediawanita + tersediapriawanita <= tersedia,
    { path: ['tersediapria'] },
  );

const bedExample = {
  kodekelas: 'KL3',
  koderuang: 'MWR3',
  namaruang: 'Mawar Kelas 3',
  kapasitas: 12,
  tersedia: 4,
  tersediapria: 2,
  tersediawanita: 2,
  tersediapriawanita: 0,
} as const;

const refKelas = read({
  group: 'referensi',
  name: 'kelas',
  path: '/rest/ref/kelas',
  params: noParams,
  response: listOf(z.looseObject({ kodekelas: text, namakelas: maybeText })),
  source: '§2',
  purpose: 'Class codes; the list of BPJS counts, a table in a program may be old.',
  example: {
    params: {},
    response: {
      list: [
        { kodekelas: 'NON', namakelas: '-' },
        { kodekelas: 'VVP', namakelas: 'VVIP' },
      ],
    },
  },
});

const bedRead = read({
  group: 'bed',
  name: 'read',
  path: '/rest/bed/read/{kodeppk}/{start}/{limit}',
  // The largest page is not known [U]; fifty rooms at a time are modest.
  paging: { first: 1, size: 50 },
  params: z.strictObject({ kodeppk: segment, ...page }),
  response: listOf(
    z.looseObject({
      kodekelas: text,
      koderuang: text,
      namaruang: maybeText,
      namakelas: maybeText,
      kodeppk: maybeText,
      kapasitas: num,
      tersedia: num,
      tersediapria: maybeNum,
      tersediawanita: maybeNum,
      tersediapriawanita: maybeNum,
      rownumber: maybeNum,
      /** When BPJS last heard of the room; its format is open [D], so it stays text. */
      lastupdate: maybeText,
    }),
  ),
  source: '§2',
  purpose: 'The rooms that BPJS shows for a hospital now.',
  example: {
    params: { kodeppk: '9999R001', start: '1', limit: '50' },
    response: {
      list: [
        {
          ...bedExample,
          namakelas: 'KELAS III',
          kodeppk: '9999R001',
          rownumber: 1,
          lastupdate: '2026-01-15 08:00:00',
        },
      ],
    },
  },
});

const bedCreate = write({
  group: 'bed',
  name: 'create',
  method: 'POST',
  path: '/rest/bed/create/{kodeppk}',
  params: ownFacility,
  request: bed,
  response: noResponse,
  // A second copy is told that the room exists.
  writeClass: 'write-once',
  source: '§2',
  purpose: 'Makes a room known; one that exists is updated instead.',
  example: { params: { kodeppk: '9999R001' }, request: { ...bedExample }, response: null },
});

const bedUpdate = write({
  group: 'bed',
  name: 'update',
  method: 'POST',
  path: '/rest/bed/update/{kodeppk}',
  params: ownFacility,
  request: bed,
  response: noResponse,
  // A late copy would put an older count over a newer one.
  writeClass: 'dangerous',
  source: '§2',
  purpose: 'Reports how many beds of a room are free; only the latest count is worth sending.',
  example: { params: { kodeppk: '9999R001' }, request: { ...bedExample }, response: null },
});

const bedDelete = write({
  group: 'bed',
  name: 'delete',
  method: 'POST',
  path: '/rest/bed/delete/{kodeppk}',
  params: ownFacility,
  request: z.looseObject(room),
  response: noResponse,
  // The room may be made again, and a late copy would take the new one away.
  writeClass: 'dangerous',
  source: '§2',
  purpose: 'Takes a room away.',
  example: {
    params: { kodeppk: '9999R001' },
    request: { kodekelas: bedExample.kodekelas, koderuang: bedExample.koderuang },
    response: null,
  },
});

/** The typed Aplicares endpoints. */
export const aplicares = { refKelas, bedRead, bedCreate, bedUpdate, bedDelete } as const;

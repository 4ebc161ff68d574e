// PCare clubs of the Prolanis programme: their meetings and who came (docs/facts/pcare.md §4.7).
import { z } from 'zod';
import { cardNumber, dmyDate, listOf, maybeNum, maybeText, noResponse, num, text } from '../shapes.ts';
import { createdList, inner, pcareEndpoints } from './pcare-common.ts';
import { pcarePesertaBrief } from './pcare-pendaftaran.ts';

const { read, write, bareWrite } = pcareEndpoints;
const group = 'kelompok';

/** Eleven digits: year and month, then a running number. */
const eduId = z.string().regex(/^\d{1,20}$/);

const club = z.looseObject({
  clubId: num,
  jnsKelompok: inner(z.looseObject({ kdProgram: maybeText, nmProgram: maybeText })),
  tglMulai: maybeText,
  tglAkhir: maybeText,
  alamat: maybeText,
  nama: maybeText,
  ketua_noHP: maybeText,
  ketua_nama: maybeText,
});
const clubExample: z.output<typeof club> = {
  clubId: 1101,
  jnsKelompok: { kdProgram: '01', nmProgram: 'Diabetes Mellitus' },
  tglMulai: '01-01-2026',
  tglAkhir: '31-12-2027',
  alamat: 'Jl. Contoh 1',
  nama: 'PROLANIS DM SEHAT BERSAMA',
  ketua_noHP: '080000000005',
  ketua_nama: 'PESERTA CONTOH',
};

const kelompokClub = read({
  group,
  name: 'club',
  path: '/kelompok/club/{kdProgram}',
  // PROGRAM_PROLANIS; 03 is the older asthma programme.
  params: z.strictObject({ kdProgram: z.enum(['01', '02', '03']) }),
  response: listOf(club),
  source: '§4.7',
  purpose: 'Clubs of the clinic for one programme.',
  example: { params: { kdProgram: '01' }, response: { list: [clubExample] } },
});

const codeName = inner(z.looseObject({ kode: maybeText, nama: maybeText }));

const kelompokKegiatan = read({
  group,
  name: 'kegiatan',
  path: '/kelompok/kegiatan/{tanggal}',
  /** Any day; its month is what counts. */
  params: z.strictObject({ tanggal: dmyDate }),
  response: listOf(
    z.looseObject({
      eduId: text,
      clubProl: inner(z.looseObject({ ...club.shape, clubId: maybeNum })),
      tglPelayanan: maybeText,
      /** KEGIATAN_KELOMPOK. */
      kegiatan: codeName,
      /** PROGRAM_PROLANIS. */
      kelompok: codeName,
      materi: maybeText,
      pembicara: maybeText,
      lokasi: maybeText,
      keterangan: maybeText,
      /** Rupiah. */
      biaya: maybeNum,
    }),
  ),
  source: '§4.7',
  purpose: 'Meetings of the clinic’s clubs in the month of a day.',
  example: {
    params: { tanggal: '15-09-2026' },
    response: {
      list: [
        {
          eduId: '26090000001',
          clubProl: clubExample,
          tglPelayanan: '15-09-2026',
          kegiatan: { kode: '01', nama: 'Senam' },
          kelompok: { kode: '01', nama: 'Diabetes Mellitus' },
          materi: 'Senam diabetes',
          pembicara: 'dr. Contoh',
          lokasi: 'Halaman klinik',
          keterangan: '',
          biaya: 250000,
        },
      ],
    },
  },
});

const kelompokPeserta = read({
  group,
  name: 'peserta',
  path: '/kelompok/peserta/{eduId}',
  params: z.strictObject({ eduId }),
  response: listOf(z.looseObject({ eduId: text, peserta: inner(pcarePesertaBrief) })),
  source: '§4.7',
  purpose: 'Members who came to a meeting.',
  example: {
    params: { eduId: '26090000001' },
    response: {
      list: [{ eduId: '26090000001', peserta: { noKartu: '0000000000017', nama: 'PESERTA CONTOH', aktif: true } }],
    },
  },
});

const kelompokKegiatanSave = write({
  group,
  name: 'kegiatanSave',
  method: 'POST',
  path: '/kelompok/kegiatan',
  params: z.strictObject({}),
  request: z.looseObject({
    /** Null creates, a number changes that meeting. */
    eduId: text.nullable(),
    clubId: num,
    tglPelayanan: dmyDate,
    /** KEGIATAN_KELOMPOK. */
    kdKegiatan: text,
    /** PROGRAM_PROLANIS. */
    kdKelompok: text,
    materi: z.string().nullable(),
    pembicara: z.string().nullable(),
    lokasi: z.string().nullable(),
    keterangan: z.string().nullable(),
    /** Rupiah. */
    biaya: num,
  }),
  response: createdList,
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Creates a meeting or changes one; the answer names its eduId.',
  example: {
    params: {},
    request: {
      eduId: null,
      clubId: 1101,
      tglPelayanan: '15-09-2026',
      kdKegiatan: '01',
      kdKelompok: '01',
      materi: 'Senam diabetes',
      pembicara: 'dr. Contoh',
      lokasi: 'Halaman klinik',
      keterangan: null,
      biaya: 250000,
    },
    response: [{ field: 'eduId', message: '26090000001' }],
  },
});

const kelompokPesertaAdd = write({
  group,
  name: 'pesertaAdd',
  method: 'POST',
  path: '/kelompok/peserta',
  params: z.strictObject({}),
  request: z.looseObject({ eduId: text, noKartu: cardNumber }),
  response: noResponse,
  encryption: 'tolerant',
  // Whether a member is refused the second time is open (docs/facts/pcare.md §4.10 [U]).
  writeClass: 'dangerous',
  source: '§4.7',
  purpose: 'Notes that a member came to a meeting.',
  example: { params: {}, request: { eduId: '26090000001', noKartu: '0000000000017' }, response: null },
});

const kelompokKegiatanDelete = bareWrite({
  group,
  name: 'kegiatanDelete',
  method: 'DELETE',
  path: '/kelompok/kegiatan/{eduId}',
  params: z.strictObject({ eduId }),
  response: noResponse,
  encryption: 'tolerant',
  success: ['200'],
  writeClass: 'write-once',
  source: '§4.7',
  purpose: 'Removes a meeting.',
  example: { params: { eduId: '26090000001' }, response: null },
});

const kelompokPesertaDelete = bareWrite({
  group,
  name: 'pesertaDelete',
  method: 'DELETE',
  path: '/kelompok/peserta/{eduId}/{noKartu}',
  params: z.strictObject({ eduId, noKartu: cardNumber }),
  response: noResponse,
  encryption: 'tolerant',
  success: ['200'],
  writeClass: 'write-once',
  source: '§4.7',
  purpose: 'Removes a member from a meeting.',
  example: { params: { eduId: '26090000001', noKartu: '0000000000017' }, response: null },
});

export const pcareKelompok = {
  kelompokClub,
  kelompokKegiatan,
  kelompokPeserta,
  kelompokKegiatanSave,
  kelompokPesertaAdd,
  kelompokKegiatanDelete,
  kelompokPesertaDelete,
} as const;

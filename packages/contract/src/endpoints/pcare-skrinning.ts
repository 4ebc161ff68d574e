// PCare screening results, read only (docs/facts/pcare.md §4.8). BPJS spells the path with two n.
import { z } from 'zod';
import { listOf, maybeText, num, page, searchWord, text } from '../shapes.ts';
import { FIRST_PAGE, PAGING, pcareEndpoints } from './pcare-common.ts';

const { read } = pcareEndpoints;
const group = 'skrinning';
/** A card number or a part of a name. */
const search = z.strictObject({ kata: searchWord, ...page });

const skrinningRekap = read({
  group,
  name: 'rekap',
  path: '/skrinning/rekap',
  params: z.strictObject({}),
  /** People, per disease. */
  response: listOf(z.looseObject({ nama_penyakit: text, beresiko: num, tidak_beresiko: num })),
  source: '§4.8',
  purpose: 'Screened members of the clinic with and without risk, per disease.',
  example: {
    params: {},
    response: { list: [{ nama_penyakit: 'Diabetes Mellitus', beresiko: 12, tidak_beresiko: 230 }] },
  },
});

/** The words that BPJS prints for a risk are not published; a flag is taken as its text [U]. */
const risk = z.union([text, z.boolean().transform(String)]).nullish();

const skrinningPeserta = read({
  group,
  name: 'peserta',
  path: '/skrinning/peserta/{kata}/{start}/{limit}',
  paging: PAGING,
  params: search,
  response: listOf(
    z.looseObject({
      nomor_peserta: text,
      nama: maybeText,
      /** Years. */
      usia: maybeText,
      no_hp: maybeText,
      email: maybeText,
      status_penyakit: z
        .looseObject({
          anemia: risk,
          hepatitis_b: risk,
          hepatitis_c: risk,
          hipertensi_stroke_ischemic_heart_disease: risk,
          kanker_paru: risk,
          kanker_payudara: risk,
          kanker_serviks: risk,
          kolorektal: risk,
          paru_obstruktif_kronis: risk,
          penyakit_diabetes_mellitus: risk,
          thalasemia: risk,
          tuberkulosis: risk,
        })
        .nullish(),
    }),
  ),
  source: '§4.8',
  purpose: 'Screening results of members.',
  example: {
    params: { kata: '0000000000017', ...FIRST_PAGE },
    response: {
      count: 1,
      list: [
        {
          nomor_peserta: '0000000000017',
          nama: 'PESERTA CONTOH',
          usia: '46',
          no_hp: '080000000017',
          email: null,
          status_penyakit: { penyakit_diabetes_mellitus: 'Beresiko', thalasemia: 'Tidak Beresiko' },
        },
      ],
    },
  },
});

const candidates = listOf(
  z.looseObject({
    nomor_peserta: text,
    nama: maybeText,
    /** Years. */
    usia: maybeText,
    jenis_kelamin: maybeText,
    diagnosa_terakhir: maybeText,
    status_prolanis: maybeText,
  }),
);
const candidate = { nomor_peserta: '0000000000017', nama: 'PESERTA CONTOH', usia: '46', jenis_kelamin: 'P' };

const skrinningProlanisDm = read({
  group,
  name: 'prolanisDm',
  path: '/skrinning/prolanis/dm/{kata}/{start}/{limit}',
  paging: PAGING,
  params: search,
  response: candidates,
  source: '§4.8',
  purpose: 'Members with diabetes and their place in Prolanis.',
  example: {
    params: { kata: 'PESERTA', ...FIRST_PAGE },
    response: { count: 1, list: [{ ...candidate, diagnosa_terakhir: 'E11.9', status_prolanis: 'Terdaftar' }] },
  },
});

const skrinningProlanisHt = read({
  group,
  name: 'prolanisHt',
  path: '/skrinning/prolanis/ht/{kata}/{start}/{limit}',
  paging: PAGING,
  params: search,
  response: candidates,
  source: '§4.8',
  purpose: 'Members with hypertension and their place in Prolanis.',
  example: {
    params: { kata: 'PESERTA', ...FIRST_PAGE },
    response: { count: 1, list: [{ ...candidate, diagnosa_terakhir: 'I10', status_prolanis: 'Belum Terdaftar' }] },
  },
});

export const pcareSkrinning = { skrinningRekap, skrinningPeserta, skrinningProlanisDm, skrinningProlanisHt } as const;

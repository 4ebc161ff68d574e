// e-Rekam Medis: the medical record of a SEP, sent to BPJS with the claim (docs/facts/aplicares-icare-apotek.md §5). The answer is
// plain; what is encrypted is `dataMR`, which callers of the client give as the bundle itself.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { maybeText, noParams, year4 } from '../shapes.ts';

const { write } = endpointsOf({
  service: 'erekammedis',
  facts: 'aplicares-icare-apotek',
  confidence: 'B',
  readEncryption: 'plain',
  writeEncryption: 'plain',
  readSuccess: ['200'],
  writeSuccess: ['200'],
  readEmpty: [],
});

/** FHIR-like but not valid R4 (§5), so nothing but the kind of resource is checked. */
const bundle = z.looseObject({ resourceType: z.literal('Bundle') });

const insert = write({
  group: 'rekammedis',
  name: 'insert',
  method: 'POST',
  path: '/eclaim/rekammedis/insert',
  params: noParams,
  request: z.looseObject({
    request: z.looseObject({
      noSep: z.string().length(19),
      /** See JENIS_PELAYANAN. */
      jnsPelayanan: z.enum(['1', '2']),
      /** Month in which the SEP was issued, 1–12; both `1` and `01` are in use. */
      bulan: z.string().regex(/^(0?[1-9]|1[0-2])$/),
      tahun: year4,
      dataMR: bundle,
    }),
  }),
  seal: ['request', 'dataMR'],
  response: z.looseObject({ keterangan: maybeText }).nullable(),
  // Whether a second record overwrites the first or is refused is not known (§5 [D]).
  writeClass: 'dangerous',
  confidence: 'A',
  source: '§5',
  purpose: 'Hands over the medical record of a SEP.',
  example: {
    params: {},
    request: {
      request: {
        noSep: '9999R0010126V000012',
        jnsPelayanan: '2',
        bulan: '1',
        tahun: '2026',
        dataMR: {
          resourceType: 'Bundle',
          type: 'document',
          identifier: { system: 'sep', value: '9999R0010126V000012' },
          meta: { lastUpdated: '2026-01-15 10:05:00' },
          entry: [{ resource: { resourceType: 'Patient', id: '9999R001-pasien-contoh' } }],
        },
      },
    },
    response: { keterangan: 'Sukses' },
  },
});

/** The typed e-Rekam Medis endpoints. */
export const erekammedis = { insert } as const;

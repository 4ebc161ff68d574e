// PCare medical check-up of a visit (docs/facts/pcare.md §4.6). Each value travels on its own; nobody has published the units, so they
// are the ones the laboratory report prints.
import { z } from 'zod';
import { dmyDate, listOf, maybeText, noResponse, num, segment, text } from '../shapes.ts';
import { createdList, pcareEndpoints } from './pcare-common.ts';

const { read, write, bareWrite } = pcareEndpoints;

/** A measured value; 0 when it was not measured. */
const measured = num;
/** A finding in words; null when there is none. Which values are words is told by their names [U]. */
const finding = z.string().nullable();

const checkUp = {
  noKunjungan: text,
  /** The clinic that examined. */
  kdProvider: text,
  tglPelayanan: dmyDate,
  /** mmHg. */
  tekananDarahSistole: measured,
  /** mmHg. */
  tekananDarahDiastole: measured,
  radiologiFoto: finding,
  darahRutinHemo: measured,
  darahRutinLeu: measured,
  darahRutinErit: measured,
  darahRutinLaju: measured,
  darahRutinHema: measured,
  darahRutinTrom: measured,
  lemakDarahHDL: measured,
  lemakDarahLDL: measured,
  lemakDarahChol: measured,
  lemakDarahTrigli: measured,
  gulaDarahSewaktu: measured,
  gulaDarahPuasa: measured,
  gulaDarahPostPrandial: measured,
  gulaDarahHbA1c: measured,
  fungsiHatiSGOT: measured,
  fungsiHatiSGPT: measured,
  fungsiHatiGamma: measured,
  fungsiHatiProtKual: measured,
  fungsiHatiAlbumin: measured,
  fungsiGinjalCrea: measured,
  fungsiGinjalUreum: measured,
  fungsiGinjalAsam: measured,
  fungsiJantungABI: measured,
  fungsiJantungEKG: finding,
  fungsiJantungEcho: finding,
  funduskopi: finding,
  pemeriksaanLain: finding,
  keterangan: finding,
};

/** Reading takes words and numbers alike, because the split between them is ours. */
const value = z.union([num, text]).nullish();
const checkUpRow = z.looseObject({
  kdMCU: num,
  // The same keys as in the body, each of them optional.
  ...(Object.fromEntries(Object.keys(checkUp).map((key) => [key, value])) as Record<
    keyof typeof checkUp,
    typeof value
  >),
  kdProvider: maybeText,
  noKunjungan: maybeText,
  tglPelayanan: maybeText,
});

const checkUpExample = {
  noKunjungan: '9999U0010926Y500001',
  kdProvider: '9999U001',
  tglPelayanan: '15-09-2026',
  tekananDarahSistole: 130,
  tekananDarahDiastole: 80,
  radiologiFoto: null,
  darahRutinHemo: 13.5,
  darahRutinLeu: 0,
  darahRutinErit: 0,
  darahRutinLaju: 0,
  darahRutinHema: 0,
  darahRutinTrom: 0,
  lemakDarahHDL: 0,
  lemakDarahLDL: 0,
  lemakDarahChol: 190,
  lemakDarahTrigli: 0,
  gulaDarahSewaktu: 0,
  gulaDarahPuasa: 110,
  gulaDarahPostPrandial: 0,
  gulaDarahHbA1c: 6.4,
  fungsiHatiSGOT: 0,
  fungsiHatiSGPT: 0,
  fungsiHatiGamma: 0,
  fungsiHatiProtKual: 0,
  fungsiHatiAlbumin: 0,
  fungsiGinjalCrea: 0,
  fungsiGinjalUreum: 0,
  fungsiGinjalAsam: 0,
  fungsiJantungABI: 0,
  fungsiJantungEKG: 'Normal',
  fungsiJantungEcho: null,
  funduskopi: null,
  pemeriksaanLain: null,
  keterangan: null,
};

const mcuList = read({
  group: 'mcu',
  name: 'list',
  path: '/MCU/kunjungan/{noKunjungan}',
  params: z.strictObject({ noKunjungan: segment }),
  response: listOf(checkUpRow),
  source: '§4.6',
  purpose: 'Check-ups of a visit.',
  example: {
    params: { noKunjungan: '9999U0010926Y500001' },
    response: { list: [{ kdMCU: 1, ...checkUpExample }] },
  },
});

const mcuAdd = write({
  group: 'mcu',
  name: 'add',
  method: 'POST',
  path: '/MCU',
  params: z.strictObject({}),
  request: z.looseObject({ kdMCU: num, ...checkUp }),
  response: createdList,
  // Once per visit is only presumed (docs/facts/pcare.md §4.10 [U]), so a copy may be stored again.
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Adds a check-up to a visit; kdMCU is 0, the answer names the real one.',
  example: {
    params: {},
    request: { kdMCU: 0, ...checkUpExample },
    response: [{ field: 'kdMCU', message: '1' }],
  },
});

const mcuUpdate = write({
  group: 'mcu',
  name: 'update',
  method: 'PUT',
  path: '/MCU',
  params: z.strictObject({}),
  request: z.looseObject({ kdMCU: num, ...checkUp }),
  response: noResponse,
  encryption: 'tolerant',
  success: ['200', '201'],
  writeClass: 'dangerous',
  source: '§4.6',
  purpose: 'Replaces a check-up; the whole body is sent again.',
  example: { params: {}, request: { kdMCU: 1, ...checkUpExample }, response: null },
});

const mcuDelete = bareWrite({
  group: 'mcu',
  name: 'delete',
  method: 'DELETE',
  path: '/MCU/{kdMCU}/kunjungan/{noKunjungan}',
  params: z.strictObject({ kdMCU: z.string().regex(/^\d+$/), noKunjungan: segment }),
  response: noResponse,
  encryption: 'tolerant',
  success: ['200'],
  writeClass: 'write-once',
  source: '§4.6',
  purpose: 'Removes a check-up.',
  example: { params: { kdMCU: '1', noKunjungan: '9999U0010926Y500001' }, response: null },
});

export const pcareMcu = { mcuList, mcuAdd, mcuUpdate, mcuDelete } as const;

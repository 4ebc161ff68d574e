// The conformance walk through what a clinic does beside registration and visit: check-ups, clubs, screening, and the referral by
// competency. Numbers that BPJS gives are kept here.

import { endpoint } from '@titian/contract';
import { isObject, listAt, numberAt, textAt, type Json, type JsonObject } from '../json.ts';
import type { Step } from './steps.ts';

const TODAY_DMY = '23-11-2026';

/** The catalogue's own example of a body, with what belongs to this walk. */
function bodyLike(id: string, change: JsonObject): JsonObject {
  const { request } = endpoint(id).example;
  if (!isObject(request)) throw new Error(`${id} has no example body`);
  return { ...request, ...change };
}

/** While the walk's visit is there. */
export const MCU_STEPS: readonly Step[] = [
  {
    id: 'pcare.mcu.add',
    body: ({ noKunjungan }) => bodyLike('pcare.mcu.add', { noKunjungan, tglPelayanan: TODAY_DMY }),
  },
  { id: 'pcare.mcu.list', params: ({ noKunjungan }) => ({ noKunjungan }) },
  {
    id: 'pcare.mcu.update',
    body: ({ noKunjungan }) => bodyLike('pcare.mcu.update', { kdMCU: 1, noKunjungan, tglPelayanan: TODAY_DMY }),
  },
  { id: 'pcare.mcu.delete', params: ({ noKunjungan }) => ({ kdMCU: '1', noKunjungan }) },
];

const held = { clubId: 0, eduId: '' };
const PAGE = { start: '0', limit: '10' };
/** In the hypertension club under seed 1. */
const CARD = '0000000000005';

export const CLUB_STEPS: readonly Step[] = [
  {
    id: 'pcare.kelompok.club',
    params: () => ({ kdProgram: '02' }),
    keep: (response) => {
      held.clubId = numberAt(listAt(response, 'list')[0], 'clubId');
    },
  },
  {
    id: 'pcare.kelompok.kegiatanSave',
    body: () => bodyLike('pcare.kelompok.kegiatanSave', { clubId: held.clubId, tglPelayanan: TODAY_DMY }),
    keep: (response) => {
      held.eduId = textAt(response, 'message');
    },
  },
  { id: 'pcare.kelompok.kegiatan', params: () => ({ tanggal: TODAY_DMY }) },
  { id: 'pcare.kelompok.pesertaAdd', body: () => ({ eduId: held.eduId, noKartu: CARD }) },
  { id: 'pcare.kelompok.peserta', params: () => ({ eduId: held.eduId }) },
  { id: 'pcare.kelompok.pesertaDelete', params: () => ({ eduId: held.eduId, noKartu: CARD }) },
  { id: 'pcare.kelompok.kegiatanDelete', params: () => ({ eduId: held.eduId }) },
  { id: 'pcare.skrinning.rekap' },
  { id: 'pcare.skrinning.peserta', params: () => ({ kata: CARD, ...PAGE }) },
  { id: 'pcare.skrinning.prolanisDm', params: () => ({ kata: 'a', ...PAGE }) },
  { id: 'pcare.skrinning.prolanisHt', params: () => ({ kata: 'a', ...PAGE }) },
];

const referral = { linkId: '', noKunjungan: '' };
/** A member of the clinic with no visit of the day yet. */
const REFERRED = '0000000000012';
const criterion = (): JsonObject => ({
  item: [{ linkId: referral.linkId, text: 'Terapi', answer: [{ valueBoolean: true }] }],
});

export const SRBK_STEPS: readonly Step[] = [
  {
    id: 'srbk.rujukan.kriteria',
    body: () => bodyLike('srbk.rujukan.kriteria', {}),
    keep: (response) => {
      referral.linkId = textAt(listAt(response, 'kriteriaRujukan')[0], 'linkId');
    },
  },
  {
    id: 'srbk.rujukan.faskes',
    body: () => bodyLike('srbk.rujukan.faskes', { estimasiRujuk: TODAY_DMY, kriteriaRujukan: criterion() }),
  },
  {
    id: 'pcare.pendaftaran.add',
    body: () => bodyLike('pcare.pendaftaran.add', { noKartu: REFERRED, tglDaftar: TODAY_DMY }),
  },
  {
    id: 'srbk.kunjungan.add',
    body: () => {
      const { rujukLanjut, satuSehatRujukan } = bodyLike('srbk.kunjungan.add', {});
      return bodyLike('srbk.kunjungan.add', {
        noKartu: REFERRED,
        tglDaftar: TODAY_DMY,
        tglPulang: TODAY_DMY,
        kdDokter: '99951',
        rujukLanjut: { ...asObject(rujukLanjut), tglEstRujuk: TODAY_DMY },
        satuSehatRujukan: { ...asObject(satuSehatRujukan), kriteriaRujukan: criterion() },
      });
    },
    keep: (response) => {
      referral.noKunjungan = textAt(response, 'noKunjungan');
    },
  },
  { id: 'srbk.kunjungan.delete', body: () => ({ noKunjungan: referral.noKunjungan }) },
];

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

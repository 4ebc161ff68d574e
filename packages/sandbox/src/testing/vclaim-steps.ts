// The conformance walk through what VClaim has beside SEP and referrals: exceptions, accidents, control letters, references. One emergency
// after an accident carries it; numbers that BPJS gives are kept here.

import { emptyPrbFigures } from '@titian/contract';
import { textAt, type Json, type JsonObject } from '../json.ts';
import { emergency, numberOf, sep } from '../services/vclaim/testing.ts';
import { TEST_TODAY } from '../testing.ts';
import { addDays } from '../wib.ts';
import type { Step } from './steps.ts';

const card = '0000000000002';
const TOMORROW = addDays(TEST_TODAY, 1);
const held = { noSEP: '', noSuratKontrol: '', noSPRI: '' };

const accident: JsonObject = {
  lakaLantas: '1',
  noLP: 'LP/B/11/2026',
  penjamin: {
    tglKejadian: TEST_TODAY,
    keterangan: 'tabrakan',
    suplesi: {
      suplesi: '0',
      noSepSuplesi: '',
      lokasiLaka: { kdPropinsi: '91', kdKabupaten: '9101', kdKecamatan: '910101' },
    },
  },
};
const request = (noKartu: string): JsonObject => ({
  request: {
    t_sep: {
      noKartu,
      tglSep: TEST_TODAY,
      jnsPelayanan: '2',
      jnsPengajuan: '2',
      keterangan: 'alat rusak',
      user: 'x',
    },
  },
});
const plan = { kodeDokter: '99901', poliKontrol: 'INT', tglRencanaKontrol: TOMORROW, user: 'x' };
const formPRB = { kdStatusPRB: null, data: emptyPrbFigures() };
const control = (extra: JsonObject = {}): JsonObject => ({ request: { noSEP: held.noSEP, ...plan, ...extra } });
const keepLetter = (response: Json): void => {
  held.noSuratKontrol = textAt(response, 'noSuratKontrol');
};
const removal = (): JsonObject => ({
  request: { t_suratkontrol: { noSuratKontrol: held.noSuratKontrol, user: 'x' } },
});

const SEP_STEPS: readonly Step[] = [
  { id: 'vclaim.sep.pengajuan', body: () => request(card) },
  { id: 'vclaim.sep.aproval', body: () => request(card) },
  { id: 'vclaim.sep.persetujuanList', params: () => ({ bulan: '11', tahun: '2026' }) },
  { id: 'vclaim.fingerprint.randomQuestion', params: () => ({ noKartu: card, tglSep: TEST_TODAY }) },
  {
    id: 'vclaim.fingerprint.randomAnswer',
    body: () => ({
      request: {
        t_sep: {
          noKartu: card,
          tglSep: TEST_TODAY,
          jenPel: '2',
          ppkPelSep: '9999R001',
          tglLahir: '',
          ppkPst: '9999U001',
          user: 'x',
        },
      },
    }),
  },
  {
    id: 'vclaim.sep.insert',
    body: () => ({ request: { t_sep: sep({ ...emergency, noKartu: card, jaminan: accident }) } }),
    keep: (response) => {
      held.noSEP = numberOf(response);
    },
  },
  { id: 'vclaim.fingerprint.list', params: () => ({ tglPelayanan: TEST_TODAY }) },
  { id: 'vclaim.sep.suplesi', params: () => ({ noKartu: card, tglPelayanan: TEST_TODAY }) },
  { id: 'vclaim.sep.kllInduk', params: () => ({ noKartu: card }) },
  { id: 'vclaim.sep.cbg', params: () => ({ noSep: held.noSEP }) },
  {
    id: 'vclaim.monitoring.jasaRaharja',
    params: () => ({ jnsPelayanan: '2', tglMulai: TEST_TODAY, tglAkhir: TEST_TODAY }),
  },
  {
    id: 'vclaim.sep.internalDelete',
    body: () => ({
      request: {
        t_sep: {
          noSep: held.noSEP,
          noSurat: '9999R0011126N000001',
          tglRujukanInternal: TEST_TODAY,
          kdPoliTuj: 'PAR',
          user: 'x',
        },
      },
    }),
    code: '201',
  },
];

const LETTER_STEPS: readonly Step[] = [
  { id: 'vclaim.rencanakontrol.sep', params: () => ({ noSep: held.noSEP }) },
  {
    id: 'vclaim.rencanakontrol.spesialistik',
    params: () => ({ jnsKontrol: '1', nomor: card, tglRencanaKontrol: TOMORROW }),
  },
  { id: 'vclaim.rencanakontrol.insertLama', body: () => control(), keep: keepLetter },
  {
    id: 'vclaim.rencanakontrol.updateLama',
    body: () => control({ noSuratKontrol: held.noSuratKontrol }),
  },
  { id: 'vclaim.rencanakontrol.delete', body: removal },
  { id: 'vclaim.rencanakontrol.insert', body: () => control({ formPRB }), keep: keepLetter },
  {
    id: 'vclaim.rencanakontrol.update',
    body: () => control({ formPRB, noSuratKontrol: held.noSuratKontrol }),
  },
  {
    id: 'vclaim.rencanakontrol.listTanggal',
    params: () => ({ tglAwal: TOMORROW, tglAkhir: TOMORROW, filter: '2' }),
  },
  {
    id: 'vclaim.rencanakontrol.insertSpri',
    body: () => ({ request: { noKartu: card, ...plan } }),
    keep: (response) => {
      held.noSPRI = textAt(response, 'noSPRI');
    },
  },
  { id: 'vclaim.rencanakontrol.updateSpri', body: () => ({ request: { noSPRI: held.noSPRI, ...plan } }) },
];

const REFERENCE_STEPS: readonly Step[] = [
  { id: 'vclaim.referensi.propinsi' },
  { id: 'vclaim.referensi.kabupaten', params: () => ({ kdPropinsi: '91' }) },
  { id: 'vclaim.referensi.kecamatan', params: () => ({ kdKabupaten: '9101' }) },
  { id: 'vclaim.referensi.diagnosaPrb' },
  { id: 'vclaim.referensi.obatPrb', params: () => ({ kata: 'metformin' }) },
  { id: 'vclaim.referensi.procedure', params: () => ({ kata: '39.95' }) },
  { id: 'vclaim.referensi.kelasRawat' },
  { id: 'vclaim.referensi.dokter', params: () => ({ nama: 'Contoh' }) },
  { id: 'vclaim.referensi.spesialistik' },
  { id: 'vclaim.referensi.ruangRawat' },
  { id: 'vclaim.referensi.caraKeluar' },
  { id: 'vclaim.referensi.pascaPulang' },
];

export const VCLAIM_STEPS: readonly Step[] = [...SEP_STEPS, ...LETTER_STEPS, ...REFERENCE_STEPS];

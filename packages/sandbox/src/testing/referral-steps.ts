// The conformance walk through what follows a visit: referrals onwards and their extension, PRB letters, claim sheets, SISRUTE. One
// emergency carries it; numbers that BPJS gives are kept here.

import { textAt, objectAt, listAt, type Json, type JsonObject } from '../json.ts';
import { participantAt } from '../population/index.ts';
import { criteriaOf } from '../services/sisrute/criteria.ts';
import { emergency, numberOf, sep } from '../services/vclaim/testing.ts';
import { TEST_TODAY } from '../testing.ts';
import type { Step } from './steps.ts';

const { person, referrals } = participantAt(1, 4, TEST_TODAY);
const noKartu = person.nomorKartu;
const incoming = referrals[0]?.nomorRujukan ?? '';
const held = { noSep: '', noRujukan: '', idRujukan: '', noSrb: '' };
const user = 'x';
const today = { tglMulai: TEST_TODAY, tglAkhir: TEST_TODAY };

const content = {
  tglRujukan: TEST_TODAY,
  tglRencanaKunjungan: TEST_TODAY,
  ppkDirujuk: '9999R002',
  jnsPelayanan: '2',
  catatan: '-',
  diagRujukan: 'I25.1',
  tipeRujukan: '0',
  poliRujukan: 'JAN',
  user,
};
const rujukan = (fields: () => JsonObject) => (): Json => ({ request: { t_rujukan: fields() } });

const REFERRAL_STEPS: readonly Step[] = [
  {
    id: 'vclaim.sep.insert',
    body: () => ({ request: { t_sep: sep({ ...emergency, noKartu }) } }),
    keep: (response) => {
      held.noSep = numberOf(response);
    },
  },
  {
    id: 'vclaim.rujukan.keluarInsert',
    body: rujukan(() => ({ ...content, noSep: held.noSep })),
    keep: (response) => {
      held.noRujukan = textAt(objectAt(response, 'rujukan'), 'noRujukan');
    },
  },
  {
    id: 'vclaim.rujukan.keluarUpdate',
    body: rujukan(() => ({ ...content, noRujukan: held.noRujukan, catatan: 'segera' })),
  },
  { id: 'vclaim.rujukan.keluarList', params: () => today },
  { id: 'vclaim.rujukan.keluarFind', params: () => ({ noRujukan: held.noRujukan }) },
  { id: 'vclaim.rujukan.spesialistik', params: () => ({ ppkRujukan: '9999R002', tglRujukan: TEST_TODAY }) },
  { id: 'vclaim.rujukan.sarana', params: () => ({ ppkRujukan: '9999R002' }) },
  { id: 'vclaim.rujukan.keluarDelete', body: rujukan(() => ({ noRujukan: held.noRujukan, user })) },
  {
    id: 'vclaim.rujukan.khususInsert',
    body: () => ({ noRujukan: incoming, diagnosa: [{ kode: 'P;N18.9' }], procedure: [{ kode: '39.95' }], user }),
  },
  {
    id: 'vclaim.rujukan.khususList',
    params: () => ({ bulan: '11', tahun: '2026' }),
    keep: (response) => {
      held.idRujukan = textAt(listAt(response, 'rujukan')[0], 'idrujukan');
    },
  },
  {
    id: 'vclaim.rujukan.khususDelete',
    body: rujukan(() => ({ idRujukan: held.idRujukan, noRujukan: incoming, user })),
  },
];

const letter = (): JsonObject => ({
  noSep: held.noSep,
  alamat: 'Jl. Contoh No. 1',
  email: 'peserta@contoh.example',
  kodeDPJP: '99901',
  keterangan: '-',
  saran: '-',
  user: '1234',
  obat: [{ kdObat: '99900000004', signa1: '1', signa2: '1', jmlObat: '30' }],
});
const prb = (fields: () => JsonObject) => (): Json => ({ request: { t_prb: fields() } });

const sheet = (): Json => ({
  request: {
    t_lpk: {
      noSep: held.noSep,
      tglMasuk: TEST_TODAY,
      tglKeluar: TEST_TODAY,
      jaminan: '1',
      poli: { poli: 'IGD' },
      perawatan: { ruangRawat: '1', kelasRawat: '5', spesialistik: '9', caraKeluar: '1', kondisiPulang: '1' },
      diagnosa: [{ kode: 'I10', level: '1' }],
      procedure: [{ kode: '89.52' }],
      rencanaTL: {
        tindakLanjut: '1',
        dirujukKe: { kodePPK: '' },
        kontrolKembali: { tglKontrol: '', poli: '' },
      },
      DPJP: '99917',
      user,
    },
  },
});

const AFTER_STEPS: readonly Step[] = [
  { id: 'vclaim.prb.potensi', params: () => ({ tahun: '2026', bulan: '11' }) },
  {
    id: 'vclaim.prb.insert',
    body: prb(() => ({ ...letter(), noKartu, programPRB: '02' })),
    keep: (response) => {
      held.noSrb = textAt(response, 'noSRB');
    },
  },
  { id: 'vclaim.prb.update', body: prb(() => ({ ...letter(), noSrb: held.noSrb })) },
  { id: 'vclaim.prb.list', params: () => today },
  { id: 'vclaim.prb.find', params: () => ({ noSrb: held.noSrb, noSep: held.noSep }) },
  { id: 'vclaim.prb.delete', body: prb(() => ({ noSrb: held.noSrb, noSep: held.noSep, user: '1234' })) },
  { id: 'vclaim.lpk.insert', body: sheet },
  { id: 'vclaim.lpk.update', body: sheet },
  { id: 'vclaim.lpk.list', params: () => ({ tglMasuk: TEST_TODAY, jnsPelayanan: '2' }) },
  { id: 'vclaim.lpk.delete', body: () => ({ request: { t_lpk: { noSep: held.noSep } } }) },
];

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000004';
const region = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};
const kriteriaRujukan = {
  item: [{ linkId: criteriaOf('I25.1')?.[0]?.linkId ?? '', text: 'Terapi', answer: [{ valueBoolean: true }] }],
};
const question = {
  kodeFaskesSatuSehat: '100999001',
  kodeDiagnosa: 'I25.1',
  encounter: { reference: `Encounter/${ENCOUNTER}` },
};
const satuSehatRujukan = {
  kodeFaskesSatuSehat: '100999001',
  idPasienSatuSehat: 'P99990000004',
  kdppkSatuSehatTujuanRujukan: '100999002',
  kdDokterSatuSehat: 'N99990000001',
  encounter: { reference: ENCOUNTER },
  patientInstruction: '-',
  keteranganRujukan: '-',
  kriteriaRujukan,
  codeJejaringWilayah: region,
};

const SISRUTE_STEPS: readonly Step[] = [
  { id: 'sisrute.rujukan.kriteria', body: () => question },
  {
    id: 'sisrute.rujukan.faskes',
    body: () => ({
      ...question,
      kodeSpesialis: 'JAN',
      tglRencanaKunjungan: TEST_TODAY,
      kriteriaRujukan,
      codeJejaringWilayah: region,
    }),
  },
  {
    id: 'sisrute.rujukan.insert',
    body: rujukan(() => ({ ...content, noSep: held.noSep, satuSehatRujukan })),
    keep: (response) => {
      held.noRujukan = textAt(response, 'noRujukan');
    },
  },
  { id: 'sisrute.rujukan.delete', body: rujukan(() => ({ noRujukan: held.noRujukan, user, satuSehatRujukan })) },
];

export const FOLLOW_UP_STEPS: readonly Step[] = [...REFERRAL_STEPS, ...AFTER_STEPS, ...SISRUTE_STEPS];

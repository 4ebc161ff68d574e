// Every endpoint of the catalogue, asked in a payer that holds something to answer with: the decrypted answer fits the contract's
// own schema, and the code is one the contract calls success. Two rooms meet here in data, not in code.

import { ENDPOINTS, endpoint } from '@titian/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from './json.ts';
import { participantAt } from './population/index.ts';
import { TEST_START_MS, TEST_TODAY, testPayer, type TestAnswer, type TestCaller } from './testing.ts';
import { FOLLOW_UP_STEPS } from './testing/referral-steps.ts';
import { CLUB_STEPS, MCU_STEPS, SRBK_STEPS } from './testing/pcare-steps.ts';
import { OTHER_STEPS, type Memory, type Step } from './testing/steps.ts';
import { VCLAIM_STEPS } from './testing/vclaim-steps.ts';
import { SANDBOX_SERVICES, type SandboxService } from './world/facilities.ts';

const TODAY_DMY = '23-11-2026';
const visitor = participantAt(1, 1, TEST_TODAY);
const returning = participantAt(1, 6, TEST_TODAY);
const fromHospital = participantAt(1, 17, TEST_TODAY);
const card = visitor.person.nomorKartu;
const nik = visitor.person.nik;
const referral = visitor.referrals[0]?.nomorRujukan ?? '';
const poli = visitor.referrals[0]?.poli ?? '';
const cardNine = '0000000000009';

const booking: JsonObject = {
  kodebooking: 'B1',
  jenispasien: 'JKN',
  nomorkartu: card,
  nik,
  nohp: '080000000001',
  kodepoli: poli,
  namapoli: 'Poli',
  pasienbaru: 0,
  norm: '000001',
  tanggalperiksa: TEST_TODAY,
  kodedokter: 99901,
  namadokter: 'dr. Rangga Contoh, Sp.PD',
  jampraktek: '08:00-12:00',
  jeniskunjungan: 1,
  nomorreferensi: referral,
  nomorantrean: 'INT-1',
  angkaantrean: 1,
  estimasidilayani: TEST_START_MS,
  sisakuotajkn: 1,
  kuotajkn: 2,
  sisakuotanonjkn: 1,
  kuotanonjkn: 2,
  keterangan: '',
};
const sep: JsonObject = {
  noKartu: card,
  tglSep: TEST_TODAY,
  ppkPelayanan: '9999R001',
  jnsPelayanan: '2',
  klsRawat: { klsRawatHak: '3', klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
  noMR: '000001',
  rujukan: {
    asalRujukan: '1',
    tglRujukan: visitor.referrals[0]?.tanggal ?? '',
    noRujukan: referral,
    ppkRujukan: visitor.referrals[0]?.perujuk.kode ?? '',
  },
  catatan: '-',
  diagAwal: 'I10',
  poli: { tujuan: poli, eksekutif: '0' },
  cob: { cob: '0' },
  katarak: { katarak: '0' },
  jaminan: {
    lakaLantas: '0',
    noLP: '',
    penjamin: {
      tglKejadian: '',
      keterangan: '',
      suplesi: { suplesi: '0', noSepSuplesi: '', lokasiLaka: { kdPropinsi: '', kdKabupaten: '', kdKecamatan: '' } },
    },
  },
  tujuanKunj: '0',
  flagProcedure: '',
  kdPenunjang: '',
  assesmentPel: '',
  skdp: { noSurat: '', kodeDPJP: '' },
  dpjpLayan: '99901',
  noTelp: '080000000001',
  user: 'x',
};
const stay: JsonObject = {
  ...sep,
  noKartu: returning.person.nomorKartu,
  jnsPelayanan: '1',
  dpjpLayan: '',
  poli: { tujuan: '', eksekutif: '0' },
  rujukan: { asalRujukan: '2', tglRujukan: TEST_TODAY, noRujukan: 'SPRI1', ppkRujukan: '9999R001' },
  skdp: { noSurat: 'SPRI1', kodeDPJP: '99901' },
};
const visit: JsonObject = {
  noKunjungan: null,
  noKartu: card,
  tglDaftar: TODAY_DMY,
  kdPoli: '001',
  keluhan: 'pusing',
  kdSadar: '01',
  sistole: 150,
  diastole: 90,
  beratBadan: 60,
  tinggiBadan: 160,
  respRate: 18,
  heartRate: 80,
  lingkarPerut: 80,
  kdStatusPulang: '4',
  tglPulang: TODAY_DMY,
  kdDokter: '99951',
  kdDiag1: 'I50.0',
  kdDiag2: null,
  kdDiag3: null,
  kdPoliRujukInternal: null,
  rujukLanjut: {
    tglEstRujuk: TODAY_DMY,
    kdppk: '9999R001',
    subSpesialis: { kdSubSpesialis1: '3', kdSarana: null },
    khusus: null,
  },
  kdTacc: -1,
  alasanTacc: null,
  anamnesa: 'pusing sejak dua hari',
  alergiMakan: '00',
  alergiUdara: '00',
  alergiObat: '00',
  kdPrognosa: '02',
  terapiObat: 'Amlodipin',
  terapiNonObat: 'Diet',
  bmhp: '-',
  suhu: '36,4',
};
const entry: JsonObject = {
  nomorkartu: card,
  nik,
  nohp: '080000000001',
  kodepoli: '001',
  namapoli: 'POLI UMUM',
  norm: '1',
  tanggalperiksa: TEST_TODAY,
  kodedokter: 99951,
  namadokter: 'dr. Asri Contoh',
  jampraktek: '08:00-14:00',
  nomorantrean: 'A-1',
  angkaantrean: 1,
  keterangan: '',
};
const firstMessage = (response: Json): string =>
  String(((Array.isArray(response) ? response[0] : response) as JsonObject)['message']);
const sepNumber = (response: Json): string => String(((response as JsonObject)['sep'] as JsonObject)['noSep']);
const page = { start: '0', limit: '10' };

const STEPS: readonly Step[] = [
  // Antrean RS
  { id: 'antreanrs.referensi.poli' },
  { id: 'antreanrs.referensi.dokter' },
  { id: 'antreanrs.jadwaldokter.list', params: () => ({ kodepoli: 'INT', tanggal: TEST_TODAY }) },
  {
    id: 'antreanrs.jadwaldokter.update',
    body: () => ({
      kodepoli: 'INT',
      kodesubspesialis: 'INT',
      kodedokter: 99901,
      jadwal: [{ hari: '4', buka: '08:00', tutup: '12:00' }],
    }),
  },
  { id: 'antreanrs.referensi.poliFingerprint' },
  { id: 'antreanrs.referensi.pasienFingerprint', params: () => ({ identitas: 'noka', noidentitas: card }) },
  { id: 'antreanrs.antrean.add', body: () => booking },
  { id: 'antreanrs.pendaftaran.aktif' },
  {
    id: 'antreanrs.pendaftaran.sesi',
    params: () => ({ kodepoli: poli, kodedokter: '99901', hari: '1', jampraktek: '08:00-12:00' }),
  },
  { id: 'antreanrs.antrean.updatewaktu', body: () => ({ kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS }) },
  { id: 'antreanrs.antrean.getlisttask', body: () => ({ kodebooking: 'B1' }) },
  {
    id: 'antreanrs.antrean.farmasiAdd',
    body: () => ({ kodebooking: 'B1', jenisresep: 'racikan', nomorantrean: 7, keterangan: '' }),
  },
  { id: 'antreanrs.dashboard.tanggal', params: () => ({ tanggal: TEST_TODAY, waktu: 'rs' }) },
  { id: 'antreanrs.dashboard.bulan', params: () => ({ bulan: '11', tahun: '2026', waktu: 'server' }) },
  { id: 'antreanrs.pendaftaran.tanggal', params: () => ({ tanggal: TEST_TODAY }) },
  { id: 'antreanrs.pendaftaran.kodebooking', params: () => ({ kodebooking: 'B1' }) },
  { id: 'antreanrs.antrean.batal', body: () => ({ kodebooking: 'B1', keterangan: 'batal' }) },
  // VClaim
  { id: 'vclaim.peserta.nokartu', params: () => ({ noKartu: card, tglSep: TEST_TODAY }) },
  { id: 'vclaim.peserta.nik', params: () => ({ nik, tglSep: TEST_TODAY }) },
  { id: 'vclaim.rujukan.nomor', params: () => ({ noRujukan: referral }) },
  { id: 'vclaim.rujukan.nomorRs', params: () => ({ noRujukan: fromHospital.referrals[0]?.nomorRujukan ?? '' }) },
  { id: 'vclaim.rujukan.peserta', params: () => ({ noKartu: card }) },
  { id: 'vclaim.rujukan.pesertaRs', params: () => ({ noKartu: fromHospital.person.nomorKartu }) },
  { id: 'vclaim.rujukan.pesertaList', params: () => ({ noKartu: card }) },
  { id: 'vclaim.rujukan.pesertaListRs', params: () => ({ noKartu: fromHospital.person.nomorKartu }) },
  {
    id: 'vclaim.sep.insert',
    body: () => ({ request: { t_sep: sep } }),
    keep: (response, memory) => {
      memory.noSep = sepNumber(response);
    },
  },
  {
    id: 'vclaim.sep.insert',
    body: () => ({ request: { t_sep: stay } }),
    keep: (response, memory) => {
      memory.noSepInap = sepNumber(response);
    },
  },
  { id: 'vclaim.rujukan.jumlahSep', params: () => ({ asal: '1', noRujukan: referral }) },
  { id: 'vclaim.rujukan.lastSep', params: () => ({ noRujukan: referral }) },
  { id: 'vclaim.sep.find', params: (memory) => ({ noSep: memory.noSep }) },
  { id: 'vclaim.sep.internal', params: (memory) => ({ noSep: memory.noSep }), code: '201' },
  { id: 'vclaim.sep.update', body: (memory) => ({ request: { t_sep: { ...sep, noSep: memory.noSep } } }) },
  {
    id: 'vclaim.sep.updateTanggalPulang',
    body: (memory) => ({
      request: {
        t_sep: {
          noSep: memory.noSepInap,
          statusPulang: '1',
          noSuratMeninggal: '',
          tglMeninggal: '',
          tglPulang: TEST_TODAY,
          noLPManual: '',
          user: 'x',
        },
      },
    }),
  },
  { id: 'vclaim.sep.listTanggalPulang', params: () => ({ bulan: '11', tahun: '2026', filter: '' }) },
  { id: 'vclaim.monitoring.kunjungan', params: () => ({ tglSep: TEST_TODAY, jnsPelayanan: '2' }) },
  {
    id: 'vclaim.monitoring.historiPelayanan',
    params: () => ({ noKartu: card, tglMulai: TEST_TODAY, tglAkhir: TEST_TODAY }),
  },
  { id: 'vclaim.monitoring.klaim', params: () => ({ tglPulang: TEST_TODAY, jnsPelayanan: '1', status: '1' }) },
  {
    id: 'vclaim.monitoring.jasaRaharja',
    params: () => ({ jnsPelayanan: '2', tglMulai: TEST_TODAY, tglAkhir: TEST_TODAY }),
    code: '201',
  },
  { id: 'vclaim.fingerprint.status', params: () => ({ noKartu: card, tglPelayanan: TEST_TODAY }) },
  { id: 'vclaim.rencanakontrol.find', params: () => ({ noSurat: returning.controlLetter?.nomorSurat ?? '' }) },
  {
    id: 'vclaim.rencanakontrol.list',
    params: () => ({ bulan: '11', tahun: '2026', noKartu: returning.person.nomorKartu, filter: '2' }),
  },
  {
    id: 'vclaim.rencanakontrol.jadwalDokter',
    params: () => ({ jnsKontrol: '2', kdPoli: 'INT', tglRencanaKontrol: TEST_TODAY }),
  },
  { id: 'vclaim.referensi.diagnosa', params: () => ({ kata: 'hypertension' }) },
  { id: 'vclaim.referensi.poli', params: () => ({ kata: 'dalam' }) },
  { id: 'vclaim.referensi.faskes', params: () => ({ kata: 'tirta', jenis: '2' }) },
  {
    id: 'vclaim.referensi.dokterDpjp',
    params: () => ({ jnsPelayanan: '2', tglPelayanan: TEST_TODAY, spesialis: 'INT' }),
  },
  { id: 'vclaim.sep.delete', body: (memory) => ({ request: { t_sep: { noSep: memory.noSep, user: 'x' } } }) },
  // PCare
  { id: 'pcare.referensi.alergi', params: () => ({ jenis: '01' }) },
  { id: 'pcare.referensi.diagnosa', params: () => ({ kata: 'I10', ...page }) },
  { id: 'pcare.referensi.dokter', params: () => page },
  { id: 'pcare.referensi.kesadaran' },
  { id: 'pcare.referensi.poli', params: () => page },
  { id: 'pcare.referensi.prognosa' },
  { id: 'pcare.referensi.provider', params: () => page },
  { id: 'pcare.referensi.statusPulang', params: () => ({ rawatInap: 'false' }) },
  { id: 'pcare.referensi.obat', params: () => ({ kata: 'amlodipin', ...page }) },
  { id: 'pcare.referensi.tindakan', params: () => ({ kdTkp: '10', ...page }) },
  { id: 'pcare.referensi.spesialis' },
  { id: 'pcare.referensi.subspesialis', params: () => ({ kdSpesialis: 'INT' }) },
  { id: 'pcare.referensi.sarana' },
  { id: 'pcare.referensi.khusus' },
  { id: 'pcare.rujukan.subspesialis', params: () => ({ kdSubSpesialis: '3', kdSarana: '0', tglEstRujuk: TODAY_DMY }) },
  { id: 'pcare.rujukan.khusus', params: () => ({ kdKhusus: 'HDL', noKartu: card, tglEstRujuk: TODAY_DMY }) },
  {
    id: 'pcare.rujukan.khususSubspesialis',
    params: () => ({ kdKhusus: 'THA', kdSubSpesialis: '3', noKartu: card, tglEstRujuk: TODAY_DMY }),
  },
  { id: 'pcare.peserta.nokartu', params: () => ({ noKartu: card }) },
  { id: 'pcare.peserta.jenis', params: () => ({ jenis: 'nik', nomor: nik }) },
  ...[card, cardNine].map((noKartu): Step => ({
    id: 'pcare.pendaftaran.add',
    body: () => ({
      kdProviderPeserta: '9999U001',
      tglDaftar: TODAY_DMY,
      noKartu,
      kdPoli: '001',
      keluhan: 'pusing',
      kunjSakit: true,
      sistole: 0,
      diastole: 0,
      beratBadan: 0,
      tinggiBadan: 0,
      respRate: 0,
      lingkarPerut: 0,
      heartRate: 0,
      rujukBalik: 0,
      kdTkp: '10',
    }),
  })),
  { id: 'pcare.pendaftaran.list', params: () => ({ tglDaftar: TODAY_DMY, ...page }) },
  { id: 'pcare.pendaftaran.find', params: () => ({ noUrut: 'A1', tglDaftar: TODAY_DMY }) },
  {
    id: 'pcare.pendaftaran.delete',
    params: () => ({ noKartu: cardNine, tglDaftar: TODAY_DMY, noUrut: 'A2', kdPoli: '001' }),
  },
  {
    id: 'pcare.kunjungan.add',
    body: () => visit,
    keep: (response, memory) => {
      memory.noKunjungan = firstMessage(response);
    },
  },
  { id: 'pcare.kunjungan.update', body: (memory) => ({ ...visit, noKunjungan: memory.noKunjungan }) },
  { id: 'pcare.kunjungan.riwayat', params: () => ({ noKartu: card }) },
  { id: 'pcare.kunjungan.rujukan', params: (memory) => ({ noKunjungan: memory.noKunjungan }) },
  {
    id: 'pcare.obat.add',
    body: (memory) => ({
      kdObatSK: 0,
      noKunjungan: memory.noKunjungan,
      racikan: true,
      kdRacikan: null,
      obatDPHO: true,
      kdObat: '990000001',
      signa1: 1,
      signa2: 1,
      jmlObat: 10,
      jmlPermintaan: 10,
      nmObatNonDPHO: '-',
    }),
  },
  { id: 'pcare.obat.list', params: (memory) => ({ noKunjungan: memory.noKunjungan }) },
  { id: 'pcare.obat.delete', params: (memory) => ({ kdObatSK: '1', noKunjungan: memory.noKunjungan }) },
  {
    id: 'pcare.tindakan.add',
    body: (memory) => ({
      kdTindakanSK: 0,
      noKunjungan: memory.noKunjungan,
      kdTindakan: '01006',
      biaya: 15_000,
      keterangan: null,
      hasil: 0,
    }),
  },
  { id: 'pcare.tindakan.list', params: (memory) => ({ noKunjungan: memory.noKunjungan }) },
  {
    id: 'pcare.tindakan.update',
    body: (memory) => ({
      kdTindakanSK: 1,
      noKunjungan: memory.noKunjungan,
      kdTindakan: '01006',
      biaya: 20_000,
      keterangan: null,
      hasil: 0,
    }),
  },
  { id: 'pcare.tindakan.delete', params: (memory) => ({ kdTindakanSK: '1', noKunjungan: memory.noKunjungan }) },
  ...MCU_STEPS,
  { id: 'pcare.kunjungan.delete', params: (memory) => ({ noKunjungan: memory.noKunjungan }) },
  // Antrean FKTP
  { id: 'antreanfktp.referensi.poli', params: () => ({ tanggal: TEST_TODAY }) },
  { id: 'antreanfktp.referensi.dokter', params: () => ({ kodepoli: '001', tanggal: TEST_TODAY }) },
  { id: 'antreanfktp.antrean.add', body: () => entry },
  {
    id: 'antreanfktp.antrean.panggil',
    body: () => ({ tanggalperiksa: TEST_TODAY, kodepoli: '001', nomorkartu: card, status: 2, waktu: TEST_START_MS }),
  },
  {
    id: 'antreanfktp.antrean.batal',
    body: () => ({ tanggalperiksa: TEST_TODAY, kodepoli: '001', nomorkartu: card, alasan: 'batal' }),
  },
  ...VCLAIM_STEPS,
  ...FOLLOW_UP_STEPS,
  ...CLUB_STEPS,
  ...SRBK_STEPS,
  ...OTHER_STEPS,
];

describe('every endpoint of the catalogue', () => {
  const memory: Memory = { noSep: '', noSepInap: '', noKunjungan: '' };
  let payer: Awaited<ReturnType<typeof testPayer>>;
  const callers = new Map<SandboxService, TestCaller>();

  beforeAll(async () => {
    payer = await testPayer();
    for (const service of SANDBOX_SERVICES) callers.set(service, payer.caller(service));
    await payer.sandbox.arrange([
      {
        kind: 'control-letter',
        letter: {
          nomorSurat: 'SPRI1',
          jenis: '1',
          nomorKartu: returning.person.nomorKartu,
          tanggalRencana: TEST_TODAY,
          tanggalTerbit: TEST_TODAY,
          poli: 'INT',
          kodeDokter: '99901',
        },
      },
    ]);
  });
  afterAll(() => payer.sandbox.close());

  async function ask(step: Step): Promise<TestAnswer> {
    const { service, method, path } = endpoint(step.id);
    const caller = callers.get(service);
    if (caller === undefined) throw new Error(`no caller for ${service}`);
    const params = step.params?.(memory) ?? {};
    const filled = path.replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));
    if (step.id === 'vclaim.monitoring.klaim')
      await payer.sandbox.arrange([{ kind: 'claim', nomorSep: memory.noSepInap, status: '1' }]);
    return method === 'GET' ? caller.get(filled) : caller.send(method, filled, step.body?.(memory));
  }

  test.each(STEPS.map((step, place) => [`${place + 1} ${step.id}`, step] as const))('%s', async (_name, step) => {
    const { success, response: schema, request, seal } = endpoint(step.id);
    const sent = step.body?.(memory);
    // The schema of a sealed body describes it before it is encrypted.
    if (request !== null && sent !== undefined && seal === undefined)
      expect(request.safeParse(sent).error).toBeUndefined();
    const answer = await ask(step);
    expect(`${answer.code} ${answer.message}`).toMatch(
      step.code === undefined ? new RegExp(`^(${success.join('|')}) `) : new RegExp(`^${step.code} `),
    );
    if (step.code === undefined) expect(schema.safeParse(answer.response).error).toBeUndefined();
    step.keep?.(answer.response, memory);
  });

  test('none was left out', () => {
    const asked = new Set(STEPS.map(({ id }) => id));
    expect(ENDPOINTS.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });
});

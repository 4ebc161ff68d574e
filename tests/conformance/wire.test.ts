// Two independent wires meet: the client calls every endpoint of the catalogue at the sandbox, in the order in which a
// hospital and a clinic would. They share the catalogue and the golden vectors, no code. An endpoint that nobody calls here
// fails the test, and so does an answer with a key that the catalogue does not name.
import { type Answer, type BpjsClient, createBpjsClient, isBpjsError } from '@titian/client';
import { antreanfktp, antreanrs, createdNumber, type Endpoint, ENDPOINTS, pcare, vclaim } from '@titian/contract';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { participantAt } from '@titian/sandbox/population';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A Thursday, nine in the morning WIB. */
const NOW_MS = Date.parse('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const HARI_INI = '26-11-2026';
const SEED = 1;

let sandbox: Sandbox;
let hospital: BpjsClient;
let clinic: BpjsClient;
const called = new Set<string>();
const unknownKeys: string[] = [];

function clientFor(kodePpk: string): BpjsClient {
  return createBpjsClient({
    credentials: sandbox.credentials(kodePpk),
    environment: 'development',
    baseUrls: sandbox.baseUrls,
    clock: { now: () => new Date(NOW_MS) },
    settings: { allowBaseUrl: [sandbox.url] },
  });
}

/** Calls, remembers the endpoint, and notes what the catalogue did not expect. */
async function ask<P, Q, R>(
  client: BpjsClient,
  endpoint: Endpoint<P, Q, R>,
  params?: NoInfer<P>,
  body?: NoInfer<Q>,
): Promise<Answer<R>> {
  called.add(endpoint.id);
  const answer = await client.call(endpoint, { params, body });
  unknownKeys.push(...answer.unknownKeys.map((key) => `${endpoint.id}: ${key}`));
  return answer;
}

async function dataOf<P, Q, R>(
  client: BpjsClient,
  endpoint: Endpoint<P, Q, R>,
  params?: NoInfer<P>,
  body?: NoInfer<Q>,
): Promise<R> {
  const answer = await ask(client, endpoint, params, body);
  if (answer.kind !== 'ok') throw new Error(`${endpoint.id} answered ${answer.kind}: ${answer.message}`);
  return answer.data;
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isBpjsError(error)) return `${error.code} ${error.messageId ?? ''}`.trim();
    throw error;
  }
  return 'answered';
}

beforeAll(async () => {
  sandbox = await createSandbox({ seed: SEED, population: 120, now: () => NOW_MS });
  hospital = clientFor('9999R001');
  clinic = clientFor('9999U001');
});

afterAll(async () => {
  await Promise.all([hospital.close(), clinic.close()]);
  await sandbox.close();
});

/** An adult with a valid referral from primary care, and one whose referral comes from a hospital. */
const member = participantAt(SEED, 2, TODAY);
const fromHospital = participantAt(SEED, 8 * 10 + 7, TODAY);
const known = member.person;
const referral = member.referrals[0];

describe('the hospital', () => {
  it('finds a member and the referrals', async () => {
    const { peserta } = await dataOf(hospital, vclaim.pesertaNokartu, { noKartu: known.nomorKartu, tglSep: TODAY });
    expect(peserta).toMatchObject({ nama: known.nama, nik: known.nik, statusPeserta: { kode: '0' } });
    expect(await dataOf(hospital, vclaim.pesertaNik, { nik: known.nik, tglSep: TODAY })).toMatchObject({
      peserta: { noKartu: known.nomorKartu },
    });
    const { rujukan } = await dataOf(hospital, vclaim.rujukanPesertaList, { noKartu: known.nomorKartu });
    expect(rujukan[0]).toMatchObject({ noKunjungan: referral?.nomorRujukan });
    const number = referral?.nomorRujukan ?? '';
    await dataOf(hospital, vclaim.rujukanNomor, { noRujukan: number });
    await dataOf(hospital, vclaim.rujukanPeserta, { noKartu: known.nomorKartu });
    expect(await dataOf(hospital, vclaim.rujukanJumlahSep, { asal: '1', noRujukan: number })).toMatchObject({
      jumlahSEP: 0,
    });
    const other = fromHospital.referrals[0]?.nomorRujukan ?? '';
    await dataOf(hospital, vclaim.rujukanNomorRs, { noRujukan: other });
    await dataOf(hospital, vclaim.rujukanPesertaRs, { noKartu: fromHospital.person.nomorKartu });
    await dataOf(hospital, vclaim.rujukanPesertaListRs, { noKartu: fromHospital.person.nomorKartu });
    expect(await ask(hospital, vclaim.rujukanNomor, { noRujukan: '9999U0010126P999999' })).toMatchObject({
      kind: 'empty',
    });
    await dataOf(hospital, vclaim.fingerprintStatus, { noKartu: known.nomorKartu, tglPelayanan: TODAY });
    await dataOf(hospital, vclaim.refDiagnosa, { kata: 'I10' });
    await dataOf(hospital, vclaim.refPoli, { kata: 'INT' });
    await dataOf(hospital, vclaim.refFaskes, { kata: 'tirta', jenis: '2' });
    await dataOf(hospital, vclaim.refDokterDpjp, { jnsPelayanan: '2', tglPelayanan: TODAY, spesialis: 'INT' });
    await dataOf(hospital, vclaim.kontrolJadwalDokter, { jnsKontrol: '2', kdPoli: 'INT', tglRencanaKontrol: TODAY });
  });

  it('books, reports task times and reads them back', async () => {
    const poli = referral?.poli ?? '';
    await dataOf(hospital, antreanrs.refPoli);
    await dataOf(hospital, antreanrs.refDokter);
    await dataOf(hospital, antreanrs.refPoliFingerprint);
    await dataOf(hospital, antreanrs.refPasienFingerprint, { identitas: 'noka', noidentitas: known.nomorKartu });
    const sessions = await dataOf(hospital, antreanrs.jadwalDokter, { kodepoli: poli, tanggal: TODAY });
    const session = sessions.list[0];
    if (session === undefined) throw new Error(`No session of ${poli}.`);
    const booking = {
      ...antreanrs.add.example.request,
      kodebooking: 'KONFORM-1',
      jenispasien: 'JKN' as const,
      nomorkartu: known.nomorKartu,
      nik: known.nik,
      nohp: '080000000012',
      kodepoli: session.kodesubspesialis,
      namapoli: session.namapoli ?? '',
      pasienbaru: 0,
      norm: known.norm,
      tanggalperiksa: TODAY,
      kodedokter: session.kodedokter,
      namadokter: session.namadokter,
      jampraktek: session.jadwal,
      jeniskunjungan: 1,
      nomorreferensi: referral?.nomorRujukan ?? '',
      nomorantrean: 'A-1',
      angkaantrean: 1,
      estimasidilayani: NOW_MS,
      sisakuotajkn: 9,
      kuotajkn: 10,
      sisakuotanonjkn: 9,
      kuotanonjkn: 10,
      keterangan: '',
    };
    const task = (taskid: 3 | 4 | 5 | 6 | 7, minute: number) => ({
      kodebooking: 'KONFORM-1',
      taskid,
      waktu: NOW_MS - 3_600_000 + minute * 60_000,
    });
    expect(await codeOf(ask(hospital, antreanrs.updatewaktu, undefined, task(3, 0)))).toBe(
      'BPJS_PREDECESSOR antrean.booking-unknown',
    );
    expect(await ask(hospital, antreanrs.add, undefined, booking)).toMatchObject({ kind: 'ok' });
    expect(await ask(hospital, antreanrs.add, undefined, booking)).toMatchObject({
      kind: 'already',
      messageId: 'antrean.duplicate',
    });
    expect(await codeOf(ask(hospital, antreanrs.updatewaktu, undefined, task(4, 1)))).toMatch(
      /^BPJS_PREDECESSOR task\./,
    );
    expect(await ask(hospital, antreanrs.updatewaktu, undefined, task(3, 0))).toMatchObject({ kind: 'ok' });
    expect(await ask(hospital, antreanrs.updatewaktu, undefined, task(3, 9))).toMatchObject({
      kind: 'already',
      values: { task: '3' },
    });
    expect(await codeOf(ask(hospital, antreanrs.updatewaktu, undefined, task(4, 0)))).toBe(
      'BPJS_REJECTED task.not-later',
    );
    expect(await ask(hospital, antreanrs.updatewaktu, undefined, task(4, 5))).toMatchObject({ kind: 'ok' });
    expect(
      await ask(hospital, antreanrs.updatewaktu, undefined, { ...task(5, 15), jenisresep: 'Non racikan' }),
    ).toMatchObject({ kind: 'ok' });
    const farmasi = { kodebooking: 'KONFORM-1', jenisresep: 'non racikan' as const, nomorantrean: 1, keterangan: '' };
    expect(await ask(hospital, antreanrs.farmasiAdd, undefined, farmasi)).toMatchObject({ kind: 'ok' });
    expect(await ask(hospital, antreanrs.farmasiAdd, undefined, farmasi)).toMatchObject({ kind: 'already' });
    const stored = await dataOf(hospital, antreanrs.getlisttask, undefined, { kodebooking: 'KONFORM-1' });
    expect(stored.list.map((row) => row.taskid)).toEqual([3, 4, 5]);
    expect(stored.list[0]?.wakturs).toBe('26-11-2026 08:00:00 WIB');
    const second = {
      ...booking,
      kodebooking: 'KONFORM-2',
      jenispasien: 'NON JKN' as const,
      nomorkartu: '',
      nik: '9999000000009999',
      nomorreferensi: '',
    };
    await dataOf(hospital, antreanrs.add, undefined, second);
    await dataOf(hospital, antreanrs.pendaftaranAktif);
    const hari = String(session.hari);
    await dataOf(hospital, antreanrs.pendaftaranSesi, {
      kodepoli: session.kodesubspesialis,
      kodedokter: String(session.kodedokter),
      hari,
      jampraktek: session.jadwal,
    });
    expect(
      await ask(hospital, antreanrs.batal, undefined, { kodebooking: 'KONFORM-2', keterangan: 'batal' }),
    ).toMatchObject({ kind: 'ok' });
    expect(
      (await dataOf(hospital, antreanrs.pendaftaranTanggal, { tanggal: TODAY })).list.length,
    ).toBeGreaterThanOrEqual(2);
    expect((await dataOf(hospital, antreanrs.pendaftaranKodebooking, { kodebooking: 'KONFORM-1' })).list).toHaveLength(
      1,
    );
    await dataOf(hospital, antreanrs.dashboardTanggal, { tanggal: TODAY, waktu: 'rs' });
    await dataOf(hospital, antreanrs.dashboardBulan, { bulan: '11', tahun: '2026', waktu: 'server' });
    await dataOf(hospital, antreanrs.updateJadwalDokter, undefined, {
      kodepoli: session.kodepoli,
      kodesubspesialis: session.kodesubspesialis,
      kodedokter: session.kodedokter,
      jadwal: [{ hari: '4', buka: '08:00', tutup: '12:00' }],
    });
  });

  it('issues a SEP once, changes it, finds it everywhere and deletes it', async () => {
    const example = vclaim.sepInsert.example.request;
    if (example === null || referral === undefined) throw new Error('The catalogue or the population is incomplete.');
    const doctors = await dataOf(hospital, vclaim.refDokterDpjp, {
      jnsPelayanan: '2',
      tglPelayanan: TODAY,
      spesialis: referral.poli,
    });
    const body = {
      ...example.request.t_sep,
      noKartu: known.nomorKartu,
      tglSep: TODAY,
      klsRawat: { klsRawatHak: known.hakKelas, klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
      rujukan: {
        asalRujukan: '1',
        tglRujukan: referral.tanggal,
        noRujukan: referral.nomorRujukan,
        ppkRujukan: referral.perujuk.kode,
      },
      diagAwal: referral.diagnosa.kode,
      poli: { tujuan: referral.poli, eksekutif: '0' },
      dpjpLayan: doctors.list[0]?.kode ?? '',
    };
    const insert = (change: Partial<typeof body> = {}) =>
      ask(hospital, vclaim.sepInsert, undefined, { request: { t_sep: { ...body, ...change } } });
    expect(await codeOf(insert({ tujuanKunj: '2' }))).toMatch(/^BPJS_REJECTED vclaim\.E-0[45]$/);
    const issued = await insert();
    if (issued.kind !== 'ok') throw new Error(issued.message);
    const { noSep } = issued.data.sep;
    expect(noSep).toMatch(/^9999R0011126V\d{6}$/);
    expect(await insert()).toMatchObject({ kind: 'already', messageId: 'vclaim.E-01', values: { nomorSep: noSep } });
    expect(await dataOf(hospital, vclaim.sepFind, { noSep })).toMatchObject({
      noSep,
      peserta: { noKartu: known.nomorKartu },
    });
    expect(await dataOf(hospital, vclaim.rujukanLastSep, { noRujukan: referral.nomorRujukan })).toMatchObject({
      noSep,
    });
    expect(
      (await dataOf(hospital, vclaim.monitoringKunjungan, { tglSep: TODAY, jnsPelayanan: '2' })).sep,
    ).toContainEqual(expect.objectContaining({ noSep }));
    const span = { noKartu: known.nomorKartu, tglMulai: '2026-11-01', tglAkhir: TODAY };
    expect((await dataOf(hospital, vclaim.monitoringHistori, span)).histori).toContainEqual(
      expect.objectContaining({ noSep }),
    );
    await ask(hospital, vclaim.monitoringKlaim, { tglPulang: TODAY, jnsPelayanan: '2', status: '1' });
    await ask(hospital, vclaim.monitoringJasaRaharja, { jnsPelayanan: '2', tglMulai: TODAY, tglAkhir: TODAY });
    await ask(hospital, vclaim.sepInternal, { noSep });
    const update = vclaim.sepUpdate.example.request;
    if (update === null) throw new Error('The catalogue is incomplete.');
    const changed = {
      ...update.request.t_sep,
      noSep,
      klsRawat: body.klsRawat,
      diagAwal: body.diagAwal,
      poli: body.poli,
      dpjpLayan: body.dpjpLayan,
    };
    expect(await dataOf(hospital, vclaim.sepUpdate, undefined, { request: { t_sep: changed } })).toBe(noSep);
    for (const sepDeletePlain of [true, false]) {
      const again = await insert();
      const number = again.kind === 'ok' ? again.data.sep.noSep : (again.values['nomorSep'] ?? '');
      await sandbox.setSwitches({ sepDeletePlain });
      expect(
        await dataOf(hospital, vclaim.sepDelete, undefined, { request: { t_sep: { noSep: number, user: 'uji' } } }),
      ).toBe(number);
    }
  });

  it('admits and discharges', async () => {
    const example = vclaim.sepInsert.example.request;
    if (example === null) throw new Error('The catalogue is incomplete.');
    const patient = participantAt(SEED, 12, TODAY).person;
    const letter = {
      nomorSurat: '9999R0011126K900001',
      jenis: '1',
      nomorKartu: patient.nomorKartu,
      tanggalRencana: TODAY,
      tanggalTerbit: TODAY,
      poli: 'INT',
      kodeDokter: '99901',
    } as const;
    await sandbox.arrange([{ kind: 'control-letter', letter }]);
    const body = {
      ...example.request.t_sep,
      noKartu: patient.nomorKartu,
      tglSep: TODAY,
      jnsPelayanan: '1',
      klsRawat: { klsRawatHak: patient.hakKelas, klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
      rujukan: { asalRujukan: '2', tglRujukan: TODAY, noRujukan: letter.nomorSurat, ppkRujukan: '9999R001' },
      poli: { tujuan: '', eksekutif: '0' },
      skdp: { noSurat: letter.nomorSurat, kodeDPJP: letter.kodeDokter },
      dpjpLayan: '',
    };
    const { sep } = await dataOf(hospital, vclaim.sepInsert, undefined, { request: { t_sep: body } });
    const again = { ...body, jnsPelayanan: '2', poli: { tujuan: 'INT', eksekutif: '0' } };
    expect(await codeOf(ask(hospital, vclaim.sepInsert, undefined, { request: { t_sep: again } }))).toBe(
      'BPJS_REJECTED vclaim.E-02',
    );
    const discharge = {
      noSep: sep.noSep,
      statusPulang: '1',
      noSuratMeninggal: '',
      tglMeninggal: '',
      tglPulang: TODAY,
      noLPManual: '',
      user: 'uji',
    };
    expect(
      await ask(hospital, vclaim.sepUpdateTanggalPulang, undefined, { request: { t_sep: discharge } }),
    ).toMatchObject({ kind: 'ok' });
    const { list } = await dataOf(hospital, vclaim.sepListTanggalPulang, { bulan: '11', tahun: '2026', filter: '' });
    expect(list).toContainEqual(expect.objectContaining({ noSep: sep.noSep, tglPulang: TODAY }));
  });

  it('reads control letters', async () => {
    const letters = [6, 16, 26]
      .map((index) => participantAt(SEED, index, TODAY).controlLetter)
      .filter((letter) => letter !== null);
    const [letter] = letters;
    if (letter === undefined) throw new Error('The population has no control letter.');
    await dataOf(hospital, vclaim.kontrolFind, { noSurat: letter.nomorSurat });
    const [tahun = '', bulan = ''] = letter.tanggalRencana.split('-');
    const { list } = await dataOf(hospital, vclaim.kontrolList, {
      bulan,
      tahun,
      noKartu: letter.nomorKartu,
      filter: '2',
    });
    expect(list[0]).toMatchObject({ noSuratKontrol: letter.nomorSurat });
  });
});

describe('the clinic', () => {
  const patient = participantAt(SEED, 4, TODAY).person;
  const page = { start: '0', limit: '100' };

  it('reads its references', async () => {
    await dataOf(clinic, pcare.refAlergi, { jenis: '03' });
    expect((await dataOf(clinic, pcare.refDiagnosa, { kata: 'I10', ...page })).list[0]).toMatchObject({
      kdDiag: 'I10',
    });
    await dataOf(clinic, pcare.refDokter, page);
    await dataOf(clinic, pcare.refKesadaran);
    await dataOf(clinic, pcare.refPoli, page);
    await dataOf(clinic, pcare.refPrognosa);
    await dataOf(clinic, pcare.refProvider, page);
    await dataOf(clinic, pcare.refStatusPulang, { rawatInap: 'false' });
    await dataOf(clinic, pcare.refObat, { kata: 'amlodipin', ...page });
    await dataOf(clinic, pcare.refTindakan, { kdTkp: '10', ...page });
    await dataOf(clinic, pcare.refSpesialis);
    await dataOf(clinic, pcare.refSubspesialis, { kdSpesialis: 'INT' });
    await dataOf(clinic, pcare.refSarana);
    await dataOf(clinic, pcare.refKhusus);
    await ask(clinic, pcare.rujukSubspesialis, { kdSubSpesialis: '3', kdSarana: '0', tglEstRujuk: HARI_INI });
    await ask(clinic, pcare.rujukKhusus, { kdKhusus: 'HDL', noKartu: patient.nomorKartu, tglEstRujuk: HARI_INI });
    await ask(clinic, pcare.rujukKhususSubspesialis, {
      kdKhusus: 'THA',
      kdSubSpesialis: '3',
      noKartu: patient.nomorKartu,
      tglEstRujuk: HARI_INI,
    });
  });

  it('queues a patient', async () => {
    const { list: polis } = await dataOf(clinic, antreanfktp.refPoli, { tanggal: TODAY });
    const kodepoli = polis[0]?.kodepoli ?? '';
    const { list: doctors } = await dataOf(clinic, antreanfktp.refDokter, { kodepoli, tanggal: TODAY });
    const [doctor] = doctors;
    if (doctor === undefined) throw new Error('The clinic has no session.');
    const entry = {
      nomorkartu: patient.nomorKartu,
      nik: patient.nik,
      nohp: '080000000017',
      kodepoli,
      namapoli: polis[0]?.namapoli ?? '',
      norm: patient.norm,
      tanggalperiksa: TODAY,
      kodedokter: doctor.kodedokter,
      namadokter: doctor.namadokter,
      jampraktek: doctor.jampraktek,
      nomorantrean: 'A-1',
      angkaantrean: 1,
      keterangan: '',
    };
    expect(await ask(clinic, antreanfktp.add, undefined, entry)).toMatchObject({ kind: 'ok' });
    expect(await ask(clinic, antreanfktp.add, undefined, entry)).toMatchObject({
      kind: 'already',
      messageId: 'fktp.already',
    });
    const key = { tanggalperiksa: TODAY, kodepoli, nomorkartu: patient.nomorKartu };
    expect(await ask(clinic, antreanfktp.panggil, undefined, { ...key, status: 2, waktu: NOW_MS })).toMatchObject({
      kind: 'ok',
    });
    expect(await ask(clinic, antreanfktp.batal, undefined, { ...key, alasan: 'Pasien pulang' })).toMatchObject({
      kind: 'ok',
    });
  });

  it('registers, stores a visit with its drugs and procedures, and takes all back', async () => {
    const peserta = await dataOf(clinic, pcare.pesertaNokartu, { noKartu: patient.nomorKartu });
    expect(peserta).toMatchObject({ nama: patient.nama, aktif: true });
    await dataOf(clinic, pcare.pesertaJenis, { jenis: 'nik', nomor: patient.nik });
    const visitExample = pcare.kunjunganAdd.example.request;
    const registerExample = pcare.pendaftaranAdd.example.request;
    if (visitExample === null || registerExample === null) throw new Error('The catalogue is incomplete.');
    const doctors = await dataOf(clinic, pcare.refDokter, page);
    const visit = {
      ...visitExample,
      noKartu: patient.nomorKartu,
      tglDaftar: HARI_INI,
      tglPulang: HARI_INI,
      kdDokter: doctors.list[0]?.kdDokter ?? '',
    };
    expect(await codeOf(ask(clinic, pcare.kunjunganAdd, undefined, visit))).toBe(
      'BPJS_PREDECESSOR pcare.not-registered-poli',
    );
    const registration = {
      ...registerExample,
      noKartu: patient.nomorKartu,
      tglDaftar: HARI_INI,
      kdProviderPeserta: peserta.kdProviderPst?.kdProvider ?? '',
    };
    const noUrut = createdNumber(await dataOf(clinic, pcare.pendaftaranAdd, undefined, registration), 'noUrut') ?? '';
    expect((await dataOf(clinic, pcare.pendaftaranList, { tglDaftar: HARI_INI, ...page })).list).toContainEqual(
      expect.objectContaining({ noUrut }),
    );
    expect(await dataOf(clinic, pcare.pendaftaranFind, { noUrut, tglDaftar: HARI_INI })).toMatchObject({
      noUrut,
      peserta: { aktif: true },
    });
    const noKunjungan = createdNumber(await dataOf(clinic, pcare.kunjunganAdd, undefined, visit), 'noKunjungan') ?? '';
    expect(noKunjungan).toMatch(/^9999U001/);
    expect((await dataOf(clinic, pcare.kunjunganRiwayat, { noKartu: patient.nomorKartu })).list).toContainEqual(
      expect.objectContaining({ noKunjungan }),
    );
    expect(
      await ask(clinic, pcare.kunjunganUpdate, undefined, { ...visit, noKunjungan, keluhan: 'pusing dan mual' }),
    ).toMatchObject({ kind: 'ok' });
    await codeOf(ask(clinic, pcare.kunjunganRujukan, { noKunjungan }));
    const obat = (await dataOf(clinic, pcare.refObat, { kata: 'amlodipin', ...page })).list[0]?.kdObat ?? '';
    const drug = {
      ...pcare.obatAdd.example.request,
      kdObatSK: 0,
      noKunjungan,
      racikan: false,
      kdRacikan: null,
      obatDPHO: true,
      kdObat: obat,
      signa1: 1,
      signa2: 1,
      jmlObat: 10,
      jmlPermintaan: 10,
      nmObatNonDPHO: '-',
    };
    const kdObatSK = createdNumber(await dataOf(clinic, pcare.obatAdd, undefined, drug), 'kdObatSK') ?? '';
    expect((await dataOf(clinic, pcare.obatList, { noKunjungan })).list).toHaveLength(1);
    const procedure = (await dataOf(clinic, pcare.refTindakan, { kdTkp: '10', ...page })).list[0];
    const tindakan = {
      noKunjungan,
      kdTindakan: procedure?.kdTindakan ?? '',
      biaya: procedure?.maxTarif ?? 0,
      keterangan: null,
      hasil: 0,
    };
    const kdTindakanSK =
      createdNumber(
        await dataOf(clinic, pcare.tindakanAdd, undefined, { kdTindakanSK: 0, ...tindakan }),
        'kdTindakanSK',
      ) ?? '';
    await dataOf(clinic, pcare.tindakanUpdate, undefined, {
      kdTindakanSK: Number(kdTindakanSK),
      ...tindakan,
      keterangan: 'diulang',
    });
    expect((await dataOf(clinic, pcare.tindakanList, { noKunjungan })).list).toHaveLength(1);
    const removal = { noKartu: patient.nomorKartu, tglDaftar: HARI_INI, noUrut, kdPoli: '001' };
    expect(await codeOf(ask(clinic, pcare.pendaftaranDelete, removal))).toMatch(/^BPJS_REJECTED/);
    expect(await ask(clinic, pcare.tindakanDelete, { kdTindakanSK, noKunjungan })).toMatchObject({ kind: 'ok' });
    expect(await ask(clinic, pcare.obatDelete, { kdObatSK, noKunjungan })).toMatchObject({ kind: 'ok' });
    expect(await ask(clinic, pcare.kunjunganDelete, { noKunjungan })).toMatchObject({ kind: 'ok' });
    expect(await ask(clinic, pcare.pendaftaranDelete, removal)).toMatchObject({ kind: 'ok' });
    expect(await ask(clinic, pcare.pendaftaranDelete, removal)).toMatchObject({ kind: 'already' });
  });
});

describe('credentials', () => {
  it('are refused as credentials, each in its own way', async () => {
    const right = sandbox.credentials('9999R001');
    const wrong = [
      { ...right, secret: 'bukan-kuncinya' },
      { ...right, consId: '11111' },
      { ...right, userKeys: { ...right.userKeys, vclaim: 'bukan-kuncinya' } },
    ];
    for (const credentials of wrong) {
      const client = createBpjsClient({
        credentials,
        environment: 'development',
        baseUrls: sandbox.baseUrls,
        clock: { now: () => new Date(NOW_MS) },
        settings: { allowBaseUrl: [sandbox.url] },
      });
      expect(
        await codeOf(client.call(vclaim.pesertaNokartu, { params: { noKartu: known.nomorKartu, tglSep: TODAY } })),
      ).toMatch(/^BPJS_CREDENTIAL/);
      await client.close();
    }
  });
});

describe('the catalogue', () => {
  it('was called in full', () => {
    expect(ENDPOINTS.map((endpoint) => endpoint.id).filter((id) => !called.has(id))).toEqual([]);
  });

  it('names every key that the sandbox sends', () => {
    expect([...new Set(unknownKeys)]).toEqual([]);
  });
});

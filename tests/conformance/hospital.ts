// A hospital's day at the wire: members and referrals, bookings and task times, SEP from issue to deletion, admission and discharge.
import { antreanrs, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';
import { EMERGENCY, endOf, sepBody } from './sep-body.ts';

/** An adult with a valid referral from primary care, and one whose referral comes from a hospital. */
export const member = participantAt(SEED, 2, TODAY);
export const fromHospital = participantAt(SEED, 8 * 10 + 7, TODAY);
export const known = member.person;
export const referral = member.referrals[0];

export function hospitalDay(payer: Payer): void {
  describe('the hospital', () => {
    it('finds a member and the referrals', async () => {
      const { peserta } = await payer.dataOf(payer.hospital, vclaim.pesertaNokartu, {
        noKartu: known.nomorKartu,
        tglSep: TODAY,
      });
      expect(peserta).toMatchObject({ nama: known.nama, nik: known.nik, statusPeserta: { kode: '0' } });
      expect(await payer.dataOf(payer.hospital, vclaim.pesertaNik, { nik: known.nik, tglSep: TODAY })).toMatchObject({
        peserta: { noKartu: known.nomorKartu },
      });
      const { rujukan } = await payer.dataOf(payer.hospital, vclaim.rujukanPesertaList, { noKartu: known.nomorKartu });
      expect(rujukan[0]).toMatchObject({ noKunjungan: referral?.nomorRujukan });
      const number = referral?.nomorRujukan ?? '';
      await payer.dataOf(payer.hospital, vclaim.rujukanNomor, { noRujukan: number });
      await payer.dataOf(payer.hospital, vclaim.rujukanPeserta, { noKartu: known.nomorKartu });
      expect(
        await payer.dataOf(payer.hospital, vclaim.rujukanJumlahSep, { asal: '1', noRujukan: number }),
      ).toMatchObject({
        jumlahSEP: 0,
      });
      const other = fromHospital.referrals[0]?.nomorRujukan ?? '';
      await payer.dataOf(payer.hospital, vclaim.rujukanNomorRs, { noRujukan: other });
      await payer.dataOf(payer.hospital, vclaim.rujukanPesertaRs, { noKartu: fromHospital.person.nomorKartu });
      await payer.dataOf(payer.hospital, vclaim.rujukanPesertaListRs, { noKartu: fromHospital.person.nomorKartu });
      expect(await payer.ask(payer.hospital, vclaim.rujukanNomor, { noRujukan: '9999U0010126P999999' })).toMatchObject({
        kind: 'empty',
      });
      await payer.dataOf(payer.hospital, vclaim.fingerprintStatus, { noKartu: known.nomorKartu, tglPelayanan: TODAY });
      await payer.dataOf(payer.hospital, vclaim.refDiagnosa, { kata: 'I10' });
      await payer.dataOf(payer.hospital, vclaim.refPoli, { kata: 'INT' });
      await payer.dataOf(payer.hospital, vclaim.refFaskes, { kata: 'tirta', jenis: '2' });
      await payer.dataOf(payer.hospital, vclaim.refDokterDpjp, {
        jnsPelayanan: '2',
        tglPelayanan: TODAY,
        spesialis: 'INT',
      });
      await payer.dataOf(payer.hospital, vclaim.kontrolJadwalDokter, {
        jnsKontrol: '2',
        kdPoli: 'INT',
        tglRencanaKontrol: TODAY,
      });
    });

    it('books, reports task times and reads them back', async () => {
      const poli = referral?.poli ?? '';
      await payer.dataOf(payer.hospital, antreanrs.refPoli);
      await payer.dataOf(payer.hospital, antreanrs.refDokter);
      await payer.dataOf(payer.hospital, antreanrs.refPoliFingerprint);
      await payer.dataOf(payer.hospital, antreanrs.refPasienFingerprint, {
        identitas: 'noka',
        noidentitas: known.nomorKartu,
      });
      const sessions = await payer.dataOf(payer.hospital, antreanrs.jadwalDokter, { kodepoli: poli, tanggal: TODAY });
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
      expect(await codeOf(payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(3, 0)))).toBe(
        'BPJS_PREDECESSOR antrean.booking-unknown',
      );
      expect(await payer.ask(payer.hospital, antreanrs.add, undefined, booking)).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.hospital, antreanrs.add, undefined, booking)).toMatchObject(
        payer.repeated({ kind: 'already', messageId: 'antrean.duplicate' }),
      );
      expect(await codeOf(payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(4, 1)))).toMatch(
        /^BPJS_PREDECESSOR task\./,
      );
      expect(await payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(3, 0))).toMatchObject({
        kind: 'ok',
      });
      expect(await payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(3, 0))).toMatchObject(
        payer.repeated({ kind: 'already', values: { task: '3' } }),
      );
      expect(await codeOf(payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(4, 0)))).toBe(
        'BPJS_REJECTED task.not-later',
      );
      expect(await payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, task(4, 5))).toMatchObject({
        kind: 'ok',
      });
      expect(
        await payer.ask(payer.hospital, antreanrs.updatewaktu, undefined, {
          ...task(5, 15),
          jenisresep: 'Non racikan',
        }),
      ).toMatchObject({ kind: 'ok' });
      const farmasi = { kodebooking: 'KONFORM-1', jenisresep: 'non racikan' as const, nomorantrean: 1, keterangan: '' };
      expect(await payer.ask(payer.hospital, antreanrs.farmasiAdd, undefined, farmasi)).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.hospital, antreanrs.farmasiAdd, undefined, farmasi)).toMatchObject(
        payer.repeated({ kind: 'already' }),
      );
      const stored = await payer.dataOf(payer.hospital, antreanrs.getlisttask, undefined, { kodebooking: 'KONFORM-1' });
      expect([...new Set(stored.list.map((row) => row.taskid))]).toEqual([3, 4, 5]);
      expect(stored.list[0]?.wakturs).toBe('26-11-2026 08:00:00 WIB');
      const second = {
        ...booking,
        kodebooking: 'KONFORM-2',
        jenispasien: 'NON JKN' as const,
        nomorkartu: '',
        nik: '9999000000009999',
        nomorreferensi: '',
      };
      await payer.dataOf(payer.hospital, antreanrs.add, undefined, second);
      await payer.dataOf(payer.hospital, antreanrs.pendaftaranAktif);
      const hari = String(session.hari);
      await payer.dataOf(payer.hospital, antreanrs.pendaftaranSesi, {
        kodepoli: session.kodesubspesialis,
        kodedokter: String(session.kodedokter),
        hari,
        jampraktek: session.jadwal,
      });
      expect(
        await payer.ask(payer.hospital, antreanrs.batal, undefined, { kodebooking: 'KONFORM-2', keterangan: 'batal' }),
      ).toMatchObject({ kind: 'ok' });
      expect(
        (await payer.dataOf(payer.hospital, antreanrs.pendaftaranTanggal, { tanggal: TODAY })).list.length,
      ).toBeGreaterThanOrEqual(2);
      expect(
        (await payer.dataOf(payer.hospital, antreanrs.pendaftaranKodebooking, { kodebooking: 'KONFORM-1' })).list,
      ).toHaveLength(1);
      await payer.dataOf(payer.hospital, antreanrs.dashboardTanggal, { tanggal: TODAY, waktu: 'rs' });
      await payer.dataOf(payer.hospital, antreanrs.dashboardBulan, { bulan: '11', tahun: '2026', waktu: 'server' });
      await payer.dataOf(payer.hospital, antreanrs.updateJadwalDokter, undefined, {
        kodepoli: session.kodepoli,
        kodesubspesialis: session.kodesubspesialis,
        kodedokter: session.kodedokter,
        jadwal: [{ hari: '4', buka: '08:00', tutup: '12:00' }],
      });
    });

    it('issues a SEP once, changes it, finds it everywhere and deletes it', async () => {
      const example = vclaim.sepInsert.example.request;
      if (example === null || referral === undefined) throw new Error('The catalogue or the population is incomplete.');
      const doctors = await payer.dataOf(payer.hospital, vclaim.refDokterDpjp, {
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
        payer.ask(payer.hospital, vclaim.sepInsert, undefined, { request: { t_sep: { ...body, ...change } } });
      expect(await codeOf(insert({ tujuanKunj: '2' }))).toMatch(/^BPJS_REJECTED vclaim\.E-0[45]$/);
      const issued = await insert();
      if (issued.kind !== 'ok') throw new Error(issued.message);
      const { noSep } = issued.data.sep;
      expect(noSep).toMatch(/^9999R0011126V\d{6}$/);
      const copy = await insert();
      expect(copy).toMatchObject(
        payer.repeated({ kind: 'already', messageId: 'vclaim.E-01', values: { nomorSep: noSep } }),
      );
      const last = copy.kind === 'ok' ? copy.data.sep.noSep : noSep;
      expect(await payer.dataOf(payer.hospital, vclaim.sepFind, { noSep })).toMatchObject({
        noSep,
        peserta: { noKartu: known.nomorKartu },
      });
      expect(
        await payer.dataOf(payer.hospital, vclaim.rujukanLastSep, { noRujukan: referral.nomorRujukan }),
      ).toMatchObject({
        noSep: last,
      });
      expect(
        (await payer.dataOf(payer.hospital, vclaim.monitoringKunjungan, { tglSep: TODAY, jnsPelayanan: '2' })).sep,
      ).toContainEqual(expect.objectContaining({ noSep }));
      const span = { noKartu: known.nomorKartu, tglMulai: '2026-11-01', tglAkhir: TODAY };
      expect((await payer.dataOf(payer.hospital, vclaim.monitoringHistori, span)).histori).toContainEqual(
        expect.objectContaining({ noSep }),
      );
      await payer.ask(payer.hospital, vclaim.monitoringKlaim, { tglPulang: TODAY, jnsPelayanan: '2', status: '1' });
      await payer.ask(payer.hospital, vclaim.monitoringJasaRaharja, {
        jnsPelayanan: '2',
        tglMulai: TODAY,
        tglAkhir: TODAY,
      });
      await payer.ask(payer.hospital, vclaim.sepInternal, { noSep });
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
      expect(await payer.dataOf(payer.hospital, vclaim.sepUpdate, undefined, { request: { t_sep: changed } })).toBe(
        noSep,
      );
      for (const sepDeletePlain of [true, false]) {
        const again = await insert();
        const number = again.kind === 'ok' ? again.data.sep.noSep : (again.values['nomorSep'] ?? '');
        await payer.sandbox.setSwitches({ sepDeletePlain });
        expect(
          await payer.dataOf(payer.hospital, vclaim.sepDelete, undefined, {
            request: { t_sep: { noSep: number, user: 'uji' } },
          }),
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
      await payer.sandbox.arrange([{ kind: 'control-letter', letter }]);
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
      const { sep } = await payer.dataOf(payer.hospital, vclaim.sepInsert, undefined, { request: { t_sep: body } });
      const emergency = sepBody(patient, EMERGENCY);
      expect(
        await endOf(payer.ask(payer.hospital, vclaim.sepInsert, undefined, { request: { t_sep: emergency } })),
      ).toMatchObject(payer.repeated({ kind: 'BPJS_REJECTED vclaim.E-02' }));
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
        await payer.ask(payer.hospital, vclaim.sepUpdateTanggalPulang, undefined, { request: { t_sep: discharge } }),
      ).toMatchObject({ kind: 'ok' });
      const { list } = await payer.dataOf(payer.hospital, vclaim.sepListTanggalPulang, {
        bulan: '11',
        tahun: '2026',
        filter: '',
      });
      expect(list).toContainEqual(expect.objectContaining({ noSep: sep.noSep, tglPulang: TODAY }));
    });

    it('reads control letters', async () => {
      const letters = [6, 16, 26]
        .map((index) => participantAt(SEED, index, TODAY).controlLetter)
        .filter((letter) => letter !== null);
      const [letter] = letters;
      if (letter === undefined) throw new Error('The population has no control letter.');
      await payer.dataOf(payer.hospital, vclaim.kontrolFind, { noSurat: letter.nomorSurat });
      const [tahun = '', bulan = ''] = letter.tanggalRencana.split('-');
      const { list } = await payer.dataOf(payer.hospital, vclaim.kontrolList, {
        bulan,
        tahun,
        noKartu: letter.nomorKartu,
        filter: '2',
      });
      expect(list[0]).toMatchObject({ noSuratKontrol: letter.nomorSurat });
    });
  });
}

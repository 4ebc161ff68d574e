// A clinic's day at the wire: references, queue, registration, visit, drugs and procedures, and all of it taken back.
import { antreanfktp, createdNumber, pcare } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, HARI_INI, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';

export function clinicDay(payer: Payer): void {
  describe('the clinic', () => {
    const patient = participantAt(SEED, 4, TODAY).person;
    const page = { start: '0', limit: '100' };

    it('reads its references', async () => {
      await payer.dataOf(payer.clinic, pcare.refAlergi, { jenis: '03' });
      expect((await payer.dataOf(payer.clinic, pcare.refDiagnosa, { kata: 'I10', ...page })).list[0]).toMatchObject({
        kdDiag: 'I10',
      });
      await payer.dataOf(payer.clinic, pcare.refDokter, page);
      await payer.dataOf(payer.clinic, pcare.refKesadaran);
      await payer.dataOf(payer.clinic, pcare.refPoli, page);
      await payer.dataOf(payer.clinic, pcare.refPrognosa);
      await payer.dataOf(payer.clinic, pcare.refProvider, page);
      await payer.dataOf(payer.clinic, pcare.refStatusPulang, { rawatInap: 'false' });
      await payer.dataOf(payer.clinic, pcare.refObat, { kata: 'amlodipin', ...page });
      await payer.dataOf(payer.clinic, pcare.refTindakan, { kdTkp: '10', ...page });
      await payer.dataOf(payer.clinic, pcare.refSpesialis);
      await payer.dataOf(payer.clinic, pcare.refSubspesialis, { kdSpesialis: 'INT' });
      await payer.dataOf(payer.clinic, pcare.refSarana);
      await payer.dataOf(payer.clinic, pcare.refKhusus);
      await payer.ask(payer.clinic, pcare.rujukSubspesialis, {
        kdSubSpesialis: '3',
        kdSarana: '0',
        tglEstRujuk: HARI_INI,
      });
      await payer.ask(payer.clinic, pcare.rujukKhusus, {
        kdKhusus: 'HDL',
        noKartu: patient.nomorKartu,
        tglEstRujuk: HARI_INI,
      });
      await payer.ask(payer.clinic, pcare.rujukKhususSubspesialis, {
        kdKhusus: 'THA',
        kdSubSpesialis: '3',
        noKartu: patient.nomorKartu,
        tglEstRujuk: HARI_INI,
      });
    });

    it('queues a patient', async () => {
      const { list: polis } = await payer.dataOf(payer.clinic, antreanfktp.refPoli, { tanggal: TODAY });
      const kodepoli = polis[0]?.kodepoli ?? '';
      const { list: doctors } = await payer.dataOf(payer.clinic, antreanfktp.refDokter, { kodepoli, tanggal: TODAY });
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
      expect(await payer.ask(payer.clinic, antreanfktp.add, undefined, entry)).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.clinic, antreanfktp.add, undefined, entry)).toMatchObject(
        payer.repeated({ kind: 'already', messageId: 'fktp.already' }),
      );
      const key = { tanggalperiksa: TODAY, kodepoli, nomorkartu: patient.nomorKartu };
      expect(
        await payer.ask(payer.clinic, antreanfktp.panggil, undefined, { ...key, status: 2, waktu: NOW_MS }),
      ).toMatchObject({
        kind: 'ok',
      });
      expect(
        await payer.ask(payer.clinic, antreanfktp.batal, undefined, { ...key, alasan: 'Pasien pulang' }),
      ).toMatchObject({
        kind: 'ok',
      });
    });

    it('registers, stores a visit with its drugs and procedures, and takes all back', async () => {
      const peserta = await payer.dataOf(payer.clinic, pcare.pesertaNokartu, { noKartu: patient.nomorKartu });
      expect(peserta).toMatchObject({ nama: patient.nama, aktif: true });
      await payer.dataOf(payer.clinic, pcare.pesertaJenis, { jenis: 'nik', nomor: patient.nik });
      const visitExample = pcare.kunjunganAdd.example.request;
      const registerExample = pcare.pendaftaranAdd.example.request;
      if (visitExample === null || registerExample === null) throw new Error('The catalogue is incomplete.');
      const doctors = await payer.dataOf(payer.clinic, pcare.refDokter, page);
      const visit = {
        ...visitExample,
        noKartu: patient.nomorKartu,
        tglDaftar: HARI_INI,
        tglPulang: HARI_INI,
        kdDokter: doctors.list[0]?.kdDokter ?? '',
      };
      expect(await codeOf(payer.ask(payer.clinic, pcare.kunjunganAdd, undefined, visit))).toBe(
        'BPJS_PREDECESSOR pcare.not-registered-poli',
      );
      const registration = {
        ...registerExample,
        noKartu: patient.nomorKartu,
        tglDaftar: HARI_INI,
        kdProviderPeserta: peserta.kdProviderPst?.kdProvider ?? '',
      };
      const noUrut =
        createdNumber(await payer.dataOf(payer.clinic, pcare.pendaftaranAdd, undefined, registration), 'noUrut') ?? '';
      expect(
        (await payer.dataOf(payer.clinic, pcare.pendaftaranList, { tglDaftar: HARI_INI, ...page })).list,
      ).toContainEqual(expect.objectContaining({ noUrut }));
      expect(await payer.dataOf(payer.clinic, pcare.pendaftaranFind, { noUrut, tglDaftar: HARI_INI })).toMatchObject({
        noUrut,
        peserta: { aktif: true },
      });
      const noKunjungan =
        createdNumber(await payer.dataOf(payer.clinic, pcare.kunjunganAdd, undefined, visit), 'noKunjungan') ?? '';
      expect(noKunjungan).toMatch(/^9999U001/);
      expect(
        (await payer.dataOf(payer.clinic, pcare.kunjunganRiwayat, { noKartu: patient.nomorKartu })).list,
      ).toContainEqual(expect.objectContaining({ noKunjungan }));
      expect(
        await payer.ask(payer.clinic, pcare.kunjunganUpdate, undefined, {
          ...visit,
          noKunjungan,
          keluhan: 'pusing dan mual',
        }),
      ).toMatchObject({ kind: 'ok' });
      await codeOf(payer.ask(payer.clinic, pcare.kunjunganRujukan, { noKunjungan }));
      const obat =
        (await payer.dataOf(payer.clinic, pcare.refObat, { kata: 'amlodipin', ...page })).list[0]?.kdObat ?? '';
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
      const kdObatSK =
        createdNumber(await payer.dataOf(payer.clinic, pcare.obatAdd, undefined, drug), 'kdObatSK') ?? '';
      expect((await payer.dataOf(payer.clinic, pcare.obatList, { noKunjungan })).list).toHaveLength(1);
      const procedure = (await payer.dataOf(payer.clinic, pcare.refTindakan, { kdTkp: '10', ...page })).list[0];
      const tindakan = {
        noKunjungan,
        kdTindakan: procedure?.kdTindakan ?? '',
        biaya: procedure?.maxTarif ?? 0,
        keterangan: null,
        hasil: 0,
      };
      const kdTindakanSK =
        createdNumber(
          await payer.dataOf(payer.clinic, pcare.tindakanAdd, undefined, { kdTindakanSK: 0, ...tindakan }),
          'kdTindakanSK',
        ) ?? '';
      await payer.dataOf(payer.clinic, pcare.tindakanUpdate, undefined, {
        kdTindakanSK: Number(kdTindakanSK),
        ...tindakan,
        keterangan: 'diulang',
      });
      expect((await payer.dataOf(payer.clinic, pcare.tindakanList, { noKunjungan })).list).toHaveLength(1);
      const removal = { noKartu: patient.nomorKartu, tglDaftar: HARI_INI, noUrut, kdPoli: '001' };
      expect(await codeOf(payer.ask(payer.clinic, pcare.pendaftaranDelete, removal))).toMatch(/^BPJS_REJECTED/);
      expect(await payer.ask(payer.clinic, pcare.tindakanDelete, { kdTindakanSK, noKunjungan })).toMatchObject({
        kind: 'ok',
      });
      expect(await payer.ask(payer.clinic, pcare.obatDelete, { kdObatSK, noKunjungan })).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.clinic, pcare.kunjunganDelete, { noKunjungan })).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.clinic, pcare.pendaftaranDelete, removal)).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.clinic, pcare.pendaftaranDelete, removal)).toMatchObject(
        payer.repeated({ kind: 'already' }),
      );
    });
  });
}

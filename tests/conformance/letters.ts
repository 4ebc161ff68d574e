// Control letters and admission orders at the wire: planned from a SEP, moved, used by the next visit or the stay, deleted.
import { emptyPrbFigures, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, SEED, TODAY, type Payer } from './payer.ts';
import { endOf, insertSep, referTo, sepBody } from './sep-body.ts';

const LATER = '2026-12-10';
const SOONER = '2026-12-03';
const user = 'pendaftaran.rs';

export function controlLetters(payer: Payer): void {
  describe('control letters', () => {
    it('are planned from a SEP, found in every list, moved and deleted', async () => {
      const patient = participantAt(SEED, 22, TODAY).person;
      const referred = await referTo(payer, patient, {
        nomor: '9999U0011126P900022',
        poli: 'INT',
        tanggal: '2026-11-20',
      });
      const noSEP = await insertSep(payer, sepBody(patient, { ...referred, dpjpLayan: '99901', diagAwal: 'E11.9' }));
      const origin = await payer.dataOf(payer.hospital, vclaim.kontrolSep, { noSep: noSEP });
      expect(origin).toMatchObject({
        noSep: noSEP,
        poli: 'INT - PENYAKIT DALAM',
        provPerujuk: { noRujukan: '9999U0011126P900022' },
      });
      const capacity = async (): Promise<string | null | undefined> => {
        const params = { jnsKontrol: '2' as const, nomor: noSEP, tglRencanaKontrol: LATER };
        const { list } = await payer.dataOf(payer.hospital, vclaim.kontrolSpesialistik, params);
        return list.find(({ kodePoli }) => kodePoli === 'INT')?.jmlRencanaKontroldanRujukan;
      };
      expect(await capacity()).toBe('0');
      const { list: doctors } = await payer.dataOf(payer.hospital, vclaim.kontrolJadwalDokter, {
        jnsKontrol: '2',
        kdPoli: 'INT',
        tglRencanaKontrol: LATER,
      });
      const plan = {
        noSEP,
        kodeDokter: doctors[0]?.kodeDokter ?? '',
        poliKontrol: 'INT',
        tglRencanaKontrol: LATER,
        user,
      };
      const formPRB = { kdStatusPRB: '01', data: { ...emptyPrbFigures(), HBA1C: 6.8, GDP: 128 } };
      const insert = (change: Partial<typeof plan> = {}) =>
        payer.ask(payer.hospital, vclaim.kontrolInsert, undefined, { request: { ...plan, ...change, formPRB } });
      expect(await codeOf(insert({ tglRencanaKontrol: TODAY }))).toBe('BPJS_REJECTED');
      expect(await codeOf(insert({ kodeDokter: '1' }))).toBe('BPJS_REJECTED vclaim.E-08');
      const issued = await insert();
      if (issued.kind !== 'ok') throw new Error(issued.message);
      const { noSuratKontrol } = issued.data;
      expect(noSuratKontrol).toMatch(/^9999R0011126K\d{6}$/);
      expect(issued.data).toMatchObject({ tglRencanaKontrol: LATER, noKartu: patient.nomorKartu, formPRB });
      expect(await capacity()).toBe('1');

      const found = await payer.dataOf(payer.hospital, vclaim.kontrolFind, { noSurat: noSuratKontrol });
      expect(found).toMatchObject({ jnsKontrol: '2', sep: { noSep: noSEP }, formPRB });
      const ofCard = { bulan: '12', tahun: '2026', noKartu: patient.nomorKartu, filter: '2' } as const;
      const { list: mine } = await payer.dataOf(payer.hospital, vclaim.kontrolList, ofCard);
      expect(mine).toMatchObject([{ noSuratKontrol, terbitSEP: 'Belum', noSepAsalKontrol: noSEP }]);
      const { list: ours } = await payer.dataOf(payer.hospital, vclaim.kontrolListTanggal, {
        tglAwal: TODAY,
        tglAkhir: TODAY,
        filter: '1',
      });
      const row = ours.find((letter) => letter.noSuratKontrol === noSuratKontrol);
      expect(row).toMatchObject({ tglRencanaKontrol: LATER });
      expect(row).not.toHaveProperty('terbitSEP');

      const moved = { ...plan, noSuratKontrol, tglRencanaKontrol: SOONER };
      expect(
        await payer.dataOf(payer.hospital, vclaim.kontrolUpdate, undefined, { request: { ...moved, formPRB } }),
      ).toMatchObject({ noSuratKontrol, tglRencanaKontrol: SOONER });
      const back = { ...moved, tglRencanaKontrol: LATER };
      expect(await payer.dataOf(payer.hospital, vclaim.kontrolUpdateLama, undefined, { request: back })).toMatchObject({
        noSuratKontrol,
        tglRencanaKontrol: LATER,
      });
      expect(await payer.dataOf(payer.hospital, vclaim.kontrolFind, { noSurat: noSuratKontrol })).toMatchObject({
        tglRencanaKontrol: LATER,
        formPRB,
      });

      const t_suratkontrol = { noSuratKontrol, user };
      const remove = () => payer.ask(payer.hospital, vclaim.kontrolDelete, undefined, { request: { t_suratkontrol } });
      expect(await remove()).toMatchObject({ kind: 'ok', data: null });
      expect(await payer.ask(payer.hospital, vclaim.kontrolFind, { noSurat: noSuratKontrol })).toMatchObject({
        kind: 'empty',
      });
      expect(await endOf(remove())).toMatchObject(payer.repeated({ kind: 'BPJS_REJECTED' }));
    });

    it('are used by the next visit and then stay as they are', async () => {
      const { person: patient, referrals, earlierSep } = participantAt(SEED, 46, TODAY);
      const [referral] = referrals;
      if (referral === undefined || earlierSep === null) throw new Error('The population has no returning patient.');
      const plan = {
        noSEP: earlierSep.nomorSep,
        kodeDokter: earlierSep.kodeDokter,
        poliKontrol: earlierSep.poli,
        tglRencanaKontrol: TODAY,
        user,
      };
      const { noSuratKontrol } = await payer.dataOf(payer.hospital, vclaim.kontrolInsertLama, undefined, {
        request: plan,
      });
      const status = async (): Promise<string | null | undefined> => {
        const params = { bulan: '11', tahun: '2026', noKartu: patient.nomorKartu, filter: '1' } as const;
        const { list } = await payer.dataOf(payer.hospital, vclaim.kontrolList, params);
        return list.find((letter) => letter.noSuratKontrol === noSuratKontrol)?.terbitSEP;
      };
      expect(await status()).toBe('Belum');
      await insertSep(
        payer,
        sepBody(patient, {
          rujukan: {
            asalRujukan: referral.asal,
            tglRujukan: referral.tanggal,
            noRujukan: referral.nomorRujukan,
            ppkRujukan: referral.perujuk.kode,
          },
          poli: { tujuan: referral.poli, eksekutif: '0' },
          tujuanKunj: '2',
          assesmentPel: '5',
          skdp: { noSurat: noSuratKontrol, kodeDPJP: plan.kodeDokter },
          dpjpLayan: plan.kodeDokter,
        }),
      );
      expect(await status()).toBe('Sudah');
      const late = { ...plan, noSuratKontrol, tglRencanaKontrol: SOONER };
      expect(await codeOf(payer.ask(payer.hospital, vclaim.kontrolUpdateLama, undefined, { request: late }))).toBe(
        'BPJS_REJECTED vclaim.E-17',
      );
    });

    it('bound to a card order an admission', async () => {
      const patient = participantAt(SEED, 32, TODAY).person;
      const { list } = await payer.dataOf(payer.hospital, vclaim.kontrolSpesialistik, {
        jnsKontrol: '1',
        nomor: patient.nomorKartu,
        tglRencanaKontrol: TODAY,
      });
      expect(list.map(({ kodePoli }) => kodePoli)).toContain('BED');
      const plan = { kodeDokter: '99903', poliKontrol: 'BED', tglRencanaKontrol: SOONER, user };
      const { noSPRI } = await payer.dataOf(payer.hospital, vclaim.spriInsert, undefined, {
        request: { noKartu: patient.nomorKartu, ...plan },
      });
      const today = { ...plan, noSPRI, tglRencanaKontrol: TODAY };
      expect(await payer.dataOf(payer.hospital, vclaim.spriUpdate, undefined, { request: today })).toMatchObject({
        noSPRI,
        tglRencanaKontrol: TODAY,
        namaDokter: 'dr. Seno Contoh, Sp.B',
      });
      const noSep = await insertSep(
        payer,
        sepBody(patient, {
          jnsPelayanan: '1',
          rujukan: { asalRujukan: '2', tglRujukan: TODAY, noRujukan: noSPRI, ppkRujukan: '9999R001' },
          poli: { tujuan: '', eksekutif: '0' },
          skdp: { noSurat: noSPRI, kodeDPJP: '99903' },
          dpjpLayan: '',
          diagAwal: 'K35.9',
        }),
      );
      expect(await payer.dataOf(payer.hospital, vclaim.sepFind, { noSep })).toMatchObject({
        kontrol: { noSurat: noSPRI, kdDokter: '99903' },
      });
      expect(await payer.dataOf(payer.hospital, vclaim.kontrolFind, { noSurat: noSPRI })).toMatchObject({
        jnsKontrol: '1',
        sep: null,
      });
      expect(await codeOf(payer.ask(payer.hospital, vclaim.spriUpdate, undefined, { request: today }))).toBe(
        'BPJS_REJECTED vclaim.E-17',
      );
    });
  });
}

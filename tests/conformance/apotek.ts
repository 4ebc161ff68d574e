// A pharmacy's day at the wire: formulary, a prescription with a plain and a compounded medicine, its claim, and all of it taken back.
import { createBpjsClient } from '@titian/client';
import { apotek, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';

/** Was seen two weeks ago for diabetes: there is a SEP to dispense on, and a programme to join. */
const treated = participantAt(SEED, 86, TODAY);

export function apotekSuite(payer: Payer): void {
  describe('the pharmacy', () => {
    const noSep = treated.earlierSep?.nomorSep ?? '';
    const noKartu = treated.person.nomorKartu;
    const header = {
      TGLSJP: `${TODAY} 09:00:00`,
      REFASALSJP: noSep,
      POLIRSP: treated.earlierSep?.poli ?? '',
      KDJNSOBAT: '2' as const,
      NORESEP: '00012',
      IDUSERSJP: 'APT-01',
      TGLRSP: `${TODAY} 00:00:00`,
      TGLPELRSP: `${TODAY} 00:00:00`,
      KdDokter: treated.earlierSep?.kodeDokter ?? '0',
      iterasi: '1' as const,
    };
    const period = {
      kdppk: '9999A001',
      KdJnsObat: '0' as const,
      JnsTgl: 'TGLPELSJP' as const,
      TglMulai: `${TODAY} 00:00:00`,
      TglAkhir: `${TODAY} 23:59:59`,
    };
    const month = { bulan: '11', tahun: '2026', kdJnsObat: '0' } as const;
    let nomor = '';
    const plain = (kode: string, nama: string) => ({
      NOSJP: nomor,
      NORESEP: header.NORESEP,
      KDOBT: kode,
      NMOBAT: nama,
      SIGNA1OBT: 1,
      SIGNA2OBT: 1,
      JMLOBT: 30,
      JHO: 30,
      CatKhsObt: '-',
    });

    it('reads its references', async () => {
      const { list } = await payer.dataOf(payer.pharmacy, apotek.refDpho);
      expect(list[0]).toMatchObject({ prb: true, kemo: false });
      expect((await payer.dataOf(payer.pharmacy, apotek.refPoli, { kata: 'dalam' })).poli[0]).toMatchObject({
        kode: 'INT',
      });
      const { faskes } = await payer.dataOf(payer.pharmacy, apotek.refPpk, { jenis: '2', nama: 'tirta' });
      expect(faskes).toMatchObject([{ kode: '9999R001' }]);
      expect(await payer.dataOf(payer.pharmacy, apotek.refSetting, { kodeApotek: '9999A001' })).toMatchObject({
        checkstock: false,
      });
      await payer.dataOf(payer.pharmacy, apotek.refSpesialistik);
      expect(await payer.dataOf(payer.pharmacy, apotek.sepFind, { noSep })).toMatchObject({ nokartu: noKartu });
      expect(await codeOf(payer.ask(payer.pharmacy, apotek.sepFind, { noSep: '9999R0011126V999999' }))).toBe(
        'BPJS_REJECTED',
      );
    });

    it('opens a prescription and dispenses on it', async () => {
      const opened = await payer.dataOf(payer.pharmacy, apotek.resepInsert, {}, header);
      expect(opened).toMatchObject({ noKartu, noSep_Kunjungan: noSep });
      nomor = opened.noApotik;
      const medicines = await payer.dataOf(payer.pharmacy, apotek.refObat, {
        kdJnsObat: '2',
        tglResep: TODAY,
        nama: 'amlodipin',
      });
      const { kode = '', nama = '' } = medicines.list[0] ?? {};
      expect(await payer.ask(payer.pharmacy, apotek.obatNonRacikan, {}, plain(kode, nama))).toMatchObject({
        kind: 'ok',
        code: '200',
      });
      const { detailsep } = await payer.dataOf(payer.pharmacy, apotek.obatDaftar, { noSep: nomor });
      expect(detailsep.listobat).toMatchObject([{ kodeobat: kode, tipeobat: 'N', jumlah: '30.00' }]);
      const ingredient = { ...plain('99900000001', 'Metformin tab 500 mg'), JNSROBT: 'R.01', PERMINTAAN: 10 };
      await payer.dataOf(payer.pharmacy, apotek.obatRacikan, {}, ingredient);
      expect(
        (await payer.dataOf(payer.pharmacy, apotek.obatDaftar, { noSep: nomor })).detailsep.listobat.map(
          ({ tipeobat }) => tipeobat,
        ),
      ).toEqual(['N', 'R']);
      const { resep } = await payer.dataOf(payer.pharmacy, apotek.resepList, {}, period);
      expect(resep).toMatchObject([{ NOAPOTIK: nomor, NORESEP: '00012' }]);
      const { list } = await payer.dataOf(payer.pharmacy, apotek.riwayatObat, {
        tglAwal: TODAY,
        tglAkhir: TODAY,
        noKartu,
      });
      expect(list.history).toHaveLength(2);
    });

    it('asks for the item list under its other path, and reads an envelope inside the answer', async () => {
      const other = createBpjsClient({
        credentials: payer.sandbox.credentials('9999A001'),
        environment: 'development',
        baseUrls: payer.sandbox.baseUrls,
        clock: { now: () => new Date(NOW_MS) },
        settings: { allowBaseUrl: [payer.sandbox.url], otherPaths: [apotek.obatDaftar.id] },
      });
      await payer.sandbox.setSwitches({ apotekNestedMetaData: true });
      const { detailsep } = await payer.dataOf(other, apotek.obatDaftar, { noSep: nomor });
      await payer.sandbox.setSwitches({ apotekNestedMetaData: false });
      await other.close();
      expect(detailsep.listobat).toHaveLength(2);
      expect(payer.sandbox.traffic().at(-1)).toMatchObject({ path: `/pelayanan/obat/daftar/${nomor}` });
    });

    it('does not use a prescription number twice in a month', async () => {
      const again = await codeOf(payer.ask(payer.pharmacy, apotek.resepInsert, {}, header));
      expect({ kind: again === 'answered' ? 'ok' : again }).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
    });

    it('sees its claims, the new members of the programme, and tells its stock', async () => {
      const { rekap } = await payer.dataOf(payer.pharmacy, apotek.monitoringKlaim, { ...month, status: '1' });
      expect(rekap.listsep[0]).toMatchObject({ nosepapotek: nomor, biayasetuju: '0' });
      expect(Number(rekap.totalbiayapengajuan)).toBeGreaterThan(0);
      expect(await codeOf(payer.ask(payer.pharmacy, apotek.monitoringKlaim, { ...month, status: '2' }))).toBe(
        'BPJS_REJECTED',
      );
      const example = vclaim.prbInsert.example.request;
      if (example === null) throw new Error('The catalogue is incomplete.');
      const t_prb = { ...example.request.t_prb, noSep, noKartu, programPRB: '01' };
      await payer.dataOf(payer.hospital, vclaim.prbInsert, undefined, { request: { t_prb } });
      const { list } = await payer.dataOf(payer.pharmacy, apotek.prbRekap, { tahun: '2026', bulan: '11' });
      expect(list).toContainEqual(expect.objectContaining({ NomorKaPst: noKartu, TglSRB: '26/11/2026 00:00:00' }));
      expect(
        await payer.ask(payer.pharmacy, apotek.stokUpdate, {}, { KDOBAT: '99900000001', STOK: 500 }),
      ).toMatchObject({ kind: 'ok' });
    });

    it('takes everything back, items first', async () => {
      const whole = { nosjp: nomor, refasalsjp: noSep, noresep: header.NORESEP };
      expect(await codeOf(payer.ask(payer.pharmacy, apotek.resepDelete, {}, whole))).toBe('BPJS_REJECTED');
      const { detailsep } = await payer.dataOf(payer.pharmacy, apotek.obatDaftar, { noSep: nomor });
      for (const { kodeobat, tipeobat } of detailsep.listobat)
        expect(
          await payer.ask(
            payer.pharmacy,
            apotek.obatDelete,
            {},
            {
              nosepapotek: nomor,
              noresep: header.NORESEP,
              kodeobat,
              tipeobat: tipeobat ?? '',
            },
          ),
        ).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.pharmacy, apotek.resepDelete, {}, whole)).toMatchObject({ kind: 'ok' });
    });
  });
}

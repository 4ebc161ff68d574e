// What a clinic tells BPJS beside the visit itself: a check-up, the meetings of its Prolanis clubs, and what screening found.
import { createdNumber, pcare } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { PAGE, visitOf } from './clinic-body.ts';
import { codeOf, HARI_INI, SEED, TODAY, type Payer } from './payer.ts';
import { endOf } from './sep-body.ts';

export function clinicProgrammes(payer: Payer): void {
  describe('the clinic’s programmes', () => {
    const member = participantAt(SEED, 5, TODAY).person;

    it('stores one check-up with a visit, changes it and takes it away', async () => {
      const patient = participantAt(SEED, 8, TODAY).person;
      const noKunjungan = await visitOf(payer, patient);
      const example = pcare.mcuAdd.example.request;
      if (example === null) throw new Error('The catalogue has no example of a check-up.');
      const checkUp = { ...example, noKunjungan, tglPelayanan: HARI_INI };
      const add = () => payer.ask(payer.clinic, pcare.mcuAdd, undefined, checkUp);
      const read = async () => (await payer.dataOf(payer.clinic, pcare.mcuList, { noKunjungan })).list;
      expect(
        await codeOf(payer.ask(payer.clinic, pcare.mcuAdd, undefined, { ...checkUp, noKunjungan: 'TIDAK-ADA' })),
      ).toBe('BPJS_REJECTED pcare.precondition');
      const added = await add();
      if (added.kind !== 'ok') throw new Error(added.message);
      const kdMCU = createdNumber(added.data, 'kdMCU') ?? '';
      expect(kdMCU).toMatch(/^\d+$/);
      expect(await endOf(add())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED pcare.precondition' }));
      expect((await read())[0]).toMatchObject({
        kdMCU: Number(kdMCU),
        gulaDarahHbA1c: 6.4,
        fungsiJantungEKG: 'Normal',
      });
      const changed = { ...checkUp, kdMCU: Number(kdMCU), funduskopi: 'Normal' };
      expect(await payer.ask(payer.clinic, pcare.mcuUpdate, undefined, changed)).toMatchObject({ kind: 'ok' });
      expect((await read())[0]).toMatchObject({ funduskopi: 'Normal' });
      expect(await codeOf(payer.ask(payer.clinic, pcare.kunjunganDelete, { noKunjungan }))).toBe(
        'BPJS_REJECTED pcare.precondition',
      );
      for (const row of await read())
        expect(await payer.ask(payer.clinic, pcare.mcuDelete, { kdMCU: String(row.kdMCU), noKunjungan })).toMatchObject(
          { kind: 'ok' },
        );
      expect(await payer.ask(payer.clinic, pcare.mcuList, { noKunjungan })).toMatchObject({ kind: 'empty' });
      expect(await payer.ask(payer.clinic, pcare.kunjunganDelete, { noKunjungan })).toMatchObject({ kind: 'ok' });
    });

    it('holds a meeting of a club, notes who came, and takes it back', async () => {
      const kdProgram = member.prolanis === 'HT' ? '02' : '01';
      const [club] = (await payer.dataOf(payer.clinic, pcare.kelompokClub, { kdProgram })).list;
      if (club === undefined) throw new Error('The clinic has no club.');
      expect(club).toMatchObject({ jnsKelompok: { kdProgram }, ketua_nama: member.nama });
      expect(await payer.ask(payer.clinic, pcare.kelompokClub, { kdProgram: '03' })).toMatchObject({ kind: 'empty' });
      const meeting = {
        eduId: null,
        clubId: club.clubId,
        tglPelayanan: HARI_INI,
        kdKegiatan: '01',
        kdKelompok: kdProgram,
        materi: 'Senam pagi',
        pembicara: 'dr. Asri Contoh',
        lokasi: 'Halaman klinik',
        keterangan: null,
        biaya: 250_000,
      };
      const save = (change: Partial<Omit<typeof meeting, 'eduId'>> & { readonly eduId?: string } = {}) =>
        payer.ask(payer.clinic, pcare.kelompokKegiatanSave, undefined, { ...meeting, ...change });
      expect(await codeOf(save({ kdKegiatan: '02' }))).toBe('BPJS_REJECTED pcare.reference');
      const saved = await save();
      if (saved.kind !== 'ok') throw new Error(saved.message);
      const eduId = createdNumber(saved.data, 'eduId') ?? '';
      expect(eduId).toMatch(/^2611\d{7}$/);
      expect(await save({ eduId, lokasi: 'Aula' })).toMatchObject({ kind: 'ok', data: [{ message: eduId }] });
      const { list } = await payer.dataOf(payer.clinic, pcare.kelompokKegiatan, { tanggal: '01-11-2026' });
      expect(list).toMatchObject([
        { eduId, lokasi: 'Aula', kegiatan: { kode: '01' }, clubProl: { clubId: club.clubId } },
      ]);

      const { nomorKartu: noKartu } = member;
      const attend = () => payer.ask(payer.clinic, pcare.kelompokPesertaAdd, undefined, { eduId, noKartu });
      expect(await attend()).toMatchObject({ kind: 'ok' });
      expect(await endOf(attend())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED pcare.precondition' }));
      const came = await payer.dataOf(payer.clinic, pcare.kelompokPeserta, { eduId });
      expect(came.list[0]).toMatchObject({ eduId, peserta: { noKartu, nama: member.nama } });
      expect(await payer.ask(payer.clinic, pcare.kelompokPesertaDelete, { eduId, noKartu })).toMatchObject({
        kind: 'ok',
      });
      expect(await payer.ask(payer.clinic, pcare.kelompokPeserta, { eduId })).toMatchObject({ kind: 'empty' });
      expect(await payer.ask(payer.clinic, pcare.kelompokKegiatanDelete, { eduId })).toMatchObject({ kind: 'ok' });
      expect(await payer.ask(payer.clinic, pcare.kelompokKegiatan, { tanggal: HARI_INI })).toMatchObject({
        kind: 'empty',
      });
    });

    it('reads what screening found, and who is in Prolanis', async () => {
      const { list: summary } = await payer.dataOf(payer.clinic, pcare.skrinningRekap);
      expect(summary).toHaveLength(12);
      const kata = member.nomorKartu;
      const { list } = await payer.dataOf(payer.clinic, pcare.skrinningPeserta, { kata, ...PAGE });
      expect(list).toMatchObject([{ nomor_peserta: kata, nama: member.nama }]);
      expect(Object.keys(list[0]?.status_penyakit ?? {})).toHaveLength(12);
      const [own, other] =
        member.prolanis === 'HT'
          ? [pcare.skrinningProlanisHt, pcare.skrinningProlanisDm]
          : [pcare.skrinningProlanisDm, pcare.skrinningProlanisHt];
      expect((await payer.dataOf(payer.clinic, own, { kata, ...PAGE })).list).toMatchObject([{ nama: member.nama }]);
      expect(await payer.ask(payer.clinic, other, { kata, ...PAGE })).toMatchObject({ kind: 'empty' });
    });
  });
}

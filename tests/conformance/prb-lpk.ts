// After the visit, at the wire: the letter that sends a chronic patient back to primary care, and the claim sheet.
import { vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, SEED, TODAY, type Payer } from './payer.ts';
import { endOf, insertSep, referTo, sepBody } from './sep-body.ts';

export function prbAndLpk(payer: Payer): void {
  describe('PRB letters', () => {
    it('are issued once for a programme patient, found, changed and taken back', async () => {
      const patient = participantAt(SEED, 104, TODAY).person;
      const came = await referTo(payer, patient, { nomor: '9999U0011126P900104', poli: 'INT', tanggal: '2026-11-20' });
      const noSep = await insertSep(payer, sepBody(patient, { ...came, dpjpLayan: '99901', diagAwal: 'E11.9' }));
      const month = { tahun: '2026', bulan: '11' };
      const candidates = async (): Promise<readonly unknown[]> => {
        const answer = await payer.ask(payer.hospital, vclaim.prbPotensi, month);
        return answer.kind === 'ok' ? answer.data.list.map((row) => row.NOSEP) : [];
      };
      expect(await candidates()).toContain(noSep);

      const { list: drugs } = await payer.dataOf(payer.hospital, vclaim.refObatPrb, { kata: 'metformin' });
      const { list: programmes } = await payer.dataOf(payer.hospital, vclaim.refDiagnosaPrb);
      const content = {
        noSep,
        alamat: 'Jl. Contoh No. 1',
        email: 'peserta@contoh.example',
        kodeDPJP: '99901',
        keterangan: 'Gula darah terkendali',
        saran: 'Lanjutkan terapi di FKTP',
        user: '1234',
        obat: [{ kdObat: drugs[0]?.kode ?? '', signa1: '2', signa2: '1', jmlObat: '60' }],
      };
      const body = { ...content, noKartu: patient.nomorKartu, programPRB: programmes[0]?.kode ?? '' };
      const issue = (change: Partial<typeof body> = {}) =>
        payer.ask(payer.hospital, vclaim.prbInsert, undefined, { request: { t_prb: { ...body, ...change } } });
      expect(await codeOf(issue({ user: 'dokter' }))).toBe('INPUT_BODY');
      expect(await codeOf(issue({ programPRB: '08' }))).toBe('BPJS_REJECTED');
      const issued = await issue();
      if (issued.kind !== 'ok') throw new Error(issued.message);
      const noSrb = issued.data.noSRB;
      expect(issued.data).toMatchObject({
        tglSRB: TODAY,
        programPRB: 'Diabetes Mellitus',
        peserta: { noKartu: patient.nomorKartu, asalFaskes: { kode: patient.fktp.kode } },
        obat: { list: [{ nmObat: 'Metformin tab 500 mg', signa: '2x1' }] },
      });
      expect(await endOf(issue())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await candidates()).not.toContain(noSep);

      const { prb } = await payer.dataOf(payer.hospital, vclaim.prbList, { tglMulai: TODAY, tglAkhir: TODAY });
      expect(prb.list.filter((row) => row.noSEP === noSep)[0]).toMatchObject({
        noSRB: noSrb,
        programPRB: { kode: '01' },
        peserta: { noKartu: patient.nomorKartu },
      });
      expect(
        await payer.dataOf(payer.hospital, vclaim.prbUpdate, undefined, {
          request: { t_prb: { ...content, noSrb, saran: 'Kontrol tiga bulan lagi' } },
        }),
      ).toBe(noSrb);
      expect(await payer.dataOf(payer.hospital, vclaim.prbFind, { noSrb, noSep })).toMatchObject({
        prb: { noSEP: noSep, saran: 'Kontrol tiga bulan lagi', obat: { obat: [{ jmlObat: '60' }] } },
      });

      const t_prb = { noSrb, noSep, user: '1234' };
      const remove = () => payer.ask(payer.hospital, vclaim.prbDelete, undefined, { request: { t_prb } });
      expect(await remove()).toMatchObject({ kind: 'ok', data: noSrb });
      expect(await endOf(remove())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await payer.ask(payer.hospital, vclaim.prbFind, { noSrb, noSep })).toMatchObject({ kind: 'empty' });
      await payer.sandbox.setSwitches({ prbCandidates: 'empty-text' });
      expect(await payer.ask(payer.hospital, vclaim.prbPotensi, month)).toMatchObject({ kind: 'empty' });
      await payer.sandbox.setSwitches({ prbCandidates: 'list' });
    });
  });

  describe('claim sheets', () => {
    it('are filed once per SEP, listed, replaced, and in the way of deleting it', async () => {
      const patient = participantAt(SEED, 105, TODAY).person;
      const came = await referTo(payer, patient, { nomor: '9999U0011126P900105', poli: 'INT', tanggal: '2026-11-20' });
      const noSep = await insertSep(payer, sepBody(patient, { ...came, dpjpLayan: '99901' }));
      const example = vclaim.lpkInsert.example.request;
      if (example === null) throw new Error('The catalogue is incomplete.');
      const sheet = { ...example.request.t_lpk, noSep, tglMasuk: TODAY, tglKeluar: TODAY };
      const file = (change: Partial<typeof sheet> = {}) =>
        payer.ask(payer.hospital, vclaim.lpkInsert, undefined, { request: { t_lpk: { ...sheet, ...change } } });
      expect(await codeOf(file({ diagnosa: [{ kode: 'I10', level: '2' }] }))).toBe('BPJS_REJECTED');
      expect(await file()).toMatchObject({ kind: 'ok', data: noSep });
      expect(await endOf(file())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));

      const ours = async () => {
        const day = { tglMasuk: TODAY, jnsPelayanan: '2' as const };
        const { lpk } = await payer.dataOf(payer.hospital, vclaim.lpkList, day);
        return lpk.list.find((row) => row.noSep === noSep);
      };
      expect(await ours()).toMatchObject({
        peserta: { noKartu: patient.nomorKartu },
        diagnosa: { list: [{ level: '1', list: { kode: 'I10' } }, { level: '2' }] },
        procedure: { list: [{ list: { kode: '89.52' } }] },
        perawatan: { kelasRawat: { kode: '5', nama: 'Kelas 3' } },
        rencanaTL: null,
      });
      const rencanaTL = {
        tindakLanjut: '4',
        dirujukKe: { kodePPK: '' },
        kontrolKembali: { tglKontrol: '2026-12-10', poli: 'INT' },
      };
      expect(
        await payer.dataOf(payer.hospital, vclaim.lpkUpdate, undefined, {
          request: { t_lpk: { ...sheet, rencanaTL } },
        }),
      ).toBe(noSep);
      expect(await ours()).toMatchObject({ rencanaTL });

      const t_sep = { noSep, user: 'uji' };
      const drop = () => payer.ask(payer.hospital, vclaim.sepDelete, undefined, { request: { t_sep } });
      expect(await codeOf(drop())).toBe('BPJS_REJECTED');
      const remove = () => payer.ask(payer.hospital, vclaim.lpkDelete, undefined, { request: { t_lpk: { noSep } } });
      expect(await remove()).toMatchObject({ kind: 'ok', data: noSep });
      expect(await endOf(remove())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await drop()).toMatchObject({ kind: 'ok' });
    });
  });
}

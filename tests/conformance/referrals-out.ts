// Referrals that the hospital makes, at the wire: onwards to another hospital, changed, found, taken back; and the extension of a
// long-running one, whose deletion has a disputed verb.
import { createBpjsClient } from '@titian/client';
import { vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';
import { endOf, insertSep, referTo, sepBody } from './sep-body.ts';

const user = 'pendaftaran.rs';
const PLANNED = '2026-11-30';

export function outgoingReferrals(payer: Payer): void {
  describe('outgoing referrals', () => {
    it('go onwards from a SEP, are found by SEP and target, changed and taken back', async () => {
      const patient = participantAt(SEED, 101, TODAY).person;
      const came = await referTo(payer, patient, { nomor: '9999U0011126P900101', poli: 'INT', tanggal: '2026-11-20' });
      const noSep = await insertSep(payer, sepBody(patient, { ...came, dpjpLayan: '99901' }));
      const target = { ppkRujukan: '9999R002', tglRujukan: PLANNED };
      const waiting = async (): Promise<number | undefined> => {
        const { list } = await payer.dataOf(payer.hospital, vclaim.rujukanSpesialistik, target);
        return list.find(({ kodeSpesialis }) => kodeSpesialis === 'JAN')?.jumlahRujukan;
      };
      expect(await waiting()).toBe(0);
      const equipment = await payer.dataOf(payer.hospital, vclaim.rujukanSarana, { ppkRujukan: '9999R002' });
      expect(equipment.list[0]).toMatchObject({ kodeSarana: '1', namaSarana: 'REKAM MEDIK' });

      const body = {
        noSep,
        tglRujukan: TODAY,
        tglRencanaKunjungan: PLANNED,
        ppkDirujuk: '9999R002',
        jnsPelayanan: '2',
        catatan: 'Mohon evaluasi jantung',
        diagRujukan: 'I25.1',
        tipeRujukan: '0',
        poliRujukan: 'JAN',
        user,
      };
      const insert = (change: Partial<typeof body> = {}) =>
        payer.ask(payer.hospital, vclaim.rujukanKeluarInsert, undefined, {
          request: { t_rujukan: { ...body, ...change } },
        });
      expect(await codeOf(insert({ noSep: '9999R0011126V999999' }))).toBe('BPJS_REJECTED');
      expect(await codeOf(insert({ tipeRujukan: '2' }))).toBe('BPJS_REJECTED');
      const issued = await insert();
      if (issued.kind !== 'ok' || issued.data === null) throw new Error(issued.message);
      const { rujukan } = issued.data;
      const { noRujukan } = rujukan;
      expect(noRujukan).toMatch(/^9999R0011126B\d{6}$/);
      expect(rujukan).toMatchObject({
        tglBerlakuKunjungan: '2027-02-24',
        AsalRujukan: { kode: '9999R001' },
        tujuanRujukan: { kode: '9999R002' },
        peserta: { noKartu: patient.nomorKartu },
      });
      expect(await waiting()).toBe(1);

      const span = { tglMulai: '2026-11-01', tglAkhir: TODAY };
      const ours = async () =>
        (await payer.dataOf(payer.hospital, vclaim.rujukanKeluarList, span)).list.filter(
          (row) => row.noSep === noSep && row.ppkDirujuk === '9999R002',
        );
      expect(await ours()).toMatchObject([{ noRujukan, noKartu: patient.nomorKartu, jnsPelayanan: '2' }]);
      expect(
        await payer.dataOf(payer.hospital, vclaim.rujukanPesertaRs, { noKartu: patient.nomorKartu }),
      ).toMatchObject({ asalFaskes: '2', rujukan: { noKunjungan: noRujukan, poliRujukan: { kode: 'JAN' } } });

      const { noSep: _noSep, ...content } = body;
      expect(
        await payer.dataOf(payer.hospital, vclaim.rujukanKeluarUpdate, undefined, {
          request: { t_rujukan: { ...content, noRujukan, tipeRujukan: '1', catatan: 'Rawat bersama' } },
        }),
      ).toBe(noRujukan);
      expect(await payer.dataOf(payer.hospital, vclaim.rujukanKeluarFind, { noRujukan })).toMatchObject({
        rujukan: { noSep, tipeRujukan: '1', namaTipeRujukan: 'Partial', catatan: 'Rawat bersama' },
      });
      const t_sep = { noSep, user };
      expect(await codeOf(payer.ask(payer.hospital, vclaim.sepDelete, undefined, { request: { t_sep } }))).toBe(
        'BPJS_REJECTED',
      );

      const t_rujukan = { noRujukan, user };
      const remove = () => payer.ask(payer.hospital, vclaim.rujukanKeluarDelete, undefined, { request: { t_rujukan } });
      expect(await remove()).toMatchObject({ kind: 'ok', data: noRujukan });
      expect(await endOf(remove())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await payer.ask(payer.hospital, vclaim.rujukanKeluarFind, { noRujukan })).toMatchObject({ kind: 'empty' });
      await payer.dataOf(payer.hospital, vclaim.sepDelete, undefined, { request: { t_sep } });
    });

    it('may answer a partial one with nothing: the list has it', async () => {
      const patient = participantAt(SEED, 102, TODAY).person;
      const came = await referTo(payer, patient, { nomor: '9999U0011126P900102', poli: 'SAR', tanggal: '2026-11-20' });
      const noSep = await insertSep(payer, sepBody(patient, { ...came, dpjpLayan: '99907', diagAwal: 'G40.9' }));
      await payer.sandbox.setSwitches({ partialReferralAnswersNull: true });
      const example = vclaim.rujukanKeluarInsert.example.request;
      if (example === null) throw new Error('The catalogue is incomplete.');
      const dates = { tglRujukan: TODAY, tglRencanaKunjungan: PLANNED };
      expect(
        await payer.ask(payer.hospital, vclaim.rujukanKeluarInsert, undefined, {
          request: { t_rujukan: { ...example.request.t_rujukan, ...dates, noSep, tipeRujukan: '1' } },
        }),
      ).toMatchObject({ kind: 'ok', data: null });
      await payer.sandbox.setSwitches({ partialReferralAnswersNull: false });
      const { list } = await payer.dataOf(payer.hospital, vclaim.rujukanKeluarList, {
        tglMulai: TODAY,
        tglAkhir: TODAY,
      });
      expect(list).toContainEqual(expect.objectContaining({ noSep, ppkDirujuk: '9999R002' }));
    });
  });

  describe('special referrals', () => {
    const noRujukan = '9999U0010826P900103';
    const month = { bulan: '11', tahun: '2026' };

    it('extend a referral that has run out', async () => {
      const patient = participantAt(SEED, 103, TODAY).person;
      const came = await referTo(payer, patient, { nomor: noRujukan, poli: 'INT', tanggal: '2026-08-01' });
      const visit = sepBody(patient, { ...came, dpjpLayan: '99901', diagAwal: 'N18.9' });
      const t_sep = { request: { t_sep: visit } };
      expect(await codeOf(payer.ask(payer.hospital, vclaim.sepInsert, undefined, t_sep))).toBe(
        'BPJS_REJECTED vclaim.E-16',
      );
      const extend = (kode: string) =>
        payer.ask(payer.hospital, vclaim.rujukanKhususInsert, undefined, {
          noRujukan,
          diagnosa: [{ kode }, { kode: 'S;I10' }],
          procedure: [{ kode: '39.95' }],
          user,
        });
      expect(await codeOf(extend('N18.9'))).toBe('BPJS_REJECTED');
      expect(await extend('P;N18.9')).toMatchObject({
        kind: 'ok',
        data: { rujukan: { norujukan: noRujukan, nokapst: patient.nomorKartu, diagppk: 'N18.9' } },
      });
      await insertSep(payer, visit);
    });

    it('are taken back under either verb: 405 leads the client to the other one', async () => {
      const { rujukan } = await payer.dataOf(payer.hospital, vclaim.rujukanKhususList, month);
      const idRujukan = rujukan.find((row) => row.norujukan === noRujukan)?.idrujukan ?? '';
      const remove = () =>
        payer.ask(payer.hospital, vclaim.rujukanKhususDelete, undefined, {
          request: { t_rujukan: { idRujukan, noRujukan, user } },
        });
      await payer.sandbox.setSwitches({ specialDeleteVerb: 'POST' });
      expect(await remove()).toMatchObject({ kind: 'ok', data: noRujukan });
      await payer.sandbox.setSwitches({ specialDeleteVerb: 'DELETE' });
      expect(await endOf(remove())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await payer.ask(payer.hospital, vclaim.rujukanKhususList, month)).toMatchObject({ kind: 'empty' });
      const sent = payer.sandbox.traffic().filter(({ path }) => /khusus\/delete/i.test(path));
      expect(sent.slice(0, 2)).toMatchObject([
        { method: 'DELETE', status: 405 },
        { method: 'POST', status: 200 },
      ]);
    });

    it('are taken back with POST first when the facility says so', async () => {
      const client = createBpjsClient({
        credentials: payer.sandbox.credentials('9999R001'),
        environment: 'development',
        baseUrls: payer.sandbox.baseUrls,
        clock: { now: () => new Date(NOW_MS) },
        settings: { allowBaseUrl: [payer.sandbox.url], otherMethods: [vclaim.rujukanKhususDelete.id] },
      });
      await payer.sandbox.setSwitches({ specialDeleteVerb: 'both' });
      const t_rujukan = { idRujukan: '1', noRujukan, user };
      const before = payer.sandbox.traffic().length;
      expect(await codeOf(client.call(vclaim.rujukanKhususDelete, { body: { request: { t_rujukan } } }))).toBe(
        'BPJS_REJECTED',
      );
      await client.close();
      await payer.sandbox.setSwitches({ specialDeleteVerb: 'DELETE' });
      expect(payer.sandbox.traffic().slice(before)).toMatchObject([{ method: 'POST', status: 200 }]);
    });
  });
}

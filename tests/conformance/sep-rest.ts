// Around a SEP at the wire: exceptions, the random question, accidents and their follow-ups, internal SEPs, the grouper's data.
import { vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, SEED, TODAY, type Payer } from './payer.ts';
import { EMERGENCY, endOf, insertOutcome, insertSep, referTo, sepBody } from './sep-body.ts';

const YESTERDAY = '2026-11-25';
const user = 'pendaftaran.rs';

export function aroundSep(payer: Payer): void {
  describe('around a SEP', () => {
    it('a SEP of yesterday passes once somebody has approved it', async () => {
      const patient = participantAt(SEED, 72, TODAY).person;
      const referred = await referTo(payer, patient, {
        nomor: '9999U0011126P900072',
        poli: 'INT',
        tanggal: '2026-11-20',
      });
      const body = sepBody(patient, { ...referred, tglSep: YESTERDAY });
      const t_sep = {
        noKartu: patient.nomorKartu,
        tglSep: YESTERDAY,
        jnsPelayanan: '2',
        jnsPengajuan: '1',
        keterangan: 'Gangguan jaringan',
        user,
      };
      expect(await insertOutcome(payer, body)).toBe('BPJS_REJECTED');
      expect(await payer.dataOf(payer.hospital, vclaim.sepPengajuan, undefined, { request: { t_sep } })).toBe(
        patient.nomorKartu,
      );
      expect(await insertOutcome(payer, body)).toBe('BPJS_REJECTED');
      expect(await payer.dataOf(payer.hospital, vclaim.sepAproval, undefined, { request: { t_sep } })).toBe(
        patient.nomorKartu,
      );
      const { list } = await payer.dataOf(payer.hospital, vclaim.sepPersetujuanList, { bulan: '11', tahun: '2026' });
      expect(list).toMatchObject([{ noKartu: patient.nomorKartu, tglsep: YESTERDAY, jnspelayanan: 'RJ' }]);
      const noSep = await insertSep(payer, body);
      expect(noSep).toMatch(/^9999R0011126V\d{6}$/);
    });

    it('the random question stands in for a finger that was not read', async () => {
      const patient = participantAt(SEED, 36, TODAY).person;
      const referred = await referTo(payer, patient, { nomor: '9999U0011126P900036', poli: 'MAT', tanggal: TODAY });
      const body = sepBody(patient, { ...referred, dpjpLayan: '99905', diagAwal: 'H25.9' });
      expect(await insertOutcome(payer, body)).toBe('BPJS_REJECTED vclaim.E-18');
      const asked = { noKartu: patient.nomorKartu, tglSep: TODAY };
      const { faskes } = await payer.dataOf(payer.hospital, vclaim.fingerprintQuestion, asked);
      expect(faskes).toHaveLength(3);
      expect(faskes).toContainEqual({ kode: patient.fktp.kode, nama: patient.fktp.nama });
      const reply = (ppkPst: string) =>
        payer.dataOf(payer.hospital, vclaim.fingerprintAnswer, undefined, {
          request: {
            t_sep: { ...asked, jenPel: '2', ppkPelSep: '9999R001', tglLahir: patient.tanggalLahir, ppkPst, user },
          },
        });
      const wrong = faskes.find(({ kode }) => kode !== patient.fktp.kode)?.kode ?? '';
      expect(await reply(wrong)).toBe('False');
      expect(await insertOutcome(payer, body)).toBe('BPJS_REJECTED vclaim.E-18');
      expect(await reply(patient.fktp.kode)).toBe('True');
      await insertSep(payer, body);
    });

    it('an accident is the parent of its follow-up and reaches Jasa Raharja', async () => {
      const patient = participantAt(SEED, 52, TODAY).person;
      const noKartu = patient.nomorKartu;
      const { list: provinces } = await payer.dataOf(payer.hospital, vclaim.refPropinsi);
      const kdPropinsi = provinces[0]?.kode ?? '';
      const { list: regencies } = await payer.dataOf(payer.hospital, vclaim.refKabupaten, { kdPropinsi });
      const kdKabupaten = regencies[0]?.kode ?? '';
      const { list: districts } = await payer.dataOf(payer.hospital, vclaim.refKecamatan, { kdKabupaten });
      const lokasiLaka = { kdPropinsi, kdKabupaten, kdKecamatan: districts[0]?.kode ?? '' };
      const crash = (noSepSuplesi: string, noLP = 'LP/B/11/2026') => ({
        lakaLantas: '1',
        noLP,
        penjamin: {
          tglKejadian: TODAY,
          keterangan: 'Tabrakan di persimpangan',
          suplesi: { suplesi: noSepSuplesi === '' ? '0' : '1', noSepSuplesi, lokasiLaka },
        },
      });
      const atEmergency = sepBody(patient, { ...EMERGENCY, jaminan: crash(''), diagAwal: 'S52.5' });
      expect(await payer.ask(payer.hospital, vclaim.sepKllInduk, { noKartu })).toMatchObject({ kind: 'empty' });
      expect(await insertOutcome(payer, { ...atEmergency, jaminan: crash('', '') })).toBe('BPJS_REJECTED');
      const parent = await insertSep(payer, atEmergency);
      const { jaminan } = await payer.dataOf(payer.hospital, vclaim.sepSuplesi, { noKartu, tglPelayanan: TODAY });
      expect(jaminan).toMatchObject([{ noSep: parent, tglKejadian: TODAY, tglSep: TODAY }]);

      const referred = await referTo(payer, patient, { nomor: '9999U0011126P900052', poli: 'ORT', tanggal: TODAY });
      const follow = sepBody(patient, { ...referred, dpjpLayan: '99911', diagAwal: 'S52.5', jaminan: crash(parent) });
      const second = await insertSep(payer, follow);
      const { list: parents } = await payer.dataOf(payer.hospital, vclaim.sepKllInduk, { noKartu });
      expect(parents).toMatchObject([{ noSEP: parent, kdKab: kdKabupaten, noSEPSuplesi: second }]);
      const monitored = await payer.dataOf(payer.hospital, vclaim.monitoringJasaRaharja, {
        jnsPelayanan: '2',
        tglMulai: YESTERDAY,
        tglAkhir: TODAY,
      });
      expect(monitored.jaminan.map(({ sep }) => sep?.noSEP)).toEqual([parent, second]);
      expect(monitored.jaminan[0]).toMatchObject({
        sep: { peserta: { noKartu } },
        jasaRaharja: { tglKejadian: TODAY },
      });
      expect(await payer.dataOf(payer.hospital, vclaim.sepCbg, { noSep: second })).toMatchObject({
        pesertasep: { noKartuBpjs: noKartu, noRujukan: '9999U0011126P900052', tglPelayanan: TODAY },
      });
      const { list: read } = await payer.dataOf(payer.hospital, vclaim.fingerprintList, { tglPelayanan: TODAY });
      expect(read).toContainEqual({ noKartu, noSEP: parent });
    });

    it('an internal SEP keeps its origin until it is deleted', async () => {
      const patient = participantAt(SEED, 62, TODAY).person;
      const referred = await referTo(payer, patient, {
        nomor: '9999U0011126P900062',
        poli: 'INT',
        tanggal: '2026-11-20',
      });
      const first = await insertSep(payer, sepBody(patient, referred));
      const second = await insertSep(
        payer,
        sepBody(patient, {
          ...referred,
          poli: { tujuan: 'PAR', eksekutif: '0' },
          dpjpLayan: '99910',
          tujuanKunj: '2',
          assesmentPel: '4',
        }),
      );
      const { list } = await payer.dataOf(payer.hospital, vclaim.sepInternal, { noSep: first });
      expect(list).toMatchObject([{ nosep: second, nosepref: first, kdpolituj: 'PAR' }]);
      const removeFirst = () =>
        payer.ask(payer.hospital, vclaim.sepDelete, undefined, { request: { t_sep: { noSep: first, user } } });
      expect(await codeOf(removeFirst())).toBe('BPJS_REJECTED');
      const t_sep = {
        noSep: second,
        noSurat: list[0]?.nosurat ?? '',
        tglRujukanInternal: TODAY,
        kdPoliTuj: 'PAR',
        user,
      };
      expect(t_sep.noSurat).toMatch(/^9999R0011126N\d{6}$/);
      const remove = () => payer.ask(payer.hospital, vclaim.sepInternalDelete, undefined, { request: { t_sep } });
      expect(await remove()).toMatchObject({ kind: 'ok', data: second });
      expect(await payer.ask(payer.hospital, vclaim.sepInternal, { noSep: first })).toMatchObject({ kind: 'empty' });
      expect(await endOf(remove())).toMatchObject(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await removeFirst()).toMatchObject({ kind: 'ok' });
    });
  });
}

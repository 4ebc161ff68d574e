// The competency-based referral at the wire: criteria of a diagnosis, candidates for one of them, the referral with two numbers, and the
// answer that hides a referral which exists.
import { createBpjsClient } from '@titian/client';
import { sisrute, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { codeOf, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';
import { endOf, insertSep, referTo, sepBody } from './sep-body.ts';

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000106';
const PLANNED = '2026-11-30';
const own = {
  kodeFaskesSatuSehat: '100999001',
  encounter: { reference: `Encounter/${ENCOUNTER}` },
};
const region = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};

export function competencyReferral(payer: Payer): void {
  describe('SISRUTE', () => {
    const askCriteria = (kodeDiagnosa: string) =>
      payer.ask(payer.hospital, sisrute.kriteria, undefined, { ...own, kodeDiagnosa });
    const criterionOf = async (kodeDiagnosa: string) => {
      const answer = await askCriteria(kodeDiagnosa);
      const found = answer.data?.kriteriaRujukan.find(({ text }) => text === 'Terapi');
      if (found === undefined) throw new Error(answer.message);
      return { item: [{ linkId: found.linkId, text: found.text, answer: [{ valueBoolean: true }] }] };
    };
    const searchBody = async () => ({
      ...own,
      kodeDiagnosa: 'I25.1',
      kodeSpesialis: 'JAN',
      tglRencanaKunjungan: PLANNED,
      kriteriaRujukan: await criterionOf('I25.1'),
      codeJejaringWilayah: region,
    });

    it('has criteria for detailed diagnoses only, and each has its own', async () => {
      expect(await codeOf(askCriteria('I10'))).toBe('BPJS_REJECTED sisrute.no-criteria');
      expect(await criterionOf('I25.1')).not.toEqual(await criterionOf('I50.0'));
    });

    it('offers candidates for exactly one criterion; none is no error', async () => {
      const body = await searchBody();
      const { list } = await payer.dataOf(payer.hospital, sisrute.faskes, undefined, body);
      expect(list).toContainEqual(
        expect.objectContaining({ kodeFaskesSatuSehat: 'Organization/100999002', kdppk: '9999R002' }),
      );
      expect(list.filter(({ kdppk }) => kdppk === null)).toHaveLength(1);
      const ask = (change: Partial<typeof body>) =>
        payer.ask(payer.hospital, sisrute.faskes, undefined, { ...body, ...change });
      const twice = { item: [...body.kriteriaRujukan.item, ...body.kriteriaRujukan.item] };
      expect(await codeOf(ask({ kriteriaRujukan: twice }))).toBe('INPUT_BODY');
      expect(await codeOf(ask({ kriteriaRujukan: await criterionOf('I50.0') }))).toBe('BPJS_REJECTED sisrute.link-id');
      expect(await codeOf(ask({ kodeSpesialis: 'XYZ' }))).toBe('BPJS_REJECTED sisrute.mapping');
      const far = { codeJejaringWilayah: { ...region, kodePropinsi: '92', kodeKabupaten: '9201' } };
      expect(await ask(far)).toMatchObject({ kind: 'ok', data: { list: [] } });
      await payer.sandbox.setSwitches({ sisruteNoCandidate: 'message' });
      expect(await ask(far)).toMatchObject({ kind: 'empty', messageId: 'sisrute.no-candidate' });
      await payer.sandbox.setSwitches({ sisruteNoCandidate: 'list' });
    });

    it('refers to one candidate row, is read back in VClaim and taken back', async () => {
      const patient = participantAt(SEED, 106, TODAY).person;
      const came = await referTo(payer, patient, { nomor: '9999U0011126P900106', poli: 'INT', tanggal: '2026-11-20' });
      const noSep = await insertSep(payer, sepBody(patient, { ...came, dpjpLayan: '99901' }));
      const search = await searchBody();
      const { list } = await payer.dataOf(payer.hospital, sisrute.faskes, undefined, search);
      const row = list.find(({ kdppk }) => kdppk === '9999R002');
      const satuSehatRujukan = {
        kodeFaskesSatuSehat: own.kodeFaskesSatuSehat,
        idPasienSatuSehat: 'P99990000106',
        kdppkSatuSehatTujuanRujukan: row?.kodeFaskesSatuSehat.replace('Organization/', '') ?? '',
        kdDokterSatuSehat: 'N99990000001',
        encounter: { reference: ENCOUNTER },
        patientInstruction: 'Bawa hasil pemeriksaan',
        keteranganRujukan: 'Mohon evaluasi',
        kriteriaRujukan: search.kriteriaRujukan,
        codeJejaringWilayah: region,
      };
      const body = {
        noSep,
        tglRujukan: TODAY,
        tglRencanaKunjungan: PLANNED,
        ppkDirujuk: row?.kdppk ?? '',
        jnsPelayanan: '2',
        catatan: '-',
        diagRujukan: 'I25.1',
        tipeRujukan: '0',
        poliRujukan: 'JAN',
        user: 'pendaftaran.rs',
      };
      const refer = (change: Partial<typeof satuSehatRujukan> = {}, other: Partial<typeof body> = {}) =>
        payer.ask(payer.hospital, sisrute.insert, undefined, {
          request: { t_rujukan: { ...body, ...other, satuSehatRujukan: { ...satuSehatRujukan, ...change } } },
        });
      expect(await codeOf(refer({ kdppkSatuSehatTujuanRujukan: '100999003' }))).toBe('BPJS_REJECTED sisrute.pair');
      expect(await codeOf(refer({}, { noSep: '9999R0011126V999999' }))).toBe('BPJS_REJECTED vclaim.E-21');
      expect(await codeOf(refer({ encounter: own.encounter }))).toBe('INPUT_BODY');

      const ours = async (): Promise<string[]> => {
        const span = { tglMulai: TODAY, tglAkhir: TODAY };
        const answer = await payer.ask(payer.hospital, vclaim.rujukanKeluarList, span);
        const rows = answer.kind === 'ok' ? answer.data.list : [];
        return rows.filter((one) => one.noSep === noSep).map((one) => one.noRujukan);
      };
      await payer.sandbox.setSwitches({ sisruteNumberMissing: true });
      expect(await codeOf(refer())).toBe('BPJS_UNCERTAIN sisrute.number-missing');
      await payer.sandbox.setSwitches({ sisruteNumberMissing: false });
      const [hidden = ''] = await ours();
      expect(hidden).toMatch(/^9999R0011126B\d{6}$/);

      const issued = await refer();
      if (issued.kind !== 'ok') throw new Error(issued.message);
      expect(issued.data.noRujukanSatuSehat).toMatch(/^9999\d{12}$/);
      expect(await ours()).toEqual([hidden, issued.data.noRujukan]);

      const remove = (noRujukan: string) =>
        payer.ask(payer.hospital, sisrute.delete, undefined, {
          request: { t_rujukan: { noRujukan, user: 'pendaftaran.rs', satuSehatRujukan } },
        });
      expect(await remove(hidden)).toMatchObject({ kind: 'ok' });
      expect(await endOf(remove(hidden))).toEqual(payer.repeated({ kind: 'BPJS_REJECTED' }));
      expect(await remove(issued.data.noRujukan ?? '')).toMatchObject({ kind: 'ok' });
      expect(await ours()).toEqual([]);
    });

    it('is reached with VClaim’s user key, is registered apart, and gets no Content-Type in development', async () => {
      const { userKeys, ...rest } = payer.sandbox.credentials('9999R001');
      const ask = async (environment: 'development' | 'production'): Promise<string> => {
        const client = createBpjsClient({
          credentials: { ...rest, userKeys: { vclaim: userKeys.vclaim } },
          environment,
          baseUrls: payer.sandbox.baseUrls,
          clock: { now: () => new Date(NOW_MS) },
          settings: { allowBaseUrl: [payer.sandbox.url] },
        });
        const body = { ...own, kodeDiagnosa: 'I25.1' };
        return codeOf(client.call(sisrute.kriteria, { body })).finally(() => client.close());
      };
      await payer.sandbox.setSwitches({ sisruteContentType: 'none' });
      expect(await ask('development')).toBe('answered');
      await payer.sandbox.setSwitches({ sisruteContentType: 'required' });
      expect(await ask('development')).toMatch(/^BPJS_UNCERTAIN/);
      expect(await ask('production')).toBe('answered');
      await payer.sandbox.setSwitches({ sisruteContentType: 'any' });
      await payer.sandbox.setMood('sisrute', { credentials: 'unregistered' });
      expect(await ask('development')).toBe('BPJS_CREDENTIAL credential.not-registered');
      await payer.sandbox.setMood('sisrute', null);
    });
  });
}

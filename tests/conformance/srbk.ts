// The clinic's referral by competency at the wire: criteria, candidates, the visit that refers with three numbers, the answer that hides them,
// and a deletion that takes the registration along.
import { createBpjsClient, isBpjsError } from '@titian/client';
import { pcare, srbk, vclaim } from '@titian/contract';
import { participantAt } from '@titian/sandbox/population';
import { describe, expect, it } from 'vitest';
import { PAGE, registerMember, visitBody, visitOf } from './clinic-body.ts';
import { codeOf, HARI_INI, NOW_MS, SEED, TODAY, type Payer } from './payer.ts';
import { endOf } from './sep-body.ts';

const ENCOUNTER = '9999aaaa-0000-4000-8000-000000000112';
const own = { kodeFaskesSatuSehat: '100999101', encounter: { reference: `Encounter/${ENCOUNTER}` } };
const region = {
  kodePropinsi: '91',
  namaPropinsi: 'PROVINSI CONTOH BARAT',
  kodeKabupaten: '9101',
  namaKabupaten: 'KAB. CONTOH HULU',
};

export function clinicReferral(payer: Payer): void {
  describe('SRBK', () => {
    const patient = participantAt(SEED, 12, TODAY).person;
    const askCriteria = (kodeDiagnosa: string) =>
      payer.ask(payer.clinic, srbk.kriteria, undefined, { ...own, kodeDiagnosa });
    const criterionOf = async (kodeDiagnosa: string) => {
      const answer = await askCriteria(kodeDiagnosa);
      const found = answer.data?.kriteriaRujukan.find(({ text }) => text === 'Terapi');
      if (found === undefined) throw new Error(answer.message);
      return { item: [{ linkId: found.linkId, text: found.text, answer: [{ valueBoolean: true }] }] };
    };
    const searchBody = async () => ({
      ...own,
      kodeSubSpesialis: '8',
      kodeSarana: '',
      kodeDiagnosa: 'I25.1',
      estimasiRujuk: HARI_INI,
      kriteriaRujukan: await criterionOf('I25.1'),
      codeJejaringWilayah: region,
    });
    /** Referral of the patient to the second hospital, both codes from its candidate row. */
    const referral = async () => {
      const search = await searchBody();
      const { list } = await payer.dataOf(payer.clinic, srbk.faskes, undefined, search);
      const row = list.find(({ kdppk }) => kdppk === '9999R002');
      return {
        ...visitBody(patient, { kdDiag1: 'I25.1', kdTacc: -1, alasanTacc: null }),
        kdStatusPulang: '4' as const,
        rujukLanjut: {
          tglEstRujuk: HARI_INI,
          kdppk: row?.kdppk ?? '',
          subSpesialis: { kdSubSpesialis1: '8', kdSarana: null },
          khusus: null,
        },
        satuSehatRujukan: {
          kodeFaskesSatuSehat: own.kodeFaskesSatuSehat,
          idPasienSatuSehat: 'P99990000012',
          kdppkSatuSehatTujuanRujukan: row?.kodeFaskesSatuSehat.replace('Organization/', '') ?? '',
          kdDokterSatuSehat: 'N99990000051',
          encounter: { reference: ENCOUNTER },
          patientInstruction: 'Bawa hasil EKG',
          keteranganRujukan: 'Mohon evaluasi jantung',
          kriteriaRujukan: search.kriteriaRujukan,
          codeJejaringWilayah: region,
        },
      };
    };
    const remove = (noKunjungan: string) => payer.ask(payer.clinic, srbk.kunjunganDelete, undefined, { noKunjungan });
    const registrations = async (): Promise<string[]> => {
      const answer = await payer.ask(payer.clinic, pcare.pendaftaranList, { tglDaftar: HARI_INI, ...PAGE });
      const rows = answer.kind === 'ok' ? answer.data.list : [];
      return rows.filter(({ peserta }) => peserta?.noKartu === patient.nomorKartu).map(({ status }) => status ?? '');
    };

    it('has criteria for detailed diagnoses only, and each has its own', async () => {
      expect(await codeOf(askCriteria('I10'))).toBe('BPJS_REJECTED sisrute.no-criteria');
      expect(await criterionOf('I25.1')).not.toEqual(await criterionOf('I50.0'));
    });

    it('offers candidates from today on for exactly one criterion; none is no error', async () => {
      const body = await searchBody();
      const ask = (change: Partial<typeof body>) =>
        payer.ask(payer.clinic, srbk.faskes, undefined, { ...body, ...change });
      const { list } = await payer.dataOf(payer.clinic, srbk.faskes, undefined, body);
      expect(list).toContainEqual(
        expect.objectContaining({ kodeFaskesSatuSehat: 'Organization/100999001', kdppk: '9999R001' }),
      );
      expect(await codeOf(ask({ kodeSubSpesialis: '99' }))).toBe('BPJS_REJECTED pcare.subspesialis-unknown');
      expect(await codeOf(ask({ kriteriaRujukan: await criterionOf('I50.0') }))).toBe('BPJS_REJECTED sisrute.link-id');
      expect(await codeOf(ask({ codeJejaringWilayah: { ...region, kodePropinsi: '9' } }))).toBe(
        'BPJS_REJECTED srbk.region',
      );
      expect(await codeOf(ask({ estimasiRujuk: '25-11-2026' }))).toBe('BPJS_REJECTED');
      const far = { codeJejaringWilayah: { ...region, kodePropinsi: '92', kodeKabupaten: '9201' } };
      expect(await ask(far)).toMatchObject({ kind: 'ok', data: { list: [] } });
      await payer.sandbox.setSwitches({ srbkNoCandidate: 'message' });
      expect(await ask(far)).toMatchObject({ kind: 'empty', messageId: 'sisrute.no-candidate' });
      await payer.sandbox.setSwitches({ srbkNoCandidate: 'not-found' });
      expect(await ask(far)).toMatchObject({ kind: 'empty', messageId: 'srbk.no-candidate' });
      await payer.sandbox.setSwitches({ srbkNoCandidate: 'list' });
    });

    it('stores the visit with its referral once, and takes it back with the registration', async () => {
      const body = await referral();
      const refer = (change: Partial<typeof body.satuSehatRujukan> = {}) =>
        payer.ask(payer.clinic, srbk.kunjunganAdd, undefined, {
          ...body,
          satuSehatRujukan: { ...body.satuSehatRujukan, ...change },
        });
      expect(await codeOf(refer())).toBe('BPJS_PREDECESSOR pcare.not-registered-poli');
      await registerMember(payer, patient);
      expect(await codeOf(refer({ kdppkSatuSehatTujuanRujukan: '100999003' }))).toBe('BPJS_REJECTED sisrute.pair');
      expect(await codeOf(refer({ encounter: own.encounter }))).toBe('INPUT_BODY');
      const issued = await refer();
      if (issued.kind !== 'ok') throw new Error(issued.message);
      const noKunjungan = issued.data.noKunjungan ?? '';
      expect(noKunjungan).toMatch(/^9999U0011126Y\d{6}$/);
      expect(issued.data.noRujukanSatuSehat).toMatch(/^9999\d+$/);
      expect(await registrations()).toEqual(['Sudah dilayani']);
      expect(await payer.dataOf(payer.clinic, pcare.kunjunganRujukan, { noKunjungan })).toMatchObject({
        noRujukan: noKunjungan,
        ppk: { kdPPK: '9999R002', nmPPK: 'RS CENDRAWASIH TIMUR' },
        poli: { kdPoli: 'JAN' },
      });
      expect(await payer.dataOf(payer.hospital, vclaim.rujukanNomor, { noRujukan: noKunjungan })).toMatchObject({
        rujukan: { poliRujukan: { kode: 'JAN' } },
      });

      expect(await endOf(refer())).toEqual(payer.repeated({ kind: 'BPJS_REJECTED pcare.precondition' }));
      for (const row of (await payer.dataOf(payer.clinic, pcare.kunjunganRiwayat, { noKartu: patient.nomorKartu }))
        .list)
        expect(await remove(row.noKunjungan)).toMatchObject({ kind: 'ok' });
      expect(await endOf(remove(noKunjungan))).toEqual(payer.repeated({ kind: 'BPJS_REJECTED pcare.precondition' }));
      expect(await registrations()).toEqual([]);
    });

    it('takes back only what came this way', async () => {
      const noKunjungan = await visitOf(payer, participantAt(SEED, 16, TODAY).person);
      expect(await codeOf(remove(noKunjungan))).toBe('BPJS_REJECTED pcare.precondition');
      expect(await payer.ask(payer.clinic, pcare.kunjunganDelete, { noKunjungan })).toMatchObject({ kind: 'ok' });
    });

    it.each(['message', 'resource'] as const)('finds the referral behind a refusal that is none (%s)', async (trap) => {
      const body = await referral();
      await registerMember(payer, patient);
      await payer.sandbox.setSwitches({ srbkNumberMissing: trap });
      const refused: unknown = await payer
        .ask(payer.clinic, srbk.kunjunganAdd, undefined, body)
        .catch((error: unknown) => error);
      await payer.sandbox.setSwitches({ srbkNumberMissing: 'no' });
      if (!isBpjsError(refused)) throw new Error('The refusal was expected.');
      expect(refused).toMatchObject({
        code: 'BPJS_UNCERTAIN',
        messageId: 'sisrute.number-missing',
        advice: 'reconcile',
      });
      const { list } = await payer.dataOf(payer.clinic, pcare.kunjunganRiwayat, { noKartu: patient.nomorKartu });
      expect(list).toHaveLength(1);
      const noKunjungan = list[0]?.noKunjungan ?? '';
      const numbers = { noKunjungan, noRujukanSatuSehat: expect.stringMatching(/^9999/), traceId: expect.any(String) };
      expect(refused.values).toEqual(
        trap === 'message' ? {} : { ...numbers, serviceRequestId: expect.stringMatching(/^9999cccc-/) },
      );
      expect(await remove(noKunjungan)).toMatchObject({ kind: 'ok' });
    });

    it('is reached with PCare’s user key and user, registered apart, and gets no Content-Type in development', async () => {
      const ask = async (kodePpk: string, environment: 'development' | 'production'): Promise<string> => {
        const { userKeys, ...rest } = payer.sandbox.credentials(kodePpk);
        const client = createBpjsClient({
          credentials: { ...rest, userKeys: { pcare: userKeys.pcare } },
          environment,
          baseUrls: { srbk: `${payer.sandbox.baseUrls.srbk}/api/v1.0` },
          clock: { now: () => new Date(NOW_MS) },
          settings: { allowBaseUrl: [payer.sandbox.url] },
        });
        const body = { ...own, kodeDiagnosa: 'I25.1' };
        return codeOf(client.call(srbk.kriteria, { body })).finally(() => client.close());
      };
      expect(await ask('9999U002', 'production')).toBe('BPJS_CREDENTIAL credential.not-registered');
      await payer.sandbox.setSwitches({ srbkContentType: 'none' });
      expect(await ask('9999U001', 'development')).toBe('answered');
      await payer.sandbox.setSwitches({ srbkContentType: 'required' });
      expect(await ask('9999U001', 'development')).toBe('BPJS_UNFAMILIAR pcare.json');
      expect(await ask('9999U001', 'production')).toBe('answered');
      await payer.sandbox.setSwitches({ srbkContentType: 'any', srbkSeals: false });
      expect(await ask('9999U001', 'production')).toBe('answered');
      await payer.sandbox.setSwitches({ srbkSeals: true });
    });
  });
}

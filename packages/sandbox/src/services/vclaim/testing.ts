// What the tests of VClaim share: a payer with its caller, one member with a referral, and a SEP body that passes.

import type { Json, JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY, testPayer, type TestAnswer, type TestCaller } from '../../testing.ts';

export const PPK = '9999R001';
/** An adult with a valid referral from primary care. */
export const { person, referrals } = participantAt(1, 1, TEST_TODAY);
export const referral = referrals[0];
export const basis = {
  asalRujukan: '1',
  tglRujukan: referral?.tanggal ?? '',
  noRujukan: referral?.nomorRujukan ?? '',
  ppkRujukan: referral?.perujuk.kode ?? '',
};

export const accidentFree: JsonObject = {
  lakaLantas: '0',
  noLP: '',
  penjamin: {
    tglKejadian: '',
    keterangan: '',
    suplesi: { suplesi: '0', noSepSuplesi: '', lokasiLaka: { kdPropinsi: '', kdKabupaten: '', kdKecamatan: '' } },
  },
};

/** The first visit of that member today, changed by `extra`. */
export const sep = (extra: JsonObject = {}): JsonObject => ({
  noKartu: person.nomorKartu,
  tglSep: TEST_TODAY,
  ppkPelayanan: PPK,
  jnsPelayanan: '2',
  klsRawat: { klsRawatHak: '3', klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
  noMR: '000001',
  rujukan: basis,
  catatan: '-',
  diagAwal: 'I10',
  poli: { tujuan: referral?.poli ?? '', eksekutif: '0' },
  cob: { cob: '0' },
  katarak: { katarak: '0' },
  jaminan: accidentFree,
  tujuanKunj: '0',
  flagProcedure: '',
  kdPenunjang: '',
  assesmentPel: '',
  skdp: { noSurat: '', kodeDPJP: '' },
  dpjpLayan: '99901',
  noTelp: '080000000001',
  user: 'pendaftaran.rs',
  ...extra,
});

/** Poli and empty referral of an emergency. */
export const emergency: JsonObject = {
  poli: { tujuan: 'IGD', eksekutif: '0' },
  rujukan: { asalRujukan: '2', noRujukan: '', tglRujukan: TEST_TODAY, ppkRujukan: PPK },
  dpjpLayan: '99917',
};

export const numberOf = (response: Json): string => String(((response as JsonObject)['sep'] as JsonObject)['noSep']);

export interface VclaimPayer extends Awaited<ReturnType<typeof testPayer>> {
  readonly vclaim: TestCaller;
  insert(sep: Json): Promise<TestAnswer>;
  /** A referral of the member to this poli, as an insert names it. */
  refer(nomorRujukan: string, poli: string, tanggal: string, nomorKartu?: string): Promise<JsonObject>;
}

export async function startVclaim(options: SandboxOptions = {}): Promise<VclaimPayer> {
  const payer = await testPayer(options);
  const vclaim = payer.caller('vclaim');
  return {
    ...payer,
    vclaim,
    insert: (body) => vclaim.send('POST', '/SEP/2.0/insert', { request: { t_sep: body } }),
    refer: async (nomorRujukan, poli, tanggal, nomorKartu = person.nomorKartu) => {
      const perujuk = { kode: '9999U001', nama: 'KLINIK PRATAMA SEHAT BERSAMA' };
      await payer.sandbox.arrange([
        { kind: 'referral', referral: { nomorRujukan, nomorKartu, tanggal, poli, perujuk } },
      ]);
      return {
        rujukan: { asalRujukan: '1', noRujukan: nomorRujukan, tglRujukan: tanggal, ppkRujukan: perujuk.kode },
        poli: { tujuan: poli, eksekutif: '0' },
      };
    },
  };
}

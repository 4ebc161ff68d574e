// What the tests of PCare share: a clinic in front of the sandbox, a registration and a visit that pass.

import type { Json, JsonObject } from '../../json.ts';
import { testPayer, type TestAnswer, type TestCaller } from '../../testing.ts';

export const TODAY = '23-11-2026';
export const CARD = '0000000000001';

export interface Clinic extends Awaited<ReturnType<typeof testPayer>> {
  readonly pcare: TestCaller;
  readonly register: (extra?: JsonObject) => Promise<TestAnswer>;
  readonly visit: (extra?: JsonObject) => Promise<TestAnswer>;
  /** Registers, stores a visit and names it. */
  readonly visited: () => Promise<string>;
}

export async function testClinic(options: Parameters<typeof testPayer>[0] = {}): Promise<Clinic> {
  const payer = await testPayer(options);
  const pcare = payer.caller('pcare');
  const register = (extra: JsonObject = {}): Promise<TestAnswer> =>
    pcare.send('POST', '/pendaftaran', registration(extra));
  const store = (extra: JsonObject = {}): Promise<TestAnswer> => pcare.send('POST', '/kunjungan/V1', visit(extra));
  const visited = async (): Promise<string> => {
    await register();
    return numberOf((await store()).response);
  };
  return { ...payer, pcare, register, visit: store, visited };
}

export const registration = (extra: JsonObject): JsonObject => ({
  kdProviderPeserta: '9999U001',
  tglDaftar: TODAY,
  noKartu: CARD,
  kdPoli: '001',
  keluhan: 'pusing',
  kunjSakit: true,
  sistole: 0,
  diastole: 0,
  beratBadan: 0,
  tinggiBadan: 0,
  respRate: 0,
  lingkarPerut: 0,
  heartRate: 0,
  rujukBalik: 0,
  kdTkp: '10',
  ...extra,
});
export const visit = (extra: JsonObject): JsonObject => ({
  noKunjungan: null,
  noKartu: CARD,
  tglDaftar: TODAY,
  kdPoli: '001',
  keluhan: 'pusing',
  kdSadar: '01',
  sistole: 150,
  diastole: 90,
  beratBadan: 60,
  tinggiBadan: 160,
  respRate: 18,
  heartRate: 80,
  lingkarPerut: 80,
  kdStatusPulang: '3',
  tglPulang: TODAY,
  kdDokter: '99951',
  kdDiag1: 'I10',
  kdDiag2: null,
  kdDiag3: null,
  kdPoliRujukInternal: null,
  rujukLanjut: null,
  kdTacc: -1,
  alasanTacc: null,
  anamnesa: 'pusing sejak dua hari',
  alergiMakan: '00',
  alergiUdara: '00',
  alergiObat: '00',
  kdPrognosa: '02',
  terapiObat: 'Amlodipin',
  terapiNonObat: 'Diet rendah garam',
  bmhp: '-',
  suhu: '36,4',
  ...extra,
});
export const fieldsOf = (response: Json): unknown =>
  Array.isArray(response) ? response.map((row: Json) => (row as JsonObject)['field']) : response;
export const numberOf = (response: Json): string =>
  String(((Array.isArray(response) ? response[0] : response) as JsonObject)['message']);

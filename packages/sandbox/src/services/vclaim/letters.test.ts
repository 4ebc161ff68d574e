// Control letters and admission orders over a real socket: numbers, the rules of their plan, use by a SEP, lists, both characters.

import { afterEach, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { TEST_TODAY, type TestAnswer } from '../../testing.ts';
import { addDays, DAY_MS } from '../../wib.ts';
import { Letters } from './letter-state.ts';
import { numberOf, person, PPK, sep, startVclaim, type VclaimPayer } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const NEXT_WEEK = addDays(TEST_TODAY, 7);
const card = person.nomorKartu;

interface Desk extends VclaimPayer {
  readonly nomorSep: string;
  plan(extra?: JsonObject): Promise<TestAnswer>;
}

/** A member with a first visit today on a referral to INT, so many days old. */
async function start(options: Parameters<typeof startVclaim>[0] = {}, age = 10, poli = 'INT'): Promise<Desk> {
  const payer = await startVclaim(options);
  open = payer.sandbox;
  const referred = await payer.refer('RKONTROL', poli, addDays(TEST_TODAY, -age));
  const nomorSep = numberOf((await payer.insert(sep(referred))).response);
  return {
    ...payer,
    nomorSep,
    plan: (extra = {}) =>
      payer.vclaim.send('POST', '/RencanaKontrol/insert', {
        request: {
          noSEP: nomorSep,
          kodeDokter: '99901',
          poliKontrol: poli,
          tglRencanaKontrol: NEXT_WEEK,
          user: 'pendaftaran.rs',
          ...extra,
        },
      }),
  };
}
const textOf = (response: Json, key: string): string => String((response as JsonObject)[key]);

describe('a control letter', () => {
  test('has a number of its facility and month, and is read back with the SEP it comes from', async () => {
    const { plan, vclaim, nomorSep, sandbox } = await start();
    const issued = await plan();
    expect(issued).toMatchObject({
      code: '200',
      encrypted: true,
      response: {
        noSuratKontrol: '9999R0011126K000001',
        tglRencanaKontrol: NEXT_WEEK,
        namaDokter: 'dr. Rangga Contoh, Sp.PD',
        kelamin: person.jenisKelamin === 'P' ? 'Perempuan' : 'Laki-laki',
      },
    });
    expect(issued.response).not.toHaveProperty('formPRB');
    expect(sandbox.ledger().at(-1)).toMatchObject({
      effect: 'kontrol.issued',
      key: `${nomorSep}+${NEXT_WEEK}+INT`,
      ppk: PPK,
      data: { noSuratKontrol: '9999R0011126K000001', jnsKontrol: '2', noKartu: card },
    });
    expect(await vclaim.get('/RencanaKontrol/noSuratKontrol/9999R0011126K000001')).toMatchObject({
      response: { jnsKontrol: '2', tglTerbit: TEST_TODAY, sep: { noSep: nomorSep, poli: 'INT - PENYAKIT DALAM' } },
    });
    expect(await vclaim.get(`/RencanaKontrol/nosep/${nomorSep}`)).toMatchObject({
      response: { noSep: nomorSep, provPerujuk: { noRujukan: 'RKONTROL', asalRujukan: '1' } },
    });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['an unknown SEP', { noSEP: '9999R0011126V999999' }, 'Data Tidak Ditemukan'],
    ['the day of the SEP', { tglRencanaKontrol: TEST_TODAY }, 'Tanggal Rencana Kontrol harus lebih dari tanggal SEP'],
    ['no day', { tglRencanaKontrol: '2026-02-30' }, 'Format Tanggal Tidak Sesuai'],
    [
      'a day after the referral',
      { tglRencanaKontrol: addDays(TEST_TODAY, 81) },
      'Tanggal Rencana Kontrol melebihi masa berlaku rujukan',
    ],
    ['another poli', { poliKontrol: 'BED', kodeDokter: '99903' }, 'Poli Kontrol Tidak Sesuai dengan Poli Rujukan'],
    [
      'an unknown doctor',
      { kodeDokter: '1' },
      'Dokter DPJP Tidak Ada atau masa berlaku SIP sudah habis atau cek DPJP Spesialis/Subspesialis sebelumnya',
    ],
    [
      'a doctor without session in the poli',
      { kodeDokter: '99903' },
      'Dokter tidak praktek di poli tersebut pada tanggal rencana kontrol',
    ],
  ])('is refused for %s', async (_what, extra, message) => {
    const { plan } = await start();
    expect(await plan(extra)).toMatchObject({ code: '201', message, response: null });
  });

  test('may be planned up to the last day of the referral, and for a sub-specialty of its poli', async () => {
    const { plan } = await start();
    expect(await plan({ tglRencanaKontrol: addDays(TEST_TODAY, 80) })).toMatchObject({ code: '200' });
    expect(await plan({ poliKontrol: '012', kodeDokter: '99931' })).toMatchObject({ code: '200' });
  });

  test('needs a referral that is still valid today', async () => {
    const { plan, move } = await start({}, 89);
    move(2 * DAY_MS);
    expect(await plan()).toMatchObject({
      code: '201',
      message: `Rujukan untuk tanggal ${addDays(TEST_TODAY, 2)} tidak valid / masa berlaku habis`,
    });
  });

  test('needs no session of the doctor where treatment simply goes on', async () => {
    const { plan } = await start({}, 10, 'HDL');
    expect(await plan({ kodeDokter: '99901' })).toMatchObject({ code: '200' });
  });

  test('is refused once all places of the doctor are planned; other days and the list of polis know it', async () => {
    const { plan, sandbox, vclaim, nomorSep } = await start();
    const places = 60;
    const letters = Array.from({ length: places }, (_, index) => ({
      kind: 'control-letter' as const,
      letter: {
        nomorSurat: `9999R0011126K9${String(index).padStart(5, '0')}`,
        nomorKartu: card,
        tanggalRencana: NEXT_WEEK,
        tanggalTerbit: TEST_TODAY,
        poli: 'INT',
        kodeDokter: '99901',
      },
    }));
    await sandbox.arrange(letters.slice(1));
    const capacity = await vclaim.get(
      `/RencanaKontrol/ListSpesialistik/JnsKontrol/2/nomor/${nomorSep}/TglRencanaKontrol/${NEXT_WEEK}`,
    );
    expect((capacity.response as JsonObject)['list']).toContainEqual({
      kodePoli: 'INT',
      namaPoli: 'PENYAKIT DALAM',
      kapasitas: '120',
      jmlRencanaKontroldanRujukan: '59',
      persentase: '49.17',
    });
    const last = textOf((await plan()).response, 'noSuratKontrol');
    expect(await plan()).toMatchObject({ message: 'Kapasitas dokter pada tanggal rencana kontrol sudah penuh' });
    expect(await plan({ tglRencanaKontrol: addDays(NEXT_WEEK, 1) })).toMatchObject({ code: '200' });
    const same = { noSuratKontrol: last, noSEP: nomorSep, kodeDokter: '99901', poliKontrol: 'INT' };
    expect(
      await vclaim.send('PUT', '/RencanaKontrol/Update', {
        request: { ...same, tglRencanaKontrol: NEXT_WEEK, user: 'x' },
      }),
    ).toMatchObject({ code: '200' });
  });

  test('carries the figures of the back-referral programme inside their ranges', async () => {
    const { vclaim, nomorSep } = await start();
    const insert = (formPRB: Json) =>
      vclaim.send('POST', '/RencanaKontrol/v2/Insert', {
        request: {
          noSEP: nomorSep,
          kodeDokter: '99901',
          poliKontrol: 'INT',
          tglRencanaKontrol: NEXT_WEEK,
          user: 'x',
          formPRB,
        },
      });
    const form = { kdStatusPRB: '01', data: { HBA1C: 6.4, GDP: '110', Aritmia: null } };
    const issued = await insert(form);
    expect(issued).toMatchObject({
      code: '200',
      response: { formPRB: form, namaDiagnosa: 'I10 - Essential (primary) hypertension' },
    });
    expect(
      await vclaim.get(`/RencanaKontrol/noSuratKontrol/${textOf(issued.response, 'noSuratKontrol')}`),
    ).toMatchObject({ response: { formPRB: form } });
    expect(await insert({ kdStatusPRB: null, data: {} })).toMatchObject({ code: '200' });
    const refused = async (formPRB: Json): Promise<string> => (await insert(formPRB)).message;
    expect(await refused({ kdStatusPRB: '10', data: {} })).toBe('Nilai kdStatusPRB pada formPRB Tidak Sesuai');
    expect(await refused({ kdStatusPRB: '01', data: { HBA1C: 15.1 } })).toBe('Nilai HBA1C pada formPRB Tidak Sesuai');
    expect(await refused({ kdStatusPRB: '02', data: { Aritmia: 0.5 } })).toBe(
      'Nilai Aritmia pada formPRB Tidak Sesuai',
    );
    expect(await refused({ kdStatusPRB: '03', data: { FungsiParu: 'baik' } })).toBe(
      'Nilai FungsiParu pada formPRB Tidak Sesuai',
    );
  });

  test('asked for twice is issued twice, which the ledger says; a switch refuses the second', async () => {
    const { plan, sandbox } = await start();
    await plan();
    expect(await plan()).toMatchObject({ code: '200', response: { noSuratKontrol: '9999R0011126K000002' } });
    const [, first, second] = sandbox.ledger();
    expect(second).toMatchObject({ effect: 'kontrol.issued', duplicateOf: first?.seq });
    await sandbox.setSwitches({ secondControlLetter: 'refuse' });
    expect(await plan()).toMatchObject({ code: '201', message: 'SEP sudah memiliki surat kontrol' });
    await sandbox.setCharacter('dumb');
    expect(await plan()).toMatchObject({ code: '200' });
  });
});

describe('until a SEP names it, a letter', () => {
  const change = (nomorSep: string, noSuratKontrol: string, tglRencanaKontrol: string): Json => ({
    request: { noSuratKontrol, noSEP: nomorSep, kodeDokter: '99901', poliKontrol: 'INT', tglRencanaKontrol, user: 'x' },
  });
  const removal = (noSuratKontrol: string): Json => ({ request: { t_suratkontrol: { noSuratKontrol, user: 'x' } } });

  test('is moved to the day the patient comes, used there, and then stays as it is', async () => {
    const { plan, insert, vclaim, move, nomorSep } = await start();
    const letter = textOf((await plan()).response, 'noSuratKontrol');
    move(3 * DAY_MS);
    const day = addDays(TEST_TODAY, 3);
    const visit = sep({
      tglSep: day,
      rujukan: {
        asalRujukan: '1',
        noRujukan: 'RKONTROL',
        tglRujukan: addDays(TEST_TODAY, -10),
        ppkRujukan: '9999U001',
      },
      poli: { tujuan: 'INT', eksekutif: '0' },
      tujuanKunj: '2',
      assesmentPel: '5',
      skdp: { noSurat: letter, kodeDPJP: '99901' },
    });
    expect(await insert(visit)).toMatchObject({ message: 'Tanggal rencana kontrol tidak sama dengan tanggal SEP' });
    expect(await vclaim.send('PUT', '/RencanaKontrol/Update', change(nomorSep, letter, day))).toMatchObject({
      code: '200',
      response: { noSuratKontrol: letter, tglRencanaKontrol: day },
    });
    const list = async (): Promise<Json> =>
      (await vclaim.get(`/RencanaKontrol/ListRencanaKontrol/Bulan/11/Tahun/2026/Nokartu/${card}/filter/2`)).response;
    expect(await list()).toMatchObject({ list: [{ noSuratKontrol: letter, terbitSEP: 'Belum' }] });
    const used = numberOf((await insert(visit)).response);
    expect(await list()).toMatchObject({ list: [{ noSuratKontrol: letter, terbitSEP: 'Sudah' }] });
    const late = change(nomorSep, letter, addDays(day, 1));
    expect(await vclaim.send('PUT', '/RencanaKontrol/Update', late)).toMatchObject({
      code: '201',
      message: 'Surat Kontrol/SPRI sudah terbit SEP',
    });
    expect(await vclaim.send('DELETE', '/RencanaKontrol/Delete', removal(letter))).toMatchObject({ code: '201' });
    await vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep: used, user: 'x' } } });
    expect(await list()).toMatchObject({ list: [{ terbitSEP: 'Belum' }] });
  });

  test('is deleted once; the dumb payer deletes again; another facility never', async () => {
    const { plan, vclaim, caller, sandbox } = await start();
    const letter = textOf((await plan()).response, 'noSuratKontrol');
    const foreign = caller('vclaim', '9999R002');
    expect(await foreign.send('DELETE', '/RencanaKontrol/Delete', removal(letter))).toMatchObject({ code: '201' });
    const remove = () => vclaim.send('DELETE', '/RencanaKontrol/Delete', removal(letter));
    expect(await remove()).toMatchObject({ code: '200', response: null });
    expect(await vclaim.get(`/RencanaKontrol/noSuratKontrol/${letter}`)).toMatchObject({ code: '201' });
    expect(await remove()).toMatchObject({ code: '201' });
    await sandbox.setCharacter('dumb');
    expect(await remove()).toMatchObject({ code: '200' });
    const deleted = sandbox.ledger().filter(({ effect }) => effect === 'kontrol.deleted');
    expect(deleted.map(({ duplicateOf }) => duplicateOf)).toEqual([null, deleted[0]?.seq]);
  });

  test('is the same after a restart: everything about it stands in the ledger', async () => {
    const { plan, vclaim, nomorSep, sandbox } = await start();
    const [moved = '', deleted = ''] = [await plan(), await plan()].map(({ response }) =>
      textOf(response, 'noSuratKontrol'),
    );
    await vclaim.send('PUT', '/RencanaKontrol/Update', change(nomorSep, moved, addDays(TEST_TODAY, 3)));
    await vclaim.send('DELETE', '/RencanaKontrol/Delete', removal(deleted));
    const again = new Letters();
    for (const line of sandbox.ledger()) again.apply(line);
    expect(again.ofCard(card)).toMatchObject([{ nomorSurat: moved, tanggalRencana: addDays(TEST_TODAY, 3) }]);
    expect(again.findEver(deleted)).toMatchObject({ nomorSepAsal: nomorSep, deleted: {} });
    expect(again.nextNumber(PPK, TEST_TODAY)).toBe('9999R0011126K000003');
  });

  test('keeps its SEP from being deleted', async () => {
    const { plan, vclaim, nomorSep, sandbox } = await start();
    await plan();
    const remove = () =>
      vclaim.send('DELETE', '/SEP/2.0/delete', { request: { t_sep: { noSep: nomorSep, user: 'x' } } });
    expect(await remove()).toMatchObject({ message: 'SEP masih memiliki surat kontrol, tidak dapat dihapus' });
    await sandbox.setSwitches({ sepDeleteNeedsNoFollowUp: false });
    expect(await remove()).toMatchObject({ code: '200' });
  });
});

describe('lists', () => {
  test('of a facility take entry or planned days, do not tell what is used, and are limited in span', async () => {
    const { plan, vclaim, caller } = await start();
    await plan();
    const list = (from: string, to: string, filter: '1' | '2', by = vclaim) =>
      by.get(`/RencanaKontrol/ListRencanaKontrol/tglAwal/${from}/tglAkhir/${to}/filter/${filter}`);
    const entered = await list(TEST_TODAY, TEST_TODAY, '1');
    expect(entered.response).toMatchObject({ list: [{ noSuratKontrol: '9999R0011126K000001', poliAsal: 'INT' }] });
    expect(((entered.response as JsonObject)['list'] as JsonObject[])[0]).not.toHaveProperty('terbitSEP');
    expect((await list(NEXT_WEEK, NEXT_WEEK, '2')).response).toMatchObject({ list: [{ noKartu: card }] });
    const foreign = caller('vclaim', '9999R002');
    expect(await list(NEXT_WEEK, NEXT_WEEK, '2', foreign)).toMatchObject({ message: 'Data Tidak Ditemukan' });
    expect(await list(TEST_TODAY, addDays(TEST_TODAY, 185), '2')).toMatchObject({
      message: 'Rentang tanggal maksimal 184 hari',
    });
    expect(await list(NEXT_WEEK, TEST_TODAY, '2')).toMatchObject({ code: '201' });
  });
});

describe('an admission order', () => {
  test('is bound to the card, shares the numbers, and is consumed by the stay', async () => {
    const { vclaim, insert, plan } = await start();
    await plan();
    const order = { kodeDokter: '99901', poliKontrol: 'INT', tglRencanaKontrol: NEXT_WEEK, user: 'x' };
    const issued = await vclaim.send('POST', '/RencanaKontrol/InsertSPRI', { request: { noKartu: card, ...order } });
    expect(issued.response).toMatchObject({ noSPRI: '9999R0011126K000002', namaDiagnosa: null });
    const noSPRI = textOf(issued.response, 'noSPRI');
    const today = { ...order, noSPRI, tglRencanaKontrol: TEST_TODAY, kodeDokter: '99921' };
    expect(await vclaim.send('PUT', '/RencanaKontrol/UpdateSPRI', { request: today })).toMatchObject({ code: '200' });
    expect(await vclaim.get(`/RencanaKontrol/noSuratKontrol/${noSPRI}`)).toMatchObject({
      response: { jnsKontrol: '1', sep: null, kodeDokter: '99921', tglRencanaKontrol: TEST_TODAY },
    });
    const stay = sep({
      jnsPelayanan: '1',
      poli: { tujuan: '', eksekutif: '0' },
      dpjpLayan: '',
      rujukan: { asalRujukan: '2', noRujukan: noSPRI, tglRujukan: TEST_TODAY, ppkRujukan: PPK },
      skdp: { noSurat: noSPRI, kodeDPJP: '99921' },
    });
    expect(await insert(stay)).toMatchObject({ code: '200' });
    expect(await vclaim.send('PUT', '/RencanaKontrol/UpdateSPRI', { request: today })).toMatchObject({ code: '201' });
  });

  test('is refused for unknown cards, polis and doctors; a control letter is no order', async () => {
    const { vclaim, plan } = await start();
    const order = { noKartu: card, kodeDokter: '99901', poliKontrol: 'INT', tglRencanaKontrol: NEXT_WEEK, user: 'x' };
    const insert = async (extra: JsonObject): Promise<string> =>
      (await vclaim.send('POST', '/RencanaKontrol/InsertSPRI', { request: { ...order, ...extra } })).message;
    expect(await insert({ noKartu: '0000000009999' })).toBe('No.Kartu Tidak Sesuai');
    expect(await insert({ poliKontrol: 'XYZ' })).toBe('Poli Kontrol Tidak Sesuai dengan Poli Rujukan');
    expect(await insert({ kodeDokter: '1' })).toMatch(/^Dokter DPJP Tidak Ada/);
    const letter = textOf((await plan()).response, 'noSuratKontrol');
    expect(
      await vclaim.send('PUT', '/RencanaKontrol/UpdateSPRI', { request: { ...order, noSPRI: letter } }),
    ).toMatchObject({ message: 'Data Tidak Ditemukan' });
  });
});

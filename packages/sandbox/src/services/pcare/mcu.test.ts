// Check-ups of a visit: once per visit unless the switch says otherwise, numbers collected when they are none, no visit without its child.

import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { fieldsOf, testClinic, TODAY, type Clinic } from './testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function start(): Promise<Clinic & { readonly checkUp: (extra?: JsonObject) => JsonObject }> {
  const clinic = await testClinic();
  open = clinic.sandbox;
  const noKunjungan = await clinic.visited();
  const checkUp = (extra: JsonObject = {}): JsonObject => ({
    kdMCU: 0,
    noKunjungan,
    kdProvider: '9999U001',
    tglPelayanan: TODAY,
    tekananDarahSistole: 130,
    gulaDarahHbA1c: '6,4',
    fungsiJantungEKG: 'Normal',
    ...extra,
  });
  return { ...clinic, checkUp };
}

describe('check-ups', () => {
  test('one is added, read with its gaps filled, changed and taken away', async () => {
    const { pcare, checkUp, sandbox } = await start();
    const added = await pcare.send('POST', '/MCU', checkUp());
    expect(added).toMatchObject({ code: '201', response: { field: 'kdMCU', message: '1' } });
    const noKunjungan = sandbox.ledger().at(-1)?.key ?? '';
    expect(await pcare.get(`/mcu/kunjungan/${noKunjungan}`)).toMatchObject({
      response: {
        list: [{ kdMCU: 1, gulaDarahHbA1c: 6.4, darahRutinHemo: 0, fungsiJantungEKG: 'Normal', funduskopi: null }],
      },
    });
    expect(await pcare.send('PUT', '/MCU', checkUp({ kdMCU: 1, darahRutinHemo: 13 }))).toMatchObject({
      code: '200',
      response: null,
    });
    expect(await pcare.get(`/MCU/kunjungan/${noKunjungan}`)).toMatchObject({
      response: { list: [{ darahRutinHemo: 13 }] },
    });
    expect(await pcare.send('DELETE', `/kunjungan/${noKunjungan}`)).toMatchObject({ code: '412' });
    expect(await pcare.send('DELETE', `/MCU/1/kunjungan/${noKunjungan}`)).toMatchObject({ code: '200' });
    expect(await pcare.get(`/MCU/kunjungan/${noKunjungan}`)).toMatchObject({ code: '204' });
    expect(await pcare.send('DELETE', `/kunjungan/${noKunjungan}`)).toMatchObject({ code: '200' });
  });

  test('a second one of a visit is refused; by switch and by the dumb payer it is not', async () => {
    const { pcare, checkUp, sandbox } = await start();
    const add = async (): Promise<string> => (await pcare.send('POST', '/MCU', checkUp())).code;
    expect(await add()).toBe('201');
    expect(await add()).toBe('412');
    await sandbox.setSwitches({ pcareOneMcuPerVisit: false });
    expect(await add()).toBe('201');
    await sandbox.setSwitches({ pcareOneMcuPerVisit: true });
    await sandbox.setCharacter('dumb');
    expect(await add()).toBe('201');
    const first = sandbox.ledger().find(({ effect }) => effect === 'mcu.added')?.seq;
    expect(sandbox.ledger().at(-1)).toMatchObject({
      effect: 'mcu.added',
      data: { kdMCU: 3 },
      duplicateOf: first,
    });
  });

  test('refusals name every field; no visit, no check-up', async () => {
    const { pcare, checkUp } = await start();
    const refused = await pcare.send('POST', '/MCU', checkUp({ tglPelayanan: '2026-11-23', fungsiHatiSGOT: 'tinggi' }));
    expect(refused.code).toBe('412');
    expect(fieldsOf(refused.response)).toEqual(['tglPelayanan', 'fungsiHatiSGOT']);
    const lost = await pcare.send('POST', '/MCU', checkUp({ noKunjungan: '9999U0011126Y999999' }));
    expect(fieldsOf(lost.response)).toEqual(['noKunjungan']);
    expect(fieldsOf((await pcare.send('PUT', '/MCU', checkUp({ kdMCU: 7 }))).response)).toEqual(['kdMCU']);
  });
});

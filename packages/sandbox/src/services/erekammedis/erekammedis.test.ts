// e-Rekam Medis over a real socket: the payer opens what was encrypted for it, and keeps what it is made of.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { listAt, parseJson, textAt, type Json, type JsonObject } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox.ts';
import { TEST_TODAY, testPayer } from '../../testing.ts';
import { openRecord, recordKey, sealRecord } from '../../wire/medical-record.ts';

const SEP = participantAt(1, 6, TEST_TODAY).earlierSep?.nomorSep ?? '';
const bundle: JsonObject = {
  resourceType: 'Bundle',
  type: 'document',
  identifier: { system: 'sep', value: SEP },
  entry: [
    { resource: { resourceType: 'Patient' } },
    { resource: [{ resourceType: 'MedicationRequest' }, { resourceType: 'MedicationRequest' }] },
    { resource: { resourceType: 'Composition', section: { '0': {} } } },
  ],
};

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function start(options: SandboxOptions = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const { consId, secret } = payer.sandbox.credentials('9999R001');
  const key = { consId, secret, kodePpk: '9999R001' };
  const send = (extra: JsonObject = {}, content: Json = bundle, with_ = key) =>
    payer.caller('erekammedis').send('POST', '/eclaim/rekammedis/insert', {
      request: {
        noSep: SEP,
        jnsPelayanan: '2',
        bulan: '11',
        tahun: '2026',
        dataMR: sealRecord(content, with_),
        ...extra,
      },
    });
  return { ...payer, key, send };
}

describe('golden vectors', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@titian/contract/package.json')), 'vectors');
  const parsed = parseJson(readFileSync(join(folder, 'medical-records.json'), 'utf8'));
  const vectors = parsed.ok ? listAt(parsed.value, 'vectors') : [];

  test.each(vectors.map((vector) => [textAt(vector, 'id'), vector] as const))('opens %s', (_name, vector) => {
    const key = {
      consId: textAt(vector, 'consId'),
      secret: textAt(vector, 'secret'),
      kodePpk: textAt(vector, 'kodePpk'),
    };
    expect(recordKey(key).toString('hex')).toBe(textAt(vector, 'keyHex'));
    expect(JSON.stringify(openRecord(textAt(vector, 'dataMR'), key))).toBe(textAt(vector, 'plaintext'));
    expect(openRecord(sealRecord(bundle, key), key)).toEqual(bundle);
    expect(openRecord(textAt(vector, 'dataMR'), { ...key, kodePpk: '9999R002' })).toBeNull();
  });

  test('there are some', () => expect(vectors).not.toEqual([]));
});

describe('e-Rekam Medis', () => {
  test('opens a record and keeps its kinds of resources, not its content', async () => {
    const { send, sandbox } = await start();
    const answer = await send();
    expect(JSON.parse(answer.text)).toEqual({
      metadata: { code: '200', message: 'OK' },
      response: { keterangan: 'Sukses' },
    });
    expect(sandbox.ledger()).toMatchObject([
      {
        effect: 'rekammedis.stored',
        key: SEP,
        data: { jnsPelayanan: '2', resourceTypes: 'Patient,MedicationRequest,Composition', resources: 4 },
      },
    ]);
  });

  test('a patient alone is taken', async () => {
    const { send, sandbox } = await start();
    const alone = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient' } }] };
    expect(await send({}, alone)).toMatchObject({ code: '200' });
    expect(sandbox.ledger()).toMatchObject([{ data: { resourceTypes: 'Patient' } }]);
  });

  test('what belongs to no SEP of the hospital, or cannot be opened, is refused', async () => {
    const { send, key, caller } = await start();
    for (const answer of [
      await send({ noSep: '9999R0011126V999999' }),
      await send({ jnsPelayanan: '1' }),
      await send({ bulan: '10' }),
      await send({ dataMR: 'bukan sandi' }),
      await send({}, bundle, { ...key, kodePpk: '9999R002' }),
      await send({}, { resourceType: 'Patient' }),
    ])
      expect(answer).toMatchObject({ code: '201', response: null });
    expect((await caller('erekammedis', '9999U001').send('POST', '/eclaim/rekammedis/insert', {})).message).toContain(
      'not registered',
    );
  });

  test('a second record replaces the first, or is refused by switch; the dumb payer says that it is the second', async () => {
    const { send, sandbox } = await start();
    await send();
    expect(await send()).toMatchObject({ code: '200' });
    await sandbox.setSwitches({ rekamMedisResend: 'refuse' });
    expect(await send()).toMatchObject({ code: '201' });
    await sandbox.setCharacter('dumb');
    expect(await send()).toMatchObject({ code: '200' });
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['rekammedis.stored', null],
      ['rekammedis.stored', null],
      ['refused', null],
      ['rekammedis.stored', 2],
    ]);
  });
});

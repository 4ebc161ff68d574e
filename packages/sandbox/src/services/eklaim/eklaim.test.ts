// E-Klaim's door over a real socket: whose key fits, what is said to a stranger, and what the ledger keeps.
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { objectAt, parseJson, textAt, type Json } from '../../json.ts';
import type { Sandbox } from '../../sandbox.ts';
import { testPayer } from '../../testing.ts';
import { openSealed, sealAnswer } from './cipher.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const PERSON = {
  nomor_kartu: '0000000000001',
  nomor_sep: '9999R0011126V000001',
  nomor_rm: '000001',
  nama_pasien: 'PESERTA CONTOH',
  tgl_lahir: '1990-01-01 00:00:00',
  gender: '1',
};
const NEW_CLAIM = { metadata: { method: 'new_claim' }, data: PERSON };

async function start(options: Parameters<typeof testPayer>[0] = {}) {
  const { sandbox } = await testPayer(options);
  open = sandbox;
  const post = async (body: string): Promise<string> => {
    const response = await fetch(sandbox.eklaimUrl, { method: 'POST', body });
    return response.text();
  };
  /** A call under a hospital's key, its answer opened with the same key. */
  const call = async (kodePpk: string, request: Json | string): Promise<Json> => {
    const key = sandbox.credentials(kodePpk).eklaimKey;
    const text = typeof request === 'string' ? request : JSON.stringify(request);
    const answer = openSealed(await post(sealAnswer(text, key, { iv: randomBytes(16), trailingBreak: false })), key);
    const parsed = parseJson(answer ?? '');
    if (!parsed.ok) throw new Error('the answer is not sealed JSON');
    return parsed.value;
  };
  return { sandbox, post, call };
}

const numberOf = (answer: Json): string => textAt(objectAt(answer, 'metadata'), 'error_no');

describe('E-Klaim', () => {
  test('is found by the key that fits: each hospital has claims of its own', async () => {
    const { call, sandbox } = await start();
    expect(await call('9999R001', NEW_CLAIM)).toMatchObject({ metadata: { code: 200, message: 'Ok' } });
    expect(numberOf(await call('9999R001', NEW_CLAIM))).toBe('E2007');
    const status = { metadata: { method: 'get_claim_status' }, data: { nomor_sep: PERSON.nomor_sep } };
    expect(numberOf(await call('9999R002', status))).toBe('E2004');
    expect(sandbox.ledger().map(({ effect, ppk }) => [effect, ppk])).toEqual([
      ['eklaim.claim.opened', '9999R001'],
      ['refused', '9999R001'],
    ]);
  });

  test('answers a stranger in clear, and PHP in its own words by switch', async () => {
    const { post, sandbox } = await start();
    expect(await post('bm90IHNlYWxlZA==')).toContain('E2031');
    await sandbox.setSwitches({ eklaimUnreadable: 'php-notice' });
    expect(await post('bm90IHNlYWxlZA==')).toContain('Undefined offset');
    expect(sandbox.ledger()).toEqual([]);
  });

  test('names broken JSON and unknown methods', async () => {
    const { call } = await start();
    expect(numberOf(await call('9999R001', '{"metadata":'))).toBe('E2024');
    expect(numberOf(await call('9999R001', { metadata: { method: 'pull_claim' } }))).toBe('E2001');
  });

  test('speaks plainly in debug mode only', async () => {
    const { post, sandbox } = await start();
    expect(await post(JSON.stringify(NEW_CLAIM))).toContain('E2031');
    await sandbox.setSwitches({ eklaimDebug: true });
    expect(JSON.parse(await post(JSON.stringify(NEW_CLAIM)))).toMatchObject({ metadata: { code: 200 } });
  });

  test('the dumb one opens twice and the ledger says so', async () => {
    const { call, sandbox } = await start({ character: 'dumb' });
    await call('9999R001', NEW_CLAIM);
    await call('9999R001', NEW_CLAIM);
    expect(sandbox.ledger().map(({ effect, duplicateOf }) => [effect, duplicateOf])).toEqual([
      ['eklaim.claim.opened', null],
      ['eklaim.claim.opened', 1],
    ]);
  });

  test('what was applied before the answer was lost is there afterwards', async () => {
    const { call, sandbox } = await start();
    await sandbox.setMood('eklaim.klaim.new', { faults: [{ kind: 'reset-after-apply' }] });
    await expect(call('9999R001', NEW_CLAIM)).rejects.toThrow('fetch failed');
    await sandbox.clearMoods();
    expect(numberOf(await call('9999R001', NEW_CLAIM))).toBe('E2007');
  });
});

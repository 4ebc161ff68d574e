// i-Care over a real socket: a link that opens for a while, and that nobody else ever gets to see.

import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { textAt } from '../../json.ts';
import { participantAt } from '../../population/index.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox.ts';
import { exchange, TEST_TODAY, testPayer, type TestAnswer } from '../../testing.ts';

let open: Sandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** A member with an earlier SEP, so that the page has something to show. */
const { person, earlierSep } = participantAt(1, 6, TEST_TODAY);

async function start(options: SandboxOptions = {}) {
  const payer = await testPayer(options);
  open = payer.sandbox;
  const hospital = payer.caller('icare');
  const clinic = payer.caller('icare', '9999U001');
  return {
    ...payer,
    hospital,
    clinic,
    ask: (kodedokter: number | string = 99901, param = person.nomorKartu) =>
      hospital.send('POST', '/api/rs/validate', { param, kodedokter }),
    page: (answer: TestAnswer) => exchange(textAt(answer.response, 'url'), 'GET', {}, null),
  };
}

describe('i-Care', () => {
  test('hands a doctor an encrypted link to the member’s history', async () => {
    const { ask, page, sandbox } = await start();
    const answer = await ask();
    expect(answer).toMatchObject({ code: '200', message: 'Sukses', encrypted: true });
    expect(textAt(answer.response, 'url')).toMatch(
      new RegExp(`^${sandbox.url}/ihs/history\\?token=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$`),
    );
    const opened = await page(answer);
    expect(opened).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
    expect(opened.text).toContain(person.nama);
    expect(opened.text).toContain(earlierSep?.tanggal);
  });

  test('the link dies, a guess opens nothing, and each request has a link of its own', async () => {
    const { ask, page, move, sandbox } = await start();
    const [first, second] = [await ask(), await ask()];
    expect(textAt(first.response, 'url')).not.toBe(textAt(second.response, 'url'));
    move(300_000);
    expect(await page(first)).toMatchObject({ status: 200 });
    move(1000);
    expect(await page(first)).toMatchObject({ status: 404 });
    expect(await exchange(`${sandbox.url}/ihs/history?token=tebakan`, 'GET', {}, null)).toMatchObject({ status: 404 });
    await sandbox.setSwitches({ icareLinkSeconds: 600 });
    expect(await page(first)).toMatchObject({ status: 200 });
  });

  test('the token stands in no log and no file, and outlives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'titian-icare-'));
    try {
      const trafficFile = join(folder, 'traffic.jsonl');
      const { ask, page, sandbox } = await start({ dataDir: folder, trafficFile });
      const answer = await ask();
      const token = textAt(answer.response, 'url').split('=')[1] ?? '';
      await page(answer);
      const shown = await exchange(`${sandbox.url}/_sandbox/traffic/last`, 'GET', {}, null);
      const state = await exchange(`${sandbox.url}/_sandbox/ledger`, 'GET', {}, null);
      expect(token).toHaveLength(36);
      for (const text of [shown.text, state.text, readFileSync(join(folder, 'ledger.jsonl'), 'utf8')])
        expect(text).not.toContain(token);
      expect(sandbox.ledger()).toMatchObject([
        { effect: 'icare.opened', key: person.nomorKartu, data: { kodedokter: '99901' }, ppk: '9999R001' },
      ]);
      await sandbox.close();
      const again = await start({ dataDir: folder });
      expect(await exchange(`${again.sandbox.url}/ihs/history?token=${token}`, 'GET', {}, null)).toMatchObject({
        status: 200,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a quoted doctor code, an unknown doctor and an unknown card are refused', async () => {
    const { ask, sandbox } = await start();
    for (const answer of [await ask('99901'), await ask(11111), await ask(99901, '0000000009999')])
      expect(answer).toMatchObject({ code: '201', response: null });
    expect(sandbox.ledger()).toEqual([]);
  });

  test('a clinic asks with or without its PCare user; a wrong one is refused; either user key is good', async () => {
    const { clinic, sandbox } = await start();
    const { pcare, userKeys } = sandbox.credentials('9999U001');
    const send = (headers: Record<string, string>) =>
      clinic.send('POST', '/api/pcare/validate', { param: person.nomorKartu }, { headers });
    const basic = (password: string) => ({
      'x-authorization': `Basic ${Buffer.from(`${pcare.username}:${password}:${pcare.kdAplikasi}`).toString('base64')}`,
    });
    expect(await send({})).toMatchObject({ code: '200' });
    expect(await send(basic(pcare.password))).toMatchObject({ code: '200' });
    expect(await send(basic('bukan-sandinya'))).toMatchObject({ code: '401' });
    expect(await send({ user_key: userKeys.pcare })).toMatchObject({ code: '200' });
    expect(await send({ user_key: userKeys.antreanfktp })).toMatchObject({ status: 403 });
  });
});

// The process: says where it listens, survives kill -9 with every answered effect, and goes when its parent goes.

import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isObject, numberAt, textAt } from './json.ts';
import { exchange } from './testing.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder = '';
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'titian-sandbox-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(...extra: string[]): {
  child: ChildProcess;
  ready: Promise<{ url: string; port: number }>;
  gone: Promise<number | null>;
} {
  const child = fork(main, ['--data', folder, '--population', '20', ...extra], {
    execArgv: ['--conditions=titian-source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const ready = new Promise<{ url: string; port: number }>((resolve, reject) => {
    child.once('message', (message) => {
      if (isObject(message)) resolve({ url: textAt(message, 'url'), port: numberAt(message, 'port') });
      else reject(new Error('the first message is not the ready message'));
    });
    child.once('exit', (code) => reject(new Error(`exited with ${code} before it was ready`)));
  });
  return { child, ready, gone: new Promise((resolve) => child.once('exit', resolve)) };
}

test('what was answered before kill -9 is there after it, on the same port', async () => {
  const first = run();
  const { url, port } = await first.ready;
  const arrange = await exchange(
    `${url}/_sandbox/participants`,
    'POST',
    {},
    JSON.stringify([
      {
        nomorKartu: '0000000777001',
        nik: '9999000000777001',
        nama: 'P',
        jenisKelamin: 'L',
        tanggalLahir: '1990-01-01',
      },
    ]),
  );
  expect(arrange.status).toBe(200);
  first.child.kill('SIGKILL');
  await first.gone;
  expect(readFileSync(join(folder, 'setup.jsonl'), 'utf8')).toContain('0000000777001');

  const second = run('--port', String(port), '--character', 'dumb');
  const again = await second.ready;
  expect(again.port).toBe(port);
  const state = await exchange(`${again.url}/_sandbox/state`, 'GET', {}, null);
  expect(JSON.parse(state.text)).toMatchObject({ character: 'dumb', participants: 21 });
});

test('it stops when its parent disconnects', async () => {
  const { child, ready, gone } = run();
  await ready;
  child.disconnect();
  expect(await gone).toBe(0);
});

test('a wrong argument is refused in words', async () => {
  const { gone, ready } = run('--character', 'kind');
  await expect(ready).rejects.toThrow('exited with 1');
  expect(await gone).toBe(1);
});

test('a person who starts it alone gets what a client needs for its first call', async () => {
  const child = fork(main, ['--memory', '--port', '0', '--population', '20', '--show-credentials'], {
    execArgv: ['--conditions=titian-source'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString())),
  );
  expect(JSON.parse(line)).toMatchObject({
    type: 'ready',
    baseUrls: { vclaim: expect.stringMatching(/^http:.*\/vclaim-rest$/) },
    eklaimUrl: expect.stringMatching(/\/E-Klaim\/ws\.php$/),
    facilities: expect.arrayContaining([
      expect.objectContaining({ kodePpk: '9999R001', consId: expect.any(String), secret: expect.any(String) }),
    ]),
  });
});

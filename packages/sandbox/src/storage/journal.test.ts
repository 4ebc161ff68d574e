// What the sandbox said it did is there after a crash: durable lines, a torn tail cut off, the same state from the same files.

import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TEST_START_MS, TEST_TODAY, testPayer } from '../testing.ts';
import { openJournal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'titian-sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('journal', () => {
  test('every appended line is in the file when its promise resolves, in order', async () => {
    const file = join(folder, 'a.jsonl');
    const { journal } = openJournal(file);
    await Promise.all(Array.from({ length: 500 }, (_, n) => journal.append({ n })));
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(Array.from({ length: 500 }, (_, n) => ({ n })));
    await journal.close();
  });

  test('each append resolves with its own batch, not at the end of the traffic', async () => {
    const { journal } = openJournal(join(folder, 'a.jsonl'));
    let laterDone = false;
    const first = journal.append({ n: 1 });
    const later = first
      .then(() => journal.append({ n: 2 }))
      .then(() => {
        laterDone = true;
      });
    await first;
    expect(laterDone).toBe(false);
    await later;
    await journal.close();
  });

  test('a torn last line is cut, whole lines stay', async () => {
    const file = join(folder, 'a.jsonl');
    const { journal } = openJournal(file);
    await journal.append({ n: 1 });
    await journal.close();
    appendFileSync(file, '{"n":2');
    const again = openJournal(file);
    expect(again.lines).toEqual([{ n: 1 }]);
    await again.journal.append({ n: 3 });
    await again.journal.close();
    expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":3}\n');
  });
});

describe('a payer that is started again', () => {
  test('holds the same bookings, SEP numbers, people, moods and switches', async () => {
    const booking = {
      kodebooking: 'B1',
      jenispasien: 'NON JKN',
      nomorkartu: '',
      nik: '9999000000000001',
      kodepoli: 'INT',
      pasienbaru: 0,
      norm: '1',
      tanggalperiksa: TEST_TODAY,
      kodedokter: 99901,
      jampraktek: '08:00-12:00',
      jeniskunjungan: 1,
      nomorreferensi: '',
    };
    const first = await testPayer({ dataDir: folder });
    await first.caller('antreanrs').send('POST', '/antrean/add', booking);
    await first
      .caller('antreanrs')
      .send('POST', '/antrean/updatewaktu', { kodebooking: 'B1', taskid: 3, waktu: TEST_START_MS });
    await first.sandbox.setMood('pcare', { errorRate: 1 });
    await first.sandbox.setCharacter('dumb');
    await first.sandbox.close();

    const second = await testPayer({ dataDir: folder });
    const antrean = second.caller('antreanrs');
    expect((await antrean.send('POST', '/antrean/getlisttask', { kodebooking: 'B1' })).response).toMatchObject([
      { taskid: 3 },
    ]);
    expect(await second.caller('pcare').get('/kesadaran')).toMatchObject({ status: 503 });
    await antrean.send('POST', '/antrean/add', booking);
    expect(second.sandbox.ledger()).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3, duplicateOf: 1 }]);
    await second.sandbox.close();
  });
});

// The command against a state folder into which a server writes: what it lists, and what stands in the file that goes away.
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command } from '../commands/capture.ts';
import { summarise } from './records.ts';

const line = (endpointId: string, change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ version: 1, endpointId, outcome: 'ok', issues: [], unknownKeys: [], answer: { x: 'X' }, ...change });
const strange = line('vclaim.peserta.nokartu', { outcome: 'BPJS_UNFAMILIAR', issues: ['peserta.nama: invalid_type'] });

let home = '';
let said: string[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'titian-home-'));
  await mkdir(join(home, 'capture'));
  said = [];
  for (const channel of ['log', 'error'] as const)
    vi.spyOn(console, channel).mockImplementation((text: string) => void said.push(text));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(home, { recursive: true });
});
const inside = (name: string): string => join(home, 'capture', name);
const run = (...args: string[]) => command.run(args, { root: home, environment: { TITIAN_HOME: home } });

describe('titian capture', () => {
  it('--list tells how often which call was answered in which unknown shape', async () => {
    await writeFile(inside('unfamiliar.jsonl'), `${strange}\n${line('a.b')}\n${strange}\n{"half`);
    expect(await run('--list')).toBe(0);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/2 × vclaim\.peserta\.nokartu +BPJS_UNFAMILIAR +peserta\.nama: invalid_type/);
    expect(await readdir(join(home, 'capture'))).toEqual(['unfamiliar.jsonl']);
  });

  it('--minutes 0 writes what is kept already, each record once', async () => {
    await writeFile(inside('unfamiliar.jsonl'), `${strange}\n${strange}\n`);
    expect(await run('--minutes', '0', '--out', join(home, 'out.jsonl'))).toBe(0);
    expect(await readFile(join(home, 'out.jsonl'), 'utf8')).toBe(`${strange}\n`);
  });

  it('asks the server to record, takes only what came meanwhile, and takes the wish back', async () => {
    await writeFile(inside('record.jsonl'), `${line('yesterday')}\n`);
    const running = run('--minutes', '0.02', '--out', join(home, 'out.jsonl'));
    const until = Number(await readFile(inside('until'), 'utf8'));
    expect(until).toBeGreaterThan(new Date().getTime());
    await appendFile(inside('record.jsonl'), `${line('today')}\n`);
    expect(await running).toBe(0);
    expect(await readFile(join(home, 'out.jsonl'), 'utf8')).toBe(`${line('today')}\n`);
    expect(await readdir(join(home, 'capture'))).toEqual(['record.jsonl']);
  });

  it.each([
    ['--minutes', 'ten'],
    ['--minutes', '-1'],
    ['--hours', '1'],
  ])('refuses %s %s', async (...args) => {
    expect(await run(...args)).toBe(2);
  });

  it('says so when there is nothing', async () => {
    expect(await run('--minutes', '0', '--out', join(home, 'out.jsonl'))).toBe(1);
    expect(said.join()).toContain('Nothing was recorded');
  });
});

describe('a summary', () => {
  it('shows the answer itself when nothing else is listed', () => {
    expect(summarise([line('a.b')])).toEqual([{ count: 1, endpointId: 'a.b', outcome: 'ok', shape: '{"x":"X"}' }]);
  });
});

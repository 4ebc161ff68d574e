// Proves that the demo morning in the repository is the one its generator writes, and that it holds what a demo must show.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from '../../apps/cli/src/checker/index.ts';
import { toCsv } from './csv.ts';
import { DEMO } from './generate.ts';
import { morning } from './morning.ts';

const shipped = readFileSync(new URL('../../apps/cli/data/pagi-rumah-sakit.csv', import.meta.url), 'utf8');

it('regenerates the shipped demo morning byte for byte', () => {
  expect(toCsv(morning(DEMO))).toBe(shipped);
});

it('holds refusals, missing clicks, cancellations, no-shows, ties, Mobile JKN bookings and a facility in WIT', () => {
  const rows = morning(DEMO);
  const count = (test: (row: (typeof rows)[number]) => boolean): number => rows.filter(test).length;
  const registered = rows.filter((row) => row['type'] === 'visit.registered');
  expect(registered).toHaveLength(300);
  expect(count((row) => (row['tanggal_rujukan'] ?? '9') < '2026-08-01')).toBeGreaterThan(2);
  expect(count((row) => row['type'] === 'visit.cancelled')).toBeGreaterThan(2);
  expect(count((row) => row['type'] === 'visit.no-show')).toBeGreaterThan(2);
  expect(count((row) => row['sumber'] === 'mobile-jkn')).toBeGreaterThan(10);
  expect(count((row) => row['zona'] === 'Asia/Jayapura' && row['type'] === 'visit.registered')).toBeGreaterThan(5);
  const called = new Map(
    rows.filter((row) => row['type'] === 'poli.called').map((row) => [row['visit_ref'], row['occurred_at']]),
  );
  const done = rows.filter((row) => row['type'] === 'poli.done');
  expect(done.filter((row) => !called.has(row['visit_ref'])).length).toBeGreaterThan(2);
  expect(done.filter((row) => called.get(row['visit_ref']) === row['occurred_at']).length).toBeGreaterThan(1);
});

it('asks for more than five effects a visit, all of them absent from an empty ledger', () => {
  const verdict = check(shipped, '');
  expect(verdict.visits).toBe(300);
  expect(verdict.messages).toBeGreaterThan(1500);
  expect(verdict.lost).toBe(verdict.messages);
});

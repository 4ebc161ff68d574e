import { describe, expect, it } from 'vitest';
import {
  actionsFor,
  addDays,
  daysBetween,
  judge,
  nightOf,
  sameDivergence,
  type Divergence,
  type OurEntry,
  type TheirEntry,
} from './rules.ts';

const ours = (key: string, part: Partial<OurEntry> = {}): OurEntry => ({
  key,
  visitId: `visit-${key}`,
  stand: 'held',
  fields: { waktu: '08:05', kodepoli: 'INT' },
  ...part,
});
const theirs = (key: string, part: Partial<TheirEntry> = {}): TheirEntry => ({
  key,
  visitId: null,
  fields: { waktu: '08:05', kodepoli: 'INT' },
  sender: { source: null, at: null },
  ...part,
});
const still = (entries: readonly OurEntry[], held: readonly TheirEntry[]) =>
  judge({ before: entries, after: entries, theirs: held });

describe('judge', () => {
  it('finds nothing where both sides hold the same', () => {
    expect(still([ours('a'), ours('b')], [theirs('b'), theirs('a')])).toEqual({
      divergences: [],
      compared: 2,
      postponed: [],
    });
  });

  it('names what BPJS no longer holds', () => {
    expect(still([ours('a')], []).divergences).toMatchObject([{ key: 'a', finding: 'hanya-di-titian' }]);
  });

  it('names what another sender made, when and by which source', () => {
    const sender = { source: 'Mobile JKN', at: '2026-11-23T01:00:00.000Z' };
    expect(still([], [theirs('x', { sender })]).divergences).toMatchObject([
      { key: 'x', finding: 'hanya-di-bpjs', sender, visitId: null },
    ]);
  });

  it('names each field that differs, and none that a side leaves out', () => {
    const found = still([ours('a')], [theirs('a', { fields: { waktu: '08:06' } })]).divergences;
    expect(found).toMatchObject([{ finding: 'berbeda', fields: [{ field: 'waktu', ours: '08:05', theirs: '08:06' }] }]);
  });

  it('knows that BPJS holds what we believed refused', () => {
    const found = still([ours('a', { stand: 'none' })], [theirs('a')]).divergences;
    expect(found).toMatchObject([{ finding: 'hanya-di-bpjs', visitId: 'visit-a' }]);
  });

  it('expects nothing at BPJS of what never went there', () => {
    expect(still([ours('a', { stand: 'none' })], []).divergences).toEqual([]);
  });

  it.each<[string, readonly OurEntry[], readonly OurEntry[]]>([
    ['is on its way', [ours('a', { stand: 'open' })], [ours('a', { stand: 'open' })]],
    ['was delivered while BPJS was read', [ours('a', { stand: 'open' })], [ours('a')]],
    ['was registered while BPJS was read', [], [ours('a')]],
    ['was corrected while BPJS was read', [ours('a', { fields: { waktu: '08:04' } })], [ours('a')]],
  ])('postpones what %s', (_what, before, after) => {
    for (const held of [[], [theirs('a')]]) {
      expect(judge({ before, after, theirs: held })).toMatchObject({ divergences: [], postponed: ['a'] });
    }
  });

  it('raises no false alarm over 10,000 clean visits and finds every seeded divergence among them', () => {
    const visits = 10_000;
    const clean = Array.from({ length: visits }, (_, n) =>
      ours(`v${n}`, { fields: { waktu: String(n), kodepoli: 'INT' } }),
    );
    const held = clean.map((entry) => theirs(entry.key, { fields: { ...entry.fields } }));
    expect(still(clean, held).divergences).toEqual([]);
    // Every hundredth is missing, changed or extra in turn.
    const seeded = held.flatMap((entry, n) => {
      if (n % 100 !== 0) return [entry];
      if (n % 300 === 0) return [];
      if (n % 300 === 100) return [{ ...entry, fields: { ...entry.fields, waktu: 'other' } }];
      return [entry, theirs(`extra-${entry.key}`)];
    });
    const found = still(clean, seeded).divergences;
    const count = (finding: Divergence['finding']) => found.filter((one) => one.finding === finding).length;
    expect([count('hanya-di-titian'), count('berbeda'), count('hanya-di-bpjs')]).toEqual([34, 33, 33]);
  });
});

describe('a judgement', () => {
  const one: Divergence = {
    key: 'a',
    visitId: 'v',
    finding: 'berbeda',
    fields: [{ field: 'waktu', ours: '1', theirs: '2' }],
    sender: { source: null, at: null },
  };

  it('holds while both sides hold the same as then', () => {
    expect(sameDivergence(one, { ...one, sender: { source: 'x', at: null } })).toBe(true);
    expect(sameDivergence(one, { ...one, fields: [{ field: 'waktu', ours: '1', theirs: '3' }] })).toBe(false);
    expect(sameDivergence(one, { ...one, finding: 'hanya-di-bpjs' })).toBe(false);
  });

  it('offers only what cannot do harm', () => {
    expect(actionsFor('task', { finding: 'hanya-di-titian', visitId: 'v' })).toEqual(['kirim-ulang', 'terima']);
    expect(actionsFor('sep', { finding: 'hanya-di-titian', visitId: 'v' })).toEqual(['terima']);
    expect(actionsFor('sep', { finding: 'hanya-di-bpjs', visitId: 'v' })).toEqual(['catat-bpjs', 'terima']);
    expect(actionsFor('antrean', { finding: 'berbeda', visitId: 'v' })).toEqual(['terima']);
    expect(actionsFor('task', { finding: 'berbeda', visitId: 'v' })).toEqual(['catat-bpjs', 'terima']);
    expect(actionsFor('task', { finding: 'hanya-di-bpjs', visitId: null })).toEqual(['terima']);
  });
});

describe('the night', () => {
  it.each([
    ['2026-11-23', '21:59', null],
    ['2026-11-23', '22:00', '2026-11-23'],
    ['2026-11-24', '00:00', '2026-11-23'],
    ['2026-11-24', '04:59', '2026-11-23'],
    ['2026-11-24', '05:00', null],
  ])('of %s %s belongs to %s', (date, time, expected) => {
    expect(nightOf(date, time)).toBe(expected);
  });

  it('counts days over the end of a month', () => {
    expect(addDays('2026-12-01', -1)).toBe('2026-11-30');
    expect(daysBetween('2026-11-29', '2026-12-01', 7)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
    expect(daysBetween('2026-11-01', '2026-12-01', 2)).toEqual(['2026-11-30', '2026-12-01']);
  });
});

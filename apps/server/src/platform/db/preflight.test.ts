// Which PostgreSQL is fit to keep what people entrust to Titian.
import { expect, it } from 'vitest';
import { judgeServer, type ServerFacts } from './preflight.ts';

const GOOD: ServerFacts = {
  version: 180_004,
  fsync: 'on',
  synchronousCommit: 'on',
  fullPageWrites: 'on',
  encoding: 'UTF8',
};

it('takes 15 to 18 with safe settings', () => {
  for (const version of [150_000, 160_004, 170_002, 180_004]) expect(judgeServer({ ...GOOD, version })).toEqual([]);
});

it.each([
  ['an older version', { version: 140_010 }, /PostgreSQL 14/],
  ['a newer version', { version: 190_000 }, /PostgreSQL 19/],
  ['fsync off', { fsync: 'off' }, /fsync=on/],
  ['synchronous_commit off', { synchronousCommit: 'off' }, /synchronous_commit=on/],
  ['full_page_writes off', { fullPageWrites: 'off' }, /full_page_writes=on/],
  ['another encoding', { encoding: 'SQL_ASCII' }, /UTF8/],
])('refuses %s in plain words', (_name, change, words) => {
  const problems = judgeServer({ ...GOOD, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]?.id).toMatch(words);
  expect(problems[0]?.en).toMatch(words);
});

// Repeated statements are prepared; one-off texts are not, however many come.
import { expect, it } from 'vitest';
import { prepared } from './prepared.ts';

it('names a statement the second time and keeps the name', () => {
  const text = 'SELECT 1 AS repeated';
  expect(prepared(text, []).name).toBeUndefined();
  const { name } = prepared(text, [1]);
  expect(name).toMatch(/^t_[0-9a-f]{16}$/);
  expect(prepared(text, [2])).toEqual({ text, name, values: [2] });
});

it('leaves texts that never repeat unnamed', () => {
  for (let n = 0; n < 5_000; n += 1) expect(prepared(`SELECT ${n} AS once`, undefined).name).toBeUndefined();
});

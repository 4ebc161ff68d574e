// Whatever the length of a list and the size of a page: every row once, in order, and not one question more than needed.
import { aplicares, pcare } from '@titian/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskPage, type Listed, type PageOptions, walkItems, walkPages } from './paging.ts';

type Rows = Listed & { readonly list: readonly number[] };

/** A server that cuts its rows as the endpoint's record says. */
function server(rows: readonly number[], first: number, counts: (page: readonly number[]) => number | undefined) {
  const asked: string[] = [];
  const ask: AskPage<Rows> = async ({ start, limit }) => {
    asked.push(start);
    const list = rows.slice(Number(start) - first, Number(start) - first + Number(limit));
    const base = { code: '200', message: 'OK', httpStatus: 200, messageId: undefined, values: {}, unknownKeys: [] };
    return list.length === 0
      ? { kind: 'empty', ...base, data: null }
      : { kind: 'ok', ...base, data: { count: counts(list), list } };
  };
  return { asked, ask };
}

async function all(endpoint: Parameters<typeof walkPages>[0], ask: AskPage<Rows>, options: PageOptions) {
  const rows: unknown[] = [];
  // The record only says where the window begins; the rows are the server's.
  for await (const row of walkItems(
    walkPages(endpoint as Parameters<typeof walkPages<unknown, unknown, Rows>>[0], ask, options),
  ))
    rows.push(row);
  return rows;
}

describe.each([
  ['an offset from 0', pcare.refDokter, 0],
  ['a row number from 1', aplicares.bedRead, 1],
] as const)('a list by %s', (_, endpoint, first) => {
  it('comes whole, in order, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (length, pageSize, trustsTotal) => {
          const rows = Array.from({ length }, (_unused, index) => index);
          const { asked, ask } = server(rows, first, () => length);
          expect(await all(endpoint, ask, { pageSize, trustsTotal })).toEqual(rows);
          const full = Math.floor(length / pageSize);
          const isEnough = trustsTotal && length > 0 && length % pageSize === 0;
          expect(asked).toEqual(
            Array.from({ length: isEnough ? full : full + 1 }, (_unused, page) => String(first + page * pageSize)),
          );
        },
      ),
    );
  });

  it('is not cut by a count of the page, unless the caller wants it', async () => {
    const rows = Array.from({ length: 10 }, (_unused, index) => index);
    const { ask } = server(rows, first, (list) => list.length);
    expect(await all(endpoint, ask, { pageSize: 4 })).toEqual(rows);
    expect(await all(endpoint, ask, { pageSize: 4, trustsTotal: true })).toEqual(rows.slice(0, 4));
  });
});

// Walks the lists that BPJS hands out in windows of `start` and `limit`. Ends at the first page that is not full; a server that never comes to
// an end is noticed and stopped. Asks one page at a time, and none that nobody has asked for.
import type { Endpoint } from '@titian/contract';
import type { OkAnswer, Answer } from './answer.ts';
import { BpjsError, inputError } from './errors.ts';

/** Path parameters of the window; callers of `pages` do not give them. */
export interface Window {
  readonly start: string;
  readonly limit: string;
}

export interface Listed {
  readonly count?: number | null | undefined;
  readonly list: readonly unknown[];
}

export type RowOf<R> = R extends { readonly list: readonly (infer Row)[] } ? Row : never;

export interface PageOptions {
  /** Rows of one page; what the record of the endpoint says unless told. */
  readonly pageSize?: number | undefined;
  /** More pages than this are no list any more; 1000 unless told. */
  readonly maxPages?: number | undefined;
  /**
   * Whether `count` (PCare) or `totalItems` (Aplicares) ends the walk as soon as so many rows came. Off unless told: it is unverified whether they
   * count the list or the page (docs/facts/pcare.md §3, docs/facts/aplicares-icare-apotek.md §2), and a page's count would cut the list.
   */
  readonly trustsTotal?: boolean | undefined;
}

export type AskPage<R> = (window: Window) => Promise<Answer<R>>;

const MAX_PAGES = 1_000;

function wholeNumber(value: number | undefined, otherwise: number): number {
  const number = value ?? otherwise;
  if (!Number.isSafeInteger(number) || number < 1)
    throw inputError('INPUT_PARAMS', { reason: 'pageSize and maxPages are whole numbers from 1' });
  return number;
}

/** A list that does not end is an answer nobody knows; reading changed nothing. */
function endless(endpoint: Endpoint, reason: 'same-page' | 'too-many-pages', pages: number): BpjsError {
  return new BpjsError('BPJS_UNFAMILIAR', {
    effect: 'none',
    advice: 'stop',
    context: { endpoint: endpoint.id, reason, pages },
  });
}

export async function* walkPages<P, Q, R extends Listed>(
  endpoint: Endpoint<P, Q, R>,
  ask: AskPage<R>,
  options: PageOptions,
): AsyncGenerator<OkAnswer<R>, void, void> {
  const { paging } = endpoint;
  if (paging === undefined) throw inputError('INPUT_ENDPOINT', { endpoint: endpoint.id, reason: 'not paged' });
  const size = wholeNumber(options.pageSize, paging.size);
  const maxPages = wholeNumber(options.maxPages, MAX_PAGES);
  let before = '';
  let rows = 0;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await ask({ start: String(paging.first + page * size), limit: String(size) });
    if (answer.kind !== 'ok' || answer.data.list.length === 0) return;
    const { list, count } = answer.data;
    const text = JSON.stringify(list);
    if (text === before) throw endless(endpoint, 'same-page', page + 1);
    before = text;
    rows += list.length;
    yield answer;
    // Longer than asked for: this server does not cut, so the list has come as a whole.
    if (list.length !== size) return;
    const total = answer.totalItems ?? count ?? undefined;
    if (options.trustsTotal === true && total !== undefined && rows >= total) return;
  }
  throw endless(endpoint, 'too-many-pages', maxPages);
}

export async function* walkItems<R extends Listed>(
  pages: AsyncIterable<OkAnswer<R>>,
): AsyncGenerator<RowOf<R>, void, void> {
  // `RowOf` names the element type that the list already has.
  for await (const { data } of pages) yield* data.list as readonly RowOf<R>[];
}

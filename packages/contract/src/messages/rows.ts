// Shorthand for writing message records: service and source once per table.
import type { Service } from '../types.ts';
import type { CatalogueMessage } from './types.ts';

export type Row = Omit<CatalogueMessage, 'services' | 'place' | 'explanationId' | 'source'> &
  Partial<Pick<CatalogueMessage, 'place' | 'explanationId'>>;

export function rows(services: readonly Service[], source: string, list: readonly Row[]): CatalogueMessage[] {
  return list.map((row) => ({ services, source, place: 'envelope', explanationId: row.id, ...row }));
}

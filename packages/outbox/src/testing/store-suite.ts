// The promises of an OutboxStore, one list for all stores: PostgreSQL and the store of the simulation are held against the same words.
import { AROUND } from './store-suite/around.ts';
import { DELIVERING } from './store-suite/delivering.ts';
import type { Stage } from './store-suite/house.ts';

export { Stage, type StoreHouse } from './store-suite/house.ts';
export const STORE_PROMISES: readonly (readonly [string, (stage: Stage) => Promise<void>])[] = [
  ...DELIVERING,
  ...AROUND,
];

// All methods of E-Klaim: coding twice, one claim, one road to the data centre. Adding a method is adding a record.
import { eklaimClaim } from './claim.ts';
import { eklaimCoding } from './coding.ts';
import type { EklaimMethod } from './types.ts';

export { TARIFF_PARTS } from './claim-data.ts';
export {
  EKLAIM_ACTORS,
  EKLAIM_ERRORS,
  IDRG_UNGROUPABLE,
  ungroupableReason,
  type EklaimActor,
  type EklaimError,
  type EklaimOutcome,
} from './errors.ts';
export {
  EKLAIM_PATH,
  type EklaimBody,
  type EklaimMethod,
  type EklaimRequestOf,
  type EklaimResponseOf,
} from './types.ts';

export const eklaim = { ...eklaimClaim, ...eklaimCoding } as const;
export const EKLAIM_METHODS: readonly EklaimMethod[] = Object.values(eklaim);

const BY_ID: ReadonlyMap<string, EklaimMethod> = new Map(EKLAIM_METHODS.map((entry) => [entry.id, entry]));

/** The method with this id, or undefined when the catalogue has none. */
export function findEklaimMethod(id: string): EklaimMethod | undefined {
  return BY_ID.get(id);
}

// Branded identifiers and their checks. Not for identifiers of BPJS: those live in the contract.

export type FacilityId = string & { readonly brand: 'FacilityId' };
export type AccountId = string & { readonly brand: 'AccountId' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Parses a facility id; the check is also what makes it safe to write into `SET LOCAL`, which takes no parameter. */
export function facilityId(text: string): FacilityId {
  if (!isUuid(text)) throw new TypeError('facility id is not a lower-case uuid');
  // The brand exists only for the compiler; the line above is what earns it.
  return text as FacilityId;
}

export function accountId(text: string): AccountId {
  if (!isUuid(text)) throw new TypeError('account id is not a lower-case uuid');
  // As above: checked, then branded.
  return text as AccountId;
}

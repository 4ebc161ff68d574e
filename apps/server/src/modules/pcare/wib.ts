// The calendar day BPJS lives by. Not for days on a facility's own wall.

/** WIB is UTC+7 all year. */
const WIB_OFFSET_MS = 7 * 3_600_000;

export function dayWib(at: Date): string {
  return new Date(at.getTime() + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

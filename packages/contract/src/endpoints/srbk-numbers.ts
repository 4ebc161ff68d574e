// The numbers of a competency-based referral that BPJS calls failed although it exists (docs/facts/pcare.md §8): they stand as identifiers in a
// resource somewhere in the answer. Reading them is all that happens here; whether they are true is for the caller to look up.

type Numbers = Readonly<Record<string, string>>;

/** How the `system` of an identifier ends. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/referral-number-pcare$/i, 'noKunjungan'],
  [/referral-number-satusehat$/i, 'noRujukanSatuSehat'],
  [/servicerequest\/[^/]+$/i, 'serviceRequestId'],
];
/** A resource lies a few levels deep at most; an answer that goes deeper is not searched. */
const DEPTH_LIMIT = 6;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const rowsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 100;

function numbersOf(resource: Record<string, unknown>): Numbers {
  const found: Record<string, string> = {};
  for (const { system, value } of rowsOf(resource['identifier'])) {
    const name = isText(system) ? SYSTEMS.find(([ending]) => ending.test(system))?.[1] : undefined;
    if (name !== undefined && isText(value)) found[name] ??= value;
  }
  const meta = resource['meta'];
  const trace = isRecord(meta) ? rowsOf(meta['tag']).find(({ code }) => isText(code))?.['code'] : undefined;
  return isText(trace) && Object.keys(found).length > 0 ? { ...found, traceId: trace } : found;
}

/** `noKunjungan`, `noRujukanSatuSehat`, `serviceRequestId` and `traceId` as far as a resource in the answer names them. */
export function referralNumbers(response: unknown, depth = 0): Numbers {
  if (depth > DEPTH_LIMIT || typeof response !== 'object' || response === null) return {};
  const own = isRecord(response) ? numbersOf(response) : {};
  if (Object.keys(own).length > 0) return own;
  for (const member of Object.values(response)) {
    const inside = referralNumbers(member, depth + 1);
    if (Object.keys(inside).length > 0) return inside;
  }
  return {};
}

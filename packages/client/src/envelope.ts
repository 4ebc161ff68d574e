// Reads the envelope in all its dialects: metaData / metadata / MetaData, code as text or number, members in any order
// (docs/facts/vclaim.md §2.7). It only recognises; what an answer means is decided in classify.ts.

export interface Envelope {
  /** The code as text, without blanks. */
  readonly code: string;
  readonly message: string;
  /** The `response` member exactly as it came; undefined when it is missing. */
  readonly response: unknown;
  /** `totalitems` beside the code, docs/facts/aplicares-icare-apotek.md §2. */
  readonly totalItems: number | undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersNamed(value: Record<string, unknown>, name: string): unknown[] {
  return Object.entries(value)
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, member]) => member);
}

/** Codes are short numbers; anything else is not a code we could compare. */
const CODE = /^\d{1,4}$/;

function readCode(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value))
    return CODE.test(String(value)) ? String(value) : undefined;
  if (typeof value === 'string') return CODE.test(value.trim()) ? value.trim() : undefined;
  return undefined;
}

function readMessage(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function readCount(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

function readMeta(value: unknown): Omit<Envelope, 'response'> | undefined {
  if (!isRecord(value)) return undefined;
  const [codeMember, ...others] = membersNamed(value, 'code');
  const code = readCode(codeMember);
  // Two spellings of one member that disagree are nobody's answer.
  if (code === undefined || others.some((other) => readCode(other) !== code)) return undefined;
  return {
    code,
    message: readMessage(membersNamed(value, 'message')[0]),
    totalItems: readCount(membersNamed(value, 'totalitems')[0]),
  };
}

/** The envelope, or undefined when the value is none (array, text, missing or contradicting code). */
export function readEnvelope(value: unknown): Envelope | undefined {
  if (!isRecord(value)) return undefined;
  const metas = membersNamed(value, 'metadata').map(readMeta);
  const [meta] = metas;
  if (meta === undefined || metas.some((other) => other?.code !== meta.code)) return undefined;
  const responses = membersNamed(value, 'response');
  if (responses.length > 1) return undefined;
  return { ...meta, response: responses[0] };
}

/** A meta that could not be read may be a refusal: nothing further inside can make a success of it. */
export function hasMeta(value: unknown): boolean {
  return isRecord(value) && membersNamed(value, 'metadata').length > 0;
}

/** `response` of an object that has no envelope around it. */
export function bareResponse(value: unknown): unknown {
  const responses = isRecord(value) ? membersNamed(value, 'response') : [];
  return responses.length === 1 ? responses[0] : undefined;
}

/**
 * An envelope among the members of an opened answer: its `response` is that member, or else everything beside the meta
 * (docs/facts/aplicares-icare-apotek.md §3 and §4.5).
 */
export function innerEnvelope(value: unknown): Envelope | undefined {
  if (!isRecord(value)) return undefined;
  const whole = readEnvelope(value);
  if (whole === undefined || membersNamed(value, 'response').length === 1) return whole;
  const rest = Object.entries(value).filter(([key]) => key.toLowerCase() !== 'metadata');
  return { ...whole, response: Object.fromEntries(rest) };
}

/** Text that stands where gateways put their complaint in a JSON answer without an envelope. */
export function gatewayComplaint(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  for (const name of ['message', 'error', 'error_description']) {
    const [member] = membersNamed(value, name);
    if (typeof member === 'string') return member;
  }
  return undefined;
}

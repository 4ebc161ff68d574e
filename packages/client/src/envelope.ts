// Reads the envelope in all its dialects: metaData / metadata / MetaData, code as text or number, members in any order
// (docs/facts/vclaim.md §2.7). It only recognises; what an answer means is decided in classify.ts.

export interface Envelope {
  /** The code as text, without blanks. */
  readonly code: string;
  readonly message: string;
  /** The `response` member exactly as it came; undefined when it is missing. */
  readonly response: unknown;
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

function readMeta(value: unknown): { code: string; message: string } | undefined {
  if (!isRecord(value)) return undefined;
  const [codeMember, ...others] = membersNamed(value, 'code');
  const code = readCode(codeMember);
  // Two spellings of one member that disagree are nobody's answer.
  if (code === undefined || others.some((other) => readCode(other) !== code)) return undefined;
  return { code, message: readMessage(membersNamed(value, 'message')[0]) };
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

/** Text that stands where gateways put their complaint in a JSON answer without an envelope. */
export function gatewayComplaint(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  for (const name of ['message', 'error', 'error_description']) {
    const [member] = membersNamed(value, name);
    if (typeof member === 'string') return member;
  }
  return undefined;
}

// Log lines as JSON with allow-listed fields only: whatever else a caller hands in is dropped and counted, so that no NIK,
// card number, name or secret can slip in by a careless object. Messages are constant English sentences.
import { pino, type DestinationStream, type Logger } from 'pino';
import { isAppError } from './errors.ts';

/** Ids, codes and counts; nothing that was typed by a person or came from BPJS. */
export const LOG_FIELDS = [
  'reference',
  'method',
  'route',
  'status',
  'ms',
  'actorKind',
  'actorId',
  'facilityId',
  'module',
  'task',
  'code',
  'effect',
  'advice',
  'pool',
  'service',
  'channel',
  'group',
  'kind',
  'messageId',
  'laneId',
  'attempt',
  'attempts',
  'subjectId',
  'visitId',
  'state',
  'outcome',
  'count',
  'role',
  'port',
  'host',
  'migrations',
  'version',
  'signal',
  'pid',
  'delayMs',
  'node',
  'error',
  'err',
] as const;
const ALLOWED = new Set<string>(LOG_FIELDS);
const MAX_TEXT = 200;
const STACK_LINES = 8;

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: allowListed, level: (label: string) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export function allowListed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err' || name === 'error') kept['error'] = describeError(value);
    else if (ALLOWED.has(name) && isPlain(value))
      kept[name] = typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
    else dropped += 1;
  }
  return dropped === 0 ? kept : { ...kept, dropped };
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/**
 * Name, code and frames. The message only of our own errors: those are constants, while a driver's or parser's message may
 * quote the very value it stumbled over.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, STACK_LINES);
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(isAppError(error) ? { message: error.message } : {}),
    ...(frames.length > 0 ? { stack: frames.map((line) => line.trim()).join(' < ') } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

// The kinds of messages that the simulated facilities send: which call of BPJS each stands for, in which channel, and what it asks of the
// engine. Enough kinds that every rule of the engine has one that needs it; not the server's own catalogue of kinds.
import type { MessageClass, OnRefused } from '@titian/outbox';

export interface SimKind {
  readonly name: string;
  readonly endpointId: string;
  readonly channel: string;
  readonly class: MessageClass;
  readonly dangerous: boolean;
  readonly isReadable: boolean;
  readonly onRefused: OnRefused;
  /** The documented payer keeps the first and answers later ones with "already". */
  readonly isWriteOnce: boolean;
  /** Must come behind its booking, and later than the one before it. */
  readonly isTask: boolean;
}

const kind = (name: string, endpointId: string, channel: string, rest: Partial<SimKind> = {}): SimKind => ({
  name,
  endpointId,
  channel,
  class: 1,
  dangerous: false,
  isReadable: true,
  onRefused: 'stop-lane',
  isWriteOnce: false,
  isTask: false,
  ...rest,
});

export const BOOKING = kind('booking', 'antreanrs.antrean.add', 'antrean', { isWriteOnce: true });
export const TASK = kind('task', 'antreanrs.antrean.updatewaktu', 'antrean', { isWriteOnce: true, isTask: true });
export const PHARMACY = kind('pharmacy', 'antreanrs.antrean.farmasiAdd', 'antrean', {
  isReadable: false,
  isWriteOnce: true,
  onRefused: 'continue',
});
export const SEP = kind('sep', 'vclaim.sep.insert', 'vclaim', { class: 0, dangerous: true, isWriteOnce: true });
export const CONTROL = kind('control', 'vclaim.sep.update', 'vclaim', {
  class: 2,
  dangerous: true,
  onRefused: 'continue',
});
export const QUEUE = kind('queue', 'antreanfktp.antrean.add', 'fktp', { isReadable: false, onRefused: 'continue' });
export const REGISTRATION = kind('registration', 'pcare.pendaftaran.add', 'pcare', { dangerous: true });
export const SERVICE = kind('service', 'pcare.kunjungan.add', 'pcare', { dangerous: true });
export const BULK = kind('bulk', 'pcare.kunjungan.add', 'pcare', { class: 3, dangerous: true });

export const KINDS: ReadonlyMap<string, SimKind> = new Map(
  [BOOKING, TASK, PHARMACY, SEP, CONTROL, QUEUE, REGISTRATION, SERVICE, BULK].map((one) => [one.name, one]),
);

export function kindOf(name: string): SimKind {
  const found = KINDS.get(name);
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
}

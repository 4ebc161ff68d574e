// What a BPJS message means, as data: pattern, outcome, who acts, and which Indonesian explanation belongs to it. The
// client's classifier is the only reader that turns these into errors.
import type { Confidence, Service } from '../types.ts';

/**
 * rejected: refused, a person must correct something · final: refused and never acceptable again · already: BPJS has it
 * · predecessor: something must be sent first · empty: a read found nothing · credential: key, signature, registration
 * · throttled: too many requests · busy: BPJS did not finish, the outcome is unclear · fault: BPJS's program failed ·
 * unsupported: path or verb unknown to the gateway.
 */
export const MESSAGE_OUTCOMES = [
  'rejected',
  'final',
  'already',
  'predecessor',
  'empty',
  'credential',
  'throttled',
  'busy',
  'fault',
  'unsupported',
] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

export const ACTORS = [
  'sistem',
  'pendaftaran',
  'dokter',
  'pengguna',
  'it',
  'hfis',
  'admin',
  'manajemen',
  'peserta',
  'bpjs',
  'pengembang',
] as const;
export type Actor = (typeof ACTORS)[number];

export interface CatalogueMessage {
  readonly id: string;
  readonly services: readonly Service[];
  /** Regular expression source, matched without case on the normalised message; named groups become values. */
  readonly pattern: string;
  /** Only under these codes; missing means any code that is not a success. */
  readonly codes?: readonly string[];
  /** Only for calls that read, or only for calls that write. */
  readonly only?: 'read' | 'write';
  /** Only for these endpoint ids. */
  readonly endpoints?: readonly string[];
  /** `gateway` texts arrive outside an envelope; `both` were seen in either place. */
  readonly place: 'envelope' | 'gateway' | 'both';
  readonly outcome: MessageOutcome;
  readonly actor: Actor;
  readonly explanationId: string;
  readonly confidence: Confidence;
  readonly source: string;
}

/** What happened, what it means, what to do next: Indonesian, for the person at the counter. */
export interface Explanation {
  readonly apa: string;
  readonly arti: string;
  readonly langkah: string;
}

// Tells "BPJS did not help us" from "we are broken" when a read fails: the first is answered from what we know, the second is not hidden.
import { AppError } from '../../platform/errors.ts';

/** Errors of the client and of the gateway's channels carry these families in their code. */
const FAMILIES = /^(BPJS|CHANNEL)_/u;

export function isBpjsTrouble(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && FAMILIES.test(error.code);
}

/** BPJS answered, and the answer is a refusal in its own words: asking again changes nothing. */
export function isBpjsRefusal(
  error: unknown,
): error is Error & { readonly code: string; readonly bpjsMessage?: string } {
  return isBpjsTrouble(error) && error.code === 'BPJS_REJECTED';
}

/** A comparison asked for by a person could not be made: BPJS has to be read for it. */
export function bpjsAway(cause: unknown): AppError {
  return new AppError('BPJS_UNREACHABLE', {
    message: 'BPJS did not answer the comparison',
    advice: 'later',
    http: 503,
    cause,
    text: {
      message: 'BPJS belum menjawab.',
      meaning: 'Perbandingan belum dapat dibuat; tidak ada data yang berubah.',
      nextStep: 'Coba lagi beberapa saat lagi.',
    },
  });
}

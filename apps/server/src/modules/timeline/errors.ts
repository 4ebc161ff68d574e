// What the Task ID desk refuses, in words for the person at it.
import { AppError, conflict } from '../../platform/errors.ts';
import type { decisionsOf } from './standing.ts';
import { explainTask } from './texts.ts';

type Decision = ReturnType<ReturnType<typeof decisionsOf>['get']>;

export function taskInFlight(): AppError {
  return new AppError('DOMAIN_TASK_IN_FLIGHT', {
    message: 'this time may be on its way to BPJS',
    advice: 'later',
    http: 409,
    text: {
      message: 'Waktu ini sedang dikirim atau belum pasti sampai di BPJS.',
      meaning: 'Bila sudah diterima, BPJS tidak dapat mengubahnya lagi.',
      nextStep: 'Tunggu sebentar sampai hasilnya pasti, lalu ulangi.',
    },
  });
}

/** Why this time cannot be sent now: a rule holds it back, BPJS holds it already, or it was never seen. */
export function notSendable(decision: Decision): AppError {
  const kind = decision?.kind ?? 'absent';
  const code = codeOf(decision);
  const explained = explainTask(code);
  const held = kind === 'held';
  return conflict('DOMAIN_TASK_NOT_SENDABLE', `task cannot be sent: ${code ?? kind}`, {
    message: held ? 'BPJS sudah menyimpan waktu ini.' : 'Waktu ini belum dapat dikirim.',
    meaning:
      explained?.reason ??
      (held
        ? 'Waktu yang sudah diterima BPJS tidak dapat dikirim ulang atau diubah.'
        : 'Waktu kejadiannya belum tercatat.'),
    nextStep:
      explained?.nextStep ??
      (held ? 'Gunakan Bandingkan dengan BPJS untuk melihat perbedaannya.' : 'Lengkapi waktunya lebih dahulu.'),
  });
}

function codeOf(decision: Decision): string | null {
  switch (decision?.kind) {
    case 'needs-fix':
      return decision.code;
    case 'final':
      return decision.reason;
    case 'waiting-predecessor':
      return `missing-${decision.missing}`;
    case 'absent':
    case 'held':
    case 'sendable':
    case undefined:
      return null;
  }
}

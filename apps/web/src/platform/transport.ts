// The one place of the web app that touches the network: a request with a time limit, and the two ways in which it gets no answer at all.

// A front desk must not stare at a spinner: after this long the screen says that the server does not answer.
const TIMEOUT_MS = 20_000;

export class NoAnswer extends Error {
  readonly kind: 'offline' | 'timeout';

  constructor(kind: 'offline' | 'timeout', cause: unknown) {
    super(kind, { cause });
    this.name = 'NoAnswer';
    this.kind = kind;
  }
}

export async function sendInTime(request: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    // oxlint-disable-next-line no-restricted-globals -- this is the web platform's transport
    return await fetch(request, { signal: firstOf([request.signal, timeout]) });
  } catch (cause) {
    // The screen that asked is gone; nobody waits for an explanation.
    if (request.signal.aborted) throw cause;
    throw new NoAnswer(timeout.aborted ? 'timeout' : 'offline', cause);
  }
}

/** `AbortSignal.any` is missing in Chromium 109, the oldest browser we build for. */
function firstOf(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

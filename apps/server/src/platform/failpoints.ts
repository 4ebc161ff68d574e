// Lets a demo process kill or freeze itself at a named place, so that a chaos run meets every place where dying matters. The engine's places
// are listed in @titian/outbox; the two below are the server's own. A real facility's server has no hook at all.
import { z } from 'zod';

/** Reached by this server beside those of the engine. */
export const SERVER_FAILPOINTS = ['after-api-commit-before-answer', 'during-migration-step'] as const;

export interface Failpoint {
  readonly name: string;
  readonly action: 'kill' | 'freeze';
  /** The visit at which it acts, counted from the arming. */
  readonly visit: number;
}

export type FailpointHook = (name: string) => void;

export interface Failpoints {
  readonly hook: FailpointHook;
  arm(failpoint: Failpoint): void;
}

const SIGNALS = { kill: 'SIGKILL', freeze: 'SIGSTOP' } as const;
const FORM = /^([a-z][a-z-]{0,60}):(kill|freeze):([1-9]\d{0,6})$/;

/** @example parseFailpoint('after-claim-before-intent:kill:3') */
export function parseFailpoint(text: string): Failpoint | null {
  const [, name, action, visit] = FORM.exec(text) ?? [];
  return name === undefined || (action !== 'kill' && action !== 'freeze')
    ? null
    : { name, action, visit: Number(visit) };
}

export function createFailpoints(
  first: Failpoint | null,
  signalSelf: (signal: 'SIGKILL' | 'SIGSTOP') => void = (signal) => void process.kill(process.pid, signal),
): Failpoints {
  let armed = first;
  let visits = 0;
  return {
    hook: (name) => {
      if (armed?.name !== name) return;
      visits += 1;
      if (visits < armed.visit) return;
      const { action } = armed;
      armed = null;
      signalSelf(SIGNALS[action]);
    },
    arm: (failpoint) => {
      armed = failpoint;
      visits = 0;
    },
  };
}

const message = z.object({ type: z.literal('failpoint'), failpoint: z.string() });

/** What a parent says over the channel to a running process; null = something else. */
export function failpointOf(heard: unknown): Failpoint | null {
  const parsed = message.safeParse(heard);
  return parsed.success ? parseFailpoint(parsed.data.failpoint) : null;
}

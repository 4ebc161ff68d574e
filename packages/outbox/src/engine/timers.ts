// Timers as a parameter, so that a simulation can move time itself.

export interface OutboxTimers {
  /** Calls once after ms; the result cancels. */
  set(call: () => void, ms: number): () => void;
  /** Calls after everything that is happening right now. */
  soon(call: () => void): void;
}

export const NODE_TIMERS: OutboxTimers = {
  set(call, ms) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  soon(call) {
    setImmediate(call);
  },
};

export const sleep = (timers: OutboxTimers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    timers.set(resolve, ms);
  });

// When to stop, and in which order. One wish to stop may arrive several times at once: the terminal signals the whole group, npm and
// run.mjs pass the same signal on, and the channel closes.

/** Signals that come within this time are one wish. */
const SAME_WISH_MS = 1_500;

/** Resolves at the first wish to stop; `onHurry` is called at a later, second one. */
export function stopWish(onHurry: () => void): Promise<string> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const wish = (why: string): void => {
      if (firstAt === null) {
        firstAt = performance.now();
        resolve(why);
      } else if (performance.now() - firstAt > SAME_WISH_MS) onHurry();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => wish(name));
    // Whoever started us died without a word: nobody would stop us otherwise.
    process.on('disconnect', () => wish('disconnect'));
    process.channel?.unref();
  });
}

/** Who needs whom: the server needs sandbox and database, so it stops first; the lock goes back last. */
const STOP_ORDER = ['server', 'sandbox', 'PostgreSQL', 'lock'] as const;
export type Part = (typeof STOP_ORDER)[number];

/** Stops what was started, in order; every part gets its turn even when one before it fails. */
export class Stoppers {
  readonly #parts: { name: Part; stop: () => Promise<void> | void }[] = [];

  add(name: Part, stop: () => Promise<void> | void): void {
    this.#parts.push({ name, stop });
  }

  async stopAll(onFailure: (name: Part, error: unknown) => void): Promise<void> {
    const parts = this.#parts.splice(0).toSorted((a, b) => STOP_ORDER.indexOf(a.name) - STOP_ORDER.indexOf(b.name));
    for (const { name, stop } of parts) {
      try {
        await stop();
      } catch (error) {
        onFailure(name, error);
      }
    }
  }
}

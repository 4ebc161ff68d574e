// Group commit: while one batch of a facility is being written, the next one gathers. Adds no waiting when there is nothing to gather.
import type { OutboxTimers } from './timers.ts';

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

export class Batcher<T, R> {
  readonly #write: (key: string, items: readonly T[]) => Promise<readonly R[]>;
  readonly #maxBatch: number;
  readonly #parallel: number;
  readonly #timers: OutboxTimers;
  readonly #queues = new Map<string, { waiting: Waiting<T, R>[]; running: number; isScheduled: boolean }>();

  /** `write` answers in the order of its items. */
  constructor(
    write: (key: string, items: readonly T[]) => Promise<readonly R[]>,
    timers: OutboxTimers,
    maxBatch: number,
    parallel = 1,
  ) {
    this.#timers = timers;
    this.#write = write;
    this.#maxBatch = maxBatch;
    this.#parallel = parallel;
  }

  add(key: string, item: T): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const queue = this.#queues.get(key) ?? { waiting: [], running: 0, isScheduled: false };
      this.#queues.set(key, queue);
      queue.waiting.push({ item, resolve, reject });
      this.#schedule(key, queue);
    });
  }

  #schedule(key: string, queue: { waiting: Waiting<T, R>[]; running: number; isScheduled: boolean }): void {
    if (queue.isScheduled || queue.running >= this.#parallel || queue.waiting.length === 0) return;
    queue.isScheduled = true;
    // The end of this turn of the event loop: everything that answered together is written together.
    this.#timers.soon(() => {
      queue.isScheduled = false;
      const batch = queue.waiting.splice(0, this.#maxBatch);
      queue.running += 1;
      void this.#flush(key, batch).finally(() => {
        queue.running -= 1;
        if (queue.waiting.length > 0) this.#schedule(key, queue);
        else if (queue.running === 0) this.#queues.delete(key);
      });
    });
  }

  async #flush(key: string, batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#write(
        key,
        batch.map((waiting) => waiting.item),
      );
      for (const [index, waiting] of batch.entries()) {
        const result = results[index];
        if (result === undefined) waiting.reject(new Error('a batch answered fewer items than it was given'));
        else waiting.resolve(result);
      }
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
}

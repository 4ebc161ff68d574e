// The way between a simulated process and its database: it takes time, and it loses calls before they arrive and answers after they were
// applied. What arrives is applied on the database's time: a node that is killed meanwhile cannot call it back.
import type { OutboxRandom } from '../../types.ts';
import type { ProcessTime, VirtualTime } from '../virtual-time.ts';

export interface Weather {
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly latencyMs: number;
}

/** As `pg` says it when the connection is gone. */
class Away extends Error {
  readonly code = '08006';
}

export interface Network {
  readonly time: VirtualTime;
  readonly process: ProcessTime;
  readonly random: OutboxRandom;
  readonly weather: () => Weather;
  /** The database cannot be reached: by anybody, or by this process alone. */
  readonly isCut: () => boolean;
}

export function acrossNetwork({ time, process, random, weather, isCut }: Network) {
  return <T>(work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const { latencyMs, lossBefore, lossAfter } = weather();
      const answer = (done: () => void): void => {
        process.set(done, latencyMs * (0.5 + random.next()));
      };
      const isLostBefore = random.next() < lossBefore;
      const isLostAfter = random.next() < lossAfter;
      time.after(latencyMs * random.next(), () => {
        if (isLostBefore || isCut()) {
          answer(() => reject(new Away('connection lost')));
          return;
        }
        applied(work).then(
          (value) => {
            const isLost = isLostAfter || isCut();
            answer(() => (isLost ? reject(new Away('connection lost after the commit')) : resolve(value)));
          },
          (error: unknown) => answer(() => reject(error)),
        );
      });
    });
}

const applied = async <T>(work: () => T | Promise<T>): Promise<T> => work();

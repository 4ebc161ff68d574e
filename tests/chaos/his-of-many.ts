// The HIS before several nodes, as behind a balancer that knows nothing of them but how they answered: it gives an event to the node with the
// fewest open questions and leaves a node alone for a moment that gave no answer. The same event may so reach two nodes.
import type { His } from '../../apps/cli/src/demo/his.ts';

const LEFT_ALONE_MS = 1_000;

/** @param all one per node that serves people */
export function hisOfMany(all: readonly His[]): His {
  const places = all.map((his) => ({ his, open: 0, notBeforeMs: 0 }));
  const best = (): (typeof places)[number] => {
    const now = performance.now();
    const [first] = places.toSorted(
      (a, b) =>
        Number(a.notBeforeMs > now) - Number(b.notBeforeMs > now) || a.open - b.open || a.notBeforeMs - b.notBeforeMs,
    );
    if (first === undefined) throw new RangeError('a HIS needs at least one node');
    return first;
  };
  /** The first node that answers: a reading may go to any. */
  const any = async <T>(read: (his: His) => Promise<T>): Promise<T> => {
    let last: unknown;
    for (const { his } of places.toSorted((a, b) => a.notBeforeMs - b.notBeforeMs)) {
      try {
        return await read(his);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };
  return {
    send: async (event) => {
      const place = best();
      place.open += 1;
      try {
        const answer = await place.his.send(event);
        place.notBeforeMs = answer.kind === 'no-answer' ? performance.now() + LEFT_ALONE_MS : 0;
        return answer;
      } finally {
        place.open -= 1;
      }
    },
    pending: async () => {
      for (const { his } of places) {
        const pending = await his.pending();
        if (pending !== null) return pending;
      }
      return null;
    },
    undecided: (ppk) => any((his) => his.undecided(ppk)),
    unexplained: (ppk) => any((his) => his.unexplained(ppk)),
    resendHeld: (ppk) => any((his) => his.resendHeld(ppk)),
    differing: (ppk, date) => any((his) => his.differing(ppk, date)),
  };
}

// Another program of the same hospital that also reports Task IDs: it stores a time of its own at BPJS before Titian's arrives.
// Titian must show the difference and must not take "already there" for "the same". Signs its own requests, sharing no code
// with the client.
import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { askJson, member } from '../../apps/cli/src/run/json-http.ts';
import type { SandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import type { PlayEvent } from '../../apps/cli/src/events-file/read.ts';
import { PPK } from './day.ts';

/** Between two of our own times, which lie a minute apart. */
const OFF_BY_MS = 20_000;
const PATIENCE_MS = 12_000;

export interface Stranger {
  /** Called before an event is offered; acts before `poli.called` of some visits. */
  before(event: PlayEvent): Promise<void>;
  /** Booking codes whose task 4 BPJS holds with the stranger's time, and ours. */
  readonly met: ReadonlyMap<string, number>;
}

/** @param every so many visits meet the stranger at task 4 */
export async function createStranger(sandboxUrl: string, control: SandboxControl, every: number): Promise<Stranger> {
  const facilities = member(await control.call('GET', '/facilities'), 'facilities');
  const own = (Array.isArray(facilities) ? facilities : []).find((one: unknown) => member(one, 'kodePpk') === PPK);
  const text = (...path: string[]): string => String(member(own, 'credentials', ...path));
  const headers = (): Record<string, string> => {
    const timestamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1000));
    const signature = createHmac('sha256', text('secret'))
      .update(`${text('consId')}&${timestamp}`)
      .digest('base64');
    return {
      'x-cons-id': text('consId'),
      'x-timestamp': timestamp,
      'x-signature': signature,
      user_key: text('userKeys', 'antreanrs'),
    };
  };
  const met = new Map<string, number>();
  const bookingOf = createBookings(control);
  const store = async (kodebooking: string, waktu: number): Promise<boolean> => {
    const url = `${sandboxUrl}/antreanrs/antrean/updatewaktu`;
    const answer = await askJson({ method: 'POST', url, body: { kodebooking, taskid: 4, waktu }, headers: headers() });
    return answer.kind === 'answer' && String(member(answer.body, 'metadata', 'code')) === '200';
  };
  return {
    met,
    before: async (event) => {
      const number = Number(event.body.visitRef.slice(1));
      if (event.body.type !== 'poli.called' || number % every !== 0) return;
      for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
        const booking = await bookingOf(String(500_000 + number));
        if (booking !== null && (await store(booking, event.atMs + OFF_BY_MS))) {
          met.set(booking, event.atMs);
          return;
        }
        await delay(250);
      }
    },
  };
}

/** Booking codes by record number, learned from the ledger line by line: reading all of it each time would be a load of its own. */
function createBookings(control: SandboxControl): (norm: string) => Promise<string | null> {
  const known = new Map<string, string>();
  let after = 0;
  return async (norm) => {
    if (!known.has(norm)) {
      const lines = member(await control.call('GET', `/ledger?after=${after}&limit=10000`), 'lines');
      for (const line of Array.isArray(lines) ? lines : []) {
        after = Math.max(after, Number(member(line, 'seq')));
        if (member(line, 'effect') === 'booking.added')
          known.set(String(member(line, 'data', 'norm')), String(member(line, 'key')));
      }
    }
    return known.get(norm) ?? null;
  };
}

/** The ledger as if the stranger had told our own time: whose time it holds is judged by the Task ID desk, not by the checker. */
export function asOurs(ledger: string, met: ReadonlyMap<string, number>): string {
  return ledger
    .split('\n')
    .map((text) => {
      if (text === '') return text;
      const line: unknown = JSON.parse(text);
      const ours = met.get(String(member(line, 'key')));
      if (
        ours === undefined ||
        member(line, 'effect') !== 'task.stored' ||
        String(member(line, 'data', 'taskid')) !== '4'
      )
        return text;
      return JSON.stringify({ ...Object(line), data: { ...Object(member(line, 'data')), waktu: ours } });
    })
    .join('\n');
}

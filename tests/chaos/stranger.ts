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

/** Task 4 of a booking in milliseconds, as Titian observed it and as the stranger reported it. */
export interface Told {
  readonly ours: number;
  readonly theirs: number;
}

export interface Stranger {
  /** Called before an event is offered; acts before `poli.called` of some visits. */
  before(event: PlayEvent): Promise<void>;
  /** By booking code: what was sent, whether or not it arrived. */
  readonly told: ReadonlyMap<string, Told>;
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
  const bookingOf = createBookings(control);
  const told = new Map<string, Told>();
  const store = async (kodebooking: string, waktu: number): Promise<boolean> => {
    const url = `${sandboxUrl}/antreanrs/antrean/updatewaktu`;
    const answer = await askJson({ method: 'POST', url, body: { kodebooking, taskid: 4, waktu }, headers: headers() });
    // 208: an earlier call of ours, or of Titian's, has arrived; whose it was is read from the ledger.
    return answer.kind === 'answer' && ['200', '208'].includes(String(member(answer.body, 'metadata', 'code')));
  };
  return {
    told,
    before: async (event) => {
      const number = Number(event.body.visitRef.slice(1));
      if (event.body.type !== 'poli.called' || number % every !== 0) return;
      for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
        const booking = await bookingOf(String(500_000 + number));
        if (booking !== null) {
          const theirs = event.atMs + OFF_BY_MS;
          // Noted before it leaves: this payer cuts connections after it applied, for the stranger too.
          told.set(booking, { ours: event.atMs, theirs });
          if (await store(booking, theirs)) return;
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

/**
 * The ledger as if the stranger had told our own time, and the bookings whose Task 4 is the stranger's: whose time BPJS holds is judged by the
 * Task ID desk, not by the checker.
 */
export function asOurs(ledger: string, told: ReadonlyMap<string, Told>): { ledger: string; met: ReadonlySet<string> } {
  const met = new Set<string>();
  const lines = ledger.split('\n').map((text) => {
    if (text === '') return text;
    const line: unknown = JSON.parse(text);
    const booking = String(member(line, 'key'));
    const times = told.get(booking);
    const isTheirs =
      times !== undefined &&
      member(line, 'effect') === 'task.stored' &&
      String(member(line, 'data', 'taskid')) === '4' &&
      Number(member(line, 'data', 'waktu')) === times.theirs;
    if (!isTheirs) return text;
    met.add(booking);
    return JSON.stringify({ ...Object(line), data: { ...Object(member(line, 'data')), waktu: times.ours } });
  });
  return { ledger: lines.join('\n'), met };
}

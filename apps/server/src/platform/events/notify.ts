// Carries "something changed" to the other processes by NOTIFY: coalesced per process, after commit, on a connection that
// belongs to no transaction; listening needs a session of its own and comes back by itself after a restart of PostgreSQL.
import pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { facilityId, type FacilityId } from '../ids.ts';
import { CLIENT_LIMITS } from '../db/connection-settings.ts';
import { createPrimaryGuard, type PrimaryGuard } from '../db/primary.ts';
import type { ChangeEvent, LocalEvents, Outgoing } from './index.ts';

const CHANNEL = 'titian_changes';
/** Only other processes wait for it; within this one screens hear at once. */
const COALESCE_MS = 200;
/** NOTIFY carries at most 8000 bytes; an event is about 110. */
const EVENTS_PER_NOTIFY = 50;
/** A burst beyond this is dropped for the other processes: their clients refetch on the next event or reconnect. */
const MAX_PENDING = 5_000;
const RECONNECT_MS = 2_000;
/** A connection that only listens hears of a dead network, or of a promotion elsewhere, when it asks. */
const PING_MS = 10_000;
const ANSWER_MS = 5_000;

const payload = z.object({ from: z.string(), changes: z.array(z.tuple([z.uuid(), z.string(), z.string()])) });

export interface Notifier {
  readonly outgoing: Outgoing;
  start(events: LocalEvents): Promise<void>;
  stop(): Promise<void>;
}

export interface NotifierOptions {
  readonly connection: pg.ClientConfig;
  readonly nodeId: string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly guard?: PrimaryGuard;
}

export function createNotifier({
  connection,
  nodeId,
  logger,
  guard = createPrimaryGuard(),
}: NotifierOptions): Notifier {
  const pending = new Map<string, readonly [FacilityId, string, string]>();
  let client: pg.Client | null = null;
  let events: LocalEvents | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  /** Not waited for: behind a dead network the end is never confirmed. */
  const letGo = (gone: pg.Client) => void gone.end().catch(() => undefined);

  const connect = async () => {
    const next = new pg.Client({
      ...CLIENT_LIMITS,
      ...connection,
      query_timeout: ANSWER_MS,
      application_name: 'titian-changes',
    });
    next.on('error', () => undefined);
    let isLost = false;
    const lost = () => {
      if (isLost) return;
      isLost = true;
      if (client === next) client = null;
      if (!isStopped) setTimeout(() => void reconnect(), RECONNECT_MS).unref();
    };
    next.on('end', lost);
    next.on('notification', ({ payload: text }) => deliver(text ?? ''));
    try {
      await next.connect();
      await guard.check(next);
      await next.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      // Whoever asked for the connection tries again; its end must not begin a second row of tries.
      isLost = true;
      letGo(next);
      throw error;
    }
    client = next;
    const ping = setInterval(() => {
      if (isLost || isStopped) {
        clearInterval(ping);
        return;
      }
      guard.check(next).catch(() => {
        lost();
        letGo(next);
      });
    }, PING_MS).unref();
  };

  const reconnect = async () => {
    try {
      if (!isStopped) await connect();
    } catch (error) {
      logger.warn({ error }, 'change listener cannot connect yet');
      setTimeout(() => void reconnect(), RECONNECT_MS).unref();
    }
  };

  const deliver = (text: string) => {
    const parsed = payload.safeParse(JSON.parse(text));
    if (!parsed.success || parsed.data.from === nodeId) return;
    for (const [facility, topic, subjectId] of parsed.data.changes)
      events?.deliver(facilityId(facility), { topic, subjectId });
  };

  const flush = async () => {
    timer = undefined;
    const changes = [...pending.values()];
    pending.clear();
    try {
      for (let at = 0; at < changes.length; at += EVENTS_PER_NOTIFY) {
        const text = JSON.stringify({ from: nodeId, changes: changes.slice(at, at + EVENTS_PER_NOTIFY) });
        await client?.query('SELECT pg_notify($1, $2)', [CHANNEL, text]);
      }
    } catch (error) {
      logger.warn({ error }, 'changes could not be announced to other processes');
    }
  };

  return {
    outgoing: (facility: FacilityId, { topic, subjectId }: ChangeEvent) => {
      if (isStopped || pending.size >= MAX_PENDING) return;
      pending.set(`${facility}|${topic}|${subjectId}`, [facility, topic, subjectId]);
      timer ??= setTimeout(() => void flush(), COALESCE_MS).unref();
    },
    start: async (local) => {
      events = local;
      await connect();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

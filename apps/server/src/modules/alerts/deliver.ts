// Sends what the rounds have committed: webhooks and mails, again with growing pauses until they arrive or are given up. At least once: a
// receiver knows a repetition by its id.
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { Mailer } from './mail.ts';
import * as store from './store.ts';
import { sendWebhook, type Sent } from './webhook.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly mailer: Mailer;
  readonly webhookHosts: readonly string[];
}

/** Longer than one attempt may take. */
const LEASE_MS = 60_000;
/** A minute, then five, fifteen, an hour, and every hour of a day. */
const PAUSES_MS = [60_000, 300_000, 900_000, 3_600_000] as const;
const GIVE_UP_MS = 24 * 3_600_000;

export interface OpenedEndpoint {
  readonly id: string;
  readonly kind: store.EndpointKind;
  readonly target: string;
  readonly secret: string | null;
}

export const placeOf = (column: 'target' | 'secret', rowId: string) => ({ table: 'alert_endpoints', column, rowId });

export async function openEndpoint(sealer: Sealer, tx: FacilityTx, row: store.EndpointRow): Promise<OpenedEndpoint> {
  return {
    id: row.id,
    kind: row.kind,
    target: await sealer.openText(tx, placeOf('target', row.id), row.targetSealed),
    secret: row.secretSealed === null ? null : await sealer.openText(tx, placeOf('secret', row.id), row.secretSealed),
  };
}

export async function sendTo(
  deps: Pick<DeliverDeps, 'clock' | 'mailer' | 'webhookHosts'>,
  endpoint: OpenedEndpoint,
  notice: { readonly id: string; readonly body: unknown },
): Promise<Sent> {
  if (endpoint.kind === 'webhook') {
    return sendWebhook({
      url: endpoint.target,
      secret: endpoint.secret ?? '',
      id: notice.id,
      at: deps.clock.realNow(),
      body: JSON.stringify(notice.body),
      allowedHosts: deps.webhookHosts,
    });
  }
  return deps.mailer({
    to: endpoint.target,
    subject: textOf(notice.body, 'subject'),
    text: textOf(notice.body, 'text'),
    id: notice.id,
  });
}

function textOf(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** What is due now, one after the other; how many were sent. */
export async function deliverDue(deps: DeliverDeps, facilityId: FacilityId): Promise<number> {
  const { db, clock, sealer } = deps;
  const work = await db.withFacility(facilityId, async (tx) => {
    const due = await store.takeDue(tx, clock.realNow(), LEASE_MS);
    if (due.length === 0) return [];
    const endpoints = new Map<string, OpenedEndpoint>();
    for (const row of await store.listEndpoints(tx)) endpoints.set(row.id, await openEndpoint(sealer, tx, row));
    return due.flatMap((delivery) => {
      const endpoint = endpoints.get(delivery.endpointId);
      return endpoint === undefined ? [] : [{ delivery, endpoint }];
    });
  });
  let sent = 0;
  for (const { delivery, endpoint } of work) {
    const result = await sendTo(deps, endpoint, delivery);
    if (result.ok) sent += 1;
    const now = clock.realNow();
    await db.withFacility(facilityId, async (tx) => {
      await store.settleDelivery(tx, delivery.id, {
        ...nextOf(delivery, result, now),
        error: result.ok ? null : result.code,
      });
      await store.noteResult(tx, endpoint.id, result.ok ? null : result.code, now);
    });
  }
  return sent;
}

function nextOf(
  { attempts, createdAt }: store.DeliveryRow,
  result: Sent,
  now: Date,
): { readonly state: 'queued' | 'sent' | 'given-up'; readonly nextAt: Date } {
  if (result.ok) return { state: 'sent', nextAt: now };
  if (now.getTime() - createdAt.getTime() >= GIVE_UP_MS) return { state: 'given-up', nextAt: now };
  const pauseMs = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? PAUSES_MS[0];
  return { state: 'queued', nextAt: new Date(now.getTime() + pauseMs) };
}

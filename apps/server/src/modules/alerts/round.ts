// One look at a facility: which conditions hold, what changed since the last look, who must be told. Only one process looks at a time; what
// must leave is committed together with the change, so a process that dies tells nothing twice and forgets nothing.
import type { Clock, Random } from '../../platform/clock.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import type { Events } from '../../platform/events/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import type { HealthDetail } from '../gateway/index.ts';
import type { FacilityService } from '../facility/index.ts';
import { figuresOf } from './figures.ts';
import { eventOf, mailOf, MAIL_EVERY_MS, type Change, type Place } from './notices.ts';
import { conditionsOf } from './rules.ts';
import { isMuted, stepsOf } from './step.ts';
import * as store from './store.ts';
import type { SurroundingsReader } from './surroundings.ts';

export interface RoundDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly events: Events;
  readonly facility: Pick<FacilityService, 'get'>;
  readonly detail: (facilityId: FacilityId) => Promise<HealthDetail>;
  readonly surroundings: SurroundingsReader;
}

const PRUNE_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
const ALERTS_KEPT_MS = 90 * DAY_MS;
const DELIVERIES_KEPT_MS = 14 * DAY_MS;
export const ALERT_TOPIC = 'alert';

/** False when another process has just looked. */
export async function runRound(deps: RoundDeps, facilityId: FacilityId, gapMs: number): Promise<boolean> {
  const { db, clock } = deps;
  const isOurs = await db.withFacility(facilityId, (tx) => store.takeRound(tx, clock.realNow(), gapMs));
  if (!isOurs) return false;
  const detail = await deps.detail(facilityId);
  const around = await deps.surroundings.read();
  await db.withFacility(facilityId, async (tx) => {
    const now = clock.now();
    const conditions = conditionsOf(detail, around, now);
    const changes = await applySteps(deps, tx, stepsOf(await store.lockOpen(tx), conditions, now), now);
    await tell(deps, tx, changes, now);
    await store.putFigures(tx, figuresOf(detail, await store.listOpen(tx)));
    if (await store.takePruning(tx, clock.realNow(), PRUNE_EVERY_MS)) {
      await store.prune(
        tx,
        new Date(now.getTime() - ALERTS_KEPT_MS),
        new Date(clock.realNow().getTime() - DELIVERIES_KEPT_MS),
      );
    }
    if (changes.length > 0) deps.events.publishOn(tx, { topic: ALERT_TOPIC, subjectId: facilityId });
  });
  return true;
}

interface Changed {
  readonly change: Change;
  readonly alert: store.AlertRow;
}

async function applySteps(
  deps: RoundDeps,
  tx: FacilityTx,
  steps: ReturnType<typeof stepsOf>,
  now: Date,
): Promise<readonly Changed[]> {
  const changes: Changed[] = [];
  for (const { condition, since, fires } of steps.begun) {
    const { rule, subject, facts } = condition;
    const alert = { alertId: deps.random.uuidv7(), rule, subject, facts, since, firedAt: fires ? now : null };
    const isNew = await store.insertAlert(tx, alert, now);
    if (isNew && fires) changes.push({ change: 'fired', alert: { ...alert, ...UNTOUCHED, lastTrueAt: now } });
  }
  for (const { alert, facts, fires, reminds } of steps.kept) {
    await store.keepAlert(tx, alert.alertId, { facts, fires, reminds }, now);
    const told = { ...UNTOUCHED, ...alert, facts };
    if (fires) changes.push({ change: 'fired', alert: told });
    else if (reminds) changes.push({ change: 'reminded', alert: told });
  }
  for (const alert of steps.cleared) {
    await store.clearAlert(tx, alert.alertId, now);
    changes.push({ change: 'cleared', alert: { ...UNTOUCHED, ...alert, clearedAt: now } });
  }
  for (const alert of steps.forgotten) await store.forgetAlert(tx, alert.alertId);
  return changes;
}

const UNTOUCHED = { remindedAt: null, clearedAt: null, seenAt: null, seenBy: null, mutedUntil: null } as const;

async function tell(deps: RoundDeps, tx: FacilityTx, changes: readonly Changed[], now: Date): Promise<void> {
  const endpoints = await store.listEndpoints(tx);
  if (endpoints.length === 0) return;
  const { name, kodePpk } = await deps.facility.get(tx);
  const place: Place = { name, kodePpk };
  const realNow = deps.clock.realNow();
  const queue = (endpointId: string, body: unknown) =>
    store.queueDelivery(tx, { id: deps.random.uuidv7(), endpointId, body }, realNow);
  for (const { change, alert } of changes) {
    if (isMuted(alert, now)) continue;
    const event = eventOf(change, alert, place, now);
    for (const endpoint of endpoints) if (endpoint.kind === 'webhook') await queue(endpoint.id, event);
  }
  const mailboxes = endpoints.filter((endpoint) => endpoint.kind === 'email');
  if (mailboxes.length === 0) return;
  // What was over before anybody had a mailbox here is no news.
  const firstMs = Math.min(...mailboxes.map((mailbox) => mailbox.createdAt.getTime()));
  const unmailed = (await store.listUnmailed(tx)).filter(
    (alert) => !isMuted(alert, now) && (alert.clearedAt === null || alert.clearedAt.getTime() >= firstMs),
  );
  const recent = await store.lastMailed(tx, new Date(realNow.getTime() - MAIL_EVERY_MS));
  const mail = mailOf(unmailed, recent, place);
  if (mail === null) return;
  for (const mailbox of mailboxes) await queue(mailbox.id, mail.body);
  await store.markMailed(tx, mail.told);
}

// What people do with alerts: read, take note, mute, and say where they are sent. Targets and secrets are sealed; a secret is shown once.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import type { Role } from '../../platform/permissions.ts';
import type { FacilityService } from '../facility/index.ts';
import { nameOf } from '../gateway/index.ts';
import { checkUrl, hostOf, RefusedAddress } from './address.ts';
import { openEndpoint, placeOf, sendTo, type DeliverDeps } from './deliver.ts';
import { testEvent, testMail } from './notices.ts';
import { ALERT_TOPIC } from './round.ts';
import { isRuleId, RULES, type Severity } from './rules.ts';
import * as store from './store.ts';
import { wordsOf, type AlertText } from './texts.ts';
import { newSecret } from './webhook.ts';

export interface AlertView {
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly since: string;
  readonly firedAt: string;
  readonly clearedAt: string | null;
  readonly seenAt: string | null;
  readonly seenBy: string | null;
  readonly mutedUntil: string | null;
  readonly who: Role;
  readonly id_: AlertText;
  readonly en: AlertText;
}

export interface EndpointView {
  readonly id: string;
  readonly kind: store.EndpointKind;
  readonly label: string;
  readonly target: string;
  readonly createdAt: string;
  readonly lastSentAt: string | null;
  readonly lastError: string | null;
  readonly waiting: number;
}

export interface NewEndpointInput {
  readonly kind: store.EndpointKind;
  readonly label: string;
  readonly target: string;
}

export interface TestResult {
  readonly ok: boolean;
  readonly detail: string;
}

export interface AlertService {
  open(actor: Actor): Promise<readonly AlertView[]>;
  recent(actor: Actor): Promise<readonly AlertView[]>;
  see(actor: Actor, id: string): Promise<AlertView>;
  mute(actor: Actor, id: string, hours: number): Promise<AlertView>;
  endpoints(actor: Actor): Promise<readonly EndpointView[]>;
  addEndpoint(
    actor: Actor,
    id: string,
    input: NewEndpointInput,
  ): Promise<{ endpoint: EndpointView; secret: string | null }>;
  removeEndpoint(actor: Actor, id: string): Promise<void>;
  test(actor: Actor, id: string): Promise<TestResult>;
}

export interface AlertServiceDeps extends DeliverDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Audit;
  readonly events: Events;
  readonly facility: Pick<FacilityService, 'get'>;
}

const RECENT = 100;
/** More would be a mailing list. */
const ENDPOINTS_MAX = 20;
const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;

export function createAlertService(deps: AlertServiceDeps): AlertService {
  const { db, clock, sealer, audit } = deps;
  const record = (tx: FacilityTx, actor: Actor, action: string, subjectId: string, after?: unknown) =>
    audit.record(tx, { actor, action, subjectType: 'alert', subjectId, ...(after === undefined ? {} : { after }) });
  const changed = async (
    actor: Actor,
    { id, action, after }: { id: string; action: string; after?: unknown },
    work: (tx: FacilityTx) => Promise<store.AlertRow | undefined>,
  ) =>
    db.withFacility(actor.facilityId, async (tx) => {
      const row = await work(tx);
      if (row === undefined) throw notFound('alert');
      await record(tx, actor, action, id, after);
      deps.events.publishOn(tx, { topic: ALERT_TOPIC, subjectId: tx.facilityId });
      return viewOf(row);
    });
  return {
    open: (actor) => db.withFacility(actor.facilityId, async (tx) => (await store.listOpen(tx)).map(viewOf)),
    recent: (actor) =>
      db.withFacility(actor.facilityId, async (tx) => (await store.listRecent(tx, RECENT)).map(viewOf)),
    see: (actor, id) =>
      changed(actor, { id, action: 'alert.see' }, (tx) => store.markSeen(tx, id, nameOf(actor), clock.now())),
    mute: (actor, id, hours) => {
      const until = hours === 0 ? null : new Date(clock.now().getTime() + hours * HOUR_MS);
      return changed(actor, { id, action: 'alert.mute', after: { hours } }, (tx) => store.mute(tx, id, until));
    },
    endpoints: (actor) =>
      db.withFacility(actor.facilityId, async (tx) => (await store.listEndpoints(tx)).map(endpointView)),
    addEndpoint: (actor, id, input) =>
      db.withFacility(actor.facilityId, async (tx) => {
        if ((await store.listEndpoints(tx)).length >= ENDPOINTS_MAX) throw conflict('ALERT_ENDPOINTS_FULL', 'too many');
        const target = checkedTarget(input, deps.webhookHosts);
        const secret = input.kind === 'webhook' ? newSecret(deps.random.bytes(SECRET_BYTES)) : null;
        const row = {
          id,
          kind: input.kind,
          label: input.label,
          targetMasked: maskOf(input.kind, target),
          targetSealed: await sealer.sealText(tx, placeOf('target', id), target),
          secretSealed: secret === null ? null : await sealer.sealText(tx, placeOf('secret', id), secret),
        };
        await store.insertEndpoint(tx, row, clock.now());
        await record(tx, actor, 'alert.endpoint-add', id, { kind: input.kind, target: row.targetMasked });
        const made = await store.findEndpoint(tx, id);
        if (made === undefined) throw notFound('endpoint');
        return { endpoint: endpointView(made), secret };
      }),
    removeEndpoint: (actor, id) =>
      db.withFacility(actor.facilityId, async (tx) => {
        if (!(await store.deleteEndpoint(tx, id))) throw notFound('endpoint');
        await record(tx, actor, 'alert.endpoint-remove', id);
      }),
    test: async (actor, id) => {
      const { endpoint, place } = await db.withFacility(actor.facilityId, async (tx) => {
        const row = await store.findEndpoint(tx, id);
        if (row === undefined) throw notFound('endpoint');
        const { name, kodePpk } = await deps.facility.get(tx);
        await record(tx, actor, 'alert.endpoint-test', id);
        return { endpoint: await openEndpoint(sealer, tx, row), place: { name, kodePpk } };
      });
      const body = endpoint.kind === 'webhook' ? testEvent(place, clock.now()) : testMail(place);
      const result = await sendTo(deps, endpoint, { id: deps.random.uuidv7(), body });
      await db.withFacility(actor.facilityId, (tx) =>
        store.noteResult(tx, id, result.ok ? null : result.code, clock.now()),
      );
      return { ok: result.ok, detail: result.detail };
    },
  };
}

function viewOf(row: store.AlertRow): AlertView {
  const rule = isRuleId(row.rule) ? row.rule : null;
  const words =
    rule === null ? { who: 'it' as const, id: PLAIN(row.rule), en: PLAIN(row.rule) } : wordsOf(rule, row.facts);
  return {
    id: row.alertId,
    rule: row.rule,
    subject: row.subject,
    severity: rule === null ? 'info' : RULES[rule].severity,
    since: row.since.toISOString(),
    firedAt: (row.firedAt ?? row.since).toISOString(),
    clearedAt: row.clearedAt?.toISOString() ?? null,
    seenAt: row.seenAt?.toISOString() ?? null,
    seenBy: row.seenBy,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    who: words.who,
    id_: words.id,
    en: words.en,
  };
}

/** A rule of another version: its name is all that is known. */
const PLAIN = (rule: string): AlertText => ({ what: rule, meaning: '', todo: '' });

function endpointView(row: store.EndpointRow): EndpointView {
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    target: row.targetMasked,
    createdAt: row.createdAt.toISOString(),
    lastSentAt: row.lastSentAt?.toISOString() ?? null,
    lastError: row.lastError,
    waiting: row.waiting,
  };
}

function checkedTarget({ kind, target }: NewEndpointInput, hosts: readonly string[]): string {
  if (kind === 'email') {
    if (!/^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]{1,190}$/.test(target))
      throw inputError('target', undefined, 'Alamat surel belum benar.');
    return target;
  }
  try {
    return checkUrl(target, hosts).href;
  } catch (error) {
    if (!(error instanceof RefusedAddress)) throw error;
    throw inputError(
      'target',
      undefined,
      'Alamat webhook harus https dan tidak menuju jaringan dalam, kecuali diizinkan pengelola server (TITIAN_WEBHOOK_HOSTS).',
    );
  }
}

/** Enough to know it again: paths of webhooks often are their password. */
function maskOf(kind: store.EndpointKind, target: string): string {
  if (kind === 'webhook') return `${new URL(target).protocol}//${hostOf(new URL(target))}/…`.slice(0, 200);
  const [name = '', domain = ''] = target.split('@');
  return `${name.slice(0, 1)}…@${domain}`.slice(0, 200);
}

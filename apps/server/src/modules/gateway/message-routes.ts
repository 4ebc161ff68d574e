// Routes of the message browser: the list and its counts, one message, and what a person may do with it. What a person types travels by POST.
import { SERVICE_NAMES } from '@titian/contract';
import type { Outbox } from '@titian/outbox';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { inputError } from '../../platform/errors.ts';
import { errorResponses, idParam, page, searchBody, USUAL_PAGE, type TitianApp } from '../../platform/http/index.ts';
import type { Browser, MessageQuery } from './browser.ts';
import { byHand, nameOf } from './by-hand.ts';
import type { OpenPayload } from './payload.ts';
import type { Resend } from './resend.ts';
import type { Place } from './search-store.ts';
import {
  messageCounts,
  messageDetail,
  messagePage,
  messagePayload,
  mutableCounts,
  mutableDetail,
  mutablePayload,
  mutableRow,
  reasonBody,
} from './shapes.ts';
import { SHOWN_STATES } from './shown.ts';

export interface MessageRouteDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly resend: Resend;
  readonly browser: Browser;
  readonly openPayload: OpenPayload;
  /** Subjects that a typed text means: a visit, a booking, a card, a SEP, a person by name. */
  readonly findSubjects: (tx: FacilityTx, text: string) => Promise<readonly string[]>;
}

/** A person reads one after the other; whoever opens hundreds is collecting. */
const PAYLOADS_PER_MINUTE = 30;
/** Several values of a fixed list in one parameter, separated by commas; nothing else fits. */
const severalOf = (values: readonly string[]) => {
  const one = values.join('|');
  return z.string().regex(new RegExp(`^(?:${one})(?:,(?:${one}))*$`));
};
const listQuery = page.extend({
  state: severalOf(SHOWN_STATES).optional(),
  service: severalOf(SERVICE_NAMES).optional(),
  visitId: z.uuid().optional(),
  differs: z.literal('true').optional(),
});
const kindName = z
  .string()
  .regex(/^[a-z]+(?:\.[a-z-]+)+$/)
  .max(60);
const channelName = z
  .string()
  .regex(/^[a-z]+\.[a-zA-Z]+$/)
  .max(60);
/** What narrows the list; every member is optional and all of them hold together. */
export const messageFilter = z.strictObject({
  query: searchBody.shape.query.optional(),
  state: z.array(z.enum(SHOWN_STATES)).min(1).max(SHOWN_STATES.length).optional(),
  service: z.array(z.enum(SERVICE_NAMES)).min(1).max(SERVICE_NAMES.length).optional(),
  kind: z.array(kindName).min(1).max(30).optional(),
  channel: z.array(channelName).min(1).max(30).optional(),
  refusal: z.string().trim().min(3).max(200).optional(),
  visitId: z.uuid().optional(),
  differs: z.boolean().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type MessageFilterInput = z.infer<typeof messageFilter>;
const messageSearch = messageFilter
  .extend({ limit: searchBody.shape.limit, cursor: searchBody.shape.cursor })
  .meta({ id: 'MessageSearch' });
const countsBody = messageFilter.meta({ id: 'MessageFilter' });

export function messageRoutes(app: TitianApp, deps: MessageRouteDeps): void {
  const recordList = (tx: FacilityTx, actor: Actor, subjectId: string) =>
    deps.audit.record(tx, { actor, action: 'message.list', subjectType: 'messages', subjectId });
  const list = async (
    actor: Actor,
    query: MessageQuery,
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ) => {
    const { items, next } = await deps.browser.list(actor, query, { before: placeOf(cursor), limit });
    return { items: items.map(mutableRow), nextCursor: next === null ? null : `${next.at}_${next.id}` };
  };

  app.get(
    '/messages',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Messages to BPJS, newest first',
        description:
          '`state` and `service` take several values separated by commas; `differs` leaves those of which BPJS holds something else. A page may be ' +
          'short and still have a `nextCursor`: a look goes through a bounded number of messages. What a person types to find somebody, and every ' +
          'other filter, goes to `POST /messages/search`.',
        querystring: listQuery,
        response: { 200: messagePage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async ({ actor, query: { state, service, visitId, differs, cursor, limit } }) => {
      await deps.db.withFacility(actor.facilityId, (tx) => recordList(tx, actor, visitId ?? 'all'));
      return list(
        actor,
        {
          ...ALL,
          states: state === undefined ? null : valuesOf(state, SHOWN_STATES),
          services: service === undefined ? null : valuesOf(service, SERVICE_NAMES),
          subjectIds: visitId === undefined ? null : [visitId],
          isDifferent: differs !== undefined,
        },
        { cursor, limit },
      );
    },
  );

  app.post(
    '/messages/search',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Find messages to BPJS',
        description:
          '`query` is a visit, queue or SEP number, booking code, card, NIK, record number or name; `refusal` is a code or words of a refusal, ' +
          'ours or those of BPJS. By POST so that none of them stands in an address; it changes nothing and needs no Idempotency-Key.',
        body: messageSearch,
        response: { 200: messagePage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person', idempotent: false },
    },
    async ({ actor, body: { limit = USUAL_PAGE, cursor, ...filter } }) => {
      const query = await deps.db.withFacility(actor.facilityId, async (tx) => {
        await recordList(tx, actor, filter.visitId ?? 'all');
        return queryOf(deps, tx, filter);
      });
      return list(actor, query, { cursor, limit });
    },
  );

  app.post(
    '/messages/counts',
    {
      schema: {
        tags: ['gateway'],
        summary: 'How many messages stand behind each filter',
        description:
          'Takes the filters of `POST /messages/search`; each filter counts what the others leave. What needs somebody is always counted whole; ' +
          'of the others the newest 20,000 (`isComplete` false when there are more). Names nobody. Needs no Idempotency-Key.',
        body: countsBody,
        response: { 200: messageCounts, ...errorResponses },
      },
      config: { access: 'message-read', idempotent: false },
    },
    async ({ actor, body }) => {
      const query = await deps.db.withFacility(actor.facilityId, async (tx) => {
        // Numbers alone tell of nobody, unless they were asked for somebody.
        if (body.query !== undefined || body.visitId !== undefined) await recordList(tx, actor, body.visitId ?? 'all');
        return queryOf(deps, tx, body);
      });
      return mutableCounts(await deps.browser.counts(actor, query));
    },
  );

  app.get(
    '/messages/:id',
    {
      schema: {
        tags: ['gateway'],
        summary: 'One message with its lane, its history and why it waits',
        description: 'The exact request and answer are opened by `POST /messages/{id}/payload`, with a reason.',
        params: idParam,
        response: { 200: messageDetail, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async (request) => mutableDetail(await deps.browser.detail(request.actor, request.params.id)),
  );

  app.post(
    '/messages/:id/payload',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Open what was sent and answered, byte for byte',
        description:
          "Reads a patient's data: every opening stands in the audit trail with its reason. Secrets of the headers are never kept. Raw answers " +
          'are kept for 90 days, the exact bodies of the attempts longer. Needs no Idempotency-Key.',
        params: idParam,
        body: reasonBody,
        response: { 200: messagePayload, ...errorResponses },
      },
      config: { access: 'message-open', audit: 'read-person', idempotent: false, ratePerMinute: PAYLOADS_PER_MINUTE },
    },
    async ({ actor, params, body }) => mutablePayload(await deps.openPayload(actor, params.id, body.reason)),
  );

  const act = async (
    actor: Actor,
    messageId: string,
    { action, reason, work }: { action: keyof typeof HAND_WORDS; reason: string; work: () => Promise<unknown> },
  ) => {
    await deps.db.withFacility(actor.facilityId, (tx) =>
      deps.audit.record(tx, {
        actor,
        action: `message.${action}`,
        subjectType: 'message',
        subjectId: messageId,
        reason,
      }),
    );
    await byHand(work);
    return mutableDetail(await deps.browser.detail(actor, messageId));
  };

  app.post(
    '/messages/:id/resend',
    {
      schema: {
        tags: ['gateway'],
        ...HAND_WORDS.resend,
        params: idParam,
        body: resendBody,
        response: { 200: messageDetail, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    ({ actor, params: { id }, body: { reason, seenAttempt } }) =>
      act(actor, id, {
        action: 'resend',
        reason,
        work: () => deps.resend(actor.facilityId, { messageId: id, by: nameOf(actor), reason, seenAttempt }),
      }),
  );

  for (const action of ['cancel', 'confirm'] as const) {
    app.post(
      `/messages/:id/${action}`,
      {
        schema: {
          tags: ['gateway'],
          ...HAND_WORDS[action],
          params: idParam,
          body: reasonBody,
          response: { 200: messageDetail, ...errorResponses },
        },
        config: { access: 'message-manage', audit: 'write' },
      },
      ({ actor, params: { id }, body: { reason } }) =>
        act(actor, id, {
          action,
          reason,
          work: () => deps.outbox[action](actor.facilityId, id, nameOf(actor), reason),
        }),
    );
  }
}

const HAND_WORDS = {
  resend: {
    summary: 'Send a refused or held message again',
    description:
      'Safe to press twice. What may have arrived is read back before anything is sent, where BPJS can be asked. Where it cannot (`confirmable`), ' +
      '`seenAttempt` names the last attempt of the message as it was shown: a person has looked for that one at BPJS and found nothing.',
  },
  cancel: {
    summary: 'Cancel a message that has not been sent',
    description: 'A message that may have arrived cannot be cancelled; it is read back first.',
  },
  confirm: {
    summary: 'Say that BPJS holds what nobody can read back',
    description:
      'Only for messages held because BPJS offers no way to read them; a person has looked there. Safe to press twice.',
  },
} as const;

const resendBody = reasonBody.extend({ seenAttempt: z.uuid().optional() }).meta({ id: 'ResendMessage' });

const ALL: MessageQuery = {
  states: null,
  services: null,
  kinds: null,
  channels: null,
  subjectIds: null,
  refusal: null,
  isDifferent: false,
  from: null,
  until: null,
};

/** Looks up whom the typed text means; a chosen visit goes before it. */
export async function queryOf(
  deps: Pick<MessageRouteDeps, 'findSubjects'>,
  tx: FacilityTx,
  filter: MessageFilterInput,
): Promise<MessageQuery> {
  const { query, visitId } = filter;
  const typed = query === undefined || visitId !== undefined ? null : await deps.findSubjects(tx, query);
  return {
    states: filter.state ?? null,
    services: filter.service ?? null,
    kinds: filter.kind ?? null,
    channels: filter.channel ?? null,
    subjectIds: visitId === undefined ? typed : [visitId],
    refusal: filter.refusal ?? null,
    isDifferent: filter.differs === true,
    from: filter.from === undefined ? null : new Date(filter.from),
    until: filter.until === undefined ? null : new Date(filter.until),
  };
}

/** The schema has let only these through. */
function valuesOf<T extends string>(text: string, values: readonly T[]): readonly T[] {
  const wanted = new Set(text.split(','));
  return values.filter((value) => wanted.has(value));
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [at = '', id] = cursor.split('_');
  if (!INSTANT.test(at) || Number.isNaN(Date.parse(at)) || !z.uuid().safeParse(id).success || id === undefined)
    throw inputError('cursor', cursor, 'Mulai lagi dari halaman pertama.');
  return { at, id };
}

// Routes of the gateway: health of BPJS, message browser, resend and cancel by hand, pausing a channel.
import { z } from 'zod';
import { OutboxError, type Outbox } from '@titian/outbox';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, MAX_PAGE, type TitianApp } from '../../platform/http/index.ts';
import { SERVICE_NAMES } from '@titian/contract';
import { ROLES } from '../../platform/permissions.ts';
import type { Browser, MessageDetailView } from './browser.ts';
import { SERVICE_STATES } from './health.ts';
import { SHOWN_STATES, storedStates } from './shown.ts';
import type { BpjsStatus } from './status.ts';
import type { FacilityId } from '../../platform/ids.ts';

export interface GatewayRouteDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly browser: Browser;
  readonly status: (facilityId: FacilityId, options?: { fresh?: boolean }) => Promise<BpjsStatus>;
  /** Visits by number, booking code or name, for the search field; null = the text names nothing in particular. */
  readonly findSubjects: (tx: FacilityTx, text: string) => Promise<readonly string[]>;
}

const instant = z.string();
const explanation = z.strictObject({
  apa: z.string(),
  arti: z.string(),
  langkah: z.string(),
  peran: z.enum(ROLES).nullable(),
});
const messageRow = z
  .strictObject({
    id: z.uuid(),
    service: z.string(),
    channel: z.string(),
    kind: z.string(),
    label: z.string(),
    visitId: z.uuid().nullable(),
    subject: z.string(),
    class: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    state: z.enum(SHOWN_STATES),
    attempts: z.int(),
    enqueuedAt: instant,
    nextAt: instant.nullable(),
    deadlineAt: instant.nullable(),
    lastCode: z.string().nullable(),
    lastMessage: z.string().nullable(),
    explanation: explanation.nullable(),
  })
  .meta({ id: 'MessageRow' });
const messagePage = z
  .strictObject({ items: z.array(messageRow), nextCursor: z.string().nullable() })
  .meta({ id: 'MessagePage' });
const messageDetail = z
  .strictObject({
    message: messageRow,
    lane: z.array(messageRow),
    attempts: z.array(
      z.strictObject({
        id: z.uuid(),
        startedAt: instant,
        endedAt: instant.nullable(),
        outcome: z.string().nullable(),
        code: z.string().nullable(),
        bpjsMessage: z.string().nullable(),
        request: z.unknown(),
        response: z.unknown(),
      }),
    ),
    payloadVisible: z.boolean(),
  })
  .meta({ id: 'MessageDetail' });
const bpjsHealth = z
  .strictObject({
    services: z.array(
      z.strictObject({
        service: z.enum(SERVICE_NAMES),
        state: z.enum(SERVICE_STATES),
        since: instant.nullable(),
        lastGoodAt: instant.nullable(),
        lastTriedAt: instant.nullable(),
        waiting: z.int(),
        unknown: z.int(),
        refused: z.int(),
        parked: z.int(),
        deliveredSinceRecovery: z.int(),
        channels: z.array(
          z.strictObject({
            id: z.string(),
            group: z.string(),
            state: z.enum(['open', 'half-open', 'closed', 'paused']),
            pausedReason: z.string().nullable(),
            inFlight: z.int(),
            limit: z.number(),
            waiting: z.int(),
            latencyMs: z.number().nullable(),
          }),
        ),
      }),
    ),
    asOf: instant,
  })
  .meta({ id: 'BpjsHealth' });

const reasonBody = z.strictObject({ reason: z.string().trim().min(3).max(300) });
const channelParam = z.strictObject({ id: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/) });
const listQuery = z.strictObject({
  state: z.string().max(200).optional(),
  service: z.string().max(100).optional(),
  visitId: z.uuid().optional(),
  q: z.string().trim().max(120).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

export function gatewayRoutes(app: TitianApp, deps: GatewayRouteDeps): void {
  const healthNow = async (facilityId: FacilityId) => mutableStatus(await deps.status(facilityId, { fresh: true }));

  app.get(
    '/bpjs/health',
    {
      schema: {
        tags: ['gateway'],
        summary: 'How each BPJS service is doing for this facility',
        description:
          'One entry per service with its channels; `lastGoodAt` says how old the last good answer is, `lastTriedAt` how old ' +
          'the newest evidence.',
        response: { 200: bpjsHealth, ...errorResponses },
      },
      config: { access: 'bpjs-health' },
    },
    async (request) => mutableStatus(await deps.status(request.actor.facilityId)),
  );

  app.get(
    '/messages',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Messages to BPJS, newest first',
        description:
          '`state` and `service` take several values separated by commas; `q` is a visit number, booking code or name.',
        querystring: listQuery,
        response: { 200: messagePage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async (request) => {
      const { actor, query } = request;
      const subjectIds = await deps.db.withFacility(actor.facilityId, async (tx) => {
        await deps.audit.record(tx, {
          actor,
          action: 'message.list',
          subjectType: 'messages',
          subjectId: query.visitId ?? 'all',
        });
        if (query.visitId !== undefined) return [query.visitId];
        return query.q === undefined || query.q === '' ? null : deps.findSubjects(tx, query.q);
      });
      const wanted = query.state === undefined ? null : statesOf(query.state);
      const { items, next } = await deps.browser.list(actor, {
        states: wanted === null ? null : storedStates(wanted),
        services: query.service === undefined ? null : servicesOf(query.service),
        subjectIds,
        before: cursorOf(query.cursor),
        limit: query.limit,
      });
      // Some states are stored under another's name; what was not asked for is left out of the page.
      const shown = wanted === null ? items : items.filter((item) => wanted.includes(item.state));
      return { items: shown.map(mutableRow), nextCursor: next === null ? null : `${next.at.toISOString()}_${next.id}` };
    },
  );

  app.get(
    '/messages/:id',
    {
      schema: {
        tags: ['gateway'],
        summary: 'One message with its lane and attempts',
        description:
          'Request and answer are opened only for the permission `message-payload`; opening them is in the audit trail.',
        params: idParam,
        response: { 200: messageDetail, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async (request) => mutableDetail(await deps.browser.detail(request.actor, request.params.id)),
  );

  for (const action of ['resend', 'cancel'] as const) {
    app.post(
      `/messages/:id/${action}`,
      {
        schema: {
          tags: ['gateway'],
          summary:
            action === 'resend' ? 'Send a refused or held message again' : 'Cancel a message that has not been sent',
          description:
            action === 'resend'
              ? 'Safe to press twice. What may have arrived is read back before anything is sent.'
              : 'A message that may have arrived cannot be cancelled; it is read back first.',
          params: idParam,
          body: reasonBody,
          response: { 200: messageDetail, ...errorResponses },
        },
        config: { access: 'message-manage', audit: 'write' },
      },
      async (request) => {
        const { actor } = request;
        const messageId = request.params.id;
        const { reason } = request.body;
        await deps.db.withFacility(actor.facilityId, (tx) =>
          deps.audit.record(tx, {
            actor,
            action: `message.${action}`,
            subjectType: 'message',
            subjectId: messageId,
            reason,
          }),
        );
        await byHand(() => deps.outbox[action](actor.facilityId, messageId, nameOf(actor), reason));
        return mutableDetail(await deps.browser.detail(actor, messageId));
      },
    );
  }

  for (const action of ['pause', 'resume'] as const) {
    app.post(
      `/channels/:id/${action}`,
      {
        schema: {
          tags: ['gateway'],
          summary: action === 'pause' ? 'Hold back a channel' : 'Let a channel go on',
          params: channelParam,
          body: reasonBody,
          response: { 200: bpjsHealth, ...errorResponses },
        },
        config: { access: 'channel-manage', audit: 'write' },
      },
      async (request) => {
        const { actor } = request;
        const channel = request.params.id;
        const { reason } = request.body;
        if (!SERVICE_NAMES.some((service) => channel.startsWith(`${service}.`))) throw notFound('channel');
        await deps.db.withFacility(actor.facilityId, (tx) =>
          deps.audit.record(tx, {
            actor,
            action: `channel.${action}`,
            subjectType: 'channel',
            subjectId: channel,
            reason,
          }),
        );
        const act = action === 'pause' ? deps.outbox.pauseChannel : deps.outbox.resumeChannel;
        await act(actor.facilityId, channel, nameOf(actor), reason);
        return healthNow(actor.facilityId);
      },
    );
  }
}

/** The outbox keeps who did it in the clear: the account's id, not the person's name. */
export function nameOf(actor: Actor): string {
  return `${actor.kind}:${actor.id}`;
}

/** What the outbox refuses is an answer to the person, not a fault. */
export async function byHand(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OutboxError)) throw error;
    if (error.code === 'OUTBOX_NO_MESSAGE') throw notFound('message');
    throw conflict(`DOMAIN_${error.code}`, error.message, HAND_TEXTS[error.code] ?? HAND_TEXTS['OUTBOX_SETTLED']);
  }
}

const HAND_TEXTS: Readonly<Record<string, { message: string; meaning: string; nextStep: string }>> = {
  OUTBOX_SETTLED: {
    message: 'Pesan ini sudah selesai.',
    meaning: 'Tidak ada yang dikirim lagi.',
    nextStep: 'Muat ulang untuk melihat keadaan terakhir.',
  },
  OUTBOX_BUSY: {
    message: 'Pesan sedang dikirim.',
    meaning: 'Hasilnya segera diketahui.',
    nextStep: 'Tunggu sebentar, lalu lihat lagi.',
  },
  OUTBOX_UNCERTAIN: {
    message: 'Belum pasti apakah pesan ini sudah sampai di BPJS.',
    meaning: 'Pesan tidak dapat dibatalkan sebelum BPJS ditanya.',
    nextStep: 'Tunggu; Titian menanyakan BPJS dan memutuskan sendiri.',
  },
  OUTBOX_LANE_BLOCKED: {
    message: 'Pesan lain dari kunjungan ini menahan urutan.',
    meaning: 'Pesan ini menyusul sesudah yang menahan selesai.',
    nextStep: 'Selesaikan dahulu pesan yang ditolak atau ditahan di atasnya.',
  },
};

function statesOf(text: string) {
  return text.split(',').map((part) => {
    const state = SHOWN_STATES.find((candidate) => candidate === part.trim());
    if (state === undefined) throw inputError('state', part, `Pilih dari: ${SHOWN_STATES.join(', ')}.`);
    return state;
  });
}

function servicesOf(text: string) {
  return text.split(',').map((part) => {
    const service = SERVICE_NAMES.find((candidate) => candidate === part.trim());
    if (service === undefined) throw inputError('service', part, `Pilih dari: ${SERVICE_NAMES.join(', ')}.`);
    return service;
  });
}

function cursorOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [at, id] = cursor.split('_');
  const date = new Date(at ?? '');
  if (Number.isNaN(date.getTime()) || !z.uuid().safeParse(id).success || id === undefined)
    throw inputError('cursor', cursor, 'Mulai lagi dari halaman pertama.');
  return { at: date, id };
}

// The schemas' arrays are plain, the views' are readonly: copies at the border keep both honest.
const mutableRow = (row: MessageDetailView['message']) => ({
  ...row,
  explanation: row.explanation === null ? null : { ...row.explanation },
});
const mutableDetail = (detail: MessageDetailView) => ({
  message: mutableRow(detail.message),
  lane: detail.lane.map(mutableRow),
  attempts: detail.attempts.map((attempt) => ({ ...attempt })),
  payloadVisible: detail.payloadVisible,
});
const mutableStatus = (status: BpjsStatus) => ({
  services: status.services.map((service) => ({
    ...service,
    channels: service.channels.map((channel) => ({ ...channel })),
  })),
  asOf: status.asOf,
});

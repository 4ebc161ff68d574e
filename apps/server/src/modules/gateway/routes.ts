// Routes of the gateway: health of BPJS, message browser, resend and cancel by hand, pausing a channel.
import { z } from 'zod';
import { OutboxError, type Outbox } from '@titian/outbox';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Db, FacilityTx } from '../../platform/db/index.ts';
import { conflict, inputError, notFound } from '../../platform/errors.ts';
import { errorResponses, idParam, page, searchBody, USUAL_PAGE, type TitianApp } from '../../platform/http/index.ts';
import { SERVICE_NAMES, type Service } from '@titian/contract';
import type { Browser } from './browser.ts';
import type { Comparison } from './comparison.ts';
import { differenceRoutes } from './difference-routes.ts';
import type { Resend } from './resend.ts';
import { SHOWN_STATES, storedStates, type ShownState } from './shown.ts';
import {
  bpjsHealth,
  messageDetail,
  messagePage,
  mutableDetail,
  mutableRow,
  mutableStatus,
  reasonBody,
} from './shapes.ts';
import type { BpjsStatus } from './status.ts';
import type { FacilityId } from '../../platform/ids.ts';

export interface GatewayRouteDeps {
  readonly db: Db;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly resend: Resend;
  readonly browser: Browser;
  readonly comparison: Comparison;
  readonly status: (facilityId: FacilityId, options?: { fresh?: boolean }) => Promise<BpjsStatus>;
  /** Visits by number, booking code or name, for the search field; null = the text names nothing in particular. */
  readonly findSubjects: (tx: FacilityTx, text: string) => Promise<readonly string[]>;
}

const channelParam = z.strictObject({ id: z.string().regex(/^[a-z]+\.[a-zA-Z]+$/) });
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
const messageSearch = searchBody
  .extend({
    state: z.array(z.enum(SHOWN_STATES)).min(1).max(SHOWN_STATES.length).optional(),
    service: z.array(z.enum(SERVICE_NAMES)).min(1).max(SERVICE_NAMES.length).optional(),
  })
  .meta({ id: 'MessageSearch' });
interface Wanted {
  readonly states: readonly ShownState[] | null;
  readonly services: readonly Service[] | null;
  readonly isDifferent: boolean;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export function gatewayRoutes(app: TitianApp, deps: GatewayRouteDeps): void {
  const recordList = (tx: FacilityTx, actor: Actor, subjectId: string) =>
    deps.audit.record(tx, { actor, action: 'message.list', subjectType: 'messages', subjectId });
  const list = async (actor: Actor, wanted: Wanted, subjectIds: readonly string[] | null) => {
    const { states, services } = wanted;
    const { items, next } = await deps.browser.list(actor, {
      states: states === null ? null : storedStates(states),
      services,
      subjectIds,
      isDifferent: wanted.isDifferent,
      before: cursorOf(wanted.cursor),
      limit: wanted.limit,
    });
    // Some states are stored under another's name; what was not asked for is left out of the page.
    const shown = states === null ? items : items.filter((item) => states.includes(item.state));
    return { items: shown.map(mutableRow), nextCursor: next === null ? null : `${next.at.toISOString()}_${next.id}` };
  };
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
          '`state` and `service` take several values separated by commas; `differs` leaves those of which BPJS holds something else. What a person types to find somebody goes to ' +
          '`POST /messages/search`.',
        querystring: listQuery,
        response: { 200: messagePage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async ({ actor, query: { state, service, visitId, differs, cursor, limit } }) => {
      await deps.db.withFacility(actor.facilityId, (tx) => recordList(tx, actor, visitId ?? 'all'));
      const wanted: Wanted = {
        states: state === undefined ? null : valuesOf(state, SHOWN_STATES),
        services: service === undefined ? null : valuesOf(service, SERVICE_NAMES),
        isDifferent: differs !== undefined,
        cursor,
        limit,
      };
      return list(actor, wanted, visitId === undefined ? null : [visitId]);
    },
  );

  app.post(
    '/messages/search',
    {
      schema: {
        tags: ['gateway'],
        summary: 'Find messages to BPJS',
        description:
          '`query` is a visit number, booking code, card, record number or name. By POST so that none of them stands in an address; it ' +
          'changes nothing and needs no Idempotency-Key.',
        body: messageSearch,
        response: { 200: messagePage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person', idempotent: false },
    },
    async ({ actor, body: { query, state, service, cursor, limit = USUAL_PAGE } }) => {
      const subjectIds = await deps.db.withFacility(actor.facilityId, async (tx) => {
        await recordList(tx, actor, 'all');
        return deps.findSubjects(tx, query);
      });
      const wanted = { states: state ?? null, services: service ?? null, isDifferent: false, cursor, limit };
      return list(actor, wanted, subjectIds);
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

  for (const action of ['resend', 'cancel', 'confirm'] as const) {
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
        const by = nameOf(actor);
        await byHand(() =>
          action === 'resend'
            ? deps.resend(actor.facilityId, { messageId, by, reason })
            : deps.outbox[action](actor.facilityId, messageId, by, reason),
        );
        return mutableDetail(await deps.browser.detail(actor, messageId));
      },
    );
  }

  differenceRoutes(app, deps);

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

const HAND_WORDS = {
  resend: {
    summary: 'Send a refused or held message again',
    description:
      'Safe to press twice. What may have arrived is read back before anything is sent, where BPJS can be asked.',
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
  OUTBOX_READABLE: {
    message: 'Pesan ini tidak dapat ditandai diterima dengan tangan.',
    meaning: 'BPJS dapat ditanya tentang pesan ini, atau sudah menjawab.',
    nextStep: 'Pilih kirim ulang; Titian bertanya dahulu ke BPJS sebelum mengirim.',
  },
  OUTBOX_EXPIRED: {
    message: 'Batas waktu BPJS (H+7) sudah lewat.',
    meaning:
      'BPJS tidak menerima lagi antrean dan Task ID kunjungan ini, jadi mengirim ulang pasti gagal. Catatan kita tetap tersimpan.',
    nextStep: 'Tidak perlu dikirim ulang. Laporkan ke penanggung jawab mutu; kunjungan ini tetap tampil belum lengkap.',
  },
  OUTBOX_LANE_BLOCKED: {
    message: 'Pesan lain dari kunjungan ini menahan urutan.',
    meaning: 'Pesan ini menyusul sesudah yang menahan selesai.',
    nextStep: 'Selesaikan dahulu pesan yang ditolak atau ditahan di atasnya.',
  },
};

/** The schema has let only these through. */
function valuesOf<T extends string>(text: string, values: readonly T[]): readonly T[] {
  const wanted = new Set(text.split(','));
  return values.filter((value) => wanted.has(value));
}

function cursorOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [at, id] = cursor.split('_');
  const date = new Date(at ?? '');
  if (Number.isNaN(date.getTime()) || !z.uuid().safeParse(id).success || id === undefined)
    throw inputError('cursor', cursor, 'Mulai lagi dari halaman pertama.');
  return { at: date, id };
}

// Routes of reconciliation: days with their runs, open differences with both sides, asking for a comparison, and repairing.
import { z } from 'zod';
import { inputError } from '../../platform/errors.ts';
import { errorResponses, page, type TitianApp } from '../../platform/http/index.ts';
import { maskIdentity } from '../peserta/index.ts';
import { ACTIONS, addDays, FINDINGS, SUBJECTS } from './rules.ts';
import { REPAIRED, type FindingView, type ReconciliationService } from './service.ts';
import type { Run } from './store.ts';

export interface ReconciliationRouteDeps {
  readonly reconciliation: ReconciliationService;
  readonly today: (facilityId: Parameters<ReconciliationService['days']>[0]['facilityId']) => Promise<string>;
}

const RUN_STATES = ['menunggu', 'berjalan', 'selesai', 'gagal'] as const;
const FINDING_STATES = ['terbuka', 'diterima', 'diperbaiki', 'hilang'] as const;
const OCCASIONS = ['D', 'D+1', 'D+3', 'D+6', 'gangguan', 'manual', 'pulih'] as const;
/** Two weeks fill the strip: a week in which BPJS takes corrections, and the week before. */
const DAYS_SHOWN = 14;
const DAYS_MAX = 62;
/** A person decides about what fits on a screen or two. */
const REPAIR_MAX = 200;

const count = z.strictObject({
  subject: z.enum(SUBJECTS),
  compared: z.int(),
  postponed: z.int(),
  found: z.int(),
});
const run = z
  .strictObject({
    id: z.string(),
    date: z.string(),
    occasion: z.enum(OCCASIONS),
    state: z.enum(RUN_STATES),
    counts: z.array(count),
    plannedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    requestedBy: z.string().nullable(),
    trouble: z.string().nullable(),
  })
  .meta({ id: 'ReconciliationRun' });
const days = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    days: z.array(z.strictObject({ date: z.string(), open: z.int(), runs: z.array(run) })),
  })
  .meta({ id: 'ReconciliationDays' });
const finding = z
  .strictObject({
    id: z.string(),
    date: z.string(),
    subject: z.enum(SUBJECTS),
    finding: z.enum(FINDINGS),
    state: z.enum(FINDING_STATES),
    /** Booking code, letter number or number of P-Care: what BPJS's own application shows it by. */
    key: z.string(),
    visit: z
      .strictObject({ id: z.string(), kodeBooking: z.string(), nomorAntrean: z.string(), namaPoli: z.string() })
      .nullable(),
    fields: z.array(z.strictObject({ field: z.string(), ours: z.string().nullable(), theirs: z.string().nullable() })),
    sender: z.strictObject({ source: z.string().nullable(), at: z.iso.datetime().nullable() }),
    actions: z.array(z.enum(ACTIONS)),
    foundAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
    judgement: z
      .strictObject({ action: z.enum(ACTIONS), by: z.string(), reason: z.string(), at: z.iso.datetime() })
      .nullable(),
  })
  .meta({ id: 'ReconciliationFinding' });
const findingPage = z
  .strictObject({ items: z.array(finding), nextCursor: z.string().nullable() })
  .meta({ id: 'ReconciliationFindingPage' });

const ids = z.array(z.uuid()).min(1).max(REPAIR_MAX);
const repairResult = z
  .strictObject({
    results: z.array(z.strictObject({ id: z.string(), result: z.enum(REPAIRED), text: z.string().nullable() })),
  })
  .meta({ id: 'ReconciliationRepair' });

export function reconciliationRoutes(app: TitianApp, { reconciliation, today }: ReconciliationRouteDeps): void {
  const tag = { tags: ['reconciliation'] };

  app.get(
    '/reconciliation',
    {
      schema: {
        ...tag,
        summary: 'Days with their comparisons and how much is open',
        querystring: z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
        response: { 200: days, ...errorResponses },
      },
      config: { access: 'message-read' },
    },
    async ({ actor, query }) => {
      const to = query.to ?? (await today(actor.facilityId));
      const from = query.from ?? addDays(to, 1 - DAYS_SHOWN);
      if (from > to || addDays(from, DAYS_MAX) < to)
        throw inputError('from', from, `Pilih rentang paling lama ${DAYS_MAX} hari.`);
      const found = await reconciliation.days(actor, from, to);
      const open = new Map(found.open.map((day) => [day.date, day.open]));
      const runs = Map.groupBy(found.runs, ({ date }) => date);
      const list: z.input<typeof days>['days'] = [];
      for (let date = from; date <= to; date = addDays(date, 1))
        list.push({ date, open: open.get(date) ?? 0, runs: (runs.get(date) ?? []).map(runView) });
      return { from, to, days: list };
    },
  );

  app.get(
    '/reconciliation/findings',
    {
      schema: {
        ...tag,
        summary: 'Differences between our record and BPJS',
        description: 'Both sides field by field; a card number only by its last digits.',
        querystring: page.extend({
          from: z.iso.date(),
          to: z.iso.date(),
          state: z.enum(FINDING_STATES).optional(),
        }),
        response: { 200: findingPage, ...errorResponses },
      },
      config: { access: 'message-read', audit: 'read-person' },
    },
    async ({ actor, query: { from, to, state, cursor, limit } }) => {
      const after = z.uuid().safeParse(cursor);
      const items = await reconciliation.findings(actor, {
        from,
        to,
        state: state ?? null,
        after: after.success ? after.data : null,
        limit,
      });
      return { items: items.map(findingView), nextCursor: items.length < limit ? null : (items.at(-1)?.id ?? null) };
    },
  );

  app.post(
    '/reconciliation/runs',
    {
      schema: {
        ...tag,
        summary: 'Compare a day with BPJS now',
        description: 'Reads only. One that waits or runs for this day already is the answer.',
        body: z.strictObject({ date: z.iso.date() }),
        response: { 200: run, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async ({ actor, body }) => {
      if (body.date > (await today(actor.facilityId)))
        throw inputError('date', body.date, 'Pilih hari ini atau hari sebelumnya.');
      return runView(await reconciliation.request(actor, body.date));
    },
  );

  app.post(
    '/reconciliation/repair',
    {
      schema: {
        ...tag,
        summary: 'Repair or accept differences',
        description:
          'By name and with a reason. `kirim-ulang` asks BPJS first and sends only what it does not show; `catat-bpjs` writes down what BPJS holds and ' +
          'changes no observed time; `terima` leaves both sides as they are.',
        body: z.strictObject({ ids, action: z.enum(ACTIONS), reason: z.string().trim().min(5).max(500) }),
        response: { 200: repairResult, ...errorResponses },
      },
      config: { access: 'message-manage', audit: 'write' },
    },
    async ({ actor, body }) => ({
      results: (
        await reconciliation.repair(actor, [...new Set(body.ids)], { action: body.action, reason: body.reason })
      ).map((one) => ({ ...one })),
    }),
  );
}

function runView(one: Run): z.input<typeof run> {
  return {
    id: one.id,
    date: one.date,
    occasion: one.occasion,
    state: one.state,
    counts: SUBJECTS.flatMap((subject) => {
      const counts = one.counts[subject];
      return counts === undefined ? [] : [{ subject, ...counts }];
    }),
    plannedAt: one.plannedAt.toISOString(),
    startedAt: one.startedAt?.toISOString() ?? null,
    finishedAt: one.finishedAt?.toISOString() ?? null,
    requestedBy: one.requestedBy,
    trouble: one.trouble,
  };
}

function findingView(one: FindingView): z.input<typeof finding> {
  const { divergence, visit, judgement, judgedAt, action } = one;
  return {
    id: one.id,
    date: one.date,
    subject: one.subject,
    finding: one.finding,
    state: one.state,
    key: one.subject === 'sep' && one.key.startsWith('visit:') ? '' : one.key,
    visit:
      visit === null
        ? null
        : {
            id: visit.id,
            kodeBooking: visit.kodeBooking,
            nomorAntrean: visit.nomorAntrean,
            namaPoli: visit.namaPoli,
          },
    fields: divergence.fields.map(({ field, ours, theirs }) =>
      field === 'nomorkartu'
        ? { field, ours: maskIdentity(ours), theirs: maskIdentity(theirs) }
        : { field, ours, theirs },
    ),
    sender: divergence.sender,
    actions: [...one.actions],
    foundAt: one.foundAt.toISOString(),
    seenAt: one.seenAt.toISOString(),
    judgement:
      judgement === null || judgedAt === null || action === null
        ? null
        : { action, by: judgement.by, reason: judgement.reason, at: judgedAt.toISOString() },
  };
}

// Routes of the Task ID desk and of the mapping from events to tasks.
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { inputError } from '../../platform/errors.ts';
import { errorResponses, idParam, page, unitCode, type TitianApp } from '../../platform/http/index.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { eventType, resepShape } from '../visit/index.ts';
import { DESK_FILTERS } from './desk.ts';
import { TASK_IDS, type TaskId } from './rules.ts';
import type { DeskRow, TimelineService } from './service.ts';
import { TASK_STATUSES, type TaskCell } from './standing.ts';
import type { HistoryEntry, HistoryKind } from './store.ts';
import { explainTask } from './texts.ts';

const taskId = z.union(TASK_IDS.map((id) => z.literal(id)));
const kodeNama = z.strictObject({ kode: z.string(), nama: z.string() });
const status = z.enum(TASK_STATUSES);

const taskCell = z.strictObject({
  task: taskId,
  expected: z.boolean(),
  observedAt: z.iso.datetime().nullable(),
  correctedAt: z.iso.datetime().nullable(),
  effectiveAt: z.iso.datetime().nullable(),
  bpjsAt: z.iso.datetime().nullable(),
  status,
  reason: z.string().nullable(),
  nextStep: z.string().nullable(),
  provenance: z.strictObject({ event: eventType, by: z.string(), sourceRef: z.string().nullable() }).nullable(),
  messageId: z.string().nullable(),
});

const taskRow = z
  .strictObject({
    visitId: z.string(),
    kodeBooking: z.string(),
    nomorAntrean: z.string(),
    nama: z.string(),
    norm: z.string(),
    poli: kodeNama,
    pasienBaru: z.boolean(),
    resep: resepShape.nullable(),
    serviceDate: z.string(),
    deadlineDate: z.string(),
    tasks: z.array(taskCell),
    booking: status,
    complete: z.boolean(),
    differs: z.boolean(),
  })
  .meta({ id: 'TaskRow' });

const taskDesk = z
  .strictObject({
    date: z.string(),
    summary: z.strictObject({
      visits: z.int(),
      complete: z.int(),
      incomplete: z.int(),
      waiting: z.int(),
      refused: z.int(),
      differs: z.int(),
    }),
    rows: z.array(taskRow),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'TaskDesk' });

const timeline = z
  .strictObject({
    row: taskRow,
    history: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        kind: z.enum(['observed', 'corrected', 'attempt', 'answer', 'difference', 'held', 'cancelled']),
        task: z.int().nullable(),
        text: z.string(),
        by: z.string().nullable(),
        bpjsCode: z.string().nullable(),
        bpjsMessage: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Timeline' });

const comparison = z
  .strictObject({
    asOf: z.iso.datetime(),
    source: z.literal('bpjs'),
    differences: z.array(
      z.strictObject({ task: z.int(), oursAt: z.iso.datetime().nullable(), bpjsAt: z.iso.datetime().nullable() }),
    ),
    timeline,
  })
  .meta({ id: 'TaskComparison' });

const mappingItem = z.strictObject({ task: taskId, patient: z.enum(['new', 'existing', 'any']), event: eventType });
const taskMapping = z.strictObject({ items: z.array(mappingItem).min(1).max(40) }).meta({ id: 'TaskMapping' });

const taskParams = z.object({ id: z.uuid(), task: z.coerce.number().int() });

/** What the catalogue says about BPJS's refusals, from the gateway. */
export type ExplainCode = (
  code: string | null,
  reason: string | null,
) => { readonly apa: string; readonly langkah: string } | null;

export interface TimelineRoutesDeps {
  readonly clock: Clock;
  readonly timeline: TimelineService;
  readonly explain: ExplainCode;
  readonly today: (facilityId: FacilityId) => Promise<string>;
}

export function timelineRoutes(app: TitianApp, deps: TimelineRoutesDeps): void {
  const view = viewOf(deps);

  app.get(
    '/task-ids',
    {
      schema: {
        tags: ['timeline'],
        summary: 'Task IDs of a day',
        description:
          'One row per visit with its tasks, both as we saw them and as BPJS holds them. `unit` is a poli code.',
        querystring: page.extend({
          date: z.iso.date().optional(),
          unit: unitCode.optional(),
          filter: z.enum(DESK_FILTERS).default('semua'),
        }),
        response: { 200: taskDesk, ...errorResponses },
      },
      config: { access: 'task-read', audit: 'read-person' },
    },
    async (request) => {
      const { date, unit, filter, cursor, limit } = request.query;
      const day = date ?? (await deps.today(request.actor.facilityId));
      const desk = await deps.timeline.desk(request.actor, {
        date: day,
        unit: unit ?? null,
        filter,
        after: cursor ?? null,
        limit,
      });
      return { ...desk, rows: desk.rows.map(view.row) };
    },
  );

  app.get(
    '/visits/:id/timeline',
    {
      schema: {
        tags: ['timeline'],
        summary: 'Timeline of a visit',
        description: 'Every time with its origin and everything that happened to it.',
        params: idParam,
        response: { 200: timeline, ...errorResponses },
      },
      config: { access: 'task-read', audit: 'read-person' },
    },
    async (request) => view.timeline(await deps.timeline.timeline(request.actor, request.params.id)),
  );

  app.post(
    '/visits/:id/tasks/:task/correction',
    {
      schema: {
        tags: ['timeline'],
        summary: 'Correct a time',
        description:
          'By a named person with a reason and the password entered again. Before BPJS has the time it changes what will be sent; afterwards it ' +
          'changes our own record only and stands as a difference, because BPJS cannot change an accepted time.',
        params: taskParams,
        body: z
          .strictObject({
            newTime: z.iso.datetime({ offset: true }),
            reason: z.string().max(300),
            password: z.string().min(1).max(200),
          })
          .meta({ id: 'Correction' }),
        response: { 200: timeline, ...errorResponses },
      },
      config: { access: 'task-correct', audit: 'write' },
    },
    async (request) => {
      const { newTime, reason, password } = request.body;
      const corrected = await deps.timeline.correct(request.actor, request.params.id, taskOf(request.params.task), {
        newTime: new Date(newTime),
        reason,
        password,
        source: request.ip,
      });
      return view.timeline(corrected);
    },
  );

  app.post(
    '/visits/:id/tasks/:task/resend',
    {
      schema: {
        tags: ['timeline'],
        summary: 'Send a time again',
        description:
          'Only a time that BPJS does not hold and that it would take; anything unclear is read back before it leaves.',
        params: taskParams,
        body: z.strictObject({ reason: z.string().trim().min(3).max(300) }),
        response: { 200: timeline, ...errorResponses },
      },
      config: { access: 'task-resend', audit: 'write' },
    },
    async (request) =>
      view.timeline(
        await deps.timeline.resend(request.actor, request.params.id, taskOf(request.params.task), request.body.reason),
      ),
  );

  app.post(
    '/visits/:id/tasks/compare',
    {
      schema: {
        tags: ['timeline'],
        summary: 'Compare with BPJS',
        description: 'Asks BPJS now which times it holds and names every difference.',
        params: idParam,
        body: z.strictObject({}),
        response: { 200: comparison, ...errorResponses },
      },
      config: { access: 'task-read', audit: 'read-person', idempotent: false },
    },
    async (request) => {
      const { asOf, differences, timeline: shown } = await deps.timeline.compare(request.actor, request.params.id);
      return {
        asOf: asOf.toISOString(),
        source: 'bpjs' as const,
        differences: differences.map(({ task, ours, bpjs }) => ({ task, oursAt: iso(ours), bpjsAt: iso(bpjs) })),
        timeline: view.timeline(shown),
      };
    },
  );

  app.get(
    '/facility/task-mapping',
    {
      schema: {
        tags: ['facility'],
        summary: 'Which event stands for which Task ID',
        description: 'The usual mapping until the facility chooses its own.',
        response: { 200: taskMapping, ...errorResponses },
      },
      config: { access: 'facility-read' },
    },
    async (request) => ({ items: (await deps.timeline.mapping(request.actor)).map(mappingOf) }),
  );

  app.put(
    '/facility/task-mapping',
    {
      schema: {
        tags: ['facility'],
        summary: 'Choose which event stands for which Task ID',
        description: 'Refused where it would report something that did not happen. Applies to events from now on.',
        body: taskMapping,
        response: { 200: taskMapping, ...errorResponses },
      },
      config: { access: 'mapping-write', audit: 'write' },
    },
    async (request) => ({ items: (await deps.timeline.saveMapping(request.actor, request.body.items)).map(mappingOf) }),
  );
}

function mappingOf(item: { task: TaskId; patient: 'new' | 'existing' | 'any'; event: string }) {
  return { task: item.task, patient: item.patient, event: eventType.parse(item.event) };
}

function taskOf(value: number): TaskId {
  const task = TASK_IDS.find((id) => id === value);
  if (task === undefined) throw inputError('task', String(value), 'Task ID yang ada: 1 sampai 7 dan 99.');
  return task;
}

const KIND_SHOWN: Readonly<Record<HistoryKind, z.infer<typeof timeline>['history'][number]['kind']>> = {
  observed: 'observed',
  repeated: 'observed',
  corrected: 'corrected',
  'own-record': 'corrected',
  answer: 'answer',
  difference: 'difference',
  held: 'held',
  resent: 'attempt',
  cancelled: 'cancelled',
};

function viewOf({ timeline: service, explain }: TimelineRoutesDeps) {
  const explained = (code: string | null): { reason: string | null; nextStep: string | null } => {
    const own = explainTask(code);
    if (own !== null) return own;
    const known = code === null ? null : explain(code, null);
    return { reason: known?.apa ?? null, nextStep: known?.langkah ?? null };
  };

  const cell = ({ task, isExpected, state, effectiveAt, status: taskStatus, reason }: TaskCell) => ({
    task,
    expected: isExpected,
    observedAt: iso(state?.observedAt),
    correctedAt: iso(state?.correctedAt),
    effectiveAt: iso(effectiveAt),
    bpjsAt: iso(state?.bpjsAt),
    status: taskStatus,
    ...explained(reason),
    provenance: provenanceOf(state),
    messageId: state?.messageId ?? null,
  });

  const row = ({ visit, nama, norm, standing }: DeskRow) => ({
    visitId: visit.id,
    kodeBooking: visit.kodeBooking,
    nomorAntrean: visit.nomorAntrean,
    nama,
    norm,
    poli: { kode: visit.kodePoli, nama: visit.namaPoli },
    pasienBaru: visit.pasienBaru,
    resep: visit.resep,
    serviceDate: visit.serviceDate,
    deadlineDate: service.deadlineDate(visit.serviceDate),
    tasks: standing.cells.map(cell),
    booking: standing.booking,
    complete: standing.isComplete,
    differs: standing.differs,
  });

  const entry = (item: HistoryEntry) => ({
    at: item.at.toISOString(),
    kind: KIND_SHOWN[item.kind],
    task: item.task,
    text: [
      textOf(item),
      item.reason,
      item.kind === 'answer' || item.kind === 'difference' ? explained(item.code).reason : null,
    ]
      .filter((part) => part !== null && part !== '')
      .join(' — '),
    by: item.actor,
    bpjsCode: item.kind === 'answer' ? item.code : null,
    bpjsMessage: null,
  });

  return {
    row,
    timeline: (shown: { row: DeskRow; history: readonly HistoryEntry[] }) => ({
      row: row(shown.row),
      history: shown.history.map(entry),
    }),
  };
}

function provenanceOf(state: TaskCell['state']) {
  const event = eventType.safeParse(state?.eventType);
  return event.success ? { event: event.data, by: state?.observedBy ?? '', sourceRef: state?.sourceRef ?? null } : null;
}

const OUTCOME_TEXT: Readonly<Record<string, string>> = {
  diterima: 'Diterima BPJS',
  'sudah-ada': 'BPJS sudah menyimpannya',
  ditolak: 'Ditolak BPJS',
  kedaluwarsa: 'Melewati batas waktu',
  dilewati: 'Tidak dikirim',
};

function textOf(item: HistoryEntry): string {
  const times = [item.oldTime, item.newTime].map((at) => (at === null ? null : wib(at)));
  switch (item.kind) {
    case 'observed':
      return `Tercatat ${times[1] ?? ''}`;
    case 'repeated':
      return `Tercatat lagi ${times[1] ?? ''}; yang pertama tetap berlaku`;
    case 'corrected':
      return `Diperbaiki dari ${times[0] ?? 'belum tercatat'} menjadi ${times[1] ?? ''}`;
    case 'own-record':
      return `Catatan kita diubah dari ${times[0] ?? 'belum tercatat'} menjadi ${times[1] ?? ''}; BPJS tetap menyimpan waktunya sendiri`;
    case 'answer':
      return OUTCOME_TEXT[item.code ?? ''] ?? 'Jawaban BPJS';
    case 'difference':
      return `Catatan kita ${times[0] ?? 'kosong'}, BPJS menyimpan ${times[1] ?? 'kosong'}`;
    case 'held':
      return `BPJS menyimpan ${times[1] ?? ''}`;
    case 'resent':
      return 'Dikirim ulang';
    case 'cancelled':
      return 'Pembatalan antrean';
  }
}

function wib(at: Date): string {
  const shown = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${shown.slice(8, 10)}-${shown.slice(5, 7)}-${shown.slice(0, 4)} ${shown.slice(11, 19)} WIB`;
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}

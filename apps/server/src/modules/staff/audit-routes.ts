// Reading the audit trail, newest first. It shows who did what to which of our ids; old and new values stay sealed here.
import { z } from 'zod';
import type { TitianApp } from '../../platform/http/index.ts';
import { page, unitCode } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/module.ts';
import type { StaffService } from './service.ts';

interface AuditEventRow {
  readonly id: string;
  readonly at: Date;
  readonly seq: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly reason_sealed: Buffer | null;
}

const auditEvent = z
  .object({
    id: z.uuid(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });

/** `antreanrs.antrean`: a subject of the trail that is no row. */
const channelName = z.string().regex(/^[a-z]+\.[A-Za-z]+$/);

const query = page.extend({
  // As they stand in the trail: `visit.list`; an id, a day, a channel. Neither takes what a person would type.
  action: z
    .string()
    .regex(/^[a-z-]+(?:\.[a-z-]+)*$/)
    .max(60)
    .optional(),
  subjectId: z.union([z.uuid(), z.iso.date(), channelName, unitCode]).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

const SELECT = `
  SELECT id, at, seq, actor_kind, actor_id, action, subject_type, subject_id, reason_sealed
    FROM audit_events
   WHERE facility_id = $1 AND ($2::bigint IS NULL OR seq < $2) AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR subject_id = $4)
   ORDER BY seq DESC LIMIT $5`;

export function auditRoutes(app: TitianApp, platform: Platform, staff: StaffService): void {
  const { db, sealer } = platform;
  app.get(
    '/audit',
    {
      config: { access: 'audit-read' },
      schema: {
        summary: 'The audit trail of this facility',
        tags: ['audit'],
        querystring: query,
        response: { 200: z.object({ items: z.array(auditEvent), nextCursor: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { facilityId } = request.actor;
      const { limit, cursor, action, subjectId } = request.query;
      const names = await staff.namesOf(facilityId);
      const found = await db.withFacility(facilityId, async (tx) => {
        const rows = await tx.query<AuditEventRow>(SELECT, [
          facilityId,
          cursor ?? null,
          action ?? null,
          subjectId ?? null,
          limit + 1,
        ]);
        const items = [];
        for (const row of rows.slice(0, limit)) {
          const reason =
            row.reason_sealed === null
              ? null
              : await sealer.openText(
                  tx,
                  { table: 'audit_events', column: 'reason', rowId: row.id },
                  row.reason_sealed,
                );
          items.push({
            id: row.id,
            at: row.at.toISOString(),
            actor: names.get(row.actor_id) ?? `${row.actor_kind} ${row.actor_id}`,
            action: row.action,
            subjectType: row.subject_type,
            subjectId: row.subject_id,
            reason,
          });
        }
        return { items, last: rows[limit - 1], hasMore: rows.length > limit };
      });
      return { items: found.items, nextCursor: found.hasMore && found.last ? found.last.seq : null };
    },
  );
}

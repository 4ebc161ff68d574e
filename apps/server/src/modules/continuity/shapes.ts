// Shapes of continuity mode at our API (docs/api/openapi.json is made from them).
import { z } from 'zod';
import { visitRow } from '../visit/index.ts';
import { CHOICES, DECISIONS, GROUNDS, RESOLUTIONS, VERIFICATIONS } from './rules.ts';
import { LOG_KINDS, type LogEntry, type Outage } from './outage-store.ts';
import type { Policy } from './rules.ts';

const instant = z.iso.datetime();
const otherwise = z.enum(['pernyataan', 'tahan']);

const policyFields = {
  maxAgeDays: z.int().min(0).max(3650),
  whenOld: otherwise,
  whenUnknown: otherwise,
  isAutomatic: z.boolean(),
  startAfterMinutes: z.int().min(0).max(240),
  endAfterMinutes: z.int().min(0).max(240),
  opensAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  patientText: z.string().trim().max(300),
  contacts: z
    .array(
      z.strictObject({
        peran: z.string().trim().min(1).max(60),
        nama: z.string().trim().max(80),
        telepon: z.string().trim().max(30),
      }),
    )
    .max(30),
};

export const policyChange = z.strictObject(policyFields).meta({ id: 'ContinuityPolicyChange' });

export const policy = z
  .strictObject({
    ...policyFields,
    version: z.int(),
    changedBy: z.string().nullable(),
    changedAt: instant.nullable(),
    history: z.array(
      z.strictObject({
        version: z.int(),
        maxAgeDays: z.int(),
        whenOld: otherwise,
        whenUnknown: otherwise,
        changedBy: z.string().nullable(),
        changedAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'ContinuityPolicy' });

export const outage = z
  .strictObject({
    id: z.string(),
    origin: z.enum(['otomatis', 'manual']),
    isRehearsal: z.boolean(),
    service: z.string(),
    startedAt: instant,
    startedBy: z.string(),
    lastGoodAt: instant.nullable(),
    interruptedAt: instant.nullable(),
    recoveredAt: instant.nullable(),
    endedAt: instant.nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'Outage' });

const announced = z.strictObject({
  oleh: z.string().trim().min(2).max(120),
  teks: z.string().trim().min(3).max(600),
  dari: instant.nullable(),
  sampai: instant.nullable(),
});
export const announcement = announced
  .extend({ dari: instant.nullish(), sampai: instant.nullish() })
  .meta({ id: 'OutageAnnouncement' });

const counters = z.strictObject({
  affected: z.int(),
  accepted: z.int(),
  withStatement: z.int(),
  held: z.int(),
  waited: z.int(),
  left: z.int(),
  paidPrivately: z.int(),
  changedBack: z.int(),
  rebooked: z.int(),
  unverified: z.int(),
  verifiedActive: z.int(),
  turnedOut: z.int(),
  toDo: z.int(),
  mayChangeBack: z.int(),
  delivered: z.int(),
  stillOpen: z.int(),
  refused: z.int(),
});

export const continuityStatus = z
  .strictObject({
    outage: outage.nullable(),
    /** Nobody has switched it off yet although calls are answered again. */
    isAnswering: z.boolean(),
    /** What the policy says about somebody who is not known here. */
    unknown: z.strictObject({ decision: z.enum(DECISIONS), ground: z.enum(GROUNDS), ageDays: z.int().nullable() }),
    maxAgeDays: z.int(),
    policyVersion: z.int(),
    patientNotice: z.string(),
    asOf: instant,
  })
  .meta({ id: 'ContinuityStatus' });

export const outageRecord = z
  .strictObject({
    outage,
    counters,
    announcements: z.array(announced.extend({ recordedBy: z.string(), recordedAt: instant })),
    timeline: z.array(
      z.strictObject({
        id: z.string(),
        at: instant,
        kind: z.enum(LOG_KINDS),
        value: z.string().nullable(),
        actor: z.string(),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'OutageRecord' });

export const caseRow = z
  .strictObject({
    visit: visitRow,
    noHp: z.string().nullable(),
    decision: z.enum(DECISIONS),
    ground: z.enum(GROUNDS),
    ageDays: z.int().nullable(),
    snapshotAt: instant.nullable(),
    choice: z.enum(CHOICES).nullable(),
    statementPrintedAt: instant.nullable(),
    statementSignedAt: instant.nullable(),
    verification: z.enum(VERIFICATIONS),
    verifiedAt: instant.nullable(),
    resolution: z.enum(RESOLUTIONS).nullable(),
    resolvedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'ContinuityCase' });

export const choose = z
  .strictObject({ choice: z.enum(CHOICES), note: z.string().trim().max(300).optional() })
  .meta({ id: 'ContinuityChoice' });

export const resolve = z
  .strictObject({ resolution: z.enum(RESOLUTIONS), reason: z.string().trim().min(3).max(300) })
  .meta({ id: 'ContinuityResolution' });

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function outageView(found: Outage): z.infer<typeof outage> {
  return {
    ...found,
    startedAt: found.startedAt.toISOString(),
    lastGoodAt: iso(found.lastGoodAt),
    interruptedAt: iso(found.interruptedAt),
    recoveredAt: iso(found.recoveredAt),
    endedAt: iso(found.endedAt),
  };
}

export function logView({ id, at, kind, value, actor, note }: LogEntry) {
  return { id, at: at.toISOString(), kind, value, actor, note };
}

export function policyView(current: Policy, history: readonly Policy[]): z.infer<typeof policy> {
  return {
    ...current,
    contacts: current.contacts.map((contact) => ({ ...contact })),
    changedAt: iso(current.changedAt),
    history: history.map(({ version, maxAgeDays, whenOld, whenUnknown, changedBy, changedAt }) => ({
      version,
      maxAgeDays,
      whenOld,
      whenUnknown,
      changedBy,
      changedAt: iso(changedAt),
    })),
  };
}

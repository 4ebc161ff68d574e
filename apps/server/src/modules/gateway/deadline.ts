// Until when a clinic's messages are tried. P-Care and Antrean FKTP name no limit of their own; without one, a message that BPJS puts
// off again and again would wait for ever instead of reaching a person. Hospitals' deadlines are rules of BPJS and live in their rooms.

import type { Service } from '@titian/contract';

/** Our own choice, not BPJS's: a week, like the hospital's H+7. `TITIAN_CLINIC_DELIVERY_DAYS` changes it. */
export const CLINIC_DELIVERY_DAYS = 7;

const DAY_MS = 86_400_000;

export interface ClinicDelivery {
  /** The day of the visit in WIB. */
  readonly serviceDate: string;
  /** A correction made long after the visit gets its own days. */
  readonly now: Date;
  readonly days?: number | undefined;
}

/** @example clinicDeadline({ serviceDate: '2026-11-21', now }) // the end of 28 November in WIB */
export function clinicDeadline({ serviceDate, now, days = CLINIC_DELIVERY_DAYS }: ClinicDelivery): Date {
  const endOfDay = Date.parse(`${serviceDate}T17:00:00Z`);
  return new Date(Math.max(endOfDay, now.getTime()) + days * DAY_MS);
}

/** BPJS itself takes nothing of Antrean RS after H+7 [C], docs/facts/task-id.md §4.7. Every other limit is a patience of ours. */
const LIMITED_BY_BPJS: ReadonlySet<string> = new Set<Service>(['antreanrs']);

interface Limited {
  readonly service: string;
  readonly deadlineAt: Date | null;
}

/** BPJS would refuse it whoever sends it: no person can give it more time. */
export function isOverAtBpjs({ service, deadlineAt }: Limited, now: Date): boolean {
  return LIMITED_BY_BPJS.has(service) && deadlineAt !== null && deadlineAt <= now;
}

/** Until when a message is tried that a person sends again; undefined where only BPJS decides. */
export function renewedDeadline(service: string, now: Date, days: number = CLINIC_DELIVERY_DAYS): Date | undefined {
  return LIMITED_BY_BPJS.has(service) ? undefined : new Date(now.getTime() + days * DAY_MS);
}

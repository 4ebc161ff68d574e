// Sending again by hand, and until when. Where the limit is ours a person's decision gives the message new days; where it is BPJS's the
// outbox refuses, because the message would only expire again.
import type { Outbox } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { renewedDeadline } from './deadline.ts';

export interface ResendDeps {
  readonly outbox: Pick<Outbox, 'resend' | 'inspect'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Days that messages of our own limit are tried; absent = the default. */
  readonly deliveryDays?: number | undefined;
}

export interface ResendInput {
  readonly messageId: string;
  readonly by: string;
  readonly reason: string;
}

export type Resend = (facilityId: FacilityId, input: ResendInput) => Promise<unknown>;

export function createResend({ outbox, clock, deliveryDays }: ResendDeps): Resend {
  return async (facilityId, { messageId, by, reason }) => {
    const message = await outbox.inspect.message(facilityId, messageId);
    const newDeadlineAt = message === null ? undefined : renewedDeadline(message.service, clock.now(), deliveryDays);
    return outbox.resend(facilityId, messageId, by, reason, newDeadlineAt === undefined ? {} : { newDeadlineAt });
  };
}

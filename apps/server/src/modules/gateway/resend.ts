// Sending again by hand: until when, and what must be known first. Where the limit is ours a person's decision gives the message new days;
// where it is BPJS's the outbox refuses, because the message would only expire again. What nobody can read back goes again only for somebody
// who names the attempt he has looked for at BPJS: a second press, a second person or a list that is a minute old would send it twice.
import { OutboxError, UNREADABLE, type Outbox, type Queryable, type ResendOptions } from '@titian/outbox';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityId } from '../../platform/ids.ts';
import { renewedDeadline } from './deadline.ts';

export interface ResendDeps {
  readonly outbox: Pick<Outbox, 'resend' | 'inspect'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Days that messages of our own limit are tried; absent = the default. */
  readonly deliveryDays?: number | undefined;
}

export interface ResendInput extends Pick<ResendOptions, 'inside' | 'lowestClass'> {
  readonly messageId: string;
  readonly by: string;
  readonly reason: string;
  /** The last attempt that the person saw, and of which BPJS holds nothing. */
  readonly seenAttempt?: string | undefined;
}

export type Resend = (facilityId: FacilityId, input: ResendInput) => Promise<unknown>;

export function createResend({ outbox, clock, deliveryDays }: ResendDeps): Resend {
  return async (facilityId, { messageId, by, reason, seenAttempt, inside, lowestClass }) => {
    const message = await outbox.inspect.message(facilityId, messageId);
    const newDeadlineAt = message === null ? undefined : renewedDeadline(message.service, clock.now(), deliveryDays);
    return outbox.resend(facilityId, messageId, by, reason, {
      ...(newDeadlineAt === undefined ? {} : { newDeadlineAt }),
      ...(lowestClass === undefined ? {} : { lowestClass }),
      inside: async (tx, before) => {
        if (before.state === 'parked' && before.reason === UNREADABLE && message !== null) {
          const last = await lastAttempt(tx, [facilityId, message.laneId, messageId]);
          if (last !== seenAttempt)
            throw new OutboxError('OUTBOX_UNREADABLE', 'nobody can ask BPJS about this attempt', 'fix');
        }
        await inside?.(tx, before);
      },
    });
  };
}

async function lastAttempt(tx: Queryable, values: readonly string[]): Promise<unknown> {
  const { rows } = await tx.query({
    text: `SELECT attempt_id FROM titian.outbox_attempts WHERE facility_id = $1 AND lane_id = $2 AND message_id = $3
            ORDER BY started_at DESC LIMIT 1`,
    values: [...values],
  });
  const [row] = rows;
  return typeof row === 'object' && row !== null && 'attempt_id' in row ? row.attempt_id : undefined;
}

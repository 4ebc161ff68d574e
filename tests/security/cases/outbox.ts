// One waiting message in a facility's lane, put there by the outbox's own door; no worker runs, so it stays.
import { enqueue } from '@titian/outbox';
import type { FacilityId } from '../../../apps/server/src/platform/ids.ts';
import type { TestPlatform } from '../../../apps/server/src/platform/testing.ts';

export interface Enqueued {
  readonly messageId: string;
  readonly subjectId: string;
  readonly channel: string;
}

export async function enqueueOne(platform: TestPlatform, facility: FacilityId): Promise<Enqueued> {
  const [messageId, subjectId, laneId] = [platform.random.uuidv7(), platform.random.uuidv7(), platform.random.uuidv7()];
  const channel = 'antreanrs.antrean';
  await platform.db.withFacility(facility, (tx) =>
    enqueue(tx.client, facility, [
      {
        messageId,
        laneId,
        subjectId,
        service: 'antreanrs',
        kind: 'antreanrs.updatewaktu',
        channel,
        class: 1,
        intent: { visitId: subjectId, task: 3 },
        deadlineAt: null,
        onRefused: 'stop-lane',
        dangerous: false,
      },
    ]),
  );
  return { messageId, subjectId, channel };
}

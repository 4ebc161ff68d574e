// Tenancy cases of the message browser and the channels: a message of another hospital's lane, and channel names, which every
// facility has by the same name and of its own.
import { enqueueOne } from './outbox.ts';
import type { Neighbour, TenancyCase } from '../../../apps/server/src/platform/testing-matrix.ts';
import { expect } from 'vitest';
import { field } from '../house.ts';

const REASON = { reason: 'dicoba dari fasilitas lain' };

const onMessage = (route: TenancyCase['route'], body?: object): TenancyCase => ({
  route,
  prepare: async ({ platform, hospital }) => ({
    params: { id: (await enqueueOne(platform, hospital.facilityId)).messageId },
    ...(body === undefined ? {} : { body }),
  }),
});

/** The name is everybody's, the row behind it is not: the caller pauses his own, the matrix sees that no foreign row moved. */
const onChannel = (route: TenancyCase['route']): TenancyCase => ({
  route,
  prepare: async ({ platform, hospital }) => {
    const { channel } = await enqueueOne(platform, hospital.facilityId);
    const body = { reason: 'pemeliharaan tetangga' };
    await hospital.call('POST', `/channels/${encodeURIComponent(channel)}/pause`, body);
    return { params: { id: channel }, body: REASON };
  },
  expected: 200,
  check: (body) => expect(JSON.stringify(body)).not.toContain('pemeliharaan tetangga'),
});

const bulkOf = async (hospital: Neighbour): Promise<string> => {
  const draft = await hospital.call('POST', '/messages/bulk', { action: 'resend', filter: {} });
  return String(field(draft.json(), 'id'));
};

const onBulk = (route: TenancyCase['route'], body?: object): TenancyCase => ({
  route,
  prepare: async ({ hospital }) => ({
    params: { id: await bulkOf(hospital) },
    ...(body === undefined ? {} : { body }),
  }),
});

export const tenancyCases: readonly TenancyCase[] = [
  {
    route: 'GET /messages',
    prepare: async ({ platform, hospital }) => ({
      query: { visitId: (await enqueueOne(platform, hospital.facilityId)).subjectId },
    }),
    expected: 200,
    check: (body) => expect(field(body, 'items')).toEqual([]),
  },
  {
    route: 'POST /messages/search',
    prepare: async ({ platform, hospital }) => ({
      body: { query: (await enqueueOne(platform, hospital.facilityId)).subjectId },
    }),
    expected: 200,
    check: (body) => expect(field(body, 'items')).toEqual([]),
  },
  {
    route: 'POST /messages/counts',
    prepare: async ({ platform, hospital }) => ({
      body: { visitId: (await enqueueOne(platform, hospital.facilityId)).subjectId },
    }),
    expected: 200,
    check: (body) => expect(field(body, 'total')).toBe(0),
  },
  onMessage('GET /messages/{id}'),
  onMessage('POST /messages/{id}/payload', REASON),
  {
    route: 'POST /messages/bulk',
    prepare: async ({ platform, hospital }) => ({
      body: {
        action: 'cancel',
        filter: { visitId: (await enqueueOne(platform, hospital.facilityId)).subjectId },
      },
    }),
    expected: 201,
    check: (body) => expect(field(body, 'total')).toBe(0),
  },
  {
    route: 'GET /messages/bulk',
    prepare: async ({ hospital }) => {
      const id = await bulkOf(hospital);
      await hospital.call('POST', `/messages/bulk/${id}/start`, REASON);
      return {};
    },
    expected: 200,
    check: (body) => expect(field(body, 'items')).toEqual([]),
  },
  onBulk('GET /messages/bulk/{id}'),
  onBulk('POST /messages/bulk/{id}/start', REASON),
  onBulk('POST /messages/bulk/{id}/stop', {}),
  onMessage('POST /messages/{id}/resend', REASON),
  onMessage('POST /messages/{id}/cancel', REASON),
  onMessage('POST /messages/{id}/confirm', REASON),
  onMessage('POST /messages/{id}/compare', {}),
  onMessage('POST /messages/{id}/accept-difference', REASON),
  onChannel('POST /channels/{id}/pause'),
  onChannel('POST /channels/{id}/resume'),
];

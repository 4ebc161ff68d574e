// Tenancy cases of reconciliation: a difference that was found in another hospital can be neither seen nor decided about.
import { expect } from 'vitest';
import { createFindingStore } from '../../../apps/server/src/modules/reconciliation/index.ts';
import type { MatrixWorld, TenancyCase } from '../../../apps/server/src/platform/testing-matrix.ts';
import { field } from '../house.ts';

const DAY = '2026-11-23';

async function findingOf({ platform, hospital }: MatrixWorld): Promise<string> {
  const id = platform.random.uuidv7();
  await platform.db.withFacility(hospital.facilityId, (tx) =>
    createFindingStore(platform.sealer).open(tx, {
      id,
      date: DAY,
      subject: 'antrean',
      runId: platform.random.uuidv7(),
      divergence: {
        key: id,
        visitId: null,
        finding: 'hanya-di-bpjs',
        fields: [],
        sender: { source: 'Mobile JKN', at: null },
      },
      at: platform.clock.now(),
    }),
  );
  return id;
}

export const tenancyCases: readonly TenancyCase[] = [
  {
    route: 'GET /reconciliation/findings',
    prepare: async (world) => {
      await findingOf(world);
      return { query: { from: DAY, to: DAY } };
    },
    expected: 200,
    check: (body) => expect(field(body, 'items')).toEqual([]),
  },
  {
    route: 'POST /reconciliation/repair',
    prepare: async (world) => ({
      body: { ids: [await findingOf(world)], action: 'terima', reason: 'dicoba dari fasilitas lain' },
    }),
  },
];

// The staff room's lines of the tenancy matrix: ids of another facility lead nowhere.
import { testAccount, testApiKey } from '../../platform/testing.ts';
import type { TenancyCase } from '../../platform/testing-matrix.ts';

export const tenancyCases: readonly TenancyCase[] = [
  {
    route: 'PATCH /staff/{id}',
    prepare: async ({ platform, hospital }) => {
      const person = await testAccount(platform, hospital.facilityId, ['nurse']);
      return { params: { id: person.accountId }, body: { active: false } };
    },
  },
  {
    route: 'DELETE /staff/sessions/{id}',
    prepare: async ({ platform, hospital }) => {
      const person = await testAccount(platform, hospital.facilityId, ['nurse']);
      const rows = await platform.db.directory.query<{ id: string }>(
        'SELECT id FROM titian.sessions WHERE account_id = $1',
        [person.accountId],
      );
      return { params: { id: rows[0]?.id ?? '' } };
    },
  },
  {
    route: 'DELETE /api-keys/{id}',
    prepare: async ({ platform, hospital }) => ({
      params: { id: (await testApiKey(platform, hospital.facilityId, ['stream'])).id },
    }),
  },
  {
    route: 'DELETE /devices/{id}',
    prepare: async ({ platform, hospital }) => {
      const id = platform.random.uuidv7();
      const expiresAt = new Date(platform.clock.realNow().getTime() + 86_400_000);
      await platform.auth.keys.create(hospital.facilityId, {
        id,
        kind: 'display',
        label: 'layar',
        scopes: [],
        expiresAt,
        createdBy: null,
      });
      return { params: { id } };
    },
  },
  {
    route: 'PATCH /session',
    prepare: async ({ hospital }) => ({ body: { facilityId: hospital.facilityId } }),
  },
  {
    // Public: a stranger to that facility is refused like anybody with a wrong password.
    route: 'POST /session',
    prepare: async ({ platform, hospital }) => {
      const person = await testAccount(platform, platform.facilities.hospital, ['nurse']);
      return { body: { username: person.username, password: person.password, facilityId: hospital.facilityId } };
    },
    expected: 401,
  },
];

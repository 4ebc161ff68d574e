// Tenancy cases of the alerts: an alert and an endpoint of another hospital.
import type { TenancyCase } from '../../../apps/server/src/platform/testing-matrix.ts';
import { field } from '../house.ts';

const onAlert = (route: TenancyCase['route'], body?: object): TenancyCase => ({
  route,
  prepare: async ({ platform, hospital }) => {
    const id = platform.random.uuidv7();
    await platform.owner.query(
      `INSERT INTO titian.alerts (facility_id, alert_id, rule, subject, facts, since, last_true_at, fired_at)
       VALUES ($1, $2, 'kanal-dijeda', $3, '{}', now(), now(), now())`,
      [hospital.facilityId, id, `kanal ${id}`],
    );
    return { params: { id }, ...(body === undefined ? {} : { body }) };
  },
});

const onEndpoint = (route: TenancyCase['route']): TenancyCase => ({
  route,
  prepare: async ({ hospital }) => {
    const made = await hospital.call('POST', '/alert-endpoints', {
      kind: 'email',
      label: 'tetangga',
      target: 'jaga@rs-tetangga.example',
    });
    return { params: { id: String(field(field(made.json(), 'endpoint'), 'id')) } };
  },
});

export const tenancyCases: readonly TenancyCase[] = [
  onAlert('POST /alerts/{id}/seen'),
  onAlert('POST /alerts/{id}/mute', { hours: 1 }),
  onEndpoint('DELETE /alert-endpoints/{id}'),
  onEndpoint('POST /alert-endpoints/{id}/test'),
];

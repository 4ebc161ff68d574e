// Tenancy cases of everything that hangs on a visit: a visit of another hospital or clinic, with a request its owner could make.
import { expect } from 'vitest';
import type { Neighbour, TenancyCase } from '../../../apps/server/src/platform/testing-matrix.ts';
import { field } from '../house.ts';

const REASON = { reason: 'dicoba dari fasilitas lain' };
const PATIENT = { nama: 'PASIEN TETANGGA', nomorKartu: '0000000000777', nik: '9999000000000777', noHp: '080000000077' };

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format();
}

async function made(neighbour: Neighbour, path: string, body: object): Promise<unknown> {
  const response = await neighbour.call('POST', path, body);
  if (response.statusCode >= 300)
    throw new Error(`the neighbour could not ${path}: ${response.statusCode} ${response.body.slice(0, 400)}`);
  return response.json();
}

/** Whom only the neighbour has registered. */
const STRANGER = { ...PATIENT, nomorKartu: '0000000000778', nik: '9999000000000778' };

async function visitOf(
  neighbour: Neighbour,
  patient = PATIENT,
): Promise<{ readonly id: string; readonly patientId: string }> {
  const visit = await made(neighbour, '/visits', {
    patient,
    jenisPasien: 'NON JKN',
    pasienBaru: true,
    serviceDate: today(),
    kodePoli: 'INT',
    namaPoli: 'PENYAKIT DALAM',
    kodeDokter: '99901',
    namaDokter: 'dr. Contoh',
    jamPraktek: '08:00-12:00',
  });
  return { id: String(field(visit, 'id')), patientId: String(field(field(visit, 'patient'), 'id')) };
}

const onVisit = (
  route: TenancyCase['route'],
  more: {
    readonly params?: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly at?: 'hospital' | 'clinic';
  } = {},
): TenancyCase => ({
  route,
  prepare: async (world) => ({
    params: { id: (await visitOf(world[more.at ?? 'hospital'])).id, ...more.params },
    ...(more.body === undefined ? {} : { body: more.body }),
  }),
});

const registration = (ids: object) => ({
  jenisPasien: 'NON JKN',
  pasienBaru: false,
  serviceDate: today(),
  kodePoli: 'INT',
  kodeDokter: '99901',
  jamPraktek: '08:00-12:00',
  ...ids,
});

const ENTRY = {
  keluhan: 'demam',
  kdSadar: '01',
  sistole: 120,
  diastole: 80,
  beratBadan: 60,
  tinggiBadan: 165,
  lingkarPerut: 80,
  respRate: 20,
  heartRate: 80,
  suhu: 37,
  diagnosa: [{ kode: 'J00', nama: 'Acute nasopharyngitis' }],
  kdStatusPulang: '3',
  kdDokter: '99901',
};

export const tenancyCases: readonly TenancyCase[] = [
  {
    route: 'POST /visits',
    name: 'a patient of another facility',
    prepare: async ({ hospital }) => ({ body: registration({ patientId: (await visitOf(hospital)).patientId }) }),
  },
  {
    route: 'POST /visits',
    name: 'a doctor session of another facility',
    prepare: async ({ platform, hospital }) => {
      const rows = await platform.owner.query<{ id: string }>(
        'SELECT id FROM titian.schedule_sessions WHERE facility_id = $1 LIMIT 1',
        [hospital.facilityId],
      );
      const sessionId = rows.rows[0]?.id ?? platform.random.uuidv7();
      return { body: registration({ patient: PATIENT, pasienBaru: true, sessionId }) };
    },
    // Registration is never blocked by a schedule that is not known here: the poli and hours typed beside it count instead.
    expected: 201,
    check: (body) => expect(field(body, 'jamPraktek')).toBe('08:00-12:00'),
  },
  {
    route: 'POST /visits/search',
    prepare: async ({ hospital }) => {
      await visitOf(hospital, STRANGER);
      return { body: { query: STRANGER.nomorKartu } };
    },
    expected: 200,
    check: (body) => expect(field(body, 'items')).toEqual([]),
  },
  onVisit('GET /visits/{id}'),
  onVisit('POST /visits/{id}/events', { body: { type: 'poli.called' } }),
  onVisit('POST /visits/{id}/cancel', { body: { alasan: 'dicoba dari fasilitas lain' } }),
  onVisit('POST /visits/{id}/doctor', { body: { sessionId: '01980000-0000-7000-8000-00000000d0c7' } }),
  onVisit('GET /visits/{id}/timeline'),
  onVisit('POST /visits/{id}/tasks/{task}/resend', { params: { task: '3' }, body: REASON }),
  onVisit('POST /visits/{id}/tasks/compare', { body: {} }),
  onVisit('POST /visits/{id}/sep', { body: {} }),
  onVisit('GET /visits/{id}/ticket.pdf'),
  onVisit('GET /visits/{id}/sep.pdf'),
  onVisit('GET /visits/{id}/service-entry', { at: 'clinic' }),
  onVisit('PUT /visits/{id}/service-entry', { at: 'clinic', body: ENTRY }),
  onVisit('POST /visits/{id}/service-entry/withdraw', { at: 'clinic', body: REASON }),
  {
    route: 'POST /visits/{id}/tasks/{task}/correction',
    prepare: async ({ hospital, caller }) => ({
      params: { id: (await visitOf(hospital)).id, task: '3' },
      body: {
        newTime: new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' }).format() + 'T01:00:00.000Z',
        reason: REASON.reason,
        password: caller.password,
      },
    }),
  },
];

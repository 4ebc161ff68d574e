// The end of H+7: the home screen leads to the very visits that run out, and what BPJS takes no more is not sent again by hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createResend } from '../gateway/index.ts';
import { createTestHospital, DAY, type TestHospital } from '../hospital.testing.ts';
import { DESK_FILTERS } from './desk.ts';

let it: TestHospital;

beforeAll(async () => {
  it = await createTestHospital({ people: 5 });
}, 120_000);
afterAll(() => it.close());

const actions = () =>
  it.platform.db.withFacility(it.clerk.facilityId, (tx) =>
    it.hospital.timeline.actions(tx, it.clock.now().toISOString().slice(0, 10)),
  );
/** What the link opens, as the screen reads it. */
async function opened(link: string) {
  const query = new URLSearchParams(link.split('?')[1]);
  const filter = DESK_FILTERS.find((one) => one === query.get('filter')) ?? 'semua';
  const date = query.get('date') ?? '';
  const desk = await it.hospital.timeline.desk(it.clerk, { date, unit: null, filter, after: null, limit: 50 });
  return desk.rows.map((row) => row.visit.id);
}

test('the action of H+7 counts by day exactly what its link opens, and only in the last two days', async () => {
  const complete = await it.register({ person: 1 });
  await it.record(complete, 'patient.checked-in', '08:01:00');
  await it.record(complete, 'poli.called', '08:10:00');
  await it.record(complete, 'poli.done', '08:20:00', { resep: 'tidak-ada' });
  const forgotten = await it.register({ person: 2 });
  await it.record(forgotten, 'patient.checked-in', '08:02:00');
  await it.record(forgotten, 'poli.called', '08:30:00');
  const withMedicine = await it.register({ person: 3 });
  await it.record(withMedicine, 'patient.checked-in', '08:03:00');
  await it.record(withMedicine, 'poli.called', '08:40:00');
  await it.record(withMedicine, 'poli.done', '08:50:00', { resep: 'racikan' });
  const cancelled = await it.register({ person: 4 });
  await it.record(cancelled, 'visit.cancelled', '08:05:00', { alasan: 'pulang' });
  await it.settled([complete, forgotten, withMedicine, cancelled]);
  expect((await actions()).filter((action) => action.kind === 'h7')).toEqual([]);

  it.later(6);
  const urgent = (await actions()).filter((action) => action.kind === 'h7');
  expect(urgent).toEqual([
    {
      kind: 'h7',
      count: 2,
      severity: 'tinggi',
      label: 'Kunjungan 23-11: batas H+7 besok',
      link: `/task-id?date=${DAY}&filter=belum-lengkap`,
    },
  ]);
  expect((await opened(urgent[0]?.link ?? '')).toSorted()).toEqual([forgotten, withMedicine].toSorted());
}, 60_000);

test('after H+7 a refused message of Antrean RS is not sent again, a SEP gets new days', async () => {
  const { facilityId } = it.clerk;
  const { outbox } = it.gateway;
  // Six days on already: the payer's own day is still the visit's, so that nothing is refused for its date.
  await it.sandbox.setMood('*', { maintenance: { answer: 'refuse' } });
  const visitId = await it.register({ person: 5, serviceDate: DAY });
  const of = async (kind: string) =>
    (await outbox.inspect.messages(facilityId, { subjectId: visitId })).find((message) => message.kind === kind);
  it.later(2);
  await it.sandbox.clearMoods();
  const codes = async () => [(await of('antreanrs.add'))?.code, (await of('vclaim.sep.insert'))?.code];
  await expect.poll(codes, { timeout: 20_000 }).toEqual(['expired', 'expired']);
  const resend = createResend({ outbox, clock: it.clock });
  const again = async (kind: string) =>
    resend(facilityId, { messageId: (await of(kind))?.messageId ?? '', by: 'user:1', reason: 'diminta lagi' });
  await expect(again('antreanrs.add')).rejects.toMatchObject({ code: 'OUTBOX_EXPIRED' });
  expect((await of('antreanrs.add'))?.state).toBe('refused');
  const before = it.clock.now().getTime();
  await again('vclaim.sep.insert');
  expect((await of('vclaim.sep.insert'))?.deadlineAt?.getTime()).toBeGreaterThan(before + 6 * 86_400_000);
}, 60_000);

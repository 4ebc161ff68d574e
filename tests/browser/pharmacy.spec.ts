// The pharmacy's journey: two columns, start, ready; Task 6 and 7 reach BPJS.
import {
  aSecondLater,
  colleague,
  expect,
  expectNoSidewaysScroll,
  picture,
  register,
  sessionOf,
  signIn,
  test,
} from './support.ts';

test('a compounded prescription is started and finished', async ({ page, sandbox, playwright, baseURL }, info) => {
  const desk = await colleague(playwright, baseURL ?? '', 'pendaftaran.rs');
  const nurse = await colleague(playwright, baseURL ?? '', 'perawat.rs');
  const visits: { id: string; nomorAntrean: string; kodeBooking: string }[] = [];
  for (const resep of ['racikan', 'non-racikan']) {
    const visit = await register(desk, await sandbox.freshParticipant('INT'), await sessionOf(desk, 'INT'));
    await aSecondLater(desk);
    await nurse.post(`/visits/${visit.id}/events`, { type: 'poli.called' });
    await aSecondLater(desk);
    await nurse.post(`/visits/${visit.id}/events`, { type: 'poli.done', data: { resep } });
    visits.push(visit);
  }
  await aSecondLater(desk);
  const [mixed, plain] = visits;
  if (!mixed || !plain) throw new Error('two prescriptions were prepared');
  await signIn(page, 'farmasi.rs', '/farmasi');
  await expect(page.getByRole('region', { name: /^Racikan/ })).toContainText(mixed.nomorAntrean);
  await expect(page.getByRole('region', { name: /^Non racikan/ })).toContainText(plain.nomorAntrean);
  const card = page.getByRole('article', { name: new RegExp(`^${mixed.nomorAntrean}`) });
  await card.getByRole('button', { name: 'Mulai' }).click();
  await expect(card.getByRole('button', { name: 'Siap' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await picture(page, info, 'pharmacy', 'top');
  await aSecondLater(desk);
  await card.getByRole('button', { name: 'Siap' }).click();
  await expect(card).toHaveCount(0);
  await expect
    .poll(async () =>
      (await sandbox.ledger())
        .filter((line) => line.effect === 'task.stored' && line.key === mixed.kodeBooking)
        .map((line) => Number(line.data['taskid'])),
    )
    .toEqual(expect.arrayContaining([3, 4, 5, 6, 7]));
});

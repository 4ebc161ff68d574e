// The same hospital day, told by a HIS and clicked on the screens, leaves the same at BPJS.
import type { LedgerLine } from '@titian/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, isClean } from '../../apps/cli/src/checker/index.ts';
import { sandboxControl } from '../../apps/cli/src/demo/sandbox-control.ts';
import { hospitalDay, playAsHis, playOnScreens, settleBeforeLeaving } from './hospital-day.ts';
import { DAY, openHouse, until, wib, type JourneyHouse } from './house.ts';

const VISITS = 32;
/** A seed whose thirty-two visits hold every story; the first test says so. */
const SEED = 23;
const DELIVERED_WITHIN_MS = 30_000;
const day = hospitalDay(VISITS, SEED);
const dayBefore = wib('00:00:00') - 86_400_000;

let his: JourneyHouse;
let screens: JourneyHouse;

beforeAll(async () => {
  [his, screens] = await Promise.all([openHouse({ startsAtMs: dayBefore }), openHouse({ startsAtMs: dayBefore })]);
  await Promise.all([his, screens].map(({ sandbox }) => sandboxControl(sandbox.url).arrangePeople(day.events)));
  // Somebody has looked at the day's schedule in either house; what a HIS alone does is a story of its own below.
  await Promise.all([his, screens].map((house) => lookAtSchedule(house)));
  await Promise.all([
    playAsHis(his, day, settleBeforeLeaving(his)),
    playOnScreens(screens, day, settleBeforeLeaving(screens)),
  ]);
  for (const house of [his, screens]) house.setTime(wib('20:00:00'));
  await Promise.all([his, screens].map((house) => house.untilDelivered(DELIVERED_WITHIN_MS)));
}, 120_000);
afterAll(() => Promise.all([his, screens].map((house) => house.close())));

describe('a hospital day', () => {
  it('holds every kind of visit that a morning brings', () => {
    const has = (test: (event: (typeof day.events)[number]) => boolean): boolean => day.events.some(test);
    const types = new Set<string>(day.events.map(({ body }) => body.type));
    expect([...types]).toEqual(
      expect.arrayContaining(['visit.cancelled', 'visit.no-show', 'admission.called', 'pharmacy.done']),
    );
    for (const resep of ['tidak-ada', 'racikan', 'non-racikan'])
      expect(has(({ cells }) => cells.resep === resep)).toBe(true);
    expect(has(({ cells }) => cells.sumber === 'mobile-jkn')).toBe(true);
    expect(has(({ cells }) => cells.jenis_pasien === 'NON JKN')).toBe(true);
    expect(has(({ ppk }) => ppk === '9999R002')).toBe(true);
    expect(has(({ cells }) => (cells.tanggal_rujukan ?? '9') < '2026-08-01')).toBe(true);
    const calledAt = new Map(
      day.events.filter(({ body }) => body.type === 'poli.called').map((event) => [event.body.visitRef, event.atMs]),
    );
    const done = day.events.filter(({ body }) => body.type === 'poli.done');
    expect(done.some(({ body }) => !calledAt.has(body.visitRef))).toBe(true);
    expect(done.some(({ body, atMs }) => calledAt.get(body.visitRef) === atMs)).toBe(true);
  });

  it.each([
    ['told by a HIS', () => his],
    ['clicked on the screens', () => screens],
  ] as const)('%s is clean in the eyes of the offline checker', (_how, house) => {
    const verdict = check(day.csv, house().ledgerText());
    expect(verdict.findings).toEqual([]);
    expect(isClean(verdict)).toBe(true);
    expect(verdict.visits).toBe(VISITS);
  });

  it('leaves equal ledgers either way', () => {
    expect(linesByVisit(screens.ledger())).toEqual(linesByVisit(his.ledger()));
  });

  it('tells BPJS the places of a doctor although no screen ever asked for the schedule', async () => {
    const tomorrow = '2026-11-24';
    const caller = await his.his('9999R001');
    const register = (n: number) =>
      caller.call<{ kodeBooking: string }>('POST', '/events', {
        sourceEventId: `BESOK-${n}`,
        visitRef: `BESOK-${n}`,
        type: 'visit.registered',
        occurredAt: `${DAY}T19:0${n}:00+07:00`,
        data: {
          tanggalPeriksa: tomorrow,
          patient: { nama: `PASIEN UMUM ${n}`, norm: `90000${n}`, nik: `999900000000700${n}`, noHp: '080000000021' },
          jenisPasien: 'NON JKN',
          pasienBaru: false,
          kodePoli: 'SAR',
          kodeDokter: '99907',
          namaDokter: 'dr. Puspa Contoh, Sp.N',
          jamPraktek: '08:00-12:00',
        },
      });
    const added = (kodeBooking: string) =>
      until(
        () => his.ledger().find((line) => line.key === kodeBooking),
        (line) => line !== undefined,
        DELIVERED_WITHIN_MS,
      );
    const places = screens.ledger().find((line) => line.data['kodepoli'] === 'SAR');
    expect(places).toBeDefined();
    const told: unknown[] = [];
    // A registration waits for the schedule only for a moment; on a busy machine the next one has it.
    for (let n = 1; n <= 5 && told.at(-1) !== places?.data['kuotajkn']; n += 1) {
      const line = await added((await register(n)).body.kodeBooking);
      expect(line?.effect).toBe('booking.added');
      told.push(line?.data['kuotajkn']);
    }
    expect(told.at(-1)).toBe(places?.data['kuotajkn']);
  });
});

async function lookAtSchedule(house: JourneyHouse): Promise<void> {
  for (const ppk of ['9999R001', '9999R002'] as const)
    await (await house.screen(ppk, ['registration'])).call('GET', `/schedule?date=${DAY}`);
}

/**
 * The number the payer hands out in the order of arrival, and who asked: a key of the HIS there, a clerk here. `t_sep` repeats the
 * whole letter as text; its fields stand beside it.
 */
const OF_THE_MOMENT = new Set(['noSep', 'user', 't_sep']);

/** What BPJS holds of each visit, lane by lane in the order in which it took effect. */
function linesByVisit(ledger: readonly LedgerLine[]): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  const norms = new Map(
    ledger.flatMap((line) => (line.data['norm'] === undefined ? [] : [[line.key, String(line.data['norm'])]])),
  );
  for (const line of ledger) {
    const who = norms.get(line.key) ?? String(line.data['noKartu'] ?? line.key);
    const lane = `${line.ppk} ${line.service} ${who}`;
    const data = Object.fromEntries(Object.entries(line.data).filter(([name]) => !OF_THE_MOMENT.has(name)));
    (found[lane] ??= []).push({ effect: line.effect, data });
  }
  return found;
}

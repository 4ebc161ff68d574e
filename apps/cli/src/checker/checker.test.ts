// Shows that the offline checker passes a clean ledger and catches each kind of fault: a judge that cannot condemn proves nothing.
import { describe, expect, it } from 'vitest';
import { check, isClean } from './index.ts';

const HEADER =
  'event_id,occurred_at,facility,visit_ref,type,nama,norm,nomor_kartu,pasien_baru,jenis_pasien,kode_poli,jenis_kunjungan,nomor_referensi,sumber,kode_booking,resep,alasan';
const PPK = '9999R001';
const DAY = '2026-11-23';

function row(id: string, clock: string, type: string, more: Partial<Record<string, string>> = {}): string {
  const first = type === 'visit.registered';
  const cells = {
    nama: first ? 'PESERTA CONTOH' : '',
    alasan: '',
    norm: first ? '000101' : '',
    nomor_kartu: first ? '0000000000101' : '',
    pasien_baru: first ? '0' : '',
    jenis_pasien: first ? 'JKN' : '',
    kode_poli: first ? 'INT' : '',
    jenis_kunjungan: first ? '1' : '',
    nomor_referensi: first ? '9999U0011126P000101' : '',
    sumber: first ? 'onsite' : '',
    kode_booking: '',
    resep: '',
    ...more,
  };
  return [
    id,
    `${DAY}T${clock}+07:00`,
    PPK,
    'V1',
    type,
    ...HEADER.split(',')
      .slice(5)
      .map((name) => Reflect.get(cells, name)),
  ].join(',');
}

const CLEAN_DAY = [
  HEADER,
  row('1', '08:00:00', 'visit.registered'),
  row('2', '08:00:05', 'patient.checked-in'),
  row('3', '08:30:00', 'poli.called'),
  row('4', '08:40:00', 'poli.done', { resep: 'non-racikan' }),
  row('5', '08:50:00', 'pharmacy.started'),
  row('6', '09:00:00', 'pharmacy.done'),
];

let seq = 0;
function line(effect: string, data: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  seq += 1;
  const service = effect.startsWith('sep') ? 'vclaim' : 'antreanrs';
  return JSON.stringify({ seq, service, endpoint: '', ppk: PPK, effect, key: 'B1', data, ...more });
}
const booking = (): string =>
  line('booking.added', { kodebooking: 'B1', norm: '000101', kodepoli: 'INT', tanggalperiksa: DAY });
const task = (taskid: number, clock: string): string =>
  line('task.stored', { taskid, waktu: Date.parse(`${DAY}T${clock}+07:00`) });
const sep = (): string => line('sep.issued', { noKartu: '0000000000101', tglSep: DAY, poli: 'INT' }, { key: 'S1' });
const allTasks = (): string[] => [
  task(3, '08:00:05'),
  task(4, '08:30:00'),
  task(5, '08:40:00'),
  task(6, '08:50:00'),
  task(7, '09:00:00'),
];

const verdictOf = (day: string[], ledger: string[]) => check(day.join('\n'), ledger.join('\n'));

describe('the offline checker', () => {
  it('passes a day that arrived whole, once and in order', () => {
    const verdict = verdictOf(CLEAN_DAY, [booking(), sep(), ...allTasks()]);
    expect(verdict.findings).toEqual([]);
    expect(verdict).toMatchObject({ visits: 1, messages: 7, effects: 7 });
    expect(isClean(verdict)).toBe(true);
  });

  it('names a lost effect', () => {
    expect(verdictOf(CLEAN_DAY, [booking(), sep(), ...allTasks().slice(0, 4)])).toMatchObject({
      lost: 1,
      duplicated: 0,
      outOfOrder: 0,
      invented: 0,
    });
  });

  it('names a visit that never arrived at all', () => {
    expect(verdictOf(CLEAN_DAY, [])).toMatchObject({ lost: 7 });
  });

  it('names a task stored twice and a second SEP', () => {
    const twice = [booking(), sep(), sep(), ...allTasks(), task(7, '09:00:00')];
    expect(verdictOf(CLEAN_DAY, twice)).toMatchObject({ lost: 0, duplicated: 2, outOfOrder: 0, invented: 0 });
  });

  it('names a second booking of the same visit under another code', () => {
    const other = line(
      'booking.added',
      { kodebooking: 'B2', norm: '000101', kodepoli: 'INT', tanggalperiksa: DAY },
      { key: 'B2' },
    );
    expect(verdictOf(CLEAN_DAY, [booking(), other, sep(), ...allTasks()])).toMatchObject({ duplicated: 1 });
  });

  it('names a task that overtook its predecessor', () => {
    const [three, four, ...rest] = [
      task(4, '08:30:00'),
      task(3, '08:00:05'),
      task(5, '08:40:00'),
      task(6, '08:50:00'),
      task(7, '09:00:00'),
    ];
    expect(verdictOf(CLEAN_DAY, [booking(), sep(), three, four, ...rest]).outOfOrder).toBeGreaterThan(0);
  });

  it('names a task that was sent before its booking', () => {
    const [three = '', ...rest] = allTasks();
    const late = booking();
    expect(
      verdictOf(
        CLEAN_DAY,
        [three, late, sep(), ...rest].map((text, place) => JSON.stringify({ ...JSON.parse(text), seq: place })),
      ),
    ).toMatchObject({ outOfOrder: 1 });
  });

  it('names a time that nobody observed', () => {
    const shifted = [booking(), sep(), ...allTasks().slice(0, 4), task(7, '09:00:01')];
    expect(verdictOf(CLEAN_DAY, shifted)).toMatchObject({ lost: 0, invented: 1 });
  });

  it('does not ask for what follows a missing click, and calls it invented when it is sent', () => {
    const missing = CLEAN_DAY.filter((text) => !text.includes('poli.called'));
    expect(verdictOf(missing, [booking(), sep(), task(3, '08:00:05')])).toMatchObject({
      messages: 3,
      lost: 0,
      invented: 0,
    });
    expect(verdictOf(missing, [booking(), sep(), task(3, '08:00:05'), task(5, '08:40:00')])).toMatchObject({
      invented: 1,
    });
  });

  it('holds a tie within one second', () => {
    const tie = [...CLEAN_DAY.slice(0, 3), row('3', '08:00:05', 'poli.called')];
    expect(verdictOf(tie, [booking(), sep(), task(3, '08:00:05')])).toMatchObject({
      messages: 3,
      lost: 0,
      invented: 0,
    });
  });

  it('takes either road to a cancelled booking and nothing after it', () => {
    const cancelled = [...CLEAN_DAY.slice(0, 3), row('9', '08:20:00', 'visit.cancelled', { alasan: 'pulang' })];
    const cancel = line('booking.cancelled', {});
    expect(verdictOf(cancelled, [booking(), sep(), task(3, '08:00:05'), cancel])).toMatchObject({
      lost: 0,
      invented: 0,
    });
    expect(verdictOf(cancelled, [booking(), sep(), task(3, '08:00:05'), task(99, '08:20:00')])).toMatchObject({
      lost: 0,
      invented: 0,
    });
    expect(verdictOf(cancelled, [booking(), sep(), task(3, '08:00:05')])).toMatchObject({ lost: 1 });
  });

  it('asks for no SEP once the patient has left, and takes one that was issued before', () => {
    const cancelled = [...CLEAN_DAY.slice(0, 3), row('9', '08:20:00', 'visit.cancelled', { alasan: 'pulang' })];
    const without = [booking(), task(3, '08:00:05'), line('booking.cancelled', {})];
    expect(isClean(verdictOf(cancelled, without))).toBe(true);
    expect(isClean(verdictOf(cancelled, [...without, sep()]))).toBe(true);
  });

  it('excuses what BPJS refused in its own words, but not a refusal of our own wrong order', () => {
    const refusal = (message: string, taskid: number): string =>
      line('refused', { taskid, code: '201', message }, { endpoint: 'antreanrs.antrean.updatewaktu' });
    const until4 = [booking(), sep(), ...allTasks().slice(0, 2)];
    expect(
      verdictOf(CLEAN_DAY, [...until4, refusal('Gagal. Tanggal kirim TaskId maksimal H+7 dari tanggal pelayanan.', 5)]),
    ).toMatchObject({ lost: 0 });
    expect(
      verdictOf(CLEAN_DAY, [...until4, refusal('TaskId=5 tidak valid / TaskId sebelumnya belum terkirim', 5)]),
    ).toMatchObject({ lost: 3 });
  });

  it('asks for the pharmacy number when the facility tells it, and counts one that a person must decide about as visible', () => {
    const judged = (ledger: string[], left: string[] = []) =>
      check(CLEAN_DAY.join('\n'), ledger.join('\n'), {}, { pharmacyQueue: true, leftToPeople: new Set(left) });
    const until5 = () => [booking(), sep(), ...allTasks().slice(0, 3)];
    const number = () => line('farmasi.added', {});
    expect(judged([...until5(), number(), ...allTasks().slice(3)])).toMatchObject({ messages: 8, findings: [] });
    expect(judged([...until5(), ...allTasks().slice(3)])).toMatchObject({ lost: 1, leftToPeople: 0 });
    expect(judged([...until5(), ...allTasks().slice(3)], ['B1 farmasi.added'])).toMatchObject({
      lost: 0,
      leftToPeople: 1,
    });
    expect(judged([...until5(), ...allTasks().slice(3)], ['B2 farmasi.added'])).toMatchObject({ lost: 1 });
    expect(judged([...until5(), number(), number(), ...allTasks().slice(3)], ['B1 farmasi.added'])).toMatchObject({
      duplicated: 1,
    });
    expect(judged([...until5(), ...allTasks().slice(3, 4), number(), ...allTasks().slice(4)])).toMatchObject({
      outOfOrder: 1,
    });
  });

  it('names an effect for which the file has no visit', () => {
    const stranger = line(
      'booking.added',
      { kodebooking: 'X', norm: '000999', kodepoli: 'INT', tanggalperiksa: DAY },
      { key: 'X' },
    );
    expect(verdictOf(CLEAN_DAY, [booking(), stranger, sep(), ...allTasks()])).toMatchObject({ invented: 1 });
  });
});

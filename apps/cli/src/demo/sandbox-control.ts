// What a demo arranges at the sandbox before and during the day: the people of the file, their referrals, Mobile JKN's own
// bookings, the payer's pace, and the outage. Speaks only the control API.
import { CommandError } from '../command.ts';
import type { PlayEvent } from '../events-file/read.ts';
import { askJson, member } from '../run/json-http.ts';

export interface PayerPace {
  /** How long the payer takes for an answer, in real milliseconds. */
  readonly latencyMs: number;
}

export interface SandboxControl {
  arrangePeople(events: readonly PlayEvent[]): Promise<void>;
  setPace(pace: PayerPace): Promise<void>;
  /** Maintenance of every service between two business instants. */
  announceOutage(fromMs: number, untilMs: number, pace: PayerPace): Promise<void>;
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
}

export function sandboxControl(url: string): SandboxControl {
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> => {
    const answer = await askJson({
      method,
      url: `${url}/_sandbox${path}`,
      ...(body === undefined ? {} : { body }),
      timeoutMs: 60_000,
    });
    if (answer.kind === 'answer' && answer.status === 200) return answer.body;
    const why =
      answer.kind === 'no-answer' ? answer.reason : `${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`;
    throw new CommandError(`The sandbox did not take ${method} ${path}: ${why}`);
  };
  const moodOf = (pace: PayerPace): Record<string, unknown> => ({ latency: { kind: 'fixed', ms: pace.latencyMs } });
  return {
    call,
    arrangePeople: async (events) => {
      const registered = events.filter((event) => event.body.type === 'visit.registered');
      const insured = registered.filter((event) => event.cells.nomor_kartu !== undefined);
      await call('POST', '/participants', { participants: unique(insured.map(personOf), 'nomorKartu') });
      await call('POST', '/referrals', { referrals: unique(insured.flatMap(referralOf), 'nomorRujukan') });
      await call('POST', '/bookings', {
        bookings: registered.filter((event) => event.cells.sumber === 'mobile-jkn').map(bookingOf),
      });
    },
    setPace: async (pace) => {
      await call('PUT', '/moods?replace=1', { '*': moodOf(pace) });
    },
    announceOutage: async (fromMs, untilMs, pace) => {
      const maintenance = {
        answer: 'html',
        from: new Date(fromMs).toISOString(),
        until: new Date(untilMs).toISOString(),
      };
      await call('PUT', '/moods?replace=1', { '*': { ...moodOf(pace), maintenance } });
    },
  };
}

function unique(rows: readonly Record<string, unknown>[], key: string): Record<string, unknown>[] {
  return [...new Map(rows.map((row) => [row[key], row])).values()];
}

function personOf({ cells }: PlayEvent): Record<string, unknown> {
  return {
    nomorKartu: cells.nomor_kartu,
    nik: cells.nik,
    nama: cells.nama,
    jenisKelamin: cells.jenis_kelamin ?? 'L',
    tanggalLahir: cells.tanggal_lahir ?? '1980-01-01',
    nomorHp: cells.no_hp ?? '',
    norm: cells.norm ?? '',
    sidikJari: 'setiap-hari',
  };
}

/** A referral as the file tells it; without a date it was written the day before. */
function referralOf({ cells, atMs }: PlayEvent): Record<string, unknown>[] {
  if (cells.nomor_referensi === undefined || !['1', '4'].includes(cells.jenis_kunjungan ?? '1')) return [];
  const dayBefore = new Date(atMs - 86_400_000).toISOString().slice(0, 10);
  return [
    {
      nomorRujukan: cells.nomor_referensi,
      asal: cells.jenis_kunjungan === '4' ? '2' : '1',
      nomorKartu: cells.nomor_kartu,
      tanggal: cells.tanggal_rujukan ?? dayBefore,
      poli: cells.kode_poli,
      diagnosa: { kode: cells.diagnosa_rujukan ?? 'I10', nama: cells.diagnosa_rujukan ?? 'I10' },
    },
  ];
}

/** What Mobile JKN has told BPJS itself when the patient booked. */
function bookingOf({ cells, ppk, atMs }: PlayEvent): Record<string, unknown> {
  return {
    kodePpk: ppk,
    sumberdata: 'Mobile JKN',
    fields: {
      kodebooking: cells.kode_booking ?? '',
      jenispasien: cells.jenis_pasien ?? 'JKN',
      nomorkartu: cells.nomor_kartu ?? '',
      nik: cells.nik ?? '',
      nohp: cells.no_hp ?? '',
      kodepoli: cells.kode_poli ?? '',
      namapoli: cells.nama_poli ?? '',
      pasienbaru: 0,
      norm: cells.norm ?? '',
      tanggalperiksa: cells.tanggal_periksa ?? new Date(atMs).toISOString().slice(0, 10),
      kodedokter: Number(cells.kode_dokter ?? 0),
      namadokter: cells.nama_dokter ?? '',
      jampraktek: cells.jam_praktek ?? '',
      jeniskunjungan: Number(cells.jenis_kunjungan ?? 1),
      nomorreferensi: cells.nomor_referensi ?? '',
      nomorantrean: '',
      angkaantrean: 0,
      estimasidilayani: atMs,
    },
  };
}

/** Effects so far and the last sequence number, for progress and for knowing when nothing comes any more. */
export async function ledgerSize(
  control: SandboxControl,
): Promise<{ lastSeq: number; counts: Record<string, number> }> {
  const state = await control.call('GET', '/state');
  const lastSeq = member(state, 'ledger', 'lastSeq');
  const counts = member(state, 'ledger', 'counts');
  return { lastSeq: typeof lastSeq === 'number' ? lastSeq : 0, counts: numbersOf(counts) };
}

function numbersOf(value: unknown): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [name, count] of Object.entries(typeof value === 'object' && value !== null ? value : {}))
    if (typeof count === 'number') numbers[name] = count;
  return numbers;
}

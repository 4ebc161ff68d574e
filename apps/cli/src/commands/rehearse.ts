// `npm run titian -- rehearse`: the contingency procedure once through, against the sandbox of a running demo. Every step ticks itself off by
// what really happened, read back from Titian; the result stays there as an outage marked as a rehearsal, and its report is saved as a file.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createTitianApi, isTitianApiError, result, type TitianApi } from '@titian/api-client';
import { CommandError, type Command } from '../command.ts';
import { asPage } from '../demo/his.ts';
import { sandboxControl, type SandboxControl } from '../demo/sandbox-control.ts';
import { member } from '../run/json-http.ts';

const DEMO_PASSWORD = 'jembatan-demo';
const DOWN = { faults: [{ kind: 'refuse', probability: 1, on: 'all' }] };
const STEP_MS = 150_000;
const LOOK_MS = 1_000;
const WIB_MS = 7 * 3_600_000;

export const command: Command = {
  summary: 'rehearses an outage of BPJS against the sandbox of a running demo',
  help: [
    'Needs a demo that runs (`npm start`). The participant service of the sandbox is taken down and put back; people are fictitious.',
    '  --url URL       Titian (default http://127.0.0.1:3000)',
    '  --sandbox URL   its sandbox (default: the port after)',
    '  --user NAME     who registers (default pendaftaran.rs)',
    '  --report FILE   where the report is saved (default latihan.pdf)',
    'Exit code 1 when a step did not happen.',
  ].join('\n'),
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:3000' },
        sandbox: { type: 'string' },
        user: { type: 'string', default: 'pendaftaran.rs' },
        report: { type: 'string', default: 'latihan.pdf' },
      },
    });
    const url = values.url.replace(/\/$/, '');
    const beside = new URL(url);
    beside.port = String(Number(beside.port || '80') + 1);
    const control = sandboxControl((values.sandbox ?? beside.origin).replace(/\/$/, ''));
    const fetchAsPage = asPage(url);
    const desk = createTitianApi({ baseUrl: url, fetch: fetchAsPage });
    try {
      await rehearse({ desk, control, user: values.user, url, fetchAsPage, report: values.report });
      return 0;
    } catch (error) {
      if (!isTitianApiError(error) && !(error instanceof CommandError)) throw error;
      console.error(`  !!  ${error.message}`);
      return 1;
    } finally {
      await control.call('PUT', '/moods?replace=1', {});
    }
  },
};

interface Rehearsal {
  readonly desk: TitianApi;
  readonly control: SandboxControl;
  readonly user: string;
  readonly url: string;
  readonly fetchAsPage: (request: Request) => Promise<Response>;
  readonly report: string;
}

const keyed = () => ({ 'Idempotency-Key': randomUUID() });

async function rehearse({ desk, control, user, url, fetchAsPage, report }: Rehearsal): Promise<void> {
  const session = await result(desk.POST('/api/v1/session', { body: { username: user, password: DEMO_PASSWORD } }));
  const serviceDate = new Date(Date.parse(session.serverTime) + WIB_MS).toISOString().slice(0, 10);
  const { known, unknown } = await people(control);
  const search = (query: string) => result(desk.POST('/api/v1/peserta/search', { body: { query, serviceDate } }));
  await search(known.nomorKartu);
  const outage = await result(
    desk.POST('/api/v1/continuity/start', {
      params: { header: keyed() },
      body: { reason: 'Latihan gangguan BPJS', rehearsal: true },
    }),
  );
  tick('Mode kesinambungan aktif, ditandai sebagai latihan');
  const record = () => result(desk.GET('/api/v1/continuity/outages/{id}', { params: { path: { id: outage.id } } }));
  const print = async (path: string): Promise<Buffer> => {
    const answer = await fetchAsPage(new Request(`${url}/api/v1${path}`, { headers: { accept: 'application/pdf' } }));
    if (!answer.ok) throw new CommandError(`${path} was answered ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  try {
    await control.call('PUT', '/moods?replace=1', { 'vclaim.peserta': DOWN, 'pcare.peserta': DOWN });
    await until('gangguan terukur', async () => {
      await search(known.nomorKartu);
      return (await record()).outage.interruptedAt !== null;
    });
    tick('Layanan kepesertaan dimatikan di sandbox; gangguannya terukur dari panggilan');
    await register(desk, { serviceDate, person: known, expected: 'terima' });
    tick('Pasien yang dikenal diterima menurut data terakhir');
    const visitId = await register(desk, { serviceDate, person: unknown, expected: 'terima-dengan-pernyataan' });
    await print(`/visits/${visitId}/statement.pdf`);
    await result(
      desk.POST('/api/v1/visits/{id}/continuity/statement', {
        params: { header: keyed(), path: { id: visitId } },
        body: {},
      }),
    );
    tick('Pernyataan pasien yang belum dikenal dicetak dan ditandatangani');
    await control.call('PUT', '/moods?replace=1', {});
    await until('BPJS menjawab lagi', async () => {
      await search(known.nomorKartu);
      return (await record()).outage.recoveredAt !== null;
    });
    tick('Layanan hidup lagi, dan Titian melihatnya');
    await until('semua ditanyakan ulang', async () => (await record()).counters.unverified === 0);
    tick(`Semua ditanyakan ulang: ${(await record()).counters.turnedOut} ternyata bermasalah, ada di daftar kerja`);
  } finally {
    await result(
      desk.POST('/api/v1/continuity/end', { params: { header: keyed() }, body: { reason: 'Latihan selesai' } }),
    );
  }
  writeFileSync(report, await print(`/continuity/outages/${outage.id}/report.pdf`));
  tick(`Laporan latihan tersimpan: ${report}; catatannya ada di Kesinambungan`);
}

interface Person {
  readonly nomorKartu: string;
  readonly nik: string;
  readonly nama: string;
  readonly rujukan: string;
  readonly poli: string;
}

/** Somebody BPJS calls active, and somebody it does not: who turned out so is the point of asking again. */
async function people(control: SandboxControl): Promise<{ known: Person; unknown: Person }> {
  const listed = member(await control.call('GET', '/participants?limit=1000'), 'participants');
  const all = (Array.isArray(listed) ? listed : []).map((one: unknown) => ({
    isActive: member(one, 'status', 'kode') === '0',
    nomorKartu: String(member(one, 'nomorKartu')),
    nik: String(member(one, 'nik')),
    nama: String(member(one, 'nama')),
    rujukan: String(member(one, 'referrals', '0', 'nomorRujukan') ?? ''),
    poli: String(member(one, 'referrals', '0', 'poli') ?? 'INT'),
  }));
  const known = all.findLast(({ isActive, rujukan }) => isActive && rujukan !== '');
  const unknown = all.findLast(({ isActive }) => !isActive);
  if (known === undefined || unknown === undefined)
    throw new CommandError('The sandbox has nobody to rehearse with: start the demo anew.');
  return { known, unknown };
}

async function register(
  desk: TitianApi,
  { serviceDate, person, expected }: { serviceDate: string; person: Person; expected: string },
): Promise<string> {
  const { nama, nik, nomorKartu, rujukan, poli } = person;
  const visit = await result(
    desk.POST('/api/v1/visits', {
      params: { header: keyed() },
      body: {
        patient: { nama, nik, nomorKartu, noHp: '080000000099' },
        jenisPasien: 'JKN',
        pasienBaru: false,
        serviceDate,
        kodePoli: poli,
        jenisKunjungan: 1,
        ...(rujukan === '' ? {} : { nomorReferensi: rujukan }),
        continuity: { choice: 'lanjut' },
      },
    }),
  );
  const decision = visit.continuity?.decision;
  if (decision !== expected)
    throw new CommandError(`The policy decided "${decision ?? 'nothing'}" where the rehearsal expected "${expected}".`);
  return visit.id;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + STEP_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new CommandError(`Did not happen in time: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function tick(text: string): void {
  console.log(`  ok  ${text}`);
}

// The client's word against the sandbox's ledger: when the client says that nothing happened at BPJS, nothing may have
// happened; when it says that something happened, exactly one effect may be there. For every fault the sandbox can play.
import { type BpjsClient, createBpjsClient, isBpjsError } from '@titian/client';
import { antreanfktp, antreanrs, pcare } from '@titian/contract';
import { createSandbox, FAULT_KINDS, type FaultKind, type Sandbox } from '@titian/sandbox';
import { participantAt } from '@titian/sandbox/population';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const NOW_MS = Date.parse('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const SEED = 1;
/** Long enough for a local answer, short enough for a hang. */
const TIMEOUT_MS = 300;

let sandbox: Sandbox;
let hospital: BpjsClient;
let clinic: BpjsClient;
let session = { kodepoli: '', kodedokter: 0, namadokter: '', jampraktek: '' };
let counter = 0;

function clientFor(kodePpk: string): BpjsClient {
  return createBpjsClient({
    credentials: sandbox.credentials(kodePpk),
    environment: 'development',
    baseUrls: sandbox.baseUrls,
    clock: { now: () => new Date(NOW_MS) },
    settings: { allowBaseUrl: [sandbox.url] },
    limits: { timeoutMs: TIMEOUT_MS },
  });
}

beforeAll(async () => {
  sandbox = await createSandbox({ seed: SEED, population: 200, now: () => NOW_MS });
  hospital = clientFor('9999R001');
  clinic = clientFor('9999U001');
  const polis = await clinic.call(antreanfktp.refPoli, { params: { tanggal: TODAY } });
  const kodepoli = polis.data?.list[0]?.kodepoli ?? '';
  const doctors = await clinic.call(antreanfktp.refDokter, { params: { kodepoli, tanggal: TODAY } });
  const [doctor] = doctors.data?.list ?? [];
  if (doctor === undefined) throw new Error('The clinic has no session.');
  session = { kodepoli, kodedokter: doctor.kodedokter, namadokter: doctor.namadokter, jampraktek: doctor.jampraktek };
});

afterAll(async () => {
  await Promise.all([hospital.close(), clinic.close()]);
  await sandbox.close();
});

/** Members 2, 12, 22 …: active, with a referral, each used once. */
function nextPerson(): ReturnType<typeof participantAt>['person'] {
  counter += 1;
  return participantAt(SEED, counter * 2 + (counter % 10 === 3 || counter % 10 === 6 ? 100 : 0), TODAY).person;
}

const writes: Readonly<Record<string, () => Promise<unknown>>> = {
  'a booking': () => {
    const example = antreanrs.add.example.request;
    if (example === null) throw new Error('The catalogue is incomplete.');
    counter += 1;
    const body = {
      ...example,
      kodebooking: `GANGGUAN-${counter}`,
      jenispasien: 'NON JKN' as const,
      nomorkartu: '',
      nik: '9999000000009999',
      nomorreferensi: '',
      kodepoli: 'INT',
      tanggalperiksa: TODAY,
      kodedokter: 99901,
    };
    return hospital.call(antreanrs.add, { body });
  },
  'a clinic registration': () => {
    const example = pcare.pendaftaranAdd.example.request;
    if (example === null) throw new Error('The catalogue is incomplete.');
    const person = nextPerson();
    return clinic.call(pcare.pendaftaranAdd, {
      body: { ...example, noKartu: person.nomorKartu, tglDaftar: '26-11-2026', kdProviderPeserta: person.fktp.kode },
    });
  },
  'a clinic queue entry': async () => {
    const example = antreanfktp.add.example.request;
    if (example === null) throw new Error('The catalogue is incomplete.');
    const person = nextPerson();
    return clinic.call(antreanfktp.add, {
      body: {
        ...example,
        ...session,
        nomorkartu: person.nomorKartu,
        nik: person.nik,
        tanggalperiksa: TODAY,
        nomorantrean: `A-${counter}`,
        angkaantrean: counter,
      },
    });
  },
};

/** What the caller is told: an answer, or an effect. */
async function told(call: Promise<unknown>): Promise<'answered' | 'none' | 'unknown' | 'applied'> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    if (isBpjsError(error)) return error.effect;
    throw error;
  }
}

/** Effects so far; the ledger also notes refusals, which change nothing. */
function effectCount(): number {
  return sandbox.ledger().filter((line) => line.effect !== 'refused').length;
}

async function untilNothingIsPending(): Promise<void> {
  const deadline = performance.now() + 5000;
  while (sandbox.pendingLate() > 0) {
    if (performance.now() > deadline) throw new Error('A late effect never came.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.each(FAULT_KINDS.map((kind) => [kind] as const))('under %s', (kind: FaultKind) => {
  it.each(Object.entries(writes))('%s: the client never denies an effect', async (_, write) => {
    await sandbox.setMood('*', { faults: [{ kind, ms: kind === 'throttle' ? 1000 : 50 }] });
    const before = effectCount();
    const word = await told(write());
    await untilNothingIsPending();
    const effects = effectCount() - before;
    await sandbox.clearMoods();
    if (word === 'answered') expect(effects).toBe(1);
    if (word === 'none') expect(effects).toBe(0);
    expect(word).not.toBe('applied');
  });
});

describe('without a fault', () => {
  it.each(Object.entries(writes))('%s: arrives once', async (_, write) => {
    const before = effectCount();
    expect(await told(write())).toBe('answered');
    expect(effectCount() - before).toBe(1);
  });
});

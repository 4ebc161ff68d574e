// Plays the example of a call: a fresh sandbox in memory, a client of the facility that makes this call, real HTTP between them. What has to be
// there first comes from the examples of other calls.
import {
  createBpjsClient,
  createEklaimClient,
  findEklaimMethod,
  findEndpoint,
  isBpjsError,
  type Service,
} from '@titian/client';
import { createSandbox, type Sandbox } from '@titian/sandbox';
import { EXPECTED } from '../../tools/catalogue/expected.ts';

/** Examples that name no day are played on this one. */
const SOME_DAY = '2026-01-15';
/** Nine in the morning WIB, when every session has begun. */
const MORNING = 'T02:00:00Z';
/** The examples' member and some around it. */
const POPULATION = 20;

const HOSPITAL = '9999R001';
const CLINIC = '9999U001';
const CALLERS: Readonly<Partial<Record<Service, string>>> = {
  pcare: CLINIC,
  antreanfktp: CLINIC,
  srbk: CLINIC,
  apotek: '9999A001',
};

function callerOf(id: string, service: Service): string {
  return id === 'icare.fktp.validate' ? CLINIC : (CALLERS[service] ?? HOSPITAL);
}

function exampleOf(id: string): unknown {
  const { example } = findEndpoint(id) ?? findEklaimMethod(id) ?? {};
  return example === undefined ? undefined : { ...example, response: null };
}

/** The last day that an example, or one before it, names: what it speaks of lies behind it or happens then. */
function dayOf(steps: readonly string[]): string {
  const text = JSON.stringify(steps.map(exampleOf));
  const iso = [...text.matchAll(/(?<!\d)20\d\d-\d\d-\d\d/g)].map(([day]) => day);
  const dayFirst = [...text.matchAll(/(?<!\d)(\d\d)-(\d\d)-(20\d\d)/g)].map(
    ([, day, month, year]) => `${year}-${month}-${day}`,
  );
  return [...iso, ...dayFirst].toSorted().at(-1) ?? SOME_DAY;
}

/** The example and everything that goes before it, first things first. */
export function stepsOf(id: string): string[] {
  const expected = EXPECTED[id];
  return typeof expected === 'object' ? [...stepsOf(expected.after), id] : [id];
}

/** What a caller sees: the kind of the answer, or the error with the known message or BPJS's code behind it. */
async function seen(call: Promise<{ readonly kind: string }>): Promise<string> {
  try {
    return (await call).kind;
  } catch (error) {
    if (!isBpjsError(error)) throw error;
    return `${error.code} ${error.messageId ?? error.bpjsCode ?? String(error.context['reason'])}`;
  }
}

async function play(sandbox: Sandbox, now: () => Date, id: string): Promise<string> {
  const method = findEklaimMethod(id);
  if (method !== undefined) {
    const claims = createEklaimClient({ url: sandbox.eklaimUrl, key: sandbox.credentials(HOSPITAL).eklaimKey });
    return seen(claims.call(method, method.example.request)).finally(() => claims.close());
  }
  const endpoint = findEndpoint(id);
  if (endpoint === undefined) throw new Error(`The catalogue has no call ${id}.`);
  const bpjs = createBpjsClient({
    environment: 'development',
    credentials: sandbox.credentials(callerOf(id, endpoint.service)),
    baseUrls: sandbox.baseUrls,
    settings: { allowBaseUrl: [sandbox.url] },
    clock: { now },
  });
  const { params, request } = endpoint.example;
  return seen(bpjs.call(endpoint, { params, body: request })).finally(() => bpjs.close());
}

/** What each step of an example comes to. */
export async function playExample(id: string, steps: readonly string[] = stepsOf(id)): Promise<string[]> {
  const now = new Date(`${dayOf(steps)}${MORNING}`);
  const sandbox = await createSandbox({ population: POPULATION, now: () => now.getTime() });
  const outcomes: string[] = [];
  try {
    // Each step stands on the one before it.
    for (const step of steps) outcomes.push(await play(sandbox, () => now, step));
  } finally {
    await sandbox.close();
  }
  return outcomes;
}

// What every browser journey needs: a page that reports its own errors, signing in, fictitious participants nobody used yet, the
// sandbox's moods, and pictures kept as artefacts. It tests nothing by itself.
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import type { APIRequestContext, Locator, Page, TestInfo } from '@playwright/test';
import { DEMO_PASSWORD, sandboxUrl } from './house.ts';
import { TAKEN } from './pictures.ts';

export interface Participant {
  readonly nomorKartu: string;
  readonly nama: string;
  readonly nik: string;
  readonly referrals: readonly { readonly nomorRujukan: string; readonly tanggal: string; readonly poli: string }[];
  readonly controlLetters: readonly unknown[];
  readonly status: { readonly kode: string };
  readonly fktp: { readonly kode: string };
}

interface Credentials {
  readonly consId: string;
  readonly secret: string;
  readonly userKeys: { readonly antreanrs: string };
}

export interface Sandbox {
  /** Its own page, for whoever wants to look. */
  readonly url: string;
  ledger(): Promise<{ effect: string; key: string; data: Record<string, unknown> }[]>;
  /** Somebody whose membership BPJS holds as inactive. */
  inactiveParticipant(): Promise<Participant>;
  /** An active participant with a valid first referral, of whom the sandbox holds no effect yet. */
  freshParticipant(poli?: string): Promise<Participant>;
  moods(moods: Record<string, unknown>): Promise<void>;
  /** Another program of the hospital stores a Task ID at BPJS; false = BPJS does not take it (the booking is not there yet). */
  storeByAnother(kodeBooking: string, taskId: number, at: Date): Promise<boolean>;
}

const REFERRAL_DAYS = 80;
/** A save waits up to three seconds for the SEP; the rest is a busy test machine. */
const SAVE_MS = 25_000;
const DAY_MS = 86_400_000;
const TIE_MS = 1_100;
/** The demo hospital and clinic lie in Bogor. */
export const WIB_MS = 7 * 3_600_000;

export const test = base.extend<{ sandbox: Sandbox }>({
  sandbox: async ({ request, baseURL }, use) => {
    const url = sandboxUrl(baseURL ?? '');
    await use(createSandbox(request, url));
    await request.delete(`${url}/_sandbox/moods`);
  },
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      // The browser itself logs every refused request; the refusals a journey provokes are checked on the screen.
      const isRefusal = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isRefusal) problems.push(message.text());
    });
    // A headless browser has no printer; a workplace without one switches this off as well.
    await page.addInitScript(() => {
      // The frame of a print is the browser's PDF reader, which has no storage.
      if (window.top === window) window.localStorage.setItem('titian.print-on-save', 'false');
    });
    await use(page);
    expect(problems, 'errors of the page').toEqual([]);
  },
});
export { expect };

function createSandbox(request: APIRequestContext, url: string): Sandbox {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await request.get(url + path);
    expect(answer.ok(), `${path} of the sandbox`).toBe(true);
    // The sandbox's control interface is ours; its shapes are held by its own tests.
    return (await answer.json()) as T;
  };
  const ledger = async () =>
    (
      await read<{ lines: { effect: string; key: string; data: Record<string, unknown> }[] }>(
        '/_sandbox/ledger?after=0&limit=100000',
      )
    ).lines;
  return {
    url,
    ledger,
    async freshParticipant(poli) {
      const { businessNow } = await read<{ businessNow: string }>('/_sandbox/clock');
      const { participants } = await read<{ participants: Participant[] }>('/_sandbox/participants?limit=1000');
      const used = JSON.stringify(await ledger());
      const oldest = Date.parse(businessNow) - REFERRAL_DAYS * DAY_MS;
      const found = participants.find(
        (person) =>
          person.status.kode === '0' &&
          person.controlLetters.length === 0 &&
          !used.includes(person.nomorKartu) &&
          !taken.has(person.nomorKartu) &&
          person.referrals.some(
            (referral) => Date.parse(referral.tanggal) > oldest && (poli === undefined || referral.poli === poli),
          ),
      );
      if (!found) throw new Error('The sandbox has no unused participant with a valid referral left.');
      taken.add(found.nomorKartu);
      return found;
    },
    async inactiveParticipant() {
      const { participants } = await read<{ participants: Participant[] }>('/_sandbox/participants?limit=1000');
      const found = participants.find((person) => person.status.kode !== '0' && !taken.has(person.nomorKartu));
      if (!found) throw new Error('Everybody in the sandbox is active.');
      taken.add(found.nomorKartu);
      return found;
    },
    async storeByAnother(kodebooking, taskid, at) {
      const { facilities } = await read<{ facilities: { kodePpk: string; credentials: Credentials }[] }>(
        '/_sandbox/facilities',
      );
      const own = facilities.find((facility) => facility.kodePpk === '9999R001')?.credentials;
      if (!own) throw new Error('The sandbox does not know the hospital.');
      const timestamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1000));
      const answer = await request.post(`${url}/antreanrs/antrean/updatewaktu`, {
        data: { kodebooking, taskid, waktu: at.getTime() },
        headers: {
          'x-cons-id': own.consId,
          'x-timestamp': timestamp,
          'x-signature': createHmac('sha256', own.secret).update(`${own.consId}&${timestamp}`).digest('base64'),
          user_key: own.userKeys.antreanrs,
        },
      });
      const { metadata } = (await answer.json()) as { metadata: { code: number | string } };
      return String(metadata.code) === '200';
    },
    async moods(moods) {
      const answer = await request.put(`${url}/_sandbox/moods?replace=1`, { data: moods });
      expect(answer.ok(), await answer.text()).toBe(true);
    },
  };
}

/** Chosen in this worker, perhaps not in the ledger yet. */
const taken = new Set<string>();

export async function signIn(page: Page, username: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await expect(page.getByRole('banner')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Akun/ }).click();
  await page.getByRole('menuitem', { name: 'Keluar' }).click();
  await expect(page.getByLabel('Nama pengguna')).toBeVisible();
}

/** Opens a screen by the rail, or by the bar at the bottom on a phone. */
export async function open(page: Page, name: string): Promise<void> {
  const link = page
    .getByRole('navigation', { name: 'Menu utama' })
    .getByRole('link', { name, exact: true })
    .filter({ visible: true });
  if (await link.count()) {
    await link.click();
    return;
  }
  await page.getByRole('button', { name: 'Lainnya' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Finds a participant at the desk and saves; answers the queue number. */
export async function registerByCard(page: Page, nomorKartu: string): Promise<string> {
  await page.getByLabel('Cari peserta').fill(nomorKartu);
  await page.keyboard.press('Enter');
  const save = page.getByRole('button', { name: 'Simpan & cetak nomor' });
  await expect(save).toBeFocused();
  await page.keyboard.press('Enter');
  return await queueNumber(page);
}

export async function queueNumber(page: Page): Promise<string> {
  const number = page.getByTestId('queue-number');
  await expect(number).toBeVisible({ timeout: SAVE_MS });
  return (await number.textContent()) ?? '';
}

/** Other people of the house who act while the journey watches one screen: the same API calls their screens make. */
export interface Colleague {
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  get<T>(path: string): Promise<T>;
}

interface Registered {
  readonly id: string;
  readonly nomorAntrean: string;
  readonly kodeBooking: string;
}

export async function colleague(
  playwright: { request: { newContext(options: object): Promise<APIRequestContext> } },
  baseURL: string,
  username: string,
): Promise<Colleague> {
  const context = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { origin: baseURL, 'sec-fetch-site': 'same-origin' },
  });
  const write = async <T>(method: 'post' | 'put', path: string, body: unknown): Promise<T> => {
    const answer = await context[method](`/api/v1${path}`, {
      data: body,
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(answer.ok(), `${username} ${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    // The shapes are the API's own, held by its document.
    return (await answer.json()) as T;
  };
  const post = <T>(path: string, body: unknown): Promise<T> => write<T>('post', path, body);
  await post('/session', { username, password: DEMO_PASSWORD });
  return {
    post,
    put: (path, body) => write('put', path, body),
    async get<T>(path: string): Promise<T> {
      const answer = await context.get(`/api/v1${path}`);
      expect(answer.ok(), `${username} GET ${path}: ${answer.status()}`).toBe(true);
      return (await answer.json()) as T;
    },
  };
}

/** BPJS compares times by the second: two moments of one visit must lie apart, as they do for people. */
export async function aSecondLater(colleagueOfTheHouse: Colleague): Promise<void> {
  const now = async () => Date.parse((await colleagueOfTheHouse.get<{ serverTime: string }>('/session')).serverTime);
  const start = await now();
  await expect.poll(now).toBeGreaterThan(start + TIE_MS);
}

/** A fictitious NIK nobody was registered with. */
export function unknownNik(): string {
  return `9999${String(randomInt(0, 10 ** 12)).padStart(12, '0')}`;
}

/** What the desk's screen does, as one call. */
export async function register(
  desk: Colleague,
  person: Participant,
  change: Record<string, unknown> = {},
): Promise<Registered> {
  const { serverTime } = await desk.get<{ serverTime: string }>('/session');
  const serviceDate = new Date(Date.parse(serverTime) + WIB_MS).toISOString().slice(0, 10);
  const found = await desk.post<{
    matches: {
      nama: string;
      nik: string;
      nomorKartu: string;
      noHp: string;
      tanggalLahir: string;
      jenisKelamin: string;
      eligibility: { snapshotId: string } | null;
    }[];
  }>('/peserta/search', { query: person.nomorKartu, serviceDate });
  const match = found.matches[0];
  if (!match) throw new Error(`The desk does not find card ${person.nomorKartu}.`);
  const { nama, nik, nomorKartu, noHp, tanggalLahir, jenisKelamin, eligibility } = match;
  const referral = person.referrals[0];
  return desk.post<Registered>('/visits', {
    patient: { nama, nik, nomorKartu, noHp, tanggalLahir, jenisKelamin },
    jenisPasien: 'JKN',
    pasienBaru: false,
    serviceDate,
    kodePoli: referral?.poli ?? 'INT',
    jenisKunjungan: 1,
    nomorReferensi: referral?.nomorRujukan ?? '',
    checkIn: true,
    ...(eligibility ? { eligibilitySnapshotId: eligibility.snapshotId } : {}),
    ...change,
  });
}

/** A doctor session of today for a poli, so that a registration by call is complete. */
export async function sessionOf(desk: Colleague, kodePoli: string): Promise<{ sessionId: string; kodePoli: string }> {
  const { serverTime } = await desk.get<{ serverTime: string }>('/session');
  const date = new Date(Date.parse(serverTime) + WIB_MS).toISOString().slice(0, 10);
  const day = await desk.get<{
    units: { kodePoli: string; sessions: { sessionId: string; sisaKuotaJkn: number }[] }[];
  }>(`/schedule?date=${date}`);
  const session = day.units
    .find((unit) => unit.kodePoli === kodePoli)
    ?.sessions.find((candidate) => candidate.sisaKuotaJkn > 0);
  if (!session) throw new Error(`No session with seats for ${kodePoli} today.`);
  return { sessionId: session.sessionId, kodePoli };
}

/** Kept as an artefact. Some of them are shown in the documents: pictures.ts. `top`: from the beginning of the screen. */
export async function picture(page: Page, info: TestInfo, name: string, from: 'here' | 'top' = 'here'): Promise<void> {
  const folder = `${TAKEN}/${info.project.name}`;
  mkdirSync(folder, { recursive: true });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.mouse.move(0, 0);
  if (from === 'top') await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

/** Nothing of the page sticks out sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      main ? main.scrollWidth - main.clientWidth : 0,
    );
  });
  expect(excess, 'pixels wider than the screen').toBeLessThanOrEqual(1);
}

export function rowOf(scope: Page | Locator, text: string): Locator {
  return scope.getByRole('row').filter({ hasText: text });
}

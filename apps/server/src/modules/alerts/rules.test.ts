// Which states are worth an alert, and how one lives from the first sign to the all-clear; by the clock, without a database.
import { describe, expect, it } from 'vitest';
import type { HealthDetail } from '../gateway/index.ts';
import { conditionsOf, LATE_MS, RULE_IDS, RULES, type Condition, type Surroundings } from './rules.ts';
import { stepsOf, type OpenAlert } from './step.ts';
import { wordsOf } from './texts.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;
const NOTHING: Surroundings = { disk: null, lastBackupAt: null, certificateEndsAt: null, settleWindowMs: 120_000 };

type Service = HealthDetail['services'][number];
type Channel = Service['channels'][number];
const figures = { total: 1, good: 1, unanswered: 0, p50Ms: 100, p95Ms: 100, p99Ms: 100 };
const channel = (more: Partial<Channel> = {}): Channel => ({
  id: 'antreanrs.antrean',
  group: 'antrean',
  state: 'closed',
  pausedReason: null,
  pausedAt: null,
  openedAt: null,
  nextProbeAt: null,
  lastGoodAt: null,
  lastFailedAt: null,
  interruptedSince: null,
  waiting: [],
  places: null,
  periods: { m15: figures, h1: figures, h24: figures },
  errors: [],
  curve: [],
  ...more,
});
const service = (more: Partial<Service> = {}): Service => ({
  service: 'antreanrs',
  name: 'Antrean RS',
  main: true,
  state: 'terhubung',
  since: null,
  lastGoodAt: NOW.toISOString(),
  lastTriedAt: NOW.toISOString(),
  waiting: 0,
  unknown: 0,
  unknownSince: null,
  refused: 0,
  parked: 0,
  differences: 0,
  deliveredSinceRecovery: 0,
  skewMs: null,
  risks: [],
  channels: [channel()],
  ...more,
});
const detail = (more: Partial<Service> = {}, alive = true): HealthDetail => ({
  services: [service(more)],
  nodes: [{ id: 'n', startedAt: NOW.toISOString(), seenAt: NOW.toISOString(), alive }],
  asOf: NOW.toISOString(),
});
const rulesOf = (seen: HealthDetail, around: Partial<Surroundings> = {}) =>
  conditionsOf(seen, { ...NOTHING, ...around }, NOW).map((one) => `${one.rule} ${one.subject}`);

describe('a condition', () => {
  it('is found for each state of the bridge that a person must hear of, and none when all is well', () => {
    expect(rulesOf(detail())).toEqual([]);
    expect(rulesOf(detail({ state: 'terputus', since: at(-MINUTE).toISOString() }))).toEqual([
      'layanan-terputus antreanrs',
    ]);
    expect(rulesOf(detail({ differences: 2 }))).toEqual(['beda-dengan-bpjs antreanrs']);
    expect(rulesOf(detail({ parked: 1 }))).toEqual(['menunggu-orang antreanrs']);
    expect(rulesOf(detail({ skewMs: -45_000 }))).toEqual(['jam-berbeda antreanrs']);
    expect(rulesOf(detail({}, false))).toEqual(['tanpa-pengirim server']);
  });

  it('of unclear messages begins after twice the settle window', () => {
    const unclear = (ms: number) => detail({ unknown: 1, unknownSince: at(-ms).toISOString() });
    expect(rulesOf(unclear(240_000))).toEqual([]);
    expect(rulesOf(unclear(240_001))).toEqual(['belum-pasti-lama antreanrs']);
    const away = detail({ unknown: 1, unknownSince: at(-999_999).toISOString(), state: 'terputus' });
    expect(rulesOf(away)).toEqual(['layanan-terputus antreanrs']);
  });

  it('of a paused channel tells refused credentials from a hand', () => {
    const paused = (pausedReason: string) => detail({ channels: [channel({ state: 'paused', pausedReason })] });
    expect(rulesOf(paused('pemeliharaan'))).toEqual(['kanal-dijeda antreanrs.antrean']);
    expect(rulesOf(paused('BPJS_CREDENTIAL'))).toEqual(['kunci-ditolak antreanrs.antrean']);
  });

  it('of an unfamiliar answer needs one answer; other errors are no drift', () => {
    const erring = (code: string) =>
      detail({ channels: [channel({ errors: [{ code, count: 1, what: null, nextStep: null }] })] });
    expect(rulesOf(erring('BPJS_UNFAMILIAR'))).toEqual(['jawaban-asing antreanrs']);
    expect(rulesOf(erring('BPJS_REJECTED'))).toEqual([]);
  });

  it.each([0, 1, 2, 3] as const)('of late work of class %i begins exactly at its age', (messageClass) => {
    const waiting = (ms: number) =>
      detail({
        channels: [channel({ waiting: [{ class: messageClass, messages: 3, oldestAt: at(-ms).toISOString() }] })],
      });
    expect(rulesOf(waiting(LATE_MS[messageClass] - 1))).toEqual([]);
    expect(rulesOf(waiting(LATE_MS[messageClass]))).toEqual([`antrean-lama golongan-${messageClass}`]);
  });

  it('of the machines is judged only where something is known', () => {
    const GIB = 1024 ** 3;
    expect(rulesOf(detail(), { disk: { freeBytes: 3 * GIB, totalBytes: 500 * GIB } })).toEqual([]);
    expect(rulesOf(detail(), { disk: { freeBytes: GIB, totalBytes: 500 * GIB } })).toEqual(['ruang-disk server']);
    // A small disk that is half empty is no alarm.
    expect(rulesOf(detail(), { disk: { freeBytes: GIB, totalBytes: 2 * GIB } })).toEqual([]);
    expect(rulesOf(detail(), { lastBackupAt: at(-27 * 60 * MINUTE) })).toEqual(['cadangan-lama server']);
    expect(rulesOf(detail(), { lastBackupAt: at(-25 * 60 * MINUTE) })).toEqual([]);
    expect(rulesOf(detail(), { certificateEndsAt: at(20 * 1440 * MINUTE) })).toEqual(['sertifikat server']);
    expect(rulesOf(detail(), { certificateEndsAt: at(22 * 1440 * MINUTE) })).toEqual([]);
  });
});

describe('an alert', () => {
  const cut: Condition = {
    rule: 'layanan-terputus',
    subject: 'vclaim',
    facts: { layanan: 'VClaim', menunggu: 1 },
    since: at(-MINUTE),
  };
  const open = (more: Partial<OpenAlert> = {}): OpenAlert => ({
    alertId: 'a',
    rule: 'layanan-terputus',
    subject: 'vclaim',
    facts: {},
    since: at(-10 * MINUTE),
    lastTrueAt: NOW,
    firedAt: at(-8 * MINUTE),
    remindedAt: null,
    seenAt: null,
    mutedUntil: null,
    ...more,
  });

  it('is watched before it fires, by the instant the evidence gives', () => {
    expect(stepsOf([], [cut], NOW).begun).toEqual([{ condition: cut, since: at(-MINUTE), fires: false }]);
    const old = { ...cut, since: at(-2 * MINUTE) };
    expect(stepsOf([], [old], NOW).begun[0]?.fires).toBe(true);
    const watched = open({ firedAt: null, since: at(-2 * MINUTE) });
    expect(stepsOf([watched], [cut], NOW).kept).toMatchObject([{ fires: true, reminds: false }]);
  });

  it('a future instant of the evidence (clocks apart) does not keep it silent for ever', () => {
    const [begun] = stepsOf([], [{ ...cut, since: at(60 * MINUTE) }], NOW).begun;
    expect(begun?.since).toEqual(NOW);
  });

  it('fires once, and is said again only after its pause, unseen and not muted', () => {
    const due = RULES['layanan-terputus'].remindMs ?? 0;
    const reminds = (alert: OpenAlert) => stepsOf([alert], [cut], NOW).kept[0]?.reminds;
    expect(stepsOf([open()], [cut], NOW)).toMatchObject({ begun: [], kept: [{ fires: false, reminds: false }] });
    expect(reminds(open({ firedAt: at(-due) }))).toBe(true);
    expect(reminds(open({ firedAt: at(-2 * due), remindedAt: at(-due + 1) }))).toBe(false);
    expect(reminds(open({ firedAt: at(-due), seenAt: NOW }))).toBe(false);
    expect(reminds(open({ firedAt: at(-due), mutedUntil: at(1) }))).toBe(false);
    expect(reminds(open({ firedAt: at(-due), mutedUntil: at(-1) }))).toBe(true);
  });

  it('clears by itself after its pause, and one that nobody heard of is forgotten', () => {
    expect(stepsOf([open()], [], NOW)).toMatchObject({ cleared: [], forgotten: [] });
    const over = open({ lastTrueAt: at(-MINUTE) });
    expect(stepsOf([over], [], NOW).cleared).toEqual([over]);
    const unheard = open({ lastTrueAt: at(-MINUTE), firedAt: null });
    expect(stepsOf([unheard], [], NOW)).toMatchObject({ cleared: [], forgotten: [unheard] });
  });
});

it('every rule has its words in both languages, with every fact filled in', () => {
  const facts = {
    layanan: 'VClaim',
    kanal: 'sep',
    menunggu: 1,
    jumlah: 2,
    golongan: 1,
    menit: 3,
    lewat: 4,
    detik: 5,
    megabita: 6,
    jam: 7,
    hari: 8,
  };
  for (const rule of RULE_IDS) {
    const words = wordsOf(rule, facts);
    for (const { what, meaning, todo } of [words.id, words.en]) {
      expect(`${what} ${meaning} ${todo}`).not.toMatch(/undefined|NaN/);
      expect(Math.min(what.length, meaning.length, todo.length)).toBeGreaterThan(10);
    }
  }
});

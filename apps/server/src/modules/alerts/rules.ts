// Which states of the bridge a person must hear of, as data: how long a condition must hold, when it is over, how often it is said again.
// The words are in texts.ts. Pure: facts in, conditions out.
import type { HealthDetail } from '../gateway/index.ts';

export const SEVERITIES = ['kritis', 'peringatan', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

interface Rule {
  readonly severity: Severity;
  /** From `since` on, before anybody is told. */
  readonly holdMs: number;
  /** Must be false for so long before it counts as over: no back and forth. */
  readonly clearMs: number;
  /** Said again after so long while nobody has looked; null = once is enough. */
  readonly remindMs: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rule = (severity: Severity, holdMs: number, remindMs: number | null, clearMs = 0): Rule => ({
  severity,
  holdMs,
  clearMs,
  remindMs,
});

export const RULES = {
  'layanan-terputus': rule('kritis', 2 * MINUTE, 2 * HOUR, MINUTE),
  'antrean-lama': rule('peringatan', 0, 4 * HOUR, MINUTE),
  'kanal-dijeda': rule('peringatan', 0, 4 * HOUR),
  'kunci-ditolak': rule('kritis', 0, 2 * HOUR),
  'jawaban-asing': rule('kritis', 0, 4 * HOUR),
  'beda-dengan-bpjs': rule('info', 0, 24 * HOUR),
  'batas-h7': rule('kritis', 0, 4 * HOUR),
  'sep-hari-ini': rule('kritis', 0, HOUR),
  'batas-klinik': rule('peringatan', 0, 4 * HOUR),
  'belum-pasti-lama': rule('peringatan', 0, 4 * HOUR, MINUTE),
  'menunggu-orang': rule('peringatan', 5 * MINUTE, 8 * HOUR),
  'jam-berbeda': rule('peringatan', 0, 8 * HOUR),
  'ruang-disk': rule('kritis', 0, 2 * HOUR, MINUTE),
  'tanpa-pengirim': rule('kritis', MINUTE, HOUR),
  sertifikat: rule('peringatan', 0, 24 * HOUR),
  'cadangan-lama': rule('kritis', 0, 24 * HOUR),
} as const satisfies Readonly<Record<string, Rule>>;
export type RuleId = keyof typeof RULES;
// The keys of the constant above, in their order.
export const RULE_IDS = Object.keys(RULES) as RuleId[];

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

/** Age of the oldest waiting message from which on a class is late: a patient at the counter, today's, late ones, bulk. */
export const LATE_MS = { 0: 5 * MINUTE, 1: 30 * MINUTE, 2: 6 * HOUR, 3: 24 * HOUR } as const;
export const DISK_FREE_SHARE = 0.1;
export const DISK_FREE_BYTES = 2 * 1024 ** 3;
export const CERTIFICATE_DAYS = 21;
export const BACKUP_HOURS = 26;
const DAY_MS = 24 * HOUR;

export type Facts = Readonly<Record<string, string | number>>;

export interface Condition {
  readonly rule: RuleId;
  /** Of one rule the same thing: a service, a channel, a class. Never a person. */
  readonly subject: string;
  readonly facts: Facts;
  /** From when on it has been true, where the evidence says so. */
  readonly since: Date | null;
}

/** What is known of the machines below; null = not known here, and then not judged. */
export interface Surroundings {
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly lastBackupAt: Date | null;
  readonly certificateEndsAt: Date | null;
  /** After this an unclear call is read back for the last time. */
  readonly settleWindowMs: number;
}

export function conditionsOf(detail: HealthDetail, around: Surroundings, now: Date): readonly Condition[] {
  return [
    ...detail.services.flatMap((service) => ofService(service, around, now)),
    ...ofClasses(detail, now),
    ...ofMachines(detail, around, now),
  ];
}

type Service = HealthDetail['services'][number];

const CREDENTIAL_REASON = /^(credential\.|BPJS_CREDENTIAL|pcare\.credential)/;
const RISK_RULE = { h7: 'batas-h7', 'sep-hari-ini': 'sep-hari-ini', 'batas-klinik': 'batas-klinik' } as const;

function ofService(service: Service, around: Surroundings, now: Date): readonly Condition[] {
  const subject = service.service;
  const facts = { layanan: service.name };
  const found: Condition[] = [];
  const add = (rule: RuleId, more: Facts, since: string | null = null) =>
    found.push({ rule, subject, facts: { ...facts, ...more }, since: dateOf(since) });
  if (service.state === 'terputus') add('layanan-terputus', { menunggu: service.waiting }, service.since);
  if (service.differences > 0) add('beda-dengan-bpjs', { jumlah: service.differences });
  if (service.parked > 0) add('menunggu-orang', { jumlah: service.parked });
  if (service.skewMs !== null) add('jam-berbeda', { detik: Math.round(service.skewMs / 1000) });
  const unknownSince = dateOf(service.unknownSince);
  // While the service is away nothing can be read back; the interruption says so already.
  if (
    service.state !== 'terputus' &&
    unknownSince !== null &&
    now.getTime() - unknownSince.getTime() > 2 * around.settleWindowMs
  )
    add('belum-pasti-lama', { jumlah: service.unknown }, service.unknownSince);
  for (const risk of service.risks) add(RISK_RULE[risk.risk], { jumlah: risk.count, lewat: risk.late });
  const unfamiliar = service.channels.flatMap((one) => one.errors.filter((error) => error.code === 'BPJS_UNFAMILIAR'));
  const times = unfamiliar.reduce((sum, error) => sum + error.count, 0);
  if (times > 0) add('jawaban-asing', { jumlah: times });
  for (const channel of service.channels) {
    if (channel.state !== 'paused') continue;
    const isRefused = CREDENTIAL_REASON.test(channel.pausedReason ?? '');
    found.push({
      rule: isRefused ? 'kunci-ditolak' : 'kanal-dijeda',
      subject: channel.id,
      facts: { ...facts, kanal: channel.group },
      since: dateOf(channel.pausedAt),
    });
  }
  return found;
}

function ofClasses({ services }: HealthDetail, now: Date): readonly Condition[] {
  const waiting = services.flatMap((service) => service.channels.flatMap((channel) => channel.waiting));
  return ([0, 1, 2, 3] as const).flatMap((messageClass) => {
    const ofClass = waiting.filter((one) => one.class === messageClass);
    const oldest = Math.min(...ofClass.map((one) => Date.parse(one.oldestAt)));
    if (now.getTime() - oldest < LATE_MS[messageClass] || ofClass.length === 0) return [];
    const facts = {
      golongan: messageClass,
      menit: Math.floor((now.getTime() - oldest) / MINUTE),
      jumlah: ofClass.reduce((sum, one) => sum + one.messages, 0),
    };
    return [{ rule: 'antrean-lama' as const, subject: `golongan-${messageClass}`, facts, since: new Date(oldest) }];
  });
}

function ofMachines(detail: HealthDetail, around: Surroundings, now: Date): readonly Condition[] {
  const found: Condition[] = [];
  const add = (rule: RuleId, facts: Facts = {}) => found.push({ rule, subject: 'server', facts, since: null });
  if (!detail.nodes.some((node) => node.alive)) add('tanpa-pengirim');
  const { disk, lastBackupAt, certificateEndsAt } = around;
  // Small disks by their share, large ones by what is left.
  if (disk !== null && disk.freeBytes < Math.min(DISK_FREE_BYTES, disk.totalBytes * DISK_FREE_SHARE))
    add('ruang-disk', { megabita: Math.floor(disk.freeBytes / 1024 ** 2) });
  if (lastBackupAt !== null && now.getTime() - lastBackupAt.getTime() > BACKUP_HOURS * HOUR)
    add('cadangan-lama', { jam: Math.floor((now.getTime() - lastBackupAt.getTime()) / HOUR) });
  if (certificateEndsAt !== null && certificateEndsAt.getTime() - now.getTime() < CERTIFICATE_DAYS * DAY_MS)
    add('sertifikat', { hari: Math.floor((certificateEndsAt.getTime() - now.getTime()) / DAY_MS) });
  return found;
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

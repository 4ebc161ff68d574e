// What a facility does with a patient while BPJS cannot be asked, and when the mode begins and ends. Pure: it reads no clock, no database
// and asks nobody.

export const DECISIONS = ['terima', 'terima-dengan-pernyataan', 'tahan'] as const;
export type Decision = (typeof DECISIONS)[number];

export const GROUNDS = ['aktif-baru', 'aktif-lama', 'belum-dikenal', 'terakhir-tidak-aktif'] as const;
export type Ground = (typeof GROUNDS)[number];

export const CHOICES = ['menunggu', 'lanjut', 'bayar-sendiri', 'kembali-lain-waktu'] as const;
export type Choice = (typeof CHOICES)[number];

export const VERIFICATIONS = ['belum', 'aktif', 'berubah', 'tidak-aktif', 'tidak-ditemukan', 'tanpa-nomor'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

export const RESOLUTIONS = [
  'pasien-dihubungi',
  'jadi-umum',
  'kembali-jkn',
  'tetap-umum',
  'kepesertaan-diurus',
  'diselesaikan-lain',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type Otherwise = 'pernyataan' | 'tahan';

export interface Contact {
  readonly peran: string;
  readonly nama: string;
  readonly telepon: string;
}

export interface Policy {
  /** 0 = Titian's own defaults, until the facility has written its own. */
  readonly version: number;
  /** A membership that was active this many days ago, or less, is accepted. */
  readonly maxAgeDays: number;
  /** Active, but longer ago. */
  readonly whenOld: Otherwise;
  /** Never asked about here. */
  readonly whenUnknown: Otherwise;
  readonly isAutomatic: boolean;
  readonly startAfterMinutes: number;
  readonly endAfterMinutes: number;
  /** Before this hour of the facility's wall no time on paper is believed; emergencies excepted. */
  readonly opensAt: string;
  /** The facility's own words for patients; empty = the usual sentence. */
  readonly patientText: string;
  readonly contacts: readonly Contact[];
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

/**
 * Choices of this product, not of a regulation: a month covers the usual cycle of payments; three minutes are more than a passing hiccup
 * and less than a queue; five minutes without a failure before people are told that it is over.
 */
export const DEFAULT_POLICY: Policy = {
  version: 0,
  maxAgeDays: 30,
  whenOld: 'pernyataan',
  whenUnknown: 'pernyataan',
  isAutomatic: true,
  startAfterMinutes: 3,
  endAfterMinutes: 5,
  opensAt: '06:00',
  patientText: '',
  contacts: [],
  changedBy: null,
  changedAt: null,
};

export interface KnownMembership {
  readonly isAktif: boolean;
  /** Calendar day on which BPJS said so, on the facility's wall. */
  readonly askedOn: string;
}

export interface Verdict {
  readonly decision: Decision;
  readonly ground: Ground;
  readonly ageDays: number | null;
}

const DAY_MS = 86_400_000;

/**
 * What the written policy says about a person.
 *
 * @example decide(DEFAULT_POLICY, { isAktif: true, askedOn: '2026-11-20' }, '2026-11-23') // terima, 3 days old
 */
export function decide(
  policy: Pick<Policy, 'maxAgeDays' | 'whenOld' | 'whenUnknown'>,
  known: KnownMembership | null,
  serviceDate: string,
): Verdict {
  if (known === null) return { decision: otherwise(policy.whenUnknown), ground: 'belum-dikenal', ageDays: null };
  const ageDays = Math.max(0, (Date.parse(serviceDate) - Date.parse(known.askedOn)) / DAY_MS);
  // Whoever was inactive may have paid since; that is for BPJS to say, and a signature does not replace it.
  if (!known.isAktif) return { decision: 'tahan', ground: 'terakhir-tidak-aktif', ageDays };
  if (ageDays <= policy.maxAgeDays) return { decision: 'terima', ground: 'aktif-baru', ageDays };
  return { decision: otherwise(policy.whenOld), ground: 'aktif-lama', ageDays };
}

function otherwise(wanted: Otherwise): Decision {
  return wanted === 'pernyataan' ? 'terima-dengan-pernyataan' : 'tahan';
}

/** What calls about participants have shown, in business instants. */
export interface Evidence {
  readonly lastGoodAt: Date | null;
  readonly interruptedSince: Date | null;
  readonly lastFailedAt: Date | null;
  readonly recoveredAt: Date | null;
}

export interface OpenOutage {
  readonly origin: 'otomatis' | 'manual';
  readonly interruptedAt: Date | null;
  readonly recoveredAt: Date | null;
}

export type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'begin'; readonly interruptedAt: Date; readonly lastGoodAt: Date | null }
  /** Switched on by hand before anything was measured: now it is. Also: away again after a short recovery. */
  | { readonly kind: 'interrupted'; readonly interruptedAt: Date; readonly lastGoodAt: Date | null }
  | { readonly kind: 'recovered'; readonly recoveredAt: Date }
  | { readonly kind: 'end'; readonly recoveredAt: Date };

export interface ModeInput {
  readonly policy: Pick<Policy, 'isAutomatic' | 'startAfterMinutes' | 'endAfterMinutes'>;
  readonly outage: OpenOutage | null;
  /** When the newest outage that is over was ended: what a person has ended does not begin again by itself. */
  readonly lastEndedAt: Date | null;
  readonly evidence: Evidence;
  readonly now: Date;
}

const MINUTE_MS = 60_000;
const NOTHING: Step = { kind: 'none' };

/** One step at a time; nothing here happens from silence, only from exchanges that were seen. */
export function nextStep({ policy, outage, lastEndedAt, evidence, now }: ModeInput): Step {
  const { interruptedSince, lastFailedAt, lastGoodAt, recoveredAt } = evidence;
  if (outage === null) {
    if (!policy.isAutomatic || interruptedSince === null) return NOTHING;
    if (lastEndedAt !== null && interruptedSince <= lastEndedAt) return NOTHING;
    // Measured from failure to failure: three failures last evening and silence since are no outage of this morning.
    const lastedMs = (lastFailedAt ?? interruptedSince).getTime() - interruptedSince.getTime();
    return lastedMs >= policy.startAfterMinutes * MINUTE_MS
      ? { kind: 'begin', interruptedAt: interruptedSince, lastGoodAt }
      : NOTHING;
  }
  if (interruptedSince !== null) {
    const isNews = outage.interruptedAt === null || outage.recoveredAt !== null;
    return isNews ? { kind: 'interrupted', interruptedAt: interruptedSince, lastGoodAt } : NOTHING;
  }
  if (outage.interruptedAt === null || recoveredAt === null || recoveredAt < outage.interruptedAt) return NOTHING;
  if (outage.recoveredAt === null) return { kind: 'recovered', recoveredAt };
  // Whoever switched it on by hand also says when it is over.
  if (outage.origin === 'manual') return NOTHING;
  const heldMs = now.getTime() - outage.recoveredAt.getTime();
  return heldMs >= policy.endAfterMinutes * MINUTE_MS ? { kind: 'end', recoveredAt: outage.recoveredAt } : NOTHING;
}

export interface MembershipFacts {
  readonly isAktif: boolean;
  readonly kelas: string | null;
  readonly kodeFktp: string | null;
}

/** What BPJS says after the outage beside what the decision was built on. */
export function verificationOf(before: MembershipFacts | null, after: MembershipFacts | null): Verification {
  if (after === null) return 'tidak-ditemukan';
  if (!after.isAktif) return 'tidak-aktif';
  const hasMoved = (old: string | null, next: string | null) => old !== null && next !== null && old !== next;
  if (before !== null && (hasMoved(before.kelas, after.kelas) || hasMoved(before.kodeFktp, after.kodeFktp)))
    return 'berubah';
  return 'aktif';
}

export interface CaseFacts {
  readonly choice: Choice | null;
  readonly verification: Verification;
  readonly resolution: Resolution | null;
}

/** Worklists of an outage; a case may stand on several. */
export const CASE_LISTS = [
  'semua',
  'menunggu',
  'bayar-sendiri',
  'pergi',
  'belum-diperiksa',
  'perlu-tindakan',
  'dapat-kembali-jkn',
  'kembali-jkn',
] as const;
export type CaseList = (typeof CASE_LISTS)[number];

const TURNED_OUT: ReadonlySet<Verification> = new Set(['tidak-aktif', 'tidak-ditemukan', 'tanpa-nomor']);

export function isOn(list: CaseList, { choice, verification, resolution }: CaseFacts): boolean {
  switch (list) {
    case 'semua':
      return true;
    case 'menunggu':
    case 'bayar-sendiri':
      return choice === list;
    case 'pergi':
      return choice === 'kembali-lain-waktu';
    case 'belum-diperiksa':
      return verification === 'belum';
    case 'perlu-tindakan':
      return resolution === null && choice !== 'bayar-sendiri' && TURNED_OUT.has(verification);
    case 'dapat-kembali-jkn':
      return (
        resolution === null && choice === 'bayar-sendiri' && (verification === 'aktif' || verification === 'berubah')
      );
    case 'kembali-jkn':
      return resolution === 'kembali-jkn';
  }
}

/** How long ago, as the screens and prints say it: `hari ini`, `3 hari`. */
export function ageText(ageDays: number | null): string {
  if (ageDays === null) return 'belum pernah ditanyakan';
  return ageDays === 0 ? 'hari ini' : `${ageDays} hari`;
}

const USUAL_TEXT =
  'Layanan BPJS Kesehatan sedang terganggu. Pendaftaran dan pelayanan tetap berjalan. Petugas akan menjelaskan pilihan Anda.';

/** What patients read: the facility's own words or the usual sentence. */
export function patientNotice(policy: Pick<Policy, 'patientText'>): string {
  return policy.patientText.trim() === '' ? USUAL_TEXT : policy.patientText.trim();
}

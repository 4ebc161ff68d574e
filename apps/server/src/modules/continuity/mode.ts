// Whether the facility works in continuity mode: the written policy, the one open outage, switching by hand, and the step that the worker
// takes from measured evidence. It decides nothing about a patient (cases.ts) and asks BPJS nothing.
import { pcare, vclaim } from '@titian/contract';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock, Random } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Events } from '../../platform/events/index.ts';
import { channelOf, evidenceOfCalls, type FacilityFacts } from '../gateway/index.ts';
import { localDate } from '../visit/index.ts';
import * as store from './outage-store.ts';
import type { LogKind, Outage } from './outage-store.ts';
import { createPolicyStore } from './policy-store.ts';
import { decide, nextStep, type Evidence, type Policy, type Verdict } from './rules.ts';

export interface ModeDeps {
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: Audit;
  readonly events: Events;
  readonly facility: (tx: FacilityTx) => Promise<FacilityFacts>;
  /** Whether the facility speaks to the sandbox: only there is an outage made on purpose. */
  readonly isSandbox: (tx: FacilityTx) => Promise<boolean>;
}

/** What somebody typed about an outage: who announced what, for which time. */
export interface Announcement {
  readonly oleh: string;
  readonly teks: string;
  readonly dari: string | null;
  readonly sampai: string | null;
}

export type PolicyChange = Omit<Policy, 'version' | 'changedBy' | 'changedAt'>;

const TITIAN = 'Titian';
export const TOPIC = 'continuity';
/** The calls that answer whether somebody is a participant. */
const PARTICIPANTS = { fkrtl: channelOf(vclaim.pesertaNokartu), fktp: channelOf(pcare.pesertaNokartu) } as const;
const SERVICE = { fkrtl: 'vclaim', fktp: 'pcare' } as const;
const NO_EVIDENCE: Evidence = { lastGoodAt: null, interruptedSince: null, lastFailedAt: null, recoveredAt: null };

export function createMode(deps: ModeDeps) {
  const { clock, random, audit, events } = deps;
  const policies = createPolicyStore(deps.sealer);
  const log = store.createLogStore(deps.sealer);
  const seen = new WeakMap<FacilityTx, Promise<Outage | null>>();

  /** Asked by the search, the planner and the ticket of one transaction. */
  const current = (tx: FacilityTx): Promise<Outage | null> => {
    const asked = seen.get(tx) ?? store.openOutage(tx);
    seen.set(tx, asked);
    return asked;
  };

  const announceChange = (tx: FacilityTx, outageId: string) => {
    seen.delete(tx);
    events.publishOn(tx, { topic: TOPIC, subjectId: outageId });
  };

  const note = (
    tx: FacilityTx,
    outageId: string,
    entry: { kind: LogKind; value?: string | null; actor?: string; note?: string | null; visitId?: string; at?: Date },
  ): Promise<void> =>
    log.add(tx, {
      id: random.uuidv7(),
      outageId,
      visitId: entry.visitId ?? null,
      at: entry.at ?? clock.now(),
      kind: entry.kind,
      value: entry.value ?? null,
      actor: entry.actor ?? TITIAN,
      note: entry.note ?? null,
    });

  const evidence = async (tx: FacilityTx): Promise<Evidence> => {
    const { kind } = await deps.facility(tx);
    return (await evidenceOfCalls(tx, clock)).find(({ channel }) => channel === PARTICIPANTS[kind]) ?? NO_EVIDENCE;
  };

  const open = async (
    tx: FacilityTx,
    outage: Pick<Outage, 'origin' | 'startedBy' | 'interruptedAt' | 'lastGoodAt' | 'isRehearsal'>,
    reason: string | null,
  ): Promise<Outage | null> => {
    const { kind } = await deps.facility(tx);
    const made = { ...outage, id: random.uuidv7(), service: SERVICE[kind], startedAt: clock.now() };
    if (!(await store.insertOutage(tx, made))) return null;
    if (made.interruptedAt !== null)
      await note(tx, made.id, { kind: 'terputus', at: made.interruptedAt, value: made.interruptedAt.toISOString() });
    await note(tx, made.id, { kind: 'mode-mulai', value: made.origin, actor: made.startedBy, note: reason });
    announceChange(tx, made.id);
    return { ...made, recoveredAt: null, endedAt: null, endedBy: null };
  };

  const close = async (tx: FacilityTx, outage: Outage, by: string, reason: string | null): Promise<boolean> => {
    if (!(await store.endOutage(tx, outage.id, clock.now(), by))) return false;
    await note(tx, outage.id, { kind: 'mode-selesai', actor: by, note: reason });
    announceChange(tx, outage.id);
    return true;
  };

  return {
    current,
    policy: policies.current,
    policyHistory: (tx: FacilityTx) => policies.history(tx, 50),
    evidence,
    note,
    log,
    announceChange,

    /** What the policy says about a membership as it is known here; the day is that of the visit. */
    async judge(
      tx: FacilityTx,
      snapshot: { askedAt: Date; peserta: { isAktif: boolean } } | null,
      serviceDate: string,
    ): Promise<Verdict> {
      const { timeZone } = await deps.facility(tx);
      const known =
        snapshot === null
          ? null
          : { isAktif: snapshot.peserta.isAktif, askedOn: localDate(snapshot.askedAt, timeZone) };
      return decide(await policies.current(tx), known, serviceDate);
    },

    async changePolicy(tx: FacilityTx, actor: Actor, change: PolicyChange): Promise<Policy> {
      const before = await policies.current(tx);
      const next = { ...change, version: before.version + 1, changedBy: actor.displayName, changedAt: clock.now() };
      if (!(await policies.insert(tx, next)))
        throw conflict('DOMAIN_POLICY_MOVED', 'somebody changed the policy at this moment', {
          message: 'Kebijakan baru saja diubah orang lain.',
          meaning: 'Perubahan ini belum disimpan.',
          nextStep: 'Muat ulang, periksa isinya, lalu simpan lagi.',
        });
      await audit.record(tx, {
        actor,
        action: 'continuity.policy-change',
        subjectType: 'facility',
        subjectId: tx.facilityId,
        before: { ...before, contacts: before.contacts.length },
        after: { ...next, contacts: next.contacts.length },
      });
      announceChange(tx, tx.facilityId);
      return next;
    },

    async startByHand(tx: FacilityTx, actor: Actor, reason: string, isRehearsal = false): Promise<Outage> {
      if (isRehearsal && !(await deps.isSandbox(tx)))
        throw conflict('DOMAIN_REHEARSAL', 'rehearsals are for the sandbox', {
          message: 'Latihan hanya dengan sandbox.',
          meaning: 'Fasilitas ini terhubung ke BPJS; tidak ada yang berubah.',
          nextStep: 'Jalankan latihan di Titian demo.',
        });
      const found = await evidence(tx);
      const isMeasured = found.interruptedSince !== null;
      const outage = await open(
        tx,
        {
          origin: 'manual',
          startedBy: actor.displayName,
          isRehearsal,
          interruptedAt: isMeasured ? found.interruptedSince : null,
          lastGoodAt: isMeasured ? found.lastGoodAt : null,
        },
        reason,
      );
      if (outage === null)
        throw conflict('DOMAIN_MODE_IS_ON', 'the mode is on already', {
          message: 'Mode kesinambungan sudah aktif.',
          meaning: 'Tidak ada yang berubah.',
          nextStep: 'Lanjutkan pelayanan; catatan gangguan ini sudah berjalan.',
        });
      await audit.record(tx, {
        actor,
        action: 'continuity.start',
        subjectType: 'outage',
        subjectId: outage.id,
        reason,
      });
      return outage;
    },

    async endByHand(tx: FacilityTx, actor: Actor, reason: string): Promise<Outage> {
      const outage = await store.lockOpenOutage(tx);
      if (outage === null || !(await close(tx, outage, actor.displayName, reason)))
        throw conflict('DOMAIN_MODE_IS_OFF', 'the mode is off already', {
          message: 'Mode kesinambungan sudah berakhir.',
          meaning: 'Tidak ada yang berubah.',
          nextStep: 'Muat ulang halaman untuk melihat keadaan terakhir.',
        });
      await audit.record(tx, { actor, action: 'continuity.end', subjectType: 'outage', subjectId: outage.id, reason });
      return outage;
    },

    /** A person may say what was announced also when the outage is over. */
    async announce(tx: FacilityTx, actor: Actor, outageId: string, announcement: Announcement): Promise<void> {
      if ((await store.findOutage(tx, outageId)) === null) throw notFound('outage');
      await note(tx, outageId, {
        kind: 'pengumuman',
        actor: actor.displayName,
        note: JSON.stringify(announcement),
      });
      await audit.record(tx, {
        actor,
        action: 'continuity.announcement',
        subjectType: 'outage',
        subjectId: outageId,
        after: announcement,
      });
      announceChange(tx, outageId);
    },

    async addNote(tx: FacilityTx, actor: Actor, outageId: string, text: string): Promise<void> {
      if ((await store.findOutage(tx, outageId)) === null) throw notFound('outage');
      await note(tx, outageId, { kind: 'catatan', actor: actor.displayName, note: text });
      await audit.record(tx, { actor, action: 'continuity.note', subjectType: 'outage', subjectId: outageId });
      announceChange(tx, outageId);
    },

    /** One look at what calls have shown, one step at most. Two nodes that look at once take it once. */
    async step(tx: FacilityTx): Promise<{ readonly outage: Outage | null; readonly isAway: boolean }> {
      const outage = await store.lockOpenOutage(tx);
      const found = await evidence(tx);
      const step = nextStep({
        policy: await policies.current(tx),
        outage,
        lastEndedAt: await store.lastEndedAt(tx),
        evidence: found,
        now: clock.now(),
      });
      const isAway = found.interruptedSince !== null;
      if (step.kind === 'begin') {
        const { interruptedAt, lastGoodAt } = step;
        const begun = await open(
          tx,
          { origin: 'otomatis', startedBy: TITIAN, isRehearsal: false, interruptedAt, lastGoodAt },
          null,
        );
        return { outage: begun, isAway };
      }
      if (outage === null) return { outage, isAway };
      if (step.kind === 'interrupted') {
        await store.markInterrupted(tx, outage.id, step);
        await note(tx, outage.id, {
          kind: outage.interruptedAt === null ? 'terputus' : 'terputus-lagi',
          at: step.interruptedAt,
        });
        announceChange(tx, outage.id);
      }
      if (step.kind === 'recovered') {
        await store.markRecovered(tx, outage.id, step.recoveredAt);
        await note(tx, outage.id, { kind: 'pulih', at: step.recoveredAt });
        announceChange(tx, outage.id);
      }
      if (step.kind === 'end') await close(tx, outage, TITIAN, null);
      return { outage: await store.openOutage(tx), isAway };
    },

    find: store.findOutage,
    covering: store.coveringOutage,
    list: store.listOutages,
  };
}

export type Mode = ReturnType<typeof createMode>;

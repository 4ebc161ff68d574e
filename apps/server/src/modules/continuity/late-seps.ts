// SEPs of an outage that did not come on the day of service: who they are, what a person has to type where BPJS wants it typed, and the
// request for a past date as a message. Whether and how far BPJS allows it is not documented: it answers, and its answer is shown.
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { SepService } from '../sep/index.ts';
import { localDate, type Visit, type VisitService } from '../visit/index.ts';
import type { Backdate, BackdateStore } from './backdate-store.ts';
import { pengajuanMessage } from './bpjs.ts';
import type { Cases } from './cases.ts';

export interface LateSepDeps {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly cases: Cases;
  readonly store: BackdateStore;
  readonly visits: VisitService;
  readonly sep: SepService;
}

export interface LateSep {
  readonly visit: Visit;
  readonly tglSep: string;
  readonly request: Backdate | null;
}

/** SEPs are dated in WIB, wherever the hospital stands. docs/facts/vclaim.md §5 */
const WIB = 'Asia/Jakarta';
const DEADLINE_DAYS = 7;
const DAY_MS = 86_400_000;

export function createLateSeps(deps: LateSepDeps) {
  const { clock, audit, cases, store, visits, sep } = deps;
  const today = () => localDate(clock.now(), WIB);

  return {
    async ofOutage(tx: FacilityTx, outageId: string): Promise<LateSep[]> {
      const list = await cases.list(tx, outageId, 'semua');
      const found = await visits.findMany(
        tx,
        list.map(({ visitId }) => visitId),
      );
      const requests = new Map(
        (
          await store.of(
            tx,
            found.map(({ id }) => id),
          )
        ).map((one) => [one.visitId, one]),
      );
      const late: LateSep[] = [];
      for (const visit of found) {
        if (visit.serviceDate >= today()) continue;
        const letter = await sep.find(tx, visit.id);
        if (letter === null || letter.nomorSep !== null) continue;
        late.push({ visit, tglSep: letter.tglSep, request: requests.get(visit.id) ?? null });
      }
      return late;
    },

    async request(tx: FacilityTx, actor: Actor, visitId: string, keterangan: string): Promise<void> {
      const visit = await visits.lock(tx, visitId);
      const letter = visit === null ? null : await sep.find(tx, visitId);
      if (visit === null || letter === null) throw notFound('sep');
      if (letter.nomorSep !== null)
        throw conflict('DOMAIN_SEP_ISSUED', 'this visit has its SEP', {
          message: 'SEP sudah terbit.',
          meaning: 'Pengajuan tanggal mundur tidak diperlukan.',
          nextStep: 'Cetak SEP yang sudah ada.',
        });
      if (letter.tglSep >= today())
        throw conflict('DOMAIN_SEP_NOT_PAST', 'the day of this SEP is not over', {
          message: 'Hari SEP ini belum lewat.',
          meaning: 'SEP masih dapat terbit tanpa pengajuan.',
          nextStep: 'Tekan "Minta SEP lagi" pada kunjungannya.',
        });
      const message = pengajuanMessage(visitId, new Date(clock.now().getTime() + DEADLINE_DAYS * DAY_MS));
      const isNew = await store.insert(tx, {
        visitId,
        messageId: message.messageId,
        tglSep: letter.tglSep,
        keterangan,
        requestedBy: actor.displayName,
        requestedAt: clock.now(),
      });
      if (!isNew)
        throw conflict('DOMAIN_BACKDATE_ASKED', 'the past date has been asked for already', {
          message: 'Tanggal mundur SEP ini sudah diajukan.',
          meaning: 'Pengajuan tidak dikirim dua kali.',
          nextStep: 'Lihat keadaannya di daftar; bila ditolak, kirim ulang dari halaman Pesan.',
        });
      await visits.enqueue(tx, [message]);
      await audit.record(tx, {
        actor,
        action: 'sep.backdate-request',
        subjectType: 'visit',
        subjectId: visitId,
        reason: keterangan,
      });
    },
  };
}

export type LateSeps = ReturnType<typeof createLateSeps>;

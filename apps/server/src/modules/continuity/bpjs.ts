// The request for a SEP on a past day as a message kind: built from the record, read back from BPJS's list of the month. It has a lane of
// its own, because the visit's lane is the one that the refused SEP holds. The approval itself is the act of an authorised person in a
// program of BPJS.
import { vclaim } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import { bug } from '../../platform/errors.ts';
import {
  laneIdFor,
  MESSAGE_CLASS,
  outgoing,
  sentBody,
  type BpjsMessageKind,
  type OutboxMessage,
  type SettledOutcome,
  type VisitReader,
} from '../gateway/index.ts';
import type { BackdateState, BackdateStore } from './backdate-store.ts';

export const SEP_PENGAJUAN = {
  kind: 'vclaim.sep.pengajuan',
  endpoint: vclaim.sepPengajuan,
  onRefused: 'continue',
} as const;

const OUTPATIENT = '2';
/** BPJS fact: 1 = past date, 2 = without fingerprint [A]. docs/facts/vclaim.md §4.5 */
const BACKDATE = '1';
/** Their list says `RI` or `RJ` [B]; what else it says is shown nowhere. */
const OUTPATIENT_LISTED = 'RJ';
const FINGERPRINT = /finger/iu;
const MAX_TEXT = 100;

export interface BackdateKindDeps {
  readonly clock: Clock;
  readonly store: BackdateStore;
  readonly reader: VisitReader;
}

/** Its own lane per visit. */
export function pengajuanMessage(visitId: string, deadlineAt: Date) {
  const message = outgoing({
    kind: SEP_PENGAJUAN,
    subjectId: visitId,
    class: MESSAGE_CLASS.late,
    intent: { visitId },
    deadlineAt,
  });
  return { ...message, laneId: laneIdFor(`pengajuan ${visitId}`, 'vclaim') };
}

export function backdateKind({ clock, store, reader }: BackdateKindDeps): BpjsMessageKind {
  return {
    ...SEP_PENGAJUAN,
    async build(tx, message) {
      const visitId = visitIdOf(message);
      const [request] = await store.of(tx, [visitId]);
      const identity = await reader.identity(tx, visitId);
      if (request === undefined || identity === undefined) return { kind: 'skip', reason: 'visit-gone' };
      if (identity.nomorKartu === null) return { kind: 'refused', code: 'TITIAN_SEP_CARD', reason: 'sep-card' };
      const tSep = {
        noKartu: identity.nomorKartu,
        tglSep: request.tglSep,
        jnsPelayanan: OUTPATIENT,
        jnsPengajuan: BACKDATE,
        keterangan: request.keterangan.slice(0, MAX_TEXT),
        user: request.requestedBy.slice(0, MAX_TEXT),
      };
      return { kind: 'call', params: {}, body: { request: { t_sep: tSep } } };
    },
    readBack: async (bpjs, sent) => {
      const { noKartu, tglSep } = sentBody(vclaim.sepPengajuan, sent).request.t_sep;
      const answer = await bpjs.call(vclaim.sepPersetujuanList, {
        params: { bulan: String(Number(tglSep.slice(5, 7))), tahun: tglSep.slice(0, 4) },
        body: null,
      });
      if (answer.kind !== 'ok') return { kind: 'absent' };
      const found = answer.data.list.find(
        (row) =>
          row.noKartu === noKartu &&
          row.tglsep?.slice(0, 10) === tglSep &&
          (row.jnspelayanan ?? OUTPATIENT_LISTED) === OUTPATIENT_LISTED &&
          !FINGERPRINT.test(row.persetujuan ?? ''),
      );
      return found === undefined
        ? { kind: 'absent' }
        : { kind: 'present', same: true, result: { status: found.status ?? null } };
    },
    async settle(tx, message, outcome) {
      const state = stateOf(outcome);
      if (state !== null)
        await store.settle(tx, visitIdOf(message), { state, answer: answerIn(outcome), at: clock.now() });
    },
  };
}

function visitIdOf({ intent }: Pick<OutboxMessage, 'intent'>): string {
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'visitId') : undefined;
  if (typeof value !== 'string') throw bug('a request for a past SEP without the id of its visit');
  return value;
}

function answerIn({ result, reason }: SettledOutcome): string | null {
  const status: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'status') : null;
  return typeof status === 'string' ? status : reason;
}

function stateOf(outcome: SettledOutcome): BackdateState | null {
  switch (outcome.kind) {
    case 'delivered':
      return 'diterima';
    case 'already':
      return 'sudah-ada';
    case 'refused':
      return outcome.code === 'expired' || outcome.reason === 'expired' ? 'kedaluwarsa' : 'ditolak';
    case 'parked':
    case 'unknown':
      return 'belum-pasti';
    case 'skipped':
      return 'dibatalkan';
    case 'waiting':
    case 'later':
    case 'pause-channel':
      return null;
  }
}

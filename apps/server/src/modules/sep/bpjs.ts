// SEP as message kinds, and the look-up of what a SEP must quote (referral, control letter, class). The number BPJS hands out is read
// from its answer or, after an unclear one, from its list of the day.
import { vclaim } from '@titian/contract';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import { bug } from '../../platform/errors.ts';
import {
  sentBody,
  type BpjsMessageKind,
  type BuildResult,
  type FacilityBpjs,
  type FacilityFacts,
  type OutboxMessage,
  type ReadBackResult,
  type SettledOutcome,
  type VisitReader,
} from '../gateway/index.ts';
import { phoneDigits } from '../peserta/index.ts';
import { isServed, type Visit, type VisitService } from '../visit/index.ts';
import { SEP_DISCHARGE, SEP_INSERT } from './kinds.ts';
import { EMERGENCY_POLI, missingForSep, visitMatrix, type SepBasis } from './rules.ts';
import type { Sep, SepState, SepStore } from './store.ts';

export interface SepKindDeps {
  readonly clock: Clock;
  readonly visits: VisitService;
  readonly reader: VisitReader;
  readonly store: SepStore;
  /** Starts the look-up in the background; the message waits meanwhile. */
  readonly startLookup: (tx: FacilityTx, visitId: string) => void;
}

const OUTPATIENT = '2';
/** The look-up is under way and usually takes less; the lane comes back soon because a patient may stand at the print. */
const FIRST_LOOKUP_RETRY_MS = 700;
/** BPJS did not answer the look-up: as often as this the lane tries again. */
const LOOKUP_RETRY_MS = 5_000;
/** Choosing the doctor makes it leave at once; this is only for what was missed. */
const DOCTOR_RETRY_MS = 5 * 60_000;
const MAX_TEXT = 100;
/** Word of ours for a letter that needs no sending any more. */
const NUMBER_KNOWN = 'sep-number-known';

export function sepKinds(deps: SepKindDeps): readonly BpjsMessageKind[] {
  return [insertKind(deps), dischargeKind(deps)];
}

function insertKind(deps: SepKindDeps): BpjsMessageKind {
  return {
    ...SEP_INSERT,
    async build(tx, message) {
      const { visit, sep } = await recordOf(deps, tx, message);
      // Nobody needs a letter for a visit that did not take place.
      if ((visit.stage === 'batal' || visit.stage === 'tidak-hadir') && !isServed(visit.stage))
        return { kind: 'skip', reason: 'visit-cancelled' };
      // Its number was read from BPJS meanwhile: a second letter of the same visit would be one too many.
      if (sep.nomorSep !== null) return { kind: 'skip', reason: NUMBER_KNOWN };
      if (sep.basis === null) return awaitLookup(deps, tx, sep);
      return insertCall(
        visit,
        sep,
        sep.basis,
        await deps.reader.identity(tx, visit.id),
        await deps.reader.facility(tx),
      );
    },
    readBack: (bpjs, sent) => findIssued(bpjs, sentBody(vclaim.sepInsert, sent).request.t_sep),
    resultOf: (data) => {
      const nomorSep = readNumber(data);
      return nomorSep === null ? undefined : { nomorSep };
    },
    async settle(tx, message, outcome) {
      const state = sepStateOf(outcome);
      if (state === null || outcome.reason === NUMBER_KNOWN) return;
      const nomorSep = numberIn(outcome);
      await deps.store.settle(tx, visitIdOf(message), {
        state,
        nomorSep,
        code: outcome.code,
        reason: outcome.reason,
        at: deps.clock.now(),
      });
    },
  };
}

function awaitLookup(deps: SepKindDeps, tx: FacilityTx, sep: Sep): BuildResult {
  if (sep.lookup === 'absent') return { kind: 'refused', code: 'TITIAN_RUJUKAN_ABSENT', reason: 'rujukan-absent' };
  const sinceMs = sep.lookupAt === null ? null : deps.clock.now().getTime() - sep.lookupAt.getTime();
  deps.startLookup(tx, sep.visitId);
  return {
    kind: 'waiting',
    reason: 'rujukan-lookup',
    retryInMs: sinceMs === null ? FIRST_LOOKUP_RETRY_MS : LOOKUP_RETRY_MS,
  };
}

function insertCall(
  visit: Visit,
  sep: Sep,
  basis: SepBasis,
  identity: { nomorKartu: string | null; norm: string; noHp: string | null } | undefined,
  facility: FacilityFacts,
): BuildResult {
  if (identity === undefined) return { kind: 'skip', reason: 'visit-gone' };
  const quoted: SepBasis = { ...basis, diagAwal: sep.wish.diagAwal ?? basis.diagAwal };
  const missing = missingForSep(visit, quoted, identity.nomorKartu);
  // A person chooses: the visit was saved while the day's sessions were not readable.
  if (missing === 'doctor') return { kind: 'waiting', reason: 'doctor-missing', retryInMs: DOCTOR_RETRY_MS };
  if (missing !== null)
    return { kind: 'refused', code: `TITIAN_SEP_${missing.toUpperCase()}`, reason: `sep-${missing}` };
  const matrix = visitMatrix(visit, quoted, sep.wish);
  const flag = (isSet: boolean) => (isSet ? '1' : '0');
  const tSep = {
    noKartu: identity.nomorKartu ?? '',
    tglSep: sep.tglSep,
    ppkPelayanan: facility.kodePpk,
    jnsPelayanan: OUTPATIENT,
    klsRawat: { klsRawatHak: quoted.kelas, klsRawatNaik: '', pembiayaan: '', penanggungJawab: '' },
    noMR: identity.norm,
    rujukan: {
      asalRujukan: quoted.asalRujukan,
      tglRujukan: quoted.tglRujukan,
      noRujukan: quoted.noRujukan,
      ppkRujukan: quoted.ppkRujukan,
    },
    catatan: sep.wish.catatan?.slice(0, MAX_TEXT) ?? '',
    diagAwal: quoted.diagAwal,
    poli: { tujuan: visit.kodePoli, eksekutif: '0' },
    cob: { cob: flag(sep.wish.cob) },
    katarak: { katarak: flag(sep.wish.katarak) },
    // An accident needs a police report and its place; that form is not part of this room yet.
    jaminan: {
      lakaLantas: '0',
      noLP: '',
      penjamin: {
        tglKejadian: '',
        keterangan: '',
        suplesi: { suplesi: '0', noSepSuplesi: '', lokasiLaka: { kdPropinsi: '', kdKabupaten: '', kdKecamatan: '' } },
      },
    },
    tujuanKunj: matrix.tujuanKunj,
    flagProcedure: matrix.flagProcedure,
    kdPenunjang: matrix.kdPenunjang,
    assesmentPel: matrix.assesmentPel,
    skdp: { noSurat: matrix.noSurat, kodeDPJP: matrix.kodeDpjp },
    dpjpLayan: visit.kodeDokter,
    noTelp: phoneDigits(identity.noHp),
    user: visit.registeredBy.slice(0, MAX_TEXT),
  };
  return { kind: 'call', params: {}, body: { request: { t_sep: tSep } } };
}

/** BPJS's list of the day is the first place to look after an unclear insert. docs/facts/vclaim.md §6.4 */
async function findIssued(
  bpjs: FacilityBpjs,
  body: { noKartu: string; tglSep: string; poli: { tujuan: string } },
): Promise<ReadBackResult> {
  const answer = await bpjs.call(vclaim.monitoringKunjungan, {
    params: { tglSep: body.tglSep, jnsPelayanan: OUTPATIENT },
    body: null,
  });
  if (answer.kind !== 'ok') return { kind: 'absent' };
  const own = answer.data.sep.filter((row) => row.noKartu === body.noKartu);
  const exact = own.find((row) => row.poli?.trim().toUpperCase() === body.poli.tujuan.toUpperCase());
  if (exact !== undefined) return { kind: 'present', same: true, result: { nomorSep: exact.noSep } };
  // The list names polis by code in the catalogue's sample; where a server writes names, one letter of the day is ours only if it is the only one.
  const [only] = own.filter((row) => (row.poli ?? '').length > body.poli.tujuan.length);
  if (only === undefined) return { kind: 'absent' };
  const detail = await bpjs.call(vclaim.sepFind, { params: { noSep: only.noSep }, body: null });
  return detail.kind === 'ok' && own.length === 1
    ? { kind: 'present', same: true, result: { nomorSep: only.noSep } }
    : { kind: 'unclear', reason: 'poli-by-name' };
}

function dischargeKind(deps: SepKindDeps): BpjsMessageKind {
  return {
    ...SEP_DISCHARGE,
    async build(tx, message) {
      const { visit, sep } = await recordOf(deps, tx, message);
      if (sep.discharge === null) return { kind: 'skip', reason: 'no-discharge' };
      if (sep.nomorSep === null)
        return { kind: 'refused', code: 'TITIAN_SEP_NUMBER_MISSING', reason: 'sep-number-missing' };
      return {
        kind: 'call',
        params: {},
        body: {
          request: { t_sep: { noSep: sep.nomorSep, ...sep.discharge, user: visit.registeredBy.slice(0, MAX_TEXT) } },
        },
      };
    },
    readBack: async (bpjs, sent) => {
      const { noSep, tglPulang } = sentBody(vclaim.sepUpdateTanggalPulang, sent).request.t_sep;
      const params = { bulan: tglPulang.slice(5, 7), tahun: tglPulang.slice(0, 4), filter: noSep };
      const answer = await bpjs.call(vclaim.sepListTanggalPulang, { params, body: null });
      const row = answer.kind === 'ok' ? answer.data.list.find((one) => one.noSep === noSep) : undefined;
      if (row === undefined) return { kind: 'absent' };
      const theirs = row.tglPulang?.slice(0, 10) ?? null;
      const same = theirs === tglPulang;
      return {
        kind: 'present',
        same,
        result: null,
        differences: same ? [] : [{ field: 'tglPulang', ours: tglPulang, theirs }],
      };
    },
    async settle(tx, message, outcome) {
      const state = sepStateOf(outcome);
      const shown = state === 'sudah-ada' ? 'diterima' : state;
      if (shown === 'diterima' || shown === 'ditolak' || shown === 'kedaluwarsa')
        await deps.store.settleDischarge(tx, visitIdOf(message), shown, deps.clock.now());
    },
  };
}

/** The referral behind a SEP; an emergency quotes the hospital itself. Null = BPJS knows no such number. Throws when BPJS is away. */
export interface BasisSource {
  readonly asal: '1' | '2';
  readonly tanggal: string;
  readonly nomor: string;
  readonly ppk: string;
  readonly poli: string | null;
  readonly diagnosa: string;
  readonly jumlahSep: number | null;
  readonly noSurat: string;
  readonly kodeDpjp: string;
}

export function emergencySource(kodePpk: string, serviceDate: string): BasisSource {
  return {
    asal: '2',
    tanggal: serviceDate,
    nomor: '',
    ppk: kodePpk,
    poli: EMERGENCY_POLI,
    diagnosa: '',
    jumlahSep: null,
    noSurat: '',
    kodeDpjp: '',
  };
}

const letterSep = z.looseObject({
  noSep: z.string(),
  tglSep: z.string().nullish(),
  jnsPelayanan: z.string().nullish(),
  diagnosa: z.string().nullish(),
  provPerujuk: z
    .looseObject({
      kdProviderPerujuk: z.string().nullish(),
      asalRujukan: z.string().nullish(),
      noRujukan: z.string().nullish(),
      tglRujukan: z.string().nullish(),
    })
    .nullish(),
});

/** A control visit quotes the original referral; after a stay in hospital it quotes that stay. docs/facts/vclaim.md §5 [B] */
export async function letterSource(
  bpjs: FacilityBpjs,
  noSurat: string,
  kodePpk: string,
  timeoutMs: number,
): Promise<BasisSource | null> {
  const answer = await bpjs.call(vclaim.kontrolFind, { params: { noSurat }, body: null, timeoutMs });
  if (answer.kind !== 'ok') return null;
  const sep = letterSep.safeParse(answer.data.sep);
  if (!sep.success) return null;
  const diagnosa = sep.data.diagnosa?.split(' - ')[0]?.trim() ?? '';
  const common = {
    poli: answer.data.poliTujuan ?? null,
    diagnosa,
    jumlahSep: null,
    noSurat: answer.data.noSuratKontrol,
    kodeDpjp: answer.data.kodeDokter ?? '',
  };
  if (/inap/iu.test(sep.data.jnsPelayanan ?? '')) {
    return { ...common, asal: '2', tanggal: sep.data.tglSep?.slice(0, 10) ?? '', nomor: sep.data.noSep, ppk: kodePpk };
  }
  const { provPerujuk } = sep.data;
  return {
    ...common,
    asal: provPerujuk?.asalRujukan === '2' ? '2' : '1',
    tanggal: provPerujuk?.tglRujukan?.slice(0, 10) ?? '',
    nomor: provPerujuk?.noRujukan ?? '',
    ppk: provPerujuk?.kdProviderPerujuk ?? '',
  };
}

async function recordOf(
  deps: SepKindDeps,
  tx: FacilityTx,
  message: OutboxMessage,
): Promise<{ visit: Visit; sep: Sep }> {
  const visitId = visitIdOf(message);
  const visit = await deps.visits.find(tx, visitId);
  const sep = await deps.store.find(tx, visitId);
  if (visit === null || sep === null) throw bug('a SEP message without its visit');
  return { visit, sep };
}

function visitIdOf({ intent }: Pick<OutboxMessage, 'intent'>): string {
  const value: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, 'visitId') : undefined;
  if (typeof value !== 'string') throw bug('a SEP message without the id of its visit');
  return value;
}

function sepStateOf(outcome: SettledOutcome): SepState | null {
  switch (outcome.kind) {
    case 'delivered':
      return 'diterima';
    case 'already':
      return 'sudah-ada';
    case 'refused':
      return outcome.code === 'expired' || outcome.reason === 'expired' ? 'kedaluwarsa' : 'ditolak';
    case 'parked':
      return 'ditolak';
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

const issued = z.looseObject({ sep: z.looseObject({ noSep: z.string().min(1) }) });

function readNumber(data: unknown): string | null {
  const parsed = issued.safeParse(data);
  return parsed.success ? parsed.data.sep.noSep : null;
}

function numberIn(outcome: SettledOutcome): string | null {
  const value: unknown =
    typeof outcome.result === 'object' && outcome.result !== null ? Reflect.get(outcome.result, 'nomorSep') : null;
  return typeof value === 'string' ? value : null;
}

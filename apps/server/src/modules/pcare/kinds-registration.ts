// P-Care registration as message kinds: add and delete. Card, date and poli are P-Care's key of a registration, so that the list of
// the day tells what became of an unclear call (docs/facts/pcare.md §4.4, §7.2).
import { pcare } from '@titian/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/crypto/index.ts';
import type { FacilityTx } from '../../platform/db/index.ts';
import {
  sentBody,
  sentParams,
  type BpjsMessageKind,
  type FacilityBpjs,
  type OutboxMessage,
  type VisitReader,
} from '../gateway/index.ts';
import { handedNumber, pcareDate, pendaftaranBody } from './bpjs.ts';
import { visitIdOf } from './intents.ts';
import { findRegistration, type RegistrationRow } from './reconcile.ts';
import * as store from './store.ts';

export interface RegistrationKindDeps {
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly visits: VisitReader;
}

/** Practice of two large clients [B]; a smaller page only costs more calls (docs/facts/pcare.md §3). */
const PAGE_ROWS = 500;
/** No clinic registers more people in a day; a list that never ends is a fault of the far side. */
const PAGES_MAX = 20;

/** When nothing was noted at the counter: P-Care wants a short non-empty text (docs/facts/pcare.md §4.4). */
const NO_COMPLAINT = '-';

export const keluhanPlace = (visitId: string) => ({
  table: 'pcare_registrations',
  column: 'keluhan_sealed',
  rowId: visitId,
});

export function registrationKinds(deps: RegistrationKindDeps): readonly BpjsMessageKind[] {
  return [addKind(deps), deleteKind(deps)];
}

/** For planners, which need a kind's frame but none of its dependencies. */
export const PENDAFTARAN_ADD = {
  kind: 'pcare.pendaftaran.add',
  endpoint: pcare.pendaftaranAdd,
  onRefused: 'stop-lane',
} as const;
export const PENDAFTARAN_DELETE = {
  kind: 'pcare.pendaftaran.delete',
  endpoint: pcare.pendaftaranDelete,
  onRefused: 'continue',
} as const;

function addKind(deps: RegistrationKindDeps): BpjsMessageKind {
  return {
    ...PENDAFTARAN_ADD,
    build: (tx, message) => buildAdd(deps, tx, visitIdOf(message)),
    adopt: async (bpjs, call, message) => {
      // Only a Mobile JKN booking may have been registered by BPJS itself (docs/facts/pcare.md §7.3 [C]).
      if (!isMobile(message)) return { kind: 'absent' };
      return findRegistration(
        await registrationsOf(bpjs, sentBody(pcare.pendaftaranAdd, call).tglDaftar),
        sentBody(pcare.pendaftaranAdd, call),
      );
    },
    readBack: async (bpjs, sent) => {
      const body = sentBody(pcare.pendaftaranAdd, sent);
      return findRegistration(await registrationsOf(bpjs, body.tglDaftar), body);
    },
    resultOf: (data) => {
      const noUrut = handedNumber(data, 'noUrut');
      return noUrut === null ? undefined : { noUrut };
    },
    settle: async (tx, message, outcome) => {
      const visitId = visitIdOf(message);
      const at = deps.clock.now();
      if (outcome.kind === 'refused') await store.setRegistrationState(tx, { visitId, state: 'refused', at });
      if (outcome.kind !== 'delivered' && outcome.kind !== 'already') return;
      await store.setRegistrationState(tx, {
        visitId,
        state: 'registered',
        noUrut: handed(outcome.result, 'noUrut'),
        at,
      });
    },
  };
}

async function buildAdd(deps: RegistrationKindDeps, tx: FacilityTx, visitId: string) {
  const [visit, identity, facility, row] = [
    await deps.visits.facts(tx, visitId),
    await deps.visits.identity(tx, visitId),
    await deps.visits.facility(tx),
    await store.findRegistrationRow(tx, visitId),
  ];
  if (visit === undefined || identity === undefined || row === undefined)
    return { kind: 'skip', reason: 'visit-gone' } as const;
  // Its number was read from P-Care meanwhile.
  if (row.state === 'registered') return { kind: 'skip', reason: 'already-held' } as const;
  if (identity.nomorKartu === null)
    return { kind: 'refused', code: 'TITIAN_CARD_MISSING', reason: 'card-missing' } as const;
  const keluhan =
    row.keluhanSealed === null ? '' : await deps.sealer.openText(tx, keluhanPlace(visitId), row.keluhanSealed);
  const body = pendaftaranBody({
    // The member's own clinic where it is known; else ours, as one public client does [C], docs/facts/pcare.md §4.4.
    kodeFktpTerdaftar: identity.kodeFktpTerdaftar ?? facility.kodePpk,
    serviceDate: visit.serviceDateWib,
    nomorKartu: identity.nomorKartu,
    kodePoli: visit.kodePoli,
    keluhan: keluhan.trim() === '' ? NO_COMPLAINT : keluhan,
    kunjunganSakit: row.kunjunganSakit,
  });
  return { kind: 'call', params: {}, body } as const;
}

function deleteKind(deps: RegistrationKindDeps): BpjsMessageKind {
  return {
    ...PENDAFTARAN_DELETE,
    build: async (tx, message) => {
      const visitId = visitIdOf(message);
      const visit = await deps.visits.facts(tx, visitId);
      const identity = await deps.visits.identity(tx, visitId);
      const row = await store.findRegistrationRow(tx, visitId);
      if (visit === undefined || !identity?.nomorKartu || !row?.noUrut)
        return { kind: 'skip', reason: 'never-registered' };
      const params = {
        noKartu: identity.nomorKartu,
        tglDaftar: pcareDate(visit.serviceDateWib),
        noUrut: row.noUrut,
        kdPoli: visit.kodePoli,
      };
      return { kind: 'call', params, body: null };
    },
    readBack: async (bpjs, sent) => {
      const params = sentParams(pcare.pendaftaranDelete, sent);
      const rows = await registrationsOf(bpjs, params.tglDaftar);
      const isThere = rows.some((row) => row.noUrut === params.noUrut && row.peserta?.noKartu === params.noKartu);
      // The effect of a deletion is that the registration is gone.
      return isThere ? { kind: 'absent' } : { kind: 'present', same: true, result: null };
    },
    settle: async (tx, message, outcome) => {
      if (outcome.kind !== 'delivered' && outcome.kind !== 'already') return;
      await store.setRegistrationState(tx, { visitId: visitIdOf(message), state: 'deleted', at: deps.clock.now() });
    },
  };
}

/** All registrations of a day, page by page until a page is not full (docs/facts/pcare.md §3). */
export async function registrationsOf(bpjs: FacilityBpjs, tglDaftar: string): Promise<RegistrationRow[]> {
  const rows: RegistrationRow[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const params = { tglDaftar, start: String(page * PAGE_ROWS), limit: String(PAGE_ROWS) };
    const answer = await bpjs.call(pcare.pendaftaranList, { params, body: null });
    const list = answer.kind === 'empty' ? [] : (answer.data?.list ?? []);
    rows.push(...list);
    if (list.length < PAGE_ROWS) return rows;
  }
  return rows;
}

function isMobile(message: OutboxMessage): boolean {
  const { intent } = message;
  return typeof intent === 'object' && intent !== null && 'sumber' in intent && intent.sumber === 'mobile-jkn';
}

/** A text member of a clear result. */
export function handed(result: unknown, field: string): string | null {
  if (typeof result !== 'object' || result === null || !Object.hasOwn(result, field)) return null;
  const value: unknown = Reflect.get(result, field);
  return typeof value === 'string' ? value : null;
}

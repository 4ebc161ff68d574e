// What every write of PCare reads first: the body, the visit of the calling clinic that it is about, and what a visit's ledger line names.

import { isObject, type JsonObject } from '../../json.ts';
import type { Call, Effect, Reply } from '../../kernel.ts';
import { toDayFirst } from '../../wib.ts';
import { precondition } from './shapes.ts';
import type { PcareVisit } from './state.ts';

export const bodyOf = (call: Pick<Call, 'body'>): JsonObject => (isObject(call.body) ? call.body : {});

export const created = (response: Reply['response'], effects: readonly Effect[]): Reply => ({
  code: 201,
  message: 'CREATED',
  response: response ?? null,
  effects,
});

export function ownVisit(call: Call, nomorKunjungan: string): PcareVisit | undefined {
  const visit = call.world.pcare.findVisit(nomorKunjungan);
  return visit?.kodePpk === call.facility.kodePpk ? visit : undefined;
}

export const noVisit = (): Reply => precondition([{ field: 'noKunjungan', message: 'Kunjungan tidak ditemukan.' }]);

/** The visit's natural key beside its number, for the checker. */
export function visitKeys(visit: PcareVisit): JsonObject {
  return {
    noKunjungan: visit.nomorKunjungan,
    noKartu: visit.nomorKartu,
    tglDaftar: toDayFirst(visit.tanggal),
    kdPoli: visit.kdPoli,
    noUrut: visit.noUrut,
  };
}

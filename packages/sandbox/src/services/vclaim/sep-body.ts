// What a SEP call says: the `t_sep` of its body and the flat fields that the ledger keeps of it.

import { objectAt, textAt, type JsonObject } from '../../json.ts';
import { naturalKey, type Call } from '../../kernel.ts';
import { wrapped } from './own-sep.ts';
import type { Sep } from './state.ts';

export const tSep = (call: Pick<Call, 'body'>): JsonObject => wrapped(call, 't_sep');

/** Flat wire fields of a SEP body: what a checker compares, whatever the call. */
function flatFields(fields: JsonObject): JsonObject {
  const rujukan = objectAt(fields, 'rujukan');
  return {
    noKartu: textAt(fields, 'noKartu'),
    tglSep: textAt(fields, 'tglSep'),
    poliTujuan: textAt(objectAt(fields, 'poli'), 'tujuan').toUpperCase(),
    jnsPelayanan: textAt(fields, 'jnsPelayanan'),
    noMR: textAt(fields, 'noMR'),
    diagAwal: textAt(fields, 'diagAwal'),
    dpjpLayan: textAt(fields, 'dpjpLayan'),
    noRujukan: textAt(rujukan, 'noRujukan'),
    noSurat: textAt(objectAt(fields, 'skdp'), 'noSurat'),
    tujuanKunj: textAt(fields, 'tujuanKunj'),
    assesmentPel: textAt(fields, 'assesmentPel'),
    user: textAt(fields, 'user'),
  };
}

export function insertSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const data = flatFields(tSep(call));
  return { key: naturalKey(textAt(data, 'noKartu'), textAt(data, 'tglSep'), textAt(data, 'poliTujuan')), data };
}

export function sepSubject(call: Pick<Call, 'body'>): { key: string; data: JsonObject } {
  const fields = tSep(call);
  const { noSep, statusPulang, tglPulang, user } = fields;
  return {
    key: textAt(fields, 'noSep'),
    data: { noSep: noSep ?? '', statusPulang: statusPulang ?? '', tglPulang: tglPulang ?? '', user: user ?? '' },
  };
}

/** Ledger data of a change: the letter's natural key beside the fields that changed. */
export function changeData(sep: Sep, fields: JsonObject): JsonObject {
  return {
    noSep: sep.nomorSep,
    noKartu: sep.nomorKartu,
    tglSep: sep.tanggal,
    poliTujuan: sep.poli,
    user: textAt(fields, 'user'),
    t_sep: JSON.stringify(fields),
  };
}

// What BPJS holds of SEPs: one record per letter, found by number, by card and by facility and day. Changes only by applying
// ledger lines, or by placing the stays that happened before the first day.

import { objectAt, parseJson, textAt, isObject, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import type { EarlierSep } from '../../population/index.ts';
import { monthStamp } from '../../wib.ts';
import type { World } from '../../world/world.ts';

export interface Sep {
  readonly seq: number;
  readonly nomorSep: string;
  readonly kodePpk: string;
  readonly nomorKartu: string;
  readonly tanggal: string;
  /** `1` in-patient, `2` out-patient. */
  readonly jnsPelayanan: string;
  readonly poli: string;
  readonly nomorRujukan: string;
  readonly nomorSurat: string;
  /** The `t_sep` as sent, changed by updates. */
  fields: JsonObject;
  pulang: JsonObject | null;
  deleted: { readonly seq: number } | null;
  claim: 'none' | '1' | '2' | '3';
}

export class SepState {
  readonly #byNumber = new Map<string, Sep>();
  readonly #byCard = new Map<string, Sep[]>();
  readonly #byDay = new Map<string, Sep[]>();
  readonly #counters = new Map<string, number>();

  find(nomorSep: string): Sep | undefined {
    return this.#byNumber.get(nomorSep.trim().toUpperCase());
  }
  ofCard(card: string): readonly Sep[] {
    return (this.#byCard.get(card) ?? []).filter(({ deleted }) => deleted === null);
  }
  onDay(kodePpk: string, date: string): readonly Sep[] {
    return (this.#byDay.get(`${kodePpk} ${date}`) ?? []).filter(({ deleted }) => deleted === null);
  }
  /** The live out-patient SEP of a card in a poli on a day. */
  findLive(card: string, date: string, poli: string): Sep | undefined {
    return this.ofCard(card).find(
      (sep) => sep.jnsPelayanan === '2' && sep.tanggal === date && sep.poli === poli.toUpperCase(),
    );
  }
  findOpenStay(card: string): Sep | undefined {
    return this.ofCard(card).find((sep) => sep.jnsPelayanan === '1' && sep.pulang === null);
  }
  /** A SEP does not consume a referral: the count rises with each and falls with a deletion [U], docs/facts/vclaim.md §8.2. */
  onReferral(card: string, nomorRujukan: string): readonly Sep[] {
    return this.ofCard(card).filter((sep) => sep.nomorRujukan.toUpperCase() === nomorRujukan.toUpperCase());
  }
  all(): Iterable<Sep> {
    return this.#byNumber.values();
  }

  /** PPK(8) + MMyy + `V` + six digits [B], docs/facts/vclaim.md §3. */
  nextNumber(kodePpk: string, date: string): string {
    const stem = `${kodePpk}${monthStamp(date)}V`;
    return `${stem}${String((this.#counters.get(stem) ?? 0) + 1).padStart(6, '0')}`;
  }

  place(earlier: EarlierSep): void {
    if (this.find(earlier.nomorSep) !== undefined) return;
    this.#add({
      seq: 0,
      nomorSep: earlier.nomorSep,
      kodePpk: earlier.kodePpk,
      nomorKartu: earlier.nomorKartu,
      tanggal: earlier.tanggal,
      jnsPelayanan: '2',
      poli: earlier.poli,
      nomorRujukan: earlier.nomorRujukan,
      nomorSurat: '',
      fields: {
        noKartu: earlier.nomorKartu,
        tglSep: earlier.tanggal,
        ppkPelayanan: earlier.kodePpk,
        jnsPelayanan: '2',
        diagAwal: earlier.diagnosa,
        dpjpLayan: earlier.kodeDokter,
        tujuanKunj: '0',
        catatan: '-',
      },
      pulang: null,
      deleted: null,
      claim: 'none',
    });
  }

  setClaim(nomorSep: string, status: Sep['claim']): void {
    const sep = this.find(nomorSep);
    if (sep !== undefined) sep.claim = status;
  }

  apply(line: LedgerLine, world: World): void {
    if (line.effect === 'sep.issued') {
      this.#issue(line);
      return;
    }
    if (line.effect === 'sep.approval') {
      const at = (key: string): string => textAt(line.data, key);
      world.approvals.put({
        kodePpk: line.ppk,
        nomorKartu: at('noKartu'),
        tanggal: at('tglSep'),
        jnsPelayanan: at('jnsPelayanan'),
        jnsPengajuan: at('jnsPengajuan'),
        state: at('state') === 'approved' ? 'approved' : 'submitted',
      });
      return;
    }
    if (line.effect === 'fingerprint.answered') {
      const { data } = line;
      world.fingerprints.excuse(textAt(data, 'noKartu'), textAt(data, 'tglSep'), textAt(data, 'jenPel'));
      return;
    }
    const sep = this.find(line.key);
    if (sep === undefined) return;
    const fields = wireFields(line);
    if (line.effect === 'sep.updated') sep.fields = updatedFields(sep.fields, fields);
    if (line.effect === 'sep.discharged') sep.pulang = fields;
    if (line.effect === 'sep.deleted') sep.deleted ??= { seq: line.seq };
  }

  #issue(line: LedgerLine): void {
    const fields = wireFields(line);
    const nomorSep = textAt(line.data, 'noSep');
    const stem = nomorSep.slice(0, 13);
    this.#counters.set(stem, Math.max(this.#counters.get(stem) ?? 0, Number(nomorSep.slice(13))));
    this.#add({
      seq: line.seq,
      nomorSep,
      kodePpk: line.ppk,
      nomorKartu: textAt(fields, 'noKartu'),
      tanggal: textAt(fields, 'tglSep'),
      jnsPelayanan: textAt(fields, 'jnsPelayanan'),
      poli: textAt(objectAt(fields, 'poli'), 'tujuan').toUpperCase(),
      nomorRujukan: textAt(objectAt(fields, 'rujukan'), 'noRujukan'),
      nomorSurat: textAt(objectAt(fields, 'skdp'), 'noSurat'),
      fields,
      pulang: null,
      deleted: null,
      claim: 'none',
    });
  }

  #add(sep: Sep): void {
    this.#byNumber.set(sep.nomorSep.toUpperCase(), sep);
    push(this.#byCard, sep.nomorKartu, sep);
    push(this.#byDay, `${sep.kodePpk} ${sep.tanggal}`, sep);
  }
}

/** An update has no police report [A], docs/facts/vclaim.md §4.5: the one of the insert stays. */
function updatedFields(old: JsonObject, fields: JsonObject): JsonObject {
  return { ...old, ...fields, jaminan: { ...objectAt(old, 'jaminan'), ...objectAt(fields, 'jaminan') } };
}

/** The whole `t_sep` travels in the ledger as one text, beside the flat fields that a checker compares. */
function wireFields(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 't_sep'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

// Referrals that hospitals made, through VClaim or SISRUTE: found by number, SEP, facility and target. Changes only by applying ledger
// lines. One to a specialist also becomes an incoming referral of its target, where VClaim finds it.

import { isObject, parseJson, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { facilityName } from '../../reference/satusehat.ts';
import { monthStamp } from '../../wib.ts';
import type { World } from '../../world/world.ts';

export interface OutgoingReferral {
  readonly seq: number;
  readonly nomorRujukan: string;
  readonly kodePpk: string;
  readonly nomorSep: string;
  readonly nomorKartu: string;
  /** The `t_rujukan` as sent, changed by updates. */
  fields: JsonObject;
  /** SATUSEHAT's own number; empty for a referral made through VClaim. */
  readonly nomorSatuSehat: string;
  deleted: { readonly seq: number } | null;
}

/** Above the numbers of the seeded population, which count from 1. */
const COUNTER_START = 500_000;

export class OutgoingReferrals {
  readonly #byNumber = new Map<string, OutgoingReferral>();
  readonly #counters = new Map<string, number>();
  #satuSehat = 0;

  /** Deleted ones are not found. */
  find(nomor: string): OutgoingReferral | undefined {
    const referral = this.findEver(nomor);
    return referral?.deleted === null ? referral : undefined;
  }
  findEver(nomor: string): OutgoingReferral | undefined {
    return this.#byNumber.get(nomor.trim().toUpperCase());
  }
  ofSep(nomorSep: string): readonly OutgoingReferral[] {
    return this.#live().filter((referral) => referral.nomorSep.toUpperCase() === nomorSep.toUpperCase());
  }
  ofFacility(kodePpk: string): readonly OutgoingReferral[] {
    return this.#live().filter((referral) => referral.kodePpk === kodePpk);
  }
  /** Patients whom everybody together sends to a polyclinic of a hospital on a day. */
  countTo(ppkDirujuk: string, poli: string, date: string): number {
    return this.#live().filter(
      ({ fields }) =>
        textAt(fields, 'ppkDirujuk') === ppkDirujuk &&
        textAt(fields, 'poliRujukan').toUpperCase() === poli &&
        textAt(fields, 'tglRencanaKunjungan') === date,
    ).length;
  }

  /** PPK(8) + MMyy + `B` + six digits [B], docs/facts/vclaim.md §3. */
  nextNumber(kodePpk: string, date: string): string {
    const stem = `${kodePpk}${monthStamp(date)}B`;
    return `${stem}${String((this.#counters.get(stem) ?? COUNTER_START) + 1).padStart(6, '0')}`;
  }
  nextSatuSehat(): number {
    return this.#satuSehat + 1;
  }

  apply(line: LedgerLine, world: World): void {
    if (line.effect === 'rujukan.issued') {
      this.#issue(line, world);
      return;
    }
    const referral = this.findEver(line.key);
    if (referral === undefined) return;
    if (line.effect === 'rujukan.updated') referral.fields = { ...referral.fields, ...wireFields(line) };
    if (line.effect === 'rujukan.deleted') referral.deleted ??= { seq: line.seq };
    if (line.effect.startsWith('rujukan.')) arrive(referral, world);
  }

  #issue(line: LedgerLine, world: World): void {
    const nomorRujukan = textAt(line.data, 'noRujukan');
    const stem = nomorRujukan.slice(0, 13);
    this.#counters.set(stem, Math.max(this.#counters.get(stem) ?? 0, Number(nomorRujukan.slice(13))));
    const nomorSatuSehat = textAt(line.data, 'noRujukanSatuSehat');
    if (nomorSatuSehat !== '') this.#satuSehat += 1;
    const referral: OutgoingReferral = {
      seq: line.seq,
      nomorRujukan,
      kodePpk: line.ppk,
      nomorSep: textAt(line.data, 'noSep'),
      nomorKartu: textAt(line.data, 'noKartu'),
      fields: wireFields(line),
      nomorSatuSehat,
      deleted: null,
    };
    this.#byNumber.set(nomorRujukan.toUpperCase(), referral);
    arrive(referral, world);
  }

  #live(): OutgoingReferral[] {
    return [...this.#byNumber.values()].filter(({ deleted }) => deleted === null);
  }
}

/** The whole body travels in the ledger as one text. */
function wireFields(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 't_rujukan'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

/** Full and partial referrals arrive at the target as a hospital's referral; a back-referral goes to primary care and needs none. */
function arrive(referral: OutgoingReferral, world: World): void {
  const { nomorRujukan, nomorKartu, kodePpk, fields, deleted } = referral;
  world.referrals.remove(nomorRujukan);
  if (deleted !== null || textAt(fields, 'tipeRujukan') === '2') return;
  const diagnosis = textAt(fields, 'diagRujukan');
  world.referrals.put({
    nomorRujukan,
    asal: '2',
    nomorKartu,
    tanggal: textAt(fields, 'tglRujukan'),
    perujuk: { kode: kodePpk, nama: facilityName(kodePpk) },
    poli: textAt(fields, 'poliRujukan').toUpperCase(),
    diagnosa: { kode: diagnosis, nama: findDiagnosis(diagnosis)?.nama ?? '' },
    keluhan: textAt(fields, 'catatan') || '-',
  });
}

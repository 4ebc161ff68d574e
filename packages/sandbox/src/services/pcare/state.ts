// What BPJS holds of clinic registrations, visits and their drugs, procedures and check-ups. Changes only by applying ledger lines, of PCare
// and of SRBK. A visit that refers a member onwards also puts the referral into the world, where VClaim finds it.

import { isObject, numberAt, objectAt, parseJson, textAt, type JsonObject } from '../../json.ts';
import type { LedgerLine } from '../../kernel.ts';
import { findDiagnosis } from '../../reference/diagnoses.ts';
import { SPECIAL_REFERRALS, SPECIALTIES } from '../../reference/clinic.ts';
import { fromDayFirst, monthStamp } from '../../wib.ts';
import type { World } from '../../world/world.ts';

export interface Registration {
  readonly seq: number;
  readonly kodePpk: string;
  readonly noUrut: string;
  readonly tanggal: string;
  readonly nomorKartu: string;
  readonly kdPoli: string;
  readonly fields: JsonObject;
  status: 'Baru' | 'Sudah dilayani';
  deleted: boolean;
}

export interface Child {
  readonly seq: number;
  readonly sk: number;
  fields: JsonObject;
}

export interface PcareVisit {
  readonly seq: number;
  readonly kodePpk: string;
  readonly nomorKunjungan: string;
  readonly tanggal: string;
  readonly nomorKartu: string;
  readonly kdPoli: string;
  readonly noUrut: string;
  /** Number at SATUSEHAT of a visit that came through SRBK, else empty. */
  readonly nomorSatuSehat: string;
  fields: JsonObject;
  deleted: { readonly seq: number } | null;
  readonly obat: Child[];
  readonly tindakan: Child[];
  readonly mcu: Child[];
}

/** What hangs on a visit, by the first part of its effects, and the running number that names it. */
const CHILD_NUMBERS = { obat: 'kdObatSK', tindakan: 'kdTindakanSK', mcu: 'kdMCU' } as const;
export type ChildKind = keyof typeof CHILD_NUMBERS;

export class PcareState {
  readonly #registrations = new Map<string, Registration[]>();
  readonly #visits = new Map<string, PcareVisit>();
  readonly #visitsByCard = new Map<string, PcareVisit[]>();
  readonly #queueCounters = new Map<string, number>();
  readonly #visitCounters = new Map<string, number>();
  #satuSehatReferrals = 0;
  readonly #lastChild: Record<ChildKind, number> = { obat: 0, tindakan: 0, mcu: 0 };

  onDay(kodePpk: string, tanggal: string): readonly Registration[] {
    return (this.#registrations.get(`${kodePpk} ${tanggal}`) ?? []).filter(({ deleted }) => !deleted);
  }
  everOnDay(kodePpk: string, tanggal: string): readonly Registration[] {
    return this.#registrations.get(`${kodePpk} ${tanggal}`) ?? [];
  }
  findRegistration(kodePpk: string, tanggal: string, nomorKartu: string, kdPoli: string): Registration | undefined {
    const fitting = this.onDay(kodePpk, tanggal).filter(
      (entry) => entry.nomorKartu === nomorKartu && entry.kdPoli === kdPoli,
    );
    return fitting.find(({ status }) => status === 'Baru') ?? fitting[0];
  }
  findVisit(nomorKunjungan: string): PcareVisit | undefined {
    const visit = this.#visits.get(nomorKunjungan.trim().toUpperCase());
    return visit?.deleted === null ? visit : undefined;
  }
  /** Also a deleted one: the dumb payer deletes twice. */
  everVisit(nomorKunjungan: string): PcareVisit | undefined {
    return this.#visits.get(nomorKunjungan.trim().toUpperCase());
  }
  registrationsOf(nomorKartu: string): readonly Registration[] {
    return [...this.#registrations.values()]
      .flat()
      .filter((entry) => entry.nomorKartu === nomorKartu && !entry.deleted);
  }
  visitsOf(nomorKartu: string): readonly PcareVisit[] {
    return (this.#visitsByCard.get(nomorKartu) ?? []).filter(({ deleted }) => deleted === null);
  }

  /** Letter and number, per facility and day, docs/facts/pcare.md §4.10. */
  nextQueueNumber(kodePpk: string, tanggal: string): string {
    return `A${(this.#queueCounters.get(`${kodePpk} ${tanggal}`) ?? 0) + 1}`;
  }
  /** Provider(8) + MMyy + `Y` + six digits [2+], docs/facts/pcare.md §4.5. */
  nextVisitNumber(kodePpk: string, tanggal: string): string {
    const stem = `${kodePpk}${monthStamp(tanggal)}Y`;
    // Above the numbers of the seeded population, which count from 1.
    return `${stem}${String((this.#visitCounters.get(stem) ?? VISIT_COUNTER_START) + 1).padStart(6, '0')}`;
  }
  /** Referrals that SATUSEHAT has numbered, this one included. */
  nextSatuSehat(): number {
    return this.#satuSehatReferrals + 1;
  }
  nextChild(kind: ChildKind): number {
    return this.#lastChild[kind] + 1;
  }

  apply(line: LedgerLine, world: World): void {
    switch (line.effect) {
      case 'pendaftaran.added':
        this.#register(line);
        return;
      case 'pendaftaran.deleted':
        for (const entry of this.everOnDay(line.ppk, isoDay(line)))
          if (entry.noUrut === textAt(line.data, 'noUrut')) entry.deleted = true;
        return;
      case 'kunjungan.added':
        this.#visit(line, world);
        return;
      case 'kunjungan.updated':
      case 'kunjungan.deleted':
        this.#change(line, world);
        return;
      default:
        this.#child(line);
    }
  }

  #register(line: LedgerLine): void {
    const tanggal = isoDay(line);
    const noUrut = textAt(line.data, 'noUrut');
    const day = `${line.ppk} ${tanggal}`;
    this.#queueCounters.set(day, Math.max(this.#queueCounters.get(day) ?? 0, Number(noUrut.slice(1))));
    push(this.#registrations, day, {
      seq: line.seq,
      kodePpk: line.ppk,
      noUrut,
      tanggal,
      nomorKartu: textAt(line.data, 'noKartu'),
      kdPoli: textAt(line.data, 'kdPoli'),
      fields: line.data,
      status: 'Baru',
      deleted: false,
    });
  }

  #visit(line: LedgerLine, world: World): void {
    const nomorKunjungan = textAt(line.data, 'noKunjungan');
    const stem = nomorKunjungan.slice(0, 13);
    this.#visitCounters.set(stem, Math.max(this.#visitCounters.get(stem) ?? 0, Number(nomorKunjungan.slice(13))));
    const visit: PcareVisit = {
      seq: line.seq,
      kodePpk: line.ppk,
      nomorKunjungan,
      tanggal: isoDay(line),
      nomorKartu: textAt(line.data, 'noKartu'),
      kdPoli: textAt(line.data, 'kdPoli'),
      noUrut: textAt(line.data, 'noUrut'),
      nomorSatuSehat: textAt(line.data, 'noRujukanSatuSehat'),
      fields: bodyOf(line),
      deleted: null,
      obat: [],
      tindakan: [],
      mcu: [],
    };
    this.#visits.set(nomorKunjungan.toUpperCase(), visit);
    if (visit.nomorSatuSehat !== '') this.#satuSehatReferrals += 1;
    push(this.#visitsByCard, visit.nomorKartu, visit);
    this.#mark(visit, 'Sudah dilayani');
    refer(visit, world);
  }

  #change(line: LedgerLine, world: World): void {
    const visit = this.everVisit(line.key);
    if (visit === undefined) return;
    if (line.effect === 'kunjungan.deleted') {
      visit.deleted ??= { seq: line.seq };
      this.#mark(visit, 'Baru');
    } else {
      visit.fields = { ...visit.fields, ...bodyOf(line) };
    }
    refer(visit, world);
  }

  #mark(visit: PcareVisit, status: Registration['status']): void {
    const entry = this.onDay(visit.kodePpk, visit.tanggal).find(({ noUrut }) => noUrut === visit.noUrut);
    if (entry !== undefined) entry.status = status;
  }

  #child(line: LedgerLine): void {
    const visit = this.everVisit(line.key);
    if (visit === undefined) return;
    const [kind = '', change] = line.effect.split('.');
    if (kind !== 'obat' && kind !== 'tindakan' && kind !== 'mcu') return;
    const list = visit[kind];
    const sk = numberAt(line.data, CHILD_NUMBERS[kind]);
    const place = list.findIndex((child) => child.sk === sk);
    if (change === 'deleted') {
      if (place >= 0) list.splice(place, 1);
      return;
    }
    const known = list[place];
    if (known !== undefined) known.fields = line.data;
    else list.push({ seq: line.seq, sk, fields: line.data });
    this.#lastChild[kind] = Math.max(this.#lastChild[kind], sk);
  }
}

const VISIT_COUNTER_START = 500_000;

/** A visit with status 4 is a referral as long as it exists [?], docs/facts/pcare.md §4.10. */
function refer(visit: PcareVisit, world: World): void {
  world.referrals.remove(visit.nomorKunjungan);
  const rujukLanjut = objectAt(visit.fields, 'rujukLanjut');
  if (visit.deleted !== null || textAt(visit.fields, 'kdStatusPulang') !== '4') return;
  const kdDiag = textAt(visit.fields, 'kdDiag1');
  world.referrals.put({
    nomorRujukan: visit.nomorKunjungan,
    asal: '1',
    nomorKartu: visit.nomorKartu,
    tanggal: visit.tanggal,
    perujuk: { kode: visit.kodePpk, nama: world.people.byCard(visit.nomorKartu)?.fktp.nama ?? visit.kodePpk },
    poli: poliOf(rujukLanjut),
    diagnosa: { kode: kdDiag, nama: findDiagnosis(kdDiag)?.nama ?? '' },
    keluhan: textAt(visit.fields, 'keluhan'),
  });
}

function poliOf(rujukLanjut: JsonObject): string {
  const sub = textAt(objectAt(rujukLanjut, 'subSpesialis'), 'kdSubSpesialis1');
  const special = textAt(objectAt(rujukLanjut, 'khusus'), 'kdKhusus');
  const bySub = SPECIALTIES.flatMap((specialty) => specialty.sub).find(({ kdSubSpesialis }) => kdSubSpesialis === sub);
  return bySub?.kdPoliRujuk ?? SPECIAL_REFERRALS.find(({ kdKhusus }) => kdKhusus === special)?.poli ?? '';
}

/** The whole body travels as one text beside the flat fields. */
function bodyOf(line: LedgerLine): JsonObject {
  const parsed = parseJson(textAt(line.data, 'body'));
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
}

const isoDay = (line: LedgerLine): string => fromDayFirst(textAt(line.data, 'tglDaftar')) ?? '';

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

// Who BPJS knows: participants, their referrals, fingerprints and approved exceptions. Filled by the population and the control
// API; referrals also appear when a PCare visit refers a member onwards.

import type { Person, Referral } from '../population/index.ts';

export class People {
  readonly #byCard = new Map<string, Person>();
  readonly #byNik = new Map<string, Person>();

  put(person: Person): void {
    this.#byCard.set(person.nomorKartu, person);
    this.#byNik.set(person.nik, person);
  }
  byCard(card: string): Person | undefined {
    return this.#byCard.get(card);
  }
  byNik(nik: string): Person | undefined {
    return this.#byNik.get(nik);
  }
  get size(): number {
    return this.#byCard.size;
  }
  /** Members of one clinic. */
  registeredAt(kodePpk: string): Person[] {
    return [...this.#byCard.values()].filter(({ fktp }) => fktp.kode === kodePpk);
  }
  /** The first so many, for the page. */
  sample(limit: number): Person[] {
    return [...this.#byCard.values()].slice(0, limit);
  }
}

export class Referrals {
  readonly #byNumber = new Map<string, Referral>();
  readonly #byCard = new Map<string, Referral[]>();

  put(referral: Referral): void {
    this.remove(referral.nomorRujukan);
    this.#byNumber.set(referral.nomorRujukan.toUpperCase(), referral);
    const list = this.#byCard.get(referral.nomorKartu) ?? [];
    // Newest first and not filtered by validity [C], docs/facts/vclaim.md §4.2.
    list.push(referral);
    list.sort((a, b) => b.tanggal.localeCompare(a.tanggal));
    this.#byCard.set(referral.nomorKartu, list);
  }
  remove(nomor: string): void {
    const referral = this.find(nomor);
    if (referral === undefined) return;
    this.#byNumber.delete(nomor.toUpperCase());
    const others = this.ofCard(referral.nomorKartu).filter((entry) => entry.nomorRujukan !== referral.nomorRujukan);
    this.#byCard.set(referral.nomorKartu, [...others]);
  }
  find(nomor: string): Referral | undefined {
    return this.#byNumber.get(nomor.trim().toUpperCase());
  }
  ofCard(card: string): readonly Referral[] {
    return this.#byCard.get(card) ?? [];
  }
  get size(): number {
    return this.#byNumber.size;
  }
}

/** Fingerprint state per card and day: reset at midnight WIB, docs/facts/vclaim.md §8.2. */
export class Fingerprints {
  readonly #set = new Map<string, boolean>();
  readonly #excused = new Set<string>();

  set(card: string, date: string, validated: boolean): void {
    this.#set.set(`${card} ${date}`, validated);
  }
  isValidated(person: Person, date: string): boolean {
    return this.#set.get(`${person.nomorKartu} ${date}`) ?? person.sidikJari === 'setiap-hari';
  }
  isEnrolled(person: Person): boolean {
    return person.sidikJari === 'setiap-hari';
  }
  /** Cards whose finger was read on that day by name; people of `setiap-hari` are not listed. */
  readOn(date: string): string[] {
    return [...this.#set].flatMap(([key, validated]) => {
      const [card = '', day] = key.split(' ');
      return validated && day === date ? [card] : [];
    });
  }
  /** The random question was answered rightly: no finger is needed for that day and kind of service. */
  excuse(card: string, date: string, jnsPelayanan: string): void {
    this.#excused.add([card, date, jnsPelayanan].join(' '));
  }
  isExcused(card: string, date: string, jnsPelayanan: string): boolean {
    return this.#excused.has([card, date, jnsPelayanan].join(' '));
  }
}

export interface Exception {
  /** The facility that asked; empty when the operator arranged it. */
  readonly kodePpk: string;
  readonly nomorKartu: string;
  readonly tanggal: string;
  readonly jnsPelayanan: string;
  /** `1` backdate, `2` without fingerprint. */
  readonly jnsPengajuan: string;
  readonly state: 'submitted' | 'approved';
}

/** Exceptions per card, date, kind of service and kind of request [A], docs/facts/vclaim.md §8.2: submitted, then approved. */
export class Approvals {
  readonly #exceptions = new Map<string, Exception>();

  put(exception: Exception): void {
    const { nomorKartu, tanggal, jnsPelayanan, jnsPengajuan } = exception;
    const key = [nomorKartu, tanggal, jnsPelayanan, jnsPengajuan].join(' ');
    // A late copy of the request does not take an approval back.
    const approved = exception.state === 'submitted' && this.#exceptions.get(key)?.state === 'approved';
    if (!approved) this.#exceptions.set(key, exception);
  }
  state(card: string, date: string, jnsPelayanan: string, jnsPengajuan: string): 'submitted' | 'approved' | undefined {
    return this.#exceptions.get([card, date, jnsPelayanan, jnsPengajuan].join(' '))?.state;
  }
  all(): Exception[] {
    return [...this.#exceptions.values()];
  }
}

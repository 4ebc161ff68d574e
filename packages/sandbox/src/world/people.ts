// Who BPJS knows: participants, their referrals, control letters and fingerprints. Filled by the population and the control
// API; referrals also appear when a PCare visit refers a member onwards.

import type { ControlLetter, Person, Referral } from '../population/index.ts';

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

export class Letters {
  readonly #byNumber = new Map<string, ControlLetter>();
  readonly #byCard = new Map<string, ControlLetter[]>();

  put(letter: ControlLetter): void {
    const others = this.ofCard(letter.nomorKartu).filter((entry) => entry.nomorSurat !== letter.nomorSurat);
    this.#byNumber.set(letter.nomorSurat.toUpperCase(), letter);
    this.#byCard.set(letter.nomorKartu, [...others, letter]);
  }
  find(nomor: string): ControlLetter | undefined {
    return this.#byNumber.get(nomor.trim().toUpperCase());
  }
  ofCard(card: string): readonly ControlLetter[] {
    return this.#byCard.get(card) ?? [];
  }
}

/** Fingerprint state per card and day: reset at midnight WIB, docs/facts/vclaim.md §8.2. */
export class Fingerprints {
  readonly #set = new Map<string, boolean>();

  set(card: string, date: string, validated: boolean): void {
    this.#set.set(`${card} ${date}`, validated);
  }
  isValidated(person: Person, date: string): boolean {
    return this.#set.get(`${person.nomorKartu} ${date}`) ?? person.sidikJari === 'setiap-hari';
  }
  isEnrolled(person: Person): boolean {
    return person.sidikJari === 'setiap-hari';
  }
}

/** Approved exceptions: `1` backdate, `2` without fingerprint, per card, date and kind of service [A], docs/facts/vclaim.md §8.2. */
export class Approvals {
  readonly #states = new Map<string, 'submitted' | 'approved'>();

  put(card: string, date: string, jnsPelayanan: string, jnsPengajuan: string, state: 'submitted' | 'approved'): void {
    this.#states.set([card, date, jnsPelayanan, jnsPengajuan].join(' '), state);
  }
  state(card: string, date: string, jnsPelayanan: string, jnsPengajuan: string): 'submitted' | 'approved' | undefined {
    return this.#states.get([card, date, jnsPelayanan, jnsPengajuan].join(' '));
  }
}

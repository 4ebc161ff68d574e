// The payer's state as it was some time ago, for reads that lag. A second world replays the ledger up to that moment; it is only
// built when a mood asks for it. Not a history: it can look back to one moment at a time.

import type { Ledger } from '../storage/ledger.ts';
import type { SetupItem } from './setup.ts';
import { World } from './world.ts';

export class Past {
  readonly #ledger: Ledger;
  readonly #setupSoFar: () => readonly SetupItem[];
  #world: World | null = null;
  #cursor = 0;

  constructor(ledger: Ledger, setupSoFar: () => readonly SetupItem[]) {
    this.#ledger = ledger;
    this.#setupSoFar = setupSoFar;
  }

  setup(item: SetupItem): void {
    this.#world?.setup(item);
  }

  /** The world as of an instant of real time. */
  at(realMs: number): World {
    const { lines } = this.#ledger;
    const newestShown = lines[this.#cursor - 1];
    const tooFar = newestShown !== undefined && Date.parse(newestShown.at) > realMs;
    if (this.#world === null || tooFar) this.#rebuild();
    const world = this.#world ?? new World();
    for (
      let line = lines[this.#cursor];
      line !== undefined && Date.parse(line.at) <= realMs;
      line = lines[this.#cursor]
    ) {
      world.apply(line);
      this.#cursor += 1;
    }
    return world;
  }

  #rebuild(): void {
    this.#world = new World();
    this.#cursor = 0;
    for (const item of this.#setupSoFar()) this.#world.setup(item);
  }
}

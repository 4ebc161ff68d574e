// How BPJS and the network behave on one day: how often single calls go wrong, and in which stretches a service is away, asks for fewer
// calls or does not know the credentials. Some days are calm, so that what the engine does without trouble is judged too.
import { Dice } from './dice.ts';

interface Rates {
  readonly refuse: number;
  readonly reset: number;
  readonly resetAfter: number;
  readonly stall: number;
  readonly lie: number;
  readonly late: number;
  readonly badGateway: number;
  readonly throttle: number;
  readonly unfamiliar: number;
  readonly stale: number;
  readonly read: number;
}

const CALM: Rates = {
  refuse: 0,
  reset: 0,
  resetAfter: 0,
  stall: 0,
  lie: 0,
  late: 0,
  badGateway: 0,
  throttle: 0,
  unfamiliar: 0,
  stale: 0,
  read: 0,
};
const ROUGH: Rates = {
  refuse: 0.03,
  reset: 0.02,
  resetAfter: 0.03,
  stall: 0.01,
  lie: 0.04,
  late: 0.04,
  badGateway: 0.01,
  throttle: 0.005,
  unfamiliar: 0.003,
  stale: 0.3,
  read: 0.1,
};
const CHANNELS = ['antrean', 'vclaim', 'fktp', 'pcare'] as const;

interface Stretch {
  readonly what: 'down' | 'throttling' | 'revoked';
  /** null = all of BPJS. */
  readonly channel: string | null;
  readonly fromMs: number;
  readonly untilMs: number;
}

export class Climate {
  readonly slownessMs: number;
  readonly isCalm: boolean;
  readonly stretches: readonly Stretch[];
  readonly #rates: Rates;
  readonly #untilMs: number;
  readonly #clock: { readonly nowMs: number };

  /** Nothing goes wrong any more after `untilMs`. */
  constructor(seed: number, clock: { readonly nowMs: number }, untilMs: number) {
    const dice = new Dice(seed, 2);
    this.#clock = clock;
    this.#untilMs = untilMs;
    this.isCalm = dice.chance(0.1);
    const strength = this.isCalm ? 0 : dice.between(0.3, 2);
    this.#rates = scaled(ROUGH, strength);
    this.slownessMs = dice.pick([150, 300, 1_500]);
    const count = this.isCalm ? 0 : dice.below(4);
    this.stretches = Array.from({ length: count }, () => stretch(dice, untilMs));
  }

  get rates(): Rates {
    return this.#clock.nowMs < this.#untilMs ? this.#rates : CALM;
  }

  isDown = (channel: string): boolean => this.#is('down', channel);
  isThrottling = (channel: string): boolean => this.#is('throttling', channel);
  isRevoked = (channel: string): boolean => this.#is('revoked', channel);

  #is(what: Stretch['what'], channel: string): boolean {
    const { nowMs } = this.#clock;
    for (const one of this.stretches)
      if (
        one.what === what &&
        nowMs >= one.fromMs &&
        nowMs < one.untilMs &&
        (one.channel === null || one.channel === channel)
      )
        return true;
    return false;
  }
}

function stretch(dice: Dice, untilMs: number): Stretch {
  const what = dice.pick(['down', 'down', 'down', 'throttling', 'revoked'] as const);
  const fromMs = dice.between(20_000, untilMs * 0.8);
  const lengthMs = what === 'revoked' ? 20_000 : dice.pick([8_000, 40_000, 120_000, 480_000]);
  const channel = what === 'down' && dice.chance(0.4) ? null : dice.pick(CHANNELS);
  return { what, channel, fromMs, untilMs: Math.min(untilMs, fromMs + lengthMs * dice.between(0.5, 1.5)) };
}

const scaled = (rates: Rates, by: number): Rates => ({
  refuse: rates.refuse * by,
  reset: rates.reset * by,
  resetAfter: rates.resetAfter * by,
  stall: rates.stall * by,
  lie: rates.lie * by,
  late: rates.late * by,
  badGateway: rates.badGateway * by,
  throttle: rates.throttle * by,
  unfamiliar: rates.unfamiliar * by,
  stale: Math.min(0.6, rates.stale * by),
  read: rates.read * by,
});

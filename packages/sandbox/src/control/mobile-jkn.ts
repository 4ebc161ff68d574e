// Routes by which the operator has the sandbox call a facility as Mobile JKN. What was typed and what came back is answered and forgotten.

import { AddressRefused } from '../mobile-jkn/address.ts';
import { callFacility, CallSchema } from '../mobile-jkn/call.ts';
import { formsFor } from '../mobile-jkn/operations.ts';
import { wibDate } from '../wib.ts';
import { ControlRefusal, type ControlParts, type Handlers } from './handler.ts';

/** Forms filled for a participant; the first one who is there unless a card is named. */
function forms({ payer, allowCallsTo }: ControlParts, card: string): unknown {
  const { world, clocks } = payer;
  const person = world.people.byCard(card) ?? world.people.sample(1)[0];
  if (person === undefined || (card !== '' && person.nomorKartu !== card))
    throw new ControlRefusal(404, 'no participant has this card');
  const nowMs = clocks.business();
  const today = wibDate(nowMs);
  return {
    person: { nomorKartu: person.nomorKartu, nama: person.nama },
    allowed: allowCallsTo,
    operations: formsFor({
      person,
      referral: world.referrals.ofCard(person.nomorKartu)[0],
      letter: world.letters
        .ofCard(person.nomorKartu)
        .find(({ jenis, tanggalRencana }) => jenis === '2' && tanggalRencana === today),
      today,
      nowMs,
    }),
  };
}

export const MOBILE_JKN: Handlers = {
  'GET /_sandbox/mobile-jkn': (parts, { query }) => forms(parts, query.get('card') ?? ''),
  'POST /_sandbox/mobile-jkn/call': async ({ payer, allowCallsTo }, { body }) => {
    try {
      return await callFacility(CallSchema.parse(body), { allowed: allowCallsTo, now: payer.clocks.real });
    } catch (error) {
      if (error instanceof AddressRefused) throw new ControlRefusal(400, error.message);
      throw error;
    }
  },
};

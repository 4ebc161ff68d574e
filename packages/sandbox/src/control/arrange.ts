// Who exists and what happened elsewhere, arranged by the operator: people, referrals, letters, bookings of Mobile JKN, approvals. Each
// item is a line of setup.jsonl; see world/setup.ts.

import { z } from 'zod';
import { wibDate } from '../wib.ts';
import { ControlLetterSchema, FacilitySchema, PersonSchema, ReferralSchema, type SetupInput } from '../world/setup.ts';
import type { ControlParts, Handler, Handlers } from './handler.ts';

const arrangeList =
  <T>(key: string, schema: z.ZodType<T>, toItem: (value: T, parts: ControlParts) => SetupInput): Handler =>
  async (parts, { body }) => {
    const list = z
      .union([z.object({ [key]: z.array(schema) }).transform((value) => value[key] ?? []), z.array(schema)])
      .parse(body);
    return { added: await parts.payer.arrange(list.map((value) => toItem(value, parts))) };
  };

const BookingInput = z.object({
  kodePpk: z.string().default('9999R001'),
  sumberdata: z.string().default('Mobile JKN'),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const FingerprintInput = z.object({
  nomorKartu: z.string(),
  tanggal: z.string(),
  validated: z.boolean().default(true),
});
const ApprovalInput = z.object({
  nomorKartu: z.string(),
  tanggal: z.string(),
  jnsPelayanan: z.enum(['1', '2']).default('2'),
  jnsPengajuan: z.enum(['1', '2']).default('1'),
});
const PopulationInput = z.object({
  seed: z.number().int().optional(),
  n: z.number().int(),
  first: z.number().int().default(1),
  date: z.string().optional(),
});
const ClaimInput = z.object({ nomorSep: z.string(), status: z.enum(['none', '1', '2', '3']) });

const PharmacyClaimInput = z.object({ nomor: z.string(), verified: z.boolean().default(true) });

export const ARRANGE: Handlers = {
  'POST /_sandbox/facilities': arrangeList('facilities', FacilitySchema, (facility) => ({
    kind: 'facility',
    facility,
  })),
  'POST /_sandbox/population': async ({ payer }, { body }) => {
    const { seed = payer.seed, date = wibDate(payer.clocks.business()), n, first } = PopulationInput.parse(body);
    await payer.arrange([{ kind: 'population', seed, n, first, date }]);
    return { participants: payer.world.people.size };
  },
  'POST /_sandbox/participants': arrangeList('participants', PersonSchema, (person) => ({
    kind: 'participant',
    person,
  })),
  'POST /_sandbox/referrals': arrangeList('referrals', ReferralSchema, (referral) => ({ kind: 'referral', referral })),
  'POST /_sandbox/control-letters': arrangeList('letters', ControlLetterSchema, (letter) => ({
    kind: 'control-letter',
    letter,
  })),
  'POST /_sandbox/bookings': arrangeList('bookings', BookingInput, (booking, { payer }) => ({
    kind: 'booking',
    createdAtMs: payer.clocks.business(),
    ...booking,
  })),
  'POST /_sandbox/fingerprints': arrangeList('fingerprints', FingerprintInput, (value) => ({
    kind: 'fingerprint',
    ...value,
  })),
  'POST /_sandbox/approvals': arrangeList('approvals', ApprovalInput, (value) => ({ kind: 'approval', ...value })),
  'POST /_sandbox/pharmacy-claims': arrangeList('claims', PharmacyClaimInput, (value) => ({
    kind: 'pharmacy-claim',
    ...value,
  })),
  'POST /_sandbox/claims': arrangeList('claims', ClaimInput, (value) => ({ kind: 'claim', ...value })),
};

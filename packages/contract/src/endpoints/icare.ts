// i-Care JKN: the address under which a clinician may read what BPJS holds of a member (docs/facts/aplicares-icare-apotek.md §3,
// docs/facts/pcare.md §9). The answer is a secret link for one person: open it in the browser, never log, store or share it.
import { z } from 'zod';
import { endpointsOf } from '../endpoint.ts';
import { cardNumber, noParams, num } from '../shapes.ts';

const common = {
  readEncryption: 'string-is-encrypted',
  writeEncryption: 'string-is-encrypted',
  readSuccess: ['200'],
  writeSuccess: ['200'],
  readEmpty: [],
  service: 'icare',
} as const;
const hospital = endpointsOf({ ...common, facts: 'aplicares-icare-apotek', confidence: 'A' });
const clinic = endpointsOf({ ...common, facts: 'pcare', confidence: 'B' });

/** The link carries a token of unknown lifetime, docs/facts/aplicares-icare-apotek.md §3 [D]. */
const link = z.looseObject({ url: z.string().min(1) });
const linkExample = {
  url: 'https://apijkn.bpjs-kesehatan.go.id/ihs/history?token=00000000-0000-4000-8000-000000000012',
};

const validateRs = hospital.write({
  group: 'fkrtl',
  name: 'validate',
  method: 'POST',
  path: '/api/rs/validate',
  params: noParams,
  request: z.looseObject({
    param: cardNumber,
    /** BPJS code of the doctor who is going to look; a number on the wire, quoted text fails in the field. */
    kodedokter: num.pipe(z.number().int().positive()),
  }),
  response: link,
  // Asking again gives another link and changes nothing.
  writeClass: 'read',
  source: '§3',
  purpose: 'The link to the history of a member, for a doctor of a hospital.',
  example: { params: {}, request: { param: '0000000000012', kodedokter: 99901 }, response: linkExample },
});

const validatePcare = clinic.write({
  group: 'fktp',
  name: 'validate',
  method: 'POST',
  path: '/api/pcare/validate',
  params: noParams,
  request: z.looseObject({ param: cardNumber }),
  response: link,
  userKeyFallback: 'pcare',
  // Most programs send it, one does not; both are said to work.
  basicAuthorization: 'if-configured',
  writeClass: 'read',
  source: '§9',
  purpose: 'The link to the history of a member, for a clinic.',
  example: { params: {}, request: { param: '0000000000012' }, response: linkExample },
});

/** The typed i-Care endpoints. */
export const icare = { validateRs, validatePcare } as const;

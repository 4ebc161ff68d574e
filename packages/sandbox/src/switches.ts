// Behaviour of BPJS that the facts leave open, as switches with their default. Moods (faults that come and go) are elsewhere.

import { z } from 'zod';

export const SwitchesSchema = z.strictObject({
  /** Bare arrays as live Antrean RS servers answer, or the catalogue's `{list}` [B], docs/facts/antrean-rs.md §1. */
  antreanListShape: z.enum(['bare', 'list']).default('bare'),
  /** `default` = as each service documents; the others force one type everywhere [2+], docs/facts/vclaim.md §2.7. */
  codeType: z.enum(['default', 'string', 'number']).default('default'),
  envelopeKey: z.enum(['default', 'metaData', 'metadata', 'MetaData']).default('default'),
  keyOrder: z.enum(['metadata-first', 'response-first']).default('metadata-first'),
  /** Deleting a SEP answers its number in plain text or encrypted [U], docs/facts/vclaim.md §2.5. */
  sepDeletePlain: z.boolean().default(true),
  /** Encrypted answers without LZ compression occur [2+], docs/facts/pcare.md §3. */
  compress: z.boolean().default(true),
  /** No encryption at all, as hostile or broken gateways answer. */
  encrypt: z.boolean().default(true),
  /** PCare mirrors metaData.code as HTTP status [1], docs/facts/pcare.md §3; the others answer HTTP 200. */
  pcareHttpMirror: z.boolean().default(true),
  /** VClaim answers JSON content types on writes with an HTML page [B], docs/facts/vclaim.md §2.6. */
  vclaimRefusesJson: z.boolean().default(true),
  /** Code of "No Content" in Antrean RS [D], docs/facts/antrean-rs.md §1. */
  noContentCode: z.union([z.literal(204), z.literal(201)]).default(204),
  /** Which wording a missing predecessor gets; both were met [C], docs/facts/task-id.md §6. */
  predecessorWording: z.enum(['missing', 'sent']).default('missing'),
  /** Days after the service date on which a task is still accepted [C], docs/facts/task-id.md §4.7. */
  taskDeadlineDays: z.number().int().min(0).max(60).default(7),
  /** Check patient, referral and doctor of a booking against the population [C], docs/facts/antrean-rs.md §4. */
  checkBookingReferences: z.boolean().default(true),
  /** Refuse a booking whose SEP exists already ("sudah terbit SEP") [C], docs/facts/antrean-rs.md §4. */
  refuseBookingAfterSep: z.boolean().default(false),
  /** Require fingerprint validation in the listed clinics [B], docs/facts/vclaim.md §5. */
  fingerprintRequired: z.boolean().default(true),
  /** A second PCare registration of the same card, date and poli: refuse, or answer the existing number [?], docs/facts/pcare.md §4.10. */
  pcareSecondRegistration: z.enum(['refuse', 'existing']).default('refuse'),
  /** One check-up per visit [?], docs/facts/pcare.md §4.10. */
  pcareOneMcuPerVisit: z.boolean().default(true),
  /** A member noted twice at one meeting of a club: refuse, or note it again [?], docs/facts/pcare.md §4.10. */
  pcareAttendeeTwice: z.enum(['refuse', 'accept']).default('refuse'),
  /** Control visit with the letter's number as referral, seen at one facility [C], docs/facts/vclaim.md §5. */
  controlLetterAsReferral: z.boolean().default(false),
  /** A second control letter of the same SEP; no source names a rule [U], docs/facts/vclaim.md §4.7. */
  secondControlLetter: z.enum(['issue', 'refuse']).default('issue'),
  /** Control letters and admission orders change only while no SEP names them [U], docs/facts/vclaim.md §8.2. */
  letterFixedOnceUsed: z.boolean().default(true),
  /** A SEP with an internal SEP, control letter, referral, claim sheet or PRB letter is not deleted [U], docs/facts/vclaim.md §8.2. */
  sepDeleteNeedsNoFollowUp: z.boolean().default(true),
  /** Days back that a backdated SEP may be asked for; 0 = any [U], commonly quoted as 3, docs/facts/vclaim.md §5. */
  backdateDays: z.number().int().min(0).max(3660).default(0),
  /** A right answer to the random question stands in for the fingerprint [C], docs/facts/vclaim.md §5. */
  randomAnswerExcuses: z.boolean().default(true),
  /** Longest span of days of the monitoring and letter lists [U]; half a year is the most that programs ask, docs/facts/vclaim.md §4.10. */
  listSpanDays: z.number().int().min(1).max(3660).default(184),
  /** Search words under three letters find what there is, or nothing [U], docs/facts/vclaim.md §4.11. */
  shortSearchWords: z.enum(['answer', 'empty']).default('answer'),
  /** A partial referral answers null, as the older catalogue notes [U], docs/facts/vclaim.md §4.3. */
  partialReferralAnswersNull: z.boolean().default(false),
  /** Verb of the deletion of a special referral [U], docs/facts/vclaim.md §4.4; the other one is answered 405. */
  specialDeleteVerb: z.enum(['DELETE', 'POST', 'both']).default('DELETE'),
  /** One PRB letter per SEP [U], docs/facts/vclaim.md §8.2. */
  onePrbLetterPerSep: z.boolean().default(true),
  /** The month's PRB candidates, or the empty text that the only known caller was given [C], docs/facts/vclaim.md §4.8. */
  prbCandidates: z.enum(['list', 'empty-text']).default('list'),
  /** SISRUTE keeps the referral but answers that it has no SATUSEHAT number [C], docs/facts/vclaim.md §7. */
  sisruteNumberMissing: z.boolean().default(false),
  /** No candidate: an empty list, or a code 500 that says so [C], docs/facts/vclaim.md §7. */
  sisruteNoCandidate: z.enum(['list', 'message']).default('list'),
  /** Content-Type at SISRUTE: its development server fails when one is sent, production wants one [C], docs/facts/vclaim.md §7. */
  sisruteContentType: z.enum(['any', 'none', 'required']).default('any'),
  /** SRBK keeps visit and referral but answers that it has no SATUSEHAT number, with or without a resource that names it [C], docs/facts/pcare.md §8. */
  srbkNumberMissing: z.enum(['no', 'message', 'resource']).default('no'),
  /** No candidate: an empty list, or one of the two texts that say so [C], docs/facts/pcare.md §11. */
  srbkNoCandidate: z.enum(['list', 'message', 'not-found']).default('list'),
  /** Content-Type at SRBK: its development server fails when one is sent, production wants one [C], docs/facts/pcare.md §8. */
  srbkContentType: z.enum(['any', 'none', 'required']).default('any'),
  /** Whether SRBK seals its answers as PCare does [?], docs/facts/pcare.md §12.6. */
  srbkSeals: z.boolean().default(true),
  /** What `totalitems` of a page of rooms counts [D], docs/facts/aplicares-icare-apotek.md §2. */
  aplicaresTotalItems: z.enum(['page', 'all']).default('page'),
  /** How long an i-Care link opens [D]; whether it opens once only is open too, here it opens until then, docs/facts/aplicares-icare-apotek.md §3. */
  icareLinkSeconds: z.number().int().min(1).max(86_400).default(300),
  /** A single row arrives without its array, as the catalogue's examples show, docs/facts/aplicares-icare-apotek.md §4.5. */
  apotekOneRowBare: z.boolean().default(true),
  /** Item list and claims carry their envelope inside `response`, as the catalogue prints them, docs/facts/aplicares-icare-apotek.md §4.5. */
  apotekNestedMetaData: z.boolean().default(false),
  /** `tipeobat` of compounded medicines [D], docs/facts/aplicares-icare-apotek.md §4.4. */
  apotekCompoundType: z.string().min(1).default('R'),
  /** A prescription is deleted only after its items [D], docs/facts/aplicares-icare-apotek.md §4.2. */
  apotekDeleteNeedsNoItems: z.boolean().default(true),
  /** Codes of unverified and verified claims: the catalogue's, or those of a program, docs/facts/aplicares-icare-apotek.md §4.1. */
  apotekClaimStatus: z.enum(['1-2', '0-1']).default('1-2'),
  /** A second medical record of the same SEP [D], docs/facts/aplicares-icare-apotek.md §5. */
  rekamMedisResend: z.enum(['overwrite', 'refuse']).default('overwrite'),
  /** What E-Klaim says to a body that it cannot open: E2031 in clear, or PHP's own words [B], docs/facts/eklaim.md §2. */
  eklaimUnreadable: z.enum(['error', 'php-notice']).default('error'),
  /** Whether a line break follows E-Klaim's end marker [B], docs/facts/eklaim.md §2. */
  eklaimTrailingBreak: z.boolean().default(true),
  /** E-Klaim's debug mode, plain JSON both ways; forbidden in production [A], docs/facts/eklaim.md §1. */
  eklaimDebug: z.boolean().default(false),
});

export type Switches = z.infer<typeof SwitchesSchema>;
export const defaultSwitches = (): Switches => SwitchesSchema.parse({});

// Builder and schema pieces of the E-Klaim methods; adds no behaviour.
import { z } from 'zod';
import { maybeText, num, text } from '../shapes.ts';
import type { Confidence, WriteClass } from '../types.ts';
import { EKLAIM_PATH, type EklaimMethod } from './types.ts';

/** Clients wait 18–30 s, docs/facts/eklaim.md §1 [B]. */
const TIMEOUT_MS = 30_000;
/** One claim sent while the caller waits for the data centre, docs/facts/eklaim.md §1 [U]. */
export const SENDING_TIMEOUT_MS = 90_000;

interface Spec<Q, R> {
  readonly group: string;
  readonly name: string;
  readonly call: string;
  readonly fixed?: Readonly<Record<string, string | number>>;
  readonly request: z.ZodType<Q>;
  readonly response: z.ZodType<R>;
  readonly writeClass: WriteClass;
  readonly confidence?: Confidence;
  readonly source: string;
  readonly purpose: string;
  readonly timeoutMs?: number;
  readonly example: { readonly request: NoInfer<Q>; readonly response: NoInfer<R> };
}

export function method<Q, R>(spec: Spec<Q, R>): EklaimMethod<Q, R> {
  const { name, source, ...rest } = spec;
  return {
    ...rest,
    id: `eklaim.${spec.group}.${name}`,
    service: 'eklaim',
    method: 'POST',
    path: EKLAIM_PATH,
    encryption: 'eklaim',
    fixed: spec.fixed ?? {},
    confidence: spec.confidence ?? 'A',
    source: `docs/facts/eklaim.md ${source}`,
    timeoutMs: spec.timeoutMs ?? TIMEOUT_MS,
  };
}

/** 19 characters of a SEP, or the number of `generate_claim_number` for other payers. */
export const nomorSep = z.string().min(1).max(40);
/** `yyyy-MM-dd HH:mm:ss`, the hospital's clock. */
export const dateTime = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Codes joined by `#`, first = primary; `#` alone deletes all, an empty text changes nothing, docs/facts/eklaim.md §5. */
export const codeString = z.string().max(2_000);

/** Of a claim, addressed in `data`. */
export const ofClaim = z.looseObject({ data: z.looseObject({ nomor_sep: nomorSep }) });
export const EXAMPLE_SEP = '9999R0010125V000001';
export const ofClaimExample = { data: { nomor_sep: EXAMPLE_SEP } };

/** An answer that carries nothing beside its `metadata`. */
export const nothing = z.looseObject({});

const rowMeta = z.looseObject({ code: text, message: maybeText, error_no: maybeText });
/** One stored code; `validcode` `0` cannot be grouped, docs/facts/eklaim.md §5. */
const expandedRow = z.looseObject({
  code: text,
  display: maybeText,
  no: num.nullish(),
  validcode: maybeText,
  multiplicity: num.nullish(),
  metadata: rowMeta.nullish(),
});
/** What is stored after a set: compare with what was sent, unknown codes are dropped in silence (docs/facts/eklaim.md §5). */
export const codes = z.looseObject({ string: maybeText, expanded: z.array(expandedRow).nullish() });
export const codesExample: z.output<typeof codes> = {
  string: 'I10#E11.9',
  expanded: [
    {
      code: 'I10',
      display: 'Essential (primary) hypertension',
      no: 1,
      validcode: '1',
      metadata: { code: '200', message: 'Ok' },
    },
  ],
};
export const proceduresExample: z.output<typeof codes> = {
  string: '89.03',
  expanded: [
    {
      code: '89.03',
      display: 'Interview and evaluation, described as comprehensive',
      no: 1,
      validcode: '1',
      multiplicity: 1,
      metadata: { code: '200', message: 'Ok' },
    },
  ],
};

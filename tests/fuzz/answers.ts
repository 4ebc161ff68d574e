// One hostile answer from seed and number: an endpoint of the catalogue, a value near its example, an envelope, a body, a status. Half of
// them open, so that what lies behind the cipher is reached too. The corpus of known answers takes part as it is and cut.
import { type Endpoint, ENDPOINTS, MESSAGES } from '@titian/contract';
import lz from 'lz-string';
import { DAMAGED, DIALECTS } from '../../packages/client/test/corpus/odd-shapes.ts';
import { GATEWAYS, REFUSALS } from '../../packages/client/test/corpus/what-bpjs-says.ts';
import { dice, type Dice } from './dice.ts';
import { mutated, strange } from './values.ts';
import { bodyOf, responseOf } from './wrappings.ts';

export interface HostileAnswer {
  readonly endpoint: Endpoint;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** The response decrypts and decompresses. */
  readonly opens: boolean;
  /** Cannot be a success, whatever its code says. */
  readonly isBroken: boolean;
  /** Every code that somebody wrote into it; null when the writer does not know. */
  readonly codes: readonly unknown[] | null;
}

const CORPUS = [...DIALECTS, ...DAMAGED, ...REFUSALS, ...GATEWAYS];
const DAMAGED_KINDS = new Set(DAMAGED);
const SEALING = ENDPOINTS.filter(({ encryption }) => encryption !== 'plain');
/** Texts near those that the catalogue knows: its patterns without their signs, a digit where a value would stand. */
const TEXTS = MESSAGES.map(({ pattern }) =>
  pattern.replaceAll(/\(\?<\w+>[^)]*\)/g, '7').replaceAll(/[\\^$?+*|()[\]]/g, ''),
);
const STATUSES = [201, 204, 302, 304, 400, 401, 403, 404, 405, 408, 412, 424, 429, 500, 502, 503] as const;
const CODES = ['200', 200, 201, '201', 1, '1', 208, 204, 304, 400, 401, 403, 404, 412, 424, 429, 500, 503, 0] as const;
const NO_CODES = [
  null,
  '',
  'x',
  2e2,
  200.5,
  -200,
  '0200',
  '20000',
  ' 200 ',
  true,
  [200],
  { code: 200 },
  '2OO',
] as const;
const ENVELOPES = ['metaData', 'metadata', 'MetaData', 'METADATA'] as const;

export function hostileAnswer(seed: number, place: number): HostileAnswer {
  const chance = dice(seed, place);
  return chance.chance(0.04) ? ofCorpus(chance) : ofCatalogue(chance, contentOf(seed, place));
}

/** A known answer, now and then cut or with one byte changed. */
function ofCorpus(chance: Dice): HostileAnswer {
  const entry = chance.pick(CORPUS);
  const whole = Buffer.from(entry.body);
  const isCut = whole.length > 0 && chance.chance(0.3);
  const bytes = isCut ? whole.subarray(0, chance.below(whole.length)) : whole;
  return {
    endpoint: entry.endpoint,
    status: entry.status ?? 200,
    headers: entry.headers ?? {},
    bytes,
    opens: false,
    // Cut behind its last brace an answer is still whole.
    isBroken: isCut
      ? typeof entry.body === 'string' && !/\s$/.test(entry.body) && !DAMAGED_KINDS.has(entry)
      : DAMAGED_KINDS.has(entry),
    codes: null,
  };
}

/** Compressing is most of the work, so so many answers in a row wrap the same value, each in its own way. */
const WRAPPINGS_PER_VALUE = 8;

interface Content {
  readonly endpoint: Endpoint;
  readonly value: unknown;
  readonly text: string;
  readonly packed: string;
}
let latest: { readonly key: string; readonly content: Content } | null = null;

/** The value of a row of answers: a pure function of seed and row, remembered only because the next answer asks for it again. */
function contentOf(seed: number, place: number): Content {
  const row = Math.floor(place / WRAPPINGS_PER_VALUE);
  const key = `${seed} ${row}`;
  if (latest?.key === key) return latest.content;
  const chance = dice(~seed, row);
  const endpoint = chance.pick(chance.chance(0.9) ? SEALING : ENDPOINTS);
  const value = valueOf(chance, endpoint);
  const text = JSON.stringify(value);
  const content = { endpoint, value, text, packed: lz.compressToEncodedURIComponent(text) };
  latest = { key, content };
  return content;
}

function ofCatalogue(chance: Dice, content: Content): HostileAnswer {
  const { endpoint } = content;
  const response = responseOf(chance, content);
  const { envelope, codes } = envelopeOf(chance, endpoint, response.value);
  const body = bodyOf(chance, JSON.stringify(envelope));
  const usual = chance.chance(0.8);
  return {
    endpoint,
    status: usual ? 200 : chance.pick(STATUSES),
    headers: chance.chance(0.02)
      ? { ...body.headers, 'retry-after': chance.pick(['5', '-1', 'besok', '1e9']) }
      : body.headers,
    bytes: body.bytes,
    opens: response.opens && body.isIntact && endpoint.encryption !== 'plain',
    // A plain service takes any text for what it is.
    isBroken: !body.isIntact || (response.isBroken && endpoint.encryption === 'string-is-encrypted'),
    codes: body.isIntact ? codes : [],
  };
}

function valueOf(chance: Dice, endpoint: Endpoint): unknown {
  const { response } = endpoint.example;
  const kind = chance.next();
  if (kind < 0.4) return response;
  return kind < 0.9 ? mutated(chance, response) : strange(chance);
}

function envelopeOf(
  chance: Dice,
  endpoint: Endpoint,
  response: unknown,
): { readonly envelope: unknown; readonly codes: readonly unknown[] } {
  const code = codeOf(chance, endpoint);
  const message = messageOf(chance);
  const name = chance.pick(ENVELOPES);
  switch (chance.below(14)) {
    case 0:
      return { envelope: { response, [name]: { message, code } }, codes: [code] };
    case 1:
      return { envelope: { [name]: { Code: code, Message: message }, Response: response }, codes: [code] };
    case 2: {
      const other = codeOf(chance, endpoint);
      return {
        envelope: { metaData: { code, message }, metadata: { code: other, message }, response },
        codes: [code, other],
      };
    }
    case 3: {
      const other = codeOf(chance, endpoint);
      return { envelope: { [name]: { code, CODE: other, message }, response }, codes: [code, other] };
    }
    case 4:
      return { envelope: { [name]: chance.pick(['200', 200, null, [200]]), response }, codes: [] };
    case 5:
      return { envelope: { [name]: { message }, response }, codes: [] };
    case 6: {
      const inner = codeOf(chance, endpoint);
      return { envelope: { response: { response, [name]: { code: inner, message } } }, codes: [inner] };
    }
    case 7:
      return { envelope: [{ [name]: { code, message }, response }], codes: [] };
    case 8:
      return {
        envelope: { [name]: { code, message, totalitems: strange(chance) }, response, extra: strange(chance) },
        codes: [code],
      };
    default:
      return { envelope: { [name]: { code, message }, response }, codes: [code] };
  }
}

function codeOf(chance: Dice, endpoint: Endpoint): unknown {
  const kind = chance.next();
  if (kind < 0.6) return chance.pick(endpoint.success);
  if (kind < 0.85) return chance.pick(CODES);
  return kind < 0.95 ? chance.pick(NO_CODES) : strange(chance);
}

function messageOf(chance: Dice): unknown {
  const kind = chance.next();
  if (kind < 0.4) return 'OK';
  if (kind < 0.8) return chance.pick(TEXTS);
  return kind < 0.9 ? strange(chance) : '';
}

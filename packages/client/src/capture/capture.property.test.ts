// No value of any exchange survives its record: canaries in every field of every example, in keys, in sentences, in paths. And what is
// left is still of use: the twin of an example is read by the client as the example was.
import { ENDPOINTS, fillPath, findEndpoint } from '@titian/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResponseSeen } from '../hooks.ts';
import { isUnfamiliar, redactExchange } from './record.ts';
import { contractDifferences, readCapture, replayExchange } from './replay.ts';
import { sentenceTwin } from './sentence.ts';
import { numberTwin, textTwin } from './twin.ts';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const letters = (unit: string) =>
  fc.string({ unit: fc.constantFrom(...Array.from(unit)), minLength: 6, maxLength: 14 }).map((text) => `q${text}`);
const lower = letters('bcdfghjklmnpqrstvwxz');
/** Unlike any word or number of a catalogue. */
const canaryText = fc.oneof(
  digits(6, 19),
  lower,
  lower.map((text) => text.toUpperCase()),
  fc.tuple(lower, lower).map(([a, b]) => `${a.toUpperCase()} ${b}`),
  fc.tuple(digits(4, 8), lower).map(([a, b]) => `${a}${b.toUpperCase()}${a}`),
  lower.map((text) => `${text}@contoh.id`),
  fc.tuple(lower, digits(4, 9)).map(([a, b]) => `Jl. ${a} No. ${b}`),
);
const canaryNumber = fc
  .integer({ min: 123_456, max: 9_999_999_999_999 })
  .filter((value) => !/0{4}/.test(String(value)));

type Planted = { readonly value: unknown; readonly canaries: string[] };

/** The example with something foreign in every leaf; the canaries in their parts, because half a name is a name too. */
function planted(value: unknown, next: () => string, nextNumber: () => number, canaries: string[] = []): Planted {
  const walk = (member: unknown): unknown => {
    if (typeof member === 'string') {
      const canary = next();
      canaries.push(...canary.split(/[\s@.]+/).filter((part) => part.length > 4 && part !== 'contoh'));
      return canary;
    }
    if (typeof member === 'number') {
      const canary = nextNumber();
      canaries.push(String(canary));
      return canary;
    }
    if (Array.isArray(member)) return member.map(walk);
    if (typeof member === 'object' && member !== null)
      return Object.fromEntries(Object.entries(member).map(([key, inner]) => [key, walk(inner)]));
    return member;
  };
  return { value: walk(value), canaries };
}

function seenOf(endpoint: (typeof ENDPOINTS)[number], body: unknown, answer: unknown, path: string): ResponseSeen {
  return {
    request: {
      sequence: 1,
      endpointId: endpoint.id,
      service: endpoint.service,
      group: endpoint.group,
      method: endpoint.method,
      path,
      body: body === null ? null : JSON.stringify(body),
    },
    httpStatus: 200,
    failure: null,
    content: { kind: 'json', value: answer },
    verdict: {
      outcome: 'ok',
      effect: null,
      advice: null,
      bpjsCode: '200',
      messageId: null,
      unknownKeys: [],
      context: {},
    },
    durationMs: 123,
  };
}

describe('a record', () => {
  it('holds no value of the exchange, whichever endpoint it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ENDPOINTS.map(({ id }) => id)),
        fc.array(canaryText, { minLength: 40, maxLength: 40 }),
        fc.array(canaryNumber, { minLength: 20, maxLength: 20 }),
        (id, texts, numbers) => {
          const endpoint = findEndpoint(id);
          if (endpoint === undefined) throw new Error(id);
          let place = 0;
          const next = () => texts[(place += 1) % texts.length] ?? '';
          const nextNumber = () => numbers[(place += 1) % numbers.length] ?? 0;
          const request = planted(endpoint.example.request, next, nextNumber);
          const response = planted(endpoint.example.response, next, nextNumber);
          const params = planted(endpoint.example.params, next, nextNumber);
          const [name = '', number = '', word = ''] = texts;
          const canaries = [...request.canaries, ...response.canaries, ...params.canaries];
          const answer = {
            metaData: {
              code: '200',
              message: `Peserta ${name.toUpperCase()} nomor ${number} "${word}" di poli ${next()}`,
            },
            response: response.value,
            [`90${numbers[0]}`]: name,
          };
          // A path takes texts only; the numbers of an example are texts there too.
          const path = fillPath(endpoint.path, params.value as Readonly<Record<string, unknown>>);
          const seen = seenOf(endpoint, request.value, answer, path);
          const refused = { ...seen, verdict: { ...seen.verdict, outcome: 'BPJS_REJECTED' as const } };
          const text = JSON.stringify([redactExchange(seen), redactExchange(refused)]);
          for (const canary of canaries) expect(text, canary).not.toContain(canary);
          expect(text).not.toContain(`90${numbers[0]}`);
        },
      ),
    );
  });

  it('of a text, a page or a broken answer says what it was and not what it said', () => {
    const [endpoint] = ENDPOINTS;
    if (endpoint === undefined) throw new Error('an empty catalogue');
    const seen = seenOf(endpoint, null, null, '/x');
    const recorded = (text: string) =>
      redactExchange({ ...seen, content: { kind: 'text', text, problem: 'not-json' } }).text;
    expect(recorded('<html>BUDI</html>')).toEqual({ kind: 'html', masked: null });
    expect(recorded('{"response":"c2VjcmV0')).toEqual({ kind: 'json', masked: null });
    expect(recorded('no healthy upstream')).toEqual({ kind: 'line', masked: 'no healthy upstream' });
    expect(recorded('upstream 10.1.2.3 BUDI')).toEqual({ kind: 'line', masked: 'upstream …' });
  });
});

describe('a sentence', () => {
  it.each([
    ['Signature Service Tidak Sesuai', 'Signature Service Tidak Sesuai'],
    ['OK', 'OK'],
    ['Peserta NoKa 0000000000001 telah mendapat Pelayanan', 'Peserta … telah mendapat Pelayanan'],
    ['aturan baru: pasien budi "SANTOSO" harus membawa KTP', 'aturan baru: pasien … harus … KTP'],
  ])('%s', (text, masked) => {
    expect(sentenceTwin(text)).toBe(masked);
  });
});

describe('a twin', () => {
  it.each([
    ['9999R0010126V000001', '0000X0000000X000000'],
    ['2026-11-26', '2000-01-02'],
    ['08:00-12:00', '03:04-05:06'],
    ['PESERTA CONTOH SATU DUA', 'XXXX XXXX XXXX'],
    ['IG', 'XX'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(textTwin(text)).toBe(expected);
  });

  it.each([
    [1_764_120_000_123, 1_000_000_000_000],
    [-42.7, -10.5],
    [0, 0],
  ])('of %d is %d', (value, expected) => {
    expect(numberTwin(value)).toBe(expected);
  });
});

describe('a record read back', () => {
  const example = (change: Readonly<Record<string, unknown>> = {}) => {
    const endpoint = ENDPOINTS.find(({ id }) => id === 'vclaim.peserta.nokartu');
    if (endpoint === undefined) throw new Error('the catalogue has no member');
    const { peserta } = endpoint.example.response as { peserta: Record<string, unknown> };
    const answer = { metaData: { code: '200', message: 'OK' }, response: { peserta: { ...peserta, ...change } } };
    return redactExchange(seenOf(endpoint, null, answer, '/'));
  };

  it('is a fixture that the client reads as it read the answer', () => {
    const [record] = readCapture(`${JSON.stringify(example())}\n`);
    expect(record && replayExchange(record)).toMatchObject({ kind: 'answer', answer: { kind: 'ok', code: '200' } });
    expect(record && contractDifferences(record)).toEqual([]);
    expect(record && isUnfamiliar(record)).toBe(false);
  });

  it('lists what the contract does not know', () => {
    expect(contractDifferences(example({ golonganDarah: 'AB' }))).toEqual([
      'peserta.golonganDarah: not in the catalogue',
    ]);
    expect(contractDifferences(example({ statusPeserta: 'aktif' }))).toEqual([
      expect.stringMatching(/^peserta\.statusPeserta: invalid/),
    ]);
  });

  it('is refused when it is of another version', () => {
    expect(() => readCapture('{"version":2}')).toThrow('Line 1 is no record of version 1.');
  });

  it('of nearly every example fits the schema that the example fits', () => {
    const strict = ENDPOINTS.filter((endpoint) => {
      const answer = { metaData: { code: endpoint.success[0], message: 'OK' }, response: endpoint.example.response };
      const verdict = replayExchange(redactExchange(seenOf(endpoint, null, answer, '/')));
      return verdict?.kind === 'error';
    });
    // Texts of a form that only the schema knows (numbers of a letter, a SATUSEHAT id) become texts of no such form.
    expect(strict.map(({ id }) => id)).toEqual([]);
  });
});

// From anything thrown to the one error body: status, code, three Indonesian sentences, and nothing that betrays the inside.
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { AppError, bug, conflict, forbidden, inputError, isAppError, notFound, unauthenticated } from '../errors.ts';
import { answerFor } from './error-answer.ts';
import { errorBody } from './index.ts';

function database(code: string): Error {
  return Object.assign(new pg.DatabaseError('Key (nik)=(9999000000000001) already exists', 1, 'error'), { code });
}

const coded = (code: string) => Object.assign(new Error('inner detail of host db-1'), { code });

describe('the answer to an error', () => {
  it.each<[string, unknown, number, string]>([
    ['input', inputError('nik', undefined, 'Isi 16 angka.'), 422, 'INPUT_INVALID'],
    ['not found', notFound('visit'), 404, 'INPUT_NOT_FOUND'],
    ['a rule says no', conflict('DOMAIN_TASK_TIME', 'not after its predecessor'), 409, 'DOMAIN_TASK_TIME'],
    ['no session', unauthenticated(), 401, 'AUTH_REQUIRED'],
    ['no right', forbidden(), 403, 'AUTH_FORBIDDEN'],
    ['an impossible state', bug('cannot be'), 500, 'BUG_ASSERTION'],
    ['a deadlock', database('40P01'), 503, 'STORE_BUSY'],
    ['a serialization failure', database('40001'), 503, 'STORE_BUSY'],
    ['the database shutting down', database('57P01'), 503, 'STORE_UNAVAILABLE'],
    ['a standby instead of the database', database('25006'), 503, 'STORE_UNAVAILABLE'],
    ['a full disk under the database', database('53100'), 503, 'STORE_UNAVAILABLE'],
    ['a network that swallows the answer', new Error('Query read timeout'), 503, 'STORE_UNAVAILABLE'],
    ['the database not there', coded('ECONNREFUSED'), 503, 'STORE_UNAVAILABLE'],
    ['a socket gone', new Error('Connection terminated unexpectedly'), 503, 'STORE_UNAVAILABLE'],
    [
      'a statement on a client whose socket is gone',
      new Error('Client has encountered a connection error and is not queryable'),
      503,
      'STORE_UNAVAILABLE',
    ],
    ['a unique violation nobody expected', database('23505'), 500, 'BUG_UNEXPECTED'],
    ['any error', new TypeError('x is not a function'), 500, 'BUG_UNEXPECTED'],
    ['no error at all', 'text', 500, 'BUG_UNEXPECTED'],
    [
      'a body too large',
      Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }),
      413,
      'INPUT_TOO_LARGE',
    ],
    ['too many requests', Object.assign(new Error('x'), { statusCode: 429 }), 429, 'LIMIT_RATE'],
  ])('%s', (_name, error, status, code) => {
    const answer = answerFor(error, 'ref-1');
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, reference: 'ref-1' });
    expect(errorBody.safeParse(answer.body).success).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/9999000000000001|db-1|not a function|stack/);
  });

  it.each(['INPUT_X', 'AUTH_X', 'DOMAIN_X', 'BPJS_X', 'CHANNEL_X', 'STORE_X', 'LIMIT_X', 'OTHER'])(
    'has words for a code of its family: %s',
    (code) => {
      const { error } = answerFor(new AppError(code, { message: 'english' }), 'r').body;
      for (const text of [error.message, error.meaning, error.nextStep]) expect(text.length).toBeGreaterThan(10);
      expect(error.message).not.toBe('english');
    },
  );

  it('takes a module’s own words and the wait it asks for', () => {
    const text = { message: 'Pesan', meaning: 'Arti', nextStep: 'Langkah' };
    const answer = answerFor(
      new AppError('DOMAIN_X', { message: 'm', text, retryAfterMs: 1_500, field: 'f', value: 'v' }),
      'r',
    );
    expect(answer.body.error).toEqual({ code: 'DOMAIN_X', ...text, field: 'f', value: 'v', reference: 'r' });
    expect(answer.retryAfterSeconds).toBe(2);
  });

  it('recognises an AppError of another copy of the module by its shape', () => {
    const twin = Object.assign(new Error('m'), { name: 'AppError', code: 'DOMAIN_X', effect: 'none' });
    expect(isAppError(twin)).toBe(true);
    expect(isAppError(new Error('m'))).toBe(false);
  });
});

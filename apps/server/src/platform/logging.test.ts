// Nothing personal reaches a log line, however carelessly it is handed in.
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { createLogger } from './logging.ts';
import { plantCanaries } from './testing-canaries.ts';
import { Secret } from './config/index.ts';

function collect(): { logger: ReturnType<typeof createLogger>; text: () => string } {
  let all = '';
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      all += chunk.toString('utf8');
      done();
    },
  });
  return { logger: createLogger('debug', destination), text: () => all };
}

describe('a log line', () => {
  it('keeps the allow-listed fields and counts the dropped ones', () => {
    const { logger, text } = collect();
    logger.info({ reference: 'r1', status: 200, nama: 'BUDI', patient: { nik: '9999000000000001' } }, 'request');
    expect(JSON.parse(text())).toMatchObject({ reference: 'r1', status: 200, dropped: 2, msg: 'request' });
    expect(text()).not.toContain('BUDI');
  });

  it('shows no canary by any careless way in', () => {
    const canaries = plantCanaries('log');
    const { logger, text } = collect();
    const carelessness: unknown[] = [
      { ...canaries.values },
      { patient: canaries.values },
      { list: Object.values(canaries.values) },
      { err: new Error(`duplicate key (${canaries.values.nik})`) },
      {
        error: Object.assign(new Error('x', { cause: new Error(canaries.values.nama) }), {
          detail: canaries.values.nomorKartu,
          query: canaries.values.nama,
        }),
      },
      {
        err: new AppError('INPUT_INVALID', {
          message: 'constant',
          value: canaries.values.nik,
          context: { nik: canaries.values.nik },
        }),
      },
      { secret: new Secret(canaries.values.secret) },
      { req: { url: `/x?nik=${canaries.values.nik}`, headers: { cookie: canaries.values.secret } } },
    ];
    for (const fields of carelessness) logger.warn(fields, 'something happened');
    expect(canaries.found(text())).toEqual([]);
    expect(text().trim().split('\n')).toHaveLength(carelessness.length);
  });

  it('stays one line whatever the text holds', () => {
    const { logger, text } = collect();
    logger.info({ reference: 'a\n{"level":"fatal"}\u2028\r' }, 'request');
    expect(text().trim().split('\n')).toHaveLength(1);
  });

  it('gives an own error its message, a foreign one only its name, code and frames', () => {
    const { logger, text } = collect();
    logger.error({ err: new AppError('BUG_X', { message: 'constant sentence' }) }, 'failed');
    logger.error({ err: Object.assign(new Error('value "rahasia" is bad'), { code: '22P02' }) }, 'failed');
    const [own = '', foreign = ''] = text().trim().split('\n');
    expect(own).toContain('constant sentence');
    expect(foreign).toContain('22P02');
    expect(foreign).not.toContain('rahasia');
  });
});

// The configuration: every problem at once, in two languages, and never a secret in a text.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS, describeProblems, parseConfig, Secret } from './index.ts';

const GOOD = {
  DATABASE_URL: 'postgresql://titian:kata-sandi-rahasia@localhost/titian',
  TITIAN_KEY_FILE: '/keys/master',
};

describe('a configuration', () => {
  it('needs only a database and a key', () => {
    const result = parseConfig(GOOD);
    expect(result).toMatchObject({
      ok: true,
      config: { port: 3000, host: '127.0.0.1', role: 'all', isDemo: false, tls: { mode: 'off' } },
    });
  });

  it('reports all problems together, each in Indonesian and English', () => {
    const result = parseConfig({ PORT: 'abc', TITIAN_ROLE: 'boss', TITIAN_TLS: 'maybe' });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems.map((problem) => problem.key)).toEqual([
      'DATABASE_URL',
      'PORT',
      'TITIAN_ROLE',
      'TITIAN_TLS',
    ]);
    for (const problem of result.problems) {
      expect(problem.id).not.toBe('');
      expect(problem.en).not.toBe('');
    }
    expect(describeProblems(result.problems)).toContain('Titian tidak dapat dimulai');
  });

  it('takes values from files, and refuses a value given twice or a file that is not there', () => {
    const files = new Map([['/run/url', `${GOOD.DATABASE_URL}\n`]]);
    const read = (path: string) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      return text;
    };
    const fromFile = parseConfig({ DATABASE_URL_FILE: '/run/url', TITIAN_KEY_FILE: '/keys/master' }, read);
    expect(fromFile.ok && fromFile.config.databaseUrl.reveal()).toBe(GOOD.DATABASE_URL);
    const twice = parseConfig({ ...GOOD, DATABASE_URL_FILE: '/run/url' }, read);
    expect(twice.ok).toBe(false);
    const missing = parseConfig({ DATABASE_URL_FILE: '/run/none', TITIAN_KEY_FILE: '/keys/master' }, read);
    expect(!missing.ok && missing.problems.map((problem) => problem.key)).toContain('DATABASE_URL_FILE');
  });

  it.each([
    ['a sandbox', { TITIAN_SANDBOX_URL: 'http://127.0.0.1:4000' }],
    ['a business clock', { TITIAN_BUSINESS_CLOCK: '2026-01-05T07:00:00+07:00@1700000000000*60' }],
    ['a planted bug', { TITIAN_PLANTED_BUG: 'blind-resend' }],
    ['a failpoint', { TITIAN_FAILPOINT: 'during-read-back:kill:1' }],
  ])('refuses %s outside a demo', (_name, extra) => {
    expect(parseConfig({ ...GOOD, ...extra }).ok).toBe(false);
    expect(parseConfig({ ...GOOD, ...extra, TITIAN_DEMO: '1' }).ok).toBe(true);
  });

  it.each([
    ['no key', { DATABASE_URL: GOOD.DATABASE_URL }, 'TITIAN_KEY_FILE'],
    ['two keys', { ...GOOD, TITIAN_MASTER_KEY: 'x' }, 'TITIAN_MASTER_KEY'],
    [
      'a clock of another form',
      { ...GOOD, TITIAN_DEMO: '1', TITIAN_BUSINESS_CLOCK: 'tomorrow' },
      'TITIAN_BUSINESS_CLOCK',
    ],
    ['TLS without files', { ...GOOD, TITIAN_TLS: 'files' }, 'TITIAN_TLS'],
    ['a lease over a minute', { ...GOOD, TITIAN_LEASE_MS: '60001' }, 'TITIAN_LEASE_MS'],
    ['another database', { ...GOOD, DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
  ])('names the key of the problem: %s', (_name, environment, key) => {
    const result = parseConfig(environment);
    expect(!result.ok && result.problems.map((problem) => problem.key)).toContain(key);
  });

  it('shows no secret in any problem', () => {
    const result = parseConfig({
      DATABASE_URL: 'kata-sandi-rahasia',
      TITIAN_MASTER_KEY: 'kata-sandi-rahasia',
      TITIAN_KEY_FILE: 'x',
      TITIAN_OUTBOUND_PROXY: 'kata-sandi-rahasia',
    });
    expect(JSON.stringify(result)).not.toContain('kata-sandi-rahasia');
  });

  it('explains every key', () => {
    expect(CONFIG_KEYS.filter((key) => key.description === '')).toEqual([]);
  });
});

describe('a secret', () => {
  const secret = new Secret('kata-sandi-rahasia');
  it.each([
    ['text', () => String(secret)],
    ['template', () => `${String(secret)}${[secret].join('')}`],
    ['concatenation', () => 'x' + secret],
    ['JSON', () => JSON.stringify({ secret })],
    ['inspection', () => inspect({ deep: { secret } }, { depth: 10, showHidden: true })],
    ['its keys', () => Object.entries(secret).join()],
    ['an error', () => new Error(['failed with', secret].join(' ')).stack ?? ''],
  ])('does not show itself in %s', (_name, show) => {
    expect(show()).not.toContain('kata-sandi-rahasia');
  });

  it('gives its value only to whoever asks by name', () => {
    expect(secret.reveal()).toBe('kata-sandi-rahasia');
  });
});

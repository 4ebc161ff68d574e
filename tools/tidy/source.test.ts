// What no source file of this house contains. Each rule says why; an exception is a line in its list, with its reason.
import { expect, test } from 'vitest';
import { type CodeFile, allCode, findAll, readText, textPaths } from './sources.ts';

const THIS_FOLDER = 'tools/tidy/';
const code = (): readonly CodeFile[] => allCode().filter(({ path }) => !path.startsWith(THIS_FOLDER));

function offences(pattern: RegExp, isAllowed: (path: string) => boolean = () => false): string[] {
  return code().flatMap(({ path, code: text }) => (isAllowed(path) ? [] : findAll(path, text, pattern)));
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/test\/|^tests\/|^bench\/|^tools\//.test(path);
const isEntry = (path: string): boolean => /(^|\/)(main|openapi)\.ts$|\.config\.ts$/.test(path);

test('every module says first what it is for', () => {
  const silent = code().filter(({ path, text }) => !path.includes('.test.') && !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(text));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('work that is left has an issue number', () => {
  const found = code().flatMap(({ path, text }) => findAll(path, text, /\b(TODO|FIXME|XXX|HACK)\b(?![^\n]*#\d)/));
  expect(found).toEqual([]);
});

test('no compiler error is silenced', () => {
  expect(code().flatMap(({ path, text }) => findAll(path, text, /@ts-(ignore|nocheck|expect-error)/))).toEqual([]);
});

test('no test is skipped, focused or merely promised', () => {
  expect(offences(/\b(test|it|describe|suite)\.(skip|only|todo|fails|skipIf|runIf)\b/)).toEqual([]);
});

test('no error is swallowed in an empty catch', () => {
  expect(offences(/\bcatch\s*(\([^)]*\))?\s*\{\s*\}/)).toEqual([]);
});

test('nobody weakens TLS', () => {
  expect(offences(/rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity\s*:/)).toEqual([]);
});

/** Where the real clock, real randomness and the real network come into the house. */
const DOORS = [
  'apps/server/src/platform/clock.ts',
  'packages/client/src/transport/',
  'apps/web/src/platform/',
  'apps/web/src/api/transport.ts',
  // The sandbox's console runs in a browser, which is where the network is.
  'packages/sandbox/console/api.js',
];

test('clock, randomness and network come in as parameters', () => {
  const isAllowed = (path: string): boolean =>
    isTest(path) || isEntry(path) || DOORS.some((door) => path.startsWith(door));
  expect(offences(/\bDate\.now\b|\bMath\.random\b|(?<![.\w])fetch\(|\bnew Date\(\)/, isAllowed)).toEqual([]);
});

/** One reader of the environment per process. The test helper is told by the test run which cluster and version to use. */
const ENVIRONMENT_READERS = /(^|\/)main\.ts$|^packages\/embedded-postgres\/src\/testing(-setup)?\.ts$|\.config\.ts$/;

test('only the entry of a process reads its environment', () => {
  expect(offences(/\bprocess\.env\b/, (path) => isTest(path) || ENVIRONMENT_READERS.test(path))).toEqual([]);
});

/**
 * NIK: province, regency, district, birth date (day + 40 for women), serial. Ours begin with 9999, which is no province.
 * BPJS card: 13 digits beginning with 0; ours with at least seven zeros. Phone: ours begin with 0800.
 */
const REAL_LOOKING: readonly (readonly [string, RegExp])[] = [
  [
    'NIK',
    /(?<![\d.])(1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])\d{4}([04][1-9]|[1256]\d|[37][01])(0[1-9]|1[0-2])\d{6}(?![\d.])/,
  ],
  ['card number', /(?<![\d.])0(?!000000)\d{12}(?![\d.])/],
  ['phone number', /(?<![\d.])08[1-9]\d{7,10}(?![\d.])/],
];

test.each(REAL_LOOKING)('no %s could belong to a real person', (_what, pattern) => {
  const found = textPaths()
    .filter((path) => path !== 'package-lock.json' && !path.startsWith(THIS_FOLDER))
    .flatMap((path) => findAll(path, readText(path), pattern));
  expect(found).toEqual([]);
});

test('no file names a folder of somebody’s machine or the host of a package registry', () => {
  const pattern =
    /(?<![\w.])\/(home|Users|root|work)\/[\w.-]+\/|https?:\/\/[\w.-]*(registry|artifactory|nexus|verdaccio|proxy)[\w.-]*\.\w+|registry\.npmjs\.org|deb\.debian\.org/;
  const found = textPaths()
    .filter((path) => !path.startsWith(THIS_FOLDER))
    .flatMap((path) => findAll(path, readText(path), pattern));
  expect(found).toEqual([]);
});

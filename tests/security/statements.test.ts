// The cluster rules of the architecture, for every statement of the server: a statement that writes or locks rows of a facility
// names one facility by equality, and nothing is copied into a facility's table by INSERT … SELECT. The outbox checks its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const SERVER = join(ROOT, 'apps', 'server');
const SQL_TEXT = /(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;
const STATEMENT = /^\s*(?:--[^\n]*\n\s*)*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|SELECT|WITH)\b/i;
const WRITE = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:titian\.)?(\w+)/gi;
const NAMES_FACILITY = /\bfacility_id\s*=\s*(?:\$\d+|\w+\.facility_id)/i;
/** A filter put together from conditions; row-level security narrows it all the same, and its store's test shows it. */
const FILTERED = /WHERE \$\{conditions\./;
const LOCKS = /\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b|\bFOR\s+(?:KEY\s+)?SHARE\b/i;

interface Statement {
  readonly where: string;
  readonly text: string;
}

/** Tables that begin with the facility, from the migrations themselves. */
function facilityTables(): ReadonlySet<string> {
  const dirs = [join(SERVER, 'migrations'), join(ROOT, 'packages', 'outbox', 'sql')];
  const text = dirs.flatMap((dir) => readdirSync(dir).map((file) => readFileSync(join(dir, file), 'utf8'))).join('\n');
  const global = new Set(['memberships', 'sessions', 'api_keys']);
  const found = [...text.matchAll(/CREATE\s+TABLE\s+(?:titian\.)?(\w+)\s*\(\s*(?:--[^\n]*\n\s*)*facility_id\s/gi)].map(
    (match) => match[1] ?? '',
  );
  return new Set(found.filter((name) => !global.has(name)));
}

function sources(): string[] {
  return readdirSync(join(SERVER, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.test\.ts$|testing/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function statements(): Statement[] {
  return sources().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(SQL_TEXT)]
      .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
      .filter((text) => STATEMENT.test(text))
      .map((text) => ({ where: relative(ROOT, file), text })),
  );
}

const tables = facilityTables();
const all = statements();
const shown = ({ where, text }: Statement) => `${where}: ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 160)}`;
const writesTo = (text: string) =>
  [...text.matchAll(WRITE)].map((match) => (match[1] ?? '').toLowerCase()).filter((name) => tables.has(name));

describe('every statement of the server', () => {
  it('is found: the reader of the sources is not blind', () => {
    expect(tables.size).toBeGreaterThan(15);
    expect(all.length).toBeGreaterThan(80);
    expect(all.filter(({ text }) => writesTo(text).length > 0).length).toBeGreaterThan(30);
  });

  it('that changes or removes rows of a facility names one facility by equality', () => {
    const wrong = all
      .filter(({ text }) => /\b(?:UPDATE|DELETE\s+FROM)\s+(?:titian\.)?\w+/i.test(text) && writesTo(text).length > 0)
      .filter(({ text }) => !/^\s*INSERT/i.test(text) && !NAMES_FACILITY.test(text));
    expect(wrong.map(shown)).toEqual([]);
  });

  it('that locks rows names one facility by equality', () => {
    expect(
      all.filter(({ text }) => LOCKS.test(text) && !/^\s*INSERT/i.test(text) && !NAMES_FACILITY.test(text)).map(shown),
    ).toEqual([]);
  });

  it('that adds rows of a facility gives their facility first, and copies none by INSERT … SELECT', () => {
    const inserts = all.filter(({ text }) => /\bINSERT\s+INTO\b/i.test(text) && writesTo(text).length > 0);
    const copies = inserts.filter(({ text }) =>
      /\bINSERT\s+INTO\s+(?:titian\.)?\w+[^(]*\([^)]*\)\s*(?:--[^\n]*\s*)*SELECT\b/i.test(text),
    );
    expect(copies.map(shown)).toEqual([]);
    const facilityLater = inserts.filter(
      ({ text }) => !/\bINSERT\s+INTO\s+(?:titian\.)?\w+(?:\s+AS\s+\w+)?\s*\(\s*(?:facility_id|\$\{)/i.test(text),
    );
    expect(facilityLater.map(shown)).toEqual([]);
  });

  it('that reads a table of a facility names the facility too', () => {
    const reads = all.filter(({ text }) => {
      const from = [...text.matchAll(/\b(?:FROM|JOIN)\s+(?:titian\.)?(\w+)/gi)].map((match) =>
        (match[1] ?? '').toLowerCase(),
      );
      return from.some((name) => tables.has(name)) && !/facility_id/i.test(text) && !FILTERED.test(text);
    });
    expect(reads.map(shown)).toEqual([]);
  });
});

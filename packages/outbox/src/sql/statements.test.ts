// Every statement of the package against the cluster rules of the architecture: what writes or locks names one facility by equality,
// nothing is INSERT … SELECT, nothing rests on identity columns, every facility table is reached by its facility.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../testing/database.ts';
import { STATEMENTS } from './index.ts';

const FACILITY_TABLE = /titian\.outbox_(lanes|messages|attempts|outcomes|channels)\b/g;
const WRITES = /\b(INSERT|UPDATE|DELETE)\b/;

test('no statement is left out of the list', () => {
  const built = readdirSync(import.meta.dirname)
    .filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !['index.ts', 'statement.ts'].includes(name),
    )
    .flatMap((name) =>
      [
        ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(
          /\bstatement\(\s*(?:'([a-z_]+)'|`([a-z_]+)\$)/g,
        ),
      ].map((match) => match[1] ?? match[2] ?? ''),
    );
  const listed = STATEMENTS.map((entry) => entry.name.replace('outbox_', ''));
  expect(built.length).toBeGreaterThan(30);
  expect(built.filter((name) => !listed.some((known) => known === name || known.startsWith(name)))).toEqual([]);
});

test('statement names are unique, because they are prepared under their names', () => {
  const names = STATEMENTS.map((entry) => entry.name);
  expect(new Set(names).size).toBe(names.length);
});

for (const { name, text, scope } of STATEMENTS) {
  test(`${name} keeps the cluster rules`, () => {
    expect(text).not.toMatch(/INSERT\s+INTO[^;]*\)\s*SELECT/i);
    expect(text).not.toMatch(/set_config|nextval|IDENTITY/i);
    const touches = [...text.matchAll(FACILITY_TABLE)].length;
    if (scope === 'global') expect(touches).toBe(0);
    if (scope === 'overview') expect(text).not.toMatch(/\bUPDATE\b|\bINSERT\b|\bDELETE\b|FOR UPDATE/);
    if (scope !== 'facility') return;
    expect(touches).toBeGreaterThan(0);
    if (/INSERT INTO/.test(text)) {
      expect(text).toMatch(/VALUES\s*\(\s*\$1/);
      return;
    }
    // Each mention of a facility table outside a join that is itself bound is bound to $1 by equality.
    const bound = [...text.matchAll(/facility_id = (\$1|m\.facility_id)/g)].length;
    expect(bound).toBeGreaterThanOrEqual(touches);
    if (WRITES.test(text) || /FOR UPDATE/.test(text)) expect(text).toMatch(/facility_id = \$1/);
  });
}

test('the tables have no identity, no serial and no trigger, and only insert-only history is granted', () => {
  const sql = migrations().join('\n');
  expect(sql).not.toMatch(/GENERATED .* AS IDENTITY|\bserial\b|\bbigserial\b|CREATE TRIGGER/i);
  expect(sql).toMatch(/GRANT SELECT, INSERT ON titian\.outbox_attempts, titian\.outbox_outcomes TO titian_app/);
});

// Promises of the one search field: whatever is scanned or typed is recognised by its shape.
import { expect, test } from 'vitest';
import { normaliseQuery, queryKind } from './query-kind.ts';

test('thirteen digits are a card, sixteen a NIK, also with the spaces of print', () => {
  expect(queryKind('0000000000101')).toBe('card');
  expect(queryKind('9999 0101 0101 0001')).toBe('nik');
  expect(normaliseQuery('0000-0000-00101')).toBe('0000000000101');
});

test('a referral number is long, alphanumeric and full of digits', () => {
  expect(queryKind('9999U0010126P000001')).toBe('rujukan');
});

test('a long name without digits stays a name', () => {
  expect(queryKind('Bambang Wicaksono Adi')).toBe('name');
  expect(normaliseQuery('  Siti Rahma ')).toBe('Siti Rahma');
});

test('other digits are a record number, and two letters are too short', () => {
  expect(queryKind('00-12-34')).toBe('norm');
  expect(queryKind('si')).toBe('short');
});

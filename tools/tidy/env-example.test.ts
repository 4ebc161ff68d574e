// .env.example and the configuration's schema name the same keys with the same sentences.
import { expect, test } from 'vitest';
import { envExample } from './env-example.ts';
import { readText } from './sources.ts';

test('.env.example lists exactly the keys of the configuration', () => {
  expect(readText('.env.example')).toBe(envExample());
});

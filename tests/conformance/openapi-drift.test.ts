// The committed OpenAPI document and the client generated from it say what the routes say.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { OPENAPI_FILE, openApiText } from '../../apps/server/src/openapi.ts';
import { GENERATED_FILE, generatedText } from '../../packages/api-client/generate.ts';

const REMEDY =
  'run `npm run api -w @titian/server` and commit docs/api/openapi.json and packages/api-client/src/generated/schema.ts';

it('docs/api/openapi.json is the document of the routes', async () => {
  expect(await readFile(OPENAPI_FILE, 'utf8'), REMEDY).toBe(await openApiText());
});

it('the generated client is that of docs/api/openapi.json', async () => {
  expect(await readFile(GENERATED_FILE, 'utf8'), REMEDY).toBe(await generatedText());
});

// Generates src/generated/schema.ts from docs/api/openapi.json. Run after `node --conditions=titian-source apps/server/src/openapi.ts`:
// `node --conditions=titian-source packages/api-client/generate.ts`. Not part of the published package.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const ROOT = join(import.meta.dirname, '..', '..');
const DOCUMENT = join(ROOT, 'docs', 'api', 'openapi.json');
export const GENERATED_FILE = join(import.meta.dirname, 'src', 'generated', 'schema.ts');

const HEAD = `// Generated from docs/api/openapi.json by packages/api-client/generate.ts. Do not edit: a test compares it with a fresh one.

`;

export async function generatedText(): Promise<string> {
  const document: unknown = JSON.parse(await readFile(DOCUMENT, 'utf8'));
  // The library checks the document itself; its own parameter type is that of a parsed one.
  const nodes = await openapiTS(document as Parameters<typeof openapiTS>[0], { alphabetize: true, rootTypes: false });
  return HEAD + astToString(nodes);
}

if (import.meta.main) await writeFile(GENERATED_FILE, await generatedText());

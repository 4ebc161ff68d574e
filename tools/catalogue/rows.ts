// The catalogue of every call as rows. Whether the sandbox answers a call is asked of the sandbox's own routes, never assumed.
import { RECORDS, type Confidence, type EklaimMethod, type Endpoint, type WriteClass } from '@titian/contract';
import { answeredCalls } from '@titian/sandbox';

/** One call, under the names that `npm run catalogue -- --json` prints. */
export interface CatalogueRow {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly writeClass: WriteClass;
  readonly confidence: Confidence;
  /** Whether the answer is sealed; for E-Klaim request and answer both. */
  readonly encrypted: boolean;
  readonly sandbox: boolean;
  /** The record to hand to `call`, as it is imported from `@titian/client`. */
  readonly clientMethod: string;
}

export interface CatalogueEntry extends CatalogueRow {
  readonly id: string;
  readonly group: string;
  readonly purpose: string;
  readonly source: string;
  /** `ok 200`, `already 304` …: what each code of BPJS comes to, before its text is read. */
  readonly codes: readonly string[];
  readonly example: { readonly params?: unknown; readonly request: unknown };
  /** Schemas of what a caller gives. */
  readonly inputs: readonly Endpoint['params'][];
}

const answered = answeredCalls();

function entryOf(clientMethod: string, endpoint: Endpoint): CatalogueEntry {
  const { id, group, service, method, path, writeClass, confidence, encryption, purpose, source, example } = endpoint;
  const { success, already, empty, refused = [] } = endpoint;
  return {
    id,
    group,
    service,
    method,
    path,
    writeClass,
    confidence,
    encrypted: encryption !== 'plain',
    sandbox: answered.has(id),
    clientMethod,
    purpose,
    source,
    codes: Object.entries({ ok: success, already, empty, refused }).flatMap(([kind, codes]) =>
      codes.length === 0 ? [] : [`${kind} ${codes.join(' ')}`],
    ),
    example,
    inputs: [endpoint.params, ...(endpoint.request === null ? [] : [endpoint.request])],
  };
}

function eklaimEntryOf(clientMethod: string, method: EklaimMethod): CatalogueEntry {
  const { id, group, service, path, writeClass, confidence, purpose, source, example, request } = method;
  return {
    id,
    group,
    service,
    method: method.method,
    path: `${path} (${method.call}${Object.entries(method.fixed)
      .map(([name, value]) => `, ${name} ${value}`)
      .join('')})`,
    writeClass,
    confidence,
    encrypted: true,
    sandbox: answered.has(id),
    clientMethod,
    purpose,
    source,
    codes: ['ok 200'],
    example,
    inputs: [request],
  };
}

/** All calls, service by service, in the order of the catalogue's files. */
export function catalogue(): CatalogueEntry[] {
  const bpjs = Object.entries(RECORDS.bpjs).flatMap(([service, records]) =>
    Object.entries(records).map(([name, endpoint]) => entryOf(`${service}.${name}`, endpoint)),
  );
  const ofEklaim = Object.entries(RECORDS.eklaim).map(([name, method]) => eklaimEntryOf(`eklaim.${name}`, method));
  return [...bpjs, ...ofEklaim];
}

export function rowOf(entry: CatalogueEntry): CatalogueRow {
  const { service, method, path, writeClass, confidence, encrypted, sandbox, clientMethod } = entry;
  return { service, method, path, writeClass, confidence, encrypted, sandbox, clientMethod };
}

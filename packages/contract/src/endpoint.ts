// Builders that keep endpoint records short: `read` and `write` fill what is the same for every call of a kind. They
// add no behaviour; the result is the plain record of types.ts.
import type { z } from 'zod';
import type { Confidence, Encryption, Endpoint, HttpMethod, Paging, Service, WriteClass } from './types.ts';

interface Common<P, R> {
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly params: z.ZodType<P>;
  readonly response: z.ZodType<R>;
  readonly source: string;
  readonly purpose: string;
  readonly encryption?: Encryption;
  readonly success?: readonly string[];
  readonly already?: readonly string[];
  readonly empty?: readonly string[];
  readonly confidence?: Confidence;
  readonly otherMethod?: HttpMethod;
  readonly otherPath?: string;
  readonly userKeyFallback?: Service;
  readonly basicAuthorization?: 'if-configured';
  readonly paging?: Paging;
  readonly carries?: (response: unknown) => Readonly<Record<string, string>>;
}

export interface ReadSpec<P, R> extends Common<P, R> {
  readonly example: { readonly params: NoInfer<P>; readonly response: NoInfer<R> };
}

export interface WriteSpec<P, Q, R> extends Common<P, R> {
  readonly method: HttpMethod;
  readonly request: z.ZodType<Q>;
  readonly seal?: readonly string[];
  readonly writeClass: WriteClass;
  readonly example: { readonly params: NoInfer<P>; readonly request: NoInfer<Q>; readonly response: NoInfer<R> };
}

export interface BareWriteSpec<P, R> extends Common<P, R> {
  readonly method: HttpMethod;
  readonly writeClass: WriteClass;
  readonly example: { readonly params: NoInfer<P>; readonly response: NoInfer<R> };
}

export interface ServiceDefaults {
  readonly service: Service;
  readonly facts: string;
  readonly confidence: Confidence;
  readonly readEncryption: Encryption;
  readonly writeEncryption: Encryption;
  readonly readSuccess: readonly string[];
  readonly writeSuccess: readonly string[];
  readonly readEmpty: readonly string[];
  readonly refused?: readonly string[];
}

/** `§2.3` becomes `docs/facts/<file>.md §2.3`. */
function cite(defaults: ServiceDefaults, source: string): string {
  return `docs/facts/${defaults.facts}.md ${source}`;
}

export function endpointsOf(defaults: ServiceDefaults) {
  const base = <P, R>(spec: Common<P, R>) => ({
    id: `${defaults.service}.${spec.group}.${spec.name}`,
    service: defaults.service,
    group: spec.group,
    path: spec.path,
    params: spec.params,
    response: spec.response,
    confidence: spec.confidence ?? defaults.confidence,
    source: cite(defaults, spec.source),
    purpose: spec.purpose,
    already: spec.already ?? [],
    refused: defaults.refused,
    otherMethod: spec.otherMethod,
    otherPath: spec.otherPath,
    userKeyFallback: spec.userKeyFallback,
    basicAuthorization: spec.basicAuthorization,
    carries: spec.carries,
    paging: spec.paging,
  });
  return {
    /** GET without a body. */
    read<P, R>(spec: ReadSpec<P, R>): Endpoint<P, null, R> {
      return {
        ...base(spec),
        method: 'GET',
        request: null,
        encryption: spec.encryption ?? defaults.readEncryption,
        success: spec.success ?? defaults.readSuccess,
        empty: spec.empty ?? defaults.readEmpty,
        writeClass: 'read',
        example: { ...spec.example, request: null },
      };
    },
    /** Any call with a body; a POST that only reads is `write` with write class `read`. */
    write<P, Q, R>(spec: WriteSpec<P, Q, R>): Endpoint<P, Q, R> {
      return {
        ...base(spec),
        method: spec.method,
        request: spec.request,
        seal: spec.seal,
        encryption: spec.encryption ?? defaults.writeEncryption,
        success: spec.success ?? defaults.writeSuccess,
        empty: spec.empty ?? [],
        writeClass: spec.writeClass,
        example: spec.example,
      };
    },
    /** A change whose whole content is its path (PCare deletions). */
    bareWrite<P, R>(spec: BareWriteSpec<P, R>): Endpoint<P, null, R> {
      return {
        ...base(spec),
        method: spec.method,
        request: null,
        encryption: spec.encryption ?? defaults.writeEncryption,
        success: spec.success ?? defaults.writeSuccess,
        empty: spec.empty ?? [],
        writeClass: spec.writeClass,
        example: { ...spec.example, request: null },
      };
    },
  };
}

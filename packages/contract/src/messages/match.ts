// Finds the catalogue record of a message. Matching is by normalised text because most refusals share one code; what a
// match leads to is decided by the client's classifier, not here.
import type { Endpoint, Service } from '../types.ts';
import { MESSAGES } from './catalogue.ts';
import type { CatalogueMessage } from './types.ts';

/** Longest text that is searched: real messages are shorter, and patterns stay cheap. */
const MESSAGE_LIMIT_CHARS = 2000;

/** Trims, collapses blanks, drops a leading `3.1.`-style number (docs/facts/vclaim.md §6). */
export function normaliseMessage(message: string): string {
  return message
    .slice(0, MESSAGE_LIMIT_CHARS)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(\d{1,3}\.)+\s*/, '');
}

export interface MessageMatch {
  readonly message: CatalogueMessage;
  /** Named parts of the text, e.g. the SEP number inside a refusal. */
  readonly values: Readonly<Record<string, string>>;
}

const COMPILED: readonly { readonly message: CatalogueMessage; readonly expression: RegExp }[] = MESSAGES.map(
  (message) => ({
    message,
    expression: new RegExp(message.pattern, 'is'),
  }),
);

function search(text: string, accepts: (message: CatalogueMessage) => boolean): MessageMatch | undefined {
  const normalised = normaliseMessage(text);
  for (const { message, expression } of COMPILED) {
    if (!accepts(message)) continue;
    const found = expression.exec(normalised);
    if (found === null) continue;
    const values: Record<string, string> = {};
    for (const [name, value] of Object.entries(found.groups ?? {})) if (value !== undefined) values[name] = value;
    return { message, values };
  }
  return undefined;
}

/** The record of a message that stood in an envelope. */
export function matchMessage(
  endpoint: Pick<Endpoint, 'id' | 'service' | 'writeClass'>,
  code: string,
  text: string,
): MessageMatch | undefined {
  const kind = endpoint.writeClass === 'read' ? 'read' : 'write';
  return search(
    text,
    (message) =>
      message.place !== 'gateway' &&
      message.services.includes(endpoint.service) &&
      (message.codes === undefined || message.codes.includes(code)) &&
      (message.only === undefined || message.only === kind) &&
      (message.endpoints === undefined || message.endpoints.includes(endpoint.id)),
  );
}

/** The record of a text that a gateway sent instead of an envelope. */
export function matchGatewayText(service: Service, text: string): MessageMatch | undefined {
  return search(text, (message) => message.place !== 'envelope' && message.services.includes(service));
}

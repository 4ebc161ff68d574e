// The methods of E-Klaim as routes: one address, told apart by the word in the body. Names and groups come from the contract, so that
// moods and ledgers speak of a method as the client does.

import { EKLAIM_METHODS, EKLAIM_PATH } from '@titian/contract';
import { isObject, objectAt, textAt, type Json } from '../../json.ts';
import type { Route } from '../../kernel.ts';
import { handle, sepOf } from './handlers.ts';

interface Named {
  readonly call: string;
  readonly grouper: string;
  readonly stage: string;
}

const nameOf = ({ call, grouper, stage }: Named): string => [call, grouper, stage].join(' ').trim();

export const EKLAIM_ROUTES: ReadonlyMap<string, Route> = new Map(
  EKLAIM_METHODS.map((method) => [
    nameOf({
      call: method.call,
      grouper: String(method.fixed['grouper'] ?? ''),
      stage: String(method.fixed['stage'] ?? ''),
    }),
    {
      service: 'eklaim',
      id: method.id,
      group: method.group,
      method: 'POST',
      path: EKLAIM_PATH,
      kind: method.writeClass === 'read' ? 'read' : 'write',
      handle: (call) => handle(method.call, call),
      subject: (call) => ({ key: sepOf(call), data: { call: method.call } }),
    },
  ]),
);

/** The route behind an opened body; undefined for a method that E-Klaim does not know. */
export function findEklaimRoute(body: Json): Route | undefined {
  if (!isObject(body)) return undefined;
  const metadata = objectAt(body, 'metadata');
  const call = textAt(metadata, 'method');
  const isGrouper = call === 'grouper';
  return EKLAIM_ROUTES.get(
    nameOf({
      call,
      grouper: isGrouper ? textAt(metadata, 'grouper') : '',
      stage: isGrouper ? textAt(metadata, 'stage') : '',
    }),
  );
}

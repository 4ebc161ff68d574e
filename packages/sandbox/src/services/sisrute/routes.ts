// SISRUTE endpoints of the sandbox, docs/facts/vclaim.md §7. The two searches are POST and only read.

import type { Route } from '../../kernel.ts';
import { changeSubject, insertSubject } from '../vclaim/referrals-out.ts';
import * as referrals from './referrals.ts';

const route = (
  name: string,
  method: Route['method'],
  path: string,
  { handle, kind, subject }: Pick<Route, 'handle' | 'kind' | 'subject'>,
): Route => ({
  service: 'sisrute',
  id: `sisrute.rujukan.${name}`,
  group: 'rujukan',
  method,
  path,
  kind,
  handle,
  ...(subject === undefined ? {} : { subject }),
});

export const SISRUTE_ROUTES: readonly Route[] = [
  route('kriteria', 'POST', '/Rujukan/GetKriteriaRujukan', { handle: referrals.findCriteria, kind: 'read' }),
  route('faskes', 'POST', '/Rujukan/GetFaskesRujukan', { handle: referrals.findCandidates, kind: 'read' }),
  route('insert', 'POST', '/Rujukan/Insert', {
    handle: referrals.insertReferral,
    kind: 'write',
    subject: insertSubject,
  }),
  route('delete', 'DELETE', '/Rujukan/Delete', {
    handle: referrals.deleteReferral,
    kind: 'write',
    subject: changeSubject,
  }),
];

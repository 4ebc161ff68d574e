// SRBK endpoints of the sandbox, docs/facts/pcare.md §8. The two searches are POST and only read.

import type { Route } from '../../kernel.ts';
import { naturalSubject, visitSubject } from '../pcare/writes.ts';
import * as referrals from './referrals.ts';

const route = (
  name: string,
  method: Route['method'],
  path: string,
  { handle, kind, subject }: Pick<Route, 'handle' | 'kind' | 'subject'>,
): Route => ({
  service: 'srbk',
  id: `srbk.${name}`,
  group: name.split('.')[0] ?? '',
  method,
  path,
  kind,
  handle,
  ...(subject === undefined ? {} : { subject }),
});

export const SRBK_ROUTES: readonly Route[] = [
  route('rujukan.kriteria', 'POST', '/Sisrute/GetKriteriaRujukan', { handle: referrals.findCriteria, kind: 'read' }),
  route('rujukan.faskes', 'POST', '/Sisrute/GetFaskesRujukan', { handle: referrals.findCandidates, kind: 'read' }),
  route('kunjungan.add', 'POST', '/Sisrute/postKunjungan', {
    handle: referrals.addReferral,
    kind: 'write',
    subject: naturalSubject,
  }),
  route('kunjungan.delete', 'DELETE', '/Sisrute/deleteKunjungan', {
    handle: referrals.deleteReferral,
    kind: 'write',
    subject: visitSubject,
  }),
];

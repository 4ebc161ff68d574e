// The two endpoints of i-Care. They read, though each leaves a line in the ledger: who looked at whom, when.

import type { Route } from '../../kernel.ts';
import { subjectOf, validateForClinic, validateForHospital } from './handlers.ts';

const route = (name: string, path: string, handle: Route['handle']): Route => ({
  service: 'icare',
  id: `icare.${name}`,
  group: name.split('.')[0] ?? '',
  method: 'POST',
  path,
  kind: 'read',
  isSecret: true,
  handle,
  subject: subjectOf,
});

export const ICARE_ROUTES: readonly Route[] = [
  route('fkrtl.validate', '/api/rs/validate', validateForHospital),
  route('fktp.validate', '/api/pcare/validate', validateForClinic),
];

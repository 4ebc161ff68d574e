// The one endpoint of e-Rekam Medis.

import type { Route } from '../../kernel.ts';
import { storeRecord, subjectOf } from './handlers.ts';

export const EREKAMMEDIS_ROUTES: readonly Route[] = [
  {
    service: 'erekammedis',
    id: 'erekammedis.rekammedis.insert',
    group: 'rekammedis',
    method: 'POST',
    path: '/eclaim/rekammedis/insert',
    kind: 'write',
    handle: storeRecord,
    subject: subjectOf,
  },
];

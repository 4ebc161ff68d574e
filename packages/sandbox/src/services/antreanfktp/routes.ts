// The five endpoints of Antrean FKTP.

import type { Route } from '../../kernel.ts';
import { addEntry, callEntry, cancelEntry, doctors, openPolis, subjectOf } from './handlers.ts';

const base = { service: 'antreanfktp' } as const;

export const ANTREANFKTP_ROUTES: readonly Route[] = [
  {
    ...base,
    id: 'antreanfktp.referensi.poli',
    group: 'referensi',
    method: 'GET',
    path: '/ref/poli/tanggal/{tanggal}',
    kind: 'read',
    handle: openPolis,
  },
  {
    ...base,
    id: 'antreanfktp.referensi.dokter',
    group: 'referensi',
    method: 'GET',
    path: '/ref/dokter/kodepoli/{kodepoli}/tanggal/{tanggal}',
    kind: 'read',
    handle: doctors,
  },
  {
    ...base,
    id: 'antreanfktp.antrean.add',
    group: 'antrean',
    method: 'POST',
    path: '/antrean/add',
    kind: 'write',
    handle: addEntry,
    subject: subjectOf,
  },
  {
    ...base,
    id: 'antreanfktp.antrean.panggil',
    group: 'antrean',
    method: 'POST',
    path: '/antrean/panggil',
    kind: 'write',
    handle: callEntry,
    subject: subjectOf,
  },
  {
    ...base,
    id: 'antreanfktp.antrean.batal',
    group: 'antrean',
    method: 'POST',
    path: '/antrean/batal',
    kind: 'write',
    handle: cancelEntry,
    subject: subjectOf,
  },
];

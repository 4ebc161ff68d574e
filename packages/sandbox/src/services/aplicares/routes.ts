// The five endpoints of Aplicares. A deletion is a POST [A], docs/facts/aplicares-icare-apotek.md §2.

import type { Route } from '../../kernel.ts';
import { classes, createRoom, deleteRoom, readRooms, subjectOf, updateRoom } from './handlers.ts';

const read = (name: string, path: string, handle: Route['handle']): Route => ({
  service: 'aplicares',
  id: `aplicares.${name}`,
  group: name.split('.')[0] ?? '',
  method: 'GET',
  path,
  kind: 'read',
  handle,
});
const write = (name: string, path: string, handle: Route['handle']): Route => ({
  ...read(name, path, handle),
  method: 'POST',
  kind: 'write',
  subject: subjectOf,
});

export const APLICARES_ROUTES: readonly Route[] = [
  read('referensi.kelas', '/rest/ref/kelas', classes),
  read('bed.read', '/rest/bed/read/{kodeppk}/{start}/{limit}', readRooms),
  write('bed.create', '/rest/bed/create/{kodeppk}', createRoom),
  write('bed.update', '/rest/bed/update/{kodeppk}', updateRoom),
  write('bed.delete', '/rest/bed/delete/{kodeppk}', deleteRoom),
];

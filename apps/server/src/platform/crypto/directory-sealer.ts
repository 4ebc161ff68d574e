// Sealing for the global directory tables (display names of staff): a key derived from the master key, because those rows
// belong to no single facility.
import type { Random } from '../clock.ts';
import { open, seal } from './envelope.ts';
import type { MasterKey } from './master-key.ts';

export interface DirectorySealer {
  seal(table: string, column: string, rowId: string, plain: string): Buffer;
  open(table: string, column: string, rowId: string, sealed: Uint8Array): string;
}

export function createDirectorySealer(master: MasterKey, random: Random): DirectorySealer {
  const key = { id: master.id, key: master.derive('directory fields') };
  return {
    seal: (table, column, rowId, plain) =>
      seal(key, `directory|${table}|${column}|${rowId}`, Buffer.from(plain), random),
    open: (table, column, rowId, sealed) => open(key, `directory|${table}|${column}|${rowId}`, sealed).toString('utf8'),
  };
}

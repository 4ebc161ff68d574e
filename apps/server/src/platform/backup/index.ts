// Backups of the whole database as other parts of the server see them.
export { dump, type DumpResult } from './dump.ts';
export { load, type LoadResult } from './load.ts';
export { markRestored, recordBackup } from './mark.ts';

// A synchronous standby of an embedded PostgreSQL, made as an operator makes one: a base backup while the server works (pg_backup_start and
// pg_backup_stop around a copy of the files), streaming from a slot, and named in synchronous_standby_names.
import { chown, copyFile, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres } from '@titian/embedded-postgres';

const CAUGHT_UP_WITHIN_MS = 60_000;
/** What belongs to the running server and not to its data. */
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_stat_tmp', 'pgsql_tmp']);

/** @param name also its slot's and its name in synchronous_standby_names */
export async function makeStandby(primary: EmbeddedPostgres, dataDir: string, name: string): Promise<EmbeddedPostgres> {
  const { host, port, user, password } = primary.config;
  await asOwner(primary, async (client) => {
    // A slot keeps the WAL of the moment at which the copy begins.
    await client.query('SELECT pg_create_physical_replication_slot($1, true)', [name]);
    await client.query('SELECT pg_backup_start($1, true)', [name]);
    const target = join(dataDir, 'data');
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await copyTree(join(primary.folder, 'data'), target);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    const { uid, gid } = await lstat(target);
    const own = async (file: string, text: string): Promise<void> => {
      await writeFile(join(target, file), text, { mode: 0o600 });
      await chown(join(target, file), uid, gid);
    };
    await own('backup_label', rows[0]?.labelfile ?? '');
    await own('standby.signal', '');
    const before = await readFile(join(target, 'postgresql.auto.conf'), 'utf8');
    // The old one may have waited for a standby of its own.
    const kept = before.split('\n').filter((line) => !/^(synchronous_standby_names|primary_)/.test(line));
    const source = `host=${host} port=${port} user=${user} password=${password} application_name=${name}`;
    await own(
      'postgresql.auto.conf',
      `${kept.join('\n')}\nprimary_conninfo = '${source}'\nprimary_slot_name = '${name}'\n`,
    );
    for (const folder of ['pg_replslot', 'pg_stat_tmp']) {
      await mkdir(join(target, folder), { recursive: true, mode: 0o700 });
      await chown(join(target, folder), uid, gid);
    }
    await chown(dataDir, uid, gid);
  });
  const standby = await startPostgres({ dataDir, listen: 'tcp', password, onLog: () => undefined });
  await asOwner(primary, async (client) => {
    const isStreaming = async (): Promise<boolean> => {
      const { rows } = await client.query(
        'SELECT FROM pg_stat_replication WHERE application_name = $1 AND state = $2',
        [name, 'streaming'],
      );
      return rows.length > 0;
    };
    for (const until = performance.now() + CAUGHT_UP_WITHIN_MS; !(await isStreaming()); await delay(100))
      if (performance.now() > until) throw new Error(`the standby ${name} does not stream`);
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`);
    await client.query('SELECT pg_reload_conf()');
  });
  return standby;
}

export async function asOwner<T>(server: EmbeddedPostgres, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Files that vanish while they are copied belong to what the WAL repairs. */
async function copyTree(from: string, to: string): Promise<void> {
  const { uid, gid, mode } = await lstat(from);
  await mkdir(to, { mode: mode & 0o777 });
  await chown(to, uid, gid);
  for (const name of await readdir(from)) {
    if (LEFT_OUT.has(name)) continue;
    try {
      const [source, target] = [join(from, name), join(to, name)];
      const about = await lstat(source);
      if (about.isDirectory()) await copyTree(source, target);
      else if (about.isSymbolicLink()) await symlink(await readlink(source), target);
      else {
        await copyFile(source, target);
        await chown(target, about.uid, about.gid);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}

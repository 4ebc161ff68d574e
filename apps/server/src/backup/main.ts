// The process behind `titian backup` and `titian restore`: reads the environment, writes or reads one file, tells its progress line by line,
// and ends with one JSON line. It starts no server and no PostgreSQL.
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { loadOrCreateKeyFile, parseMasterKey, type MasterKey } from '../platform/crypto/index.ts';
import { dump, load, recordBackup } from '../platform/backup/index.ts';
import { isAppError } from '../platform/errors.ts';
import { describeError } from '../platform/logging.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, replace: { type: 'boolean' }, verify: { type: 'boolean' } },
});

async function main(): Promise<void> {
  const { DATABASE_URL: databaseUrl, TITIAN_KEY_FILE: keyFile, TITIAN_MASTER_KEY: keyText } = process.env;
  const { file } = values;
  const clock = systemClock();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is needed');
  if (positionals[0] === 'record') {
    await recordBackup(databaseUrl, clock.realNow());
    return;
  }
  if (file === undefined) throw new Error('--file is needed');
  const random = systemRandom();
  const tell = (line: string) => console.log(line);
  const master: MasterKey =
    keyText === undefined ? loadOrCreateKeyFile(keyFile ?? '', random).key : parseMasterKey(keyText);
  if (positionals[0] === 'dump') {
    const result = await dump({ databaseUrl, master, file, takenAt: clock.realNow(), tell });
    console.log(JSON.stringify(result));
    return;
  }
  const { replace: canReplace = false, verify: isTrial = false } = values;
  const result = await load({ databaseUrl, master, random, clock, file, canReplace, isHeld: !isTrial, tell });
  console.log(JSON.stringify(result));
}

try {
  await main();
} catch (error) {
  // Our own messages name no value; of a foreign one only the kind is told.
  console.error(isAppError(error) ? `${error.code}: ${error.message}` : JSON.stringify(describeError(error)));
  process.exitCode = 1;
}

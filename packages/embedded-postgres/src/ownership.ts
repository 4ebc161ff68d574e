// One data folder, one owner. Remembers who runs the cluster of a folder, and clears away what a killed predecessor left running.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { type ProcessIdentity, identify, isErrorWithCode, isRunning, signal, workingFolder } from './processes.ts';
import { waitUntil } from './waiting.ts';

interface OwnerRecord {
  readonly owner: ProcessIdentity;
  readonly keeper: ProcessIdentity | null;
  readonly socketFolder: string | null;
}

/** A keeper whose Titian died stops PostgreSQL by itself; it gets this long (its own limit is about the same). */
const KEEPER_LEAVES_MS = 75_000;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
const KILLED_MS = 5_000;

export function ownerFile(folder: string): string {
  return join(folder, 'owner.json');
}

/** Takes the folder for this process, or says who has it. Waits for a keeper that is still putting a dead owner's cluster to rest. */
export async function takeOwnership(folder: string, onLog: (line: string) => void): Promise<void> {
  const file = ownerFile(folder);
  for (;;) {
    if (createExclusively(file, { owner: identify(process.pid), keeper: null, socketFolder: null })) return;
    const record = readOwner(file);
    if (record !== null) await outlive(record, folder, onLog);
    rmSync(file, { force: true });
  }
}

async function outlive(record: OwnerRecord, folder: string, onLog: (line: string) => void): Promise<void> {
  const { owner, keeper, socketFolder } = record;
  if (isRunning(owner)) {
    throw new EmbeddedPostgresError(
      'IN_USE',
      `The database in ${folder} is already run by process ${owner.pid}.`,
      `Stop that Titian first (Ctrl-C in its window, or end process ${owner.pid}).`,
    );
  }
  if (keeper !== null && isRunning(keeper)) {
    onLog(`The previous Titian (process ${owner.pid}) died; waiting until its PostgreSQL has stopped.`);
    if (!(await waitUntil(() => !isRunning(keeper), { timeoutMs: KEEPER_LEAVES_MS }))) signal(keeper.pid, 'SIGKILL');
  }
  if (socketFolder !== null) rmSync(socketFolder, { recursive: true, force: true });
}

export function recordKeeper(folder: string, keeperPid: number, socketFolder: string | null): void {
  const record: OwnerRecord = { owner: identify(process.pid), keeper: identify(keeperPid), socketFolder };
  writeFileSync(ownerFile(folder), JSON.stringify(record));
}

export function releaseOwnership(folder: string): void {
  rmSync(ownerFile(folder), { force: true });
}

function createExclusively(file: string, record: OwnerRecord): boolean {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, JSON.stringify(record), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** null: unreadable or half-written, which only a process that died in the middle leaves behind. */
function readOwner(file: string): OwnerRecord | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('owner' in parsed)) return null;
    return parsed as OwnerRecord; // Written above by this module; a foreign file would only fail the liveness questions.
  } catch (error) {
    if (error instanceof SyntaxError || isErrorWithCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * Stops a postmaster that outlived both its Titian and its keeper, and removes a postmaster.pid whose number now belongs to
 * some other program (PostgreSQL would take that program for itself and refuse to start).
 */
export async function clearStalePostmaster(pgData: string, onLog: (line: string) => void): Promise<void> {
  const pid = readPostmasterFile(pgData)?.pid;
  if (pid === undefined) return;
  const postmaster = identify(pid);
  if (!isRunning(postmaster)) return;
  const folder = workingFolder(pid);
  if (folder !== null && folder !== pgData) {
    rmSync(join(pgData, 'postmaster.pid'), { force: true });
    return;
  }
  onLog(`A PostgreSQL that a killed Titian left behind (process ${pid}) is stopped.`);
  for (const [name, timeoutMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', KILLED_MS],
  ] as const) {
    signal(pid, name);
    if (await waitUntil(() => !isRunning(postmaster), { timeoutMs })) return;
  }
  throw new EmbeddedPostgresError(
    'IN_USE',
    `PostgreSQL process ${pid} of an earlier run does not end.`,
    `End process ${pid} by hand.`,
  );
}

/** What the postmaster itself says: its pid, and whether it takes connections (line 8 of its file); a standby takes them for reading. */
export function readPostmasterFile(pgData: string): { pid: number; isReady: boolean } | null {
  try {
    const lines = readFileSync(join(pgData, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1
      ? { pid, isReady: ['ready', 'standby'].includes(lines[7]?.trim() ?? '') }
      : null;
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return null;
    throw error;
  }
}

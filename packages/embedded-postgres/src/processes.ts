// Questions about processes of this machine that Node does not answer: is this pid still the process we knew, where does it stand.
// Not for starting or stopping anything.
import { readFileSync, readlinkSync } from 'node:fs';

/** A pid alone is not an identity: pids are used again, quickly so in containers. The start time makes it one. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot at which the process started; null where the platform does not tell. */
  readonly startTicks: string | null;
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function isErrorWithCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = errorCode(error);
  return code !== undefined && codes.includes(code);
}

function readStat(pid: number): { state: string; startTicks: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in parentheses and may hold spaces: fields are counted from behind it (state is field 3, start time 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    return state === undefined || startTicks === undefined ? null : { state, startTicks };
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT', 'ESRCH', 'ENOTDIR', 'EACCES')) return null;
    throw error;
  }
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startTicks: readStat(pid)?.startTicks ?? null };
}

/** True when this very process still runs; a zombie (dead, not yet collected) counts as gone. */
export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  const stat = process.platform === 'linux' ? readStat(pid) : null;
  if (stat !== null)
    return stat.state !== 'Z' && stat.state !== 'X' && (startTicks === null || stat.startTicks === startTicks);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
}

/** The folder a process stands in, or null when the platform or the permissions do not tell. PostgreSQL stands in its data folder. */
export function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR')) return null;
    throw error;
  }
}

/** Sends a signal; says false when the process is no longer there. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'ESRCH')) return false;
    throw error;
  }
}

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A process that outlives its number: after `kill -9`, and always in a restarted container, the number soon belongs to
 * somebody else. The start moment tells them apart.
 */
export interface ProcessMark {
  pid: number;
  started: string | null;
}

/** null when there is no such process. A zombie is dead: it only waits for a parent that may never ask. */
export function markOf(pid: number): ProcessMark | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (platform() === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null;
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return { pid, started: `${boot}/${fields[19]}` };
    } catch {
      return null;
    }
  }
  if (!exists(pid)) return null;
  if (platform() === 'win32') return { pid, started: null };
  try {
    return { pid, started: execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() };
  } catch {
    return null;
  }
}

/** Whether the system knows the number at all, zombies and other people's processes included. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started;
}

export const ownMark = (): ProcessMark => markOf(process.pid) ?? { pid: process.pid, started: null };

interface Held extends ProcessMark {
  token: string;
}

const POLL_MS = 25;
const PATIENCE_MS = 300_000;

/** Runs `work` alone among all processes of this machine that name the same file. Survives the death of any holder. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine: Held = { ...ownMark(), token: randomUUID() };
  const deadline = Date.now() + PATIENCE_MS;
  while (!take(path, mine)) {
    const holder = read(path);
    if (holder && !isAlive(holder)) {
      breakLock(path, holder);
      continue;
    }
    if (Date.now() > deadline)
      throw new Error(
        `Process ${holder?.pid} håller ${path} sedan fem minuter. Avsluta den och försök igen. ` +
          `(Process ${holder?.pid} has held the lock for five minutes; end it and try again.)`,
      );
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    if (read(path)?.token === mine.token) rmSync(path, { force: true });
  }
}

/** `link` publishes the file with its content: nobody can read half a lock. */
function take(path: string, mine: Held): boolean {
  const draft = `${path}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Held | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Held;
  } catch (error) {
    // A lock is published whole, so half a one is what a power cut left.
    return error instanceof SyntaxError ? { pid: 0, started: null, token: 'unreadable' } : null;
  }
}

/**
 * Removing a dead holder's lock is itself a race: between reading and removing, somebody quicker may have removed it
 * and taken a lock of their own. So one process at a time may break this very lock, and looks again once it may.
 */
function breakLock(path: string, dead: Held): void {
  const breaker = `${path}.break-${dead.token}`;
  const mine: Held = { ...ownMark(), token: randomUUID() };
  if (!take(breaker, mine)) {
    const other = read(breaker);
    if (other && !isAlive(other)) rmSync(breaker, { force: true });
    return;
  }
  try {
    if (read(path)?.token === dead.token) rmSync(path, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from '../../errors.js';
import { type Holder, isGone, isHere, parseHolder, thisProcess } from './lock-holder.js';

const LOCK_NAME = 'server.lock';
const ATTEMPTS = 5;
/** How often a holder touches its lock, and how long a lock must lie untouched to count as left behind. */
const HEARTBEAT_MS = 2000;
const SILENCE_MS = 3 * HEARTBEAT_MS;
const WATCH_MS = 100;

/** A directory taken by this process. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes a data directory for this process: the embedded database has no lock of its own, and two processes on one
 * directory destroy it. A lock left by a process that died is taken over: at once when that process ran where this
 * one runs, and after six seconds of silence when it ran in another container or before a restart of the machine.
 *
 * @throws ServiceError `data_directory_in_use`
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, LOCK_NAME);
  const text = JSON.stringify(thisProcess());
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (tryCreate(path, text)) return hold(path, text);
    const found = readText(path);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && (await isHeld(path, holder))) throw inUse(directory, holder);
    takeAway(path, found);
  }
  throw new ServiceError(
    'data_directory_in_use',
    `The data directory ${directory} is fought over; try again.`,
  );
}

function hold(path: string, text: string): DirectoryLock {
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release: () => {
      clearInterval(heartbeat);
      if (readText(path) === text) rmSync(path, { force: true });
    },
  };
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch (error) {
    // The directory was removed under us: there is nothing left to hold.
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

async function isHeld(path: string, holder: Holder): Promise<boolean> {
  if (isHere(holder)) return !isGone(holder);
  const seen = touchedAt(path);
  for (let waitedMs = 0; waitedMs < SILENCE_MS; waitedMs += WATCH_MS) {
    await delay(WATCH_MS);
    if (touchedAt(path) !== seen) return true;
  }
  return false;
}

/** Creates the lock with its text inside, in one step. */
function tryCreate(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock aside first: of two processes that found it stale, one gets to remove it. */
function takeAway(path: string, expected: string): void {
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
    if (readText(aside) === expected) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function touchedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function inUse(directory: string, holder: Holder): ServiceError {
  return new ServiceError(
    'data_directory_in_use',
    `The data directory ${directory} belongs to a running server (process ${holder.pid} on ${holder.host}): ` +
      'stop that one, choose another MEDPAT_DATA_DIRECTORY, or use PostgreSQL by setting DATABASE_URL.',
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

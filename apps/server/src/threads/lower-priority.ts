import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Of work in the background, on a scale from 0 to 19; the API, which answers people, stays at 0. */
const WORK_NICENESS = 19;

/**
 * Makes every thread of this process nice, and so those that they start: on Linux niceness belongs to a thread, and
 * Node has started some by now that collect garbage and compile. Elsewhere it belongs to the process.
 */
export function lowerProcessPriority(): void {
  setPriority(WORK_NICENESS);
  for (const thread of listThreads()) {
    try {
      setPriority(thread, WORK_NICENESS);
    } catch (error) {
      // It has ended in between.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')) throw error;
    }
  }
  lowerSessionPriority();
}

/**
 * Linux weighs whole sessions against one another first, and niceness only within one: a worker in a session of its
 * own, as a service manager starts it, would be the equal of the API and of the database. A session that began with
 * something else, a shell for one, is left alone.
 */
function lowerSessionPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    if (beganSession()) writeFileSync('/proc/self/autogroup', String(WORK_NICENESS));
  } catch {
    // A kernel or container that does not group sessions.
  }
}

/** Whether this process is the first of its session: field 6 of its line; the name in brackets may hold spaces. */
function beganSession(): boolean {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]) === process.pid;
}

/** Makes the thread that calls it nice, where threads have a niceness of their own; elsewhere nothing happens. */
export function lowerThreadPriority(): void {
  // Zero names the thread that asks, on Linux; on other systems the whole process.
  if (process.platform === 'linux') setPriority(0, WORK_NICENESS);
}

function listThreads(): readonly number[] {
  if (process.platform !== 'linux') return [];
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [];
  }
}

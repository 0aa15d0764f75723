import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The process that a lock names. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Where its process id means something: this start of this machine, this container. */
  readonly place: string;
  /** When it started, in the kernel's count; a later process of the same id has another. Null without /proc. */
  readonly started: string | null;
}

export function thisProcess(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    place: currentPlace(),
    started: findProcess(process.pid)?.started ?? null,
  };
}

/** A lock that was cut short says nothing, and holds nothing. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, place, started } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof place !== 'string') return undefined;
    return { pid, host, place, started: started ?? null };
  } catch {
    return undefined;
  }
}

/** Whether its process id can be looked up from here. */
export function isHere(holder: Holder): boolean {
  return holder.place === currentPlace();
}

/** Whether a holder that is here has ended. */
export function isGone(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true;
  }
  if (holder.started === null) return false;
  const found = findProcess(holder.pid);
  return found === null || found.hasEnded || found.started !== holder.started;
}

function currentPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** What the kernel says of a process; null for none, and without /proc. */
function findProcess(pid: number): { readonly hasEnded: boolean; readonly started: string | null } | null {
  try {
    // Fields 3 and 22 of the line; the name in brackets, field 2, may itself hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended, and only waits for its parent to ask how.
    return { hasEnded: fields[0] === 'Z' || fields[0] === 'X', started: fields[19] ?? null };
  } catch {
    return null;
  }
}

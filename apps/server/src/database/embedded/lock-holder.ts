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
  return { pid: process.pid, host: hostname(), place: currentPlace(), started: startOf(process.pid) };
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
  return holder.started !== null && holder.started !== startOf(holder.pid);
}

function currentPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function startOf(pid: number): string | null {
  try {
    // Field 22 of the line; the name in brackets, field 2, may itself hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

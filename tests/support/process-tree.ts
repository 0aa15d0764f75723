import { readdirSync, readFileSync } from 'node:fs';

const POLL_MS = 100;
const KIB = 1024;

/** Peak resident memory of a process and its descendants, as far as the system tells. */
export interface MemoryWatch {
  /** Bytes; the greatest sum that was seen. */
  readonly peakBytes: number;
  /** Sums in the order in which they were seen, bytes. */
  readonly samples: readonly number[];
  stop(): void;
}

/** Watches a process tree ten times a second. Linux only: other systems keep no `/proc`. */
export function watchMemory(rootPid: number): MemoryWatch {
  const samples: number[] = [];
  let peakBytes = 0;
  const timer = setInterval(() => {
    const bytes = residentBytes(rootPid);
    if (bytes === 0) return;
    samples.push(bytes);
    peakBytes = Math.max(peakBytes, bytes);
  }, POLL_MS);
  return {
    get peakBytes() {
      return peakBytes;
    },
    samples,
    stop: () => clearInterval(timer),
  };
}

function residentBytes(rootPid: number): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      resident.set(Number(entry), KIB * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // Gone between listing and reading.
    }
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at !== 0; at = parents.get(at)) {
      if (at === rootPid) return true;
    }
    return false;
  };
  let sum = 0;
  for (const [pid, bytes] of resident) if (isBelow(pid)) sum += bytes;
  return sum;
}

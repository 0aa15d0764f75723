import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A process of the program under test. */
export interface RunningProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** High-water mark of its resident memory. */
  peakMegabytes(): number;
  /** Processor time of all its threads so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const PAUSE_MS = 5;
const START_LIMIT_MS = 180_000;
/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** @param log - file that its messages go to, shown when it ends by itself */
export function startProcess(
  name: string,
  args: readonly string[],
  { environment, log }: { readonly environment: NodeJS.ProcessEnv; readonly log: string },
): RunningProcess {
  const file = openSync(log, 'a');
  // Each in a session of its own, as a service manager starts it.
  const child = spawn(process.execPath, args, {
    env: environment,
    stdio: ['ignore', file, file],
    detached: true,
  });
  closeSync(file);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} does not start`);
  // Whatever becomes of the benchmark, nothing of it is left behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.on('exit', kill);
  let isStopping = false;
  child.on('exit', (code, signal) => {
    process.off('exit', kill);
    if (isStopping) return;
    process.stderr.write(
      `${name} ended with ${signal ?? code}:\n${readFileSync(log, 'utf8').slice(-2000)}\n`,
    );
  });
  return {
    name,
    child,
    peakMegabytes: () => {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return Number(kilobytes) / 1024;
    },
    cpuSeconds: () => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Fields 14 and 15 of the line; the name in brackets, field 2, may itself hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    stop: async () => {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a program to its end. @returns what it printed. @throws Error with its messages when it fails */
export async function runProcess(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    errors += piece;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`medpat ${args.slice(1).join(' ')} ended with ${code}: ${errors}`);
  return out;
}

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Asks until the service says that it is ready. */
export async function awaitReady(url: string): Promise<void> {
  const end = performance.now() + START_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (performance.now() > end) throw new Error(`${url} is not ready after ${START_LIMIT_MS} ms`);
    await delay(PAUSE_MS);
  }
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { LoadMessage, LoadPlan, LoadResult } from './load-plan.js';

export interface LoadOptions {
  /** The bundled `load-client`. */
  readonly entry: string;
  readonly plan: LoadPlan;
  /** Called when the cold start is over, and when counting has ended while the load still goes on. */
  readonly onBegin: () => Promise<void>;
  readonly onEnd: () => Promise<void>;
}

/** Runs the load in its process, and stops it however it ends. */
export async function runLoad({ entry, plan, onBegin, onEnd }: LoadOptions): Promise<LoadResult> {
  const child = spawn(process.execPath, [entry, JSON.stringify(plan)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as LoadMessage;
      if (message.kind === 'warm') {
        await onBegin();
        child.stdin.write('go\n');
      } else {
        await onEnd();
        child.stdin.write('end\n');
        return message.result;
      }
    }
  } finally {
    child.stdin.end();
    child.kill();
  }
  throw new Error('the load process ended without a result');
}

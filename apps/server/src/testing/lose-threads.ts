import { setTimeout as delay } from 'node:timers/promises';
import type { JobThreads } from '../threads/job-threads.js';

const PAUSE_MS = 10;

/** Ends the thread that works, again and again. @returns the way to stop */
export function keepLosingThreads(threads: JobThreads): () => Promise<void> {
  let isLosing = true;
  const lose = async (): Promise<void> => {
    while (isLosing) {
      if (threads.pending > 0) await threads.pick().end();
      await delay(PAUSE_MS);
    }
  };
  const ended = lose();
  return async () => {
    isLosing = false;
    await ended;
  };
}
